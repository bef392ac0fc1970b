"""Support: the share of a group that agrees, for the whole of the group.

A finite population: answers given are facts, a pass among them; only the unheard are drawn, first whether
they would take a side, then which. So the interval has width zero where everybody was heard, and no
model enters the count of what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, pi, sqrt

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.covariance import Posterior
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.member_types import count_closed, gather_types
from onevoice.opinion.passes import Passes
from onevoice.opinion.threads import threads_for

Floats = NDArray[np.float64]

CELL_DRAWS_AT_MOST = 150_000_000
"""Members x propositions x draws up to which every unheard answer is drawn by itself."""
MOST_TYPES = 192


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

    @property
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
            drawn = _draw_members(matrix, posterior, passes, weights, closed, moves)
        else:
            drawn = _draw_types(matrix, posterior, passes, weights, closed)
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


Cells = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]


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


def _draw_members(
    matrix: ResponseMatrix,
    posterior: Posterior,
    passes: Passes,
    weights: Floats,
    closed: Cells,
    moves: NDArray[np.int32],
) -> NDArray[np.float32]:
    points = posterior.points
    out = np.zeros((2, posterior.n_draws, weights.shape[1], matrix.n_propositions), np.float32)
    groups_start, group_of, group_weight = _by_member(weights)
    move_start, move_of = _moves_by_member(moves, matrix.n_members)
    _draw_cells(
        closed[0], closed[1], posterior.member_draws(), posterior.terms, points.belongs.astype(np.float64),
        passes.reticence, passes.evasion, passes.ambivalence, passes.any,
        groups_start, group_of, group_weight, move_start, move_of, weights,
        matrix.member_keys, matrix.proposition_keys, np.uint64(posterior.seed), out,
    )  # fmt: skip
    return out


def _by_member(weights: Floats) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
    member, group = np.nonzero(weights)
    start = np.searchsorted(member, np.arange(len(weights) + 1)).astype(np.int64)
    return start, group.astype(np.int32), weights[member, group]


def _moves_by_member(moves: NDArray[np.int32], n_members: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    order = np.lexsort((moves[:, 2], moves[:, 1], moves[:, 0]))
    start = np.searchsorted(moves[order, 0], np.arange(n_members + 1)).astype(np.int64)
    return start, np.ascontiguousarray(moves[order, 1:])


@njit(cache=True, inline="always")
def _uniform(member: np.uint64, proposition: np.uint64) -> float:
    z = member + proposition * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return float(z >> np.uint64(11)) * 2.0**-53


@njit(cache=True, parallel=True)
def _draw_cells(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    members: Floats,
    terms: NDArray[np.float32],
    belongs: Floats,
    reticence: Floats,
    evasion: Floats,
    ambivalence: float,
    any_pass: bool,
    groups_start: NDArray[np.int64],
    group_of: NDArray[np.int32],
    group_weight: Floats,
    move_start: NDArray[np.int64],
    move_of: NDArray[np.int32],
    weights: Floats,
    member_keys: NDArray[np.uint64],
    proposition_keys: NDArray[np.uint64],
    seed: np.uint64,
    out: NDArray[np.float32],
) -> None:
    """Draw every unheard answer of every member, once for each joint draw."""
    n_draws, n_propositions, n_terms = terms.shape
    d = members.shape[2] - 1
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        for i in range(len(start) - 1):
            at, end = start[i], start[i + 1]
            key = member_keys[i] ^ salt
            move = move_start[i]
            for j in range(n_propositions):
                if at < end and column[at] == j:
                    at += 1
                    while move < move_start[i + 1] and move_of[move, 0] <= j:
                        move += 1
                    continue
                odds = terms[s, j, 0] + members[s, i, d]
                for p in range(d):
                    odds += terms[s, j, 1 + p] * members[s, i, p]
                for g in range(n_terms - d - 1):
                    odds += terms[s, j, 1 + d + g] * belongs[i, g]
                p_agree = 1.0 / (1.0 + exp(-odds))
                p_pass = 0.0
                if any_pass:
                    torn = 1.0 - 2.0 * abs(p_agree - 0.5)
                    p_pass = 1.0 / (1.0 + exp(-(reticence[i] + evasion[j] + ambivalence * torn)))
                u = _uniform(key, proposition_keys[j])
                side = -1
                if u >= p_pass:
                    side = 0 if u < p_pass + (1.0 - p_pass) * p_agree else 1
                    for q in range(groups_start[i], groups_start[i + 1]):
                        out[side, s, group_of[q], j] += group_weight[q]
                while move < move_start[i + 1] and move_of[move, 0] <= j:
                    if move_of[move, 0] == j and side >= 0:
                        g = move_of[move, 1]
                        out[side, s, g, j] += 1.0 - 2.0 * weights[i, g]
                    move += 1


def _draw_types(
    matrix: ResponseMatrix, posterior: Posterior, passes: Passes, weights: Floats, closed: Cells
) -> NDArray[np.float32]:
    points = posterior.points
    known = np.hstack([points.belongs, weights > 0])
    pattern = np.unique(known, axis=0, return_inverse=True)[1].reshape(-1)
    types = gather_types(points.mean, posterior.member_spread, pattern, MOST_TYPES)
    belongs = types.average(points.belongs.astype(np.float64))
    shut = count_closed(closed[0], closed[1], types.of, len(types.count), matrix.n_propositions)
    out = np.zeros((2, posterior.n_draws, weights.shape[1], matrix.n_propositions), np.float32)
    keys = np.arange(1, len(types.count) + 1, dtype=np.uint64) * np.uint64(0xA24BAED4963EE407)
    _draw_by_type(
        types.count[:, None] - shut, types.mean, types.spread, posterior.terms, belongs,
        types.average(passes.reticence), passes.evasion, passes.ambivalence, passes.any,
        types.average(weights), keys, matrix.proposition_keys, np.uint64(posterior.seed), out,
    )  # fmt: skip
    return out


@njit(cache=True, inline="always")
def _binomial(n: float, p: float, u: float, v: float) -> float:
    """Draw from a binomial with two uniform numbers: by inversion up to 30, by its normal limit above."""
    if n <= 0.0 or p <= 0.0:
        return 0.0
    if n <= 30.0:
        odds = p / max(1.0 - p, 1e-12)
        mass = max(1.0 - p, 1e-12) ** n
        total, count = mass, 0.0
        while u > total and count < n:
            mass *= (n - count) / (count + 1.0) * odds
            count += 1.0
            total += mass
        return count
    radius = sqrt(-2.0 * log(max(u, 1e-300)))
    value = round(n * p + sqrt(n * p * (1.0 - p)) * radius * np.cos(2.0 * pi * v))
    return float(min(n, max(0.0, value)))


@njit(cache=True, parallel=True)
def _draw_by_type(
    unheard: Floats,
    mean: Floats,
    spread: Floats,
    terms: NDArray[np.float32],
    belongs: Floats,
    reticence: Floats,
    evasion: Floats,
    ambivalence: float,
    any_pass: bool,
    weights: Floats,
    type_keys: NDArray[np.uint64],
    proposition_keys: NDArray[np.uint64],
    seed: np.uint64,
    out: NDArray[np.float32],
) -> None:
    """Draw how many of each type's unheard members would agree and disagree."""
    n_draws, n_propositions, n_terms = terms.shape
    d = mean.shape[1] - 1
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        b = np.ones(d + 1)
        for t in range(len(mean)):
            key = type_keys[t] ^ salt
            for j in range(n_propositions):
                left = unheard[t, j]
                if left <= 0.0:
                    continue
                odds = terms[s, j, 0] + mean[t, d]
                for p in range(d):
                    b[p] = terms[s, j, 1 + p]
                    odds += b[p] * mean[t, p]
                for g in range(n_terms - d - 1):
                    odds += terms[s, j, 1 + d + g] * belongs[t, g]
                variance = 0.0
                for p in range(d + 1):
                    for q in range(d + 1):
                        variance += b[p] * spread[t, p, q] * b[q]
                p_agree = 1.0 / (1.0 + exp(-odds / sqrt(1.0 + pi / 8.0 * variance)))
                u = _uniform(key, proposition_keys[j])
                v = _uniform(key ^ np.uint64(0x5851F42D4C957F2D), proposition_keys[j])
                sides = left
                if any_pass:
                    torn = 1.0 - 2.0 * abs(1.0 / (1.0 + exp(-odds)) - 0.5)
                    p_pass = 1.0 / (1.0 + exp(-(reticence[t] + evasion[j] + ambivalence * torn)))
                    w = _uniform(key ^ np.uint64(0x14057B7EF767814F), proposition_keys[j])
                    sides = left - _binomial(left, p_pass, w, u)
                agree = _binomial(sides, p_agree, v, u)
                for g in range(weights.shape[1]):
                    out[0, s, g, j] += agree * weights[t, g]
                    out[1, s, g, j] += (sides - agree) * weights[t, g]
