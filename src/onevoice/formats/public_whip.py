"""Public Whip vote matrices, read: a row for each division, a column for each MP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import Codebook, number_codes
from onevoice.formats.declared import refuse_unknown_groups, sorted_groups
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.grid import Grid, gather_grid, refuse_nameless
from onevoice.formats.times import is_time

PARTY = "party"
_PREFIX = "mpid"


def read_public_whip(files: Mapping[str, Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read a Public Whip vote matrix.

    Parameters
    ----------
    files : mapping of str to Path
        ``matrix``, and ``members`` where the list of MPs is there.
    groups : sequence of str, default ()
        Kinds of group asked for by name; there is only the party.

    Returns
    -------
    RollCall
        Members are keyed by their number, as the list of MPs has it.

    Raises
    ------
    InputError
        At the first row that cannot be understood.
    """
    table = open_table(files["matrix"])
    first = next((at for at, name in enumerate(table.header) if _is_mp(name)), len(table.header))
    grid = Grid(table, first, date_at=table.place("date"))
    refuse_nameless(grid)
    keys = [name[len(_PREFIX) :] if _is_mp(name) else name for name in grid.across]
    if len(set(keys)) != len(keys):
        raise InputError("an MP has two columns", "Keep one of them", file=table.name, row=table.header_row)
    mps = _mps(open_table(files["members"])) if "members" in files else {}
    refuse_unknown_groups(groups, (PARTY,) if mps else ())
    parties = {key: mps[key][1] for key in keys if key in mps and mps[key][1]}
    return RollCall(
        kind=Kind.DIVISION,
        title="House of Commons",
        has_roll=True,
        members=tuple(Member(key, mps[key][0] if key in mps else "") for key in keys),
        propositions=tuple(_divisions(grid)),
        answers=gather_grid(grid, Codebook(number_codes("public-whip"))).resolved(),
        groups=sorted_groups({(PARTY, party) for party in parties.values()}, (PARTY,)),
        memberships=tuple(Membership(key, Group(PARTY, party).id) for key, party in parties.items()),
    )


def _is_mp(column: str) -> bool:
    return column.casefold().startswith(_PREFIX)


def _divisions(grid: Grid) -> list[Proposition]:
    table = grid.table
    id_at, date_at, title_at = (table.place(column) for column in ("rowid", "date", "Bill"))
    extra = [(at, name) for at, name in enumerate(grid.described_by) if at not in {id_at, date_at, title_at}]
    divisions: dict[str, Proposition] = {}
    for row, cells in table.rows():
        key = cells[id_at]
        if not key or key in divisions:
            what = f"the division {key!r} is already there" if key else "a division without a rowid"
            raise InputError(what, "Keep one row for each", file=table.name, row=row, column="rowid")
        if not is_time(cells[date_at]):
            what, todo = f"{cells[date_at]!r} is no ISO date", "Write it as 2024-12-31"
            raise InputError(what, todo, file=table.name, row=row, column="date")
        fields = tuple((name, cells[at]) for at, name in extra if cells[at])
        divisions[key] = Proposition(key, cells[title_at], cells[date_at].strip() or None, fields=fields)
    return list(divisions.values())


def _mps(table: Table) -> dict[str, tuple[str, str]]:
    """Read the list of MPs: number to name and party."""
    id_at = table.place("mpid")
    first_at, last_at, party_at = (table.place(name) for name in ("firstname", "surname", PARTY))
    return {
        cells[id_at]: (f"{cells[first_at]} {cells[last_at]}".strip(), cells[party_at].strip())
        for _, cells in table.rows()
    }
