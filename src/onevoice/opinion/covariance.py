"""Honest uncertainty: joint draws of all parameters around the fit.

Variational variances are several times too narrow. Here the curvature of the joint likelihood of members
and propositions is taken at the fit (Laplace's approximation, Tierney and Kadane 1986,
10.1080/01621459.1986.10478240), the members are eliminated by a Schur complement, and propositions' terms
are drawn from what remains; each member is then drawn given the propositions. Above ``MOST_TERMS`` terms
the complement is kept for each proposition alone ("block"), below it is whole ("joint").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray
from scipy.linalg import cholesky, eigh, solve_triangular
from scipy.special import ndtri

from onevoice.opinion.chance import mix, unit
from onevoice.opinion.curvature import (
    complement_of,
    curvature_of,
    design_of,
    eliminate_members,
    terms_prior,
)
from onevoice.opinion.expectation import move_by_expectation
from onevoice.opinion.fitted import unpack
from onevoice.opinion.ideal_points import IdealPoints
from onevoice.opinion.layout import lay_out
from onevoice.opinion.matrix import ResponseMatrix, id_keys
from onevoice.opinion.threads import linear_algebra_on, threads_for

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Form = Literal["joint", "block"]

MOST_TERMS = 9_000
_FACTOR_THREADS = 2  # a fixed number, so that sums are cut alike on every machine
_TERMS_FOR_THREADS = 3_000  # fewer are factored before a second thread is awake
_TERMS, _MEMBERS, _MEANS = np.uint64(1), np.uint64(2), np.uint64(3)  # uses of one seed, drawn apart


@dataclass(frozen=True, eq=False)
class Posterior:
    """Joint draws around a fit.

    Attributes
    ----------
    points : IdealPoints
        The fit.
    form : {"joint", "block"}
        How the covariance of the terms was taken.
    shift : float64 array of shape (n_draws, n_propositions, n_terms)
        Each draw of the propositions' terms, less the fit.
    terms_spread : float64 array of shape (n_propositions, n_terms, n_terms)
        Covariance of the terms.
    member_root : float64 array of shape (n_members, n_dims + 1, n_dims + 1)
        Triangular root of each member's covariance given the propositions.
    member_shift : float32 array of shape (n_draws, n_members, n_dims + 1) or None
        How each draw of the propositions moves the members; None in block form.
    seed : int
    """

    points: IdealPoints
    form: Form
    shift: Floats
    terms_spread: Floats
    member_root: Floats
    member_shift: NDArray[np.float32] | None
    member_keys: NDArray[np.uint64]
    seed: int

    @property
    def n_draws(self) -> int:
        """How many joint draws there are."""
        return len(self.shift)

    @cached_property
    def terms(self) -> NDArray[np.float32]:
        """Draws of the propositions' terms, shape (n_draws, n_propositions, n_terms)."""
        return (self.points.terms + self.shift).astype(np.float32)

    @cached_property
    def member_spread(self) -> Floats:
        """Covariance of ideal point and leniency, shape (n_members, n_dims + 1, n_dims + 1)."""
        spread = np.asarray(self.member_root @ self.member_root.transpose(0, 2, 1))
        if self.member_shift is not None:
            _add_outer(self.member_shift, spread)
        return spread

    def member_draws(self) -> Floats:
        """Draws of ideal points and leniencies, shape (n_draws, n_members, n_dims + 1).

        Drawn by member id, so that one more member moves nobody else.
        """
        k = self.member_root.shape[1]
        draws = np.empty((self.n_draws, *self.points.mean.shape))
        for s in range(self.n_draws):
            normals = keyed_normals(self.member_keys, k, self.seed, _MEMBERS + np.uint64(4 * s))
            draws[s] = self.points.mean + np.einsum("ipq,iq->ip", self.member_root, normals)
            if self.member_shift is not None:
                draws[s] += self.member_shift[s]
        return draws


@njit(cache=True, parallel=True, error_model="numpy")
def _add_outer(shift: Floats32, spread: Floats) -> None:
    """Add to each member's spread the mean outer product of their shifts over the draws."""
    n_draws, _, k = shift.shape
    for i in prange(len(spread)):
        for s in range(n_draws):
            for p in range(k):
                for q in range(k):
                    spread[i, p, q] += shift[s, i, p] * (shift[s, i, q] / n_draws)


def draw_posterior(
    matrix: ResponseMatrix, points: IdealPoints, *, n_draws: int, seed: int, joint: bool = True
) -> Posterior:
    """Take the covariance at the fit and draw from it.

    Parameters
    ----------
    matrix : ResponseMatrix
    points : IdealPoints
    n_draws : int
    seed : int
    joint : bool
        False: the block form, whatever the size.

    Returns
    -------
    Posterior
    """
    with threads_for(matrix.n_answers * points.terms.shape[1]):
        return _draw(matrix, points, n_draws, seed, joint=joint)


def _draw(matrix: ResponseMatrix, points: IdealPoints, n_draws: int, seed: int, *, joint: bool) -> Posterior:
    layout = lay_out(matrix, np.ones(matrix.n_members, bool), groups=points.belongs.shape[1] > 0)
    weight = curvature_of(matrix, points)
    root, sums = eliminate_members(matrix, points, layout, weight)
    n_terms = points.terms.shape[1]
    blocks = np.tile(terms_prior(points), (matrix.n_propositions, 1, 1))
    for chunk, pattern in enumerate(layout.pattern):
        design = design_of(points.n_dims, layout.patterns[pattern])
        blocks += design.T @ unpack(sums[chunk], points.n_dims + 1) @ design
    form: Form = "joint" if joint and matrix.n_propositions * n_terms <= MOST_TERMS else "block"
    uses = np.arange(n_draws, dtype=np.uint64) * np.uint64(4)
    normals = keyed_normals(matrix.proposition_keys, n_terms, seed, _TERMS + uses)
    moved: NDArray[np.float32] | None = None
    if form == "joint":
        shift = _draw_jointly(lambda: complement_of(matrix, points, layout, root, blocks, weight), normals)
        spread = np.einsum("sjp,sjq->jpq", shift, shift) / n_draws
        moved = _member_shift(matrix.start, matrix.column, weight, root, points, shift)
        moved += move_by_expectation(points, root, _means_normals(matrix, points, n_draws, seed))
    else:
        spread = np.linalg.inv(blocks)
        shift = np.einsum("jpq,sjq->sjp", np.linalg.cholesky(spread), normals)
    return Posterior(points, form, shift, spread, root, moved, matrix.member_keys, seed)


def _means_normals(matrix: ResponseMatrix, points: IdealPoints, n_draws: int, seed: int) -> Floats:
    """Draw normals of shape (n_draws, n_groups + 1, n_dims), each mean's set by its group."""
    keys = id_keys((*(group.id for group in matrix.groups[: points.belongs.shape[1]]), ""))
    uses = np.arange(n_draws, dtype=np.uint64) * np.uint64(4)
    return keyed_normals(keys, points.n_dims, seed, _MEANS + uses)


def keyed_normals(
    keys: NDArray[np.uint64], width: int, seed: int, use: np.uint64 | NDArray[np.uint64]
) -> Floats:
    """Draw normals, each set by its key, the seed and the use alone: shape (n_uses, len(keys), width).

    For one use alone, shape (len(keys), width).
    """
    salt = mix(np.array([seed], dtype=np.uint64) ^ mix(np.atleast_1d(np.asarray(use, dtype=np.uint64))))
    salted = mix(keys ^ salt[:, None])
    columns = np.arange(1, width + 1, dtype=np.uint64)
    drawn = ndtri(unit(mix(salted[:, :, None] + columns * np.uint64(0xD1B54A32D192ED03))))
    return np.asarray(drawn if np.ndim(use) else drawn[0])


def _draw_jointly(complement: Callable[[], Floats32], normals: Floats) -> Floats:
    """Draw terms with the inverse of the complement as covariance, shape of ``normals``.

    Directions whose eigenvalue is numerically zero are dropped; priors make that rare. The complement is
    asked for again then, for factoring it took its place. Its rows are scaled alike before.
    """
    flat = normals.reshape(len(normals), -1).T.astype(np.float32)
    threads = _FACTOR_THREADS if len(flat) > _TERMS_FOR_THREADS else 1
    with linear_algebra_on(threads):
        try:
            upper = cholesky(complement().T, check_finite=False, overwrite_a=True)
            drawn = solve_triangular(upper, flat, check_finite=False)
        except np.linalg.LinAlgError:
            whole = complement().astype(np.float64)
            scale = 1 / np.sqrt(np.diag(whole))
            values, vectors = eigh(whole * scale[:, None] * scale, lower=True, overwrite_a=True)
            kept = values > values[-1] * np.sqrt(len(values)) * np.finfo(np.float32).eps
            drawn = scale[:, None] * (vectors[:, kept] @ (flat[kept] / np.sqrt(values[kept])[:, None]))
    return np.ascontiguousarray(drawn.T.reshape(normals.shape), dtype=np.float64)


def _member_shift(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    weight: Floats,
    root: Floats,
    points: IdealPoints,
    shift: Floats,
) -> NDArray[np.float32]:
    ones = np.ones((len(points.mean), 1))
    design = np.hstack([ones, points.point, points.belongs]).astype(np.float32)
    moved = np.zeros((len(shift), *points.mean.shape), dtype=np.float32)
    by_term = np.ascontiguousarray(shift.transpose(1, 2, 0), dtype=np.float32)
    loading = points.loading.astype(np.float32)
    _shift_members(start, column, weight.astype(np.float32), root, design, loading, by_term, moved)
    return moved


@njit(cache=True, parallel=True, fastmath={"contract"})
def _shift_members(
    start: NDArray[np.int64],
    column: NDArray[np.int32],
    weight: NDArray[np.float32],
    root: Floats,
    design: NDArray[np.float32],
    loading: NDArray[np.float32],
    shift: NDArray[np.float32],
    moved: NDArray[np.float32],
) -> None:
    """Move each member by their conditional mean given each draw; draws lie innermost, to be vectorised."""
    d, n_terms, n_draws = loading.shape[1], design.shape[1], shift.shape[2]
    k = d + 1
    for i in prange(len(start) - 1):
        total = np.zeros((k, n_draws), np.float32)
        change = np.empty(n_draws, np.float32)
        hold = root[i] @ root[i].T
        for s in range(start[i], start[i + 1]):
            if weight[s] == 0.0:
                continue
            j = column[s]
            change[:] = 0.0
            for a in range(n_terms):
                z = design[i, a] * weight[s]
                if z != 0.0:
                    for draw in range(n_draws):
                        change[draw] += z * shift[j, a, draw]
            for q in range(k):
                b = loading[j, q] if q < d else np.float32(1.0)
                for draw in range(n_draws):
                    total[q, draw] -= b * change[draw]
        for a in range(k):
            for b in range(k):
                h = np.float32(hold[a, b])
                for draw in range(n_draws):
                    moved[draw, i, a] += h * total[b, draw]
