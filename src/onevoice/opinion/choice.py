"""How many dimensions, and how large loadings may be: chosen by held-out log loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.fitted import MOST_DIMS, Scale
from onevoice.opinion.heldout import fold_of, keep, losses, stances
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.threads import each

Floats = NDArray[np.float64]
Progress = Callable[[float], None]

SCALES: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0)
LENIENCIES: tuple[float | None, ...] = (None, 0.5, 1.0)
"""Scales of leniency to try: learned, or fixed where learning would make it too small."""
_FOLDS = 5
_FOLDS_OF_FEW = 10  # where answers are few, a fifth of them is missed, and five folds are a noisy judge
_ANSWERS_AT_MOST = 250_000
_ANSWERS_FOR_ALL_FOLDS = 100_000  # above, two folds tell candidates apart well enough
_FEW_ANSWERS = 20_000  # below, dimensions are added at every scale too, not at the best one
_PATIENCE = 2
_ROUNDS = 3  # of choosing the scale, then the dimensions, unless neither moves
_RULE = "the fewest dimensions within one standard error of the best held-out log loss"
_NOBODY = "nobody took a side, so there is nothing to place"
_GIVEN = "the number of dimensions was given"
_TOO_FEW = "so few propositions can show no dimension"
_FOLDS_AT_ONCE = 2  # after the first, before a candidate is judged again
_HOPELESS = 5.0  # standard errors behind after some of the folds: the others cannot make up for it
_ENOUGH_TO_JUDGE = 50  # members; the standard error over fewer says little
_TOLERANCE = 5e-3  # the order of the candidates is settled long before the last digits


@dataclass(frozen=True, slots=True)
class Loss:
    """Held-out log loss at one number of dimensions.

    Attributes
    ----------
    n_dims : int
    log_loss : float
        Mean over held-out stances, nats. Where it was hopeless after some of the folds: the best's mean, and
        how far it was behind on those.
    se : float
        Standard error of its difference from the best, over members.
    """

    n_dims: int
    log_loss: float
    se: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What held-out answers say about the size of the model.

    Attributes
    ----------
    n_dims : int
    loading_scale : float or "relevance"
    leniency_scale : float or None
        None: learned in the fit.
    activity : bool or None
        Whether ideal points lean on how much a member answered.
    curve : tuple of Loss
        By dimensions; empty where nothing had to be chosen.
    rule : str
        The rule that was applied, as a sentence.
    """

    n_dims: int
    loading_scale: Scale
    leniency_scale: float | None
    activity: bool | None
    curve: tuple[Loss, ...]
    rule: str

    def sized(self, model: IdealPointModel) -> IdealPointModel:
        """Give the model the size that was chosen."""
        return replace(
            model,
            n_dims=self.n_dims,
            loading_scale=self.loading_scale,
            leniency_scale=self.leniency_scale,
            activity=self.activity,
        )


def choose(
    matrix: ResponseMatrix,
    model: IdealPointModel,
    *,
    dims: Sequence[int] = tuple(range(MOST_DIMS + 1)),
    scales: Sequence[Scale] = SCALES,
    weight: Floats | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Choice:
    """Choose dimensions by the one-standard-error rule, and the loading scale that goes with them.

    The scale is tried at two dimensions (at all, where answers are few), dimensions are added until two more
    bring nothing, and the scale is tried again there, with one learned per direction ("relevance") beside
    the fixed ones; likewise the scale of leniency, and whether activity tells where a member stands. The
    smallest number of dimensions within one standard error of the best is taken, the error being that of
    the paired difference over members.

    Parameters
    ----------
    matrix : ResponseMatrix
        If it has over 250,000 answers, a sample of its members (drawn by id) stands for it.
    model : IdealPointModel
        Everything else about the model.
    dims : sequence of int
        Numbers of dimensions to consider, ascending; one for a given number.
    scales : sequence of float
    weight : float64 array of shape (n_propositions,), optional
    seed : int
        Of the folds.
    progress : callable, optional
        Told the share of the work done.

    Returns
    -------
    Choice
    """
    if not stances(matrix).any():
        return Choice(0, scales[0], model.leniency_scale, model.activity, (), _NOBODY)
    # ideal points explain first, group terms take what is left: they stay out of the trials
    lean = replace(model, tolerance=_TOLERANCE, group_terms=False)
    trial = _Trial(_sample(matrix, seed), lean, weight, seed, progress)
    # a dimension needs a few propositions to show itself
    asked = dims
    dims = [d for d in dims if d <= max((matrix.n_propositions - 1) // 3, dims[0])]
    scale, best, tried = _search(trial, dims, scales, few=matrix.n_answers < _FEW_ANSWERS)
    settled = trial.model
    if len(dims) == 1:
        rule = _GIVEN if len(asked) == 1 else _TOO_FEW
        return Choice(best, scale, settled.leniency_scale, settled.activity, (), rule)
    curve = tuple(trial.compare(d, best, scale) for d in tried)
    chosen = next(x for x in curve if x.log_loss <= trial.mean(best, scale) + x.se)
    return Choice(chosen.n_dims, scale, settled.leniency_scale, settled.activity, curve, _rule(asked, dims))


def _search(
    trial: _Trial, dims: Sequence[int], scales: Sequence[Scale], *, few: bool
) -> tuple[Scale, int, list[int]]:
    """Settle scales and find the number of dimensions with the least loss; give the numbers tried, too."""
    at = min(max(dims), 2) if len(dims) > 1 else dims[0]
    scale = trial.best_scale(at, scales)
    if len(dims) == 1:
        if len(scales) > 1 and at > 0:
            scale = trial.best_scale(at, (scale, "relevance"))
        trial.settle(at, scale)
        return scale, at, []
    if len(scales) > 1 and few:
        scale = min(scales, key=lambda s: trial.mean(_climb(trial, dims, at, s)[0], s))
    else:
        trial.settle(at, scale)  # before dimensions are added, which costs most
    best, tried = _climb(trial, dims, at, scale)
    if trial.settled_at != best:
        trial.settle(best, scale)
    for _ in range(_ROUNDS):
        before = scale
        if len(scales) > 1 and best > 0:
            scale = trial.best_scale(best, (trial.best_scale(best, scales), "relevance"))
        best, tried = _climb(trial, dims, best, scale)
        if scale == before:
            break
    return scale, best, tried


def _climb(trial: _Trial, dims: Sequence[int], at: int, scale: Scale) -> tuple[int, list[int]]:
    """Add dimensions until two more bring nothing; give the best number and those tried."""
    best, tried = at, []
    trial.begin([(d, scale) for d in reversed(dims) if d <= at + _PATIENCE])
    for d in dims:
        tried.append(d)
        if trial.beats((d, scale), (best, scale)):
            best = d
        if d >= max(best, at) + _PATIENCE:
            break
    return best, tried


def _rule(asked: Sequence[int], tried: Sequence[int]) -> str:
    if max(asked) < MOST_DIMS:
        return f"{_RULE}, of two at most because the work was asked to be fast"
    if max(tried) < MOST_DIMS:
        return f"{_RULE}, of as many as so few propositions can show"
    return _RULE


def _sample(matrix: ResponseMatrix, seed: int) -> ResponseMatrix:
    """Keep the answers of enough members, drawn by id, for the choice to be cheap."""
    if matrix.n_answers <= _ANSWERS_AT_MOST:
        return matrix
    share = _ANSWERS_AT_MOST / matrix.n_answers
    drawn = (matrix.member_keys ^ np.uint64(seed)) < np.uint64(share * 2.0**64)
    return matrix.among(drawn)


def _decided(model: IdealPointModel) -> IdealPointModel:
    """Give the model that is fitted where activity is left open."""
    return replace(model, activity=bool(model.activity))


class _Trial:
    """Held-out losses of candidates, each fitted once per fold."""

    def __init__(
        self,
        matrix: ResponseMatrix,
        model: IdealPointModel,
        weight: Floats | None,
        seed: int,
        progress: Progress | None,
    ) -> None:
        self.matrix, self.model, self.weight, self.progress = matrix, model, weight, progress
        in_all = _FOLDS_OF_FEW if matrix.n_answers < _FEW_ANSWERS else _FOLDS
        self.fold = fold_of(matrix, seed, in_all)
        n_folds = in_all if matrix.n_answers < _ANSWERS_FOR_ALL_FOLDS else 2
        scored = stances(matrix)
        self.tests = [scored & (self.fold == fold) for fold in range(n_folds)]
        self.tests = [test for test in self.tests if test.any()] or [scored]
        self.members = np.concatenate([matrix.row[test] for test in self.tests])
        self.trains = [keep(matrix, self.fold != f) for f in range(len(self.tests))]
        self.found: dict[IdealPointModel, list[Floats]] = {}
        self.open, self.settled_at = model, -1

    def settle(self, n_dims: int, scale: Scale) -> None:
        """Settle what the model leaves open beside its size, for all that is asked from now on."""
        at = replace(self.open, n_dims=n_dims, loading_scale=scale)
        if at.leniency_scale is None:
            at = self._best([replace(at, leniency_scale=x) for x in LENIENCIES])
        if at.activity is None:
            at = self._best([replace(at, activity=x) for x in (False, True)])
        self.model, self.settled_at = at, n_dims

    def best_scale(self, n_dims: int, scales: Sequence[Scale]) -> Scale:
        """Give the loading scale with the least loss."""
        if len(scales) == 1:
            return scales[0]
        return self._best([self._sized(n_dims, scale) for scale in scales]).loading_scale

    def begin(self, sizes: Sequence[tuple[int, Scale]]) -> None:
        """Fit sizes of the model that will all be asked about to the first fold; best the largest first."""
        self._begin([self._sized(*size) for size in sizes])

    def beats(self, rival: tuple[int, Scale], holder: tuple[int, Scale]) -> bool:
        """Say whether one size of the model has a smaller loss than another."""
        return self._beats(self._sized(*rival), self._sized(*holder))

    def _sized(self, n_dims: int, scale: Scale) -> IdealPointModel:
        return replace(self.model, n_dims=n_dims, loading_scale=scale)

    def _best(self, models: list[IdealPointModel]) -> IdealPointModel:
        """Give the model with the least loss, the first of equals."""
        best = models[0]
        self._begin(models)
        for rival in models[1:]:
            if self._beats(rival, best):
                best = rival
        return best

    def _begin(self, models: list[IdealPointModel]) -> None:
        new = [model for model in dict.fromkeys(map(_decided, models)) if model not in self.found]
        first = each(partial(self._fold, fold=0), new)
        self.found |= {model: [cells] for model, cells in zip(new, first, strict=True)}

    def _beats(self, rival: IdealPointModel, holder: IdealPointModel) -> bool:
        behind = self._behind(rival, holder)
        return bool(len(behind) == len(self.members) and behind.mean() < 0)

    def _behind(self, rival: IdealPointModel, holder: IdealPointModel) -> Floats:
        """Give by how much a rival's loss is larger, stance by stance, on no more folds than it takes."""
        against = self._cells(holder, len(self.tests))
        n_folds = max(1, len(self.found.get(_decided(rival), ())))
        while True:
            mine = self._cells(rival, n_folds)
            behind = mine - against[: len(mine)]
            if n_folds == len(self.tests):
                return behind
            if self.matrix.n_members >= _ENOUGH_TO_JUDGE and behind.mean() > _HOPELESS * self._error(behind):
                return behind
            n_folds = min(n_folds + _FOLDS_AT_ONCE, len(self.tests))

    def _cells(self, model: IdealPointModel, n_folds: int) -> Floats:
        """Loss of the held-out stances of the first so many folds."""
        model = _decided(model)
        parts = self.found.setdefault(model, [])
        if len(parts) < n_folds:
            parts += each(partial(self._fold, model), range(len(parts), n_folds))
            if self.progress is not None:
                self.progress(min(0.95, len(self.found) / 20))
        return np.concatenate(parts[:n_folds])

    def _fold(self, model: IdealPointModel, fold: int) -> Floats:
        test = self.tests[fold]
        fit = model.fit(self.trains[fold], weight=self.weight)
        probability = fit.probability(self.matrix.row[test], self.matrix.column[test])
        return losses(probability, self.matrix.answer[test] > 0)

    def _error(self, difference: Floats) -> float:
        """Give the standard error of a mean over the stances of the first folds, over members."""
        member = self.members[: len(difference)]
        totals = np.bincount(member, weights=difference - difference.mean())
        return float(np.sqrt((totals**2).sum()) / len(difference))

    def mean(self, n_dims: int, scale: Scale) -> float:
        return float(self._cells(self._sized(n_dims, scale), len(self.tests)).mean())

    def compare(self, n_dims: int, best: int, scale: Scale) -> Loss:
        """Compare a number of dimensions with the best, with the standard error over members."""
        behind = self._behind(self._sized(n_dims, scale), self._sized(best, scale))
        return Loss(n_dims, self.mean(best, scale) + float(behind.mean()), self._error(behind))
