"""One estimate of where everybody stands: passes, joint draws and support around a fit.

The walk takes it once in full, and robustness takes it again on parts of the roll.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.basis import Basis
from onevoice.opinion.covariance import Posterior, draw_posterior
from onevoice.opinion.disclosure import Shown, protect, show_all
from onevoice.opinion.ideal_points import IdealPointModel, IdealPoints
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.measures import consensus
from onevoice.opinion.passes import Passes, fit_passes
from onevoice.opinion.support import draw_support

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimate:
    """Support with all that it rests on."""

    points: IdealPoints
    passes: Passes
    posterior: Posterior
    shown: Shown

    def claimed(self, basis: Basis) -> NDArray[np.float32]:
        """Draws of the share that a claim of agreement rests on, (n_draws, n_propositions).

        The least of the basis groups; where there are none, the support of all.
        """
        share = self.shown.support.share
        return consensus(share[:, basis.least]) if basis.least else share[:, 0]


def estimate(
    matrix: ResponseMatrix,
    points: IdealPoints,
    basis: Basis,
    *,
    n_draws: int,
    seed: int,
    public: bool,
    joint: bool = True,
    passes: Passes | None = None,
) -> Estimate:
    """Take passes, posterior draws and support around a fit.

    Parameters
    ----------
    matrix : ResponseMatrix
    points : IdealPoints
    basis : Basis
        Its weights are of the matrix's members.
    n_draws, seed : int
    public : bool
        False: small cells are protected before anything is measured.
    joint : bool
        False: the faster block form of the covariance.
    passes : Passes, optional
        Where the fit of the passes begins.
    """
    hurdle = fit_passes(matrix, points, passes)
    posterior = draw_posterior(matrix, points, n_draws=n_draws, seed=seed, joint=joint)
    support = draw_support(matrix, posterior, hurdle, basis.weights, _moves(matrix, basis))
    return Estimate(points, hurdle, posterior, show_all(support) if public else protect(support, basis))


def _moves(matrix: ResponseMatrix, basis: Basis) -> NDArray[np.int32]:
    """Turn group numbers of the matrix into those of the basis."""
    place = {standing.id: s for s, standing in enumerate(basis.standings)}
    moves = matrix.moved.copy()
    moves[:, 2] = [place[matrix.groups[g].id] for g in matrix.moved[:, 2]]
    return moves


def refit(matrix: ResponseMatrix, model: IdealPointModel, points: IdealPoints) -> IdealPoints:
    """Fit a part of the roll again from where the whole one ended."""
    return model.fit(matrix, weight=points.weight, start=points)
