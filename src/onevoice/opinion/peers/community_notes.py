"""The matrix factorisation of Community Notes, as its documentation states it, for comparison.

A rating r is 1 for agree and 0 for disagree; the fit minimises, over mu, i and f,

    sum (r - mu - i_u - i_n - f_u f_n)^2 + 0.15 (mu^2 + sum i_u^2 + sum i_n^2) + 0.03 (sum f_u^2 + sum f_n^2)

with one factor. The objective has local minima, so it is minimised from several fixed starts and the best
is kept. Passes are not rated: as 1/2 they made predictions worse (docs/methods/evaluation.md). The
production service adds safeguards of its own against capture; they are not part of a prediction.

References
----------
Wojcik and others (2022), Birdwatch: crowd wisdom and bridging algorithms, arXiv:2210.15723.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import norm

from onevoice.opinion.heldout import keep, stances
from onevoice.opinion.matrix import ResponseMatrix

INTERCEPT_PENALTY, FACTOR_PENALTY = 0.15, 0.03
STARTS = 4
MAX_SWEEPS = 2000
TOLERANCE = 1e-9
"""A start ends when a sweep lowers the objective by less than this share of it."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Factors:
    """A fitted factorisation.

    Attributes
    ----------
    objective : float
        The minimum reached.
    constant : float
    member_intercept, member_factor : float64 arrays of shape (n_members,)
    note_intercept, note_factor : float64 arrays of shape (n_propositions,)
        The sign of the factors is arbitrary.
    """

    objective: float
    constant: float
    member_intercept: Floats
    member_factor: Floats
    note_intercept: Floats
    note_factor: Floats


def community_notes(
    train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> Floats:
    """Predict by the factorisation's fitted rating, brought into 0 .. 1.

    Parameters
    ----------
    train : ResponseMatrix
    members, propositions : int32 arrays of shape (n_cells,)

    Returns
    -------
    float64 array of shape (n_cells,)
    """
    fit = factorise(train)
    rating = (
        fit.constant
        + fit.member_intercept[members]
        + fit.note_intercept[propositions]
        + fit.member_factor[members] * fit.note_factor[propositions]
    )
    return np.clip(rating, 0.0, 1.0)


def factorise(train: ResponseMatrix) -> Factors:
    """Minimise the documented objective by alternating least squares, the best of several starts."""
    sides = keep(train, stances(train))
    rating = (sides.answer.astype(np.float64) + 1.0) / 2.0
    order = np.argsort(sides.column, kind="stable")
    ends = np.cumsum(np.bincount(sides.column, minlength=sides.n_propositions))
    fits = [
        Factors(
            *_alternate(
                sides.start,
                sides.column,
                rating,
                np.concatenate([[0], ends]),
                sides.row[order],
                rating[order],
                start,
            )
        )
        for start in _starts(sides)
    ]
    return min(fits, key=lambda fit: fit.objective)


def _starts(sides: ResponseMatrix) -> list[Floats]:
    """Factors of the notes to start from: one from the answers, the others from the ids alone."""
    rating = (sides.answer + 1.0) / 2.0
    shape = (sides.n_members, sides.n_propositions)
    count = np.maximum(np.bincount(sides.column, minlength=shape[1]), 1)
    mean = np.bincount(sides.column, rating, shape[1]) / count
    residual = csr_array((rating - mean[sides.column], sides.column, sides.start), shape=shape)
    keys = sides.proposition_keys
    draws = [norm.ppf(((keys >> np.uint64(16 * s)) % np.uint64(2**16) + 0.5) / 2**16) for s in range(STARTS)]
    leading = draws[0]
    for _ in range(20):  # power iteration: a start need not be exact
        leading = residual.T @ (residual @ leading)
        leading /= max(float(np.linalg.norm(leading)), 1e-300)
    return [leading * np.sqrt(shape[1]), *draws[1:]]


@njit(cache=True, nogil=True)
def _alternate(
    member_start: NDArray[np.int64],
    note: NDArray[np.int32],
    rating: Floats,
    note_start: NDArray[np.int64],
    member: NDArray[np.int32],
    rating_by_note: Floats,
    note_factor: Floats,
) -> tuple[float, float, Floats, Floats, Floats, Floats]:
    n_members, n_notes = len(member_start) - 1, len(note_start) - 1
    constant = rating.mean() if len(rating) else 0.5
    member_intercept, member_factor = np.zeros(n_members), np.zeros(n_members)
    note_intercept, note_factor = np.zeros(n_notes), note_factor.copy()
    last = np.inf
    for _ in range(MAX_SWEEPS):
        _solve(
            member_start, note, rating, constant, note_intercept, note_factor, member_intercept, member_factor
        )
        _solve(
            note_start,
            member,
            rating_by_note,
            constant,
            member_intercept,
            member_factor,
            note_intercept,
            note_factor,
        )
        total = 0.0
        square = 0.0
        for i in range(n_members):
            for k in range(member_start[i], member_start[i + 1]):
                j = note[k]
                rest = rating[k] - member_intercept[i] - note_intercept[j] - member_factor[i] * note_factor[j]
                total += rest
                square += rest * rest
        constant = total / (len(rating) + INTERCEPT_PENALTY)
        objective = square - 2 * constant * total + len(rating) * constant**2
        objective += INTERCEPT_PENALTY * (
            constant**2 + (member_intercept**2).sum() + (note_intercept**2).sum()
        )
        objective += FACTOR_PENALTY * ((member_factor**2).sum() + (note_factor**2).sum())
        if last - objective <= TOLERANCE * objective:
            break
        last = objective
    return objective, constant, member_intercept, member_factor, note_intercept, note_factor


@njit(cache=True, nogil=True)
def _solve(
    start: NDArray[np.int64],
    other: NDArray[np.int32],
    rating: Floats,
    constant: float,
    other_intercept: Floats,
    other_factor: Floats,
    intercept: Floats,
    factor: Floats,
) -> None:
    """Set one side's intercepts and factors to the least squares solution, given the other side's."""
    for i in range(len(start) - 1):
        ones, cross, squares = INTERCEPT_PENALTY, 0.0, FACTOR_PENALTY
        pull, pull_along = 0.0, 0.0
        for k in range(start[i], start[i + 1]):
            f = other_factor[other[k]]
            rest = rating[k] - constant - other_intercept[other[k]]
            ones += 1.0
            cross += f
            squares += f * f
            pull += rest
            pull_along += rest * f
        determinant = ones * squares - cross * cross
        intercept[i] = (squares * pull - cross * pull_along) / determinant
        factor[i] = (ones * pull_along - cross * pull) / determinant
