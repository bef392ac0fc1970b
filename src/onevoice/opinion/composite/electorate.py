"""An electorate: rows that carry a wording or not, each standing for members, and the groups they are in.

A row carries a wording where the scores of its clauses add up to zero or more. How answers become scores
is the carry model's (``carry``); who a row stands for, the caller's: a member, one draw of a member's
answers, or one draw of somebody of a type.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.composite.paper import Paper, Wording

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Electorate:
    """Who carries what.

    Attributes
    ----------
    score : int64 array of shape (n_rows, n_clauses)
        What each clause adds for each row, in thousandths.
    weight : int64 array of shape (n_rows,)
        How many each row stands for.
    belongs : bool array of shape (n_rows, n_groups)
        Groups over which the least is taken; at least one.
    """

    score: Ints
    weight: Ints
    belongs: Bools

    def __post_init__(self) -> None:
        for values in (self.score, self.weight, self.belongs):
            values.setflags(write=False)

    @property
    def n_groups(self) -> int:
        """Groups over which the least is taken."""
        return int(self.belongs.shape[1])

    @property
    def sizes(self) -> Ints:
        """Weight of each group, shape (n_groups,)."""
        return np.asarray(self.weight @ self.belongs, dtype=np.int64)

    @property
    def total(self) -> int:
        """Weight of all rows."""
        return int(self.weight.sum())

    def carries(self, paper: Paper, wording: Wording) -> Bools:
        """Say which rows carry a wording, shape (n_rows,)."""
        return np.asarray(self.score[:, paper.standing(wording)].sum(axis=1) >= 0)

    def counts(self, paper: Paper, wording: Wording) -> Ints:
        """Weight that carries a wording in each group, then in all, shape (n_groups + 1,)."""
        carried = self.weight * self.carries(paper, wording)
        return np.append(carried @ self.belongs, carried.sum())


def merged(electorate: Electorate) -> Electorate:
    """Merge rows that are alike, whatever their order, so that the same electorate is solved alike."""
    rows = np.hstack([electorate.belongs.astype(np.int64), electorate.score])
    distinct, place = np.unique(rows, axis=0, return_inverse=True)
    weight = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(weight, place.reshape(-1), electorate.weight)
    kept = weight > 0
    g = electorate.n_groups
    return Electorate(distinct[kept, g:], weight[kept], distinct[kept, :g].astype(np.bool_))


def refused(score: Ints, never: Bools) -> Ints:
    """Let a row that cannot accept a clause never carry a wording with it.

    Parameters
    ----------
    score : int64 array of shape (n_rows, n_clauses)
    never : bool array of shape (n_rows, n_clauses)
    """
    most = np.maximum(score, 0).sum(axis=1, keepdims=True)
    return np.where(never, -1 - most, score)
