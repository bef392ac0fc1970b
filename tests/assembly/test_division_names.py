"""What names and counts come to: heads, weights, proxies, pairs, abstentions, tellers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.divided import (
    ABSTAIN,
    AYE,
    BOTH,
    NO,
    UNRECORDED,
    division,
    here,
    weights,
)
from onevoice.assembly.counting import count_names, difference
from onevoice.assembly.dividing import (
    arrived,
    closed,
    declared,
    listed,
    opened,
    paired,
    told,
    voted,
)
from onevoice.assembly.division import (
    Choice,
    Count,
    Division,
    Entitled,
    Lobbies,
    Majority,
    Measure,
    Names,
    Proxies,
    Vote,
    VotingRules,
)
from onevoice.assembly.division_words import say
from onevoice.assembly.outcome import Result, outcome
from onevoice.errors import DivisionError


@given(st.lists(st.tuples(st.sampled_from([AYE, NO, ABSTAIN, BOTH]), weights), max_size=12), st.data())
def test_names_add_up_in_heads_weight_and_parts(cast_: list[tuple[Choice, Fraction]], data):
    """Heads are as many as names, weights their exact sum, and the parts of the roll make up the whole."""
    roll = [
        Entitled(f"m{at}", weight, (data.draw(st.sampled_from(["ward:East", "ward:West"])),))
        for at, (_, weight) in enumerate(cast_)
    ]
    votes = [Vote(f"m{at}", choice, weight) for at, (choice, weight) in enumerate(cast_)]
    rules = VotingRules(lobbies=Lobbies.ONE_EACH)
    majorities = [
        Majority(measure=measure, group=group)
        for measure in Measure
        for group in ("", "ward:East", "ward:West")
    ]
    count = count_names(data.draw(st.permutations(votes)), roll, rules, majorities)
    for measure in Measure:
        whole, *parts = (count.of(group, measure) for group in ("", "ward:East", "ward:West"))
        for side, choices in (("ayes", {AYE, BOTH}), ("noes", {NO, BOTH}), ("both", {BOTH})):
            expected = sum(1 if measure is Measure.HEADS else w for c, w in cast_ if c in choices)
            assert getattr(whole, side) == expected == sum(getattr(part, side) for part in parts)
            assert not isinstance(getattr(whole, side), float)
        assert whole.roll == sum(part.roll for part in parts)
    assert count.voters == len(cast_)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_difference_is_said_and_changes_nothing(ayes: int, noes: int, named_ayes: int, named_noes: int):
    """A sentence for each side on which count and names differ; the outcome is of the declared count."""
    names = [f"a{n}" for n in range(named_ayes)] + [f"n{n}" for n in range(named_noes)]
    roll = [Entitled(name) for name in names]
    votes = [Vote(one.member, AYE if one.member[0] == "a" else NO) for one in roll]
    one = Division(id="d", question="q", rules=VotingRules(names=Names.BY_HAND))
    before = declared(closed(opened(one, roll)), Count(ayes, noes))
    after = listed(before, votes)
    assert outcome(after) == outcome(before)
    found = difference(Count(ayes, noes), after.votes, one.rules)
    expected = [
        (side, str(declared_), str(named))
        for side, declared_, named in (("aye", ayes, named_ayes), ("no", noes, named_noes))
        if declared_ != named
    ]
    assert [(m["side"], m["declared"], m["named"]) for m in found] == expected


def test_d7_the_declared_count_is_the_result_and_the_names_may_differ():
    """Rule D7: 293 declared and 294 named are both kept, and the difference is said in words."""
    roll = here(*[f"m{number:03}" for number in range(294)])
    rules = VotingRules(names=Names.BY_HAND)
    one = declared(closed(opened(Division(id="d", question="q", rules=rules), roll)), Count(125, 293))
    one = listed(one, [Vote(entry.member, NO) for entry in roll])
    assert one.count == Count(125, 293)
    assert outcome(one).result is Result.NEGATIVED
    sentences = [say(message) for message in difference(one.count, one.votes, rules)]
    assert "Declared: 293 noes. Names recorded: 294." in sentences[1]


def test_a_count_of_names_says_how_many_were_present_and_on_the_roll():
    """Those who were away are on the roll and not among those present, in heads and in weight."""
    roll = [Entitled("m1", Fraction(1, 2)), Entitled("m2", 3, present=False)]
    count = count_names([], roll, VotingRules(), [Majority(measure=Measure.WEIGHT)])
    assert [(one.present, one.roll) for one in (count, *count.beside)] == [
        (1, 2),
        (Fraction(1, 2), Fraction(7, 2)),
    ]


@pytest.mark.parametrize(
    ("votes", "why"),
    [
        ([Vote("m1", AYE), Vote("m1", AYE)], "m1 is in the list of names twice"),
        ([Vote("stranger", AYE)], "stranger was not entitled"),
        ([Vote("m1", AYE, proxy="m2")], "No proxies are allowed"),
        ([Vote("m1", UNRECORDED, pair="m2")], "Pairs are not recorded"),
        ([Vote("m1", ABSTAIN, teller=True)], "“abstain” is no side"),
        ([Vote("m1", BOTH)], "on one side only"),
    ],
)
def test_a_list_of_names_that_cannot_be_is_refused(votes: list[Vote], why: str):
    """A list by hand names each entitled member once, in ways that the rules know."""
    one = closed(opened(division(names=Names.BY_HAND), here()))
    with pytest.raises(DivisionError, match=why):
        listed(one, votes)
    with pytest.raises(DivisionError, match="not entered by hand"):
        listed(opened(division(), here()), [])


def test_a_list_of_names_has_the_weights_of_the_entitled_list():
    """Weights on a list by hand are those that were frozen; a new list replaces the one before."""
    one = opened(division(names=Names.BY_HAND), [Entitled("m1", 3), Entitled("m2", 2)])
    one = listed(listed(one, [Vote("m2", AYE, 9)]), [Vote("m1", NO)])
    assert one.votes == (Vote("m1", NO, 3),)


def test_counts_by_machine_are_those_of_the_names():
    """Where a machine records the names, no other count can be declared."""
    one = closed(voted(opened(division(), here()), "m1", AYE))
    with pytest.raises(DivisionError, match=r"1 ayes, 0 noes.*2 ayes, 0 noes"):
        declared(one, Count(2, 0))
    counted = declared(one)
    assert counted.count == count_names(one.votes, one.entitled, one.rules, one.majorities)
    assert declared(one, counted.count) == counted


def test_d8_a_proxy_is_recorded_by_name():
    """Rule D8: the vote shows who cast it, and it is counted apart for the quorum."""
    roll = [Entitled("m1", present=False, proxy="m2"), Entitled("m2")]
    one = opened(division(proxies=Proxies.STAND), roll)
    one = voted(voted(one, "m1", AYE, by="m2"), "m2", NO)
    assert one.votes[0].proxy == "m2"
    count = declared(closed(one)).count
    assert (count.ayes, count.noes, count.aye_proxies, count.other_proxies) == (1, 1, 1, 0)
    with pytest.raises(DivisionError, match="m3 does not hold the proxy"):
        voted(one, "m1", AYE, by="m3")


def test_d9_a_pair_leaves_no_vote_recorded():
    """Rule D9: of a pair neither votes, and the names show no vote recorded with the other's name."""
    one = paired(opened(division(pairing=True), here()), "m1", "m2")
    assert one.votes == (Vote("m1", UNRECORDED, pair="m2"), Vote("m2", UNRECORDED, pair="m1"))
    assert count_names(one.votes, one.entitled, one.rules).voters == 0
    with pytest.raises(DivisionError, match="paired with m2"):
        voted(one, "m1", AYE)
    away = [Entitled("m1", present=False, proxy="m3"), Entitled("m2"), Entitled("m3")]
    pair = paired(opened(division(pairing=True, proxies=Proxies.END_ON_ARRIVAL), away), "m1", "m2")
    assert arrived(pair, "m1").votes == pair.votes  # who turns up ends a proxy, not a pair


def test_d11_no_vote_recorded_is_not_an_abstention():
    """Rule D11: an abstention is counted and in the base of votes, no vote recorded is in neither."""
    roll, rules = here(), VotingRules()
    abstained = count_names([Vote("m1", ABSTAIN)], roll, rules)
    silent = count_names([Vote("m1", UNRECORDED)], roll, rules)
    assert (abstained.abstentions, abstained.voters) == (1, 1)
    assert (silent.abstentions, silent.voters) == (0, 0)
    assert count_names([Vote("m1", UNRECORDED, proxy="m2")], roll, rules).other_proxies == 0
    with pytest.raises(DivisionError, match="not recorded here"):
        voted(opened(division(abstaining=False), roll), "m1", ABSTAIN)


def test_d11_a_vote_in_both_lobbies_is_what_the_rules_say():
    """Rule D11: both lobbies count on each side but once as a member, or as an abstention, or are refused."""
    each = count_names([Vote("m1", BOTH), Vote("m2", AYE)], here(), VotingRules(lobbies=Lobbies.ONE_EACH))
    assert (each.ayes, each.noes, each.both, each.voters) == (2, 1, 1, 2)
    kept = count_names([Vote("m1", BOTH)], here(), VotingRules(lobbies=Lobbies.ABSTENTION))
    assert (kept.ayes, kept.noes, kept.abstentions) == (0, 0, 1)
    with pytest.raises(DivisionError, match="on one side only"):
        voted(opened(division(), here()), "m1", BOTH)


@pytest.mark.parametrize("counted", [True, False])
def test_d12_tellers_are_named_and_counted_where_the_rules_say_so(counted: bool):
    """Rule D12: the count names the tellers; they vote by telling, and count on their side or do not."""
    one = opened(division(tellers=1, tellers_counted=counted), here())
    one = told(told(one, AYE, "m1"), NO, "m2")
    with pytest.raises(DivisionError, match="teller for the ayes"):
        voted(one, "m1", NO)
    with pytest.raises(DivisionError, match="ayes have 1 tellers already"):
        told(one, AYE, "m3")
    count = declared(closed(voted(one, "m3", AYE))).count
    assert count.tellers == ((AYE, "m1"), (NO, "m2"))
    assert (count.ayes, count.noes) == ((2, 1) if counted else (1, 0))
