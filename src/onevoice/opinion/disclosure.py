"""What may be told of a private sounding: no cell of one to four people, nor what would give it away.

Done once, on the draws and counts themselves, before any measure is taken; whatever is computed later
has already lost what must not be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.basis import Basis
from onevoice.opinion.support import Support

SMALL = 5
"""Counts from 1 to one less than this are not shown."""


@dataclass(frozen=True, eq=False)
class Shown:
    """Support as it may be shown.

    Attributes
    ----------
    support : Support
        Draws of protected cells rounded to multiples of five members.
    hidden : bool array of shape (4, n_groups, n_propositions)
        Counts (agree, disagree, pass, unheard) that are not shown.
    """

    support: Support
    hidden: NDArray[np.bool_]


def show_all(support: Support) -> Shown:
    """Show everything: divisions are public by rule, and a sounding can be made so."""
    return Shown(support, np.zeros((4, *support.agree.shape), dtype=bool))


def protect(support: Support, basis: Basis) -> Shown:
    """Hide small cells, and as many others as it takes that no sum gives them away.

    In each group at least two of the four counts are hidden if any is; in each column of groups at least two
    groups' counts are hidden if any is, members without a group counting as one. Draws of hidden counts are
    rounded to multiples of five.

    Parameters
    ----------
    support : Support
    basis : Basis

    Returns
    -------
    Shown
    """
    counts = np.stack([support.agree, support.disagree, support.passed, support.unheard])
    cells: NDArray[np.float64] = np.round(counts).astype(np.float64)
    hidden = (cells > 0) & (cells < SMALL)
    columns = _columns(basis)
    for _ in range(4):
        before = int(hidden.sum())
        _hide_in_rows(cells, hidden)
        for groups in columns:
            _hide_in_columns(cells, hidden, groups)
        if int(hidden.sum()) == before:
            break
    agree, disagree = support.agree_draws.copy(), support.disagree_draws.copy()
    most = support.eligible.astype(np.float32)
    agree = np.where(hidden[0], np.minimum(_by_five(agree), most), agree)
    disagree = np.where(hidden[1], np.minimum(_by_five(disagree), most - agree), disagree)
    return Shown(replace(support, agree_draws=agree, disagree_draws=np.maximum(disagree, 0)), hidden)


def _by_five(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return (np.round(values / SMALL) * SMALL).astype(np.float32)


def _columns(basis: Basis) -> list[list[int]]:
    """Give the indices of the groups shown in each column that is a partition."""
    columns: dict[str, list[int]] = {}
    for s, standing in enumerate(basis.standings):
        if standing.column and standing.above_floor:
            columns.setdefault(standing.column, []).append(s)
    return [groups for groups in columns.values() if basis.weights[:, groups].sum(axis=1).max() <= 1 + 1e-9]


def _hide_in_rows(cells: NDArray[np.float64], hidden: NDArray[np.bool_]) -> None:
    alone = hidden.sum(axis=0) == 1
    next_smallest = np.where(hidden | (cells == 0), np.inf, cells)
    partner = next_smallest.argmin(axis=0)
    g, j = np.nonzero(alone & np.isfinite(next_smallest.min(axis=0)))
    hidden[partner[g, j], g, j] = True


def _hide_in_columns(cells: NDArray[np.float64], hidden: NDArray[np.bool_], groups: list[int]) -> None:
    rest = cells[:, 0] - cells[:, groups].sum(axis=1)
    known_rest = (rest <= 0) | (rest >= SMALL)
    for kind in range(4):
        unknown = hidden[kind, groups].sum(axis=0)
        exposed = ((unknown == 1) & (rest[kind] <= 0)) | ((unknown == 0) & ~known_rest[kind])
        exposed &= ~hidden[kind, 0]
        for j in np.flatnonzero(exposed):
            order = sorted(
                groups, key=lambda g: (hidden[kind, g, j], cells[kind, g, j] == 0, cells[kind, g, j])
            )
            hidden[kind, order[0], j] = True
