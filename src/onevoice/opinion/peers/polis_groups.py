"""Polis' groups: who counts, base groups of near neighbours, and k-means on those.

Polis carries groups over from one update to the next and starts from chance; here the same steps run once
on the votes as they stand, in the order of members' ids, so whoever has the votes has the groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from onevoice.opinion.peers.polis_map import Votes

ENOUGH_VOTES = 7
FEWEST_MEMBERS = 15
BASE_GROUPS, BASE_STEPS = 100, 100
MOST_GROUPS, GROUP_STEPS = 5, 20
STILL = 0.01
"""Centres that all moved less than this have come to rest."""

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """A conversation's groups.

    Attributes
    ----------
    of_member : int64 array of shape (n_members,)
        Group of each member from 0, -1 for those whom Polis leaves out.
    count : int
    silhouettes : dict of int to float
        Mean silhouette of the base groups for each number of groups tried; the largest won.
    """

    of_member: Labels
    count: int
    silhouettes: dict[int, float]


def counted_members(votes: Votes) -> NDArray[np.bool_]:
    """Members who voted enough to be grouped, topped up to 15 by the most active, shape (n_members,).

    Notes
    -----
    Polis keeps whoever once was in. That cannot be rebuilt from final votes, so published conversations
    hold a few people more.
    """
    activity = votes.activity
    counted: NDArray[np.bool_] = activity >= max(min(ENOUGH_VOTES, int(votes.voted.sum())), 1)
    missing = FEWEST_MEMBERS - int(counted.sum())
    if missing > 0:
        others = np.flatnonzero(~counted & (activity > 0))
        counted[others[np.argsort(-activity[others], kind="stable")[:missing]]] = True
    return counted


def find_groups(points: Floats, counted: NDArray[np.bool_]) -> Groups:
    """Group the counted members by their projections.

    Parameters
    ----------
    points : float64 array of shape (n_members, 2)
    counted : bool array of shape (n_members,)

    Returns
    -------
    Groups
        From 2 to 5 of them, fewer only where there are not two distinct points.
    """
    of_member = np.full(len(points), -1, dtype=np.int64)
    if not counted.any():
        return Groups(of_member, 0, {})
    inside = points[counted]
    base, centers = k_means(inside, np.ones(len(inside)), BASE_GROUPS, BASE_STEPS)
    weights = np.bincount(base, minlength=len(centers)).astype(np.float64)
    distance = cdist(centers, centers)
    tried: dict[int, Labels] = {}
    silhouettes: dict[int, float] = {}
    for k in range(2, min(MOST_GROUPS, 2 + len(centers) // 12) + 1):
        tried[k], _ = k_means(centers, weights, k, GROUP_STEPS)
        silhouettes[k] = silhouette(distance, tried[k])
    best = max(silhouettes, key=lambda k: (silhouettes[k], k))
    of_member[counted] = tried[best][base]
    return Groups(of_member, int(tried[best].max()) + 1, silhouettes)


def k_means(points: Floats, weights: Floats, k: int, steps: int) -> tuple[Labels, Floats]:
    """Run k-means from the first k distinct points; a group that loses all its members is dropped.

    Parameters
    ----------
    points : float64 array of shape (n, 2)
    weights : float64 array of shape (n,)
    k, steps : int

    Returns
    -------
    labels : int64 array of shape (n,)
    centers : float64 array of shape (at most k, 2)
    """
    _, first = np.unique(points, axis=0, return_index=True)
    centers = points[np.sort(first)[:k]]
    for _ in range(steps + 1):
        _, labels = np.unique(_nearest(points, centers), return_inverse=True)
        mass = np.bincount(labels, weights)
        moved = np.column_stack([np.bincount(labels, weights * points[:, d]) / mass for d in (0, 1)])
        if _at_rest(centers, moved):
            return labels, moved
        centers = moved
    return labels, centers


def silhouette(distance: Floats, labels: Labels) -> float:
    """Mean silhouette, each point counting once and a point alone in its group counting 0.

    Parameters
    ----------
    distance : float64 array of shape (n, n)
    labels : int64 array of shape (n,)
    """
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return 0.0
    each = np.arange(len(labels))
    sums = np.column_stack([distance[:, labels == g].sum(axis=1) for g in range(len(sizes))])
    own = sums[each, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[each, labels] = np.inf
    other = means.min(axis=1)
    largest = np.maximum(own, other)
    value = np.where(
        (sizes[labels] > 1) & (largest > 0), (other - own) / np.where(largest > 0, largest, 1), 0
    )
    return float(value.mean())


@njit(cache=True)
def _nearest(points: Floats, centers: Floats) -> Labels:
    """Nearest centre of each point, the first of equals."""
    nearest = np.zeros(len(points), np.int64)
    for i in range(len(points)):
        least = np.inf
        for c in range(len(centers)):
            square = (points[i, 0] - centers[c, 0]) ** 2 + (points[i, 1] - centers[c, 1]) ** 2
            if square < least:
                least = square
                nearest[i] = c
    return nearest


def _at_rest(before: Floats, after: Floats) -> bool:
    """Whether the centres, each set sorted and paired off as far as the shorter goes, all lie close."""
    pairs = zip(before[np.lexsort(before.T[::-1])], after[np.lexsort(after.T[::-1])], strict=False)
    return all(float(np.hypot(*(a - b))) < STILL for a, b in pairs)
