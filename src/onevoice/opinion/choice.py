"""How many dimensions, and how large loadings may be: chosen by held-out log loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.heldout import fold_of, keep, losses, stances
from onevoice.opinion.ideal_points import MOST_DIMS, IdealPointModel, Scale
from onevoice.opinion.matrix import ResponseMatrix

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
_TOLERANCE = 5e-3  # the order of the candidates is settled long before the last digits


@dataclass(frozen=True, slots=True)
class Loss:
    """Held-out log loss at one number of dimensions.

    Attributes
    ----------
    n_dims : int
    log_loss : float
        Mean over held-out stances, nats.
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
    at = min(max(dims), 2) if len(dims) > 1 else dims[0]
    scale = min(scales, key=lambda s: trial.mean(at, s)) if len(scales) > 1 else scales[0]
    if len(dims) == 1:
        if len(scales) > 1 and at > 0:
            scale = _with_relevance(trial, at, scale)
        trial.settle(at, scale)
        return Choice(at, scale, trial.model.leniency_scale, trial.model.activity, (), _GIVEN)
    if len(scales) > 1 and matrix.n_answers < _FEW_ANSWERS:
        scale = min(scales, key=lambda s: trial.mean(_climb(trial, dims, at, s)[0], s))
    best, tried = _climb(trial, dims, at, scale)
    trial.settle(best, scale)
    for _ in range(_ROUNDS):
        before = scale
        if len(scales) > 1 and best > 0:
            scale = _with_relevance(trial, best, min(scales, key=partial(trial.mean, best)))
        best, tried = _climb(trial, dims, best, scale)
        if scale == before:
            break
    curve = tuple(Loss(d, trial.mean(d, scale), trial.error(d, best, scale)) for d in tried)
    chosen = next(x for x in curve if x.log_loss <= trial.mean(best, scale) + x.se)
    settled = trial.model
    return Choice(chosen.n_dims, scale, settled.leniency_scale, settled.activity, curve, _rule(asked, dims))


def _climb(trial: _Trial, dims: Sequence[int], at: int, scale: Scale) -> tuple[int, list[int]]:
    """Add dimensions until two more bring nothing; give the best number and those tried."""
    best, tried = at, []
    for d in dims:
        tried.append(d)
        if trial.mean(d, scale) < trial.mean(best, scale):
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


def _with_relevance(trial: _Trial, n_dims: int, scale: Scale) -> Scale:
    return "relevance" if trial.mean(n_dims, "relevance") < trial.mean(n_dims, scale) else scale


def _sample(matrix: ResponseMatrix, seed: int) -> ResponseMatrix:
    """Keep the answers of enough members, drawn by id, for the choice to be cheap."""
    if matrix.n_answers <= _ANSWERS_AT_MOST:
        return matrix
    share = _ANSWERS_AT_MOST / matrix.n_answers
    drawn = (matrix.member_keys ^ np.uint64(seed)) < np.uint64(share * 2.0**64)
    return matrix.among(drawn)


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
        self.trains = [keep(matrix, self.fold != f) for f in range(len(self.tests))]
        self.found: dict[IdealPointModel, Floats] = {}

    def settle(self, n_dims: int, scale: Scale) -> None:
        """Settle what the model leaves open beside its size, for all that is asked from now on."""
        at = replace(self.model, n_dims=n_dims, loading_scale=scale)
        if at.leniency_scale is None:
            at = min((replace(at, leniency_scale=x) for x in LENIENCIES), key=self._loss)
        if at.activity is None:
            at = min((replace(at, activity=x) for x in (False, True)), key=self._loss)
        self.model = at

    def cells(self, n_dims: int, scale: Scale) -> Floats:
        """Loss of every held-out stance, fold after fold."""
        return self._cells(replace(self.model, n_dims=n_dims, loading_scale=scale))

    def _loss(self, model: IdealPointModel) -> float:
        return float(self._cells(model).mean())

    def _cells(self, model: IdealPointModel) -> Floats:
        model = replace(model, activity=bool(model.activity))
        if model not in self.found:
            parts = []
            for train, test in zip(self.trains, self.tests, strict=True):
                fit = model.fit(train, weight=self.weight)
                probability = fit.probability(self.matrix.row[test], self.matrix.column[test])
                parts.append(losses(probability, self.matrix.answer[test] > 0))
            self.found[model] = np.concatenate(parts)
            if self.progress is not None:
                self.progress(min(0.95, len(self.found) / 20))
        return self.found[model]

    def mean(self, n_dims: int, scale: Scale) -> float:
        return float(self.cells(n_dims, scale).mean())

    def error(self, n_dims: int, best: int, scale: Scale) -> float:
        """Give the standard error of the difference in mean loss from the best, over members."""
        difference = self.cells(n_dims, scale) - self.cells(best, scale)
        member = np.concatenate([self.matrix.row[test] for test in self.tests])
        centred = difference - difference.mean()
        totals = np.bincount(member, weights=centred, minlength=self.matrix.n_members)
        return float(np.sqrt((totals**2).sum()) / len(difference))
