"""The propositions' half of a sweep: their terms from the members' sums, and the table for the next sweep.

A pattern of groups turns a proposition's terms (intercept, loadings, group terms) into those that its members
see: the intercept with their groups' terms added, and the loadings.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onevoice.opinion.small_matrices import factor, invert

Floats = NDArray[np.float64]

HELD_AT_ZERO = 1e8
"""Prior precision of group terms that the settings leave out."""


@njit(cache=True, nogil=True, error_model="numpy")
def update_terms(
    sums: Floats, pattern: NDArray[np.int64], patterns: Floats, prior: Floats
) -> tuple[Floats, Floats]:
    """Give the posterior of each proposition's terms.

    Parameters
    ----------
    sums : float64 array of shape (n_chunks, n_propositions, n_sums)
        What ``sweep`` gathered: packed precision of (intercept, loadings), then its pull. Chunks of one
        pattern lie together, and are added up in place.
    pattern : int64 array of shape (n_chunks,)
        Pattern of each chunk's members.
    patterns : float64 array of shape (n_patterns, n_groups)
    prior : float64 array of shape (n_terms, n_terms)
        Prior precision; group terms with ``HELD_AT_ZERO`` or more are not looked at.

    Returns
    -------
    terms : float64 array of shape (n_propositions, n_terms)
    spread : float64 array of shape (n_propositions, n_terms, n_terms)
    """
    n_terms, n_groups = len(prior), patterns.shape[1]
    k = n_terms - n_groups
    if n_groups and prior[k, k] >= HELD_AT_ZERO:
        n_groups = 0
    n_square = k * (k + 1) // 2
    terms = np.zeros((sums.shape[1], n_terms))
    spread = np.zeros((sums.shape[1], n_terms, n_terms))
    free = k + n_groups
    heads = _add_up(sums, pattern)
    precision, lower, shift = np.empty((n_terms, n_terms)), np.zeros((n_terms, n_terms)), np.empty(n_terms)
    for j in range(sums.shape[1]):
        precision[:] = prior
        shift[:] = 0.0
        for c in heads:
            own, member_of = sums[c, j], patterns[pattern[c]]
            cell = 0
            for p in range(k):
                shift[p] += own[n_square + p]
                for q in range(p, k):
                    precision[q, p] += own[cell]
                    cell += 1
            for a in range(n_groups):
                if member_of[a] != 0.0:
                    shift[k + a] += member_of[a] * own[n_square]
                    for q in range(k):
                        precision[k + a, q] += member_of[a] * own[q]
                    for b in range(a + 1):
                        precision[k + a, k + b] += member_of[a] * member_of[b] * own[0]
        factor(precision[:free, :free], lower[:free, :free])
        invert(lower[:free, :free], spread[j, :free, :free])
        for p in range(free):
            for q in range(free):
                terms[j, p] += spread[j, p, q] * shift[q]
        for p in range(free, n_terms):
            spread[j, p, p] = 1.0 / prior[p, p]
    return terms, spread


@njit(cache=True, nogil=True, error_model="numpy")
def _add_up(sums: Floats, pattern: NDArray[np.int64]) -> list[int]:
    """Add the chunks of each pattern into its first one; say which those are."""
    heads = [0]
    for c in range(1, len(pattern)):
        if pattern[c] == pattern[heads[-1]]:
            sums[heads[-1]] += sums[c]
        else:
            heads.append(c)
    return heads


@njit(cache=True, nogil=True, error_model="numpy")
def move_terms(terms: Floats, spread: Floats, root: Floats, centre: Floats) -> None:
    """Let the terms take up a change of the members' coordinates to inverse(root) @ (x - centre), a - centre.

    Parameters
    ----------
    terms, spread : float64 arrays
        Changed in place.
    root : float64 array of shape (n_dims, n_dims)
        Lower triangle.
    centre : float64 array of shape (n_dims + 1,)
    """
    d, n_terms = len(root), terms.shape[1]
    adapt = np.eye(n_terms)
    adapt[1 : d + 1, 1 : d + 1] = root.T
    adapt[0, 1 : d + 1] = centre[:d]
    half, old = np.empty((n_terms, d + 1)), np.empty(d + 1)
    for j in range(len(terms)):
        own = spread[j]
        old[:] = terms[j, : d + 1]
        terms[j, 0] += centre[d]
        for p in range(d + 1):  # group terms stay as they are, so only the first d + 1 are moved
            for q in range(1, d + 1):
                terms[j, p] += (adapt[p, q] - (p == q)) * old[q]
        for p in range(n_terms):
            for q in range(d + 1):
                half[p, q] = own[p, 0] if q == 0 else 0.0
                for m in range(1, d + 1):
                    half[p, q] += adapt[q, m] * own[p, m]
        own[:, : d + 1] = half
        for q in range(n_terms):
            for p in range(d + 1):
                half[q, p] = own[0, q] if p == 0 else 0.0
                for m in range(1, d + 1):
                    half[q, p] += adapt[p, m] * own[m, q]
        own[: d + 1] = half.T


@njit(cache=True, nogil=True, error_model="numpy")
def tabulate(terms: Floats, spread: Floats, patterns: Floats) -> Floats:
    """Give packed second moments of (intercept, loadings, 1) as each pattern's members see them.

    Returns
    -------
    float64 array of shape (n_patterns, n_propositions, (n_dims + 2) * (n_dims + 3) / 2)
    """
    n_terms, n_groups = terms.shape[1], patterns.shape[1]
    k = n_terms - n_groups
    table = np.empty((len(patterns), len(terms), (k + 1) * (k + 2) // 2))
    for j in range(len(terms)):
        mean, first = np.empty(k), np.empty(k)  # first: covariances with the intercept as it is seen
        for t in range(len(patterns)):
            mean[:] = terms[j, :k]
            first[:] = spread[j, 0, :k]
            for a in range(n_groups):
                w = patterns[t, a]
                if w != 0.0:
                    mean[0] += w * terms[j, k + a]
                    first[0] += 2.0 * w * spread[j, 0, k + a]
                    for b in range(n_groups):
                        first[0] += w * patterns[t, b] * spread[j, k + a, k + b]
                    for q in range(1, k):
                        first[q] += w * spread[j, k + a, q]
            own, cell = table[t, j], 0
            for p in range(k):
                for q in range(p, k):
                    own[cell] = mean[p] * mean[q] + (first[q] if p == 0 else spread[j, p, q])
                    cell += 1
                own[cell] = mean[p]
                cell += 1
            own[cell] = 1.0
    return table
