"""How a division is conducted, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onevoice.assembly.counting import count_names, difference
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
    Lobbies,
    Majority,
    Measure,
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

MEMBERS = [f"m{number}" for number in range(7)]
AYE, NO, ABSTAIN, BOTH, UNRECORDED = Choice
ABBREVIATED = (Majority(), Majority(base=Base.VOTES, measure=Measure.WEIGHT), Majority(group="ward:East"))

rules = st.builds(
    VotingRules,
    names=st.sampled_from(Names),
    abstaining=st.booleans(),
    lobbies=st.sampled_from(Lobbies),
    changing=st.booleans(),
    late=st.booleans(),
    proxies=st.sampled_from(Proxies),
    pairing=st.booleans(),
    tellers=st.integers(0, 2),
    tellers_counted=st.booleans(),
    tie=st.sampled_from(Tie),
)
weights = st.one_of(st.just(1), st.integers(1, 9), st.fractions(Fraction(1, 9), 9, max_denominator=9))


@st.composite
def rolls(draw, *, proxies: bool = True) -> list[Entitled]:
    """Draw who is entitled, some away, some with a proxy."""
    roll = []
    for member in MEMBERS:
        holder = draw(st.sampled_from(["", "", *MEMBERS])) if proxies else ""
        groups = draw(st.sampled_from([(), ("ward:East",), ("ward:West",)]))
        here = draw(st.booleans())
        roll.append(Entitled(member, draw(weights), groups, here, holder if holder != member else ""))
    return roll


def division(**given_: object) -> Division:
    """Make a prepared division under given rules."""
    return Division(id="d1", question="q1", rules=VotingRules(**given_), majorities=ABBREVIATED)


def here(*members: str, **about: object) -> list[Entitled]:
    """Make an entitled list of members who are present."""
    return [Entitled(member, **about) for member in members or MEMBERS]


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


def test_counts_by_machine_are_those_of_the_names():
    """Where a machine records the names, no other count can be declared."""
    one = closed(voted(opened(division(), here()), "m1", AYE))
    with pytest.raises(DivisionError, match=r"1 ayes, 0 noes.*2 ayes, 0 noes"):
        declared(one, Count(2, 0))
    counted = declared(one)
    assert counted.count == count_names(one.votes, one.entitled, one.rules, one.majorities)
    assert declared(one, counted.count) == counted


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
