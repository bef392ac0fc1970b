"""What a count comes to: majorities, quorum, ties and tellers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.division import Base, Choice, Count, Majority, Measure, Quorum, Tie, VotingRules
from onevoice.assembly.division_words import say
from onevoice.assembly.outcome import Result, decide
from onevoice.errors import DivisionError

COMMONS = Quorum(40, chair=True, tellers=4, proxies=False)
MIRRORED = {Result.AGREED: Result.NEGATIVED, Result.NEGATIVED: Result.AGREED}
OTHER = {Choice.AYE: Choice.NO, Choice.NO: Choice.AYE}

heads = st.integers(0, 60)
weights = st.one_of(heads, st.fractions(0, 60, max_denominator=12))
fractions = st.fractions(Fraction(1, 12), 1, max_denominator=12)


@st.composite
def majorities(draw) -> Majority:
    """Draw any majority that can be won."""
    fraction = draw(fractions)
    at_least = fraction == 1 or draw(st.booleans())
    return Majority(fraction, draw(st.sampled_from(Base)), at_least=at_least, fewest=draw(st.integers(0, 5)))


@st.composite
def counts(draw, amounts=heads) -> Count:
    """Draw a count of some of those who were present, and of all who were entitled."""
    ayes, noes, abstentions = draw(amounts), draw(amounts), draw(amounts)
    present = ayes + noes + abstentions + draw(amounts)
    return Count(ayes, noes, abstentions, present=present, roll=present + draw(amounts))


@given(counts(weights), majorities(), weights)
def test_no_majority_is_lost_by_an_aye_more(count: Count, majority: Majority, more):
    """More ayes, all else as it was, never lose what was carried; nor do they if all others stay as many."""
    grown = replace(count, ayes=count.ayes + more)
    assert majority.met(grown) or not majority.met(count)
    # of those present or on the roll, the ones who said nothing now say aye
    changed = min(more, count.abstentions)
    persuaded = replace(count, ayes=count.ayes + changed, abstentions=count.abstentions - changed)
    assert majority.met(persuaded) or not majority.met(count)


@given(
    counts(), st.sampled_from(Tie), st.sampled_from([Choice.AYE, Choice.NO]), st.sampled_from([None, *OTHER])
)
def test_exchanging_the_sides_mirrors_the_outcome(count: Count, tie: Tie, unchanged: Choice, casting):
    """Under a simple majority, ayes and noes exchanged give the other outcome, except where a tie loses."""
    mirror = replace(count, ayes=count.noes, noes=count.ayes)
    rules = VotingRules(tie=tie)
    given_ = decide(count, rules, unchanged=unchanged, casting=casting).result
    other = decide(mirror, rules, unchanged=OTHER[unchanged], casting=OTHER.get(casting)).result
    if count.ayes == count.noes and tie is Tie.LOST:
        assert given_ is other is Result.NEGATIVED
    else:
        assert other is MIRRORED.get(given_, given_)
        assert (given_ is Result.TIED) == (
            count.ayes == count.noes and tie is Tie.CASTING and casting is None
        )


@given(counts(weights), majorities())
def test_two_sides_cannot_both_have_a_majority(count: Count, majority: Majority):
    """No majority of over one half is met by the ayes and by the noes."""
    mirror = replace(count, ayes=count.noes, noes=count.ayes)
    if majority.fraction > Fraction(1, 2) or (majority.fraction == Fraction(1, 2) and not majority.at_least):
        assert not (majority.met(count) and majority.met(mirror))


@given(counts(), majorities())
def test_a_wider_base_is_never_easier(count: Count, majority: Majority):
    """What carries of all on the roll carries of those present, of the votes, and of ayes and noes."""
    bases = (Base.ROLL, Base.PRESENT, Base.VOTES, Base.AYES_AND_NOES)
    met = [replace(majority, base=base).met(count) for base in bases]
    assert met == sorted(met)


@given(counts(), majorities(), st.integers(1, 50))
def test_majorities_do_not_depend_on_scale(count: Count, majority: Majority, scale: int):
    """A count in which everybody weighs the same, even a third each, has the outcome of heads."""
    exact = Fraction(scale, 3)
    scaled = replace(
        count,
        **{name: getattr(count, name) * exact for name in ("ayes", "noes", "abstentions", "present", "roll")},
    )
    plain = replace(majority, fewest=0)
    assert plain.met(scaled) == plain.met(count)


@given(counts(), st.sampled_from(Base), st.booleans(), st.integers(0, 5))
def test_a_tie_is_broken_by_one_more(count: Count, base: Base, at_least: bool, fewest: int):
    """Equal sides are tied where they do not carry and an aye more would; nothing else is a tie."""
    majority = Majority(base=base, at_least=at_least, fewest=fewest)
    assert not majority.tied(replace(count, noes=count.ayes + 1))
    equal = replace(count, noes=count.ayes, present=count.present + count.ayes, roll=count.roll + count.ayes)
    if majority.tied(equal):
        assert not majority.met(equal)
        assert majority.met(replace(equal, ayes=equal.ayes + 1))
        assert not majority.met(replace(equal, noes=equal.noes + 1))
    elif base is Base.AYES_AND_NOES:
        assert at_least or fewest > equal.ayes + 1


@pytest.mark.parametrize(
    ("majority", "least"),
    [
        (Majority(), 51),
        (Majority(at_least=True), 50),
        (Majority(Fraction(2, 3)), 67),
        (Majority(Fraction(2, 3), at_least=True), 67),
        (Majority(Fraction(3, 4), at_least=True), 75),
        (Majority(base=Base.VOTES), 56),
        (Majority(base=Base.PRESENT), 61),
        (Majority(base=Base.ROLL), 101),
        (Majority(Fraction(2, 3), Base.ROLL, at_least=True), 134),
    ],
)
def test_majorities_have_the_numbers_that_their_names_say(majority: Majority, least: int):
    """Of a hundred, with 10 abstentions, 120 present and 200 on the roll, it takes as many as by hand."""
    met = [
        ayes
        for ayes in range(201)
        if majority.met(Count(ayes, max(0, 100 - ayes), 10, present=120, roll=200))
    ]
    assert min(met) == least


def test_nobody_carries_nothing():
    """Without an aye nothing is carried, not even by a share of nobody."""
    assert not Majority(Fraction(2, 3), at_least=True).met(Count(0, 0))
    assert decide(Count(0, 0), VotingRules()).result is Result.NEGATIVED


def test_d5_a_quorum_of_forty_is_thirty_five_voters():
    """Rule D5: voters, chair and tellers make forty, so 35 voters do, and with 34 nothing is decided."""
    rules = VotingRules(quorum=COMMONS)
    assert decide(Count(20, 15), rules).result is Result.AGREED
    short = decide(Count(20, 14), rules)
    assert short.result is Result.NO_QUORUM
    assert say(short.reason) == "39 were reckoned, and a quorum is at least 40: nothing is decided."


def test_d8_proxies_are_not_reckoned_for_the_quorum_nor_for_the_closure():
    """Rule D8: votes by proxy count in the division, not for its quorum nor for the closure's hundred."""
    rules = VotingRules(quorum=COMMONS)
    assert decide(Count(20, 15, aye_proxies=1), rules).result is Result.NO_QUORUM
    assert decide(Count(20, 15, other_proxies=1), rules).result is Result.NO_QUORUM
    closure = Majority(fewest=100)
    assert decide(Count(101, 50, aye_proxies=1), rules, [closure]).result is Result.AGREED
    lost = decide(Count(101, 50, aye_proxies=2), rules, [closure])
    assert lost.result is Result.NEGATIVED
    assert "99 ayes were given in person, and it takes 100" in say(lost.reason)


@given(counts(), st.integers(1, 80), st.booleans())
def test_a_quorum_is_not_lost_by_a_voter_more(count: Count, least: int, chair: bool):
    """More voters never lose a quorum; nobody in both lobbies is reckoned twice."""
    quorum = Quorum(least, chair=chair, tellers=4)
    assert quorum.reached(replace(count, noes=count.noes + 1)) or not quorum.reached(count)
    both = min(count.ayes, count.noes)
    assert quorum.reckoned(count) - quorum.reckoned(replace(count, both=both)) == both


def test_a_quorum_can_be_a_share_of_the_roll_or_of_those_present():
    """Half the roll is a quorum with "at least", not with "more than"; those present can be reckoned."""
    half = Quorum(Fraction(1, 2))
    assert half.reached(Count(3, 2, roll=10))
    assert not replace(half, more_than=True).reached(Count(3, 2, roll=10))
    assert replace(half, more_than=True, present=True).reached(Count(3, 2, present=6, roll=10))
    assert not half.reached(Count(3, 2, roll=11))


def test_named_tellers_are_reckoned_as_many_as_they_are():
    """Two tellers named are two in the quorum, whatever a full set would be."""
    two = ((Choice.AYE, "a"), (Choice.NO, "b"))
    assert COMMONS.reckoned(Count(20, 14, tellers=two)) == 37


def test_d2_a_side_without_tellers_loses():
    """Rule D2: whatever the count, the side that did not name its tellers has lost."""
    rules = VotingRules(tellers=2, quorum=COMMONS)
    ayes, noes = [tuple((side, f"{side.value}{n}") for n in (1, 2)) for side in (Choice.AYE, Choice.NO)]
    assert decide(Count(300, 3, tellers=ayes + noes), rules).result is Result.AGREED
    assert decide(Count(300, 3, tellers=noes), rules).result is Result.NEGATIVED
    assert decide(Count(3, 300, tellers=ayes + noes[:1]), rules).result is Result.AGREED
    assert decide(Count(3, 300, tellers=()), rules).result is Result.NEGATIVED
    casting = replace(rules, tie=Tie.CASTING)
    assert decide(Count(3, 300, tellers=()), casting).result is Result.TIED
    assert decide(Count(3, 300, tellers=()), casting, casting=Choice.AYE).result is Result.AGREED
    assert decide(Count(3, 300), rules).result is Result.NEGATIVED  # it is not said who told


def test_d6_a_tie_goes_against_change():
    """Rule D6: a tie leaves things as they are, also where the ayes are for leaving words as they stand."""
    rules = VotingRules(tie=Tie.AGAINST_CHANGE)
    assert decide(Count(310, 310), rules).result is Result.NEGATIVED
    assert decide(Count(310, 310), rules, unchanged=Choice.AYE).result is Result.AGREED
    bound = decide(Count(310, 310), rules, casting=Choice.AYE)  # the chair is bound
    assert bound.result is Result.NEGATIVED


def test_a_tie_waits_for_the_casting_vote():
    """Where the chair casts, a tie is decided by nothing but the casting vote; it decides nothing else."""
    rules = VotingRules(tie=Tie.CASTING)
    assert decide(Count(7, 7), rules).result is Result.TIED
    assert decide(Count(7, 7), rules, casting=Choice.AYE).result is Result.AGREED
    assert decide(Count(7, 7), rules, casting=Choice.NO).result is Result.NEGATIVED
    assert decide(Count(7, 8), rules, casting=Choice.AYE).result is Result.NEGATIVED
    for fraction in (Fraction(3, 5), Fraction(2, 3)):  # only a simple majority knows a tie
        assert decide(Count(1, 1), rules, [Majority(fraction)]).result is Result.NEGATIVED
    assert decide(Count(1, 1), rules, [Majority(Fraction(1, 3))]).result is Result.AGREED
    assert decide(Count(5, 5), rules, [Majority(fewest=6)]).result is Result.TIED
    assert decide(Count(5, 5), rules, [Majority(fewest=7)]).result is Result.NEGATIVED
    absolute = Majority(base=Base.ROLL)
    assert decide(Count(9, 9, roll=19), rules, [absolute]).result is Result.TIED
    assert decide(Count(9, 9, roll=20), rules, [absolute]).result is Result.NEGATIVED


def test_d10_a_double_majority_needs_both_and_announces_both():
    """Rule D10: the whole house and a part of it must agree, and each finding is there to announce."""
    double = (Majority(), Majority(group="seat:England"))
    rules = VotingRules(tie=Tie.CASTING)
    part = Count(100, 101, group="seat:England")
    lost = decide(Count(300, 200, beside=(part,)), rules, double)
    assert lost.result is Result.NEGATIVED
    assert [finding.met for finding in lost.findings] == [True, False]
    assert say(lost.reason).startswith("In seat:England, 100 ayes, 101 noes")
    both = decide(Count(300, 200, beside=(replace(part, ayes=102),)), rules, double)
    assert both.result is Result.AGREED
    assert len(both.findings) == 2
    # the chair casts for the whole house, so a tie within a part of it has lost
    assert (
        decide(Count(300, 200, beside=(replace(part, ayes=101),)), rules, double).result is Result.NEGATIVED
    )
    with pytest.raises(DivisionError, match="was not announced"):
        decide(Count(300, 200), rules, double)


@given(counts(), counts(), st.sampled_from(Tie))
def test_a_double_majority_is_met_only_where_each_is(whole: Count, part: Count, tie: Tie):
    """A double majority, ties apart, agrees exactly where both majorities are met alone."""
    rules = VotingRules(tie=tie)
    beside = replace(part, group="seat:England")
    majorities_ = (Majority(), Majority(group="seat:England"))
    both = decide(replace(whole, beside=(beside,)), rules, majorities_).result
    if whole.ayes != whole.noes and part.ayes != part.noes:
        alone = {decide(whole, rules).result, decide(part, rules).result}
        assert (both is Result.AGREED) == (alone == {Result.AGREED})
    if Result.NEGATIVED in {decide(one, VotingRules()).result for one in (whole, part)} and tie is Tie.LOST:
        assert both is Result.NEGATIVED


def test_a_majority_in_weight_is_reckoned_exactly():
    """Three weights of a third are one, and one is not more than half of two."""
    third = Fraction(1, 3)
    weighed = Count(third * 3, 1, measure=Measure.WEIGHT)
    assert (
        decide(Count(3, 1, beside=(weighed,)), VotingRules(), [Majority(measure=Measure.WEIGHT)]).result
        is Result.NEGATIVED
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Count(-1, 0),
        lambda: Count(1.5, 0),  # type: ignore[arg-type]  # floats are what must be refused
        lambda: Count(True, 0),
        lambda: Count(2, 3, both=3),
        lambda: Count(1, 1, beside=(Count(1, 1),)),
        lambda: Majority(Fraction(0)),
        lambda: Majority(Fraction(3, 2)),
        lambda: Majority(Fraction(1)),
        lambda: Majority(0.5),  # type: ignore[arg-type]  # as above
        lambda: Majority(base=Base.ROLL).met(Count(1, 0)),
        lambda: Majority(base=Base.PRESENT).met(Count(1, 0)),
        lambda: Quorum(Fraction(1, 2)).reached(Count(1, 0)),
        lambda: Quorum(3, present=True).reached(Count(1, 0)),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(wrong):
    """Amounts that are none, and counts that do not say what a rule asks, are refused in whole sentences."""
    with pytest.raises(DivisionError) as refused:
        wrong()
    assert str(refused.value).endswith(".")
    assert say(refused.value.message) == str(refused.value)
