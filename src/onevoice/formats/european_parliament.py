"""European Parliament roll calls, read: votes, roll calls, members and titles as four CSV files."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import NOT_ELIGIBLE, words_only
from onevoice.formats.declared import refuse_unknown_groups, sorted_groups, spells
from onevoice.formats.delimited import Table, counted, open_table
from onevoice.formats.gathering import Gathering, Ids, refuse_blank
from onevoice.formats.times import is_time

GROUP = "eugroup"
ALIASES = {
    "PPE": "EPP",
    "NA": "NI",
    "Verts/ALE": "Greens/EFA",
    "GUE/NGL": "The Left",
    "Patriots": "PfE",
}
"""Other names of the same political group, to the one used in English by the Parliament."""


@dataclass(slots=True)
class Seat:
    """One member's entry in meps.csv."""

    name: str
    since: str
    until: str
    groups: dict[str, str] = field(default_factory=dict)


def read_european_parliament(files: Mapping[str, Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read European Parliament roll calls.

    Parameters
    ----------
    files : mapping of str to Path
        ``votes``, and as far as they are there ``rollcalls``, ``meps`` and ``texts``.
    groups : sequence of str, default ()
        Further columns of meps.csv (``country``, ``party``) to use as kinds of group.

    Returns
    -------
    RollCall
        A member belongs to the political group they sat in at the time of each vote; outside the dates
        of their mandate they are not eligible.

    Raises
    ------
    InputError
        At the first row that cannot be understood.
    """
    subjects = _subjects(open_table(files["texts"])) if "texts" in files else {}
    propositions = _roll_calls(open_table(files["rollcalls"]), subjects) if "rollcalls" in files else None
    meps = open_table(files["meps"]) if "meps" in files else None
    refuse_unknown_groups(groups, (GROUP,) if meps is None else meps.header)
    seats = {} if meps is None else _seats(meps, groups)
    members, roll_calls = Ids(), Ids()
    for key in seats:
        members[key]
    for one in propositions or ():
        roll_calls[one.id]
    table = open_table(files["votes"])
    gathering, sat_in, names = _votes(table, members, roll_calls, propositions is not None)
    if propositions is None:
        propositions = [Proposition(key, key) for key in roll_calls]
    days = [(one.date or "")[:10] for one in propositions]
    seen = _seen(gathering, sat_in, names, list(members), days)
    for key, seat in seats.items():
        if GROUP in seat.groups:
            seen.setdefault(key, {"": seat.groups[GROUP]})
    contradicted = _bar(gathering, seats, members, days)
    memberships = spells(GROUP, seen)
    pairs = {(GROUP, name) for of_member in seen.values() for name in of_member.values()}
    for column in groups:
        for key, seat in seats.items():
            if column != GROUP and seat.groups.get(column):
                pairs.add((column, seat.groups[column]))
                memberships.append(Membership(key, Group(column, seat.groups[column]).id))
    return RollCall(
        kind=Kind.DIVISION,
        title="European Parliament",
        has_roll=bool(seats),
        members=tuple(Member(key, seats[key].name if key in seats else "") for key in members),
        propositions=tuple(propositions),
        answers=gathering.resolved(),
        groups=sorted_groups(pairs, tuple(dict.fromkeys((GROUP, *groups)))),
        memberships=tuple(memberships),
        notes=_contradiction(contradicted),
    )


def _contradiction(contradicted: int) -> tuple[str, ...]:
    if not contradicted:
        return ()
    who = counted(contradicted, "member")
    return (f"Of {who} the dates in meps.csv exclude votes that they cast; those dates were not used.",)


def _votes(
    table: Table, members: Ids, roll_calls: Ids, closed: bool
) -> tuple[Gathering, array[int], list[str]]:
    """Stream votes.csv; also which group each vote was cast in."""
    places = [table.place(column) for column in ("mepid", "identifier", "result", GROUP)]
    gathering, sat_in = Gathering(), array("i")
    codes, names = words_only().lookup(), Ids()
    known = dict(roll_calls) if closed else roll_calls
    for columns in table.chunks():
        member, roll_call, result, group = (columns[at] for at in places)
        try:
            gathering.extend(
                map(members.__getitem__, member),
                map(known.__getitem__, roll_call),
                map(codes.__getitem__, result),
            )
        except KeyError:
            raise _stranger(table, places, known) from None
        sat_in.extend(map(names.__getitem__, group))
    refuse_blank(table, (members, places[0]), (roll_calls, places[1]))
    return gathering, sat_in, [ALIASES.get(name.strip(), name.strip()) for name in names]


def _stranger(table: Table, places: Sequence[int], known: Mapping[str, int]) -> InputError:
    codes = words_only()
    for row, cells in table.rows():
        if codes.lookup().get_code(cells[places[2]]) is None:
            what, todo = f"{cells[places[2]]!r} is no vote; expected for, against or abstention", "Correct it"
            return InputError(what, todo, file=table.name, row=row, column="result")
        if cells[places[1]] not in known:
            what = f"there is no roll call {cells[places[1]]!r} in rollcalls.csv"
            todo = "Add it there, or remove its votes"
            return InputError(what, todo, file=table.name, row=row, column="identifier")
    raise AssertionError("a key was unknown and then known")  # pragma: no cover


def _seen(
    gathering: Gathering,
    sat_in: array[int],
    names: Sequence[str],
    members: Sequence[str],
    days: Sequence[str],
) -> dict[str, dict[str, str]]:
    """Group in which each member voted on each day; the most frequent where there are two."""
    if not sat_in:
        return {}
    calendar = sorted(set(days))
    day_of = np.array([calendar.index(day) for day in days], dtype=np.int64)
    by_day = day_of[np.frombuffer(gathering.proposition, np.int32)]
    member = np.frombuffer(gathering.member, np.int32).astype(np.int64)
    group = np.frombuffer(sat_in, np.int32)
    code = (member * len(calendar) + by_day) * len(names) + group
    sights, times = np.unique(code, return_counts=True)
    counts: dict[tuple[int, int], Counter[str]] = {}
    for sight, number in zip(sights.tolist(), times.tolist(), strict=True):
        cell, which = divmod(sight, len(names))
        if names[which]:
            counts.setdefault(divmod(cell, len(calendar)), Counter())[names[which]] += number
    seen: dict[str, dict[str, str]] = {}
    for (who, when), tally in counts.items():
        # An even count is decided by the name, never by the order of the rows.
        seen.setdefault(members[who], {})[calendar[when]] = min(tally, key=lambda name: (-tally[name], name))
    return seen


def _bar(gathering: Gathering, seats: Mapping[str, Seat], members: Ids, days: Sequence[str]) -> int:
    """Mark roll calls outside a mandate; count the members whose own votes contradict its dates."""
    member = np.frombuffer(gathering.member, np.int32).copy()
    by_day = np.array(days)[np.frombuffer(gathering.proposition, np.int32)] if len(member) else np.array([""])
    contradicted = 0
    for key, seat in seats.items():
        outside = np.array([bool(day) and not _within(day, seat) for day in days], dtype=np.bool_)
        if not outside.any():
            continue
        voted = by_day[member == members[key]] if len(member) else by_day[:0]
        if any(day and not _within(day, seat) for day in voted.tolist()):
            contradicted += 1
            continue
        for roll_call in np.flatnonzero(outside).tolist():
            gathering.add(members[key], roll_call, NOT_ELIGIBLE)
    return contradicted


def _within(day: str, seat: Seat) -> bool:
    return (not seat.since or seat.since <= day) and (not seat.until or day <= seat.until)


def _roll_calls(table: Table, subjects: Mapping[str, str]) -> list[Proposition]:
    """Read rollcalls.csv: what was put, when, and the official count."""
    id_at, date_at, title_at = (table.place(column) for column in ("identifier", "date", "title"))
    report_at = table.find("report")
    extra = [
        (at, name) for at, name in enumerate(table.header) if name and at not in {id_at, date_at, title_at}
    ]
    propositions: dict[str, Proposition] = {}
    for row, cells in table.rows():
        key, moment = cells[id_at], cells[date_at].strip().replace(" ", "T")
        if not key or key in propositions:
            what = f"the roll call {key!r} is already there" if key else "a roll call without an identifier"
            raise InputError(what, "Keep one row for each", file=table.name, row=row, column="identifier")
        if not is_time(moment):
            what, todo = f"{moment!r} is no ISO date or time", "Write it as 2024-12-31 23:59:00"
            raise InputError(what, todo, file=table.name, row=row, column="date")
        subject = subjects.get(cells[report_at], "") if report_at is not None else ""
        fields = [(name, cells[at]) for at, name in extra if cells[at]]
        if subject:
            fields.append(("subject", subject))
        text = f"{subject}: {cells[title_at]}" if subject else cells[title_at]
        propositions[key] = Proposition(key, text, moment or None, fields=tuple(fields))
    return list(propositions.values())


def _seats(table: Table, asked: Sequence[str]) -> dict[str, Seat]:
    """Read meps.csv: names, mandates and the columns asked for."""
    id_at = table.place("mepid")
    first_at, last_at, since_at, until_at = (
        table.find(column) for column in ("firstname", "lastname", "start", "end")
    )
    columns = {column: table.place(column) for column in asked}
    group_at = table.find(GROUP)
    if group_at is not None:
        columns[GROUP] = group_at
    seats: dict[str, Seat] = {}
    for row, cells in table.rows():
        key = cells[id_at]
        if not key or key in seats:
            what = f"the member {key!r} is already there" if key else "a member without an id"
            raise InputError(what, "Keep one row for each", file=table.name, row=row, column="mepid")
        name = " ".join(cells[at] for at in (first_at, last_at) if at is not None and cells[at])
        since, until = (
            _day(cells[at], table, row, at) if at is not None else "" for at in (since_at, until_at)
        )
        seats[key] = Seat(name, since, until)
        for column, at in columns.items():
            if cells[at].strip():
                value = cells[at].strip()
                seats[key].groups[column] = ALIASES.get(value, value) if column == GROUP else value
    return seats


def _day(cell: str, table: Table, row: int, at: int) -> str:
    if not is_time(cell):
        what, todo = f"{cell!r} is no ISO date", "Write it as 2024-12-31, or leave it blank"
        raise InputError(what, todo, file=table.name, row=row, column=table.header[at])
    return cell.strip()[:10]


def _subjects(table: Table) -> dict[str, str]:
    """Read texts.csv: the title of each report."""
    reference_at, title_at = table.place("reference"), table.place("title")
    return {cells[reference_at]: cells[title_at] for _, cells in table.rows() if cells[reference_at]}
