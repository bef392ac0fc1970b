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
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from onevoice.errors import SettingsError
from onevoice.opinion.chance import mix, unit
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.odds import odds_between
from onevoice.opinion.threads import threads_for

Floats = NDArray[np.float64]
Scale = float | Literal["relevance"]

MOST_DIMS = 8
_LARGE = 2_000_000  # answers from which a sample of the members is fitted first
_SAMPLE = 500_000
_SAMPLED_SHARE = 0.05


@dataclass(frozen=True, eq=False)
class Priors:
    """What the fit learned about the spread of things, to be held fixed when members are folded in.

    Attributes
    ----------
    group_means : float64 array of shape (n_groups, n_dims)
        Shift of the ideal points of a group's members.
    activity_slope : float64 array of shape (n_dims,)
        Shift of ideal points for each unit of activity.
    activity_centre : float
        Mean log(1 + answers) of the members fitted.
    within : float64 array of shape (n_dims, n_dims)
        Covariance of ideal points around their groups' means; with the means it adds up to the identity.
    leniency_variance, group_term_variance : float
        In squared log odds.
    loading : float64 array of shape (n_dims, n_dims)
        Prior covariance of loadings.
    """

    group_means: Floats
    activity_slope: Floats
    activity_centre: float
    within: Floats
    leniency_variance: float
    group_term_variance: float
    loading: Floats


@dataclass(frozen=True, eq=False)
class IdealPoints:
    """A finished fit. Arrays are read-only; unit of all parameters: log odds per unit of ideal point.

    Attributes
    ----------
    member_ids, proposition_ids : tuple of str
        What the rows stand for.
    mean : float64 array of shape (n_members, n_dims + 1)
        Ideal points, then leniency; members who took no stance stand at their prior.
    spread : float64 array of shape (n_members, (n_dims + 1) * (n_dims + 2) / 2)
        Their variational covariances, packed upper triangles. Too narrow to publish: see ``covariance``.
    terms : float64 array of shape (n_propositions, 1 + n_dims + n_groups)
        Intercept, loadings, group terms.
    terms_spread : float64 array of shape (n_propositions, 1 + n_dims + n_groups, same)
        Variational covariances of the terms.
    belongs : bool array of shape (n_members, n_groups)
        The memberships in the model.
    activity : float64 array of shape (n_members,)
        log(1 + answers given), centred; zero where the model leaves activity out.
    weight : float64 array of shape (n_propositions,)
        Weight of each proposition's answers; under 1 for near-duplicates.
    priors : Priors
    share : float64 array of shape (n_dims,)
        Share of the explained variance of log odds that each dimension carries; sums to 1.
    n_sweeps : int
    converged : bool
    """

    member_ids: tuple[str, ...]
    proposition_ids: tuple[str, ...]
    mean: Floats
    spread: Floats
    terms: Floats
    terms_spread: Floats
    belongs: NDArray[np.bool_]
    activity: Floats
    weight: Floats
    priors: Priors
    intercept_scale: float
    share: Floats
    n_sweeps: int
    converged: bool

    def __post_init__(self) -> None:
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @property
    def expected(self) -> Floats:
        """Where each member's groups and activity alone would place them, shape (n_members, n_dims)."""
        means = np.vstack([self.priors.group_means, self.priors.activity_slope])
        return np.asarray(self.background @ means)

    @property
    def background(self) -> Floats:
        """What the prior knows of each member: groups, then activity, shape (n_members, n_groups + 1)."""
        return np.hstack([self.belongs, self.activity[:, None]])

    @property
    def n_dims(self) -> int:
        """Dimensions of the opinion space."""
        return int(self.mean.shape[1]) - 1

    @property
    def point(self) -> Floats:
        """Ideal points, shape (n_members, n_dims)."""
        return self.mean[:, :-1]

    @property
    def leniency(self) -> Floats:
        """How readily each member agrees with anything, shape (n_members,), log odds."""
        return self.mean[:, -1]

    @property
    def intercept(self) -> Floats:
        """Log odds of agreement at the centre, shape (n_propositions,)."""
        return self.terms[:, 0]

    @property
    def loading(self) -> Floats:
        """How each proposition divides, shape (n_propositions, n_dims)."""
        return self.terms[:, 1 : self.n_dims + 1]

    @property
    def group_term(self) -> Floats:
        """What a group adds beyond its members' ideal points, shape (n_propositions, n_groups)."""
        return self.terms[:, self.n_dims + 1 :]

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
        from onevoice.opinion.variational import Fit  # noqa: PLC0415  # which needs this module's values

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
class IdealPointModel:
    """Settings of the model; ``fit`` applies them to a matrix.

    Parameters
    ----------
    n_dims : int
        0 to 8. 0: members differ in leniency and groups only.
    loading_scale : float or "relevance"
        Prior standard deviation of a loading, or "relevance": learn one per direction from the answers.
    intercept_scale : float or None
        Prior standard deviation of an intercept. None: 1.5 times the spread that loadings give to log odds,
        so that an unheard proposition may as well be carried or refused by all as divide them.
    leniency_scale : float or None
        Standard deviation of leniency, log odds; 0 for none, None to learn it from the answers.
    activity : bool or None
        Whether members who answer much may stand elsewhere than those who answer little. Where they do and
        the model does not know it, the silent are taken for the talkative. None: held-out answers say
        (see ``choice``); a fit by itself then goes without.
    groups, group_terms : bool
        Whether declared groups stand in the prior; whether a group
        may lean on a proposition beyond what its members' ideal points say.
    tolerance : float
        Stop when the propositions' terms change by less than this share in one sweep.
    most_sweeps : int
        Stop there in any case; the result then says that it has not converged.
    """

    n_dims: int = 2
    loading_scale: Scale = 1.0
    intercept_scale: float | None = None
    leniency_scale: float | None = None
    activity: bool | None = None
    groups: bool = True
    group_terms: bool = True
    tolerance: float = 2e-3
    most_sweeps: int = 500

    def __post_init__(self) -> None:
        if not 0 <= self.n_dims <= MOST_DIMS:
            raise SettingsError(f"The number of dimensions is {self.n_dims}; it can be 0 to {MOST_DIMS}.")

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
        from onevoice.opinion.variational import Fit  # noqa: PLC0415  # which needs this module's values

        with threads_for(matrix.n_answers * (self.n_dims + 1)):
            if start is None and among is None and matrix.n_answers > _LARGE:
                sample = unit(mix(matrix.member_keys)) < max(_SAMPLE / matrix.n_answers, _SAMPLED_SHARE)
                start = Fit(self, matrix, weight, sample).run(None, None)
            return Fit(self, matrix, weight, among).run(start, progress)


def pack(full: Floats) -> Floats:
    """Upper triangles of symmetric matrices (..., k, k), row by row, as (..., k * (k + 1) / 2)."""
    upper = np.triu_indices(full.shape[-1])
    return full[..., upper[0], upper[1]]


def unpack(packed: Floats, k: int) -> Floats:
    """Symmetric matrices (..., k, k) from their packed upper triangles."""
    upper = np.triu_indices(k)
    full = np.empty((*packed.shape[:-1], k, k))
    full[..., upper[0], upper[1]] = packed
    full[..., upper[1], upper[0]] = packed
    return full
