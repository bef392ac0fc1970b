"""Support: the share of a group that agrees, for the whole of the group.

A finite population: answers given are facts, a pass among them; only the unheard are drawn, first whether
they would take a side, then which. So the interval has width zero where everybody was heard, and no
model enters the count of what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.covariance import Posterior
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.passes import Passes
from onevoice.opinion.threads import threads_for
from onevoice.opinion.unheard import Cells, draw_by_member, draw_by_type

Floats = NDArray[np.float64]

CELL_DRAWS_AT_MOST = 150_000_000
"""Members x propositions x draws up to which every unheard answer is drawn by itself."""


@dataclass(frozen=True, eq=False)
class Support:
    """Counts and draws for each group and proposition.

    Attributes
    ----------
    eligible : float64 array of shape (n_groups, n_propositions)
        Members of the group who could answer; fractional for blocs, where membership is soft.
    agree, disagree, passed : float64 arrays of shape (n_groups, n_propositions)
        Answers given.
    agree_draws, disagree_draws : float32 arrays of shape (n_draws, n_groups, n_propositions)
        Agreement and disagreement in the whole group, heard and drawn.
    every_member : bool
        Whether each unheard answer was drawn by itself, or members stood for one another by type.
    """

    eligible: Floats
    agree: Floats
    disagree: Floats
    passed: Floats
    agree_draws: NDArray[np.float32]
    disagree_draws: NDArray[np.float32]
    every_member: bool

    @cached_property
    def unheard(self) -> Floats:
        """Members of the group who could answer and did not, shape (n_groups, n_propositions)."""
        return self.eligible - self.agree - self.disagree - self.passed

    @property
    def share(self) -> NDArray[np.float32]:
        """Draws of support, agree / eligible, shape (n_draws, n_groups, n_propositions), within [0, 1]."""
        return _ratio(self.agree_draws, self.eligible.astype(np.float32))

    @property
    def share_of_stances(self) -> NDArray[np.float32]:
        """Draws of agree / (agree + disagree), the same shape; 1/2 where nobody takes a side."""
        both = self.agree_draws + self.disagree_draws
        return np.where(both > 0, _ratio(self.agree_draws, both), np.float32(0.5))


def _ratio(part: NDArray[np.float32], whole: NDArray[np.float32]) -> NDArray[np.float32]:
    share: NDArray[np.float32] = np.minimum(part / np.maximum(whole, np.float32(1e-9)), np.float32(1))
    return share


def draw_support(
    matrix: ResponseMatrix,
    posterior: Posterior,
    passes: Passes,
    weights: Floats,
    moved: NDArray[np.int32] | None = None,
) -> Support:
    """Count what was answered in each group, and draw the rest.

    Parameters
    ----------
    matrix : ResponseMatrix
    posterior : Posterior
    passes : Passes
    weights : float64 array of shape (n_members, n_groups)
        Membership of each group, 0 to 1.
    moved : int32 array of shape (n_moves, 3), optional
        (member, proposition, group) for which membership is the opposite of ``weights``.

    Returns
    -------
    Support
    """
    closed = _closed_cells(matrix)
    moves = np.empty((0, 3), dtype=np.int32) if moved is None else moved
    with threads_for(matrix.n_answers):
        heard = _count_heard(*closed, weights, moves, matrix.n_propositions)
    eligible = weights.sum(axis=0)[:, None] - heard[3]
    signs = 1.0 - 2.0 * weights[moves[:, 0], moves[:, 2]]
    np.add.at(eligible, (moves[:, 2], moves[:, 1]), signs)
    work = matrix.n_members * matrix.n_propositions * posterior.n_draws
    every = work <= CELL_DRAWS_AT_MOST
    with threads_for(work):
        if every:
            drawn = draw_by_member(matrix, posterior, passes, weights, closed, moves)
        else:
            drawn = draw_by_type(matrix, posterior, passes, weights, closed)
    if not every:
        asked = weights.sum(axis=0)[:, None]
        pool = _count_heard(*closed, weights, moves[:0], matrix.n_propositions) if len(moves) else heard
        _hold_to_unheard(drawn, asked - pool.sum(axis=0), eligible - heard[:3].sum(axis=0))
    agree, disagree, passed = heard[0], heard[1], heard[2]
    return Support(
        eligible=eligible,
        agree=agree,
        disagree=disagree,
        passed=passed,
        agree_draws=drawn[0] + np.float32(agree),
        disagree_draws=drawn[1] + np.float32(disagree),
        every_member=every,
    )


def _hold_to_unheard(drawn: NDArray[np.float32], pool: Floats, unheard: Floats) -> None:
    """Hold the draws of whole types to what the facts allow, in place.

    Their normal law may overshoot the number of the unheard, and knows of no member who moved between groups:
    who was drawn from (``pool``, members by group) is brought to who was unheard at the time.
    """
    drawn *= np.where(pool > 0, np.maximum(unheard, 0) / np.maximum(pool, 1e-9), 1).astype(np.float32)
    most = np.maximum(unheard, 0).astype(np.float32)
    drawn *= np.minimum(1, most / np.maximum(drawn.sum(axis=0), np.float32(1e-9)))


def _closed_cells(matrix: ResponseMatrix) -> Cells:
    """Answers and cells of the not eligible together, by member: what is not drawn."""
    if not len(matrix.barred_member):
        return matrix.start, matrix.column, matrix.answer
    member = np.concatenate([matrix.row, matrix.barred_member])
    column = np.concatenate([matrix.column, matrix.barred_proposition])
    code = np.concatenate([matrix.answer, np.full(len(matrix.barred_member), 2, np.int8)])
    order = np.lexsort((column, member))
    start = np.searchsorted(member[order], np.arange(matrix.n_members + 1)).astype(np.int64)
    return start, column[order], code[order]


@njit(cache=True, parallel=True)
def _count_heard(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    code: NDArray[np.int8],
    weights: Floats,
    moves: NDArray[np.int32],
    n_propositions: int,
) -> Floats:
    """Agree, disagree, pass and not eligible, shape (4, n_groups, n_propositions)."""
    n_groups = weights.shape[1]
    counts = np.zeros((4, n_groups, n_propositions))
    for g in prange(n_groups):
        for i in range(len(start) - 1):
            if weights[i, g] == 0.0:
                continue
            for s in range(start[i], start[i + 1]):
                c = code[s]
                kind = 0 if c == 1 else 1 if c == -1 else 2 if c == 0 else 3
                counts[kind, g, column[s]] += weights[i, g]
    for m in range(len(moves)):
        i, j, g = moves[m, 0], moves[m, 1], moves[m, 2]
        for s in range(start[i], start[i + 1]):
            if column[s] == j:
                c = code[s]
                kind = 0 if c == 1 else 1 if c == -1 else 2 if c == 0 else 3
                counts[kind, g, j] += 1.0 - 2.0 * weights[i, g]
    return counts
