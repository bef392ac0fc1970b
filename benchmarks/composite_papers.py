"""Papers whose truth is known: an assembly, slots with alternatives, and the plain rules to beat."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.composite.paper import Paper, Wording
from onevoice.opinion.simulation import Simulated, simulate_scenario
from onevoice.opinion.truth import Scenario, Truth

Floats = NDArray[np.float64]

GROUPS = 3
INTERCEPT_SD, LOADING_SD = 0.5, 1.5
RULES = ("majority", "least group", "product of groups")


def assembly(members: int, slots: int, alternatives: int, heard: float, seed: int) -> Simulated:
    """Simulate an assembly in three parties that answers ``slots`` times ``alternatives`` clauses.

    Clauses divide: loadings are three times as wide as intercepts. Every slot's first clause is the motion's.
    """
    scenario = Scenario(
        members=members,
        propositions=slots * alternatives,
        groups=GROUPS,
        heard=heard,
        activity_sd=0.4,
        passes=0.05,
        intercept_sd=INTERCEPT_SD,
        loading_sd=LOADING_SD,
        motion=True,
    )
    simulated = simulate_scenario(scenario, seed)
    clauses = tuple(
        replace(
            p, slot=f"slot {k % slots + 1:02d}", source=f"amendment {k // slots}" if k >= slots else "motion"
        )
        for k, p in enumerate(simulated.calls.propositions)
    )
    return replace(simulated, calls=replace(simulated.calls, propositions=clauses, relations=()))


def chances(truth: Truth) -> Floats:
    """Give the true probability that each member agrees with each clause, shape (n_members, n_clauses)."""
    odds = truth.intercepts + truth.leniency[:, None] + truth.ideal_points @ truth.loadings.T
    agree = 1 / (1 + np.exp(-odds))
    ambivalence = 1 - 2 * np.abs(agree - 0.5)
    passing = truth.pass_intercepts + truth.pass_leaning[:, None] + ambivalence
    return np.asarray(agree * (1 - 1 / (1 + np.exp(-passing))))


def by_clause(paper: Paper, support: Floats, everybody: Floats) -> list[Wording]:
    """Give the wordings of the plain rules, which decide each slot alone.

    Parameters
    ----------
    paper : Paper
    support : float array of shape (n_groups, n_clauses)
    everybody : float array of shape (n_clauses,)
    """
    product = np.log(np.maximum(support, 1e-9)).sum(axis=0)
    return [
        tuple(max(clauses, key=lambda clause: (value[clause], -clause)) for clauses in paper.clauses)
        for value in (everybody, support.min(axis=0), product)
    ]
