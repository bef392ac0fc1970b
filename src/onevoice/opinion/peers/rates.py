"""Peers that count: the rate of a proposition, of a declared group, and the additive logit.

Each is fitted on the training answers alone and predicts P(agree | a side is taken). Passes are not used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from onevoice.opinion.heldout import stances
from onevoice.opinion.matrix import ResponseMatrix

MAX_SWEEPS = 500
TOLERANCE = 1e-6
"""The additive logit stops when no effect moves by more than this, in logits."""

CONSTANT_VARIANCE = 10.0
"""Keeps the constant finite where all agree."""


@dataclass(frozen=True, slots=True, eq=False)
class AdditiveLogit:
    """A fitted additive logit.

    Attributes
    ----------
    constant : float
    leniency : float64 array of shape (n_members,)
        How much more readily each member agrees; 0 for those without a training answer.
    popularity : float64 array of shape (n_propositions,)
    leniency_variance, popularity_variance : float
        Variances of the two normal priors.
    """

    constant: float
    leniency: NDArray[np.float64]
    popularity: NDArray[np.float64]
    leniency_variance: float
    popularity_variance: float


def majority(
    train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Predict everybody's answer by the proposition's own rate, (agree + 1) / (agree + disagree + 2).

    Parameters
    ----------
    train : ResponseMatrix
    members, propositions : int32 arrays of shape (n_cells,)

    Returns
    -------
    float64 array of shape (n_cells,)
    """
    del members  # everybody is predicted alike
    _, column, agrees = _sides(train)
    return smoothed(column, agrees, train.n_propositions)[propositions]


def smoothed(index: NDArray[np.integer], agrees: NDArray[np.bool_], size: int) -> NDArray[np.float64]:
    """Rate of agreement by index, (agree + 1) / (agree + disagree + 2), shape (size,).

    Parameters
    ----------
    index : int array of shape (n,)
        Values in 0 .. size - 1.
    agrees : bool array of shape (n,)
    size : int
    """
    agree = np.bincount(index[agrees], minlength=size)
    sides = np.bincount(index, minlength=size)
    rate: NDArray[np.float64] = (agree + 1.0) / (sides + 2.0)
    return rate


def declared_group_rate(
    train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Predict by the rate of the member's declared group at the time of the proposition.

    The groups are those of the first column. A member of several is predicted by the mean of their rates,
    a member of none by the rate of all.

    Parameters
    ----------
    train : ResponseMatrix
        With at least one declared group.
    members, propositions : int32 arrays of shape (n_cells,)

    Returns
    -------
    float64 array of shape (n_cells,)
    """
    row, column, agrees = _sides(train)
    total = np.zeros(len(members))
    n_groups = np.zeros(len(members))
    for g, group in enumerate(train.groups):
        if group.column != train.groups[0].column:
            break
        inside = _belongs(train, g, row, column)
        rate = smoothed(column[inside], agrees[inside], train.n_propositions)
        asked = _belongs(train, g, members, propositions)
        total += np.where(asked, rate[propositions], 0.0)
        n_groups += asked
    overall = majority(train, members, propositions)
    return np.where(n_groups > 0, total / np.maximum(n_groups, 1), overall)


def _belongs(
    train: ResponseMatrix, g: int, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Whether each cell's member was in group ``g`` when the proposition was put."""
    moves = train.moved[train.moved[:, 2] == g].astype(np.int64)
    cells = members.astype(np.int64) * train.n_propositions + propositions
    moved = np.isin(cells, moves[:, 0] * train.n_propositions + moves[:, 1])
    usual: NDArray[np.bool_] = train.belongs[members, g]
    return usual ^ moved


def member_statement_logit(
    train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Predict by an additive logit: a constant, the member's leniency and the proposition's popularity.

    Parameters
    ----------
    train : ResponseMatrix
    members, propositions : int32 arrays of shape (n_cells,)

    Returns
    -------
    float64 array of shape (n_cells,)
    """
    fit = fit_additive_logit(train)
    logit = fit.constant + fit.leniency[members] + fit.popularity[propositions]
    probability: NDArray[np.float64] = expit(logit)
    return probability


def fit_additive_logit(train: ResponseMatrix) -> AdditiveLogit:
    """Fit the additive logit by maximising its penalised likelihood, the variances by EM.

    References
    ----------
    The bound by which each step stays closed: Jaakkola and Jordan (2000), doi:10.1023/A:1008932416310.
    """
    row, column, agrees = _sides(train)
    kappa = agrees - 0.5
    constant = 0.0
    leniency, leniency_variance = np.zeros(train.n_members), 1.0
    popularity, popularity_variance = np.zeros(train.n_propositions), 1.0
    for _ in range(MAX_SWEEPS):
        before = np.concatenate([[constant], leniency, popularity])
        weight = _curvature(constant + leniency[row] + popularity[column])
        pull = kappa - weight * (constant + popularity[column])
        leniency, leniency_variance = _effects(row, pull, weight, leniency_variance, len(leniency))
        weight = _curvature(constant + leniency[row] + popularity[column])
        pull = kappa - weight * (constant + leniency[row])
        popularity, popularity_variance = _effects(column, pull, weight, popularity_variance, len(popularity))
        effects = leniency[row] + popularity[column]
        weight = _curvature(constant + effects)
        constant = float((kappa - weight * effects).sum() / (weight.sum() + 1 / CONSTANT_VARIANCE))
        if np.max(np.abs(np.concatenate([[constant], leniency, popularity]) - before)) < TOLERANCE:
            break
    return AdditiveLogit(constant, leniency, popularity, leniency_variance, popularity_variance)


def _curvature(eta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weight of each answer in the quadratic bound of the logistic, tanh(eta / 2) / (2 eta)."""
    small = np.abs(eta) < 1e-4
    safe = np.where(small, 1.0, eta)
    return np.where(small, 0.25 - eta**2 / 48.0, np.tanh(safe / 2.0) / (2.0 * safe))


def _effects(
    index: NDArray[np.int32],
    pull: NDArray[np.float64],
    weight: NDArray[np.float64],
    variance: float,
    size: int,
) -> tuple[NDArray[np.float64], float]:
    """Update one family of effects under its variance, and the variance from those that were heard."""
    precision = np.bincount(index, weight, size) + 1.0 / variance
    effect = np.bincount(index, pull, size) / precision
    heard = np.bincount(index, minlength=size) > 0
    if not heard.any():
        return effect, variance
    return effect, float(np.mean(effect[heard] ** 2 + 1.0 / precision[heard]))


def _sides(
    train: ResponseMatrix,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Member, proposition and side of every answer that takes one."""
    taken = stances(train)
    return train.row[taken], train.column[taken], train.answer[taken] > 0
