"""Predicted against happened: every decision of an assembly of which something was expected."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from onevoice.assembly.minutes import canonical
from onevoice.chamber.pages.expected_files import decimal, predicted_document
from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.stage_words import WORDS
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.track_record import Held, TrackRecord, track_record
from onevoice.formats.guarded_csv import guarded_csv


def predictions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what was expected of each decision, what it brought, and how near that came over all of them."""
    found = track_record(visit.here.id)
    ways = {"csv": lambda: _csv(found), "json": lambda: _json(found)}
    title = f"{visit.here.name} {_('Predicted against happened')}"
    return export(request, title, ways) or render(request, "predictions.html", {"found": found})


def _csv(found: TrackRecord) -> bytes:
    head = (
        _("Paper"),
        _("Decision"),
        _("Time (UTC)"),
        _("Members on the roll"),
        _("Expected ayes"),
        _("Expected ayes, low"),
        _("Expected ayes, high"),
        _("Expected noes"),
        _("Expected noes, low"),
        _("Expected noes, high"),
        _("Ayes"),
        _("Noes"),
        _("Expected share of ayes"),
        _("Expected share, low"),
        _("Expected share, high"),
        _("Share of ayes"),
        _("Within the interval"),
        _("Probability of being carried"),
        _("More ayes than noes"),
        _("Outcome"),
        _("Squared distance"),
    )
    return guarded_csv(head, (list(_cells(one)) for one in found.rows))


def _cells(held: Held) -> Iterator[str | int]:
    one = held.predicted
    expected, share = one.expected, one.expected.share
    yield from (for_file(held.title), for_file(held.decision.names), held.decision.at, expected.whole.members)
    for side in (expected.whole.ayes, expected.whole.noes):
        yield from (side.median, side.low, side.high)
    yield from (one.ayes, one.noes)
    yield from (("", "", "") if share is None else map(decimal, (share.median, share.low, share.high)))
    yield "" if one.share is None else decimal(one.share)
    yield "" if one.is_within is None else _yes_or_no(one.is_within)
    yield from (decimal(expected.carried), _yes_or_no(one.is_carried))
    yield from (str(WORDS[held.decision.outcome]), decimal(one.brier))


def _yes_or_no(one: bool) -> str:
    return _("yes") if one else _("no")


def _json(found: TrackRecord) -> bytes:
    return canonical(
        {
            "decisions": [
                {
                    "paper": one.title,
                    "on": for_file(one.decision.names),
                    "time": one.decision.at,
                    "outcome": one.decision.outcome.value,
                    **(predicted_document(one.predicted) or {}),
                }
                for one in found.rows
            ],
            "count": len(found.rows),
            "compared": found.compared,
            "within": found.within,
            "brier": None if found.brier is None else decimal(found.brier),
        }
    )
