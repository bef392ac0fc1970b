from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.opinion.ballots import merge_ballots
from onevoice.opinion.counterfactuals import (
    counterfactuals,
    equal_shares,
    largest_parties,
    pav,
    phragmen,
)
from onevoice.opinion.exact_selection import choose_exactly
from onevoice.opinion.representation import verify

# approval sets of examples that Lackner and Skowron print (doi:10.1007/978-3-031-09016-5), with repeats
RUNNING = ["ab"] * 3 + ["ac"] * 3 + ["ad"] * 2 + ["bcf", "e", "f", "g"]
SHARES = ["cd"] * 3 + ["ab"] * 2 + ["ac"] * 2 + ["bd"]
THIELE = ["ab"] * 3 + ["ad"] * 6 + ["b"] * 4 + ["c"] * 5 + ["cd"] * 5
EXAMPLES = {"running": (RUNNING, "abcdefgh", 4), "shares": (SHARES, "abcd", 3), "thiele": (THIELE, "abcd", 2)}
JANSON = {
    "acd": 960, "bcd": 3000, "bc": 520, "ab": 1620, "ad": 1081, "ac": 1240, "bd": 360, "d": 360, "c": 120,
    "b": 60,
}  # fmt: skip

_ABCVOTING = """
import json, sys
from abcvoting import abcrules
from abcvoting.preferences import Profile
from abcvoting.properties import check_EJR_plus
asked = json.load(sys.stdin)
profile = Profile(asked["m"])
profile.add_voters(asked["sets"])
found = {}
for rule, algorithm in (
    ("equal-shares", "standard-fractions"), ("seqphragmen", "standard-fractions"), ("pav", "brute-force"),
):
    committees = abcrules.compute(rule, profile, asked["k"], algorithm=algorithm, resolute=False)
    found[rule] = [sorted(one) for one in committees]
found["ejr-plus"] = [bool(check_EJR_plus(profile, {*one})) for one in asked["sets_of_k"]]
print(json.dumps(found))
"""


def _approves(sets, letters) -> np.ndarray:
    return np.array([[letter in one for letter in letters] for one in sets])


def _free(m: int) -> np.ndarray:
    return np.zeros((m, m), dtype=bool)


@pytest.mark.skipif(importlib.util.find_spec("abcvoting") is None, reason="abcvoting is not installed")
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_rules_select_what_abcvoting_does_on_its_published_examples(name):
    """Each rule's selection is among abcvoting's committees, and both say alike which sets keep EJR+.

    In a process of its own: abcvoting loads solvers that OR-Tools cannot be loaded beside.
    """
    sets, letters, k = EXAMPLES[name]
    m = len(letters)
    all_of_k = list(combinations(range(m), k))
    asked = {
        "m": m,
        "k": k,
        "sets": [[letters.index(one) for one in ballot] for ballot in sets],
        "sets_of_k": all_of_k,
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ABCVOTING],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout)
    ballots = merge_ballots(_approves(sets, letters))
    for rule, ours in (("equal-shares", equal_shares), ("seqphragmen", phragmen), ("pav", pav)):
        assert sorted(ours(ballots, _free(m), k, range(m))) in theirs[rule]
    assert [verify(ballots, one, k).ejr_plus for one in all_of_k] == theirs["ejr-plus"]
    chosen = choose_exactly(ballots, ballots.supporters, _free(m), k)
    kept = [one for one, keeps in zip(all_of_k, theirs["ejr-plus"], strict=True) if keeps]
    assert chosen.merit == max(int(ballots.supporters[list(one)].sum()) for one in kept)


def test_rules_select_what_their_books_say():
    """Committees printed with the examples: equal shares, Phragmen and PAV, with weights too."""
    running, shares, thiele = (
        merge_ballots(_approves(sets, letters)) for sets, letters, _ in EXAMPLES.values()
    )
    assert sorted(equal_shares(running, _free(8), 4, range(8))) == [0, 1, 2, 3]
    assert sorted(phragmen(running, _free(8), 4, range(8))) == [0, 1, 2, 3]
    assert sorted(equal_shares(shares, _free(4), 3, range(4))) == [0, 2, 3]
    assert sorted(phragmen(shares, _free(4), 3, range(4))) == [1, 2, 3]
    assert sorted(pav(thiele, _free(4), 2, range(4))) == [0, 2]
    janson = merge_ballots(_approves(JANSON, "abcd"), weight=np.array([*JANSON.values()]))
    assert sorted(pav(janson, _free(4), 2, range(4))) == [0, 1]


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_the_proportional_rules_keep_what_is_proved_of_them(seed, k):
    """Without clashes equal shares and PAV keep EJR+, Phragmen's rule keeps PJR."""
    rng = np.random.default_rng(seed)
    m = int(rng.integers(k, 9))
    ballots = merge_ballots(rng.random((int(rng.integers(2, 25)), m)) < rng.uniform(0.1, 0.8))
    assert verify(ballots, equal_shares(ballots, _free(m), k, range(m)), k).ejr_plus
    assert verify(ballots, pav(ballots, _free(m), k, range(m)), k).ejr_plus
    assert verify(ballots, phragmen(ballots, _free(m), k, range(m)), k).pjr


def test_pav_by_swaps_keeps_the_guarantee_where_not_all_sets_can_be_tried():
    """With forty propositions and ten places PAV is found by swaps, and keeps EJR+ still."""
    rng = np.random.default_rng(0)
    bloc, home = rng.choice(4, 150), rng.choice(4, 40)
    ballots = merge_ballots(rng.random((150, 40)) < np.where(bloc[:, None] == home, 0.7, 0.1))
    assert verify(ballots, pav(ballots, _free(40), 10, range(40)), 10).ejr_plus


def test_the_largest_party_chooses_first_and_its_turn_comes_round():
    """Of three places the largest party has the first and the third; what clashes is passed over."""
    by_party = np.array([[9, 8, 0, 7], [0, 0, 5, 4]])
    assert largest_parties(by_party, _free(4), 3, range(4)) == (0, 2, 1)
    clash = _free(4)
    clash[0, 1] = clash[1, 0] = True
    assert largest_parties(by_party, clash, 3, range(4)) == (0, 2, 3)


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_no_rule_selects_what_clashes_or_too_many(seed, k):
    """Every counterfactual selects at most k, each once, and no two that clash."""
    rng = np.random.default_rng(seed)
    m = int(rng.integers(1, 12))
    clash = np.triu(rng.random((m, m)) < 0.3, 1)
    clash |= clash.T
    ballots = merge_ballots(rng.random((12, m)) < 0.4)
    chosen = counterfactuals(ballots, rng.integers(0, 9, m), clash, k, range(m), rng.integers(0, 9, (2, m)))
    for one in chosen.values():
        assert len({*one}) == len(one) <= k
        assert not clash[np.ix_(one, one)].any()


def test_nobody_pays_more_than_they_have_in_equal_shares():
    """A proposition costs its supporters one in all, exactly, with budgets that differ."""
    from onevoice.opinion.counterfactuals import _cost  # noqa: PLC0415 - an inner step under its own law

    budget = np.array([0.1, 0.5, 0.9])
    weight = np.array([2, 1, 1])
    most = _cost(budget, weight)
    paid = sum(int(w) * min(Fraction(b), Fraction(most)) for b, w in zip(budget, weight, strict=True))
    assert float(paid) == pytest.approx(1.0)
    assert _cost(budget, np.array([1, 0, 0])) == float("inf")
