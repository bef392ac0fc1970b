"""Measures of a proposition, each a formula over draws of support; see docs/methods for worked examples.

Shapes: a "share" array has draws first, then groups, then propositions, with values in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.covariance import Posterior
from onevoice.opinion.member_types import gather_types

Floats = NDArray[np.floating]

LOW, HIGH = 5, 95
"""Percentiles of every interval: nine draws in ten lie within."""
_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(9)


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """Median, 5th and 95th percentile over draws, one value per proposition (or per group and one)."""

    median: Floats
    low: Floats
    high: Floats


def interval(draws: Floats) -> Interval:
    """Summarise draws over the first axis.

    >>> import numpy as np
    >>> interval(np.array([[0.2], [0.4], [0.6]])).median
    array([0.4])
    """
    low, median, high = np.percentile(draws, [LOW, 50, HIGH], axis=0)
    return Interval(median, low, high)


def consensus(share: Floats) -> Floats:
    """Give the support of the least supportive group: draws by propositions.

    The claim "carried across the divide" is this number against a threshold.

    Examples
    --------
    >>> import numpy as np
    >>> consensus(np.array([[[0.9], [0.4]]]))
    array([[0.4]])
    """
    return np.asarray(share.min(axis=1))


def bridging(share: Floats) -> Floats:
    """Geometric mean of the groups' support: draws by propositions.

    Nash's product (1950, doi:10.2307/1907266) brought back to the scale of a share, so that it does not fall
    with the number of groups.

    Examples
    --------
    >>> import numpy as np
    >>> bridging(np.array([[[0.9], [0.4]]])).round(3)
    array([[0.6]])
    """
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(np.log(share.astype(np.float64)).mean(axis=1)))


def divisiveness(share: Floats) -> Floats:
    """Variance of support between groups over the largest it could be: draws by propositions.

    0 where all groups agree alike (also where all or none agree), 1 where each group is of one mind and
    they differ. Groups count alike.

    Examples
    --------
    >>> import numpy as np
    >>> divisiveness(np.array([[[1.0], [0.0]]])), divisiveness(np.array([[[0.3], [0.3]]]))
    (array([[1.]]), array([[0.]]))
    """
    values = share.astype(np.float64)
    mean = values.mean(axis=1)
    most = mean * (1 - mean)
    between = ((values - mean[:, None]) ** 2).mean(axis=1)
    return np.asarray(np.divide(between, most, out=np.zeros_like(most), where=most > 1e-12))


def rice(agree: Floats, disagree: Floats) -> Floats:
    """Rice's index of cohesion (1925, doi:10.2307/2142407): the gap between the sides over their sum.

    1 where a group is of one mind, 0 where it splits in half or nobody takes a side.

    Examples
    --------
    >>> import numpy as np
    >>> rice(np.array([30.0]), np.array([10.0]))
    array([0.5])
    """
    both = agree + disagree
    return np.asarray(np.divide(np.abs(agree - disagree), both, out=np.zeros_like(both), where=both > 0))


def agreement_index(agree: Floats, disagree: Floats, passed: Floats) -> Floats:
    """Agreement over three answers (Hix, Noury and Roland 2005, doi:10.1017/S0007123405000128).

    1 where all give one answer, 0 where the three are equal.

    Examples
    --------
    >>> import numpy as np
    >>> agreement_index(np.array([8.0]), np.array([1.0]), np.array([1.0])).round(3)
    array([0.7])
    """
    total = agree + disagree + passed
    largest = np.maximum(np.maximum(agree, disagree), passed)
    value = largest - (total - largest) / 2
    return np.asarray(np.divide(value, total, out=np.zeros_like(total), where=total > 0))


def latent_measures(posterior: Posterior, most_types: int = 512) -> tuple[Floats, Floats]:
    """Measure bridging and divisiveness without groups, over the ideal points themselves.

    Latent bridging is the geometric mean over the roll of each member's probability of agreeing; latent
    divisiveness is the variance of that probability over the largest it could be.

    Returns
    -------
    bridging, divisiveness : float64 arrays of shape (n_propositions,), within [0, 1]
    """
    points = posterior.points
    pattern = np.unique(points.belongs, axis=0, return_inverse=True)[1].reshape(-1)
    types = gather_types(points.mean, posterior.member_spread, pattern, most_types)
    loading = np.hstack([points.loading, np.ones((len(points.terms), 1))])
    odds = points.intercept + types.mean @ loading.T
    odds += types.average(points.belongs.astype(np.float64)) @ points.group_term.T
    variance = np.einsum("jp,tpq,jq->tj", loading, types.spread, loading, optimize=True)
    share = types.count / types.count.sum()
    deviation = np.sqrt(variance)
    node_weights = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()
    log_mean, first, second = np.zeros((3, len(points.terms)))
    for node, node_weight in zip(_NODES, node_weights, strict=True):
        p = 1 / (1 + np.exp(np.clip(-odds - node * deviation, -60, 60)))
        log_mean += node_weight * (share @ np.log(p))
        first += node_weight * (share @ p)
        second += node_weight * (share @ p**2)
    return np.exp(log_mean), np.clip((second - first**2) / (first * (1 - first)), 0, 1)
