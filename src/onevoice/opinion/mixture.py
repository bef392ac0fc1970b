"""A mixture of Gaussians with one covariance, fitted to members' answers rather than to estimated points.

Each member's answers are a Gaussian factor exp(pull'x - x'hold x / 2) over ideal points, so a member with few
answers counts for little and is placed softly. Known in astronomy as extreme deconvolution (Bovy, Hogg and
Roweis 2011, doi:10.1214/10-AOAS439).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import logsumexp

from onevoice.opinion.chance import mix, unit
from onevoice.opinion.fast_chance import exponential
from onevoice.opinion.fitted import unpack
from onevoice.opinion.ideal_points import IdealPoints
from onevoice.opinion.small_matrices import factor, invert, log_determinant

Floats = NDArray[np.float64]

_ROUNDS = 80
_TILE = 64  # members taken together, so that what is known of them stays in the processor's cache


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

    @cached_property
    def place(self) -> Floats:
        """Where each member's answers alone would place them, around zero: shape (n_members, n_dims)."""
        anchored = np.linalg.inv(self.hold + np.eye(self.pull.shape[1]))
        return np.asarray(np.einsum("ipq,iq->ip", anchored, self.pull))

    @cached_property
    def transposed(self) -> tuple[Floats, Floats]:
        """Pull and hold with the members innermost."""
        return np.ascontiguousarray(self.pull.T), np.ascontiguousarray(self.hold.transpose(1, 2, 0))

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
    pull, hold = factors.transposed
    fits = []
    for start in range(starts if count > 1 else 1):
        first = _seeded(factors, count, seed + start)
        fits.append(_maximise(pull, hold, first.share, first.centre, first.within, _ROUNDS))
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
    place, distance = factors.place, np.ones(len(factors.key))
    centre = np.empty((count, d))
    for k in range(count):
        chance = unit(mix(factors.key ^ np.uint64(101 * seed + k + 1)))
        chosen = int(np.argmax(np.log(chance) / np.maximum(distance, 1e-300)))
        centre[k] = place[chosen]
        gap = ((place - centre[k]) ** 2).sum(axis=1)
        distance = gap if k == 0 else np.minimum(distance, gap)
    return Mixture(np.full(count, 1 / count), centre, np.eye(d) / count)


@njit(cache=True, nogil=True, error_model="numpy")
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


@njit(cache=True, nogil=True, error_model="numpy")
def _maximise(
    pull: Floats, hold: Floats, share: Floats, centre: Floats, within: Floats, rounds: int
) -> tuple[Floats, Floats, Floats, float]:
    """Climb from a mixture; ``pull`` (n_dims, n_members), ``hold`` (n_dims, n_dims, n_members)."""
    d, n = pull.shape
    count = len(share)
    before, total, prior = -np.inf, 0.0, np.empty((d, d))
    for _ in range(rounds):
        prior[:] = np.linalg.inv(within)
        anchored = centre @ prior
        offset = np.log(share)
        for k in range(count):
            offset[k] -= 0.5 * (anchored[k] * centre[k]).sum()
        size, first, second = np.full(count, 1e-9), np.zeros((count, d)), np.zeros((d, d))
        total = -0.5 * n * np.log(np.linalg.det(within))
        for begin in range(0, n, _TILE):
            cut = slice(begin, min(begin + _TILE, n))
            total += _add_tile(pull[:, cut], hold[:, :, cut], prior, anchored, offset, size, first, second)
        for p in range(d):
            for q in range(p):
                second[q, p] = second[p, q]
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


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})
def _add_tile(
    pull: Floats,
    hold: Floats,
    prior: Floats,
    anchored: Floats,
    offset: Floats,
    size: Floats,
    first: Floats,
    second: Floats,
) -> float:
    """Add some members' expected sizes and moments; give their log likelihood.

    Members lie innermost, so that every loop over them vectorises.
    """
    (d, n), count = pull.shape, len(offset)
    covariance, root = np.empty((d, d, n)), np.ones(n)  # root: of the determinant of each one's precision
    _invert_tile(hold, prior, covariance, root)
    means, weight = np.zeros((count, d, n)), np.empty((count, n))
    top, norm, right = np.full(n, -np.inf), np.zeros(n), np.empty((d, n))
    for k in range(count):
        weight[k] = offset[k]
        for p in range(d):
            for i in range(n):
                right[p, i] = pull[p, i] + anchored[k, p]
        for p in range(d):
            for q in range(d):
                one = covariance[max(p, q), min(p, q)]
                for i in range(n):
                    means[k, p, i] += one[i] * right[q, i]
            for i in range(n):
                weight[k, i] += 0.5 * means[k, p, i] * right[p, i]
        for i in range(n):
            top[i] = max(top[i], weight[k, i])
    for k in range(count):
        for i in range(n):
            weight[k, i] = exponential(weight[k, i] - top[i])
            norm[i] += weight[k, i]
    for k in range(count):
        for i in range(n):
            weight[k, i] /= norm[i]
        size[k] += weight[k].sum()
        for p in range(d):
            first[k, p] += (weight[k] * means[k, p]).sum()
            for q in range(p + 1):
                second[p, q] += (weight[k] * means[k, p] * means[k, q]).sum()
    for p in range(d):
        for q in range(p + 1):
            second[p, q] += covariance[p, q].sum()
    return float(top.sum() + np.log(norm / root).sum())


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})
def _invert_tile(hold: Floats, prior: Floats, covariance: Floats, root: Floats) -> None:
    """Fill the lower triangles of the inverses of ``hold + prior``, and the roots of its determinants."""
    d, n = len(hold), hold.shape[2]
    lower, inverse = np.zeros((d, d, n)), np.zeros((d, d, n))  # Cholesky factors and their inverses
    for p in range(d):
        for q in range(p + 1):
            for i in range(n):
                lower[p, q, i] = hold[p, q, i] + prior[p, q]
            for m in range(q):
                for i in range(n):
                    lower[p, q, i] -= lower[p, m, i] * lower[q, m, i]
            for i in range(n):
                lower[p, q, i] = sqrt(lower[p, q, i]) if p == q else lower[p, q, i] / lower[q, q, i]
        for i in range(n):
            inverse[p, p, i] = 1.0 / lower[p, p, i]
            root[i] *= lower[p, p, i]
        for q in range(p):
            for m in range(q, p):
                for i in range(n):
                    inverse[p, q, i] -= lower[p, m, i] * inverse[m, q, i]
            for i in range(n):
                inverse[p, q, i] *= inverse[p, p, i]
    for p in range(d):
        for q in range(p + 1):
            covariance[p, q] = 0.0
            for m in range(p, d):
                for i in range(n):
                    covariance[p, q, i] += inverse[m, p, i] * inverse[m, q, i]
