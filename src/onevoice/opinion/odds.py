"""Log odds of agreement for pairs of member and proposition, and the variance that the fit leaves them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def odds_between(
    members: NDArray[Any],
    propositions: NDArray[Any],
    mean: Floats,
    spread: Floats,
    belongs: NDArray[np.bool_],
    terms: Floats,
    terms_spread: Floats,
) -> tuple[Floats, Floats]:
    """Give mean and variance of each pair's log odds under independent posteriors.

    Parameters
    ----------
    members, propositions : integer arrays of shape (n_pairs,)
    mean : float64 array of shape (n_members, n_dims + 1)
    spread : float64 array of shape (n_members, packed)
        Upper triangles, row by row.
    belongs : bool array of shape (n_members, n_groups)
    terms : float64 array of shape (n_propositions, n_terms)
    terms_spread : float64 array of shape (n_propositions, n_terms, n_terms)

    Returns
    -------
    odds, variance : float64 arrays of shape (n_pairs,)
    """
    k, n_terms = mean.shape[1], terms.shape[1]
    d = k - 1
    odds, variances = np.empty(len(members)), np.empty(len(members))
    design, loading = np.ones(n_terms), np.ones(k)
    for n in range(len(members)):
        i, j = members[n], propositions[n]
        own, around, apart = terms[j], terms_spread[j], spread[i]
        design[1:k] = mean[i, :d]
        design[k:] = belongs[i]
        loading[:d] = own[1:k]
        total, variance = mean[i, d], 0.0
        for p in range(n_terms):
            if design[p] != 0.0:
                total += own[p] * design[p]
                for q in range(n_terms):
                    variance += design[p] * around[p, q] * design[q]
        cell = 0
        for p in range(k):
            for q in range(p, k):
                both = loading[p] * loading[q]
                if q < d:
                    both += around[p + 1, q + 1]
                variance += (1.0 if p == q else 2.0) * both * apart[cell]
                cell += 1
        odds[n], variances[n] = total, variance
    return odds, variances
