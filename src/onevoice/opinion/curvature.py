"""The curvature of the joint likelihood at a fit, with the members taken out of it.

What is left is a Schur complement over the propositions' terms: whole, or each proposition's own block.
"""

from __future__ import annotations

from math import exp, pi, sqrt

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.ideal_points import IdealPoints, unpack
from onevoice.opinion.layout import Layout
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.small_matrices import factor, invert

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


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
    matrix: ResponseMatrix, points: IdealPoints, root: Floats, blocks: Floats, weight: Floats
) -> Floats32:
    """Assemble the whole Schur complement, shape (n_propositions * n_terms,) squared, lower half."""
    n, p = blocks.shape[0], blocks.shape[1]
    design = np.hstack([np.ones((matrix.n_members, 1)), points.point, points.belongs])
    pull = _pulls(matrix.row, matrix.column, weight, np.ascontiguousarray(points.loading), root)
    whole = np.zeros((n * p, n * p), np.float32)
    _fill_complement(
        *matrix.by_column, matrix.row, matrix.start, matrix.column, pull, design.astype(np.float32),
        blocks.astype(np.float32), whole,
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
    design: Floats32,
    blocks: Floats32,
    whole: Floats32,
) -> None:
    """Fill each proposition's own block, and those that it shares with the propositions before it."""
    n, p = blocks.shape[0], blocks.shape[1]
    for r in prange(n):
        j = r // 2 if r % 2 == 0 else n - 1 - r // 2  # early and late ones in turn: the late have more to do
        taken = np.zeros((j, p * p), np.float32)
        outer = np.empty(p * p, np.float32)
        for at in range(column_start[j], column_start[j + 1]):
            mine = place[at]
            i, own = row[mine], pull[mine]
            for a in range(p):
                for b in range(p):
                    outer[a * p + b] = design[i, a] * design[i, b]
            for s in range(start[i], mine):
                other, shared = pull[s], np.float32(0.0)
                for m in range(len(own)):
                    shared += own[m] * other[m]
                cell = taken[column[s]]
                for e in range(p * p):
                    cell[e] += shared * outer[e]
        for a in range(p):
            line = whole[j * p + a]
            for c in range(j):
                for b in range(p):
                    line[c * p + b] = -taken[c, a * p + b]
            line[j * p : (j + 1) * p] = blocks[j, a]
