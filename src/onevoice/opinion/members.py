"""Compiled steps over all members' posteriors: their moments, and a change of coordinates."""

from __future__ import annotations

from dataclasses import dataclass, replace

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


@dataclass(frozen=True, eq=False)
class Moments:
    """Posterior moments of the fitted members' unknowns, added up.

    Attributes
    ----------
    count : float64 array of shape (n_patterns,)
    first : float64 array of shape (n_patterns, n_dims + 1)
        Sum of the means by pattern.
    active : float64 array of shape (n_dims + 1,)
        Sum of activity times mean.
    square, spread : float64 arrays of shape (n_dims + 1, n_dims + 1)
        Sum of the means' outer products, and of the covariances.
    activity : float
        Sum of activity.
    """

    count: Floats
    first: Floats
    active: Floats
    square: Floats
    spread: Floats
    activity: float

    def moved(self, change: Floats, centre: Floats) -> Moments:
        """Give the moments after every member has moved to ``change @ (y - centre)``."""
        crossed = np.outer(self.first.sum(axis=0), centre)
        square = self.square - crossed - crossed.T + self.count.sum() * np.outer(centre, centre)
        return replace(
            self,
            first=(self.first - self.count[:, None] * centre) @ change.T,
            active=change @ (self.active - self.activity * centre),
            square=change @ square @ change.T,
            spread=change @ self.spread @ change.T,
        )


def add_moments(layout: Layout, activity: Floats, mean: Floats, spread: Floats) -> Moments:
    """Add up the moments of the fitted members."""
    k = mean.shape[1]
    first = np.zeros((len(layout.patterns), k))
    count = np.zeros(len(layout.patterns))
    sums = _chunk_moments(layout.first, layout.last, layout.order, activity, mean, spread)
    for chunk, pattern in enumerate(layout.pattern):
        first[pattern] += sums[chunk, 0]
        count[pattern] += layout.last[chunk] - layout.first[chunk]
    _, active, square, both = np.split(sums.sum(axis=0), [1, 2, 2 + k])
    return Moments(count, first, active[0], square, both, float(activity[layout.order].sum()))


@njit(cache=True, parallel=True, error_model="numpy")
def _chunk_moments(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    order: NDArray[np.int32],
    activity: Floats,
    mean: Floats,
    spread: Floats,
) -> Floats:
    """By chunk: the sum of means, of activity times mean, of squares (k rows), of covariances (k rows)."""
    k = mean.shape[1]
    sums = np.zeros((len(begins), 2 + 2 * k, k))
    for c in prange(len(begins)):
        own = sums[c]
        for r in range(begins[c], ends[c]):
            i = order[r]
            cell = 0
            for p in range(k):
                own[0, p] += mean[i, p]
                own[1, p] += activity[i] * mean[i, p]
                for q in range(p, k):
                    own[2 + p, q] += mean[i, p] * mean[i, q]
                    own[2 + k + p, q] += spread[i, cell]
                    cell += 1
        for p in range(k):
            for q in range(p):
                own[2 + p, q] = own[2 + q, p]
                own[2 + k + p, q] = own[2 + k + q, p]
    return sums


@njit(cache=True, parallel=True, error_model="numpy")
def transform(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    order: NDArray[np.int32],
    change: Floats,
    centre: Floats,
    mean: Floats,
    spread: Floats,
) -> None:
    """Move the fitted members in place to ``change @ (y - centre)``, covariances with them."""
    k = mean.shape[1]
    for c in prange(len(begins)):
        full, half, apart = np.empty((k, k)), np.empty((k, k)), np.empty(k)
        for r in range(begins[c], ends[c]):
            i = order[r]
            cell = 0
            for p in range(k):
                apart[p] = mean[i, p] - centre[p]
                for q in range(p, k):
                    full[p, q] = spread[i, cell]
                    full[q, p] = spread[i, cell]
                    cell += 1
            cell = 0
            for p in range(k):
                value = 0.0
                for q in range(k):
                    value += change[p, q] * apart[q]
                    total = 0.0
                    for m in range(k):
                        total += change[p, m] * full[m, q]
                    half[p, q] = total
                mean[i, p] = value
                for q in range(p, k):
                    value = 0.0
                    for m in range(k):
                        value += half[p, m] * change[q, m]
                    spread[i, cell] = value
                    cell += 1
