"""An extract of a roll call: only some propositions, or only what was answered in some days."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import compress

from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.errors import EmptyRollCallError, SettingsError

_OWN_FIELDS: dict[str, Callable[[Proposition], str]] = {
    "id": lambda proposition: proposition.id,
    "slot": lambda proposition: proposition.slot,
    "source": lambda proposition: proposition.source,
    "date": lambda proposition: proposition.date or "",
}


def extract(
    calls: RollCall,
    where: Sequence[tuple[str, str]] = (),
    since: str | None = None,
    until: str | None = None,
) -> RollCall:
    """Keep only some propositions, and only some days.

    Parameters
    ----------
    calls : RollCall
    where : sequence of (field, value)
        Propositions to keep, by a field of theirs: one of ``fields``, or id, slot, source, date.
        Of several values for one field any will do; of several fields all must hold.
    since, until : str or None
        First and last day, ISO dates, both inclusive, or ISO times. They choose divisions by their
        date, and in a sounding answers by their time (days in UTC).

    Returns
    -------
    RollCall
        The same members where there is a roll; without a roll only those who answered something in it.

    Raises
    ------
    SettingsError
        If a field is not there, a date is none, or nothing in the input has a date.
    EmptyRollCallError
        If nothing is left.
    """
    if not (where or since or until):
        return calls
    notes: list[str] = []
    kept = _chosen(calls.propositions, where)
    if (since or until) and calls.kind is Kind.DIVISION:
        kept = [here and there for here, there in zip(kept, _put_within(calls, since, until), strict=True)]
        notes.append(_in_words("Only divisions", since, until))
    if not any(kept):
        raise EmptyRollCallError("No proposition is left after --where, --since and --until. Ask for more.")
    answers = calls.answers
    chosen: Iterable[bool] = map(kept.__getitem__, _plain(answers.proposition))
    if (since or until) and calls.kind is Kind.SOUNDING:
        within = _answered_within(answers, since, until)
        chosen = [here and there for here, there in zip(chosen, within, strict=True)]
        notes.append(_in_words("Only answers given", since, until))
    notes += [f"Only propositions whose {name} is {value!r}." for name, value in where]
    cut = _cut(calls, kept, list(chosen))
    if not len(cut.answers):
        raise EmptyRollCallError("No answer is left after --where, --since and --until. Ask for more.")
    return replace(cut, notes=calls.notes + tuple(notes))


def _chosen(propositions: tuple[Proposition, ...], where: Sequence[tuple[str, str]]) -> list[bool]:
    wanted: dict[str, set[str]] = {}
    for name, value in where:
        wanted.setdefault(name, set()).add(value)
    known = {name for proposition in propositions for name, _ in proposition.fields}
    for name in wanted:
        if name not in known and name not in _OWN_FIELDS:
            there = ", ".join(sorted(known | set(_OWN_FIELDS)))
            raise SettingsError(f"No proposition has a field {name!r}. Choose one of {there}.")
    return [all(_field(p, name) in values for name, values in wanted.items()) for p in propositions]


def _field(proposition: Proposition, name: str) -> str:
    for own, value in proposition.fields:
        if own == name:
            return value
    return _OWN_FIELDS[name](proposition) if name in _OWN_FIELDS else ""


def _put_within(calls: RollCall, since: str | None, until: str | None) -> list[bool]:
    dates = [p.date for p in calls.propositions]
    if not any(dates):
        raise SettingsError("No proposition in this input has a date. Leave out --since and --until.")
    first, after = _moment(since, "--since"), _moment(until, "--until", after=True)
    return [date is not None and first <= _moment(date, "date") < after for date in dates]


def _answered_within(answers: Answers, since: str | None, until: str | None) -> list[bool]:
    if answers.time is None:
        raise SettingsError("The answers in this input have no times. Leave out --since and --until.")
    first, after = max(0, _moment(since, "--since")), _moment(until, "--until", after=True)
    return [first <= time < after for time in _plain(answers.time)]


def _moment(text: str | None, name: str, *, after: bool = False) -> int:
    """Read an ISO date or time as ms since 1970 UTC; ``after`` gives the first moment behind a whole day."""
    if text is None:
        return 2**62 if after else -(2**62)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"{name} {text!r} is not a date. Write it as year-month-day, such as 2024-05-31."
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if after:
        moment += timedelta(days=1) if len(text) <= len("2024-05-31") else timedelta(milliseconds=1)
    return round(moment.timestamp() * 1000)


def _in_words(what: str, since: str | None, until: str | None) -> str:
    return f"{what}{f' since {since}' if since else ''}{f' until {until}' if until else ''}."


def _cut(calls: RollCall, kept: list[bool], chosen: list[bool]) -> RollCall:
    answers = calls.answers
    columns = [answers.member, answers.proposition, answers.response, answers.time]
    member, proposition, response, time = (
        None if column is None else array(code, compress(_plain(column), chosen))
        for code, column in zip("iibq", columns, strict=True)
    )
    if member is None or proposition is None or response is None:
        raise TypeError("answers have a member, a proposition and a response")
    heard = bytearray(len(calls.members))
    for i in set(member):
        heard[i] = True
    stays = heard if not calls.has_roll else bytearray(b"\1") * len(calls.members)
    ids = {m.id for m in compress(calls.members, stays)}
    papers = {p.id for p in compress(calls.propositions, kept)}
    return replace(
        calls,
        members=tuple(compress(calls.members, stays)),
        propositions=tuple(compress(calls.propositions, kept)),
        answers=Answers(_renumbered(member, stays), _renumbered(proposition, kept), response, time),
        memberships=tuple(m for m in calls.memberships if m.member in ids),
        relations=tuple(r for r in calls.relations if r.a in papers and r.b in papers),
        red_lines=tuple(
            r for r in calls.red_lines if r.proposition in papers and (r.is_group or r.holder in ids)
        ),
    )


def _plain(column: Sequence[int]) -> memoryview[int]:
    """View a column as plain integers; those of NumPy are ten times slower to loop over."""
    return memoryview(column)  # type: ignore[arg-type]  # columns are buffers, see Answers


def _renumbered(column: array[int], stays: Sequence[int]) -> array[int]:
    """Renumber what stays from 0 on, in its order."""
    place, places = 0, []
    for stay in stays:
        places.append(place)
        place += bool(stay)
    return array("i", map(places.__getitem__, column))
