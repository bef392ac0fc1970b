"""Over which groups the measures run, and which groups may be shown at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError
from onevoice.opinion.blocs import Blocs
from onevoice.opinion.matrix import ResponseMatrix

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Standing:
    """A group for which support is computed.

    Attributes
    ----------
    id, column, name : str
    members : float
        Its size; fractional for a bloc.
    above_floor : bool
        False: it counts in "all" only.
    """

    id: str
    column: str
    name: str
    members: float
    above_floor: bool


@dataclass(frozen=True, eq=False)
class Basis:
    """Groups, their weights, and those among them that consensus runs over.

    Attributes
    ----------
    kind : {"groups", "blocs", "none"}
    column : str or None
        The declared column, if that is the basis.
    standings : tuple of Standing
        "all" first, then declared groups, then blocs.
    weights : float64 array of shape (n_members, n_standings)
    least : tuple of int
        Indices into ``standings`` of the groups that measures run over; empty for "none".
    overlapping : bool
        Whether members belong to several of those.
    floor : int
        Groups with fewer members are not shown alone.
    """

    kind: Literal["groups", "blocs", "none"]
    column: str | None
    standings: tuple[Standing, ...]
    weights: Floats
    least: tuple[int, ...]
    overlapping: bool
    floor: int


def find_basis(matrix: ResponseMatrix, asked: tuple[str, ...], blocs: Blocs) -> Basis:
    """Decide the basis: the first column asked for, else the first declared, else stable blocs.

    Parameters
    ----------
    matrix : ResponseMatrix
    asked : tuple of str
        Columns asked for, the basis first; empty to take the first declared.
    blocs : Blocs

    Raises
    ------
    SettingsError
        If a column asked for is not there.
    """
    columns = list(dict.fromkeys(group.column for group in matrix.groups))
    for name in asked:
        if name not in columns:
            known = ", ".join(columns) or "none at all"
            raise SettingsError(f"There is no kind of group called {name!r}; this input has {known}.")
    column = asked[0] if asked else columns[0] if columns else None
    floor = max(5, ceil(0.02 * matrix.n_members))
    standings = [Standing("all", "", "all", matrix.n_members, above_floor=True)]
    weights = [np.ones(matrix.n_members)]
    for g, group in enumerate(matrix.groups):
        size = int(matrix.belongs[:, g].sum())
        standings.append(Standing(group.id, group.column, group.name, size, above_floor=size >= floor))
        weights.append(matrix.belongs[:, g].astype(np.float64))
    for k in range(blocs.count if blocs.count > 1 else 0):
        size_k = float(blocs.weights[:, k].sum())
        standings.append(Standing(f"bloc:{k + 1}", "bloc", str(k + 1), size_k, above_floor=size_k >= floor))
        weights.append(blocs.weights[:, k])
    stacked = np.stack(weights, axis=1)
    wanted = column if column is not None else "bloc" if blocs.named else None
    least = tuple(
        s for s, standing in enumerate(standings) if s and standing.column == wanted and standing.above_floor
    )
    overlapping = wanted not in (None, "bloc") and bool((stacked[:, least].sum(axis=1) > 1).any())
    if len(least) < 2:
        return Basis("none", column, tuple(standings), stacked, (), overlapping=False, floor=floor)
    kind: Literal["groups", "blocs"] = "blocs" if wanted == "bloc" else "groups"
    return Basis(kind, column, tuple(standings), stacked, least, overlapping, floor)
