"""What other rules would have selected: popularity, other proportional rules, the largest parties.

Each is the rule as published, but for what clashes with a selected proposition, which it skips. Where a rule
leaves a tie, the proposition that stands earlier in the lot is taken.

References
----------
Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, doi:10.1007/978-3-031-09016-5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_SETS = 20_000
"""Sets up to which PAV's best is found by trying all; above, by swaps from the sequential rule's."""
_EQUAL = 1e-9  # costs closer than this are a tie


def counterfactuals(
    ballots: Ballots,
    merit: NDArray[np.int64],
    clash: Bools,
    k: int,
    order: Sequence[int],
    by_party: NDArray[np.int64] | None = None,
) -> dict[str, tuple[int, ...]]:
    """Give what each rule would have selected, in its own order.

    Parameters
    ----------
    ballots : Ballots
    merit : int64 array of shape (n_propositions,)
        What "bridging" alone goes by.
    clash : bool array of shape (n_propositions, n_propositions)
    k : int
    order : sequence of int
        All propositions by lot.
    by_party : int64 array of shape (n_parties, n_propositions), optional
        Supporters of each proposition in each party, the largest party first.

    Returns
    -------
    dict
        By "bridging", "approval", "equal-shares", "phragmen", "pav" and, with parties, "largest-parties".
    """
    chosen = {
        "bridging": best_first(merit, clash, k, order),
        "approval": best_first(ballots.supporters, clash, k, order),
        "equal-shares": equal_shares(ballots, clash, k, order),
        "phragmen": phragmen(ballots, clash, k, order),
        "pav": pav(ballots, clash, k, order),
    }
    if by_party is not None and len(by_party):
        chosen["largest-parties"] = largest_parties(by_party, clash, k, order)
    return chosen


def best_first(score: NDArray[np.int64], clash: Bools, k: int, order: Sequence[int]) -> tuple[int, ...]:
    """Take the greatest score first, then the next that clashes with nothing taken."""
    return _in_turn(clash, k, lambda free: _least(-score[free].astype(np.float64), free), order)


def largest_parties(
    by_party: NDArray[np.int64], clash: Bools, k: int, order: Sequence[int]
) -> tuple[int, ...]:
    """Let each party in turn, largest first and round again, take what most of its members support."""
    turn = iter(range(k))

    def next_choice(free: NDArray[np.int64]) -> int:
        support = by_party[next(turn) % len(by_party)]
        return _least(-support[free].astype(np.float64), free)

    return _in_turn(clash, k, next_choice, order)


def phragmen(ballots: Ballots, clash: Bools, k: int, order: Sequence[int]) -> tuple[int, ...]:
    """Select by Phragmen's sequential rule: each is a load, spread to keep the greatest load small."""
    return _phragmen(ballots, clash, k, order, (), np.zeros(len(ballots.weight)))


def _phragmen(
    ballots: Ballots, clash: Bools, k: int, order: Sequence[int], begun: tuple[int, ...], load: Floats
) -> tuple[int, ...]:
    size = np.maximum(ballots.supporters, 1)

    def next_choice(free: NDArray[np.int64]) -> int:
        after = (1.0 + ballots.weighted @ load) / size
        after[ballots.supporters == 0] = np.inf
        j = _least(after[free], free)
        if ballots.supporters[j]:
            load[ballots.approves[:, j]] = after[j]
        return j

    return _in_turn(clash, k, next_choice, order, begun)


def equal_shares(ballots: Ballots, clash: Bools, k: int, order: Sequence[int]) -> tuple[int, ...]:
    """Give everybody k / n to spend in equal shares; places left over are filled by Phragmen's rule."""
    budget = np.full(len(ballots.weight), k / ballots.n)
    chosen: list[int] = []
    free = np.ones(ballots.n_propositions, dtype=np.bool_)
    while len(chosen) < k:
        costs = np.full(ballots.n_propositions, np.inf)
        for j in np.flatnonzero(free).tolist():
            rows = ballots.approves[:, j]
            costs[j] = _cost(budget[rows], ballots.weight[rows])
        left = np.array([j for j in order if free[j]], dtype=np.int64)
        if not len(left) or not np.isfinite(costs[left]).any():
            break
        j = _least(costs[left], left)
        rows = ballots.approves[:, j]
        budget[rows] -= np.minimum(budget[rows], costs[j])
        chosen.append(j)
        free[j] = False
        free[clash[j]] = False
    return _phragmen(ballots, clash, k, order, tuple(chosen), -budget)


def _cost(budget: Floats, weight: NDArray[np.int64]) -> float:
    """Find the smallest most that anybody pays if supporters pay one together; infinite if they cannot."""
    if float(budget @ weight) < 1.0 - _EQUAL:
        return float("inf")
    by_budget = np.argsort(budget, kind="stable")
    budget, weight = budget[by_budget], weight[by_budget]
    paid = np.concatenate([[0.0], np.cumsum(budget * weight)[:-1]])  # by those who have less
    share = (1.0 - paid) / np.cumsum(weight[::-1])[::-1]
    enough = np.flatnonzero(share <= budget + _EQUAL)
    return float(share[enough[0]])


def pav(ballots: Ballots, clash: Bools, k: int, order: Sequence[int]) -> tuple[int, ...]:
    """Select by proportional approval voting: a member's l-th selected proposition counts 1 / l."""
    m = ballots.n_propositions
    worth = np.concatenate([[0.0], np.cumsum(1.0 / np.arange(1, k + 1))])

    def score(selected: Iterable[int]) -> float:
        return float(ballots.weight @ worth[ballots.approved(selected)])

    if comb(m, min(k, m)) <= MOST_SETS:
        sets = (one for size in range(min(k, m), -1, -1) for one in combinations(order, size))
        return max((one for one in sets if not clash[np.ix_(one, one)].any()), key=score)
    return _swapped(_sequential_pav(ballots, clash, k, order), score, clash, order)


def _sequential_pav(ballots: Ballots, clash: Bools, k: int, order: Sequence[int]) -> tuple[int, ...]:
    has = np.zeros(len(ballots.weight), dtype=np.int64)

    def next_choice(free: NDArray[np.int64]) -> int:
        j = _least(-(ballots.weighted @ (1.0 / (has + 1.0)))[free], free)
        has[ballots.approves[:, j]] += 1
        return j

    return _in_turn(clash, k, next_choice, order)


def _swapped(
    begun: tuple[int, ...], score: Callable[[Iterable[int]], float], clash: Bools, order: Sequence[int]
) -> tuple[int, ...]:
    """Swap one selected for one unselected while that helps."""
    chosen, best = list(begun), score(begun)
    better = True
    while better:
        better = False
        for place in range(len(chosen)):
            rest = chosen[:place] + chosen[place + 1 :]
            for j in order:
                if j in chosen or clash[j, rest].any():
                    continue
                after = score([*rest, j])
                if after > best + _EQUAL:
                    chosen[place], best, better = j, after, True
                    break
    return tuple(chosen)


def _in_turn(
    clash: Bools,
    k: int,
    next_choice: Callable[[NDArray[np.int64]], int],
    order: Sequence[int],
    begun: tuple[int, ...] = (),
) -> tuple[int, ...]:
    chosen = list(begun)
    free = np.ones(len(order), dtype=np.bool_)
    free[chosen] = False
    free[clash[chosen].any(axis=0)] = False
    while len(chosen) < k and free.any():
        j = next_choice(np.array([one for one in order if free[one]], dtype=np.int64))
        chosen.append(j)
        free[j] = False
        free[clash[j]] = False
    return tuple(chosen)


def _least(cost: Floats, free: NDArray[np.int64]) -> int:
    """Take the least cost, the first of those that are equal up to rounding."""
    return int(free[np.flatnonzero(cost <= cost.min() + _EQUAL)[0]])
