"""A mixture of Gaussians with one covariance, fitted to members' answers rather than to estimated points.

Each member's answers are a Gaussian factor exp(pull'x - x'hold x / 2) over ideal points, so a member with few
answers counts for little and is placed softly. Known in astronomy as extreme deconvolution (Bovy, Hogg and
Roweis 2011, doi:10.1214/10-AOAS439).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import logsumexp

from onevoice.opinion.chance import mix, unit
from onevoice.opinion.ideal_points import IdealPoints, unpack
from onevoice.opinion.small_matrices import factor, invert, log_determinant

Floats = NDArray[np.float64]

_ROUNDS = 80


@dataclass(frozen=True, eq=False)
class Mixture:
    """Shares (n_blocs,), centres (n_blocs, n_dims) and the common covariance (n_dims, n_dims)."""

    share: Floats
    centre: Floats
    within: Floats


@dataclass(frozen=True, eq=False)
class Factors:
    """What each member's answers say: pull (n_members, n_dims), hold (n_members, n_dims, n_dims).

    ``key`` (n_members,) sets whatever is drawn about a member.
    """

    pull: Floats
    hold: Floats
    key: NDArray[np.uint64]

    def among(self, rows: NDArray[np.bool_]) -> Factors:
        """Keep some members."""
        return Factors(self.pull[rows], self.hold[rows], self.key[rows])


def factors_of(points: IdealPoints, key: NDArray[np.uint64]) -> Factors:
    """Take the prior off each member's posterior; what is left is what the answers say."""
    d = points.n_dims
    precision = np.linalg.inv(unpack(points.spread, d + 1)[:, :d, :d])
    prior = np.linalg.inv(points.priors.within)
    pull = np.einsum("ipq,iq->ip", precision, points.point) - points.expected @ prior
    return Factors(pull, precision - prior, key)


def fit_mixture(factors: Factors, count: int, seed: int, starts: int = 2) -> Mixture:
    """Fit by expectation-maximisation; of several starts, keyed by member, keep the likeliest."""
    fits = []
    for start in range(starts if count > 1 else 1):
        first = _seeded(factors, count, seed + start)
        fits.append(_maximise(factors.pull, factors.hold, first.share, first.centre, first.within, _ROUNDS))
    share, centre, within, _ = max(fits, key=lambda fit: fit[3])
    return Mixture(share, centre, within)


def log_evidence(factors: Factors, mixture: Mixture) -> Floats:
    """Log likelihood of each member's factor under each bloc, shares included: (n_members, n_blocs)."""
    return np.asarray(_evidence(factors.pull, factors.hold, mixture.share, mixture.centre, mixture.within))


def responsibilities(factors: Factors, mixture: Mixture) -> Floats:
    """Soft membership, shape (n_members, n_blocs); rows add up to 1."""
    value = log_evidence(factors, mixture)
    return np.asarray(np.exp(value - logsumexp(value, axis=1, keepdims=True)))


def _seeded(factors: Factors, count: int, seed: int) -> Mixture:
    """Place centres far apart (k-means++, Arthur and Vassilvitskii 2007), chance keyed by member."""
    d = factors.pull.shape[1]
    place = np.einsum("ipq,iq->ip", np.linalg.inv(factors.hold + np.eye(d)), factors.pull)
    distance = np.ones(len(place))
    centre = np.empty((count, d))
    for k in range(count):
        chance = unit(mix(factors.key ^ np.uint64(101 * seed + k + 1)))
        chosen = int(np.argmax(np.log(chance) / np.maximum(distance, 1e-300)))
        centre[k] = place[chosen]
        gap = ((place - centre[k]) ** 2).sum(axis=1)
        distance = gap if k == 0 else np.minimum(distance, gap)
    return Mixture(np.full(count, 1 / count), centre, np.eye(d) / count)


@njit(cache=True, error_model="numpy")
def _evidence(pull: Floats, hold: Floats, share: Floats, centre: Floats, within: Floats) -> Floats:
    n, d = pull.shape
    prior = np.linalg.inv(within)
    anchored = centre @ prior
    offset = np.log(share) - 0.5 * ((anchored * centre).sum(axis=1) + np.log(np.linalg.det(within)))
    lower, covariance, right = np.zeros((d, d)), np.zeros((d, d)), np.empty(d)
    value = np.empty((n, len(share)))
    for i in range(n):
        factor(hold[i] + prior, lower)
        invert(lower, covariance)
        logdet = log_determinant(lower)
        for k in range(len(share)):
            total = offset[k] - 0.5 * logdet
            right[:] = pull[i] + anchored[k]
            for p in range(d):
                for q in range(d):
                    total += 0.5 * right[p] * covariance[p, q] * right[q]
            value[i, k] = total
    return value


@njit(cache=True, error_model="numpy")
def _maximise(
    pull: Floats, hold: Floats, share: Floats, centre: Floats, within: Floats, rounds: int
) -> tuple[Floats, Floats, Floats, float]:
    n, d = pull.shape
    count = len(share)
    before, total = -np.inf, 0.0
    precision, lower, covariance = np.empty((d, d)), np.zeros((d, d)), np.zeros((d, d))
    for _ in range(rounds):
        prior = np.linalg.inv(within)
        logdet_within = np.log(np.linalg.det(within))
        anchored = centre @ prior
        offset = np.empty(count)
        for k in range(count):
            offset[k] = np.log(share[k]) - 0.5 * (anchored[k] * centre[k]).sum()
        size, first = np.full(count, 1e-9), np.zeros((count, d))
        second = np.zeros((d, d))
        means, weight, right = np.empty((count, d)), np.empty(count), np.empty(d)
        total = 0.0
        for i in range(n):
            for p in range(d):
                for q in range(d):
                    precision[p, q] = hold[i, p, q] + prior[p, q]
            factor(precision, lower)
            invert(lower, covariance)
            logdet = log_determinant(lower) + logdet_within
            top = -np.inf
            for k in range(count):
                quadratic = 0.0
                for p in range(d):
                    right[p] = pull[i, p] + anchored[k, p]
                for p in range(d):
                    means[k, p] = 0.0
                    for q in range(d):
                        means[k, p] += covariance[p, q] * right[q]
                    quadratic += means[k, p] * right[p]
                weight[k] = offset[k] + 0.5 * quadratic
                top = max(top, weight[k])
            norm = 0.0
            for k in range(count):
                weight[k] = np.exp(weight[k] - top)
                norm += weight[k]
            total += top + np.log(norm) - 0.5 * logdet
            for k in range(count):
                r = weight[k] / norm
                size[k] += r
                for p in range(d):
                    first[k, p] += r * means[k, p]
                    for q in range(d):
                        second[p, q] += r * means[k, p] * means[k, q]
            for p in range(d):
                for q in range(d):
                    second[p, q] += covariance[p, q]
        for k in range(count):
            centre[k] = first[k] / size[k]
            for p in range(d):
                for q in range(d):
                    second[p, q] -= size[k] * centre[k, p] * centre[k, q]
        share = size / size.sum()
        within = second / n + 1e-6 * np.eye(d)
        if total - before < 1e-4 * n:
            break
        before = total
    return share, centre, within, total
