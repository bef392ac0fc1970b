"""Made approvals for selections: minorities that agree among themselves and that bridging does not see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots, merge_ballots


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One selection to be made.

    Attributes
    ----------
    ballots : Ballots
    merit : int64 array of shape (n_propositions,)
        Bridging over three parties, in millionths.
    clash : bool array of shape (n_propositions, n_propositions)
    """

    ballots: Ballots
    merit: NDArray[np.int64]
    clash: NDArray[np.bool_]


def divided(seed: int, members: int, propositions: int) -> Instance:
    """Make a body of four blocs that run across its parties: two that agree on much, two minorities apart."""
    rng = np.random.default_rng(seed)
    bloc = rng.choice(4, members, p=[0.35, 0.2, 0.25, 0.2])
    home = rng.choice(4, propositions, p=[0.3, 0.3, 0.2, 0.2])
    chance = rng.uniform(0, 0.06, (4, propositions))
    chance[home, np.arange(propositions)] = rng.uniform(0.7, 0.98, propositions)
    shared = home < 2
    chance[:2, shared] = np.maximum(chance[:2, shared], rng.uniform(0.5, 0.95, (2, int(shared.sum()))))
    chance[2:, shared] = rng.uniform(0, 0.03, (2, int(shared.sum())))
    approves = rng.random((members, propositions)) < chance[bloc]
    party = rng.integers(0, 3, members)
    support = np.array([approves[party == q].mean(axis=0) for q in range(3)])
    bridging = np.exp(np.log(np.maximum(support, 1e-9)).mean(axis=0))
    merit = np.rint(bridging * 1e6).astype(np.int64)
    return Instance(merge_ballots(approves), merit, clashes(rng, propositions, 0.03))


def random_profile(seed: int) -> tuple[Instance, int]:
    """Make a small profile of any density with clashes, and a number of places."""
    rng = np.random.default_rng(seed)
    members, propositions = int(rng.integers(3, 60)), int(rng.integers(2, 14))
    approves = rng.random((members, propositions)) < rng.uniform(0.05, 0.8)
    merit = rng.integers(0, 1_000_000, propositions)
    clash = clashes(rng, propositions, float(rng.choice([0.05, 0.2, 0.5])))
    return Instance(merge_ballots(approves), merit, clash), int(rng.integers(1, 9))


def clashes(rng: np.random.Generator, propositions: int, share: float) -> NDArray[np.bool_]:
    """Draw which exclude each other."""
    half = np.triu(rng.random((propositions, propositions)) < share, 1)
    return np.asarray(half | half.T)
