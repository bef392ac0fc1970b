"""Wide matrices, read: one cell for each member and proposition, whichever of the two has the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from onevoice.assembly.people import Group, Member
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import Codebook, fitting, stated
from onevoice.formats.companions import described, find_companion
from onevoice.formats.declared import left_out_note, refuse_unknown_groups, usable
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.grid import Grid, gather_grid, refuse_nameless, survey
from onevoice.formats.sheets import Roll

_TEXTS = ("text", "title", "name", "question", "description")


def read_wide_matrix(
    path: Path, beside: Sequence[Path] = (), *, codes: str | None = None, groups: Sequence[str] = ()
) -> RollCall:
    """Read a matrix of answers.

    Members have the rows, unless a column before the answers says on which date the row was put: then
    the rows are propositions. Rows without such a date directly under the header then describe members.

    Parameters
    ----------
    path : Path
    beside : sequence of Path, default ()
        Tables that may describe members or propositions.
    codes : str, optional
        What the codes mean, where they fit two readings.
    groups : sequence of str, default ()
        Columns to use as kinds of group though they look like descriptions.

    Returns
    -------
    RollCall
        A sounding, of which it is not known whether it lists the whole body.

    Raises
    ------
    AmbiguousCodesError
        If the codes fit two readings.
    InputError
        At the first cell that cannot be understood.
    """
    grid = survey(open_table(path), codes)
    _refuse_shapeless(grid)
    codebook = stated(codes) if codes else fitting(grid.found, grid.table.name)
    if grid.members_in_rows:
        return members_in_rows(grid, codebook, beside, groups, Kind.SOUNDING)
    return _members_in_columns(grid, codebook, groups)


def members_in_rows(
    grid: Grid, codebook: Codebook, beside: Sequence[Path], groups: Sequence[str], kind: Kind
) -> RollCall:
    """Read a grid whose rows are members; party alone is the group where there is a column of that name."""
    roll = Roll()
    name_at = next(
        (at for at, name in enumerate(grid.described_by) if at and name.casefold() == "name"), None
    )
    columns: dict[str, list[str]] = {
        name: [] for at, name in enumerate(grid.described_by) if at not in {0, name_at} and name
    }
    first_row: dict[str, int] = {}
    for row, cells in grid.table.rows():
        key = cells[0]
        if not key.strip() or first_row.setdefault(key, row) != row:
            raise InputError(
                f"the member {key!r} is already in row {first_row[key]}"
                if key.strip()
                else "a member without an id",
                "Keep one row for each member",
                file=grid.table.name,
                row=row,
                column=grid.table.header[0],
            )
        roll.members.append(Member(key, cells[name_at] if name_at is not None else ""))
        for name, cell in zip(grid.table.header, cells, strict=True):
            if name in columns:
                columns[name].append(cell.strip())
    companion = find_companion(beside, [one.id for one in roll.members])
    if companion is not None:
        columns |= _columns_beside(companion, roll)
    declare(roll, columns, groups)
    return RollCall(
        kind=kind,
        title="",
        has_roll=kind is Kind.DIVISION,
        members=tuple(roll.members),
        propositions=tuple(described(grid.across, find_companion(beside, grid.across))),
        answers=gather_grid(grid, codebook).resolved(),
        groups=roll.groups(),
        memberships=tuple(roll.memberships),
        notes=tuple(roll.notes),
    )


def declare(roll: Roll, columns: dict[str, list[str]], asked: Sequence[str]) -> None:
    """Use columns about members as kinds of group: the party if there is one, else whatever divides."""
    refuse_unknown_groups(asked, list(columns))
    party = next((name for name in columns if name.casefold() == "party"), None)
    for name, cells in columns.items():
        divides = usable([cell] if cell else [] for cell in cells)
        if name in asked or (divides if party is None else name == party):
            roll.columns.append(name)
            for member, cell in zip(roll.members, cells, strict=True):
                if cell:
                    roll.belong(member.id, Group(name, cell))
        elif party is None and not divides:
            roll.notes.append(left_out_note(name))


def _members_in_columns(grid: Grid, codebook: Codebook, groups: Sequence[str]) -> RollCall:
    roll = Roll(members=[Member(key) for key in grid.across])
    columns = {
        cells[0].strip(): [cell.strip() for cell in cells[grid.answers_at :]]
        for _, cells in islice(grid.table.rows(), grid.top)
        if cells[0].strip()
    }
    declare(roll, columns, groups)
    return RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(roll.members),
        propositions=tuple(_propositions(grid)),
        answers=gather_grid(grid, codebook).resolved(),
        groups=roll.groups(),
        memberships=tuple(roll.memberships),
        notes=tuple(roll.notes),
    )


def _propositions(grid: Grid) -> Iterator[Proposition]:
    """Propositions of the rows, keyed by the first column that is different in every row."""
    rows = [(row, cells[: grid.answers_at]) for row, cells in islice(grid.table.rows(), grid.top, None)]
    for id_at in range(grid.answers_at):
        keys = [cells[id_at] for _, cells in rows]
        if id_at != grid.date_at and all(keys) and len(set(keys)) == len(keys):
            break
    else:
        raise InputError(
            "no column before the answers is different in every row",
            "Add a column that numbers the propositions",
            file=grid.table.name,
            row=rows[0][0] if rows else grid.table.header_row,
        )
    names = [name.casefold() for name in grid.described_by]
    text_at = next((names.index(name) for name in _TEXTS if name in names), id_at)
    for _, cells in rows:
        fields = tuple(
            (name, cell)
            for at, (name, cell) in enumerate(zip(grid.described_by, cells, strict=True))
            if at not in {id_at, grid.date_at, text_at} and name and cell
        )
        moment = cells[grid.date_at or 0].strip().replace(" ", "T")
        yield Proposition(cells[id_at], cells[text_at], moment or None, fields=fields)


def _columns_beside(table: Table, roll: Roll) -> dict[str, list[str]]:
    """Columns of a members' table that lies beside the matrix, in the order of its members."""
    rows = {cells[0]: cells for _, cells in table.rows()}
    return {
        name: [rows[one.id][at].strip() if one.id in rows else "" for one in roll.members]
        for at, name in enumerate(table.header)
        if at and name
    }


def _refuse_shapeless(grid: Grid) -> None:
    if not grid.across:
        raise InputError(
            "no column of this table holds answers",
            "Give every member a row and every proposition a column of codes after the columns that describe "
            "members; or every proposition a row with a column of dates, and every member a column",
            file=grid.table.name,
            row=grid.table.header_row,
        )
    refuse_nameless(grid)
