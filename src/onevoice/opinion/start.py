"""A deterministic start for the fit: shares of agreement, and the leading directions of the residuals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import logit, ndtri

from onevoice.opinion.layout import Layout
from onevoice.opinion.matrix import ResponseMatrix

Floats = NDArray[np.float64]
_ROUNDS = 4


def proposition_start(matrix: ResponseMatrix, layout: Layout, n_dims: int) -> Floats:
    """Give intercepts from shares of agreement, loadings from a truncated singular value decomposition.

    Unheard cells are zero in the centred matrix, which is exact: they add nothing. The iteration
    starts from numbers drawn by each proposition's id, so the order of columns cannot matter.

    Returns
    -------
    float64 array of shape (n_propositions, 1 + n_dims)
        Intercepts, then loadings.
    """
    begins, column, answer = matrix.stances
    if len(layout.order) < np.count_nonzero(np.diff(begins)):
        fitted = np.zeros(matrix.n_members, bool)
        fitted[layout.order] = True
        kept = np.repeat(fitted, np.diff(begins))
        begins = np.concatenate([[0], np.cumsum(kept)])[begins]
        column, answer = column[kept], answer[kept]
    agrees = answer > 0
    agree = np.bincount(column, weights=agrees, minlength=matrix.n_propositions)
    count = np.bincount(column, minlength=matrix.n_propositions)
    rate = (agree + 0.5) / (count + 1.0)
    start = np.zeros((matrix.n_propositions, 1 + n_dims))
    start[:, 0] = logit(rate)
    if n_dims == 0:
        return start
    share = np.divide(agree, count, out=np.full(len(agree), 0.5), where=count > 0)
    shape = (matrix.n_members, matrix.n_propositions)
    residual = csr_matrix((agrees - share[column], column, begins), shape=shape)
    basis = _keyed_normals(matrix.proposition_keys, min(n_dims + 3, matrix.n_propositions))
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(residual.T @ (residual @ basis))[0]
    values, turn = np.linalg.eigh(np.asarray((residual @ basis).T @ (residual @ basis)))
    leading = (basis @ turn[:, np.argsort(-values)])[:, :n_dims]
    start[:, 1 : 1 + leading.shape[1]] = leading * np.sqrt(matrix.n_propositions)
    return start


def _keyed_normals(keys: NDArray[np.uint64], width: int) -> Floats:
    """Draw normals of shape (len(keys), width), each set by its key alone."""
    draws = np.empty((len(keys), width))
    for column in range(width):
        mixed = keys * np.uint64(6364136223846793005) + np.uint64(1442695040888963407 + 2 * column)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        draws[:, column] = ndtri(((mixed >> np.uint64(11)) + 0.5) / 2.0**53)
    return draws
