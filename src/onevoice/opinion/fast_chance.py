"""The innermost functions of every draw and fit: exponentials that vectorise, and uniform numbers by key."""

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


@njit(cache=True, inline="always")
def exponential(x: float) -> float:
    """Give exp(x) within 1e-12 of its value, x clipped to -60..60; without a branch, so it vectorises."""
    y = min(max(x, -60.0), 60.0) * 1.4426950408889634
    whole = np.floor(y + 0.5)
    f = (y - whole) * 0.6931471805599453
    tail = 1 / 5040 + f * (1 / 40320 + f * (1 / 362880 + f * (1 / 3628800 + f / 39916800)))
    power = 1.0 + f * (
        1.0 + f * (0.5 + f * (1 / 6 + f * (1 / 24 + f * (1 / 120 + f * (1 / 720 + f * tail)))))
    )
    return float(power * np.int64((np.int64(whole) + 1023) << 52).view(np.float64))
