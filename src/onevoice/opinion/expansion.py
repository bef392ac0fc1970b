"""Parameter expansion: the coordinates in which the members stand around zero, with unit spread.

All from moments of the members added up by the sweep, so that no step here goes over them again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from onevoice.opinion.small_matrices import factor, invert

Floats = NDArray[np.float64]


class Moments(NamedTuple):
    """Posterior moments of the fitted members' unknowns, added up.

    Attributes
    ----------
    first : float64 array of shape (n_patterns, n_dims + 1)
        Sum of the means by pattern.
    active : float64 array of shape (n_dims + 1,)
        Sum of activity times mean.
    square, spread : float64 arrays of shape (n_dims + 1, n_dims + 1)
        Sum of the means' outer products, and of the covariances.
    """

    first: Floats
    active: Floats
    square: Floats
    spread: Floats


@njit(cache=True, nogil=True, error_model="numpy")
def add_up(moments: Floats, pattern: NDArray[np.int64], n_patterns: int) -> Moments:
    """Add up the moments of the chunks, as the sweep leaves them.

    Parameters
    ----------
    moments : float64 array of shape (n_chunks, 2 + 2 * (n_dims + 1), n_dims + 1)
        By chunk: the sum of means, of activity times mean, of squares, of covariances (upper triangles).
    pattern : int64 array of shape (n_chunks,)
    n_patterns : int
    """
    k = moments.shape[2]
    first, whole = np.zeros((n_patterns, k)), np.zeros((2 + 2 * k, k))
    for c in range(len(moments)):
        first[pattern[c]] += moments[c, 0]
        whole += moments[c]
    square, spread = whole[2 : 2 + k].copy(), whole[2 + k :].copy()
    for p in range(k):
        for q in range(p):
            square[p, q] = square[q, p]
            spread[p, q] = spread[q, p]
    return Moments(first, whole[1].copy(), square, spread)


@njit(cache=True, nogil=True, error_model="numpy")
def standardise(moments: Moments, count: Floats, activity: float) -> tuple[Moments, Floats, Floats, Floats]:
    """Find coordinates in which ideal points have mean zero and unit covariance, and leniency mean zero.

    Parameters
    ----------
    moments : Moments
    count : float64 array of shape (n_patterns,)
        Members of each pattern.
    activity : float
        Sum of activity.

    Returns
    -------
    moments : Moments
        In the new coordinates, ``change @ (y - centre)``.
    change : float64 array of shape (n_dims + 1, n_dims + 1)
    centre : float64 array of shape (n_dims + 1,)
    root : float64 array of shape (n_dims, n_dims)
        Lower triangle of Cholesky's factor of the ideal points' covariance, the inverse of ``change``.
    """
    first, active, square, spread = moments
    k, n = len(active), count.sum()
    d = k - 1
    total = first.sum(axis=0)
    centre = total / n
    root, inverse = np.zeros((d, d)), np.zeros((d, d))
    factor((square + spread)[:d, :d] / n - np.outer(centre[:d], centre[:d]), root)
    invert(root, inverse)
    change = np.eye(k)
    change[:d, :d] = root.T @ inverse
    square = square - np.outer(total, centre)  # which is symmetric, and n times the centre's own square
    moved = Moments(
        (first - np.outer(count, centre)) @ change.T,
        change @ (active - activity * centre),
        change @ square @ change.T,
        change @ spread @ change.T,
    )
    return moved, change, centre, root


@njit(cache=True, nogil=True, error_model="numpy")
def learn_means(moments: Moments, patterns: Floats, among: Floats) -> tuple[Floats, Floats]:
    """Learn where groups and activity place their members.

    Parameters
    ----------
    moments : Moments
    patterns : float64 array of shape (n_patterns, n_groups)
    among : float64 array of shape (n_groups + 1, n_groups + 1)
        Products of groups and activity with each other over the fitted members.

    Returns
    -------
    means : float64 array of shape (n_groups + 1, n_dims)
        Shift by group; last, by unit of activity.
    within : float64 array of shape (n_dims, n_dims)
        What is left around them, summed over the members.
    """
    first, active, square, spread = moments
    d, g = len(active) - 1, patterns.shape[1]
    behind = np.empty((g + 1, d))
    behind[:g] = patterns.T @ np.ascontiguousarray(first[:, :d])
    behind[g] = active[:d]
    root, inverse = np.zeros((g + 1, g + 1)), np.zeros((g + 1, g + 1))
    factor(among + np.eye(g + 1), root)
    invert(root, inverse)
    means = inverse @ behind
    cross = means.T @ behind
    within = (square + spread)[:d, :d] - cross - cross.T + means.T @ among @ means
    return means, within
