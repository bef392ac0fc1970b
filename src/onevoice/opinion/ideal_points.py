"""The model: members' ideal points and propositions' parameters, fitted to the answers given.

The log odds that member i agrees with proposition j, once a stance is taken, are

    intercept_j + leniency_i + loading_j . point_i + sum of the group terms of i's groups,

with ideal points drawn around what a member's declared groups and activity let expect. Fitted by
variational expectation-maximisation with the Polya-Gamma bound (Jaakkola and Jordan 2000,
10.1023/A:1008932416310; Polson, Scott and Windle 2013, 10.1080/01621459.2013.829001) and parameter
expansion (Liu, Rubin and Wu 1998, 10.1093/biomet/85.4.755). Passes are no stances:
``onevoice.opinion.passes`` models them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from onevoice.opinion.chance import mix, unit
from onevoice.opinion.fitted import Fitted, Floats, ModelSettings, pack, unpack
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.odds import odds_between
from onevoice.opinion.threads import threads_for
from onevoice.opinion.variational import Fit

_LARGE = 2_000_000  # answers from which a sample of the members is fitted first
_SAMPLE = 500_000
_SAMPLED_SHARE = 0.05


@dataclass(frozen=True, eq=False)
class IdealPoints(Fitted):
    """A finished fit, and what can be asked of it; ``Fitted`` lists its values."""

    def log_odds(self, members: NDArray[np.integer], propositions: NDArray[np.integer]) -> Floats:
        """Posterior mean log odds of agreement for pairs of member and proposition, shape (n_pairs,)."""
        d = self.n_dims
        terms = self.terms[propositions]
        odds = terms[:, 0] + self.leniency[members]
        odds += np.einsum("nd,nd->n", terms[:, 1 : d + 1], self.point[members])
        return np.asarray(odds + np.einsum("ng,ng->n", terms[:, d + 1 :], self.belongs[members]))

    def probability(self, members: NDArray[np.integer], propositions: NDArray[np.integer]) -> Floats:
        """Probability of agreement once a stance is taken, for pairs, shape (n_pairs,), within (0, 1).

        The log odds are averaged over their variational posterior by MacKay's approximation
        (1992, 10.1162/neco.1992.4.5.720).
        """
        odds, variance = odds_between(
            members, propositions, self.mean, self.spread, self.belongs, self.terms, self.terms_spread
        )
        return np.asarray(expit(odds / np.sqrt(1 + np.pi / 8 * variance)))

    def turned(self, rotation: Floats) -> IdealPoints:
        """Turn the map: the same fit in coordinates ``point @ rotation``, rotation orthogonal."""
        d = self.n_dims
        member, term = np.eye(d + 1), np.eye(self.terms.shape[1])
        member[:d, :d] = rotation
        term[1 : d + 1, 1 : d + 1] = rotation
        priors = replace(
            self.priors,
            group_means=self.priors.group_means @ rotation,
            activity_slope=self.priors.activity_slope @ rotation,
            within=rotation.T @ self.priors.within @ rotation,
            loading=rotation.T @ self.priors.loading @ rotation,
        )
        terms = self.terms @ term
        explained = (terms[:, 1 : d + 1] ** 2).sum(axis=0)
        return replace(
            self,
            mean=self.mean @ member,
            spread=pack(member.T @ unpack(self.spread, d + 1) @ member),
            terms=terms,
            terms_spread=term.T @ self.terms_spread @ term,
            priors=priors,
            share=explained / max(explained.sum(), 1e-300),
        )

    def with_others(self, placed: IdealPoints, others: NDArray[np.bool_]) -> IdealPoints:
        """Take some members as they were placed on the same propositions, the rest as they are here."""
        mean, spread = self.mean.copy(), self.spread.copy()
        mean[others], spread[others] = placed.mean[others], placed.spread[others]
        return replace(self, mean=mean, spread=spread)

    def place(self, matrix: ResponseMatrix, among: NDArray[np.bool_] | None = None) -> IdealPoints:
        """Fold members in: place them by their answers, the propositions held as they are.

        Parameters
        ----------
        matrix : ResponseMatrix
            With the propositions of the fit; its members may be others.
        among : bool array of shape (n_members,), optional
            Place these only; the others stand at their prior.

        Returns
        -------
        IdealPoints
            The same propositions, the matrix's members.
        """
        model = IdealPointModel(
            n_dims=self.n_dims,
            groups=self.belongs.shape[1] > 0,
            activity=bool(self.activity.any()),
            leniency_scale=self.priors.leniency_variance**0.5,
            intercept_scale=self.intercept_scale,
        )
        with threads_for(matrix.n_answers * (self.n_dims + 1)):
            return Fit(model, matrix, self.weight, among).place(self)


@dataclass(frozen=True)
class IdealPointModel(ModelSettings):
    """The model; ``fit`` applies its settings (``ModelSettings`` lists them) to a matrix."""

    def fit(
        self,
        matrix: ResponseMatrix,
        *,
        weight: Floats | None = None,
        among: NDArray[np.bool_] | None = None,
        start: IdealPoints | None = None,
        progress: Callable[[int, float], None] | None = None,
    ) -> IdealPoints:
        """Fit the model to the stances in a matrix; a large roll starts from a sample of its members.

        Parameters
        ----------
        matrix : ResponseMatrix
        weight : float64 array of shape (n_propositions,), optional
            Weight of each proposition's answers, 1 by default.
        among : bool array of shape (n_members,), optional
            Fit these members only; the others stand at their prior.
        start : IdealPoints, optional
            An earlier fit with the same number of dimensions; matched by id.
        progress : callable, optional
            Told the number of sweeps and the last change after each sweep.

        Returns
        -------
        IdealPoints
        """
        with threads_for(matrix.n_answers * (self.n_dims + 1)):
            if start is None and among is None and matrix.n_answers > _LARGE:
                sample = unit(mix(matrix.member_keys)) < max(_SAMPLE / matrix.n_answers, _SAMPLED_SHARE)
                first: Fitted | None = Fit(self, matrix, weight, sample).run(None, None)
            else:
                first = start
            return IdealPoints(**vars(Fit(self, matrix, weight, among).run(first, progress)))
