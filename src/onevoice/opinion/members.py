"""Compiled steps over all members' posteriors: their moments, and a change of coordinates."""

from __future__ import annotations

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.layout import Layout

Floats = NDArray[np.float64]


def fill_priors(
    layout: Layout, within: Floats, leniency_variance: float, mean: Floats, spread: Floats
) -> None:
    """Set the fitted members to a prior around zero: ``within`` for points, apart from leniency."""
    k = mean.shape[1]
    full = np.zeros((k, k))
    full[:-1, :-1], full[-1, -1] = within, leniency_variance
    mean[layout.order] = 0.0
    spread[layout.order] = full[np.triu_indices(k)]


def add_moments(layout: Layout, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Sum first and second posterior moments of the fitted members by pattern.

    Returns
    -------
    first : float64 array of shape (n_patterns, n_dims + 1)
    second : float64 array of shape (n_patterns, n_dims + 1, n_dims + 1)
    """
    k = mean.shape[1]
    first = np.zeros((len(layout.patterns), k))
    second = np.zeros((len(layout.patterns), k, k))
    sums = _chunk_moments(layout.first, layout.last, layout.order, mean, spread)
    for chunk, pattern in enumerate(layout.pattern):
        first[pattern] += sums[chunk, :, k]
        second[pattern] += sums[chunk, :, :k]
    return first, second


@njit(cache=True, parallel=True)
def _chunk_moments(
    begins: NDArray[np.int64], ends: NDArray[np.int64], order: NDArray[np.int32], mean: Floats, spread: Floats
) -> Floats:
    k = mean.shape[1]
    sums = np.zeros((len(begins), k, k + 1))
    for c in prange(len(begins)):
        for r in range(begins[c], ends[c]):
            i = order[r]
            cell = 0
            for p in range(k):
                sums[c, p, k] += mean[i, p]
                for q in range(p, k):
                    value = spread[i, cell] + mean[i, p] * mean[i, q]
                    cell += 1
                    sums[c, p, q] += value
                    if q > p:
                        sums[c, q, p] += value
    return sums


@njit(cache=True, parallel=True)
def transform(order: NDArray[np.int32], change: Floats, centre: Floats, mean: Floats, spread: Floats) -> None:
    """Move the fitted members in place to ``change @ (y - centre)``, covariances with them."""
    k = mean.shape[1]
    for r in prange(len(order)):
        i = order[r]
        full = np.empty((k, k))
        moved = np.empty(k)
        cell = 0
        for p in range(k):
            for q in range(p, k):
                full[p, q] = spread[i, cell]
                full[q, p] = spread[i, cell]
                cell += 1
        for p in range(k):
            moved[p] = 0.0
            for q in range(k):
                moved[p] += change[p, q] * (mean[i, q] - centre[q])
        cell = 0
        for p in range(k):
            for q in range(p, k):
                value = 0.0
                for m in range(k):
                    for n in range(k):
                        value += change[p, m] * full[m, n] * change[q, n]
                spread[i, cell] = value
                cell += 1
        for p in range(k):
            mean[i, p] = moved[p]
