"""Passes: how likely a member is to decline a side, fitted apart from the stances.

A hurdle: of those heard, P(pass) = logistic(reticence_i + evasion_j + ambivalence * c_ij), where
c_ij = 1 - 2 |p_ij - 1/2| is 1 where the model cannot tell the member's side and 0 where it is sure.
Passes are information about a proposition and a member; they are never half an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray
from scipy.special import logit

from onevoice.opinion.fast_chance import exponential
from onevoice.opinion.ideal_points import IdealPoints
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.threads import threads_for

Floats = NDArray[np.float64]
_ROUNDS = 12
_ROUNDS_AGAIN = 3


@dataclass(frozen=True, eq=False)
class Passes:
    """The fitted hurdle.

    Attributes
    ----------
    reticence, reticence_se : float64 arrays of shape (n_members,)
        How readily each member passes, log odds, and its standard error.
    evasion, evasion_se : float64 arrays of shape (n_propositions,)
        How readily each proposition is passed on, log odds, and its standard error.
    ambivalence : float
        What it adds to be torn, log odds.
    any : bool
        False where nobody ever passed; then nobody is drawn as passing.
    """

    reticence: Floats
    reticence_se: Floats
    evasion: Floats
    evasion_se: Floats
    ambivalence: float
    any: bool


def fit_passes(matrix: ResponseMatrix, points: IdealPoints, start: Passes | None = None) -> Passes:
    """Fit the hurdle by penalised Newton steps, the ideal points held fixed.

    Parameters
    ----------
    matrix : ResponseMatrix
    points : IdealPoints
    start : Passes, optional
        An earlier fit of the same members and propositions to nearly the same answers; fewer steps are taken.

    Returns
    -------
    Passes
    """
    n, m = matrix.n_members, matrix.n_propositions
    n_passes = int((matrix.answer == 0).sum())
    share = (n_passes + 0.5) / (matrix.n_answers + 1)
    if n_passes == 0:
        return Passes(np.zeros(n), np.zeros(n), np.full(m, -30.0), np.zeros(m), 0.0, any=False)
    torn = _ambivalence(
        matrix.start, matrix.column, points.mean, points.terms, points.belongs.astype(np.float64)
    )
    with threads_for(matrix.n_answers):
        if start is not None and start.any:
            return _fit(matrix, torn, start, _ROUNDS_AGAIN)
        nothing = Passes(np.zeros(n), np.ones(n), np.full(m, float(logit(share))), np.ones(m), 0.0, any=True)
        return _fit(matrix, torn, nothing, _ROUNDS)


def _fit(matrix: ResponseMatrix, torn: NDArray[np.float32], start: Passes, rounds: int) -> Passes:
    column_start, by_column = matrix.by_column
    row_of = matrix.row[by_column]
    torn_by_column, answer_by_column = torn[by_column], matrix.answer[by_column]
    centre, slope = float(start.evasion.mean()), start.ambivalence
    reticence, evasion = start.reticence, start.evasion - centre
    reticence_variance = max(float((reticence**2 + start.reticence_se**2).mean()), 1e-4)
    evasion_variance = max(float((evasion**2 + start.evasion_se**2).mean()), 1e-4)
    for _ in range(rounds):
        reticence, reticence_spread, _ = _newton(
            matrix.start,
            matrix.column,
            torn,
            matrix.answer,
            reticence,
            centre + evasion,
            slope,
            reticence_variance,
        )
        evasion, evasion_spread, gradient = _newton(
            column_start, row_of, torn_by_column, answer_by_column, evasion, centre + reticence, slope,
            evasion_variance,
        )  # fmt: skip
        reticence_variance = max(float((reticence**2 + reticence_spread).mean()), 1e-4)
        evasion_variance = max(float((evasion**2 + evasion_spread).mean()), 1e-4)
        pull = gradient.sum(axis=0)
        information = np.array([[pull[2] + 1e-3, pull[3]], [pull[3], pull[4] + 1.0]])
        step = np.linalg.solve(information, [pull[0], pull[1] - slope])
        centre, slope = centre + float(step[0]), slope + float(step[1])
    return Passes(
        reticence, np.sqrt(reticence_spread), centre + evasion, np.sqrt(evasion_spread), slope, any=True
    )


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _ambivalence(
    start: NDArray[np.int64], column: NDArray[np.int32], mean: Floats, terms: Floats, belongs: Floats
) -> NDArray[np.float32]:
    torn = np.empty(len(column), np.float32)
    d, g = mean.shape[1] - 1, belongs.shape[1]
    for i in prange(len(start) - 1):
        for s in range(start[i], start[i + 1]):
            j = column[s]
            odds = terms[j, 0] + mean[i, d]
            for p in range(d):
                odds += terms[j, 1 + p] * mean[i, p]
            for q in range(g):
                odds += terms[j, 1 + d + q] * belongs[i, q]
            torn[s] = 1.0 - 2.0 * abs(1.0 / (1.0 + exponential(-odds)) - 0.5)
    return torn


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz"})
def _newton(
    start: NDArray[np.int64],
    other_of: NDArray[np.int32],
    torn: NDArray[np.float32],
    answer: NDArray[np.int8],
    effect: Floats,
    other: Floats,
    slope: float,
    variance: float,
) -> tuple[Floats, Floats, Floats]:
    """One Newton step for each effect; also the sums from which the common terms take theirs."""
    size = len(start) - 1
    moved, spread, pull = np.empty(size), np.empty(size), np.empty((size, 5))
    for i in prange(size):
        others, t, own = (
            other_of[start[i] : start[i + 1]],
            torn[start[i] : start[i + 1]],
            answer[start[i] : start[i + 1]],
        )
        chance = np.empty(len(own))
        for s in range(len(own)):
            chance[s] = effect[i] + other[others[s]] + slope * t[s]
        for s in range(len(own)):
            chance[s] = 1.0 / (1.0 + exponential(-chance[s]))
        over = over_torn = width = width_torn = width_torn_twice = 0.0
        for s in range(len(own)):
            w = chance[s] * (1.0 - chance[s])
            left = (1.0 if own[s] == 0 else 0.0) - chance[s]
            over += left
            over_torn += left * t[s]
            width += w
            width_torn += w * t[s]
            width_torn_twice += w * t[s] * t[s]
        pull[i] = over, over_torn, width, width_torn, width_torn_twice
        spread[i] = 1.0 / (width + 1.0 / variance)
        step = (over - effect[i] / variance) * spread[i]
        moved[i] = effect[i] + min(1.0, max(-1.0, step))
    return moved, spread, pull
