"""Held-out answers: which cells are kept back, and how well a prediction of them did.

The split of a cell depends on the two ids and the seed alone, so a file's row order, a member who joins
or a proposition that is added moves no other answer from one side to the other. Agreeing and disagreeing
answers are scored; passes are not, and stay with the answers that every method may learn from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from onevoice.errors import SettingsError
from onevoice.opinion.matrix import ResponseMatrix

CLIP = 0.01
"""No prediction is scored as surer than this, or than one minus this: the same for every method."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One split: what a method may learn from, and the answers it is asked for.

    Attributes
    ----------
    train : ResponseMatrix
        The same members and propositions, without the answers held out.
    member, proposition : int32 arrays of shape (n_test,)
        The cells held out.
    agrees : bool array of shape (n_test,)
        What was answered there.
    """

    train: ResponseMatrix
    member: NDArray[np.int32]
    proposition: NDArray[np.int32]
    agrees: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scores:
    """How well probabilities of agreement did against what was answered.

    Attributes
    ----------
    log_loss : float
        Mean negative log probability of the answer given, in nats. Lower is better; 0.693 is a coin.
    auc : float
        Probability that an agreeing answer was given a higher number than a disagreeing one; ties count
        half. Not a number where all answers are on one side.
    brier : float
        Mean squared distance of the probability from 1 (agree) or 0 (disagree).
    n : int
        Answers scored.
    """

    log_loss: float
    auc: float
    brier: float
    n: int


def stances(matrix: ResponseMatrix) -> NDArray[np.bool_]:
    """Answers that take a side: agree or disagree, shape (n_answers,)."""
    sides: NDArray[np.bool_] = matrix.answer != 0
    return sides


def fold_of(matrix: ResponseMatrix, seed: int, folds: int) -> NDArray[np.uint8]:
    """Assign every answer, passes among them, to a fold.

    Parameters
    ----------
    matrix : ResponseMatrix
    seed : int
    folds : int
        From 1 to 255.

    Returns
    -------
    uint8 array of shape (n_answers,)
        Values in 0 .. folds - 1, nearly equally frequent.
    """
    return (_draw(matrix, seed) % np.uint64(folds)).astype(np.uint8)


def keep(matrix: ResponseMatrix, kept: NDArray[np.bool_]) -> ResponseMatrix:
    """Give the same members and propositions with some of the answers only.

    Parameters
    ----------
    matrix : ResponseMatrix
    kept : bool array of shape (n_answers,)
    """
    start = np.concatenate([[0], np.cumsum(kept)])[matrix.start].astype(np.int64)
    return replace(matrix, start=start, column=matrix.column[kept], answer=matrix.answer[kept])


def held_out(matrix: ResponseMatrix, share: float, seed: int) -> HeldOut:
    """Keep back a share of the agreeing and disagreeing answers, cell by cell at random.

    Parameters
    ----------
    matrix : ResponseMatrix
    share : float
        Between 0 and 1; each agreeing or disagreeing answer is kept back with this probability.
    seed : int
        Another seed gives another split, drawn independently.

    Raises
    ------
    SettingsError
        If the share is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise SettingsError(
            f"The share of answers to hold out is {share:g}. Give a number between 0 and 1, such as 0.1."
        )
    test = stances(matrix) & (_draw(matrix, seed) < np.uint64(share * 2.0**64))
    return HeldOut(
        train=keep(matrix, ~test),
        member=matrix.row[test],
        proposition=matrix.column[test],
        agrees=matrix.answer[test] > 0,
    )


def losses(probability: NDArray[np.float64], agrees: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Log loss of each cell in nats, after the clip; for standard errors of paired differences.

    Parameters
    ----------
    probability : float64 array of shape (n_test,)
        Probability of agreement, given that a side is taken.
    agrees : bool array of shape (n_test,)
    """
    p = _clipped(probability)
    return -np.log(np.where(agrees, p, 1.0 - p))


def scores(probability: NDArray[np.float64], agrees: NDArray[np.bool_]) -> Scores:
    """Score probabilities of agreement, all clipped to [0.01, 0.99] first.

    Parameters
    ----------
    probability : float64 array of shape (n_test,)
        Probability of agreement, given that a side is taken.
    agrees : bool array of shape (n_test,)

    References
    ----------
    Area under the curve by ranks: Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747.
    """
    p = _clipped(probability)
    n_agree = int(agrees.sum())
    n_disagree = len(agrees) - n_agree
    auc = float("nan")
    if n_agree and n_disagree:
        ranks = float(rankdata(p)[agrees].sum())
        auc = (ranks - n_agree * (n_agree + 1) / 2) / (n_agree * n_disagree)
    return Scores(
        log_loss=float(losses(p, agrees).mean()) if len(agrees) else float("nan"),
        auc=auc,
        brier=float(np.mean((p - agrees) ** 2)) if len(agrees) else float("nan"),
        n=len(agrees),
    )


def _clipped(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(probability, CLIP, 1.0 - CLIP)


def _draw(matrix: ResponseMatrix, seed: int) -> NDArray[np.uint64]:
    """Draw 64 uniform bits for each answer from the two ids of its cell and the seed.

    Holding out reads the highest bits and folds the remainder, so folds inside a training set are
    independent of what was held out with the same seed.
    """
    salt = _mix(np.array([seed % 2**64], dtype=np.uint64))
    members = _mix(matrix.member_keys ^ salt)
    return _mix(members[matrix.row] + matrix.proposition_keys[matrix.column])


def _mix(key: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 64-bit keys one to one: splitmix64, Steele and others 2014, doi:10.1145/2660193.2660195."""
    z = key + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
