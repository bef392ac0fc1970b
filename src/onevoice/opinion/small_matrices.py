"""Cholesky factors and inverses of matrices of a few rows, compiled: a call to a library would cost more.

One such matrix is taken for every member and every proposition, many times over.
"""

from __future__ import annotations

from math import log, sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True, error_model="numpy")
def factor(matrix: Floats, lower: Floats) -> None:
    """Fill the lower triangle with the Cholesky factor of a small matrix; what is above stays as it is."""
    for p in range(len(matrix)):
        for q in range(p + 1):
            value = matrix[p, q]
            for m in range(q):
                value -= lower[p, m] * lower[q, m]
            lower[p, q] = sqrt(value) if p == q else value / lower[q, q]


@njit(cache=True, nogil=True, error_model="numpy")
def invert(lower: Floats, inverse: Floats) -> None:
    """Fill the inverse of a small matrix from its Cholesky factor."""
    k = len(lower)
    for c in range(k):
        for p in range(k):
            value = 1.0 if p == c else 0.0
            for m in range(p):
                value -= lower[p, m] * inverse[m, c]
            inverse[p, c] = value / lower[p, p]
        for p in range(k - 1, -1, -1):
            value = inverse[p, c]
            for m in range(p + 1, k):
                value -= lower[m, p] * inverse[m, c]
            inverse[p, c] = value / lower[p, p]


@njit(cache=True, nogil=True, error_model="numpy")
def log_determinant(lower: Floats) -> float:
    """Give the log determinant of a small matrix from its Cholesky factor."""
    value = 0.0
    for p in range(len(lower)):
        value += 2.0 * log(lower[p, p])
    return value
