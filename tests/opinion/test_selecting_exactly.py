from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.opinion.ballots import merge_ballots
from onevoice.opinion.exact_selection import choose_exactly
from onevoice.opinion.justified import select_justified
from onevoice.opinion.representation import claims_against, verify


@st.composite
def instances(draw, most_members=12, most_propositions=7, most_places=4):
    """Draw approvals of every density, merits with many ties, and clashes from none to many."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n, m = draw(st.integers(1, most_members)), draw(st.integers(1, most_propositions))
    approves = rng.random((n, m)) < draw(st.sampled_from([0.1, 0.3, 0.5, 0.8]))
    clash = np.triu(rng.random((m, m)) < draw(st.sampled_from([0.0, 0.15, 0.4])), 1)
    merit = rng.integers(0, draw(st.sampled_from([2, 1_000_000])), m)
    return approves, merit, clash | clash.T, draw(st.integers(1, most_places))


def _apart(clash, chosen) -> bool:
    return not any(clash[i, j] for i, j in combinations(chosen, 2))


def _sets(m: int, k: int):
    return (chosen for size in range(min(k, m) + 1) for chosen in combinations(range(m), size))


def _claims_by_definition(approves, chosen, k, clash):
    """Say which propositions some set of members has a claim on, void or not, trying all sets of members."""
    n, m = approves.shape
    has = approves[:, list(chosen)].sum(axis=1)
    found = {False: set(), True: set()}
    for c in range(m):
        if c in chosen:
            continue
        for level in range(1, k + 1):
            for size in range(1, n + 1):
                if size * k < level * n:
                    continue
                for members in combinations(range(n), size):
                    if all(approves[i, c] and has[i] < level for i in members):
                        found[any(clash[c, j] for j in chosen)].add(c)
    return found[False], found[True]


def _keeps_pjr_by_definition(approves, chosen, k) -> bool:
    n = len(approves)
    for size in range(1, n + 1):
        for members in combinations(range(n), size):
            rows = approves[list(members)]
            level = min(size * k // n, int(rows.all(axis=0).sum()))
            if int(rows[:, list(chosen)].any(axis=0).sum()) < level:
                return False
    return True


@settings(max_examples=60)
@given(instances(most_members=6, most_propositions=5, most_places=3))
def test_the_verifier_says_what_the_definitions_say(instance):
    """JR, PJR, EJR+ and void claims are as when every set of members is tried."""
    approves, _, clash, k = instance
    ballots = merge_ballots(approves)
    for chosen in _sets(approves.shape[1], k):
        said = verify(ballots, chosen, k, clash)
        claims, void = _claims_by_definition(approves, chosen, k, clash)
        assert {claim.proposition for claim in said.claims} == claims
        assert {claim.proposition for claim in said.void} == void
        assert said.ejr_plus == (not claims)
        free = verify(ballots, chosen, k)
        assert free.pjr == _keeps_pjr_by_definition(approves, chosen, k)
        served = approves[:, list(chosen)].any(axis=1)
        assert free.jr == (not ((approves & ~served[:, None]).sum(axis=0) * k >= len(approves)).any())


@settings(max_examples=300)
@given(instances())
def test_each_guarantee_holds_where_a_stronger_one_does(instance):
    """EJR+ brings PJR, and PJR brings JR, with clashes too."""
    approves, _, clash, k = instance
    ballots = merge_ballots(approves)
    for chosen in _sets(approves.shape[1], k):
        said = verify(ballots, chosen, k, clash)
        assert said.pjr or not said.ejr_plus
        assert said.jr or not said.pjr


@settings(max_examples=300)
@given(instances(most_places=5))
def test_the_selection_is_what_trying_all_sets_finds(instance):
    """No set that keeps the guarantee has fewer void claims, nor as few and more merit; and it is proved."""
    approves, merit, clash, k = instance
    ballots = merge_ballots(approves)
    chosen = choose_exactly(ballots, merit, clash, k)
    keeping = []
    for one in _sets(len(merit), k):
        if _apart(clash, one):
            claims, void = claims_against(ballots, one, k, clash)
            if not claims:
                keeping.append((len(void), -int(merit[list(one)].sum())))
    assert (chosen.void, -chosen.merit) == min(keeping)
    assert chosen.proven
    assert chosen.bound == chosen.merit


def test_twelve_propositions_are_selected_as_by_trying_all():
    """The same holds of twelve propositions, where blocs leave a minority without its share."""
    for seed in range(6):
        rng = np.random.default_rng(seed)
        bloc, home = rng.choice(3, 40, p=[0.5, 0.3, 0.2]), rng.choice(3, 12)
        approves = rng.random((40, 12)) < np.where(bloc[:, None] == home, 0.9, 0.04)
        clash = np.triu(rng.random((12, 12)) < 0.1, 1)
        clash |= clash.T
        merit = (approves.sum(axis=0) ** 2 * 1_000).astype(np.int64)
        ballots = merge_ballots(approves)
        chosen = choose_exactly(ballots, merit, clash, 5)
        best = min(
            (len(void), -int(merit[list(one)].sum()))
            for one in _sets(12, 5)
            if _apart(clash, one)
            for claims, void in [claims_against(ballots, one, 5, clash)]
            if not claims
        )
        assert (chosen.void, -chosen.merit) == best


@settings(max_examples=300)
@given(instances(most_members=30, most_propositions=15, most_places=8))
def test_no_clash_is_selected_and_the_guarantee_always_holds(instance):
    """At most k are selected, no two clash, and EJR+ holds, by the exact search and by the greedy rule."""
    approves, merit, clash, k = instance
    ballots = merge_ballots(approves)
    greedy = select_justified(ballots, merit, clash, k, range(len(merit)))
    for chosen in (choose_exactly(ballots, merit, clash, k).selected, greedy):
        assert len(chosen) <= k
        assert _apart(clash, chosen)
        assert verify(ballots, chosen, k, clash).ejr_plus


@settings(max_examples=100)
@given(instances(most_members=20, most_propositions=9), st.integers(0, 2**32))
def test_neither_the_order_of_members_nor_of_propositions_matters(instance, seed):
    """Members and propositions listed in another order, with the same lot, are selected as before."""
    approves, merit, clash, k = instance
    m = len(merit)
    rng = np.random.default_rng(seed)
    rows, columns, lot = rng.permutation(len(approves)), rng.permutation(m), rng.permutation(m)
    place = np.argsort(columns)
    plain = choose_exactly(merge_ballots(approves), merit, clash, k, tuple(lot))
    moved = choose_exactly(
        merge_ballots(approves[rows][:, columns]),
        merit[columns],
        clash[np.ix_(columns, columns)],
        k,
        tuple(place[lot]),
    )
    assert {*plain.selected} == {int(columns[j]) for j in moved.selected}


@settings(max_examples=150)
@given(instances(most_members=20, most_propositions=9), st.data())
def test_what_everybody_approves_is_left_out_only_for_others_as_good(instance, data):
    """A proposition that all approve and nothing clashes with gives way to k of no less merit alone."""
    approves, merit, clash, k = (np.array(part) if np.ndim(part) else part for part in instance)
    j = data.draw(st.integers(0, len(merit) - 1))
    approves[:, j] = True
    clash[j], clash[:, j] = False, False
    merit[j] = max(1, int(merit[j]))
    chosen = choose_exactly(merge_ballots(approves), merit, clash, k).selected
    assert j in chosen or (len(chosen) == k and all(merit[i] >= merit[j] for i in chosen))


def test_the_same_input_gives_the_same_selection_again():
    """Twice the same seed and instance, twice the same choice, though many sets are equally good."""
    rng = np.random.default_rng(5)
    approves = rng.random((60, 25)) < 0.2
    clash = np.zeros((25, 25), dtype=bool)
    found = {choose_exactly(merge_ballots(approves), np.full(25, 7), clash, 6, seed=3) for _ in range(3)}
    assert len(found) == 1


def test_out_of_time_the_fallback_keeps_the_guarantee_and_says_how_far_it_may_be():
    """With next to no time, what is given keeps EJR+ and its bound is no less than the best there is."""
    rng = np.random.default_rng(1)
    bloc, home = rng.choice(3, 90, p=[0.5, 0.3, 0.2]), rng.choice(3, 30)
    approves = rng.random((90, 30)) < np.where(bloc[:, None] == home, 0.9, 0.02)
    merit = (approves.sum(axis=0) ** 2 * 1_000).astype(np.int64)
    clash = np.zeros((30, 30), dtype=bool)
    ballots = merge_ballots(approves)
    hurried = choose_exactly(ballots, merit, clash, 8, budget=1e-6)
    best = choose_exactly(ballots, merit, clash, 8)
    assert best.proven
    assert verify(ballots, hurried.selected, 8).ejr_plus
    assert hurried.merit <= best.merit <= hurried.bound


def test_a_claim_is_void_only_where_its_own_rival_is_selected():
    """Of two that clash and are each owed a place one is selected, and the other's claim is told by size."""
    approves = np.array([[1, 0, 0]] * 5 + [[0, 1, 0]] * 4 + [[0, 0, 1]], dtype=bool)
    clash = np.zeros((3, 3), dtype=bool)
    clash[0, 1] = clash[1, 0] = True
    chosen = choose_exactly(merge_ballots(approves), np.array([1, 9, 1]), clash, 3)
    said = verify(merge_ballots(approves), chosen.selected, 3, clash)
    assert chosen.selected == (1, 2)
    assert [(claim.proposition, claim.members) for claim in said.void] == [(0, 5)]


def test_fewer_void_claims_come_before_more_merit():
    """One proposition that voids two claims gives way to the two, whatever its merit."""
    approves = np.array([[1, 0, 0]] * 4 + [[0, 1, 0]] * 4 + [[0, 0, 1]] * 4, dtype=bool)
    clash = np.zeros((3, 3), dtype=bool)
    clash[0, 1:] = clash[1:, 0] = True
    chosen = choose_exactly(merge_ballots(approves), np.array([100, 1, 1]), clash, 3)
    assert (chosen.selected, chosen.void) == ((1, 2), 1)


def test_equals_go_by_lot():
    """Of three that everybody approves alike, the one that the lot has first takes the only place."""
    ballots = merge_ballots(np.ones((4, 3), dtype=bool))
    clash = np.zeros((3, 3), dtype=bool)
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        assert choose_exactly(ballots, np.array([5, 5, 5]), clash, 1, order).selected == order[:1]


def test_what_unites_nobody_fills_no_place():
    """A place that is owed to nobody stays empty rather than go to what has no merit."""
    ballots = merge_ballots(np.array([[1, 0], [1, 0], [1, 0], [0, 1]], dtype=bool))
    assert choose_exactly(ballots, np.array([7, 0]), np.zeros((2, 2), dtype=bool), 2).selected == (0,)
