"""Weighted types: members with near-equal posteriors and the same groups, standing for one another.

Drawing every unheard answer of a large roll would take members x propositions x draws steps. A type is a
Gaussian with its members' mean and their whole spread, within and between, so its share of agreement is
theirs to second order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Types:
    """Members by type.

    Attributes
    ----------
    of : int32 array of shape (n_members,)
        Each member's type.
    count : float64 array of shape (n_types,)
        Members of each type.
    mean : float64 array of shape (n_types, n_dims + 1)
        Mean ideal point and leniency.
    spread : float64 array of shape (n_types, n_dims + 1, n_dims + 1)
        Covariance of a member drawn from the type: their posteriors' and that of their means.
    """

    of: NDArray[np.int32]
    count: Floats
    mean: Floats
    spread: Floats

    def average(self, values: Floats) -> Floats:
        """Average members' values (n_members, ...) over each type, shape (n_types, ...)."""
        total = np.zeros((len(self.count), *values.shape[1:]))
        np.add.at(total, self.of, values)
        return np.asarray(total / self.count.reshape(-1, *[1] * (values.ndim - 1)))


def gather_types(mean: Floats, spread: Floats, pattern: NDArray[np.integer], most: int) -> Types:
    """Split the members of each pattern at medians, widest direction first, into types.

    Parameters
    ----------
    mean : float64 array of shape (n_members, n_dims + 1)
    spread : float64 array of shape (n_members, n_dims + 1, n_dims + 1)
    pattern : int array of shape (n_members,)
        Members of different patterns are never of one type.
    most : int
        Aim at no more types than this, and at no more than one for each pattern if there are more patterns.

    Returns
    -------
    Types
    """
    size = max(1, -(-len(mean) // most))
    of = np.empty(len(mean), dtype=np.int32)
    n_types = 0
    for value in np.unique(pattern):
        parts = [np.flatnonzero(pattern == value)]
        while parts:
            part = parts.pop()
            wide = np.ptp(mean[part], axis=0)
            if len(part) <= size or wide.max() == 0.0:
                of[part] = n_types
                n_types += 1
                continue
            order = part[np.argsort(mean[part, int(np.argmax(wide))], kind="stable")]
            parts += [np.sort(order[len(order) // 2 :]), np.sort(order[: len(order) // 2])]
    count = np.bincount(of, minlength=n_types).astype(np.float64)
    types = Types(of, count, np.zeros((n_types, mean.shape[1])), np.zeros((n_types, *spread.shape[1:])))
    centre = types.average(mean)
    apart = mean - centre[of]
    total = types.average(spread + np.einsum("ip,iq->ipq", apart, apart))
    return Types(of, count, centre, total)


@njit(cache=True)
def count_closed(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    of: NDArray[np.int32],
    n_types: int,
    n_propositions: int,
) -> Floats:
    """Count members of each type whose answer to each proposition is not to be drawn."""
    closed = np.zeros((n_types, n_propositions))
    for i in range(len(start) - 1):
        for s in range(start[i], start[i + 1]):
            closed[of[i], column[s]] += 1.0
    return closed
