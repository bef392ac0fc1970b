"""What goes into a fit and what comes out: the settings of the model, and the values found.

Beneath both the model that people ask (``ideal_points``) and the fit under way (``variational``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError

Floats = NDArray[np.float64]
Scale = float | Literal["relevance"]

MOST_DIMS = 8


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
class Fitted:
    """The values of a finished fit, arrays read-only.

    Unit of all parameters: log odds per unit of ideal point.

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


@dataclass(frozen=True)
class ModelSettings:
    """Settings of the model.

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
