"""Laws of selecting among some of the propositions, and of who is likely to sign one."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onevoice
from onevoice.assembly.sounding import Kind
from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.answer_draws import draw_answers
from onevoice.opinion.cosignatories import find_cosignatories, likely_cosignatories
from onevoice.opinion.representation import verify
from onevoice.opinion.selection import select
from onevoice.opinion.selection_basis import instance_of
from onevoice.testing import simulate

PARTY = "party:Party {}".format


@pytest.fixture(scope="module")
def sounding() -> Analysis:
    """Analyse a private sounding of three parties, a third heard."""
    calls = simulate(members=60, propositions=9, groups=3, heard=0.4, seed=4, passes=0.2).calls
    return onevoice.analyse(calls, settings="fast", reruns=False)


@pytest.fixture(scope="module")
def ids(sounding: Analysis) -> list[str]:
    """Give the ids of its propositions."""
    return [row["id"] for row in sounding.document["propositions"]]


@pytest.mark.parametrize("observed", [False, True])
def test_among_all_is_among_none_in_particular(sounding, ids, observed):
    """To name every proposition, in any order, selects to the byte what naming none does."""
    whole = select(sounding, k=3, observed=observed).document
    for among in (ids, ids[::-1], {*ids}):
        assert json.dumps(select(sounding, k=3, among=among, observed=observed).document) == json.dumps(whole)


@settings(max_examples=15, deadline=None)
@given(places=st.sets(st.integers(0, 8), min_size=1), k=st.integers(1, 4), clashing=st.booleans())
def test_nothing_else_is_selected_nor_told_of(sounding, ids, places, k, clashing):
    """Only what may be selected stands in the document, and it keeps the guarantee within it."""
    among = [ids[j] for j in sorted(places)]
    clashes = [(among[0], among[-1])] if clashing and len(among) > 1 else []
    found = select(sounding, k=k, among=among, clashes=clashes)
    document = found.document
    assert {*found.selected} <= {*among}
    assert len(found.selected) <= min(k, len(among))
    assert not any({*pair} <= {*found.selected} for pair in clashes)
    told = {row["id"] for part in ("rounds", "left_out", "void_by_clash") for row in document[part]}
    told |= {name for row in document["instead"] for name in row["selected"]}
    told |= {name for row in document["groups"] for name in (*row["supports"], row["best"]) if name}
    assert told <= {*among}
    instance = instance_of(sounding, clashes, observed=False, seed=0, among=among)
    chosen = [instance.ids.index(name) for name in found.selected]
    assert verify(instance.ballots, chosen, k, instance.clash).ejr_plus


def test_the_others_still_tell_where_members_stand(sounding, ids):
    """A proposition keeps its bridging and its supporters, whichever others may be selected beside it."""
    alone = select(sounding, k=1, among=[ids[2]]).document["selected"][0]
    beside = instance_of(sounding, (), observed=False, seed=0)
    assert alone["bridging"] == pytest.approx(beside.merit[2] / 1e6)
    assert abs(alone["supporters"] - int(beside.ballots.supporters[2])) <= 3  # told by fives


def test_what_is_not_there_is_said_in_a_sentence(sounding, ids):
    """A proposition that is not in the answers, or a clash with what may not be selected, is named."""
    with pytest.raises(SettingsError, match="no proposition 'nothing' to select"):
        select(sounding, k=1, among=[ids[0], "nothing"])
    with pytest.raises(SettingsError, match=repr(ids[3])):
        select(sounding, k=1, among=ids[:2], clashes=[(ids[0], ids[3])])


def _belongs(analysis: Analysis, group: str) -> set[str]:
    """Give the members of a group."""
    parts = analysis.parts
    at = next(s for s, one in enumerate(parts.basis.standings) if one.id == group)
    return {parts.matrix.member_ids[i] for i in np.flatnonzero(parts.basis.weights[:, at] > 0)}


def _said(analysis: Analysis, j: int, *codes: int) -> set[str]:
    """Give the members whose answer to a proposition is one of these."""
    parts = analysis.parts
    heard = draw_answers(parts.matrix, parts.found).heard[:, j]
    return {parts.matrix.member_ids[i] for i in np.flatnonzero(np.isin(heard, codes))}


@pytest.mark.parametrize("own", [(1,), (2,), (1, 3)])
def test_whoever_is_likely_said_nothing_else_and_is_of_another_group(sounding, ids, own):
    """Who said no or passed is not asked, nor a signers' fellow; who said yes in another group always is."""
    groups = [PARTY(number) for number in own]
    others = [PARTY(number) for number in (1, 2, 3) if number not in own]
    for j, proposition in enumerate(ids):
        likely = {*likely_cosignatories(sounding, proposition, groups)}
        assert not likely & _said(sounding, j, -1, 0, 2)
        assert not likely & set().union(*(_belongs(sounding, group) for group in groups))
        of_others = set().union(*(_belongs(sounding, group) for group in others))
        assert likely <= of_others
        assert _said(sounding, j, 1) & of_others <= likely


def test_the_likely_are_as_many_as_are_counted_once_all_were_heard():
    """Where every member answered, who is asked are those of other groups who agree, no more and no fewer."""
    calls = simulate(members=40, propositions=5, groups=2, heard=1.0, seed=2).calls
    analysis = onevoice.analyse(replace(calls, kind=Kind.DIVISION), settings="fast", reruns=False)
    for row in analysis.document["propositions"]:
        likely = likely_cosignatories(analysis, row["id"], [PARTY(1)])
        assert len(likely) == row["support"][PARTY(2)]["agree"]
        (other,) = find_cosignatories(analysis, row["id"], [PARTY(1)]).others
        assert other.agree == len(likely)


def test_who_belongs_to_a_signers_group_too_is_not_asked():
    """In groups that overlap, a member of both sides is a fellow of the signers."""
    calls = simulate(members=40, propositions=5, groups=2, heard=1.0, seed=2).calls
    both = calls.members[0].id
    own = next(one.group for one in calls.memberships if one.member == both)
    other = next(one.group for one in calls.memberships if one.group != own)
    extra = replace(next(one for one in calls.memberships if one.member == both), group=other)
    overlapping = replace(calls, memberships=(*calls.memberships, extra))
    analysis = onevoice.analyse(overlapping, settings="fast", reruns=False)
    for row in analysis.document["propositions"]:
        for signers in (own, other):
            assert both not in likely_cosignatories(analysis, row["id"], [signers])


def test_a_likely_list_of_what_is_not_there_is_refused(sounding, ids):
    """A text or a group that is not there is said in a sentence."""
    with pytest.raises(SettingsError, match="There is no proposition"):
        likely_cosignatories(sounding, "nothing", [PARTY(1)])
    with pytest.raises(SettingsError, match="There is no group"):
        likely_cosignatories(sounding, ids[0], ["party:Nobody"])
