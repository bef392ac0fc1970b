"""From the small open tables to people, propositions and what relates them; the same for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Kind, Proposition, RedLine, Relation
from onevoice.errors import InputError
from onevoice.formats.declared import left_out_note, refuse_unknown_groups, sorted_groups, usable
from onevoice.formats.delimited import named, uncollected
from onevoice.formats.times import is_time

TABLES = ("members", "propositions", "responses", "relations", "redlines", "memberships", "assembly")
PROPOSITION_COLUMNS = (
    *("id", "text", "slot", "source", "words", "required", "protected"),
    *("date", "moderated_out"),
)
FIELD = "field:"  # before the name of a field that would be taken for a column of ours
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"", "no", "false", "0", "n"})


class Sheet(Protocol):
    """A small table: a header and rows of text, each with the row number that errors name."""

    @property
    def name(self) -> str:
        """What errors call the table."""

    @property
    def header(self) -> Sequence[str]:
        """Names of the columns."""

    def find(self, column: str) -> int | None:
        """Place of a column, or None."""

    def place(self, column: str) -> int:
        """Place of a column that must be there."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers and cells."""


@dataclass(slots=True)
class Roll:
    """Members and their groups as the tables declare them."""

    members: list[Member] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    named_groups: list[tuple[str, str]] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def groups(self) -> tuple[Group, ...]:
        """List declared groups, columns in the source's order."""
        return sorted_groups(self.named_groups, self.columns)

    def belong(self, member: str, group: Group, since: str | None = None, until: str | None = None) -> None:
        """Record one membership."""
        self.named_groups.append((group.column, group.name))
        self.memberships.append(Membership(member, group.id, since, until))

    def belong_to(self, column: str, names: Sequence[Sequence[str]]) -> None:
        """Record the memberships that one column gives to all, member after member."""
        ids = {name: Group(column, name).id for name in set(chain.from_iterable(names))}
        self.named_groups.extend((column, name) for name in ids)
        for member, own in zip(self.members, names, strict=True):
            for name in dict.fromkeys(own):
                self.memberships.append(Membership(member.id, ids[name]))


@dataclass(frozen=True, slots=True)
class Assembly:
    """What assembly.csv says of the whole."""

    kind: Kind = Kind.SOUNDING
    title: str = ""
    has_roll: bool | None = None
    groups: tuple[str, ...] | None = None


def read_assembly(sheet: Sheet) -> Assembly:
    """Read the facts about the whole: kind, title, has_roll, groups."""
    at, value_at = sheet.place("field"), sheet.place("value")
    facts: dict[str, tuple[int, str]] = {}
    for row, cells in sheet.rows():
        facts[cells[at].strip().casefold()] = row, cells[value_at]
    row, kind = facts.get("kind", (0, "sounding"))
    if kind.strip().casefold() not in {known.value for known in Kind}:
        raise InputError(
            f"the kind {kind!r} is neither 'division' nor 'sounding'",
            "Write one of the two",
            file=sheet.name,
            row=row,
        )
    return Assembly(
        Kind(kind.strip().casefold()),
        facts.get("title", (0, ""))[1],
        _truth(facts["has_roll"][1], sheet.name, facts["has_roll"][0], "value")
        if "has_roll" in facts
        else None,
        tuple(_split(facts["groups"][1])) if "groups" in facts else None,
    )


def read_members(sheet: Sheet, asked: Sequence[str], listed: Sequence[str] | None) -> Roll:
    """Read the members' table: id, name, then a column for each kind of group.

    Parameters
    ----------
    sheet : Sheet
    asked : sequence of str
        Columns that a person asked for by name.
    listed : sequence of str or None
        Columns that the source itself says are kinds of group; None if it does not say.

    Returns
    -------
    Roll
    """
    id_at, name_at = sheet.place("id"), sheet.find("name")
    columns = [at for at, name in enumerate(sheet.header) if name and at not in {id_at, name_at}]
    roll = Roll()
    values: dict[int, list[str]] = {at: [] for at in columns}
    first_row: dict[str, int] = {}
    with uncollected():
        for row, cells in sheet.rows():
            member = cells[id_at]
            _refuse_repeat(first_row, member, row, sheet.name, "member")
            roll.members.append(Member(member, cells[name_at] if name_at is not None else ""))
            for at in columns:
                values[at].append(cells[at])
        for at in columns:
            column = sheet.header[at]
            names_of = {cell: _split(cell) for cell in set(values[at])}
            names = [names_of[cell] for cell in values[at]]
            if column in asked or (usable(names) if listed is None else column in listed):
                roll.columns.append(column)
                roll.belong_to(column, names)
            else:
                roll.notes.append(left_out_note(column))
    return roll


def read_memberships(sheet: Sheet, roll: Roll, members: Mapping[str, int]) -> None:
    """Add memberships with dates, and groups that the members' table cannot hold, to a roll."""
    places = [sheet.place(column) for column in ("member", "column", "name")]
    since_at, until_at = sheet.find("since"), sheet.find("until")
    for row, cells in sheet.rows():
        member, column, name = (cells[at] for at in places)
        if not column or not name:
            raise InputError(
                "this membership names no group", "Fill in column and name", file=sheet.name, row=row
            )
        if column not in roll.columns:
            roll.columns.append(column)
        if not member:
            roll.named_groups.append((column, name))
            continue
        if member not in members:
            raise _unknown("member", member, sheet.name, row, "member")
        since, until = (
            _date(cells[at], sheet, row, at) if at is not None else None for at in (since_at, until_at)
        )
        roll.belong(member, Group(column, name), since, until)


def read_propositions(sheet: Sheet) -> list[Proposition]:
    """Read the propositions' table; columns that are not ours become fields."""
    at = {column: sheet.find(column) for column in PROPOSITION_COLUMNS}
    at["id"] = sheet.place("id")
    own = set(at.values())
    fields = [
        (place, name.removeprefix(FIELD))
        for place, name in enumerate(sheet.header)
        if name and place not in own
    ]
    propositions: list[Proposition] = []
    first_row: dict[str, int] = {}
    for row, cells in sheet.rows():
        found = {name: cells[place] for name, place in at.items() if place is not None}
        _refuse_repeat(first_row, found["id"], row, sheet.name, "proposition")
        flags = {
            name: _truth(found.get(name, ""), sheet.name, row, name)
            for name in ("required", "protected", "moderated_out")
        }
        propositions.append(
            Proposition(
                found["id"],
                found.get("text", found["id"]),
                _date(found.get("date", ""), sheet, row, at["date"]),
                found.get("slot", ""),
                found.get("source", ""),
                _words(found.get("words", ""), sheet.name, row),
                flags["required"],
                flags["protected"],
                flags["moderated_out"],
                tuple((name, cells[place]) for place, name in fields if cells[place]),
            )
        )
    return propositions


def read_relations(sheet: Sheet, propositions: Mapping[str, int]) -> Iterator[Relation]:
    """Yield what needs or clashes with what."""
    places = [sheet.place(column) for column in ("a", "relation", "b")]
    for row, cells in sheet.rows():
        a, kind, b = (cells[at] for at in places)
        for proposition, column in ((a, "a"), (b, "b")):
            if proposition not in propositions:
                raise _unknown("proposition", proposition, sheet.name, row, column)
        if kind.strip().casefold() not in {"needs", "clashes"}:
            raise InputError(
                f"the relation {kind!r} is neither 'needs' nor 'clashes'",
                "Write one of the two",
                file=sheet.name,
                row=row,
                column="relation",
            )
        yield Relation(a, kind.strip().casefold(), b)


def read_red_lines(
    sheet: Sheet, members: Mapping[str, int], groups: Sequence[Group], propositions: Mapping[str, int]
) -> Iterator[RedLine]:
    """Yield what a member (by id) or a group (by ``column:name``) cannot accept."""
    known = {group.id for group in groups}
    proposition_at = sheet.place("proposition")
    member_at, group_at = sheet.find("member"), sheet.find("group")
    if member_at is None and group_at is None:
        member_at = sheet.place("member")
    for row, cells in sheet.rows():
        proposition = cells[proposition_at]
        if proposition not in propositions:
            raise _unknown("proposition", proposition, sheet.name, row, "proposition")
        member = cells[member_at] if member_at is not None else ""
        group = cells[group_at] if group_at is not None else ""
        if bool(member) == bool(group):
            raise InputError(
                "a red line is held by one member or one group",
                "Fill in either 'member' or 'group'",
                file=sheet.name,
                row=row,
            )
        if member and member not in members:
            raise _unknown("member", member, sheet.name, row, "member")
        if group and group not in known:
            raise InputError(
                f"there is no group {group!r}; groups are keyed as column:name, here {named(sorted(known))}",
                "Correct the group, or add it to members.csv",
                file=sheet.name,
                row=row,
                column="group",
            )
        yield RedLine(member or group, bool(group), proposition)


def refuse_missing_groups(asked: Sequence[str], roll: Roll) -> None:
    """Refuse kinds of group that no table declares."""
    refuse_unknown_groups(asked, roll.columns)


def _split(cell: str) -> list[str]:
    return [part for name in cell.split(";") if (part := name.strip())]


def _truth(cell: str, name: str, row: int, column: str) -> bool:
    word = cell.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise InputError(
        f"{cell!r} is neither yes nor no", "Write yes, or leave it blank", file=name, row=row, column=column
    )


def _words(cell: str, name: str, row: int) -> int | None:
    if not cell.strip():
        return None
    if not (cell.strip().isascii() and cell.strip().isdigit() and len(cell.strip()) < 10):
        raise InputError(
            f"{cell!r} is no number of words",
            "Write a whole number, or leave it blank",
            file=name,
            row=row,
            column="words",
        )
    return int(cell)


def _date(cell: str, sheet: Sheet, row: int, at: int | None) -> str | None:
    if not cell.strip():
        return None
    if not is_time(cell):
        raise InputError(
            f"{cell!r} is no ISO date or time",
            "Write it as 2024-12-31 or 2024-12-31T23:59:00Z",
            file=sheet.name,
            row=row,
            column=sheet.header[at] if at is not None else "",
        )
    return cell.strip()


def _refuse_repeat(first_row: dict[str, int], key: str, row: int, name: str, what: str) -> None:
    if not key.strip():
        raise InputError(
            f"a {what} without an id", f"Give every {what} an id", file=name, row=row, column="id"
        )
    if first_row.setdefault(key, row) != row:
        raise InputError(
            f"the {what} {key!r} is already in row {first_row[key]}",
            "Keep one of the two rows, or give them different ids",
            file=name,
            row=row,
            column="id",
        )


def _unknown(what: str, key: str, name: str, row: int, column: str) -> InputError:
    return InputError(
        f"there is no {what} {key!r}",
        f"Correct the id, or add it to {what}s.csv",
        file=name,
        row=row,
        column=column,
    )
