"""The selection that an account proposes, in sentences, beside the chair's own; the chair decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from onevoice.chamber.readings import selection_reasons, shares
from onevoice.chamber.readings.account_shown import AccountShown, shown_account
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.selection_reasons import InsteadRead, Reasons

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GroupSupport:
    """How far a group supports a text.

    Attributes
    ----------
    name : str
        Set apart.
    support : str
        Share with its interval.
    members : str
    supports : bool
        Whether at least the threshold of it does.
    """

    name: str
    support: str
    members: str
    supports: bool


@dataclass(frozen=True, slots=True)
class CandidateStands:
    """Where the assembly stands on one text that may be selected.

    Attributes
    ----------
    is_proposed : bool
    hold : str
        Why nothing more is said of it; empty where something is.
    bridging : str
        With its interval.
    support : str
        Of all, with its interval and count.
    groups : tuple of GroupSupport
    """

    is_proposed: bool
    hold: str
    bridging: str = ""
    support: str = ""
    groups: tuple[GroupSupport, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundRead:
    """One proposed text, and why.

    Attributes
    ----------
    name, why : str
    figures : str
        Its bridging with the interval, and its supporters.
    """

    name: str
    why: str
    figures: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed selection.

    Attributes
    ----------
    published_at, asked_at : datetime or None
        As `AccountShown`.
    is_older : bool
        Whether the paper has changed since it was worked out.
    changed : str
        Names of the texts whose words have changed since; empty where none have.
    on : tuple of str
        Ids of what is proposed and still reads as it was answered, in order of rounds.
    rounds : tuple of RoundRead
    counted : str
        Who counts.
    guarantee : tuple of str
        What is guaranteed, how surely, and whether another would unite more.
    groups : tuple of str
        Which groups support none of it, or that each supports one.
    void, left_out : tuple of str
    same : str
        Which other rules would have proposed the same; empty where none would.
    instead : tuple of InsteadRead
        What the others would have proposed.
    not_asked : str
        Names of what may be selected and was not asked about; empty where all was.
    measure : str
        What bridging is here.
    """

    published_at: datetime | None
    asked_at: datetime | None
    is_older: bool
    changed: str
    on: tuple[str, ...]
    rounds: tuple[RoundRead, ...]
    counted: str
    guarantee: tuple[str, ...]
    groups: tuple[str, ...]
    void: tuple[str, ...]
    left_out: tuple[str, ...]
    same: str
    instead: tuple[InsteadRead, ...]
    not_asked: str
    measure: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What the chair selected, beside what the published account proposed; names, set apart.

    Attributes
    ----------
    both, proposed, selected : str
        Selected as proposed; proposed alone; selected alone.
    """

    both: str
    proposed: str
    selected: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the chair's own choice.

    Attributes
    ----------
    proposal : Proposal or None
    has_account : bool
        Whether there is an account at all: one without a proposal may be of other texts.
    stands : mapping of str to CandidateStands
        By id of the text that may be selected.
    compared : Compared or None
    """

    proposal: Proposal | None
    has_account: bool
    stands: Mapping[str, CandidateStands]
    compared: Compared | None


def beside(read: PaperRead, candidates: Sequence[str]) -> Beside:
    """Give what an account proposes to select, for the chair and the clerk.

    Parameters
    ----------
    read : PaperRead
    candidates : sequence of str
        Ids of what stands on the selection board.
    """
    shown = shown_account(read, unpublished=True)
    if shown is None:
        return Beside(None, has_account=False, stands={}, compared=None)
    return Beside(
        _proposal(read, shown, candidates) if shown.document["selection"] else None,
        has_account=True,
        stands={one: _stands(shown, one) for one in candidates},
        compared=_compared(read),
    )


def _proposal(read: PaperRead, shown: AccountShown, candidates: Sequence[str]) -> Proposal:
    found = shown.document["selection"]
    held = shown.changed | shown.gone
    reasons = Reasons(found, read.names, shown.is_public)
    proposed = [row["id"] for row in found["selected"]]
    same, instead = selection_reasons.instead(found, reasons, held)
    asked = {row["id"] for row in shown.document["texts"]}
    not_asked = [one for one in candidates if one not in asked]
    changed = [row["id"] for row in shown.document["texts"] if row["id"] in shown.changed]
    return Proposal(
        published_at=shown.published_at,
        asked_at=shown.asked_at,
        is_older=shown.is_older,
        changed=reasons.names(changed) if changed else "",
        on=tuple(one for one in proposed if one not in held),
        rounds=tuple(_round(shown, reasons, row) for row in found["rounds"]),
        counted=_counted(found, reasons),
        guarantee=tuple(_guaranteed(found, reasons)),
        groups=tuple(_groups(shown, reasons)),
        void=tuple(reasons.of_void(row) for row in found["void_by_clash"] if row["id"] not in held),
        left_out=tuple(reasons.of_left_out(row) for row in found["left_out"] if row["id"] not in held),
        same=same,
        instead=instead,
        not_asked=reasons.names(not_asked) if not_asked else "",
        measure=_measure(found["measure"]),
    )


def _round(shown: AccountShown, reasons: Reasons, row: Row) -> RoundRead:
    if hold := _hold(shown, row["id"]):
        return RoundRead(reasons.name(row["id"]), hold, "")
    found = shown.document["selection"]
    own = next(one for one in found["selected"] if one["id"] == row["id"])
    told = {"bridging": _bridging(own), "members": reasons.counted(own["supporters"])}
    if found["measure"] == "support":
        figures = _("Supported by %(members)s") % told
    else:
        figures = _("Bridging %(bridging)s, supported by %(members)s") % told
    return RoundRead(reasons.name(row["id"]), reasons.of_round(row), figures)


def _hold(shown: AccountShown, on: str) -> str:
    """Say why nothing is said of a text that was asked about."""
    if on in shown.gone:
        return _("It can no longer be selected.")
    return _("Its words have changed since members answered.") if on in shown.changed else ""


def _stands(shown: AccountShown, on: str) -> CandidateStands:
    found = shown.document["selection"] or {"selected": [], "measure": ""}
    proposed = any(row["id"] == on for row in found["selected"])
    row = next((one for one in shown.document["texts"] if one["id"] == on), None)
    if row is None:
        return CandidateStands(proposed, _("Members were not asked about it."))
    if hold := _hold(shown, on):
        return CandidateStands(proposed, hold)
    threshold = shown.document["threshold"]
    every = {one["id"]: one for one in shown.document["groups"]}
    shown_groups = [one["group"] for one in found.get("groups", ())] or shown.document["basis"]["groups"]
    support = row["support"]
    groups = tuple(
        GroupSupport(
            shares.group_name(every[one]),
            shares.interval(support[one]),
            shares.members(support[one]["n"], exact=True),
            support[one]["median"] >= threshold,
        )
        for one in shown_groups
        if support.get(one) and support[one]["median"] is not None
    )
    return CandidateStands(
        proposed,
        "",
        _bridging(row) if row["bridging"] is not None else "",
        shares.counted(support["all"]),
        groups,
    )


def _bridging(row: Row) -> str:
    if row["bridging_interval"] is None:
        return shares.score(row["bridging"])
    return shares.between(*(shares.score(one) for one in (row["bridging"], *row["bridging_interval"])))


def _measure(measure: str) -> str:
    if measure == "support":
        return _("Nothing found in the answers tells groups apart, so the support of all takes its place.")
    if measure == "bloc_bridging":
        return _("No groups are declared, so it is between blocs found in the answers.")
    return ""


def _counted(found: Row, reasons: Reasons) -> str:
    told = {"members": reasons.counted(found["members"], exact=True)}
    if found["observed"]:
        return _("Answers given alone are counted, of %(members)s who gave any.") % told
    told["share"] = shares.percent(found["supposed"])
    return (
        _(
            "The whole roll counts: %(members)s. Of the support counted, %(share)s is supposed: the likelier"
            " answer of those who were not heard."
        )
        % told
    )


def _guaranteed(found: Row, reasons: Reasons) -> Iterator[str]:
    sure = found["guarantee"]
    one = reasons.counted(reasons.due(1), exact=True)
    if found["k"] == 1:
        yield (
            _(
                "The guarantee: wherever %(one)s support a text that was left out and that clashes with"
                " nothing proposed, one of them supports what is proposed."
            )
            % {"one": one}
        )
    else:
        told = {"one": one, "two": number_format(reasons.due(2))}
        yield (
            _(
                "The guarantee: wherever %(one)s or more support a text that was left out and that clashes"
                " with nothing proposed, one of them supports a proposed text; of %(two)s or more, one"
                " supports two."
            )
            % told
            if found["k"] == 2
            else _(
                "The guarantee: wherever %(one)s or more support a text that was left out and that clashes"
                " with nothing proposed, one of them supports a proposed text; of %(two)s or more, one"
                " supports two; and so on."
            )
            % told
        )
    told = {"share": shares.percent(sure["share_of_draws"]), "draws": number_format(sure["draws"])}
    yield (
        _(
            "It holds in %(share)s of %(draws)s draws. In each, those who were not heard answer by chance, in"
            " a way that fits what is known."
        )
        % told
    )
    told = {"sum": shares.score(sure["bridging"]), "bound": shares.score(sure["bound"])}
    if sure["proven"]:
        yield _("No other selection that keeps the guarantee unites more: this is proved.")
    else:
        yield (
            _(
                "The search ended early: bridging adds up to %(sum)s, and no selection that keeps the"
                " guarantee can have more than %(bound)s."
            )
            % told
        )


def _groups(shown: AccountShown, reasons: Reasons) -> Iterator[str]:
    found = shown.document["selection"]
    every = {one["id"]: one for one in shown.document["groups"]}
    without = [row for row in found["groups"] if not row["supports"] and row["best"] is not None]
    if found["groups"] and not without:
        told = {"half": shares.half(shown.document["threshold"])}
        yield _("In every group, %(half)s or more support one of the texts proposed.") % told
    for row in without:
        told = {
            "half": shares.half(shown.document["threshold"]),
            "group": shares.group_name(every[row["group"]]),
            "name": reasons.name(row["best"]),
            "share": shares.interval(row["support"]),
        }
        yield (
            _(
                "In %(group)s, none of the texts proposed is supported by %(half)s; nearest comes %(name)s,"
                " with %(share)s."
            )
            % told
        )


def _compared(read: PaperRead) -> Compared | None:
    """Set what was selected beside what the published account proposed."""
    selected = [one for one in read.debate.selected if one in read.names]
    public = shown_account(read, unpublished=False) if selected else None
    found = public.document["selection"] if public is not None else None
    if not found:
        return None
    proposed = [row["id"] for row in found["selected"]]

    def named(ids: Sequence[str]) -> str:
        return ", ".join(isolated(read.names[one]) for one in ids if one in read.names)

    return Compared(
        named([one for one in selected if one in proposed]),
        named([one for one in proposed if one not in selected]),
        named([one for one in selected if one not in proposed]),
    )
