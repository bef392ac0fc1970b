"""A Gibbs sampler of the one-dimensional logit model, exact but slow, to hold posterior spreads against.

Priors as pscl's: ideal points N(0, 1), intercepts and loadings N(0, 5 squared). Polya-Gamma augmentation
(Polson, Scott and Windle 2013, doi:10.1080/01621459.2013.829001) makes every step Gaussian.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from benchmarks.polya_gamma import draw_polya_gamma
from onevoice.opinion.matrix import ResponseMatrix

Floats = NDArray[np.float64]

_PRECISION = 1 / 25


def sample_points(matrix: ResponseMatrix, n_kept: int, n_dropped: int, seed: int) -> Floats:
    """Run one chain.

    Parameters
    ----------
    matrix : ResponseMatrix
    n_kept, n_dropped : int
        Iterations kept, and those before them that are not.
    seed : int

    Returns
    -------
    float64 array of shape (n_kept, n_members)
        Ideal points, each draw centred and scaled to mean 0 and standard deviation 1 over the members.
    """
    sides = matrix.answer != 0
    rng = np.random.default_rng(seed)
    draws = _chain(
        matrix.row[sides],
        matrix.column[sides],
        matrix.answer[sides].astype(np.float64) / 2,
        rng.standard_normal(matrix.n_members),
        matrix.n_propositions,
        n_kept,
        n_dropped,
        rng,
    )
    return standardised(draws)


def standardised(draws: Floats) -> Floats:
    """Centre and scale each draw over the members; shape (n_draws, n_members)."""
    return np.asarray((draws - draws.mean(axis=1, keepdims=True)) / draws.std(axis=1, keepdims=True))


@njit(cache=True)
def _chain(
    row: NDArray[np.int32],
    column: NDArray[np.int32],
    kappa: Floats,
    x: Floats,
    n_propositions: int,
    n_kept: int,
    n_dropped: int,
    rng: np.random.Generator,
) -> Floats:
    n, m = len(x), n_propositions
    a, b = np.zeros(m), np.zeros(m)
    draws = np.empty((n_kept, n))
    for t in range(n_dropped + n_kept):
        precision, shift = np.zeros((m, 3)), np.zeros((m, 2))
        omega = np.empty(len(row))
        for s in range(len(row)):
            i, j = row[s], column[s]
            w = draw_polya_gamma(a[j] + b[j] * x[i], rng)
            omega[s] = w
            precision[j, 0] += w
            precision[j, 1] += w * x[i]
            precision[j, 2] += w * x[i] * x[i]
            shift[j, 0] += kappa[s]
            shift[j, 1] += kappa[s] * x[i]
        for j in range(m):
            p, q, r = precision[j, 0] + _PRECISION, precision[j, 1], precision[j, 2] + _PRECISION
            # the loading given the data alone, then the intercept given the loading
            left = r - q * q / p
            b[j] = (shift[j, 1] - q / p * shift[j, 0]) / left + rng.standard_normal() / np.sqrt(left)
            a[j] = (shift[j, 0] - q * b[j]) / p + rng.standard_normal() / np.sqrt(p)
        hold, pull = np.ones(n), np.zeros(n)
        for s in range(len(row)):
            i, j = row[s], column[s]
            hold[i] += omega[s] * b[j] * b[j]
            pull[i] += b[j] * (kappa[s] - omega[s] * a[j])
        for i in range(n):
            x[i] = pull[i] / hold[i] + rng.standard_normal() / np.sqrt(hold[i])
        if t >= n_dropped:
            draws[t - n_dropped] = x
    return draws
