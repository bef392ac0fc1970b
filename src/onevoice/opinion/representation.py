"""Justified representation: whether a selection leaves a large, agreeing group of members without its share.

A verifier only: it counts, and knows nothing of how a selection was found. With k places among n members,
m members who all approve one proposition have a claim to l selected ones if m k >= l n. A claim on a
proposition that clashes with a selected one is void, and is listed as such.

References
----------
Aziz and others (2017), doi:10.1007/s00355-016-1019-3 (JR); Sanchez-Fernandez and others (2017),
doi:10.1609/aaai.v31i1.10611 (PJR); Brill and Peters (2023), doi:10.1145/3580507.3597785 (EJR+).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots

MOST_PLACES_SEARCHED = 12
"""With more places than this PJR is said only where EJR+ settles it: its search grows as 2 to the power k."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Members who are owed more than they have.

    Attributes
    ----------
    proposition : int
        An unselected proposition that all of them approve.
    level : int
        How many selected ones they are owed; each of them approves fewer.
    members : int
        How many they are.
    """

    proposition: int
    level: int
    members: int


@dataclass(frozen=True, slots=True)
class Representation:
    """Which guarantees a selection keeps.

    Attributes
    ----------
    jr, ejr_plus : bool
    pjr : bool or None
        None where it was not settled: EJR+ fails and there are too many places to search.
    claims : tuple of Claim
        What breaks EJR+, one for each proposition, at its highest level.
    void : tuple of Claim
        Claims on propositions that clash with a selected one, told in the same way.
    """

    jr: bool
    pjr: bool | None
    ejr_plus: bool
    claims: tuple[Claim, ...]
    void: tuple[Claim, ...]


def verify(
    ballots: Ballots, selected: Collection[int], k: int, clash: NDArray[np.bool_] | None = None
) -> Representation:
    """Check a selection for JR, PJR and EJR+.

    Parameters
    ----------
    ballots : Ballots
    selected : collection of int
        Places of the selected propositions.
    k : int
        Places there are, at least as many as are selected.
    clash : bool array of shape (n_propositions, n_propositions), optional
        Which cannot both be selected; symmetric. By default none.

    Examples
    --------
    >>> import numpy as np
    >>> from onevoice.opinion.ballots import merge_ballots
    >>> ballots = merge_ballots(np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 1]], dtype=bool))
    >>> verify(ballots, [0, 1], 2).ejr_plus, verify(ballots, [0, 2], 2).claims
    (True, ())
    >>> verify(ballots, [2], 2).claims
    (Claim(proposition=0, level=1, members=2),)
    """
    claims, void = claims_against(ballots, selected, k, clash)
    chosen = sorted(selected)
    barred = _barred(chosen, clash, ballots.n_propositions)
    nobody_served = ballots.short(chosen, 1)[:, 0] * k >= ballots.n
    nobody_served[chosen] = False
    return Representation(
        jr=not bool((nobody_served & ~barred & (ballots.supporters > 0)).any()),
        pjr=True if not claims else _keeps_pjr(ballots, chosen, k, barred),
        ejr_plus=not claims,
        claims=claims,
        void=void,
    )


def claims_against(
    ballots: Ballots, selected: Collection[int], k: int, clash: NDArray[np.bool_] | None = None
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """List the claims that break EJR+, and those that are void by a clash.

    Returns
    -------
    claims, void : tuple of Claim
        Each at the highest level that holds, in order of propositions.
    """
    held = holding(ballots, selected, k)
    barred = _barred(sorted(selected), clash, ballots.n_propositions)
    short = ballots.short(selected, k)
    found: tuple[list[Claim], list[Claim]] = ([], [])
    for j in np.flatnonzero(held.any(axis=1)):
        level = int(np.flatnonzero(held[j])[-1]) + 1
        found[int(barred[j])].append(Claim(int(j), level, int(short[j, level - 1])))
    return tuple(found[0]), tuple(found[1])


def holding(ballots: Ballots, selected: Collection[int], k: int) -> NDArray[np.bool_]:
    """Say of each unselected proposition and level whether enough supporters are short of it.

    Returns
    -------
    bool array of shape (n_propositions, k)
    """
    short = ballots.short(selected, k)
    held = (short * k >= np.arange(1, k + 1) * ballots.n) & (short > 0)
    held[sorted(selected)] = False
    return np.asarray(held)


def _barred(chosen: list[int], clash: NDArray[np.bool_] | None, n_propositions: int) -> NDArray[np.bool_]:
    if clash is None:
        return np.zeros(n_propositions, dtype=np.bool_)
    return np.asarray(clash[chosen].any(axis=0))


def _keeps_pjr(ballots: Ballots, chosen: list[int], k: int, barred: NDArray[np.bool_]) -> bool | None:
    """Search for l n / k members who approve l propositions in common, and fewer than l selected in all.

    For each set of selected propositions that could be all that such members approve, members are kept who
    approve none outside it, and common propositions are added one at a time while enough members remain.
    """
    if len(chosen) > MOST_PLACES_SEARCHED:
        return None
    for level in range(1, k + 1):
        for inside in combinations(chosen, min(level - 1, len(chosen))):
            outside = [j for j in chosen if j not in inside]
            kept = np.asarray(~ballots.approves[:, outside].any(axis=1))
            if any(not barred[j] for common in _common(ballots, kept, level, k) for j in common - {*chosen}):
                return False
    return True


def _common(ballots: Ballots, kept: NDArray[np.bool_], level: int, k: int) -> Iterator[set[int]]:
    """Give every set of ``level`` propositions that enough of the members kept approve in common."""
    enough = level * ballots.n
    stack: list[tuple[tuple[int, ...], NDArray[np.bool_]]] = [((), kept)]
    while stack:
        common, members = stack.pop()
        if len(common) == level:
            yield {*common}
            continue
        for j in range(common[-1] + 1 if common else 0, ballots.n_propositions):
            still = members & ballots.approves[:, j]
            weight = int(ballots.weight[still].sum())
            if weight and weight * k >= enough:
                stack.append(((*common, j), still))
