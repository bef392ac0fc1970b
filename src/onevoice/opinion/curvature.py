"""The curvature of the joint likelihood at a fit, with the members taken out of it.

What is left is a Schur complement over the propositions' terms: whole, or each proposition's own block.
"""

from __future__ import annotations

from math import exp, pi, sqrt

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.fitted import unpack
from onevoice.opinion.ideal_points import IdealPoints
from onevoice.opinion.layout import Layout
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.small_matrices import factor, invert

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]

_LANES = 8  # numbers that a processor multiplies at once


def design_of(n_dims: int, pattern: Floats) -> Floats:
    """Map a proposition's terms to (intercept of a pattern of groups, loadings)."""
    design = np.zeros((n_dims + 1, n_dims + 1 + len(pattern)))
    np.fill_diagonal(design, 1.0)
    design[0, n_dims + 1 :] = pattern
    return design


def terms_prior(points: IdealPoints) -> Floats:
    """Prior precision of a proposition's terms, shape (n_terms, n_terms)."""
    d = points.n_dims
    precision = np.zeros((points.terms.shape[1],) * 2)
    precision[0, 0] = points.intercept_scale**-2
    precision[1 : d + 1, 1 : d + 1] = np.linalg.inv(points.priors.loading)
    group = np.arange(d + 1, len(precision))
    precision[group, group] = 1 / points.priors.group_term_variance
    return precision


def _member_prior(points: IdealPoints) -> Floats:
    d = points.n_dims
    precision = np.zeros((d + 1, d + 1))
    precision[:d, :d] = np.linalg.inv(points.priors.within)
    precision[d, d] = 1 / max(points.priors.leniency_variance, 1e-10)
    return precision


def curvature_of(matrix: ResponseMatrix, points: IdealPoints) -> Floats:
    """Give the weight p (1 - p) of each answer at the fit, zero for passes, shape (n_answers,)."""
    k = points.n_dims + 1
    weight = np.zeros(matrix.n_answers)
    _weigh(
        matrix.start, matrix.column, matrix.answer, np.ascontiguousarray(points.mean),
        unpack(points.spread, k), points.belongs.astype(np.float64), np.ascontiguousarray(points.terms),
        np.ascontiguousarray(points.terms_spread), points.weight, weight,
    )  # fmt: skip
    return weight


@njit(cache=True, parallel=True, error_model="numpy")
def _weigh(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    answer: NDArray[np.int8],
    mean: Floats,
    spread: Floats,
    belongs: Floats,
    terms: Floats,
    terms_spread: Floats,
    by: Floats,
    weight: Floats,
) -> None:
    """Average p over the variational posterior of the log odds (MacKay's approximation), then p (1 - p)."""
    k, n_terms = mean.shape[1], terms.shape[1]
    d = k - 1
    for i in prange(len(start) - 1):
        design = np.ones(n_terms)
        design[1 : d + 1] = mean[i, :d]
        design[d + 1 :] = belongs[i]
        for s in range(start[i], start[i + 1]):
            if answer[s] == 0:
                continue
            j = column[s]
            odds = mean[i, d]
            variance = spread[i, d, d]
            for p in range(n_terms):
                odds += terms[j, p] * design[p]
                for q in range(n_terms):
                    variance += design[p] * terms_spread[j, p, q] * design[q]
            for p in range(d):
                variance += 2.0 * terms[j, p + 1] * spread[i, p, d]
                for q in range(d):
                    both = terms[j, p + 1] * terms[j, q + 1] + terms_spread[j, p + 1, q + 1]
                    variance += both * spread[i, p, q]
            chance = 1.0 / (1.0 + exp(-odds / sqrt(1.0 + pi / 8.0 * variance)))
            weight[s] = chance * (1.0 - chance) * by[j]


def eliminate_members(
    matrix: ResponseMatrix, points: IdealPoints, layout: Layout, weight: Floats
) -> tuple[Floats, Floats]:
    """Take the members out of the curvature.

    Parameters
    ----------
    matrix : ResponseMatrix
    points : IdealPoints
    layout : Layout
    weight : float64 array of shape (n_answers,)
        As ``curvature_of`` gives it.

    Returns
    -------
    root : float64 array of shape (n_members, n_dims + 1, n_dims + 1)
        Triangular roots of the members' covariances given the propositions.
    sums : float64 array of shape (n_chunks, n_propositions, packed)
        What the members leave of each proposition's own block, by chunk of the layout.
    """
    d = points.n_dims
    prior = _member_prior(points)
    root = np.tile(np.linalg.cholesky(np.linalg.inv(prior)), (matrix.n_members, 1, 1))
    sums = np.zeros((len(layout.first), matrix.n_propositions, (d + 1) * (d + 2) // 2))
    _eliminate(
        layout.first, layout.last, layout.order, matrix.start, matrix.column, weight,
        np.ascontiguousarray(points.mean), np.ascontiguousarray(points.loading), prior, root, sums,
    )  # fmt: skip
    return root, sums


@njit(cache=True, parallel=True, error_model="numpy")
def _eliminate(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    order: NDArray[np.int32],
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    weight: Floats,
    mean: Floats,
    loading: Floats,
    prior: Floats,
    root: Floats,
    sums: Floats,
) -> None:
    """Members' conditional roots, and each proposition's own block of the Schur complement."""
    d = loading.shape[1]
    k = d + 1
    for c in prange(len(first)):
        b = np.ones(k)
        precision, lower, covariance = np.empty((k, k)), np.zeros((k, k)), np.zeros((k, k))
        for r in range(first[c], last[c]):
            i = order[r]
            precision[:] = prior
            for s in range(start[i], start[i + 1]):
                if weight[s] == 0.0:
                    continue
                b[:d] = loading[column[s]]
                for p in range(k):
                    for q in range(k):
                        precision[p, q] += weight[s] * b[p] * b[q]
            factor(precision, lower)
            invert(lower, covariance)
            factor(covariance, root[i])
            for s in range(start[i], start[i + 1]):
                if weight[s] == 0.0:
                    continue
                j = column[s]
                b[:d] = loading[j]
                taken = 0.0
                for p in range(k):
                    for q in range(k):
                        taken += b[p] * covariance[p, q] * b[q]
                left = weight[s] - weight[s] * weight[s] * taken
                cell = 0
                for p in range(d + 1):
                    x = 1.0 if p == 0 else mean[i, p - 1]
                    for q in range(p, d + 1):
                        sums[c, j, cell] += left * x * (1.0 if q == 0 else mean[i, q - 1])
                        cell += 1


def complement_of(
    matrix: ResponseMatrix, points: IdealPoints, layout: Layout, root: Floats, blocks: Floats, weight: Floats
) -> Floats32:
    """Assemble the whole Schur complement, shape (n_propositions * n_terms,) squared, lower half."""
    n, p = blocks.shape[0], blocks.shape[1]
    d = points.n_dims
    upper = np.triu_indices(d + 1)
    design = np.hstack([np.ones((matrix.n_members, 1)), points.point])
    outer = np.zeros((matrix.n_members, -(-len(upper[0]) // _LANES) * _LANES), np.float32)
    outer[:, : len(upper[0])] = design[:, upper[0]] * design[:, upper[1]]
    pull = _pulls(matrix.row, matrix.column, weight, np.ascontiguousarray(points.loading), root)
    whole = np.zeros((n * p, n * p), np.float32)
    _fill_complement(
        *matrix.by_column, matrix.row, matrix.start, matrix.column, pull, outer, layout.pattern_of,
        layout.patterns, blocks.astype(np.float32), whole,
    )  # fmt: skip
    return whole


@njit(cache=True, parallel=True, error_model="numpy")
def _pulls(
    row: NDArray[np.int32], column: NDArray[np.int32], weight: Floats, loading: Floats, root: Floats
) -> Floats32:
    """Each answer's weighted loading in the member's own metric, shape (n_answers, n_dims + 1)."""
    d = loading.shape[1]
    pull = np.zeros((len(row), d + 1), np.float32)
    for s in prange(len(row)):
        for p in range(d + 1):
            value = 0.0
            for q in range(p, d + 1):
                value += root[row[s], q, p] * (loading[column[s], q] if q < d else 1.0)
            pull[s, p] = weight[s] * value
    return pull


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _fill_complement(
    column_start: NDArray[np.int64],
    place: NDArray[np.int32],
    row: NDArray[np.int32],
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    pull: Floats32,
    outer: Floats32,
    pattern_of: NDArray[np.int32],
    patterns: Floats,
    blocks: Floats32,
    whole: Floats32,
) -> None:
    """Fill each proposition's own block, and those that it shares with the propositions before it.

    Members of one pattern of groups differ by ideal point alone, so what they share is added up over
    (1, x) first, and put where their groups' terms stand afterwards.
    """
    n, p = blocks.shape[0], blocks.shape[1]
    for r in prange(n):
        j = r // 2 if r % 2 == 0 else n - 1 - r // 2  # early and late ones in turn: the late have more to do
        mine = place[column_start[j] : column_start[j + 1]]
        own_pattern = np.empty(len(mine), np.int32)
        for at in range(len(mine)):
            own_pattern[at] = pattern_of[row[mine[at]]]
        taken = np.empty((j, outer.shape[1]), np.float32)
        for t in np.unique(own_pattern):
            taken[:] = 0.0
            for at in range(len(mine)):
                if own_pattern[at] == t:
                    s, i = mine[at], row[mine[at]]
                    _add_shared(pull[start[i] : s], pull[s], column[start[i] : s], outer[i], taken)
            _put(taken, patterns[t], whole[j * p : (j + 1) * p])
        for a in range(p):
            whole[j * p + a, j * p : (j + 1) * p] = blocks[j, a]


@njit(cache=True, error_model="numpy", fastmath={"contract", "reassoc"})
def _add_shared(
    others: Floats32, own: Floats32, column: NDArray[np.int32], outer: Floats32, taken: Floats32
) -> None:
    """Add what one answer shares with the same member's answers to earlier propositions."""
    for s in range(len(others)):
        shared, c = np.float32(0.0), column[s]
        for m in range(len(own)):
            shared += own[m] * others[s, m]
        for begin in range(0, len(outer), _LANES):
            for e in range(begin, begin + _LANES):
                taken[c, e] += shared * outer[e]


@njit(cache=True, error_model="numpy")
def _put(taken: Floats32, pattern: Floats, lines: Floats32) -> None:
    """Take a pattern's packed sums over (1, x) from the terms that its members see."""
    p = len(lines)
    d = p - len(pattern) - 1
    seen = [*range(d + 1), *[d + 1 + g for g in range(len(pattern)) if pattern[g] != 0.0]]
    for a in seen:
        for b in seen:
            low, high = (0 if a > d else a), (0 if b > d else b)
            low, high = min(low, high), max(low, high)
            cell = low * (d + 1) - low * (low - 1) // 2 + high - low
            for c in range(len(taken)):
                lines[a, c * p + b] -= taken[c, cell]
