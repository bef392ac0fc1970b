"""One sweep of the variational fit over all answers: the compiled inner loop of the model.

A member's vector is y = (1, x, a): one, ideal point, leniency. A proposition's is e = (intercept,
loadings, 1). The log odds that i agrees with j are e'y, so every quantity of the Polya-Gamma bound is
an inner product of the second moments E[ee'] and E[yy'], kept packed (upper triangle, row by row).

The sweep walks once over the answers: each member is updated, then their share is added to their
proposition's sums. It holds members x packed moments and propositions x packed sums, never
members x propositions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.fast_chance import exponential

Floats = NDArray[np.float64]
Sweep = Callable[..., None]


@njit(cache=True, inline="always")
def polya_gamma_mean(square: float) -> float:
    """Mean of the Polya-Gamma weight, tanh(c/2)/(2c), from c squared (10.1080/01621459.2013.829001)."""
    c = sqrt(max(square, 1e-8))
    t = exponential(-c)
    return (1.0 - t) / ((1.0 + t) * 2.0 * c)


@cache
def sweep_for(n_dims: int) -> Sweep:
    """Compile the sweep for a number of dimensions; the result is kept on disk between runs.

    Parameters
    ----------
    n_dims : int
        0 to 8. A constant to the compiler, so that the loops over dimensions unroll.

    Returns
    -------
    callable
        ``sweep(first, last, pattern, order, start, column, answer, weight, table, prior_precision,
        prior_shift, mean, spread, sums)``, with ``prior_shift`` (n_members, n_dims + 1) the prior precision
        times each member's prior mean; it updates ``mean`` (n_members, n_dims + 1) and ``spread``
        (packed posterior covariances) in place, and fills ``sums`` (n_chunks, n_propositions, packed),
        unless it is empty.
    """
    d = n_dims
    k = d + 1  # the member's unknowns: x and a
    n_packed = (d + 2) * (d + 3) // 2
    n_square = (d + 1) * (d + 2) // 2

    @njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract", "nsz", "reassoc"})
    def sweep(
        first: Any,
        last: Any,
        pattern: Any,
        order: Any,
        start: Any,
        column: Any,
        answer: Any,
        weight: Any,
        table: Any,
        prior_precision: Any,
        prior_shift: Any,
        mean: Any,
        spread: Any,
        sums: Any,
    ) -> None:
        for c in prange(len(first)):
            rows = table[pattern[c]]
            moment = np.empty(n_packed)  # E[yy'], off-diagonals doubled
            precision = np.empty((k, k))
            lower = np.empty((k, k))
            inverse = np.empty((k, k))
            shift, pull, held = np.empty(k), np.empty(k), np.empty(n_packed)
            omegas = np.empty(1024)
            total = sums[c]
            total[:] = 0.0
            for r in range(first[c], last[c]):
                i = order[r]
                begin, end = start[i], start[i + 1]
                if end - begin > len(omegas):
                    omegas = np.empty(2 * (end - begin))
                # second moments of y under the current posterior
                moment[0] = 1.0
                for p in range(k):
                    moment[1 + p] = 2.0 * mean[i, p]
                at = k + 1
                cell = 0
                for p in range(k):
                    for q in range(p, k):
                        value = spread[i, cell] + mean[i, p] * mean[i, q]
                        moment[at] = value if p == q else 2.0 * value
                        at += 1
                        cell += 1
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
                    omega = omegas[s - begin] * by * abs(answer[s])  # a pass weighs nothing
                    kappa = 0.5 * answer[s] * by
                    omegas[s - begin] = omega
                    for p in range(n_packed):
                        held[p] += omega * own[p]
                    at = k + 1
                    for p in range(k):
                        pull[p] += (
                            kappa * own[at + k - 1 - p]
                        )  # the last of packed row p + 1: a loading, or 1
                        at += k - p
                at = k + 1
                for p in range(k):
                    shift[p] = prior_shift[i, p] + pull[p] - held[1 + p]
                    for q in range(p, k):
                        precision[p, q] = prior_precision[p, q] + held[at]
                        at += 1
                # Cholesky factor, its inverse, the new posterior
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
                    mean[i, p] = 0.0
                for p in range(k):
                    for q in range(p, k):
                        value = 0.0
                        for m in range(q, k):
                            value += inverse[m, p] * inverse[m, q]
                        spread[i, cell] = value
                        cell += 1
                        mean[i, p] += value * shift[q]
                        if q > p:
                            mean[i, q] += value * shift[p]
                if not len(total):
                    continue
                # this member's share of the propositions' sums: E[zz'] w and E[z] kappa - E[za] w, z = (1, x)
                cell = 0
                at = 0
                moment[at] = 1.0
                at += 1
                for p in range(d):
                    moment[at] = mean[i, p]
                    at += 1
                for p in range(d):
                    for q in range(p, d):
                        moment[at] = spread[i, cell] + mean[i, p] * mean[i, q]
                        at += 1
                        cell += 1
                    cell += 1
                cross = n_square
                moment[cross] = mean[i, d]
                cell = 0
                for p in range(d):
                    cell += d - p
                    moment[cross + 1 + p] = spread[i, cell] + mean[i, p] * mean[i, d]
                    cell += 1
                for s in range(begin, end):
                    own = total[column[s]]
                    omega = omegas[s - begin]
                    kappa = 0.5 * answer[s] * weight[column[s]]
                    for p in range(n_square):
                        own[p] += omega * moment[p]
                    own[n_square] += kappa - omega * moment[n_square]
                    for p in range(d):
                        own[n_square + 1 + p] += kappa * mean[i, p] - omega * moment[n_square + 1 + p]

    return sweep
