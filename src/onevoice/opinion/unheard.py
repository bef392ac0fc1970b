"""The unheard: what those who were not asked would answer, drawn from the model.

Small rolls are drawn member by member. In large ones members stand for one another by weighted types, and
the sum over a type is drawn from the normal law that it tends to.
"""

from __future__ import annotations

from math import cos, log, pi, sqrt

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.opinion.covariance import Posterior
from onevoice.opinion.fast_chance import logistic, uniform
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.member_types import count_closed, gather_types
from onevoice.opinion.memberships import distinct_rows
from onevoice.opinion.passes import Passes
from onevoice.opinion.recentring import recentre_by_member, recentre_by_type

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Cells = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]
"""What is not drawn, by member: where each begins, proposition, code (2: not eligible)."""

MOST_TYPES = 192
_TILE = 512  # propositions taken together, so that their sums stay in the processor's cache


def draw_by_member(
    matrix: ResponseMatrix,
    posterior: Posterior,
    passes: Passes,
    weights: Floats,
    closed: Cells,
    moves: NDArray[np.int32],
) -> Floats32:
    """Draw each unheard answer by itself.

    Returns
    -------
    float32 array of shape (2, n_draws, n_groups, n_propositions)
        Agreement and disagreement among the unheard.
    """
    out = np.zeros((2, posterior.n_draws, weights.shape[1], matrix.n_propositions), np.float32)
    members = np.ascontiguousarray(posterior.member_draws().transpose(1, 2, 0), dtype=np.float32)
    terms = recentre_by_member(matrix, posterior, members)
    member, group = np.nonzero(weights)
    start = np.searchsorted(member, np.arange(len(weights) + 1)).astype(np.int64)
    order = np.lexsort((moves[:, 2], moves[:, 1], moves[:, 0]))
    move_start = np.searchsorted(moves[order, 0], np.arange(len(weights) + 1)).astype(np.int64)
    _draw_cells(
        closed[0], closed[1], members, terms,
        posterior.points.belongs.astype(np.float32), passes.reticence.astype(np.float32),
        passes.evasion.astype(np.float32), np.float32(passes.ambivalence), passes.any,
        start, group.astype(np.int32), weights[member, group].astype(np.float32),
        move_start, np.ascontiguousarray(moves[order, 1:]), weights.astype(np.float32),
        matrix.member_keys, matrix.proposition_keys, np.uint64(posterior.seed), out,
    )  # fmt: skip
    return out


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _draw_cells(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    members: Floats32,
    terms: Floats32,
    belongs: Floats32,
    reticence: Floats32,
    evasion: Floats32,
    ambivalence: np.float32,
    any_pass: bool,
    groups_start: NDArray[np.int64],
    group_of: NDArray[np.int32],
    group_weight: Floats32,
    move_start: NDArray[np.int64],
    move_of: NDArray[np.int32],
    weights: Floats32,
    member_keys: NDArray[np.uint64],
    proposition_keys: NDArray[np.uint64],
    seed: np.uint64,
    out: Floats32,
) -> None:
    """Draw every unheard answer of every member, once for each joint draw; propositions lie innermost."""
    n_draws, n_terms, n_propositions = terms.shape
    d = members.shape[1] - 1
    one = np.float32(1.0)
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        own = terms[s]
        chance, passing = np.empty(n_propositions, np.float32), np.zeros(n_propositions, np.float32)
        agree, disagree = np.empty(n_propositions, np.float32), np.empty(n_propositions, np.float32)
        for i in range(len(start) - 1):
            chance[:] = own[0] + members[i, d, s]
            for p in range(d):
                _add(members[i, p, s], own[1 + p], chance)
            for g in range(n_terms - d - 1):
                if belongs[i, g] != 0.0:
                    _add(one, own[1 + d + g], chance)
            _to_chance(chance)
            if any_pass:
                _chance_of_pass(reticence[i], evasion, ambivalence, chance, passing)
            _answer(member_keys[i] ^ salt, proposition_keys, chance, passing, agree, disagree)
            for at in range(start[i], start[i + 1]):
                agree[column[at]] = 0.0
                disagree[column[at]] = 0.0
            for q in range(groups_start[i], groups_start[i + 1]):
                _add(group_weight[q], agree, out[0, s, group_of[q]])
                _add(group_weight[q], disagree, out[1, s, group_of[q]])
            for m in range(move_start[i], move_start[i + 1]):
                j, g = move_of[m, 0], move_of[m, 1]
                turn = one - np.float32(2.0) * weights[i, g]
                out[0, s, g, j] += turn * agree[j]
                out[1, s, g, j] += turn * disagree[j]


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _add(weight: np.float32, what: Floats32, total: Floats32) -> None:
    for j in range(len(total)):
        total[j] += weight * what[j]


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _to_chance(odds: Floats32) -> None:
    """Turn log odds into chances in place: a loop of its own, as those below, so that each vectorises."""
    for j in range(len(odds)):
        odds[j] = logistic(odds[j])


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _chance_of_pass(
    reticence: np.float32, evasion: Floats32, ambivalence: np.float32, chance: Floats32, passing: Floats32
) -> None:
    for j in range(len(passing)):
        torn = np.float32(1.0) - np.float32(2.0) * abs(chance[j] - np.float32(0.5))
        passing[j] = logistic(reticence + evasion[j] + ambivalence * torn)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _answer(
    key: np.uint64,
    proposition_keys: NDArray[np.uint64],
    chance: Floats32,
    passing: Floats32,
    agree: Floats32,
    disagree: Floats32,
) -> None:
    """Draw a member's answers: 1 where they agree, 1 where they disagree, else 0."""
    one, none = np.float32(1.0), np.float32(0.0)
    for j in range(len(agree)):
        agree[j] = uniform(key, proposition_keys[j])
    for j in range(len(agree)):
        edge = passing[j] + (one - passing[j]) * chance[j]
        disagree[j] = one if agree[j] >= edge else none
        agree[j] = one if passing[j] <= agree[j] < edge else none


def draw_by_type(
    matrix: ResponseMatrix, posterior: Posterior, passes: Passes, weights: Floats, closed: Cells
) -> Floats32:
    """Draw the unheard of each type together, types of the same groups with one number.

    Returns
    -------
    float32 array of shape (2, n_draws, n_groups, n_propositions)
    """
    points = posterior.points
    known = np.hstack([points.belongs, weights > 0])
    rows, pattern = distinct_rows(known)
    types = gather_types(points.mean, posterior.member_spread, pattern, MOST_TYPES)
    class_of = np.zeros(len(types.count), np.int64)
    class_of[types.of] = pattern
    order = np.argsort(class_of, kind="stable")
    shut = count_closed(closed[0], closed[1], types.of, len(types.count), matrix.n_propositions)
    out = np.zeros((2, posterior.n_draws, weights.shape[1], matrix.n_propositions), np.float32)
    keys = np.arange(1, len(rows) + 1, dtype=np.uint64) * np.uint64(0xA24BAED4963EE407)
    _draw_types(
        np.searchsorted(class_of[order], np.arange(len(rows) + 1)).astype(np.int64),
        (types.count[:, None] - shut)[order].astype(np.float32), types.mean[order].astype(np.float32),
        types.spread[order].astype(np.float32), recentre_by_type(matrix, posterior, types),
        types.average(points.belongs.astype(np.float64))[order].astype(np.float32),
        types.average(passes.reticence)[order].astype(np.float32), passes.evasion.astype(np.float32),
        np.float32(passes.ambivalence), passes.any, types.average(weights)[order].astype(np.float32),
        keys, matrix.proposition_keys, np.uint64(posterior.seed), out,
    )  # fmt: skip
    return out


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _draw_types(
    class_start: NDArray[np.int64],
    unheard: Floats32,
    mean: Floats32,
    spread: Floats32,
    terms: Floats32,
    belongs: Floats32,
    reticence: Floats32,
    evasion: Floats32,
    ambivalence: np.float32,
    any_pass: bool,
    weights: Floats32,
    class_keys: NDArray[np.uint64],
    proposition_keys: NDArray[np.uint64],
    seed: np.uint64,
    out: Floats32,
) -> None:
    """Add up moments over the types of each class, then draw sides and agreement from their normal law."""
    n_draws, n_terms, n_propositions = terms.shape
    n_groups = weights.shape[1]
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        tile = np.empty((n_terms, _TILE), np.float32)
        kept, sums = np.zeros((3, _TILE), np.float32), np.empty((n_groups, 4, _TILE), np.float32)
        for begin in range(0, n_propositions, _TILE):
            end = min(begin + _TILE, n_propositions)
            tile[:, : end - begin] = terms[s, :, begin:end]
            odds, chance, passing = kept[0][: end - begin], kept[1][: end - begin], kept[2][: end - begin]
            for c in range(len(class_start) - 1):
                sums[:] = 0.0
                for t in range(class_start[c], class_start[c + 1]):
                    _fill_chances(mean[t], spread[t], belongs[t], tile, odds, chance)
                    if any_pass:
                        _to_chance(odds)
                        _chance_of_pass(reticence[t], evasion[begin:end], ambivalence, odds, passing)
                    for g in range(n_groups):
                        if weights[t, g] != 0.0:
                            _add_moments(weights[t, g], unheard[t][begin:end], chance, passing, sums[g])
                for j in range(begin, end):
                    u = uniform(class_keys[c] ^ salt, proposition_keys[j])
                    v = uniform(class_keys[c] ^ salt ^ np.uint64(0x5851F42D4C957F2D), proposition_keys[j])
                    radius = sqrt(-2.0 * log(max(u, np.float32(1e-8))))
                    first, second = radius * cos(2.0 * pi * v), radius * cos(2.0 * pi * (v - 0.25))
                    for g in range(n_groups):
                        mean_sides = sums[g, 0, j - begin]
                        if mean_sides <= 0.0:
                            continue
                        sides = max(mean_sides + sqrt(sums[g, 1, j - begin]) * first, 0.0)
                        agree = sums[g, 2, j - begin] * sides / mean_sides
                        agree = min(max(agree + sqrt(sums[g, 3, j - begin]) * second, 0.0), sides)
                        out[0, s, g, j] += agree
                        out[1, s, g, j] += sides - agree


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _fill_chances(
    mean: Floats32, spread: Floats32, belongs: Floats32, terms: Floats32, odds: Floats32, chance: Floats32
) -> None:
    """Log odds at the middle of a type, and the chance of agreement averaged over it (MacKay)."""
    d, width = len(mean) - 1, len(odds)
    odds[:] = terms[0][:width] + mean[d]
    chance[:] = spread[d, d]  # first the variance of the log odds
    for p in range(d):
        one = terms[1 + p][:width]
        _add(mean[p], one, odds)
        _add(np.float32(2.0) * spread[p, d], one, chance)
        for q in range(d):
            other = terms[1 + q][:width]
            for j in range(width):
                chance[j] += spread[p, q] * one[j] * other[j]
    for g in range(len(belongs)):
        if belongs[g] != 0.0:
            _add(belongs[g], terms[1 + d + g][:width], odds)
    for j in range(width):
        chance[j] = odds[j] / sqrt(np.float32(1.0) + np.float32(pi / 8.0) * chance[j])
    _to_chance(chance)


@njit(cache=True, error_model="numpy", fastmath={"contract"})
def _add_moments(
    weight: np.float32, unheard: Floats32, chance: Floats32, passing: Floats32, sums: Floats32
) -> None:
    """Add a type's mean and variance of sides, and of agreement among them."""
    one = np.float32(1.0)
    first, second, third, fourth = sums[0], sums[1], sums[2], sums[3]
    for j in range(len(chance)):
        sides = weight * max(unheard[j], np.float32(0.0)) * (one - passing[j])
        first[j] += sides
        second[j] += weight * sides * passing[j]
    for j in range(len(chance)):
        agree = weight * max(unheard[j], np.float32(0.0)) * (one - passing[j]) * chance[j]
        third[j] += agree
        fourth[j] += weight * agree * (one - chance[j])
