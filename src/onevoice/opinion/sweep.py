"""One sweep of the variational fit over all answers: the compiled inner loop of the model.

A member's vector is y = (1, x, a): one, ideal point, leniency. A proposition's is e = (intercept,
loadings, 1). The log odds that i agrees with j are e'y, so every quantity of the Polya-Gamma bound is
an inner product of the second moments E[ee'] and E[yy'], kept packed (upper triangle, row by row).

The sweep walks once over the answers: each member is updated, then their share is added to their
proposition's sums. It holds members x packed moments and propositions x packed sums, never
members x propositions.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onevoice.opinion.fast_chance import exponential

Floats = NDArray[np.float64]


@njit(cache=True, inline="always")
def polya_gamma_mean(square: float) -> float:
    """Mean of the Polya-Gamma weight, tanh(c/2)/(2c), from c squared (10.1080/01621459.2013.829001)."""
    c = sqrt(max(square, 1e-8))
    t = exponential(-c)
    return (1.0 - t) / ((1.0 + t) * 2.0 * c)


@njit(cache=True, inline="always")
def _see(
    k: int,
    mean: Floats,
    spread: Floats,
    change: Floats,
    centre: Floats,
    full: Floats,
    half: Floats,
    moment: Floats,
) -> None:
    """Fill E[yy'] (off-diagonals doubled) of a member seen in new coordinates, ``change @ (y - centre)``."""
    cell = 0
    for p in range(k):
        for q in range(p, k):
            full[p, q] = full[q, p] = spread[cell]
            cell += 1
    moment[0] = 1.0
    for p in range(k):
        value = 0.0
        for q in range(k):
            value += change[p, q] * (mean[q] - centre[q])
            total = 0.0
            for m in range(k):
                total += change[p, m] * full[m, q]
            half[p, q] = total
        moment[1 + p] = 2.0 * value
    at = k + 1
    for p in range(k):
        for q in range(p, k):
            value = 0.25 * moment[1 + p] * moment[1 + q]
            for m in range(k):
                value += half[p, m] * change[q, m]
            moment[at] = value if p == q else 2.0 * value
            at += 1


@njit(cache=True, inline="always")
def _place(
    k: int,
    precision: Floats,
    shift: Floats,
    lower: Floats,
    inverse: Floats,
    mean: Floats,
    spread: Floats,
) -> None:
    """Fill a member's posterior from its precision (upper triangle) and shift, by Cholesky's factor."""
    for p in range(k):
        for q in range(p + 1):
            value = precision[q, p]
            for m in range(q):
                value -= lower[p, m] * lower[q, m]
            lower[p, q] = sqrt(value) if p == q else value / lower[q, q]
    for p in range(k):
        inverse[p, p] = 1.0 / lower[p, p]
        for q in range(p):
            value = 0.0
            for m in range(q, p):
                value -= lower[p, m] * inverse[m, q]
            inverse[p, q] = value / lower[p, p]
    cell = 0
    for p in range(k):
        mean[p] = 0.0
    for p in range(k):
        for q in range(p, k):
            value = 0.0
            for m in range(q, k):
                value += inverse[m, p] * inverse[m, q]
            spread[cell] = value
            cell += 1
            mean[p] += value * shift[q]
            if q > p:
                mean[q] += value * shift[p]


@njit(cache=True, inline="always")
def _gather(d: int, mean: Floats, spread: Floats, activity: float, own: Floats, share: Floats) -> None:
    """Add a member to its chunk's moments; fill its share of the propositions' sums.

    The share is E[zz'], then E[za], with z = (1, x).
    """
    k = d + 1
    cell = 0
    for p in range(k):
        own[0, p] += mean[p]
        own[1, p] += activity * mean[p]
        for q in range(p, k):
            own[2 + p, q] += mean[p] * mean[q]
            own[2 + k + p, q] += spread[cell]
            cell += 1
    share[0] = 1.0
    at = 1
    for p in range(d):
        share[at] = mean[p]
        at += 1
    cell = 0
    for p in range(d):
        for q in range(p, d):
            share[at] = spread[cell] + mean[p] * mean[q]
            at += 1
            cell += 1
        share[(d + 1) * (d + 2) // 2 + 1 + p] = spread[cell] + mean[p] * mean[d]
        cell += 1
    share[(d + 1) * (d + 2) // 2] = mean[d]


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "nsz", "reassoc"})
def sweep(
    unknowns: tuple[int, ...],
    begin_chunk: int,
    end_chunk: int,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    pattern: NDArray[np.int64],
    order: NDArray[np.int32],
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    answer: NDArray[np.int8],
    weight: Floats,
    activity: Floats,
    table: Floats,
    prior_precision: Floats,
    prior_shift: Floats,
    active_shift: Floats,
    change: Floats,
    centre: Floats,
    mean: Floats,
    spread: Floats,
    sums: Floats,
    moments: Floats,
) -> None:
    """Update the members of some chunks, and gather what their propositions need.

    Parameters
    ----------
    unknowns : tuple of int, length n_dims + 1
        Only its length counts. That is a constant to the compiler, so that the loops over dimensions unroll.
    begin_chunk, end_chunk : int
        Which chunks of the layout; different ones may be swept at the same time.
    first, last, pattern, order
        As in ``Layout``.
    start, column, answer
        Answers that take a side, by member.
    weight : float64 array of shape (n_propositions,)
    activity : float64 array of shape (n_members,)
    table : float64 array of shape (n_patterns, n_propositions, packed)
        Propositions' second moments, as ``tabulate`` gives them.
    prior_precision : float64 array of shape (n_dims + 1, n_dims + 1)
    prior_shift : float64 array of shape (n_patterns, n_dims + 1)
        The prior precision times a member's prior mean: its pattern's ``prior_shift``, and its activity times
        ``active_shift`` (n_dims + 1).
    change, centre : float64 arrays
        Members are seen in new coordinates, ``change @ (y - centre)``.
    mean, spread : float64 arrays of shape (n_members, n_dims + 1) and (n_members, packed)
        Updated in place.
    sums : float64 array of shape (n_chunks, n_propositions, packed)
        Filled unless it is empty, and then ``moments`` (n_chunks, 2 + 2 * (n_dims + 1), n_dims + 1), see
        ``expansion.Moments``.
    """
    k = len(unknowns)  # the member's unknowns: x and a
    d = k - 1
    n_packed = (k + 1) * (k + 2) // 2
    n_square = k * (k + 1) // 2
    moment, held, share = np.empty(n_packed), np.empty(n_packed), np.empty(n_packed)
    precision, lower, inverse = np.empty((k, k)), np.empty((k, k)), np.empty((k, k))
    shift, pull, omegas = np.empty(k), np.empty(k), np.empty(1024)
    for c in range(begin_chunk, end_chunk):
        rows, anchor = table[pattern[c]], prior_shift[pattern[c]]
        total, own_moments = sums[c], moments[c]
        total[:] = 0.0
        own_moments[:] = 0.0
        for r in range(first[c], last[c]):
            i = order[r]
            begin, end = start[i], start[i + 1]
            if end - begin > len(omegas):
                omegas = np.empty(2 * (end - begin))
            _see(k, mean[i], spread[i], change, centre, precision, inverse, moment)
            for s in range(begin, end):
                own = rows[column[s]]
                square = 0.0
                for p in range(n_packed):
                    square += own[p] * moment[p]
                omegas[s - begin] = square
            for s in range(end - begin):  # by itself, so that it vectorises
                omegas[s] = polya_gamma_mean(omegas[s])
            held[:] = 0.0
            pull[:] = 0.0
            for s in range(begin, end):
                own, by = rows[column[s]], weight[column[s]]
                omega = omegas[s - begin] * by
                kappa = 0.5 * answer[s] * by
                omegas[s - begin] = omega
                for p in range(n_packed):
                    held[p] += omega * own[p]
                at = k + 1
                for p in range(k):  # the last of packed row p + 1: a loading, or 1
                    pull[p] += kappa * own[at + k - 1 - p]
                    at += k - p
            at = k + 1
            for p in range(k):
                shift[p] = anchor[p] + activity[i] * active_shift[p] + pull[p] - held[1 + p]
                for q in range(p, k):
                    precision[p, q] = prior_precision[p, q] + held[at]
                    at += 1
            _place(k, precision, shift, lower, inverse, mean[i], spread[i])
            if not len(total):
                continue
            _gather(d, mean[i], spread[i], activity[i], own_moments, share)
            # the sums: E[zz'] w, then E[z] kappa - E[za] w
            for s in range(begin, end):
                own, omega = total[column[s]], omegas[s - begin]
                kappa = 0.5 * answer[s] * weight[column[s]]
                for p in range(n_square):
                    own[p] += omega * share[p]
                for p in range(k):
                    own[n_square + p] += kappa * share[p] - omega * share[n_square + p]
