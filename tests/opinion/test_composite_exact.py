"""Laws of the exact search: what counting every wording one by one gives, and what cannot matter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.errors import SettingsError
from onevoice.opinion.composite.aims import Aim, better_key, log_pieces
from onevoice.opinion.composite.ascent import ascend
from onevoice.opinion.composite.conflict import irreducible_conflict
from onevoice.opinion.composite.electorate import Electorate, merged, refused
from onevoice.opinion.composite.exact import find_any
from onevoice.opinion.composite.exact import find_best as found_best
from onevoice.opinion.composite.paper import EMPTY, Binding, Paper, Rule, at_least, without
from onevoice.opinion.composite.tally import Tally

find_best = partial(found_best, most_tried=0)  # the solver, however few the wordings
AIMS = ("least-group", "broadest", "nash", "quota")


@st.composite
def papers(draw, *, most=12, rules=True):
    """Draw a paper of up to twelve clauses, with any mix of rules."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5).filter(lambda s: sum(s) <= most))
    n = sum(sizes)
    clauses, at = [], 0
    for size in sizes:
        clauses.append(tuple(range(at, at + size)))
        at += size
    tabled = tuple(draw(st.sampled_from([*c, EMPTY])) for c in clauses)
    words = tuple(draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)))
    found = []
    if rules:
        clause = st.integers(0, n - 1)
        pair = st.tuples(clause, clause)
        found += [Rule(Binding.FILLED, (s,)) for s in range(len(sizes)) if draw(st.booleans())]
        found += [Rule(Binding.NEEDS, p) for p in draw(st.lists(pair, max_size=2))]
        found += [Rule(Binding.CLASHES, p) for p in draw(st.lists(pair, max_size=2))]
        found += [Rule(Binding.STANDS, (c,), "required") for c in draw(st.lists(clause, max_size=1))]
        found += [Rule(Binding.OUT, (c,), "party:A") for c in draw(st.lists(clause, max_size=1))]
        if draw(st.booleans()):
            found.append(Rule(Binding.WORDS, (draw(st.integers(3, 40)),)))
        found.append(Rule(Binding.CLAUSES, (draw(st.integers(1, len(sizes))),)))
    return Paper(
        tuple(f"c{k:02d}" for k in range(n)),
        tuple(f"slot {s}" for s in range(len(sizes))),
        tuple(clauses),
        tabled,
        words,
        tuple(dict.fromkeys(found)),
    )


def electorate_for(paper, seed, rows=40):
    """Draw rows in up to four groups, some in none or in two, with weights and members' red lines."""
    rng = np.random.default_rng(seed)
    n_groups = int(rng.integers(1, 5))
    lean = rng.normal(0, 300, size=(n_groups, len(paper.ids)))
    belongs = rng.random((rows, n_groups)) < 0.4
    belongs[:n_groups] |= np.eye(n_groups, dtype=bool)
    score = np.rint(belongs @ lean + rng.normal(0, 300, size=(rows, len(paper.ids)))).astype(np.int64)
    never = rng.random(score.shape) < 0.02
    return Electorate(refused(score, never), rng.integers(1, 4, size=rows), belongs)


def wordings(paper):
    """List every wording that keeps the rules, by trying all."""
    every = product(*(paper.choices(slot) for slot in range(len(paper.slots))))
    return [wording for wording in every if paper.keeps(wording)]


@settings(max_examples=250)
@given(
    paper=papers(),
    seed=st.integers(0, 2**20),
    name=st.sampled_from(AIMS),
    threshold=st.sampled_from((0.4, 2 / 3)),
)
def test_the_best_is_what_trying_every_wording_gives(paper, seed, name, threshold):
    """Wording, value and bound of every stage equal those found by trying every wording."""
    electorate, aim = electorate_for(paper, seed), Aim(name, threshold)
    best = find_best(paper, electorate, aim, budget=20)
    every = wordings(paper)
    if not every:
        assert best is None
        return
    expected = max(every, key=lambda w: better_key(aim, paper, electorate, w))
    assert best.wording == expected
    assert best.proved
    key = better_key(aim, paper, electorate, expected)
    assert tuple(stage.value for stage in best.stages) == key[: len(aim.stages)]
    assert tuple(stage.bound for stage in best.stages) == key[: len(aim.stages)]


@settings(max_examples=100)
@given(paper=papers(), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS))
def test_trying_all_and_the_solver_agree(paper, seed, name):
    """Where wordings are few they are tried one by one, and the solver would have given the same."""
    electorate, aim = electorate_for(paper, seed), Aim(name)
    tried, solved = (found_best(paper, electorate, aim, budget=20, most_tried=most) for most in (20_000, 0))
    assert (tried is None) == (solved is None)
    if tried:
        assert (tried.wording, tried.stages, tried.proved) == (solved.wording, solved.stages, solved.proved)


@settings(max_examples=60)
@given(paper=papers(), seed=st.integers(0, 2**20))
def test_the_next_best_is_the_best_of_what_is_left(paper, seed):
    """With better wordings barred, the search gives the next one, and in the end none."""
    electorate, aim = electorate_for(paper, seed), Aim()
    every = sorted(wordings(paper), key=lambda w: better_key(aim, paper, electorate, w), reverse=True)
    for known in range(min(4, len(every) + 1)):
        best = find_best(paper, electorate, aim, budget=20, barred=every[:known])
        assert (best.wording if best else None) == (every[known] if known < len(every) else None)


@settings(max_examples=80)
@given(paper=papers(), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS))
def test_a_larger_sample_prefers_and_the_smaller_bounds(paper, seed, name):
    """Of solver and ascent the wording better on the larger sample stands; bounds are the smaller one's."""
    electorate, seen, aim = electorate_for(paper, seed), electorate_for(paper, seed + 1), Aim(name)
    best = find_best(paper, electorate, aim, budget=20, seen=seen)
    plain = find_best(paper, electorate, aim, budget=20)
    assert (best is None) == (plain is None)
    if best is None:
        return
    key = better_key(aim, paper, electorate, best.wording)
    assert tuple(stage.value for stage in best.stages) == key[: len(aim.stages)]
    assert all(stage.value <= stage.bound for stage in best.stages)
    assert best.stages[0].bound == plain.stages[0].value
    assert best.proved == (best.wording == plain.wording)
    keys = [better_key(aim, paper, seen, one.wording) for one in (best, plain)]
    assert keys[0] >= keys[1]


@settings(max_examples=60)
@given(papers(rules=False), st.integers(0, 99), st.integers(0, 2**40))
def test_a_tally_counts_what_counting_each_wording_does(paper, seed, scale):
    """However large the scores, each change of one slot is counted as the changed wording is."""
    electorate = electorate_for(paper, seed)
    electorate = replace(electorate, score=electorate.score * np.int64(1 + scale))
    changes = [(slot, clause) for slot in range(len(paper.slots)) for clause in paper.choices(slot)]
    slots, clauses = zip(*changes, strict=True)
    counts = Tally(electorate).changed(paper.tabled, slots, clauses)
    for (slot, clause), row in zip(changes, counts, strict=True):
        changed = (*paper.tabled[:slot], clause, *paper.tabled[slot + 1 :])
        assert row.tolist() == electorate.counts(paper, changed).tolist()


@settings(max_examples=60)
@given(paper=papers(), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS))
def test_the_ascent_keeps_the_rules_and_never_beats_the_proof(paper, seed, name):
    """What local search finds keeps every rule, and is no better than the exact search's wording."""
    electorate, aim = electorate_for(paper, seed), Aim(name)
    start = find_any(paper)
    if start is None:
        return
    found = ascend(paper, electorate, aim, [start])
    assert paper.keeps(found)
    best = find_best(paper, electorate, aim, budget=20)
    keys = [better_key(aim, paper, electorate, w) for w in (start, found, best.wording)]
    assert keys == sorted(keys)


@settings(max_examples=40)
@given(paper=papers(), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS), order=st.randoms())
def test_the_order_of_rows_and_groups_does_not_matter(paper, seed, name, order):
    """Rows in another order, split in two or merged, and groups in another order give the same wording."""
    electorate, aim = electorate_for(paper, seed), Aim(name)
    rows, groups = list(range(len(electorate.weight))), list(range(electorate.n_groups))
    order.shuffle(rows)
    order.shuffle(groups)
    again = Electorate(
        np.repeat(electorate.score[rows], 2, axis=0),
        np.stack([electorate.weight[rows] - 1, np.ones(len(rows), dtype=np.int64)], axis=1).ravel(),
        np.repeat(electorate.belongs[rows][:, groups], 2, axis=0),
    )
    first, second = (find_best(paper, e, aim, budget=20) for e in (merged(electorate), merged(again)))
    assert first == second or (first.wording, first.stages) == (second.wording, second.stages)


@settings(max_examples=40)
@given(paper=papers(rules=False), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS), data=st.data())
def test_exchanging_two_clauses_of_a_slot_exchanges_them_in_the_wording(paper, seed, name, data):
    """Where two clauses of a slot exchange all that is thought of them, so does the value, never the rest."""
    several = [c for c in paper.clauses if len(c) > 1]
    if not several:
        return
    a, b = data.draw(st.sampled_from(several))[:2]
    paper = replace(paper, tabled=tuple(EMPTY for _ in paper.slots))  # so that ids alone tell them apart
    electorate, aim = electorate_for(paper, seed), Aim(name)
    order = list(range(len(paper.ids)))
    order[a], order[b] = b, a
    exchanged = replace(electorate, score=electorate.score[:, order])
    first, second = (find_best(paper, e, aim, budget=20) for e in (electorate, exchanged))
    assert [s.value for s in first.stages] == [s.value for s in second.stages]
    turned = tuple({a: b, b: a}.get(c, c) for c in second.wording)
    same = [better_key(aim, paper, electorate, w)[: len(aim.stages)] for w in (first.wording, turned)]
    assert same[0] == same[1]


@settings(max_examples=60)
@given(paper=papers(rules=False), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS), data=st.data())
def test_a_tabled_clause_that_everybody_accepts_is_never_dropped(paper, seed, name, data):
    """A clause of the text as tabled with which everybody agrees, bound by nothing, stays in every aim."""
    slots = [slot for slot, clause in enumerate(paper.tabled) if clause != EMPTY]
    if not slots:
        return
    slot = data.draw(st.sampled_from(slots))
    electorate = electorate_for(paper, seed)
    score = np.minimum(electorate.score, 500)
    score[:, paper.tabled[slot]] = 500
    best = find_best(paper, replace(electorate, score=score), Aim(name), budget=20)
    assert best.wording[slot] == paper.tabled[slot]


@settings(max_examples=40)
@given(paper=papers(), seed=st.integers(0, 2**20))
def test_one_more_member_for_a_clause_never_lowers_what_can_be_carried(paper, seed):
    """If a row comes to like a clause more, the best least carry does not fall."""
    electorate, aim = electorate_for(paper, seed), Aim()
    score = electorate.score.copy()
    score[0, 0] = abs(score[0, 0]) + 500
    found = [find_best(paper, e, aim, budget=20) for e in (electorate, replace(electorate, score=score))]
    if found[0] is not None:
        assert found[1].stages[0].value >= found[0].stages[0].value


@settings(max_examples=25)
@given(paper=papers(), seed=st.integers(0, 2**20), name=st.sampled_from(AIMS))
def test_the_same_input_gives_the_same_result(paper, seed, name):
    """Twice the same search gives the same wording and bounds, proved or not."""
    electorate, aim = electorate_for(paper, seed), Aim(name)
    for budget in (1e-4, 5):
        first, second = (find_best(paper, electorate, aim, budget=budget) for _ in range(2))
        assert first == second


@settings(max_examples=150)
@given(paper=papers())
def test_a_conflict_is_irreducible(paper):
    """The rules named cannot be kept together, and can be once any one of them is dropped."""
    if wordings(paper):
        with pytest.raises(ValueError, match="can be kept"):
            irreducible_conflict(paper)
        return
    conflict = irreducible_conflict(paper)
    assert conflict
    assert not wordings(paper.bound_by(conflict))
    for rule in conflict:
        assert wordings(without(paper.bound_by(conflict), [rule]))


@settings(max_examples=60)
@given(paper=papers(), seed=st.integers(0, 2**20))
def test_less_substance_never_has_less_support(paper, seed):
    """Asked for fewer clauses, the least group's carry is as high or higher; never is nothing proposed."""
    electorate, aim = electorate_for(paper, seed), Aim()
    before = -1
    for clauses in range(len(paper.slots), 0, -1):
        best = find_best(at_least(paper, clauses), electorate, aim, budget=20)
        if best is None:
            assert before == -1
            continue
        assert len(paper.standing(best.wording)) >= clauses
        assert best.stages[0].value >= before
        before = best.stages[0].value


def test_a_budget_that_is_too_small_gives_a_wording_and_an_honest_bound():
    """Out of time the best wording at hand is given, with a bound that the true best does not exceed."""
    rng = np.random.default_rng(5)
    clauses = tuple(tuple(range(3 * s, 3 * s + 3)) for s in range(6))
    rules = (*(Rule(Binding.FILLED, (s,)) for s in range(6)), Rule(Binding.CLAUSES, (6,)))
    tabled = tuple(c[0] for c in clauses)
    paper = Paper(tuple(f"c{k:02d}" for k in range(18)), tuple("abcdef"), clauses, tabled, (1,) * 18, rules)
    belongs = np.eye(3, dtype=bool)[np.arange(240) % 3]
    score = np.rint(rng.normal(-50, 300, size=(240, 18)) + belongs @ rng.normal(0, 200, size=(3, 18)))
    electorate = Electorate(score.astype(np.int64), np.ones(240, dtype=np.int64), belongs)
    short = find_best(paper, electorate, Aim(), budget=1e-3)
    full = find_best(paper, electorate, Aim(), budget=60)
    assert not short.proved
    assert full.proved
    assert short.stages[0].value <= full.stages[0].value <= short.stages[0].bound


def test_a_red_line_of_a_member_is_that_they_do_not_carry():
    """Whatever else stands, a row does not carry a wording with a clause that it cannot accept."""
    score = refused(np.full((2, 3), 900), np.array([[False, True, False], [False, False, False]]))
    paper = Paper(("a", "b", "c"), ("x", "y", "z"), ((0,), (1,), (2,)), (0, 1, 2), (1, 1, 1), ())
    electorate = Electorate(score, np.ones(2, dtype=np.int64), np.ones((2, 1), dtype=bool))
    assert electorate.carries(paper, (0, 1, 2)).tolist() == [False, True]
    assert electorate.carries(paper, (0, EMPTY, 2)).tolist() == [True, True]


@pytest.mark.parametrize("size", [1, 2, 5, 64, 300, 20_000])
def test_the_pieces_of_the_logarithm_follow_it(size):
    """The least of the pieces rises with the count and stays within a hundredth of the logarithm."""
    counts = np.unique(np.geomspace(1, size, 200).astype(int))
    values = np.array([min(a + b * int(c) for a, b in log_pieces(size)) for c in (0, *counts)]) / 1e8
    assert (np.diff(values) > 0).all()
    assert np.abs(values[1:] - np.log(counts / size)).max() < 0.01


@pytest.mark.parametrize(("name", "threshold"), [("most", 0.5), ("quota", 0.0), ("quota", 1.1)])
def test_an_aim_that_cannot_be_is_refused_in_a_sentence(name, threshold):
    """An unknown aim or a threshold that is no share is refused, and the choices are named."""
    with pytest.raises(SettingsError, match=r"Choose one of|Give a share"):
        Aim(name, threshold)
