from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

import onevoice
from onevoice.assembly.sounding import Answers, Kind, Relation
from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.answer_draws import draw_answers
from onevoice.opinion.ballots import merge_ballots
from onevoice.opinion.cosignatories import find_cosignatories
from onevoice.opinion.expected_division import compare_division, expected_divisions
from onevoice.opinion.representation import verify
from onevoice.opinion.selection import select
from onevoice.opinion.selection_words import Words, explain
from onevoice.testing import simulate


@pytest.fixture(scope="module")
def sounding() -> Analysis:
    """Analyse a private sounding of three parties, a third heard."""
    calls = simulate(members=90, propositions=14, groups=3, heard=0.35, seed=4, passes=0.1).calls
    return onevoice.analyse(calls, settings="fast")


@pytest.fixture(scope="module")
def heard_by_all() -> Analysis:
    """Analyse a public division on which everybody voted."""
    calls = simulate(members=60, propositions=10, groups=2, heard=1.0, seed=2).calls
    return onevoice.analyse(replace(calls, kind=Kind.DIVISION), settings="fast")


def _ballots(analysis: Analysis, *, observed: bool):
    draws = draw_answers(analysis.parts.matrix, analysis.parts.found)
    heard = draws.heard == 1
    counted = int((analysis.parts.matrix.n_heard > 0).sum()) if observed else len(heard)
    return merge_ballots(heard if observed else heard | ((draws.heard == 3) & (draws.chance > 0.5)), counted)


@pytest.mark.parametrize("observed", [False, True])
def test_what_is_selected_keeps_the_guarantee_it_tells_of(sounding, observed):
    """Counted anew, the selection keeps EJR+ with the clashes given; nothing clashing is selected."""
    ids = [row["id"] for row in sounding.document["propositions"]]
    clashes = [(ids[0], ids[1]), (ids[2], ids[5]), (ids[3], ids[4])]
    selection = select(sounding, k=5, clashes=clashes, observed=observed)
    places = [ids.index(name) for name in selection.selected]
    clash = np.zeros((len(ids), len(ids)), dtype=bool)
    for a, b in clashes:
        clash[ids.index(a), ids.index(b)] = clash[ids.index(b), ids.index(a)] = True
    said = verify(_ballots(sounding, observed=observed), places, 5, clash)
    assert said.ejr_plus
    assert selection.document["guarantee"]["ejr_plus"]
    assert not clash[np.ix_(places, places)].any()
    assert {row["id"] for row in selection.document["void_by_clash"]} == {
        ids[claim.proposition] for claim in said.void
    }


def test_the_same_seed_gives_the_same_bytes(sounding):
    """Two selections from one analysis are equal to the byte."""
    one, other = (json.dumps(select(sounding, k=4, seed=3).document) for _ in range(2))
    assert one == other


def test_the_smaller_of_places_and_cap_holds(sounding):
    """The rule pack's cap limits what is asked for, and the explanation says so."""
    capped = select(sounding, k=6, cap=2)
    assert len(capped.selected) <= 2
    assert any("the rules of order allow 2" in sentence for sentence in capped.document["explanation"])
    assert select(sounding, k=2, cap=6).document["k"] == 2


def test_propositions_of_one_slot_and_those_said_to_clash_exclude_each_other():
    """Alternatives for one slot, and two that a relation says clash, are never selected together."""
    calls = simulate(members=40, propositions=6, groups=2, heard=1.0, seed=1).calls
    slots = ("one", "one", "one", "", "", "")
    propositions = tuple(replace(p, slot=s) for p, s in zip(calls.propositions, slots, strict=True))
    ids = [p.id for p in propositions]
    calls = replace(calls, propositions=propositions, relations=(Relation(ids[3], "clashes", ids[4]),))
    selection = select(onevoice.analyse(calls, settings="fast", dims=1), k=6)
    assert len({*ids[:3]} & {*selection.selected}) <= 1
    assert len({*ids[3:5]} & {*selection.selected}) <= 1
    assert sorted(selection.document["clashes"]) == sorted(
        [[ids[0], ids[1]], [ids[0], ids[2]], [ids[1], ids[2]], [ids[3], ids[4]]]
    )


def test_where_all_were_heard_every_draw_keeps_the_guarantee(heard_by_all):
    """Nothing is supposed and nothing drawn, so that the guarantee holds in all draws or none."""
    selection = select(heard_by_all, k=3)
    assert selection.document["supposed"] == 0
    assert selection.document["guarantee"]["share_of_draws"] == 1
    assert selection.document["members"] == 60


def test_only_answers_given_count_where_that_is_asked(sounding):
    """Observed, the members are those who answered anything, and no support is supposed."""
    observed = select(sounding, k=4, observed=True).document
    assert observed["members"] == sounding.document["counts"]["answered"]
    assert observed["supposed"] == 0
    assert select(sounding, k=4).document["members"] == 90


def test_counts_of_a_private_sounding_are_told_by_fives(sounding):
    """Whatever is counted in a selection from a private sounding is a multiple of five."""
    document = select(sounding, k=4).document
    counts = [row["members"] for row in document["rounds"]]
    counts += [row["supporters"] for row in document["selected"]]
    counts += [claim["members"] for rule in document["instead"] for claim in rule["claims"]]
    assert all(count % 5 == 0 for count in counts)


def test_every_selected_proposition_has_its_round_and_every_rule_its_verdict(heard_by_all):
    """Rounds and selection name the same; each counterfactual says what it would keep or break."""
    document = select(heard_by_all, k=4).document
    assert [row["id"] for row in document["rounds"]] == [row["id"] for row in document["selected"]]
    assert [row["rule"] for row in document["instead"]] == [
        "bridging", "approval", "equal-shares", "phragmen", "pav", "largest-parties"
    ]  # fmt: skip
    for row in document["instead"]:
        assert row["ejr_plus"] == (not row["claims"])
    assert {row["group"] for row in document["groups"]} == {"party:Party 1", "party:Party 2"}


def test_what_cannot_be_selected_is_said_in_a_sentence(sounding):
    """No places, an unknown id in a clash, and a document without its analysis each say what to do."""
    with pytest.raises(SettingsError, match="Give at least one"):
        select(sounding, k=0)
    with pytest.raises(SettingsError, match="Correct the id"):
        select(sounding, k=2, clashes=[("nowhere", "nothing")])
    with pytest.raises(SettingsError, match="Analyse the answers again"):
        select(Analysis(sounding.document), k=2)


def test_draws_are_those_behind_the_published_support(heard_by_all, sounding):
    """Counted over members, the drawn answers give the support draws; what was answered never changes."""
    for analysis in (heard_by_all, sounding):
        parts = analysis.parts
        draws = draw_answers(parts.matrix, parts.found)
        heard = draws.heard < 2
        for s, answers in enumerate(draws):
            assert (answers[heard] == draws.heard[heard]).all()
            if s < 3 and analysis is heard_by_all:
                agreed = parts.found.shown.support.agree_draws[s, 0]
                assert ((answers == 1).sum(axis=0) == agreed).all()
        assert ((draws.chance >= 0) & (draws.chance <= 1)).all()


def test_an_expected_division_of_the_heard_is_the_division(heard_by_all):
    """Where everybody voted the expected ayes are the ayes, without an interval."""
    expected = expected_divisions(heard_by_all)
    for row in heard_by_all.document["propositions"]:
        everybody = expected[row["id"]]["groups"][0]
        assert everybody["ayes"] == dict.fromkeys(("median", "low", "high"), row["support"]["all"]["agree"])
        assert expected[row["id"]]["carried"] == float(
            row["support"]["all"]["agree"] > row["support"]["all"]["disagree"]
        )


def test_an_expected_division_has_no_more_ayes_and_noes_than_members(sounding):
    """In every group ayes lie between their bounds, and within the group's size."""
    for division in expected_divisions(sounding).values():
        assert 0 <= division["carried"] <= 1
        for group in division["groups"]:
            for side in ("ayes", "noes"):
                told = group[side]
                assert 0 <= told["low"] <= told["median"] <= told["high"] <= group["members"]


def test_a_prediction_is_scored_against_what_members_did():
    """Sure and right scores 0, sure and wrong 1, a coin a quarter."""
    votes = {0: True, 1: True, 2: False}
    assert compare_division(np.array([1.0, 1.0, 0.0]), 1.0, votes).brier == 0
    assert compare_division(np.array([0.0, 0.0, 1.0]), 0.0, votes).brier == 1
    scored = compare_division(np.array([0.5, 0.5, 0.5]), 0.5, votes)
    assert (scored.brier, scored.plain_brier, scored.carried, scored.members) == (0.25, 0.25, True, 3)


def test_nobody_is_named_who_answered_in_private_and_did_not_say_yes(sounding, heard_by_all):
    """A private sounding gives counts alone, and names those who consent; a public division names all."""
    proposition = sounding.document["propositions"][0]["id"]
    private = find_cosignatories(sounding, proposition, ["party:Party 1"])
    assert private.named == ()
    assert {one.group for one in private.others} == {"party:Party 2", "party:Party 3"}
    parts = sounding.parts
    willing = parts.matrix.member_ids[int(np.flatnonzero(~parts.matrix.belongs[:, 0])[0])]
    told = find_cosignatories(sounding, proposition, ["party:Party 1"], consenting=[willing])
    assert [name for name, *_ in told.named] == [willing]

    row = heard_by_all.document["propositions"][0]
    public = find_cosignatories(heard_by_all, row["id"], ["party:Party 1"])
    assert len(public.named) == row["support"]["party:Party 2"]["agree"]
    assert all(group == "party:Party 2" for *_, group in public.named)
    with pytest.raises(SettingsError, match="There is no group"):
        find_cosignatories(sounding, proposition, ["party:Nobody"])
    with pytest.raises(SettingsError, match="There is no proposition"):
        find_cosignatories(sounding, "nothing", [])


def test_a_minority_that_bridging_overlooks_has_its_share():
    """A third of the members, spread over both groups and agreed on one text, is owed it and gets it."""
    calls = simulate(members=60, propositions=6, groups=2, heard=1.0, seed=2).calls
    rows = [(i, j, 1 if (i % 3 == 0) == (j == 5) else -1) for i in range(60) for j in range(6)]
    analysis = onevoice.analyse(replace(calls, answers=Answers.from_rows(rows)), settings="fast", dims=1)
    ids = [p.id for p in calls.propositions]
    document = select(analysis, k=3).document
    assert ids[5] in {row["id"] for row in document["selected"]}
    alone = next(row for row in document["instead"] if row["rule"] == "bridging")
    assert ids[5] not in alone["selected"]
    assert [claim["id"] for claim in alone["claims"]] == [ids[5]]
    left = document["left_out"][0]
    assert left["instead_of"] == ids[5]
    assert left["claim"]["members"] == 20


def test_sentences_name_groups_and_tell_shares_with_interval_and_members(heard_by_all, sounding):
    """A group left without support is named, not its id; where all were heard nothing is supposed."""
    said = select(heard_by_all, k=3).document["explanation"]
    assert any("none of the support is supposed" in sentence for sentence in said)
    document = select(sounding, k=4).document
    row = {
        "group": "party:Red",
        "members": 30,
        "supports": [],
        "could_support": 1,
        "best": document["selected"][0]["id"],
        "support": {"median": 0.4, "low": 0.31, "high": 0.45},
    }
    texts = {one["id"]: "" for one in sounding.document["propositions"]}
    told = explain({**document, "groups": [row]}, Words(texts, 90, 4, public=False))
    (sentence,) = (one for one in told if "supports none of the selected" in one)
    assert sentence.startswith("Red supports none")
    assert sentence.endswith("at 40% (31% to 45%) of 30.")
