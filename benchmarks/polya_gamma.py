"""An exact sampler of Polya-Gamma weights, for the benchmark's own Markov chain.

By alternating series, as Devroye (2009, doi:10.1016/j.spl.2009.07.028) for the Jacobi distribution and
Polson, Scott and Windle (2013, doi:10.1080/01621459.2013.829001) for PG(1, c).
"""

from __future__ import annotations

from math import erf, exp, pi, sqrt

import numpy as np
from numba import njit

_TRUNCATION = 0.64  # where the two series for the density change over


@njit(cache=True)
def _coefficient(n: int, x: float) -> float:
    k = n + 0.5
    if x > _TRUNCATION:
        return pi * k * exp(-0.5 * k * k * pi * pi * x)
    return float((2.0 / (pi * x)) ** 1.5 * pi * k * exp(-2.0 * k * k / x))


@njit(cache=True)
def _normal_below(x: float) -> float:
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))


@njit(cache=True)
def _inverse_gaussian_below(z: float, most: float, rng: np.random.Generator) -> float:
    """Draw from the inverse Gaussian with mean 1 / z and shape 1, given that it is at most ``most``."""
    if z * most < 1.0:
        while True:
            a, b = rng.standard_exponential(), rng.standard_exponential()
            if a * a > 2.0 * b / most:
                continue
            x = most / (1.0 + most * a) ** 2
            if rng.random() <= exp(-0.5 * z * z * x):
                return x
    mean = 1.0 / z
    while True:
        y = rng.standard_normal() ** 2
        x = mean + 0.5 * mean * mean * y - 0.5 * mean * sqrt(4.0 * mean * y + (mean * y) ** 2)
        if rng.random() > mean / (mean + x):
            x = mean * mean / x
        if x <= most:
            return x


@njit(cache=True)
def draw_polya_gamma(c: float, rng: np.random.Generator) -> float:
    """Draw from PG(1, c)."""
    z = 0.5 * abs(c)
    rate = pi * pi / 8.0 + 0.5 * z * z
    right = pi / (2.0 * rate) * exp(-rate * _TRUNCATION)
    root = sqrt(1.0 / _TRUNCATION)
    left = _normal_below(root * (_TRUNCATION * z - 1.0))
    left += exp(2.0 * z) * _normal_below(-root * (_TRUNCATION * z + 1.0))
    left *= 2.0 * exp(-z)
    while True:
        if rng.random() < right / (right + left):
            x = _TRUNCATION + rng.standard_exponential() / rate
        else:
            x = _inverse_gaussian_below(z, _TRUNCATION, rng)
        total = _coefficient(0, x)
        level = rng.random() * total
        n = 0
        while True:
            n += 1
            if n % 2:
                total -= _coefficient(n, x)
                if level <= total:
                    return 0.25 * x
            else:
                total += _coefficient(n, x)
                if level > total:
                    break
