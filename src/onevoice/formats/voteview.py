"""Coded roll call matrices as pscl and Voteview have them, read: legislators by roll calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onevoice.assembly.sounding import Kind, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import fitting, number_codes, stated, words_and
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.grid import Grid, refuse_nameless, survey
from onevoice.formats.wide_matrix import members_in_rows


def read_voteview(
    paths: Sequence[Path],
    beside: Sequence[Path] = (),
    *,
    codes: str | None = None,
    groups: Sequence[str] = (),
) -> RollCall:
    """Read a coded matrix.

    Parameters
    ----------
    paths : sequence of Path
        One matrix, or two codings of the same votes.
    beside : sequence of Path, default ()
        Tables that may describe legislators or roll calls.
    codes : str, optional
        What the codes mean; 1-3 yea, 4-6 nay, 7-9 missing, 0 not a member, where they are those.
    groups : sequence of str, default ()
        Further columns (``state``) to use as kinds of group beside the party.

    Returns
    -------
    RollCall
        Legislators are keyed by the first column. Where there are two codings the full one is read and
        a note says so.

    Raises
    ------
    InputError
        If the files are of two bodies, or a cell cannot be understood.
    """
    grids = [survey(open_table(path), codes) for path in paths]
    chosen = max(grids, key=_is_full)
    others = [grid.table.name for grid in grids if grid is not chosen]
    for grid in grids:
        if grid is not chosen and _cells(grid) != _cells(chosen):
            raise InputError(
                f"it holds other legislators or roll calls than {chosen.table.name}: these are two bodies",
                "Name one of them, or keep each in a folder of its own",
                file=grid.table.name,
            )
    if others and not _is_full(chosen):
        raise InputError(
            f"{', '.join([chosen.table.name, *others])} code the same votes, none of them from 0 to 9",
            "Name one of them",
        )
    refuse_nameless(chosen)
    if not chosen.across:
        raise InputError("no column holds votes", "Give every roll call a column", file=chosen.table.name)
    if codes:
        codebook = stated(codes)
    else:
        codebook = words_and("voteview") if _is_full(chosen) else fitting(chosen.found, chosen.table.name)
    calls = members_in_rows(chosen, codebook, beside, groups, Kind.DIVISION)
    note = f"{chosen.table.name} was read; {', '.join(others)} codes the same votes with less detail."
    return replace(calls, notes=(*calls.notes, note)) if others else calls


def is_voteview(grid: Grid) -> bool:
    """Whether a grid is one of this format: its names say so, or its codes."""
    names = {name.casefold() for name in grid.described_by}
    return bool(names & {"legislator", "icpsr", "icpsrlegis"}) or _is_full(grid)


def _is_full(grid: Grid) -> bool:
    """Whether the codes are the digits of the full coding, with both sides and no scale of one to five."""
    numbers = {"1", "6"} <= grid.found and grid.found <= number_codes("voteview").keys()
    return numbers and not set("2345") <= grid.found


def _cells(grid: Grid) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_legislators(grid.table)), frozenset(grid.across)


def _legislators(table: Table) -> list[str]:
    return [cells[0] for _, cells in table.rows()]
