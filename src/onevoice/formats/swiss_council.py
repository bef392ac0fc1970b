"""Votes of the Swiss National Council, read: a row for each vote, a column for each member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import NOT_ELIGIBLE, words_only
from onevoice.formats.declared import refuse_unknown_groups
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.grid import Grid, gather_grid, refuse_nameless
from onevoice.formats.sheets import Roll
from onevoice.formats.times import is_time
from onevoice.formats.wide_matrix import declare

FACTION = "faction"
_LAST_DESCRIPTION = "votesubmissiontext"


def read_swiss_council(files: Mapping[str, Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read votes of the Swiss National Council.

    Parameters
    ----------
    files : mapping of str to Path
        ``votes``, and ``members`` where the list of members is there.
    groups : sequence of str, default ()
        Further columns of the list (``cantonName``) to use as kinds of group beside the faction.

    Returns
    -------
    RollCall
        An empty cell is a member who was not a member then.

    Raises
    ------
    InputError
        At the first row that cannot be understood.
    """
    table = open_table(files["votes"])
    grid = Grid(table, table.place(_LAST_DESCRIPTION) + 1, date_at=table.place("VoteDate"))
    refuse_nameless(grid)
    roll = _roll(grid.across, open_table(files["members"]) if "members" in files else None, groups)
    return RollCall(
        kind=Kind.DIVISION,
        title="Swiss National Council",
        has_roll=True,
        members=tuple(roll.members),
        propositions=tuple(_votes(grid)),
        answers=gather_grid(grid, words_only(), blank=NOT_ELIGIBLE).resolved(),
        groups=roll.groups(),
        memberships=tuple(roll.memberships),
        notes=tuple(roll.notes),
    )


def _votes(grid: Grid) -> list[Proposition]:
    table = grid.table
    id_at, date_at, title_at = (
        table.place(column) for column in ("VoteRegistrationNumber", "VoteDate", "AffairTitle")
    )
    votes: dict[str, Proposition] = {}
    for row, cells in table.rows():
        key, moment = cells[id_at], cells[date_at].strip().replace(" ", "T")
        if not key or key in votes:
            what = f"the vote {key!r} is already there" if key else "a vote without a number"
            raise InputError(
                what, "Keep one row for each", file=table.name, row=row, column=table.header[id_at]
            )
        if not is_time(moment):
            what, todo = f"{moment!r} is no ISO date or time", "Write it as 2024-12-31 23:59:00"
            raise InputError(what, todo, file=table.name, row=row, column=table.header[date_at])
        fields = tuple(
            (name, cells[at])
            for at, name in enumerate(grid.described_by)
            if at not in {id_at, date_at, title_at} and cells[at]
        )
        votes[key] = Proposition(key, cells[title_at], moment or None, fields=fields)
    return list(votes.values())


def _roll(keys: Sequence[str], table: Table | None, asked: Sequence[str]) -> Roll:
    if table is None:
        refuse_unknown_groups(asked, ())
        return Roll(members=[Member(key) for key in keys])
    rows = [cells for _, cells in table.rows()]
    id_at = _key_column(rows, keys, table)
    by_id = {cells[id_at]: cells for cells in rows}
    first_at, last_at = table.find("firstName"), table.find("lastName")
    roll = Roll()
    for key in keys:
        cells = by_id.get(key)
        name = "" if cells is None else " ".join(cells[at] for at in (first_at, last_at) if at is not None)
        roll.members.append(Member(key, name))
    wanted = [FACTION, *(column for column in asked if column != FACTION)]
    refuse_unknown_groups(asked, table.header)
    columns = {column: table.place(column) for column in wanted}
    cells_of = {
        column: [_stated(by_id[key][at]) if key in by_id else "" for key in keys]
        for column, at in columns.items()
    }
    declare(roll, cells_of, wanted)
    return roll


def _key_column(rows: Sequence[Sequence[str]], keys: Sequence[str], table: Table) -> int:
    """Column of the list that holds the members' numbers: exports put it first or second."""
    known = set(keys)
    counts = [len(known & {cells[at] for cells in rows}) for at in range(min(3, len(table.header)))]
    best = counts.index(max(counts))
    if not counts[best]:
        raise InputError(
            "none of its first columns holds the numbers of the members who voted",
            "Put the member's number into the first column",
            file=table.name,
            row=table.header_row,
        )
    return best


def _stated(cell: str) -> str:
    return "" if cell.strip() == "None" else cell.strip()
