"""Who carries a wording with one slot changed: the counts that an ascent asks for thousands of times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onevoice.opinion.composite.electorate import Electorate, Ints
from onevoice.opinion.composite.paper import Wording
from onevoice.opinion.memberships import distinct_rows

Whole = NDArray[Any]  # of 32 bits where sums have room in them, which counts twice as fast, else of 64


class Tally:
    """An electorate laid out for counting: rows of the same groups together, a line for each clause.

    Parameters
    ----------
    electorate : Electorate
    """

    def __init__(self, electorate: Electorate) -> None:
        patterns, of = distinct_rows(electorate.belongs)
        order = np.argsort(of, kind="stable")
        none = np.zeros((1, len(order)), dtype=np.int64)  # so that EMPTY, the last, adds nothing
        score = np.vstack([electorate.score[order].T, none])
        most = int(np.abs(score).max(axis=1).sum() + electorate.total)
        kind = np.int32 if most < np.iinfo(np.int32).max else np.int64
        self._score: Whole = score.astype(kind)
        self._weight: Whole = electorate.weight[order].astype(kind)
        self._begin = np.searchsorted(of[order], np.arange(len(patterns) + 1))
        self._seats = np.hstack([patterns, np.ones((len(patterns), 1))]).astype(np.int64)

    def of(self, wording: Wording) -> Ints:
        """Give the weight that carries a wording in each group, then in all, shape (n_groups + 1,)."""
        return np.asarray(self.changed(wording, [0], wording[:1])[0])

    def changed(self, wording: Wording, slots: Sequence[int], clauses: Sequence[int]) -> Ints:
        """Count for a wording with one slot changed, once for each change.

        Parameters
        ----------
        wording : tuple of int
        slots, clauses : sequence of int
            Of each change, where, and the clause that comes in.

        Returns
        -------
        int64 array of shape (n_changes, n_groups + 1)
        """
        total: Whole = np.zeros_like(self._weight)
        for clause in wording:
            total += self._score[clause]
        gone = np.array([wording[slot] for slot in slots], dtype=np.int64)
        counts = np.empty((len(slots), len(self._begin) - 1), dtype=np.int64)
        _count(self._score, total, self._weight, self._begin, gone, np.array(clauses, dtype=np.int64), counts)
        return np.asarray(counts @ self._seats)


@njit(cache=True, nogil=True)
def _count(score: Ints, total: Ints, weight: Ints, begin: Ints, gone: Ints, come: Ints, counts: Ints) -> None:
    """Add up the weight of the rows that carry each change, over each run of rows."""
    for change in range(len(gone)):
        leaving, coming = score[gone[change]], score[come[change]]
        for run in range(len(begin) - 1):
            carried = 0
            for row in range(begin[run], begin[run + 1]):
                carried += weight[row] if total[row] - leaving[row] + coming[row] >= 0 else 0
            counts[change, run] = carried
