"""Steps over all members' posteriors: their prior, and a change of coordinates."""

from __future__ import annotations

import numpy as np
from numba import njit
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


@njit(cache=True, nogil=True, error_model="numpy")
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
    for c in range(len(begins)):
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
