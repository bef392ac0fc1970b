"""The model against its peers: the same answers held out from all, the same scores for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import EmptyRollCallError, SettingsError
from onevoice.opinion.choice import choose
from onevoice.opinion.duplicates import duplicate_weights
from onevoice.opinion.heldout import HeldOut, Scores, held_out, losses, scores, stances
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.peers.community_notes import community_notes
from onevoice.opinion.peers.polis_rates import polis_group_rates
from onevoice.opinion.peers.rates import declared_group_rate, majority, member_statement_logit

Predictor = Callable[[ResponseMatrix, NDArray[np.int32], NDArray[np.int32]], NDArray[np.float64]]
"""From training answers and cells (members, propositions), the probabilities of agreement there."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Method:
    """How one method did, in the mean over the splits.

    Attributes
    ----------
    name : str
    log_loss, auc, brier : float
        See ``Scores``; auc is not a number where a split held only one side.
    seconds : float
        Wall time of one fit with its predictions; for onevoice, choosing its dimensions too.
    behind, behind_se : float
        Mean log loss above that of the first method on the same cells, and its standard error over members.
    """

    name: str
    log_loss: float
    auc: float
    brier: float
    seconds: float
    behind: float
    behind_se: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Held-out scores of several methods on the same cells.

    Attributes
    ----------
    methods : tuple of Method
        In the order in which they were given.
    dims : int or None
        Dimensions that onevoice chose in most of the splits, the fewer of equals; None without it.
    n_votes : int
        Agreeing and disagreeing answers, held out or not.
    """

    methods: tuple[Method, ...]
    dims: int | None
    n_votes: int

    @property
    def document(self) -> dict[str, Any]:
        """The scores as plain numbers, None where one is not a number."""
        names = ("log_loss", "auc", "brier", "seconds")
        return {
            "methods": [
                {"name": method.name} | {name: _plain(getattr(method, name)) for name in names}
                for method in self.methods
            ],
            "dims": self.dims,
            "n_votes": self.n_votes,
        }


class IdealPointPredictor:
    """The model as ``analyse`` uses it: weighed, sized and fitted on the training answers alone.

    Attributes
    ----------
    dims : list of int
        What was chosen, call by call.
    """

    def __init__(self) -> None:
        self.dims: list[int] = []

    def __call__(
        self, train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
    ) -> NDArray[np.float64]:
        """Predict the cells' answers."""
        model = IdealPointModel()
        weight = duplicate_weights(train)
        choice = choose(train, model, weight=weight)
        self.dims.append(choice.n_dims)
        return choice.sized(model).fit(train, weight=weight).probability(members, propositions)


def peers_for(matrix: ResponseMatrix) -> dict[str, Predictor]:
    """Name the peers that can predict these answers; group rates need declared groups."""
    peers: dict[str, Predictor] = {
        "majority": majority,
        "member-statement-logit": member_statement_logit,
        "polis-group-rates": polis_group_rates,
        "community-notes": community_notes,
    }
    if matrix.groups:
        peers["declared-group-rate"] = declared_group_rate
    return peers


def evaluate(
    matrix: ResponseMatrix,
    *,
    holdout: float = 0.1,
    seeds: int = 1,
    methods: Mapping[str, Predictor] | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Hold answers out and score each method's predictions of them.

    Parameters
    ----------
    matrix : ResponseMatrix
    holdout : float
        Share of the agreeing and disagreeing answers to hold out.
    seeds : int
        Splits, drawn with the seeds 0, 1, ...
    methods : mapping of str to Predictor, optional
        By default onevoice and its peers.
    progress : callable, optional
        Told what is being fitted and the share of the work done.

    Returns
    -------
    Evaluation

    Raises
    ------
    SettingsError
        If the share is not between 0 and 1, or there is not even one split.
    EmptyRollCallError
        If there are too few answers to hold any out.
    """
    if seeds < 1:
        raise SettingsError(f"The number of splits is {seeds}. Give at least 1.")
    ideal = IdealPointPredictor()
    if methods is None:
        methods = {"onevoice": ideal, **peers_for(matrix)}
    results: dict[str, list[_Result]] = {name: [] for name in methods}
    for seed in range(seeds):
        split = _split(matrix, holdout, seed)
        for place, (name, predict) in enumerate(methods.items()):
            if progress is not None:
                stage = f"Predicting with {name}" + (f", split {seed + 1} of {seeds}" if seeds > 1 else "")
                progress(stage, (seed + place / len(methods)) / seeds)
            results[name].append(_score(predict, split))
    first = next(iter(results.values()))
    chosen = Counter(sorted(ideal.dims)).most_common(1)
    return Evaluation(
        methods=tuple(_summary(name, splits, first) for name, splits in results.items()),
        dims=chosen[0][0] if chosen else None,
        n_votes=int(stances(matrix).sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Result:
    """One method on one split."""

    scores: Scores
    losses: NDArray[np.float64]
    member: NDArray[np.int32]
    seconds: float


def _split(matrix: ResponseMatrix, holdout: float, seed: int) -> HeldOut:
    split = held_out(matrix, holdout, seed)
    if not len(split.agrees) or not stances(split.train).any():
        raise EmptyRollCallError(
            f"There are too few answers to hold out {holdout:.0%} of those that agree or disagree and learn "
            "from the rest. Collect more, or hold out another share."
        )
    return split


def _score(predict: Predictor, split: HeldOut) -> _Result:
    begin = perf_counter()
    probability = predict(split.train, split.member, split.proposition)
    seconds = perf_counter() - begin
    return _Result(
        scores(probability, split.agrees), losses(probability, split.agrees), split.member, seconds
    )


def _summary(name: str, splits: list[_Result], first: list[_Result]) -> Method:
    behind = [one.losses - other.losses for one, other in zip(splits, first, strict=True)]
    errors = [_error(each, split.member) for each, split in zip(behind, splits, strict=True)]
    return Method(
        name=name,
        log_loss=float(np.mean([split.scores.log_loss for split in splits])),
        auc=float(np.mean([split.scores.auc for split in splits])),
        brier=float(np.mean([split.scores.brier for split in splits])),
        seconds=float(np.mean([split.seconds for split in splits])),
        behind=float(np.mean([each.mean() for each in behind])),
        # splits of one conversation are no new conversations, so more of them do not divide the error
        behind_se=float(np.mean(errors)),
    )


def _error(difference: NDArray[np.float64], member: NDArray[np.int32]) -> float:
    """Give the standard error of a mean over cells whose members are drawn, not the cells."""
    totals = np.bincount(member, difference - difference.mean())
    return float(np.sqrt((totals**2).sum()) / len(difference))


def _plain(value: float) -> float | None:
    return value if np.isfinite(value) else None
