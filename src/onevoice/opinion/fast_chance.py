"""The two innermost functions of every draw: a logistic that vectorises, and uniform numbers by key."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, inline="always")
def logistic(x: np.float32) -> np.float32:
    """Give 1 / (1 + exp(-x)) within 1e-4, by Lambert's continued fraction: no call, so it vectorises."""
    h = min(max(np.float32(0.5) * x, np.float32(-4.97)), np.float32(4.97))
    s = h * h
    top = h * (np.float32(135135) + s * (np.float32(17325) + s * (np.float32(378) + s)))
    bottom = np.float32(135135) + s * (np.float32(62370) + s * (np.float32(3150) + s * np.float32(28)))
    return np.float32(0.5) + np.float32(0.5) * top / bottom


@njit(cache=True, inline="always")
def uniform(member: np.uint64, proposition: np.uint64) -> np.float32:
    """Draw a number within [0, 1) for a member (with a draw's salt) and a proposition."""
    z = member + proposition * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return np.float32(z >> np.uint64(40)) * np.float32(2.0**-24)
