from __future__ import annotations

import pytest

from assembly.order.hand_built import (
    BRIDGE,
    TEXT,
    add,
    amendment,
    block,
    change,
    decided,
    motion,
    moved,
    on_paper,
    opened,
    refused,
    stages,
    voiced,
    words,
)
from onevoice.assembly.majority import Count
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.events import (
    Call,
    Declare,
    Divide,
    Group,
    Judge,
    Move,
    MoveProcedure,
    PullOut,
    Put,
    TableAmendment,
    TakeOver,
    Withdraw,
)
from onevoice.assembly.order.judging import to_judge
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import How, Outcome, SittingStage, Stage
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.order.words import say
from onevoice.assembly.wording.operations import ReplaceWhole

PACK = PACKS["german_geschaeftsordnung"]

NINE = amendment("a", change("p3", "ten", "nine"))
ONE = amendment("b", change("p3", "ten thousand", "one hundred"))
LAMPS = amendment("c", add("It has lamps."))
FERRY = ReplaceWhole(TEXT.digest, (block("ferry", "Grimburg builds a ferry."), TEXT.blocks[3]))
FORD = ReplaceWhole(TEXT.digest, (block("ford", "Grimburg builds a ford."), TEXT.blocks[3]))
WHOLE = amendment("d", FERRY)

RANKED = Judge("further-reaching", ("b", "a"), "ranked", "It saves more.", by="chair")


def council(*amendments):
    """Open a sitting of the council of Grimburg with the motion on the bridge before it."""
    return opened("german_geschaeftsordnung", motion(), *amendments)


def turns(debate):
    """Give the ids of amendments in the order in which they are called."""
    return [one.id for one in calling_order(debate, PACK, "bridge")]


def test_g1_motions_to_order_go_by_rank():
    """Off the agenda, adjourn, refer, close the debate, the rest: only the earlier interrupts the later."""
    ranked = [one.kind for one in sorted(PACK.procedures, key=lambda one: one.rank)]
    assert ranked == ["off-the-agenda", "adjourn", "refer", "close-debate", "other"]
    debate = council(LAMPS)
    for place, kind in enumerate(ranked):
        pending = step(debate, MoveProcedure("order", kind, by="ben"))
        for earlier in ranked[:place]:
            assert step(pending, MoveProcedure("two", earlier, by="cat")).question.kind == earlier
        for later in ranked[place:]:
            assert refused(pending, MoveProcedure("two", later, by="cat")) == "G1"


@pytest.mark.parametrize(
    ("kind", "stage", "sitting", "closed"),
    [
        ("off-the-agenda", Stage.DEFERRED, SittingStage.OPEN, False),
        ("adjourn", Stage.MOVED, SittingStage.ADJOURNED, False),
        ("refer", Stage.DEFERRED, SittingStage.OPEN, False),
        ("close-debate", Stage.MOVED, SittingStage.OPEN, True),
        ("other", Stage.MOVED, SittingStage.OPEN, False),
    ],
)
def test_g1_motions_to_order_do_what_they_say(kind, stage, sitting, closed):
    """Taken off or referred, the motion has no question left; adjourned or closed, it keeps it."""
    debate = voiced(step(council(LAMPS), MoveProcedure("order", kind, by="ben")), agreed=True)
    assert stages(debate, "bridge") == [stage]
    assert (debate.sitting.stage, debate.motion("bridge").closed) == (sitting, closed)
    assert (debate.question is None) is (stage is Stage.DEFERRED)


def test_g2_a_person_must_rank_what_contends_for_the_same_words():
    """Amendments to the same words wait until a person says which goes further; others do not."""
    debate = council(NINE, ONE, LAMPS)
    assert [(one.matter.id, one.on) for one in to_judge(debate, PACK)] == [("further-reaching", ("a", "b"))]
    assert refused(debate, Call("a")) == "G2"
    assert not to_judge(step(debate, RANKED), PACK)


def test_g2_the_further_reaching_is_put_first():
    """What is ranked further is called first, with the reason kept; of the rest the first tabled."""
    debate = step(council(NINE, ONE, LAMPS), RANKED)
    assert turns(debate) == ["b", "a", "c"]
    assert refused(debate, Call("a")) == "G2"
    assert debate.judgements[0].reason == "It saves more."
    assert turns(council(amendment("b", add("Two.")), amendment("a", add("One.")))) == ["a", "b"]
    tabled = (
        amendment("b", add("Two."), notice="2030-01-02T08:00:00Z"),
        amendment("a", add("One."), notice="2030-01-02T09:00:00Z"),
    )
    assert turns(council(*tabled)) == ["b", "a"]


def test_g2_a_ranking_without_a_reason_is_refused():
    """Whoever ranks says why."""
    assert refused(council(NINE, ONE), Judge("further-reaching", ("b", "a"), "ranked", by="chair")) == "P9"


def test_g3_amendments_are_put_before_the_motion():
    """The motion is not put while an amendment to it waits; afterwards it is, as amended."""
    debate = council(LAMPS)
    assert refused(debate, Put(by="chair")) == "G3"
    after = decided(debate, "c", agreed=True)
    assert question_now(after, PACK) == ("Der Antrag steht in der geänderten Fassung zur Beratung.",)
    assert voiced(after, agreed=True).motion("bridge").stage is Stage.AGREED


def test_g3_amendments_are_to_the_one_motion_that_is_put():
    """A second motion waits for the first, and there are no amendments to amendments."""
    debate = on_paper("german_geschaeftsordnung", motion(), motion(name="ferry"), LAMPS)
    assert refused(step(debate, Move("bridge", by="ada")), Move("ferry", by="ada")) == "G3"
    assert refused(debate, TableAmendment(amendment("f", add("Of brass."), to="c"))) == "G3"


def test_g4_in_a_dispute_the_council_decides():
    """The council's ranking stands before the chair's, and the chair cannot turn it again."""
    debate = step(council(NINE, ONE), RANKED)
    council_says = Judge("further-reaching", ("a", "b"), "ranked", "Voted 8 to 3.", by="assembly")
    overruled = step(debate, council_says)
    assert turns(overruled) == ["a", "b"]
    assert refused(overruled, RANKED) == "G4"
    again = Judge("further-reaching", ("b", "a"), "ranked", "Again.", by="assembly")
    assert turns(step(overruled, again)) == ["b", "a"]


def test_g5_the_chair_sets_the_order_by_ranking():
    """The chair may rank again while the council has said nothing: the latest ranking holds."""
    debate = replay(
        council(NINE, ONE), (RANKED, Judge("further-reaching", ("a", "b"), "ranked", "Counted.", by="chair"))
    )
    assert turns(debate) == ["a", "b"]


def test_g6_what_is_taken_over_is_put_en_bloc_and_anyone_pulls_one_out():
    """One question decides all that the mover took over; who wants a single vote pulls it out."""
    debate = council(LAMPS, amendment("e", change("p4", "spring", "autumn")), NINE)
    debate = replay(debate, (TakeOver("c", by="ada"), TakeOver("e", by="ada")))
    assert words(debate) == list(BRIDGE)
    assert refused(debate, Group("bloc", ("a", "c"), en_bloc=True)) == "G6"
    debate = step(debate, Group("bloc", ("c", "e"), en_bloc=True, by="clerk"))
    together = voiced(replay(debate, (Call("bloc"), Move("bloc", by="ada"))), agreed=True)
    assert stages(together, "c", "e", "a") == [Stage.AGREED, Stage.AGREED, Stage.ON_PAPER]
    apart = step(debate, PullOut("e", by="zoe"))
    apart = voiced(replay(apart, (Call("bloc"), Move("bloc", by="ada"))), agreed=True)
    assert stages(apart, "c", "e") == [Stage.AGREED, Stage.ON_PAPER]
    assert stages(decided(decided(apart, "a", agreed=False), "e", agreed=False), "e") == [Stage.NEGATIVED]


def test_g6_alternatives_to_the_whole_text_come_first():
    """An amendment that replaces the whole is called before the numbers, unasked, and these in order."""
    debate = council(LAMPS, NINE, WHOLE)
    assert not to_judge(debate, PACK)
    in_turn = [(one.id, one.rule) for one in calling_order(debate, PACK, "bridge")]
    assert in_turn == [("d", "G6"), ("a", "G2"), ("c", "G2")]
    two = council(LAMPS, WHOLE, amendment("e", FORD))
    assert [one.on for one in to_judge(two, PACK)] == [("d", "e")]
    ranked = step(two, Judge("further-reaching", ("e", "d"), "ranked", "It is free.", by="chair"))
    assert turns(ranked) == ["e", "d", "c"]
    assert turns(council(amendment("2", add("B.")), amendment("10", add("A.")))) == ["2", "10"]
    agreed = decided(debate, "d", agreed=True)
    assert stages(agreed, "a", "c") == [Stage.FALLEN, Stage.ON_PAPER]


@pytest.mark.parametrize("agreed", [True, False])
def test_g7_what_goes_further_disposes_of_the_narrower(agreed):
    """Agreed to, the further-reaching disposes of what was ranked after it; negatived, of nothing."""
    debate = decided(step(council(NINE, ONE, LAMPS), RANKED), "b", agreed=agreed)
    assert stages(debate, "a", "c") == [Stage.FALLEN if agreed else Stage.ON_PAPER, Stage.ON_PAPER]
    if agreed:
        assert debate.amendment("a").ruling.rule == "G7"
        assert "It saves more." in say(debate.amendment("a").ruling.message, PACK)


def test_g7_is_marked_as_a_guess():
    """No source says that the narrower is disposed of, and the rule says so."""
    assert [rule.guess for rule in PACK.rules if rule.number == "G7"] == [True]


def test_g8_only_the_mover_takes_over():
    """Nobody but the mover of the motion takes an amendment over; else the council decides."""
    debate = council(LAMPS)
    assert refused(debate, TakeOver("c", by="ben")) == "P8"
    assert step(debate, TakeOver("c", by="ada")).amendment("c").taken_over


def test_g8_motions_to_order_go_before_substance():
    """While a motion to order is pending, no amendment is called and the motion is not put."""
    debate = step(council(LAMPS), MoveProcedure("order", "refer", by="ben"))
    assert refused(debate, Call("c")) == "P6"
    assert "an einen Ausschuss zu verweisen" in question_now(debate, PACK)[0]
    assert stages(voiced(debate, agreed=False), "bridge", "c") == [Stage.MOVED, Stage.ON_PAPER]


def test_23_3_a_tie_rejects_and_abstentions_do_not_count():
    """Equal votes reject at once, without a casting vote; more ayes than noes carry, whoever abstained."""
    debate = replay(moved(council(LAMPS), "c"), (Put(), Divide()))
    tied = step(debate, Declare(Count(5, 5, abstentions=1))).decision("c")
    assert (tied.outcome, tied.how, tied.rule) == (Outcome.NEGATIVED, How.DIVISION, "§ 23(3)")
    assert step(debate, Declare(Count(2, 1, abstentions=9))).decision("c").outcome is Outcome.AGREED


def test_g8a_a_mover_withdraws_alone_until_the_vote():
    """Nobody's leave is needed to withdraw, even once it is moved."""
    assert stages(step(moved(council(LAMPS), "c"), Withdraw("c", by="mover-c")), "c") == [Stage.WITHDRAWN]


def test_the_chair_speaks_german_and_english_on_demand():
    """The script and the refusals are in German, and in English where that is asked for."""
    debate = on_paper("german_geschaeftsordnung", motion())
    assert script(debate, PACK) == ("Es steht nichts zur Abstimmung.",)
    assert script(debate, PACK, "en") == ("No question is before the meeting.",)
    with pytest.raises(Refused, match="nichts zur Abstimmung"):
        step(debate, Put(by="chair"))
