from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.assembly.sounding import Response
from onevoice.errors import OnevoiceError, SettingsError
from onevoice.opinion import simulation
from onevoice.opinion.matrix import build_matrix
from onevoice.testing import Scenario, roll_calls, simulate, simulate_scenario

scenarios = st.builds(
    Scenario,
    members=st.integers(4, 60),
    propositions=st.integers(1, 20),
    groups=st.integers(1, 4),
    associations=st.integers(0, 3),
    heard=st.floats(0.02, 1),
    dims=st.integers(0, 3),
    between=st.floats(0, 0.9),
    passes=st.sampled_from((0.0, 0.1, 0.5)),
    group_term_sd=st.sampled_from((0.0, 0.5)),
    times=st.booleans(),
    motion=st.booleans(),
)


def columns(calls):
    """Take the bytes of every column of the answers."""
    answers = calls.answers
    return [
        None if c is None else bytes(memoryview(c))
        for c in (answers.member, answers.proposition, answers.response, answers.time)
    ]


@given(scenarios, st.integers(0, 3))
@settings(max_examples=40)
def test_what_was_heard_is_what_is_true(scenario, seed):
    """Every answer heard is the member's own, and no cell is heard twice."""
    simulated = simulate_scenario(scenario, seed)
    answers = simulated.calls.answers
    cells = np.stack([np.asarray(answers.member), np.asarray(answers.proposition)])
    assert len(np.unique(cells, axis=1).T) == len(answers)
    assert np.array_equal(simulated.truth.answers[cells[0], cells[1]], np.asarray(answers.response))


@given(scenarios, st.integers(0, 3))
@settings(max_examples=20)
def test_a_seed_makes_one_assembly(scenario, seed):
    """The same knobs and seed give the same roll call; another seed gives another truth."""
    first, again, other = (simulate_scenario(scenario, s) for s in (seed, seed, seed + 1))
    assert first.calls.members == again.calls.members
    assert first.calls.propositions == again.calls.propositions
    assert columns(first.calls) == columns(again.calls)
    assert not np.array_equal(first.truth.intercepts, other.truth.intercepts)


@given(scenarios)
@settings(max_examples=20)
def test_true_support_lies_between_the_parties(scenario):
    """The true support of all is the parties' support, weighted by their size."""
    truth = simulate_scenario(scenario).truth
    parties = truth.group_ids[: scenario.groups]
    mixed = sum(truth.support(p) * truth.belongs[:, g].mean() for g, p in enumerate(parties))
    assert np.allclose(mixed, truth.support())


@pytest.mark.parametrize(
    ("heard", "exposure"), [(0.05, 0.0), (0.4, 0.0), (1.0, 0.0), (0.05, 1.0), (0.4, 1.0)]
)
def test_as_much_is_heard_as_was_asked_for(heard, exposure):
    """The share of cells heard is the one asked for, to sampling error."""
    calls = simulate(600, 100, 3, heard, 1, exposure=exposure).calls
    assert len(calls.answers) / 60_000 == pytest.approx(heard, abs=0.02 if not exposure else 0.12)


def test_activity_has_a_heavy_tail():
    """The busiest twentieth answers far more than its share, and nobody does where all are asked alike."""
    busy, alike = (
        np.sort(
            np.bincount(simulate(1000, 100, 2, 0.1, 1, activity_sd=sd).calls.answers.member, minlength=1000)
        )
        for sd in (1.0, 0.0)
    )
    assert busy[-50:].sum() / busy.sum() > 0.15
    assert alike[-50:].sum() / alike.sum() < 0.1


def test_exposure_favours_ones_own_side():
    """With exposure on, members are asked more of what they agree with than is true of all."""
    chance, favoured = (simulate(400, 80, 3, 0.2, 1, exposure=exposure, passes=0) for exposure in (0.0, 2.0))
    for simulated, least, most in ((chance, -0.03, 0.03), (favoured, 0.05, 1)):
        heard = (np.asarray(simulated.calls.answers.response) == 1).mean()
        assert least < heard - simulated.truth.support().mean() < most


def test_passes_come_as_often_as_asked_for():
    """The share of passes is near the one asked for, and zero where none were."""
    some, none = (np.asarray(simulate(400, 60, 3, 0.5, 1, passes=p).calls.answers.response) for p in (0.2, 0))
    assert (some == Response.PASS).mean() == pytest.approx(0.2, abs=0.05)
    assert not (none == Response.PASS).any()


def test_parties_hold_the_share_of_variance_asked_for():
    """The variance between parties is the share asked for, of a total near 1."""
    truth = simulate(4000, 4, 4, 0.1, 1, between=0.6).truth
    fitted = np.stack([truth.ideal_points[truth.party == g].mean(axis=0) for g in range(4)])[truth.party]
    assert truth.ideal_points.var(axis=0).mean() == pytest.approx(1, abs=0.1)
    assert fitted.var(axis=0).mean() == pytest.approx(0.6, abs=0.1)


def test_the_smallest_party_is_as_small_as_asked_for():
    """A party of six among three hundred has six members."""
    assert simulate(300, 5, 3, 0.1, 1, smallest=6).truth.belongs.sum(axis=0).tolist() == [147, 147, 6]


def test_only_a_motion_has_slots_and_relations():
    """Slots, sources and relations are there with a motion, and not without; both ends of each exist."""
    plain, motion = (simulate(20, 12, 2, 0.5, 1, motion=m).calls for m in (False, True))
    assert not plain.relations
    assert not any(p.slot or p.source or p.words for p in plain.propositions)
    assert all(p.slot and p.source and p.words for p in motion.propositions)
    assert {r.kind for r in motion.relations} == {"needs", "clashes"}
    assert {end for r in motion.relations for end in (r.a, r.b)} <= {p.id for p in motion.propositions}


def test_times_run_within_each_members_visit():
    """Times are there when asked for: every member's answers follow each other by twenty seconds."""
    answers = simulate(30, 20, 2, 0.5, 1, times=True).calls.answers
    member, time = np.asarray(answers.member), np.asarray(answers.time)
    for i in np.unique(member):
        assert (np.diff(np.sort(time[member == i])) == 20_000).all()


def test_large_assemblies_keep_parameters_only(monkeypatch):
    """Above the limit true support is refused, and what is heard is the same in law."""
    small = simulate(500, 40, 3, 0.5, 1)
    monkeypatch.setattr(simulation, "_CELLS_KEPT", 10)
    monkeypatch.setattr(simulation, "_BLOCK_CELLS", 400)
    large = simulate(500, 40, 3, 0.5, 1)
    assert large.truth.answers is None
    assert large.truth.document()["propositions"]["support"] is None
    with pytest.raises(SettingsError, match="too large"):
        large.truth.support()
    shares = [
        np.bincount(np.asarray(s.calls.answers.response) + 1) / len(s.calls.answers) for s in (small, large)
    ]
    assert np.allclose(*shares, atol=0.02)


@given(scenarios)
@settings(max_examples=20)
def test_truth_is_plain_json(scenario):
    """The truth can be written as JSON without infinities, one value for each member and proposition."""
    document = json.loads(json.dumps(simulate_scenario(scenario).truth.document(), allow_nan=False))
    assert {len(column) for column in document["members"].values()} == {scenario.members}
    assert len(document["propositions"]["intercept"]) == scenario.propositions


@pytest.mark.parametrize(
    "wrong",
    [
        {"members": 0},
        {"propositions": 0},
        {"groups": 0},
        {"heard": 0},
        {"heard": 1.5},
        {"heard": 0.6, "exposure": 1},
        {"members": 2, "groups": 3},
        {"passes": 1},
        {"between": 1},
        {"smallest": 200},
        {"groups": 1, "smallest": 2},
    ],
)
def test_impossible_assemblies_are_refused(wrong):
    """An assembly that cannot be is refused with a sentence."""
    with pytest.raises(SettingsError, match=r"\.$"):
        Scenario(**wrong)


@given(roll_calls())
@settings(max_examples=60)
def test_generated_roll_calls_are_valid_input(calls):
    """Every roll call the strategy makes can be sorted into a matrix with at least one answer."""
    assert build_matrix(calls).n_answers >= 1


def test_the_strategy_says_what_it_needs(monkeypatch):
    """Without hypothesis the strategy says how to install it; simulation goes on working."""
    monkeypatch.setitem(sys.modules, "hypothesis.strategies", None)
    with pytest.raises(OnevoiceError, match="pip install hypothesis"):
        roll_calls()
    assert simulate(5, 3, 1, 0.5).calls.members
