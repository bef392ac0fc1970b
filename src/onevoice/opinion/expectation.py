"""How far groups and activity place a member, and how sure that is: draws of the prior's own means.

A group of eight has a mean that is little known; so has the slope of activity where few answered little.
Held fixed, they would make intervals of small groups, and of the silent, too narrow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ideal_points import IdealPoints

Floats = NDArray[np.float64]


def move_by_expectation(points: IdealPoints, root: Floats, normals: Floats) -> NDArray[np.float32]:
    """Draw the prior's means, and say how far each draw moves the members.

    Each member's answers are worth a Gaussian factor; integrated out, member i tells of the means with
    precision W^-1 - W^-1 V_i W^-1, where W is the prior's covariance and V_i the member's own.

    Parameters
    ----------
    points : IdealPoints
    root : float64 array of shape (n_members, n_dims + 1, n_dims + 1)
        Triangular roots of the members' covariances given the propositions.
    normals : float64 array of shape (n_draws, n_groups + 1, n_dims)

    Returns
    -------
    float32 array of shape (n_draws, n_members, n_dims + 1)
    """
    d = points.n_dims
    moved = np.zeros((len(normals), *points.mean.shape), dtype=np.float32)
    if d == 0:
        return moved
    held = np.linalg.inv(points.priors.within)
    spread = root @ root[:, :d].transpose(0, 2, 1)  # of all of a member's unknowns with their point
    told = held - held @ spread[:, :d] @ held
    background = points.background
    n_means = background.shape[1]
    precision = np.einsum("ab,pq->apbq", np.eye(n_means), held)  # the means' own prior
    for p, q in np.ndindex(d, d):
        precision[:, p, :, q] += (background.T * told[:, p, q]) @ background
    lower = np.linalg.cholesky(precision.reshape(n_means * d, -1))
    flat = np.linalg.solve(lower.T, normals.reshape(len(normals), -1).T)
    means = flat.T.reshape(len(normals), n_means, d)
    follow = spread @ held
    for s, mean in enumerate(means):
        moved[s] = np.einsum("ipq,iq->ip", follow, background @ mean)
    return moved
