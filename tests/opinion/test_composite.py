"""Laws of the composite: facts stay facts, vetoes and demands hold, and what is said is what was counted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

import onevoice
from onevoice.assembly.sounding import RedLine, Relation
from onevoice.errors import SettingsError
from onevoice.opinion.basis import Standing
from onevoice.opinion.composite import Aim, Demands, ShareOfClauses, compose
from onevoice.opinion.composite.composing import body_of
from onevoice.opinion.composite.papers import paper_of
from onevoice.opinion.composite.sampling import sample_electorate
from onevoice.opinion.composite.told import between, explanation, share
from onevoice.testing import simulate


def town(seed=3, heard=0.6, **knobs):
    """Simulate a town of 60 that answers a motion of four slots with four clauses each."""
    return simulate(
        members=60, propositions=16, groups=2, heard=heard, seed=seed, motion=True, passes=0.05, **knobs
    ).calls


def analysed(calls, **settings):
    """Analyse as fast as can be."""
    return onevoice.analyse(calls, settings="fast", dims=1, reruns=False, **settings)


@pytest.fixture(scope="module")
def analysis():
    """One analysis that many laws look at."""
    return analysed(town())


@pytest.fixture(scope="module")
def document(analysis):
    """Its composite."""
    return compose(analysis, budget=10).document


def ids(document):
    """List the clauses of the wording."""
    return [row["clause"] for row in document["wording"]]


def test_the_same_input_gives_the_same_bytes(analysis, document):
    """Twice composed, the documents are the same, and plain JSON."""
    again = compose(analysis, budget=10).document
    assert json.dumps(again, allow_nan=False) == json.dumps(document, allow_nan=False)


def test_every_slot_of_the_text_as_tabled_is_filled(document):
    """The wording keeps as many clauses as the text as tabled; every clause is named with its source."""
    assert None not in ids(document)
    assert all(row["source"] and row["text"] for row in document["wording"])


def test_relations_are_kept(analysis, document):
    """What a clause needs stands with it, and nothing that it clashes with."""
    standing = set(ids(document))
    for relation in analysis.parts.calls.relations:
        if relation.a in standing:
            assert (relation.b in standing) == (relation.kind == "needs")


def test_with_everybody_heard_carry_is_counted():
    """Where all have answered everything, carry is a plain count, without any interval."""
    calls = town(heard=1.0, activity_sd=0.0)
    document = compose(analysed(calls, public=True), budget=10).document
    members = [member.id for member in calls.members]
    agrees = np.zeros((len(members), len(calls.propositions)), dtype=bool)
    answers = calls.answers
    for member, proposition, response in zip(
        answers.member, answers.proposition, answers.response, strict=True
    ):
        agrees[member, proposition] = response == 1
    assert len(answers) == agrees.size
    chosen = [[p.id for p in calls.propositions].index(key) for key in ids(document)]
    carries = agrees[:, chosen].mean(axis=1) >= 0.5
    for group in document["groups"][:-1]:
        inside = {m.member for m in calls.memberships if m.group == group["id"]}
        counted = np.mean([carries[i] for i, key in enumerate(members) if key in inside])
        found = document["carry"][group["id"]]
        assert found["low"] == found["high"]
        assert found["median"] == pytest.approx(counted, abs=1e-5)
    assert document["carry"]["all"]["median"] == pytest.approx(carries.mean(), abs=1e-5)


def test_the_binding_group_carries_least(document):
    """The group that binds is the one that is least in most draws; its median is the least of all."""
    groups = [group["id"] for group in document["groups"] if group["id"] != "all"]
    least = min(groups, key=lambda group: document["carry"][group]["median"])
    assert document["carry"][document["binding_group"]["group"]]["median"] == pytest.approx(
        document["carry"][least]["median"], abs=0.03
    )


def test_what_is_fixed_stands_and_what_is_forbidden_does_not(analysis, document):
    """A clause of the wording can be forbidden, and one outside of it be fixed."""
    other = next(swap["to"] for swap in document["swaps"] if swap["to"])
    slot = next(swap["slot"] for swap in document["swaps"] if swap["to"] == other)
    fixed = compose(analysis, demands=Demands(fix=(other,)), budget=5).document
    assert other in ids(fixed)
    gone = next(row["clause"] for row in document["wording"] if row["slot"] == slot)
    assert gone not in ids(compose(analysis, demands=Demands(forbid=(gone,)), budget=5).document)


def test_demands_that_exclude_one_another_are_named(analysis):
    """Fixed and forbidden at once, a clause is named, and that either may be dropped."""
    with pytest.raises(SettingsError, match=r"'P01' must stand.*'P01' may not stand.*Drop any one"):
        compose(analysis, demands=Demands(fix=("P01",), forbid=("P01",)))


def test_a_red_line_of_a_group_shuts_a_clause_out_and_says_what_it_costs(document):
    """A vetoed clause is in no wording of the document but those that show its cost."""
    calls = town()
    group, clause = calls.groups[0].id, ids(document)[0]
    vetoed = analysed(replace(calls, red_lines=(RedLine(group, is_group=True, proposition=clause),)))
    found = compose(vetoed, budget=10).document
    shown = [*found["next_best"], *found["frontier"]]
    assert clause not in ids(found)
    assert not any(clause in other["wording"] for other in shown)
    (cost,) = found["red_lines"]["groups"]
    assert cost["groups"] == [group]
    assert cost["wording"] == ids(document)
    assert cost["least"]["median"] == pytest.approx(document["least"]["median"], abs=0.06)
    assert any(clause in sentence for sentence in found["explanation"])


def test_a_member_with_a_red_line_does_not_carry_it():
    """If all of a group refuse a clause for themselves, nobody there carries a wording with it."""
    calls = town(heard=1.0)
    group = calls.groups[0].id
    inside = [m.member for m in calls.memberships if m.group == group]
    lines = tuple(RedLine(member, is_group=False, proposition="P01") for member in inside)
    found = compose(
        analysed(replace(calls, red_lines=lines)), demands=Demands(fix=("P01",)), budget=5
    ).document
    assert found["carry"][group] == {"median": 0.0, "low": 0.0, "high": 0.0}
    assert found["red_lines"]["members"] == [{"clause": "P01", "members": len(inside), "stands": True}]


def test_the_frontier_trades_substance_for_support(document):
    """Along the frontier clauses fall and what was reached on the sought draws never does; none is empty."""
    points = document["frontier"]
    clauses = [point["clauses"] for point in points]
    assert clauses == sorted(clauses, reverse=True)
    assert min(clauses) >= 1
    reached = [point["bound"]["value"] for point in points]
    assert reached == sorted(reached)
    assert sum(point["chosen"] for point in points) == 1
    for point in points:
        assert len([clause for clause in point["wording"] if clause]) == point["clauses"]


def test_the_next_best_are_distinct_and_no_better(document):
    """The three next wordings differ from the first and among each other, best first on the sought draws."""
    wordings = [tuple(ids(document)), *(tuple(other["wording"]) for other in document["next_best"])]
    assert len(set(wordings)) == len(wordings) == 4
    values = [document["bound"]["value"], *(other["bound"]["value"] for other in document["next_best"])]
    assert values == sorted(values, reverse=True)


def test_swaps_change_one_slot_and_differ_by_what_is_said(document):
    """Each swap names a clause that does not stand in its slot."""
    standing = {row["slot"]: row["clause"] for row in document["wording"]}
    assert document["swaps"]
    for swap in document["swaps"]:
        assert swap["to"] != standing[swap["slot"]]


def test_small_counts_of_a_private_sounding_are_rounded(document):
    """In a private sounding no share tells of one to four members of a group."""
    sizes = {group["id"]: group["members"] for group in document["groups"]}
    fates = [document, *document["next_best"], *document["frontier"]]
    for fate in fates:
        for group, found in fate["carry"].items():
            for value in (found["low"], found["high"]):
                count = value * sizes[group]
                assert count < 1e-3 or count > 4.6


def test_a_uncalibrated_share_is_marked_an_assumption(analysis, document):
    """Without calibration the document and its sentences say that no share is a forecast."""
    assert document["assumption"]
    assert any("no share above is a forecast" in sentence for sentence in document["explanation"])
    learned = ShareOfClauses(0.45, 0.5, 0.3, "seven resolutions voted on in parts")
    calibrated = compose(analysis, carry=learned, budget=5).document
    assert not calibrated["assumption"]
    assert calibrated["explanation"][-1] == "The rule was learned from seven resolutions voted on in parts."


@pytest.mark.parametrize("name", ["broadest", "nash", "quota"])
def test_every_aim_composes_and_explains(analysis, name):
    """Each aim gives a wording, a bound that is no lower than its value, and sentences."""
    found = compose(analysis, aim=Aim(name, 2 / 3), budget=5).document
    assert found["bound"]["bound"] >= found["bound"]["value"]
    assert len(found["explanation"]) >= 5


def test_the_order_of_members_and_answers_does_not_matter(document):
    """Members listed the other way round give the same wording and shares."""
    calls = town()
    n = len(calls.members)
    turned = replace(
        calls,
        members=calls.members[::-1],
        answers=replace(calls.answers, member=[n - 1 - i for i in calls.answers.member]),
    )
    again = compose(analysed(turned), budget=10).document
    assert again["wording"] == document["wording"]
    assert again["carry"] == document["carry"]


def test_types_stand_for_their_members(analysis):
    """However few rows there may be, each group keeps its weight in every draw."""
    paper, propositions = paper_of(analysis.parts.calls, Demands())
    body = body_of(analysis.parts, paper, propositions, ShareOfClauses())
    for most in (1, 50, 500, 10_000):
        electorate = sample_electorate(body, 5, most)
        assert electorate.total == 5 * analysis.parts.matrix.n_members
        assert (electorate.sizes == 5 * body.belongs.sum(axis=0)).all()


def test_of_soft_blocs_each_member_is_in_the_one_they_are_most_in(analysis):
    """Nobody is left out for being between blocs, and a bloc that nobody is most in is not asked about."""
    parts = analysis.parts
    n = parts.matrix.n_members
    rows = [(1, 0.4, 0.35, 0.25) if i % 2 else (1, 0.3, 0.45, 0.25) for i in range(n)]
    blocs = tuple(Standing(f"bloc:{k}", "bloc", str(k), n / 3, above_floor=True) for k in (1, 2, 3))
    everybody = parts.basis.standings[0]
    basis = replace(
        parts.basis,
        kind="blocs",
        column=None,
        standings=(everybody, *blocs),
        weights=np.array(rows),
        least=(1, 2, 3),
    )
    paper, propositions = paper_of(parts.calls, Demands())
    body = body_of(replace(parts, basis=basis), paper, propositions, ShareOfClauses())
    assert body.belongs.sum(axis=0).tolist() == [n // 2, n - n // 2]
    assert (body.belongs.sum(axis=1) == 1).all()


def test_a_paper_without_slots_is_refused_in_a_sentence():
    """Without slots there is nothing to compose, and the column to add is named."""
    calls = simulate(members=20, propositions=5, groups=2, heard=0.8, seed=1).calls
    with pytest.raises(SettingsError, match="Add a column slot"):
        compose(analysed(calls))


@pytest.mark.parametrize(
    ("demands", "words"),
    [
        (Demands(fix=("nothing",)), "no clause 'nothing'"),
        (Demands(tabled="nobody"), "No clause comes from 'nobody'"),
        (Demands(words=1), "at most 1 words"),
    ],
)
def test_demands_that_cannot_be_are_refused_in_a_sentence(analysis, demands, words):
    """A demand for what is not there is refused, and what there is is named."""
    with pytest.raises(SettingsError, match=words):
        compose(analysis, demands=demands)


def test_required_and_protected_clauses_stand():
    """A clause marked required or protected stands in the wording, whatever it costs."""
    calls = town()
    marked = tuple(replace(p, required=p.id == "P09", protected=p.id == "P02") for p in calls.propositions)
    found = compose(analysed(replace(calls, propositions=marked, relations=())), budget=5).document
    assert {"P09", "P02"} <= set(ids(found))


def test_a_slot_marked_optional_may_stay_empty():
    """Only where a field says so may a slot of the text as tabled stay empty."""
    calls = town()
    marked = tuple(
        replace(p, fields=(("optional", "yes"),)) if p.slot == "clause 1" else p for p in calls.propositions
    )
    paper, _ = paper_of(replace(calls, propositions=marked), Demands())
    filled = {paper.slots[rule.of[0]] for rule in paper.rules if rule.binding.value == "filled"}
    assert filled == {"clause 2", "clause 3", "clause 4"}


def test_a_relation_to_what_is_not_on_the_paper_binds_nothing():
    """A need of something without a slot is no rule of the paper."""
    calls = town()
    loose = replace(calls.propositions[-1], slot="")
    calls = replace(
        calls, propositions=(*calls.propositions[:-1], loose), relations=(Relation("P01", "needs", loose.id),)
    )
    paper, _ = paper_of(calls, Demands())
    assert not any(rule.binding.value == "needs" for rule in paper.rules)


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0%"), (1e-4, "under 1%"), (0.5, "50%"), (0.9999, "over 99%"), (1.0, "100%")]
)
def test_only_a_true_zero_or_one_reads_as_such(value, words):
    """A share is never rounded to certainty."""
    assert share(value) == words
    assert between({"median": value, "low": value, "high": value}) == words


def _told(groups, **changes):
    """Give the least that a composite's sentences are made from: a text as tabled of one clause."""
    all_ = {"median": 0.8, "low": 0.7, "high": 0.9}
    carry = dict.fromkeys([group["id"] for group in groups], all_)
    return {
        "public": True,
        "settings": {"aim": "least-group", "threshold": 0.5, "draws": {"judged": 200}},
        "groups": groups,
        "wording": [{"clause": "M1", "changed": False}],
        "carry": carry,
        "least": all_,
        "probability": 1.0,
        "binding_group": {"group": groups[0]["id"], "share": 1.0},
        "bound": {"proved": True, "value": 1.0, "bound": 1.0, "stage": "least"},
        "tabled": {"carry": carry},
        "frontier": [{"clauses": 1, "least": all_}],
        "red_lines": {"members": [], "groups": []},
        "carry_model": {"sentence": "Half of the clauses.", "calibrated": ""},
        "assumption": True,
    } | changes


ALL = {"id": "all", "name": "all", "members": 60}
BLOC = {"id": "bloc:1", "name": "1", "members": 20}


def test_without_groups_no_sentence_speaks_of_them():
    """Where all members are the only group, none is compared, though fewer clauses would win more."""
    leaner = {"clauses": 1, "least": {"median": 0.95, "low": 0.9, "high": 1.0}}
    two = [{"clause": "M1", "changed": True}, {"clause": "M2", "changed": False}]
    said = explanation(_told([ALL], frontier=[leaner], wording=two))
    assert not [sentence for sentence in said if "group" in sentence]
    assert "With 1 clause the share of all could be 95% (90% to 100%), instead of 80% (70% to 90%)." in said


def test_shares_are_told_with_their_members_and_intervals_and_blocs_by_more_than_a_number():
    """A share names how many members it is of, and draws are counted; the text is not set against itself."""
    said = explanation(_told([BLOC, ALL]))
    assert "Of all 60 members, 80% (90% interval: 70% to 90%) would carry it." in said
    assert "It carries least in bloc 1 (20 members): 80% (70% to 90%)." in said
    assert any("100% of the 200 draws" in sentence for sentence in said)
    assert not any("against" in sentence for sentence in said[:-1])


def test_a_red_line_that_costs_nothing_is_told_with_both_shares():
    """What a veto costs is never said without the share it is read from."""
    veto = {"clause": "A1", "groups": ["party:Red"], "least": {"median": 0.8, "low": 0.7, "high": 0.9}}
    said = explanation(_told([BLOC, ALL], red_lines={"members": [], "groups": [veto]}))
    assert (
        "Without the red line of Red on 'A1', the least group's share would be 80% (70% to 90%), "
        "no more than with it: 80% (70% to 90%)."
    ) in said


def test_one_demand_that_cannot_be_kept_is_named_alone(analysis):
    """More clauses than places is one demand, and no others are spoken of; a group is named, not its id."""
    with pytest.raises(SettingsError, match=r"^No wording can keep this: at least 99 clauses\. Drop it"):
        compose(analysis, demands=Demands(clauses=99), budget=1)
