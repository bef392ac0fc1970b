"""Recentre the draws: given members and loadings, draw intercepts and group terms from the answers again.

Laplace's draws are linear. Where loadings are little known (many dimensions), drawing them makes them larger
on the whole, and with the intercept left where it was every share is pulled towards a half: by 0.03 on a real
conversation in eight dimensions. One Gibbs step puts this right: each draw then reproduces what was heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log, pi, sqrt

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.covariance import Posterior
from onevoice.opinion.fast_chance import logistic, uniform
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.member_types import Types

Floats32 = NDArray[np.float32]

_STEPS = 2
_TILE = 64  # draws taken together, so that one proposition's log odds stay in the processor's cache


@dataclass(frozen=True, eq=False)
class _Stances:
    """Who took a side on each proposition: members one by one, or types with their counts.

    Attributes
    ----------
    start : int64 array of shape (n_propositions + 1,)
    who : int32 array of shape (n_cells,)
    agree, heard : float32 arrays of shape (n_cells,)
        How many of them agreed, and how many took a side.
    """

    start: NDArray[np.int64]
    who: NDArray[np.int32]
    agree: Floats32
    heard: Floats32


def recentre_by_member(matrix: ResponseMatrix, posterior: Posterior, members: Floats32) -> Floats32:
    """Recentre on the answers of each drawn member.

    Parameters
    ----------
    matrix : ResponseMatrix
    posterior : Posterior
    members : float32 array of shape (n_members, n_dims + 1, n_draws)

    Returns
    -------
    float32 array of shape (n_draws, n_terms, n_propositions)
        Draws of the terms, propositions innermost.
    """
    stances = _stances_of(matrix, np.arange(matrix.n_members, dtype=np.int32), matrix.n_members)
    certain = np.empty((0, *members.shape[1:2] * 2), np.float32)
    belongs = posterior.points.belongs.astype(np.float32)
    return _recentre(posterior, matrix.proposition_keys, stances, members, certain, belongs)


def recentre_by_type(matrix: ResponseMatrix, posterior: Posterior, types: Types) -> Floats32:
    """Recentre on the counts of each type, for rolls too large to draw every member.

    Returns
    -------
    float32 array of shape (n_draws, n_terms, n_propositions)
    """
    stances = _stances_of(matrix, types.of, len(types.count))
    mean = np.repeat(types.mean.astype(np.float32)[:, :, None], posterior.n_draws, axis=2)
    belongs = types.average(posterior.points.belongs.astype(np.float64)).astype(np.float32)
    spread = types.spread.astype(np.float32)
    return _recentre(posterior, matrix.proposition_keys, stances, mean, spread, belongs)


def _stances_of(matrix: ResponseMatrix, of: NDArray[np.int32], n: int) -> _Stances:
    """Count sides by proposition and by whom each member is counted with."""
    agree, heard = _count_sides(*matrix.stances, of, n, matrix.n_propositions)
    filled = np.flatnonzero(heard)
    start = np.searchsorted(filled, np.arange(matrix.n_propositions + 1) * n)
    return _Stances(start, (filled % n).astype(np.int32), agree[filled], heard[filled])


@njit(cache=True)
def _count_sides(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    answer: NDArray[np.int8],
    of: NDArray[np.int32],
    n: int,
    n_propositions: int,
) -> tuple[Floats32, Floats32]:
    """Count who agreed and who took a side, by proposition, then by ``of``: shape (n_propositions * n,)."""
    agree, heard = np.zeros(n_propositions * n, np.float32), np.zeros(n_propositions * n, np.float32)
    for i in range(len(start) - 1):
        for s in range(start[i], start[i + 1]):
            cell = np.int64(column[s]) * n + of[i]
            heard[cell] += np.float32(1.0)
            if answer[s] > 0:
                agree[cell] += np.float32(1.0)
    return agree, heard


def _recentre(
    posterior: Posterior,
    keys: NDArray[np.uint64],
    stances: _Stances,
    place: Floats32,
    spread: Floats32,
    belongs: Floats32,
) -> Floats32:
    points = posterior.points
    precision = [points.intercept_scale**-2, 1 / points.priors.group_term_variance]
    salt = np.uint64(posterior.seed) + np.arange(posterior.n_draws, dtype=np.uint64) * np.uint64(2)
    terms = np.ascontiguousarray(posterior.terms.transpose(1, 2, 0))
    _draw_again(
        stances.start, stances.who, stances.agree, stances.heard, place, spread, belongs,
        points.weight.astype(np.float32), np.array(precision, dtype=np.float32),
        keys, (salt + np.uint64(1)) * np.uint64(0x9FB21C651E98DF25), terms,
    )  # fmt: skip
    return np.ascontiguousarray(terms.transpose(2, 1, 0))


@njit(cache=True, inline="always")
def _normal(key: np.uint64, proposition: np.uint64, use: int) -> np.float32:
    u = uniform(key ^ np.uint64(2 * use + 0x5A5A5A5A), proposition)
    v = uniform(key ^ np.uint64(2 * use + 0x3C3C3C3D), proposition)
    return np.float32(sqrt(-2.0 * log(max(u, np.float32(1e-8)))) * cos(2.0 * pi * v))


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _draw_again(
    start: NDArray[np.int64],
    who: NDArray[np.int32],
    agree: Floats32,
    heard: Floats32,
    place: Floats32,
    spread: Floats32,
    belongs: Floats32,
    weight: Floats32,
    precision: Floats32,
    keys: NDArray[np.uint64],
    salts: NDArray[np.uint64],
    terms: Floats32,
) -> None:
    """Step the intercept, then each group's term, towards what was heard, and add its noise.

    ``terms`` (n_propositions, n_terms, n_draws) is changed in place; draws lie innermost, to be vectorised.
    """
    n_propositions, n_terms, n_draws = terms.shape
    d = place.shape[1] - 1
    for j in prange(n_propositions):
        a, b = start[j], start[j + 1]
        odds, shrink = np.empty((b - a, _TILE), np.float32), np.ones((b - a, _TILE), np.float32)
        lean = np.empty(b - a, np.float32)
        for begin in range(0, n_draws, _TILE):
            width = min(_TILE, n_draws - begin)
            _fill_odds(who[a:b], place, belongs, terms[j], begin, odds)
            if len(spread):
                _fill_shrink(who[a:b], spread, terms[j], begin, shrink)
            for term in range(n_terms - d):
                value, prior = terms[j, 0 if term == 0 else d + term], precision[min(term, 1)]
                for c in range(b - a):
                    lean[c] = belongs[who[a + c], term - 1] if term else np.float32(1.0)
                slope, information = np.empty(width, np.float32), np.empty(width, np.float32)
                step = np.empty(width, np.float32)
                for _ in range(_STEPS):
                    information[:] = prior
                    for s in range(width):
                        slope[s] = -prior * value[begin + s]
                    _add_pull(odds, shrink, agree[a:b], heard[a:b], lean, weight[j], slope, information)
                    for s in range(width):
                        step[s] = min(max(slope[s] / information[s], np.float32(-1.5)), np.float32(1.5))
                        value[begin + s] += step[s]
                    _move(odds, lean, step)
                for s in range(width):
                    noise = _normal(salts[begin + s], keys[j], term)
                    step[s] = noise / np.float32(sqrt(information[s]))
                    value[begin + s] += step[s]
                _move(odds, lean, step)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _fill_odds(
    who: NDArray[np.int32], place: Floats32, belongs: Floats32, own: Floats32, begin: int, odds: Floats32
) -> None:
    """Log odds of agreement for each cell and draw, at the middle of whoever the cell stands for."""
    k, width = place.shape[1], min(_TILE, own.shape[1] - begin)
    for c in range(len(who)):
        i = who[c]
        first, last = own[0][begin:], place[i, k - 1][begin:]
        for s in range(width):
            odds[c, s] = first[s] + last[s]
        for p in range(k - 1):
            first, last = own[1 + p][begin:], place[i, p][begin:]
            for s in range(width):
                odds[c, s] += first[s] * last[s]
        for g in range(belongs.shape[1]):
            z, first = belongs[i, g], own[k + g][begin:]
            if z != 0.0:
                for s in range(width):
                    odds[c, s] += z * first[s]


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _fill_shrink(
    who: NDArray[np.int32], spread: Floats32, own: Floats32, begin: int, shrink: Floats32
) -> None:
    """Factor of the log odds that averages over those whom each cell stands for (MacKay's approximation)."""
    d, width = spread.shape[1] - 1, min(_TILE, own.shape[1] - begin)
    for c in range(len(who)):
        i = who[c]
        shrink[c] = spread[i, d, d]
        for p in range(d):
            one = own[1 + p][begin:]
            for s in range(width):
                shrink[c, s] += np.float32(2.0) * spread[i, p, d] * one[s]
            for q in range(d):
                other = own[1 + q][begin:]
                for s in range(width):
                    shrink[c, s] += spread[i, p, q] * one[s] * other[s]
        for s in range(width):
            shrink[c, s] = np.float32(1.0) / sqrt(np.float32(1.0) + np.float32(pi / 8.0) * shrink[c, s])


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _add_pull(
    odds: Floats32,
    shrink: Floats32,
    agree: Floats32,
    heard: Floats32,
    lean: Floats32,
    weight: np.float32,
    slope: Floats32,
    information: Floats32,
) -> None:
    """Add every cell's share to the slope and curvature of the log likelihood in one term."""
    for c in range(len(lean)):
        first, second = weight * lean[c], weight * lean[c] * lean[c]
        if first != 0.0:
            for s in range(len(slope)):
                chance = logistic(odds[c, s] * shrink[c, s])
                slope[s] += first * (agree[c] - heard[c] * chance)
                information[s] += second * heard[c] * chance * (np.float32(1.0) - chance) * shrink[c, s]


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _move(odds: Floats32, lean: Floats32, step: Floats32) -> None:
    for c in range(len(lean)):
        if lean[c] != 0.0:
            for s in range(len(step)):
                odds[c, s] += lean[c] * step[s]
