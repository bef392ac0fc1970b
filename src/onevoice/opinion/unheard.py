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
from onevoice.opinion.passes import Passes
from onevoice.opinion.recentring import recentre_by_member, recentre_by_type

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Cells = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]
"""What is not drawn, by member: where each begins, proposition, code (2: not eligible)."""

MOST_TYPES = 192


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
    half, one = np.float32(0.5), np.float32(1.0)
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        odds = np.empty(n_propositions, np.float32)
        agree = np.empty(n_propositions, np.float32)
        disagree = np.empty(n_propositions, np.float32)
        for i in range(len(start) - 1):
            key = member_keys[i] ^ salt
            for j in range(n_propositions):
                odds[j] = terms[s, 0, j] + members[i, d, s]
            for p in range(d):
                x = members[i, p, s]
                for j in range(n_propositions):
                    odds[j] += x * terms[s, 1 + p, j]
            for g in range(n_terms - d - 1):
                if belongs[i, g] != 0.0:
                    for j in range(n_propositions):
                        odds[j] += terms[s, 1 + d + g, j]
            for j in range(n_propositions):
                chance = logistic(odds[j])
                passing = np.float32(0.0)
                if any_pass:
                    torn = one - np.float32(2.0) * abs(chance - half)
                    passing = logistic(reticence[i] + evasion[j] + ambivalence * torn)
                u = uniform(key, proposition_keys[j])
                edge = passing + (one - passing) * chance
                agree[j] = one if passing <= u < edge else np.float32(0.0)
                disagree[j] = one if u >= edge else np.float32(0.0)
            for at in range(start[i], start[i + 1]):
                agree[column[at]] = 0.0
                disagree[column[at]] = 0.0
            for q in range(groups_start[i], groups_start[i + 1]):
                g, w = group_of[q], group_weight[q]
                for j in range(n_propositions):
                    out[0, s, g, j] += w * agree[j]
                    out[1, s, g, j] += w * disagree[j]
            for m in range(move_start[i], move_start[i + 1]):
                j, g = move_of[m, 0], move_of[m, 1]
                turn = one - np.float32(2.0) * weights[i, g]
                out[0, s, g, j] += turn * agree[j]
                out[1, s, g, j] += turn * disagree[j]


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
    rows, pattern = np.unique(known, axis=0, return_inverse=True)
    types = gather_types(points.mean, posterior.member_spread, pattern.reshape(-1), MOST_TYPES)
    class_of = np.zeros(len(types.count), np.int64)
    class_of[types.of] = pattern.reshape(-1)
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
    k, n_groups = mean.shape[1], weights.shape[1]
    d = k - 1
    half, one = np.float32(0.5), np.float32(1.0)
    for s in prange(n_draws):
        salt = (seed + np.uint64(s) * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
        odds = np.empty(n_propositions, np.float32)
        variance = np.empty(n_propositions, np.float32)
        row = np.empty((4, n_propositions), np.float32)
        for c in range(len(class_start) - 1):
            sums = np.zeros((n_groups, 4, n_propositions), np.float32)
            for t in range(class_start[c], class_start[c + 1]):
                odds[:] = terms[s, 0] + mean[t, d]
                variance[:] = spread[t, d, d]
                for p in range(d):
                    for j in range(n_propositions):
                        b = terms[s, 1 + p, j]
                        odds[j] += mean[t, p] * b
                        variance[j] += np.float32(2.0) * spread[t, p, d] * b
                    for q in range(d):
                        h = spread[t, p, q]
                        for j in range(n_propositions):
                            variance[j] += h * terms[s, 1 + p, j] * terms[s, 1 + q, j]
                for g in range(n_terms - d - 1):
                    if belongs[t, g] != 0.0:
                        for j in range(n_propositions):
                            odds[j] += belongs[t, g] * terms[s, 1 + d + g, j]
                for j in range(n_propositions):
                    chance = logistic(odds[j] / sqrt(one + np.float32(pi / 8.0) * variance[j]))
                    passing = np.float32(0.0)
                    if any_pass:
                        torn = one - np.float32(2.0) * abs(logistic(odds[j]) - half)
                        passing = logistic(reticence[t] + evasion[j] + ambivalence * torn)
                    sides = max(unheard[t, j], np.float32(0.0)) * (one - passing)
                    row[0, j] = sides
                    row[1, j] = sides * passing
                    row[2, j] = sides * chance
                    row[3, j] = sides * chance * (one - chance)
                for g in range(n_groups):
                    w = weights[t, g]
                    if w != 0.0:
                        for j in range(n_propositions):
                            sums[g, 0, j] += w * row[0, j]
                            sums[g, 1, j] += w * w * row[1, j]
                            sums[g, 2, j] += w * row[2, j]
                            sums[g, 3, j] += w * w * row[3, j]
            for j in range(n_propositions):
                u = uniform(class_keys[c] ^ salt, proposition_keys[j])
                v = uniform(class_keys[c] ^ salt ^ np.uint64(0x5851F42D4C957F2D), proposition_keys[j])
                radius = sqrt(-2.0 * log(max(u, np.float32(1e-8))))
                first, second = radius * cos(2.0 * pi * v), radius * cos(2.0 * pi * (v - 0.25))
                for g in range(n_groups):
                    mean_sides = sums[g, 0, j]
                    if mean_sides <= 0.0:
                        continue
                    sides = max(mean_sides + sqrt(sums[g, 1, j]) * first, 0.0)
                    agree = sums[g, 2, j] * sides / mean_sides + sqrt(sums[g, 3, j]) * second
                    agree = min(max(agree, 0.0), sides)
                    out[0, s, g, j] += agree
                    out[1, s, g, j] += sides - agree
