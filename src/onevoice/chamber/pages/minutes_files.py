"""The minutes as files, in order from the first entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onevoice.assembly.minutes import canonical
from onevoice.chamber.models import Assembly
from onevoice.chamber.readings import minutes
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.minutes import EntryRead
from onevoice.formats.docx_outline import Line, Style, outline_docx
from onevoice.formats.guarded_csv import guarded_csv


def docx_file(assembly: Assembly, paper: str) -> bytes:
    """Give the minutes as a document: a heading a day, an entry a line."""
    title = _("Minutes of %(name)s") % {"name": assembly.name}
    return outline_docx(_lines(assembly, paper, title), title=title, language=get_language() or "en")


def csv_file(assembly: Assembly, paper: str) -> bytes:
    """Give the minutes as a table, with the hashes of the chain."""
    head = (
        _("Entry"),
        _("Time (UTC)"),
        _("Paper"),
        _("What was done"),
        _("Hash"),
        _("Hash of the one before"),
    )
    rows: Iterator[list[str | int]] = (
        [one.sequence, _utc(one), for_file(one.paper), for_file(one.sentence), one.hash, one.before]
        for one, _line in minutes.all_entries(assembly, paper)
    )
    return guarded_csv(head, rows)


def json_file(assembly: Assembly, paper: str) -> bytes:
    """Give the minutes as canonical JSON: each entry with its line, whose SHA-256 is its hash."""
    chain = minutes.chain(assembly)
    return canonical(
        {
            "assembly": assembly.name,
            "head": {"sequence": chain.sequence, "hash": chain.hash},
            "entries": [
                {
                    "sequence": one.sequence,
                    "time": _utc(one),
                    "paper": one.paper,
                    "sentence": for_file(one.sentence),
                    "hash": one.hash,
                    "line": line,
                }
                for one, line in minutes.all_entries(assembly, paper)
            ],
        }
    )


def _lines(assembly: Assembly, paper: str, title: str) -> Iterator[Line]:
    yield Line(Style.TITLE, title)
    day = ""
    for one, _line in minutes.all_entries(assembly, paper):
        when = localtime(one.time)
        if (today := date_format(when, "DATE_FORMAT")) != day:
            day = today
            yield Line(Style.HEADING, day)
        on = f" [{one.paper}]" if one.paper and not paper else ""
        yield Line(
            Style.WORDS,
            for_file(f"{one.sequence}. {date_format(when, 'TIME_FORMAT')} – {one.sentence}{on}"),  # noqa: RUF001 - a dash
        )
        for each in one.corrections:
            said = _("Corrected since; it was declared as %(ayes)s ayes, %(noes)s noes: %(reason)s")
            about = {"ayes": each.before.ayes, "noes": each.before.noes, "reason": each.reason}
            yield Line(Style.ENTRY, for_file(said % about))
        if one.undone_by:
            yield Line(Style.ENTRY, _("Undone by entry %(entry)s.") % {"entry": one.undone_by})
    chain = minutes.chain(assembly)
    head = _("Head of the minutes: entry %(number)s, %(hash)s")
    yield Line(Style.WORDS, head % {"number": chain.sequence, "hash": chain.hash})


def _utc(one: EntryRead) -> str:
    return one.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
