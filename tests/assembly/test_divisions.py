"""How a division is conducted: who votes, when and how, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assembly.divided import (
    ABBREVIATED,
    ABSTAIN,
    AYE,
    MEMBERS,
    NO,
    UNRECORDED,
    division,
    here,
    rolls,
    rules,
)
from onevoice.assembly.counting import count_names
from onevoice.assembly.dividing import (
    arrived,
    cast,
    closed,
    declared,
    listed,
    opened,
    paired,
    told,
    voided,
    voted,
)
from onevoice.assembly.division import (
    Base,
    Choice,
    Count,
    Division,
    DivisionStage,
    Entitled,
    Majority,
    Names,
    Proxies,
    Tie,
    Vote,
    VotingRules,
)
from onevoice.assembly.division_words import SENTENCES, say
from onevoice.assembly.messages import Message
from onevoice.assembly.outcome import Result, outcome
from onevoice.errors import DivisionError


class Conduct(RuleBasedStateMachine):
    """Any acts in any order: what is refused changes nothing, and what is done keeps the laws."""

    @initialize(rules=rules, roll=rolls())
    def start(self, rules: VotingRules, roll: list[Entitled]):
        """Open a division; a roll with proxies is refused where there are none."""
        self.division = Division(id="d1", question="q1", rules=rules, majorities=ABBREVIATED)
        if rules.proxies is Proxies.NONE and any(one.proxy for one in roll):
            with pytest.raises(DivisionError):
                opened(self.division, roll)
            roll = [replace(one, proxy="") for one in roll]
        self.division = opened(self.division, roll)
        self.refusals: list[tuple[str, Message]] = []
        self.frozen = {one.member: one.weight for one in roll}

    def attempt(self, act, *arguments: object, **more: object) -> None:
        """Try an act; what is refused is refused in a whole sentence."""
        try:
            self.division = act(self.division, *arguments, **more)
        except DivisionError as refused:
            self.refusals.append((str(refused), refused.message))

    @rule(member=st.sampled_from([*MEMBERS, "stranger"]), choice=st.sampled_from(Choice))
    def vote(self, member: str, choice: Choice):
        """Vote for oneself: only if present, without a proxy, and only once if votes are not changed."""
        before = {one.member: one for one in self.division.votes}
        entitled = {one.member: one for one in self.division.entitled}
        self.attempt(voted, member, choice)
        after = {one.member: one for one in self.division.votes}
        if before != after:
            assert self.division.stage is DivisionStage.OPEN
            assert entitled[member].present
            assert not entitled[member].proxy
            assert member not in before or self.division.rules.changing
        again = self.division
        if member in after and after[member] == Vote(member, choice, self.frozen[member]):
            self.attempt(voted, member, choice)
            assert self.division == again

    @rule(holder=st.sampled_from(MEMBERS), choice=st.sampled_from(Choice))
    def vote_by_proxy(self, holder: str, choice: Choice):
        """Cast all proxies that a member holds, and no others."""
        for one in self.division.entitled:
            before = self.division
            self.attempt(voted, one.member, choice, by=holder)
            assert one.proxy == holder or self.division == before

    @rule(member=st.sampled_from(MEMBERS))
    def arrive(self, member: str):
        """Turn up."""
        before = self.division
        self.attempt(arrived, member)
        if self.division != before and self.division.rules.proxies is Proxies.END_ON_ARRIVAL:
            assert all(not vote.proxy for vote in self.division.votes if vote.member == member)

    @rule(member=st.sampled_from(MEMBERS), side=st.sampled_from(Choice))
    def tell(self, member: str, side: Choice):
        """Make a member a teller."""
        self.attempt(told, side, member)

    @rule(member=st.sampled_from(MEMBERS), other=st.sampled_from(MEMBERS))
    def pair(self, member: str, other: str):
        """Pair two members."""
        self.attempt(paired, member, other)

    @rule(votes=st.lists(st.builds(Vote, st.sampled_from(MEMBERS), st.sampled_from(Choice)), max_size=7))
    def enter_list(self, votes: list[Vote]):
        """Enter a list of names, which never touches the count."""
        count = self.division.count
        self.attempt(listed, votes)
        assert self.division.count == count

    @precondition(lambda self: self.division.stage is DivisionStage.OPEN)
    @rule(sure=st.integers(0, 3))
    def close(self, sure: int):
        """Close the doors, now and then."""
        if sure == 0:
            self.attempt(closed)

    @rule(ayes=st.integers(0, 7), noes=st.integers(0, 7))
    def declare(self, ayes: int, noes: int):
        """Declare a count, which is kept as it was declared."""
        beside = tuple(
            Count(ayes, noes, group=one.group, measure=one.measure)
            for one in ABBREVIATED
            if one != Majority()
        )
        count = Count(ayes, noes, beside=beside)
        machine = self.division.rules.names is Names.BY_MACHINE
        before = self.division
        self.attempt(declared, None if machine else count)
        if self.division is not before:
            names = count_names(before.votes, before.entitled, before.rules, ABBREVIATED)
            assert self.division.count == (names if machine else count)

    @rule(choice=st.sampled_from(Choice))
    def cast_vote(self, choice: Choice):
        """Give a casting vote, where there is a tie."""
        before = self.division
        tied = before.stage is DivisionStage.DECLARED and outcome(before).result is Result.TIED
        self.attempt(cast, choice)
        assert tied or self.division == before

    @invariant()
    def nobody_is_counted_twice(self):
        """Keep one line a member, weights as frozen, nobody who was not entitled; heads add up to lines."""
        members = [vote.member for vote in self.division.votes]
        assert members == sorted(set(members))
        assert {one.member: one.weight for one in self.division.entitled} == self.frozen
        pairs = {(vote.member, vote.pair) for vote in self.division.votes if vote.pair}
        assert pairs == {(b, a) for a, b in pairs}
        assert all(vote.weight == self.frozen[vote.member] for vote in self.division.votes)
        count = count_names(self.division.votes, self.division.entitled, self.division.rules)
        silent = [
            vote
            for vote in self.division.votes
            if vote.choice is UNRECORDED or (vote.teller and not self.division.rules.tellers_counted)
        ]
        assert count.voters == len(members) - len(silent) <= len(self.frozen) == count.roll

    @invariant()
    def a_declared_division_has_an_outcome(self):
        """Have an outcome once it is declared, and at no other time; refuse in whole sentences."""
        assert all(sentence == say(message) for sentence, message in self.refusals)
        if self.division.stage is DivisionStage.DECLARED:
            assert say(outcome(self.division).reason).endswith(".")
        else:
            with pytest.raises(DivisionError):
                outcome(self.division)


TestConduct = Conduct.TestCase


@given(rules, rolls(proxies=False), st.data())
def test_the_order_of_votes_is_nowhere_to_be_seen(rules: VotingRules, roll: list[Entitled], data):
    """The same votes in any order make the same division, down to the last line."""
    rules = replace(rules, names=Names.BY_MACHINE)
    roll = [replace(one, present=True) for one in roll]
    prepared = Division(id="d1", question="q1", rules=rules, majorities=ABBREVIATED)
    choices = st.sampled_from([AYE, NO, *[ABSTAIN] * rules.abstaining])
    votes = {member: data.draw(choices) for member in data.draw(st.sets(st.sampled_from(MEMBERS)))}
    made = []
    for order in (list(votes), data.draw(st.permutations(list(votes)))):
        one = opened(prepared, data.draw(st.permutations(roll)))
        for member in order:
            one = voted(one, member, votes[member])
        made.append(declared(closed(one)))
    assert made[0] == made[1]
    assert outcome(made[0]) == outcome(made[1])


def test_what_does_not_fit_is_refused_at_once():
    """A vote that is not there is not taken back, nor a count declared that leaves its majority open."""
    one = opened(division(changing=True), here())
    with pytest.raises(DivisionError, match="no vote that could be taken back"):
        voted(one, "m1", UNRECORDED)
    of_present = replace(division(names=Names.BY_HAND), majorities=(Majority(base=Base.PRESENT),))
    shut = closed(opened(of_present, here()))
    with pytest.raises(DivisionError, match="how many are present"):
        declared(shut, Count(3, 2))
    with pytest.raises(DivisionError, match="as the tellers announced it"):
        declared(shut)
    assert declared(shut, Count(3, 2, present=7)).count == Count(3, 2, present=7)


def test_the_entitled_list_is_frozen_at_opening():
    """Who is entitled twice, or not at all, is refused; weights are those at opening."""
    with pytest.raises(DivisionError, match="m1 is on the entitled list twice"):
        opened(division(), here("m1", "m2", "m1"))
    one = opened(division(), [Entitled("m1", Fraction(3, 2))])
    with pytest.raises(DivisionError, match="m2 was not entitled"):
        voted(one, "m2", AYE)
    assert voted(one, "m1", AYE).votes == (Vote("m1", AYE, Fraction(3, 2)),)
    with pytest.raises(DivisionError, match="cannot be opened"):
        opened(one, here())


@pytest.mark.parametrize("changing", [True, False])
def test_a_vote_changes_while_open_where_the_rules_say_so(changing: bool):
    """A recorded vote is changed or taken back while the division is open, if the rules allow it."""
    one = voted(opened(division(changing=changing), here()), "m1", AYE)
    assert voted(one, "m1", AYE) == one
    for choice in (NO, UNRECORDED):
        if changing:
            assert [vote.choice for vote in voted(one, "m1", choice).votes] == [NO] * (choice is NO)
        else:
            with pytest.raises(DivisionError, match="cannot be changed"):
                voted(one, "m1", choice)
    with pytest.raises(DivisionError, match="cannot be voted in"):
        voted(closed(one), "m1", NO)


@pytest.mark.parametrize("late", [True, False])
def test_a_late_arrival_votes_where_the_rules_say_so(late: bool):
    """A member who was away at opening votes after coming in, if the rules allow it, and never before."""
    one = opened(division(late=late), here(present=False))
    with pytest.raises(DivisionError, match="not present"):
        voted(one, "m1", AYE)
    if late:
        assert len(voted(arrived(one, "m1"), "m1", AYE).votes) == 1
    else:
        with pytest.raises(DivisionError, match="too late"):
            arrived(one, "m1")


@pytest.mark.parametrize("proxies", [Proxies.END_ON_ARRIVAL, Proxies.STAND])
def test_a_proxy_ends_when_the_member_turns_up_where_the_rules_say_so(proxies: Proxies):
    """A member who turns up votes in person and the proxy's vote is struck out, or the proxy stands."""
    one = opened(division(proxies=proxies), [Entitled("m1", present=False, proxy="m2"), Entitled("m2")])
    one = arrived(voted(one, "m1", AYE, by="m2"), "m1")
    if proxies is Proxies.STAND:
        assert [vote.proxy for vote in one.votes] == ["m2"]
        with pytest.raises(DivisionError, match="is with their proxy"):
            voted(one, "m1", NO)
    else:
        assert one.votes == ()
        assert [vote.choice for vote in voted(one, "m1", NO).votes] == [NO]
        with pytest.raises(DivisionError, match="does not hold the proxy"):
            voted(one, "m1", AYE, by="m2")
    # who is present at opening needs no proxy, where it ends on arrival
    at_once = opened(division(proxies=proxies), [Entitled("m1", proxy="m2"), Entitled("m2")])
    assert at_once.entitled[0].proxy == ("m2" if proxies is Proxies.STAND else "")


def test_a_void_division_decides_nothing_and_keeps_what_it_had():
    """A void division has no outcome, its names and count stay, and it says why."""
    one = declared(closed(voted(opened(division(), here()), "m1", AYE)))
    void = voided(one, "The doors were not locked.")
    assert (void.count, void.votes, void.void) == (one.count, one.votes, "The doors were not locked.")
    for refused in (lambda: outcome(void), lambda: voided(void, "again"), lambda: voided(one, " ")):
        with pytest.raises(DivisionError):
            refused()


def test_the_casting_vote_is_given_on_a_tie_and_once():
    """The chair casts on a tie only, for a side, and once."""
    one = declared(closed(opened(replace(division(tie=Tie.CASTING), majorities=(Majority(),)), here())))
    assert outcome(one).result is Result.TIED
    with pytest.raises(DivisionError, match="is no side"):
        cast(one, ABSTAIN)
    won = cast(one, AYE)
    assert outcome(won).result is Result.AGREED
    with pytest.raises(DivisionError, match="no tie"):
        cast(won, NO)


def test_every_sentence_fits_its_parameters():
    """All sentences are whole, and say nothing about a person's fault."""
    for sentence in SENTENCES.values():
        assert sentence[0].isupper() or sentence[0] in "“{"
        assert sentence.endswith(".")
