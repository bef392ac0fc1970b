"""Headlines: the few claims that stand first, each with the probability that it is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.basis import Basis
from onevoice.opinion.estimate import Estimate
from onevoice.opinion.measures import HIGH, LOW

SURE = 0.9
"""Probability from which a claim is listed."""
OFTEN_PASSED = 0.25
"""Share of passes among those heard from which a proposition is called undecided."""
WIDE = 0.15
"""Width of the interval from which a proposition on the threshold is called undecided."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition (by index), and how probable it is that the claim holds of it.

    ``groups`` are indices of the group that agrees and the one that disagrees, for a divide.
    """

    proposition: int
    probability: float
    groups: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Headlines:
    """The claims, best first.

    Attributes
    ----------
    agreement : tuple of Claim
        Every basis group's support reaches the threshold.
    divides : tuple of Claim
        One group's agreement reaches the threshold, and so does another's disagreement.
    undecided : tuple of (int, str)
        Propositions often passed on, or not settled by the answers so far.
    """

    agreement: tuple[Claim, ...]
    divides: tuple[Claim, ...]
    undecided: tuple[tuple[int, Literal["passes", "interval"]], ...]


def expected_false(claims: tuple[Claim, ...]) -> float:
    """Add up the doubts: the expected number of false claims among those listed."""
    return float(sum(1 - claim.probability for claim in claims))


def find_headlines(found: Estimate, basis: Basis, threshold: float) -> Headlines:
    """List what can be claimed with a probability of at least ``SURE``.

    Parameters
    ----------
    found : Estimate
    basis : Basis
    threshold : float
        Share from which a group carries a proposition.
    """
    claimed = found.claimed(basis)
    probability = (claimed >= threshold).mean(axis=0)
    low, high = np.percentile(claimed, [LOW, HIGH], axis=0)
    agreed = [j for j in np.argsort(-low, kind="stable") if probability[j] >= SURE]
    agreement = tuple(Claim(int(j), float(probability[j])) for j in agreed)
    divides = _divides(found, basis, threshold)
    listed = {claim.proposition for claim in (*agreement, *divides)}
    return Headlines(agreement, divides, _undecided(found, probability, high - low, listed))


def _divides(found: Estimate, basis: Basis, threshold: float) -> tuple[Claim, ...]:
    if not basis.least:
        return ()
    groups = list(basis.least)
    support = found.shown.support
    agree = support.share[:, groups]
    against = support.disagree_draws[:, groups] / np.maximum(support.eligible[groups], 1e-9)
    carried, refused = agree >= threshold, against >= threshold
    probability = (carried.any(axis=1) & refused.any(axis=1)).mean(axis=0)
    distance = np.median(agree.max(axis=1) - agree.min(axis=1), axis=0)
    claims = []
    for j in np.argsort(-distance, kind="stable"):
        if probability[j] >= SURE:
            pair = (
                groups[_surest(agree[:, :, j], threshold)],
                groups[_surest(against[:, :, j], threshold)],
            )
            claims.append(Claim(int(j), float(probability[j]), pair))
    return tuple(claims)


def _surest(share: NDArray[np.floating], threshold: float) -> int:
    """Find the group that most surely reaches the threshold; of several, the one that lies highest."""
    low = np.percentile(share, LOW, axis=0)
    return int(np.lexsort((low, (share >= threshold).mean(axis=0)))[-1])


def _undecided(
    found: Estimate, probability: NDArray[np.float64], width: NDArray[np.floating], listed: set[int]
) -> tuple[tuple[int, Literal["passes", "interval"]], ...]:
    support = found.shown.support
    heard = support.agree[0] + support.disagree[0] + support.passed[0]
    passing = np.where(found.shown.hidden[2, 0], 0.0, support.passed[0] / np.maximum(heard, 1))
    rows: list[tuple[int, Literal["passes", "interval"]]] = [
        (int(j), "passes") for j in np.argsort(-passing, kind="stable") if passing[j] >= OFTEN_PASSED
    ]
    often = {j for j, _ in rows}
    rows += [
        (int(j), "interval")
        for j in np.argsort(-width, kind="stable")
        if width[j] >= WIDE and 1 - SURE < probability[j] < SURE and int(j) not in often | listed
    ]
    return tuple(rows)
