"""Reasons for a selection, round by round: what was owed to whom, and why something good was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots
from onevoice.opinion.representation import Claim, claims_against

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Round:
    """One selected proposition, and what it was selected for.

    Attributes
    ----------
    proposition : int
    level : int or None
        Its supporters were owed this many and had fewer; None if it was added because it unites.
    members : int
        Supporters who were short; all of its supporters where none were owed.
    """

    proposition: int
    level: int | None
    members: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A proposition that unites more than one that was selected, and why it was not.

    Attributes
    ----------
    proposition : int
    clashes : tuple of int
        Selected ones with which it clashes.
    instead : int or None
        The selected one that would have to make room; None where it clashes with several.
    claim : Claim or None
        Who would then be short.
    void : Claim or None
        Whose claim would then be void, where nobody would be short.
    """

    proposition: int
    clashes: tuple[int, ...]
    instead: int | None
    claim: Claim | None
    void: Claim | None


def rounds_of(
    ballots: Ballots, selected: Sequence[int], merit: NDArray[np.int64], k: int
) -> tuple[Round, ...]:
    """Put a selection in order: what is owed, the largest claims first, then what unites most.

    Parameters
    ----------
    ballots : Ballots
    selected : sequence of int
    merit : int64 array of shape (n_propositions,)
    k : int
    """
    left = sorted(selected, key=lambda j: (-int(merit[j]), j))
    done: list[Round] = []
    for level in range(k, 0, -1):
        while left:
            short = ballots.short([one.proposition for one in done], k)[:, level - 1]
            owed = [j for j in left if short[j] * k >= level * ballots.n and short[j] > 0]
            if not owed:
                break
            first = max(owed, key=lambda j: int(short[j]))
            done.append(Round(first, level, int(short[first])))
            left.remove(first)
    return (*done, *(Round(j, None, int(ballots.supporters[j])) for j in left))


def left_out(
    ballots: Ballots, selected: Sequence[int], merit: NDArray[np.int64], clash: Bools, k: int
) -> tuple[LeftOut, ...]:
    """Say of every proposition with more merit than a selected one why it was left out, the best first."""
    if not selected:
        return ()
    weakest = min(selected, key=lambda j: (int(merit[j]), j))
    before = {claim.proposition for claim in claims_against(ballots, selected, k, clash)[1]}
    better = [j for j in range(len(merit)) if j not in selected and merit[j] > merit[weakest]]
    told = []
    for j in sorted(better, key=lambda j: (-int(merit[j]), j)):
        rivals = tuple(other for other in selected if clash[j, other])
        instead = rivals[0] if rivals else weakest
        if len(rivals) > 1 or merit[j] <= merit[instead]:
            told.append(LeftOut(j, rivals, None, None, None))
            continue
        others = [*(other for other in selected if other != instead), j]
        claims, void = claims_against(ballots, others, k, clash)
        more = [claim for claim in void if claim.proposition not in before]
        told.append(LeftOut(j, rivals, instead, _largest(claims), None if claims else _largest(more)))
    return tuple(told)


def _largest(claims: Sequence[Claim]) -> Claim | None:
    return max(claims, key=lambda claim: (claim.level, claim.members), default=None)
