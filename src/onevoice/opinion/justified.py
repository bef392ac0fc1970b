"""The greedy justified candidate rule: a selection that keeps EJR+, found in one pass.

Levels are gone through from k down to 1. While m supporters of a proposition are each short of l selected
ones, with m k >= l n, it is selected; one that clashes with a selected one is skipped. Each is paid for by
its supporters out of k / n a member, so there is room for all. Hint and fallback of the exact search.

References
----------
Brill and Peters (2023), doi:10.1145/3580507.3597785, where the rule is called GJCR.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots


def select_justified(
    ballots: Ballots, merit: NDArray[np.int64], clash: NDArray[np.bool_], k: int, order: Sequence[int]
) -> tuple[int, ...]:
    """Select by claims, the greatest merit first among equal levels, then fill up by merit.

    Parameters
    ----------
    ballots : Ballots
    merit : int64 array of shape (n_propositions,)
        At least 0; what is filled up with is over 0.
    clash : bool array of shape (n_propositions, n_propositions)
    k : int
    order : sequence of int
        All propositions; the earlier goes first where merit is equal.

    Returns
    -------
    tuple of int
        At most k, in the order in which they were selected.
    """
    rank = np.empty(len(merit), dtype=np.int64)
    rank[list(order)] = np.arange(len(merit))
    best_first = np.lexsort((rank, -merit))
    chosen: list[int] = []
    free = np.ones(len(merit), dtype=np.bool_)
    for level in range(k, 0, -1):
        while len(chosen) < k:
            short = ballots.short(chosen, k)[:, level - 1]
            owed = (short * k >= level * ballots.n) & (short > 0) & free
            if not owed.any():
                break
            _take(int(best_first[owed[best_first]][0]), chosen, free, clash)
    for j in best_first:
        if len(chosen) < k and free[j] and merit[j] > 0:
            _take(int(j), chosen, free, clash)
    return tuple(chosen)


def _take(j: int, chosen: list[int], free: NDArray[np.bool_], clash: NDArray[np.bool_]) -> None:
    chosen.append(j)
    free[j] = False
    free[clash[j]] = False
