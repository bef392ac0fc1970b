"""Chance by key: every random number is set by the ids it concerns and a seed, never by order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def mix(key: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 64-bit keys one to one: splitmix64 (Steele and others 2014, doi:10.1145/2660193.2660195)."""
    z = key + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def unit(key: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Turn scrambled keys into uniform numbers within (0, 1)."""
    return (key >> np.uint64(11)).astype(np.float64) * 2.0**-53 + 2.0**-54
