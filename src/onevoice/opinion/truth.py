"""Truth: what is really so in a simulated assembly, so that an estimate can be held against it.

The parameters are those of the model (see docs/methods), drawn from its own priors; what the model
may not know, such as a heavy tail of activity, is a knob of the scenario.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The knobs of a simulated assembly.

    Attributes
    ----------
    members, propositions : int
        Size of the roll and of the paper.
    groups : int
        Parties; every member is in one. They are the declared groups in column "party".
    associations : int
        Overlapping groups in column "association"; a member may be in any number of them.
    heard : float
        Share of all cells that are answered, in expectation; 0 < heard <= 1.
    dims : int
        Dimensions of the true ideal points.
    between : float
        Share of the variance of ideal points that lies between the parties, 0 <= between < 1.
    leniency_sd : float
        Spread of the members' leniency.
    intercept_sd, loading_sd : float
        Spread of the propositions' intercepts and loadings.
    group_term_sd : float
        Spread of what a party adds to single propositions beyond its ideal points.
    passes : float
        Share of the answers that are passes, roughly; 0 <= passes < 1.
    activity_sd : float
        Spread of the logarithm of the members' activity; 0 where all are asked alike.
    attention : float
        How much more often members at one end of the first dimension are asked, per unit of ideal point, log.
    exposure : float
        How much likelier a member is to be asked what lies on their side, in log-odds for each
        unit of loading times ideal point; 0 where who is asked what is left to chance. Needs
        ``heard`` of at most one half.
    smallest : int or None
        Size of the last party, where it is to be small.
    times : bool
        Whether answers have times.
    motion : bool
        Whether propositions are clauses with slots, sources and relations.
    """

    members: int = 300
    propositions: int = 60
    groups: int = 3
    associations: int = 0
    heard: float = 0.15
    dims: int = 2
    between: float = 0.5
    leniency_sd: float = 0.4
    intercept_sd: float = 1.0
    loading_sd: float = 1.0
    group_term_sd: float = 0.0
    passes: float = 0.1
    activity_sd: float = 0.8
    attention: float = 0.0
    exposure: float = 0.0
    smallest: int | None = None
    times: bool = False
    motion: bool = False

    def __post_init__(self) -> None:
        for name, least in (
            ("members", 1),
            ("propositions", 1),
            ("groups", 1),
            ("associations", 0),
            ("dims", 0),
        ):
            if getattr(self, name) < least:
                raise SettingsError(f"The number of {name} is {getattr(self, name)}. Give at least {least}.")
        if self.groups > self.members:
            raise SettingsError("There are more groups than members. Ask for fewer groups or more members.")
        if not 0 < self.heard <= 1:
            raise SettingsError(f"The share heard is {self.heard:g}. Give a number above 0 and up to 1.")
        if self.exposure and self.heard > 0.5:
            raise SettingsError(
                "Exposure has no room where over half is heard. Set `exposure` to 0 or `heard` to 0.5."
            )
        if not (0 <= self.between < 1 and 0 <= self.passes < 1):
            raise SettingsError("The shares `between` and `passes` lie from 0 up to, but not at, 1.")
        if self.smallest is not None and not (self.groups > 1 and 1 <= self.smallest <= self.members // 2):
            raise SettingsError(
                "The smallest of several groups has at least 1 and at most half of the members."
            )


@dataclass(frozen=True, eq=False)
class Truth:
    """What is really so: parameters, and every member's answer to everything.

    Attributes
    ----------
    member_ids, proposition_ids, group_ids : tuple of str
        The axes; ids sort in the order of the axes.
    party : int array of shape (n_members,)
        The one party of each member, an index into the first groups.
    belongs : bool array of shape (n_members, n_groups)
        Membership of parties, then of associations.
    ideal_points : float array of shape (n_members, n_dims)
    leniency : float array of shape (n_members,)
        How readily each agrees to anything.
    party_means : float array of shape (n_parties, n_dims)
    intercepts : float array of shape (n_propositions,)
    loadings : float array of shape (n_propositions, n_dims)
    party_terms : float array of shape (n_parties, n_propositions)
    pass_leaning : float array of shape (n_members,)
        How readily each passes.
    pass_intercepts : float array of shape (n_propositions,)
        Minus infinity where nobody passes.
    answers : int8 array of shape (n_members, n_propositions) or None
        1 agree, 0 pass, -1 disagree, as each would answer if asked. None where it would be too
        large to keep.
    """

    member_ids: tuple[str, ...]
    proposition_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    party: NDArray[np.int64]
    belongs: NDArray[np.bool_]
    ideal_points: Floats
    leniency: Floats
    party_means: Floats
    intercepts: Floats
    loadings: Floats
    party_terms: Floats
    pass_leaning: Floats
    pass_intercepts: Floats
    answers: NDArray[np.int8] | None = None

    def __post_init__(self) -> None:
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    def support(self, group: str = "all") -> Floats:
        """Return the true share of a group that agrees, shape (n_propositions,).

        Parameters
        ----------
        group : str
            A group id, or "all".

        Raises
        ------
        SettingsError
            If the assembly is too large for everybody's answers to be kept.
        """
        if self.answers is None:
            raise SettingsError(
                "This assembly is too large to keep everybody's answers. Simulate a smaller one to know "
                "its true support."
            )
        inside = (
            self.answers if group == "all" else self.answers[self.belongs[:, self.group_ids.index(group)]]
        )
        return np.asarray((inside == 1).mean(axis=0), dtype=np.float64)

    def document(self) -> dict[str, object]:
        """Return the truth as plain values, column by column, for a JSON file."""
        known = self.answers is not None
        return {
            "members": {
                "id": list(self.member_ids),
                "ideal_point": self.ideal_points.tolist(),
                "leniency": self.leniency.tolist(),
                "pass_leaning": self.pass_leaning.tolist(),
            },
            "propositions": {
                "id": list(self.proposition_ids),
                "intercept": self.intercepts.tolist(),
                "loadings": self.loadings.tolist(),
                "pass_intercept": [b if np.isfinite(b) else None for b in self.pass_intercepts.tolist()],
                "party_terms": dict(zip(self.group_ids, self.party_terms.tolist(), strict=False)),
                "support": {g: self.support(g).tolist() for g in ("all", *self.group_ids)} if known else None,
            },
        }


def draw_truth(scenario: Scenario, rng: np.random.Generator) -> Truth:
    """Draw the parameters of an assembly; its answers are drawn later.

    Parameters
    ----------
    scenario : Scenario
    rng : numpy.random.Generator

    Returns
    -------
    Truth
        With ``answers`` None. Ideal points have mean 0 and variance 1 in each dimension, in
        expectation over parties.
    """
    n, j, d, g = scenario.members, scenario.propositions, scenario.dims, scenario.groups
    sizes = _sizes(scenario)
    party = rng.permutation(np.repeat(np.arange(g), sizes))
    means = _party_means(rng, sizes / n, d, scenario.between)
    within = np.sqrt(1 - scenario.between) if g > 1 else 1.0
    ideal_points = means[party] + within * rng.standard_normal((n, d))
    passes = np.log(scenario.passes / (1 - scenario.passes)) if scenario.passes else -np.inf
    belongs = np.zeros((n, g + scenario.associations), dtype=np.bool_)
    belongs[np.arange(n), party] = True
    for k in range(scenario.associations):
        # each association gathers from one side of one dimension, and not only from there
        side = (-1) ** k * (ideal_points[:, k // 2 % d] if d else np.zeros(n))
        belongs[:, g + k] = rng.random(n) < 0.9 / (1 + np.exp(1 - 2 * side))
    return Truth(
        member_ids=_numbered("M", n),
        proposition_ids=_numbered("P", j),
        group_ids=(
            *(f"party:{name}" for name in _numbered("Party ", g)),
            *(f"association:{name}" for name in _numbered("Friends ", scenario.associations)),
        ),
        party=party,
        belongs=belongs,
        ideal_points=ideal_points,
        leniency=scenario.leniency_sd * rng.standard_normal(n),
        party_means=means,
        intercepts=scenario.intercept_sd * rng.standard_normal(j),
        loadings=scenario.loading_sd * rng.standard_normal((j, d)),
        party_terms=scenario.group_term_sd * rng.standard_normal((g, j)),
        pass_leaning=0.5 * rng.standard_normal(n),
        # ambivalence adds about a half to the log-odds of a pass (see onevoice.opinion.simulation)
        pass_intercepts=passes - 0.5 + 0.3 * rng.standard_normal(j),
    )


def _sizes(scenario: Scenario) -> NDArray[np.int64]:
    small = scenario.smallest
    g = scenario.groups - (small is not None)
    rest = scenario.members - (small or 0)
    even = np.full(g, rest // g) + (np.arange(g) < rest % g)
    return even if small is None else np.append(even, small)


def _party_means(rng: np.random.Generator, shares: Floats, d: int, between: float) -> Floats:
    means = rng.standard_normal((len(shares), d))
    means -= shares @ means
    spread = np.sqrt(shares @ means**2)
    return np.asarray(np.sqrt(between) * means / np.where(spread > 0, spread, 1))


def _numbered(prefix: str, n: int) -> tuple[str, ...]:
    width = len(str(n))
    return tuple(f"{prefix}{k:0{width}d}" for k in range(1, n + 1))
