"""Blocs: groups found in the answers, never declared, and how far they can be relied on.

Found in a fit that does not know the declared groups, as a mixture over its ideal points. Held-out
likelihood over members sets the most blocs that the answers can tell apart (one is a possible answer);
resamples of the members set how many of them hold still.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from onevoice.opinion.chance import mix, unit
from onevoice.opinion.ideal_points import IdealPointModel, IdealPoints
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.mixture import (
    Factors,
    Mixture,
    factors_of,
    fit_mixture,
    log_evidence,
    responsibilities,
)
from onevoice.opinion.threads import each

Floats = NDArray[np.float64]

MOST_BLOCS = 6
MOST_DIMS = 2
"""Blocs are sought on the map that is shown: in more dimensions, distances say little."""
RESAMPLES = 20
STABLE = 0.8
"""Mean agreement of resamples (adjusted Rand index) from which blocs are named."""
_MEMBERS_AT_MOST = 1_500
_FOLDS = 3


@dataclass(frozen=True, eq=False)
class Blocs:
    """Groups found in the answers, numbered from left to right on their own first axis.

    Attributes
    ----------
    weights : float64 array of shape (n_members, n_blocs)
        Soft membership; rows add up to 1.
    stability : float or None
        Mean adjusted Rand index (Hubert and Arabie 1985, doi:10.1007/BF01908075) between these blocs and
        those of 20 resamples of the members; None for one bloc.
    """

    weights: Floats
    stability: float | None

    @property
    def count(self) -> int:
        """Number of blocs, at least one."""
        return int(self.weights.shape[1])

    @property
    def named(self) -> bool:
        """Whether they are stable enough to be spoken of."""
        return self.stability is not None and self.stability >= STABLE

    @property
    def of(self) -> NDArray[np.int64]:
        """Likeliest bloc of each member, shape (n_members,)."""
        return np.asarray(self.weights.argmax(axis=1))


def find_blocs(
    matrix: ResponseMatrix,
    points: IdealPoints,
    model: IdealPointModel,
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> Blocs:
    """Find blocs around a fit that does not know the declared groups.

    Of the numbers of blocs that held-out likelihood allows (up to the smallest within one standard error of
    the best), the largest that resamples agree on is taken; if they agree on none, the one on which they
    agree most, and the blocs are then not named.

    Parameters
    ----------
    matrix : ResponseMatrix
    points : IdealPoints
        Fitted without groups, in at most ``MOST_DIMS`` dimensions.
    model : IdealPointModel
        The model that gave it, for the resamples.
    seed : int
    resamples : int

    Returns
    -------
    Blocs
    """
    answered = np.zeros(matrix.n_members, bool)
    answered[matrix.row[matrix.answer != 0]] = True
    most, factors = 1, None
    if points.n_dims > 0 and answered.sum() >= 4 * points.n_dims + 4:
        factors = factors_of(points, matrix.member_keys)
        share = _MEMBERS_AT_MOST / answered.sum()
        sampled = answered & (unit(mix(matrix.member_keys ^ np.uint64(seed))) < share)
        most = _most_blocs(factors.among(sampled), seed)
    if factors is None or most == 1:
        return Blocs(np.ones((matrix.n_members, 1)), None)
    mixtures = {
        count: _left_to_right(fit_mixture(factors.among(sampled), count, seed))
        for count in range(2, most + 1)
    }
    found = {count: responsibilities(factors, mixture) for count, mixture in mixtures.items()}
    # where members answer identically, some blocs of many are nobody's likeliest: they are none
    weights = {k: soft for k, soft in found.items() if len(np.unique(soft[answered].argmax(axis=1))) == k}
    if not weights:
        return Blocs(np.ones((matrix.n_members, 1)), None)
    stability = _stability(matrix, points, model, weights, sampled, seed, resamples)
    stable = [count for count in weights if stability[count] >= STABLE]
    count = max(stable) if stable else max(weights, key=lambda k: stability[k])
    return Blocs(weights[count], stability[count])


def _left_to_right(mixture: Mixture) -> Mixture:
    order = np.argsort(mixture.centre[:, 0], kind="stable")
    return Mixture(mixture.share[order], mixture.centre[order], mixture.within)


def _most_blocs(factors: Factors, seed: int) -> int:
    fold = (mix(factors.key ^ np.uint64(seed + 7)) % np.uint64(_FOLDS)).astype(int)
    splits = [(factors.among(fold != f), factors.among(fold == f), fold == f) for f in range(_FOLDS)]

    def held_out(count: int) -> Floats:
        score = np.empty(len(fold))
        for train, test, at in splits:
            score[at] = logsumexp(log_evidence(test, fit_mixture(train, count, seed, starts=1)), axis=1)
        return score

    scores = each(held_out, range(1, MOST_BLOCS + 1))
    best = int(np.argmax([score.mean() for score in scores]))
    for count, score in enumerate(scores, start=1):
        gap = scores[best] - score
        if gap.mean() <= gap.std(ddof=1) / np.sqrt(len(gap)):
            return count
    return best + 1


def _stability(
    matrix: ResponseMatrix,
    points: IdealPoints,
    model: IdealPointModel,
    weights: dict[int, Floats],
    sampled: NDArray[np.bool_],
    seed: int,
    resamples: int,
) -> dict[int, float]:
    """Refit on resampled members, place the sample again, and compare with each number of blocs."""
    quick = replace(model, tolerance=max(model.tolerance, 1e-2))
    part = matrix.among(sampled)
    whole = points.place(part)
    found = {count: of[sampled].argmax(axis=1) for count, of in weights.items()}

    def agree(r: int) -> list[float]:
        lot = unit(mix(mix(part.member_keys) ^ np.uint64(seed + 31 * (r + 1))))
        among = lot < 1 - np.exp(-1)  # as many members as a bootstrap holds
        refit = quick.fit(part, weight=points.weight, among=among, start=whole)
        factors = factors_of(refit.with_others(refit.place(part, ~among), ~among), part.member_keys)
        resampled = factors.among(among)
        agreement = []
        for count, blocs in found.items():
            mixture = fit_mixture(resampled, count, seed, starts=3)
            agreement.append(adjusted_rand(blocs, responsibilities(factors, mixture).argmax(axis=1)))
        return agreement

    means = np.mean(each(agree, range(resamples)), axis=0)
    return dict(zip(weights, means.tolist(), strict=True))


def adjusted_rand(a: NDArray[np.integer], b: NDArray[np.integer]) -> float:
    """Agreement of two partitions, 1 if equal, about 0 by chance.

    Examples
    --------
    >>> import numpy as np
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1)

    def pairs(n: Floats) -> float:
        return float((n * (n - 1) / 2).sum())

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = rows * columns / max(pairs(np.array([len(a)])), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)
