from __future__ import annotations

import pytest

from assembly.order.hand_built import (
    TEXT,
    add,
    amendment,
    change,
    decided,
    leave_out,
    motion,
    move_block,
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
    Alter,
    Call,
    CastingVote,
    Declare,
    Divide,
    Group,
    Judge,
    Move,
    MoveProcedure,
    Put,
    Second,
    TableAmendment,
    TakeOver,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now
from onevoice.assembly.order.stages import How, Outcome, SittingStage, Stage
from onevoice.assembly.order.step import replay, step

PACK = PACKS["uk_council"]

LAMPS = amendment("a", add("It has lamps."), mover="ben")
TOLL = amendment("b", add("It has a toll."), mover="cat")
PLANS = change("p1", "builds", "plans")


def council(*amendments):
    """Open a meeting of the town council of Grimburg with the motion on the bridge before it."""
    return opened("uk_council", motion(), *amendments)


def test_c1_nothing_is_put_without_a_seconder():
    """Motion and amendment alike wait for another member to second them."""
    debate = on_paper("uk_council", motion(), LAMPS)
    debate = step(debate, Move("bridge", by="ada"))
    assert refused(debate, Put(by="chair")) == "C1"
    assert refused(debate, Second("bridge", by="ada")) == "P8"
    debate = step(debate, Second("bridge", by="ben"))
    debate = replay(debate, (Call("a"), Move("a", by="ben")))
    assert refused(debate, Put(by="chair")) == "C1"
    assert step(step(debate, Second("a", by="cat")), Put(by="chair")).questions


def test_c2_an_amendment_leaves_words_and_changes_some():
    """To leave out all words, or only to move blocks, is no amendment."""
    debate = on_paper("uk_council", motion())
    nothing = amendment("a", *(leave_out(one.id) for one in TEXT.blocks))
    assert refused(debate, TableAmendment(nothing)) == "C2"
    assert refused(debate, TableAmendment(amendment("a", move_block("p1", "p2")))) == "C2"
    assert step(debate, TableAmendment(amendment("a", move_block("p1", "p2"), change("p3", "ten", "nine"))))
    assert step(debate, TableAmendment(amendment("a", leave_out("p1")))).amendments


def test_c2_what_the_chair_finds_to_negate_is_not_called():
    """An amendment judged to negate the motion cannot be called, until it is judged otherwise."""
    debate = step(council(LAMPS), Judge("negates", ("a",), "yes", "It would undo it.", by="chair"))
    assert refused(debate, Call("a")) == "C2"
    debate = step(debate, Judge("negates", ("a",), "no", "Read again.", by="chair"))
    assert step(debate, Call("a")).called == "a"


def test_c3_one_amendment_is_debated_at_a_time():
    """A second amendment, or an amendment to the amendment, waits until the first is voted on."""
    debate = moved(council(LAMPS, TOLL), "a")
    assert refused(debate, Call("b")) == "P6"
    to_amendment = amendment("c", add("Of brass."), to="a")
    assert refused(debate, TableAmendment(to_amendment)) == "C3"
    two = step(on_paper("uk_council", motion(), motion(name="ferry")), Move("bridge", by="ada"))
    assert refused(two, Move("ferry", by="ada")) == "C3"
    assert step(voiced(debate, agreed=False), Call("b")).called == "b"


def test_c3_amendments_debated_together_are_voted_on_one_by_one():
    """A group for debate leaves each amendment its own question."""
    debate = step(council(LAMPS, TOLL), Group("lights and tolls", ("a", "b"), by="chair"))
    debate = decided(debate, "a", agreed=False)
    assert stages(debate, "a", "b") == [Stage.NEGATIVED, Stage.ON_PAPER]
    assert refused(debate, Group("all at once", ("b",), en_bloc=True)) == "P11"


def test_c4_the_chair_sets_the_order():
    """Without a word of the chair amendments come as handed in; what the chair ranks comes as ranked."""
    debate = council(LAMPS, TOLL)
    assert [one.id for one in calling_order(debate, PACK, "bridge")] == ["a", "b"]
    ranked = step(debate, Judge("order", ("b", "a"), "ranked", by="chair"))
    assert [(one.id, one.rule) for one in calling_order(ranked, PACK, "bridge")] == [("b", "C4"), ("a", "C4")]
    assert refused(ranked, Call("a")) == "C4"


def test_c5_the_motion_as_amended_is_the_motion_now():
    """After an amendment is carried, the next one is to the words as they then are, and so is the vote."""
    gone = amendment("b", change("p1", "builds a", "hires a"))
    debate = decided(
        council(amendment("a", PLANS), gone, amendment("c", add("It has lamps."))), "a", agreed=True
    )
    assert words(debate)[0] == "Grimburg plans a bridge over the Lume."
    assert debate.amendment("b").ruling.rule == "C5"
    assert "substantive motion" in question_now(debate, PACK)[0]
    assert words(decided(debate, "c", agreed=True))[-1] == "It has lamps."


def test_c5_what_is_found_inconsistent_with_the_words_carried_falls():
    """An amendment judged inconsistent with one that is carried falls with it."""
    debate = step(
        council(LAMPS, TOLL), Judge("inconsistent", ("a", "b"), "yes", "Light is free.", by="chair")
    )
    assert decided(debate, "a", agreed=True).amendment("b").ruling.rule == "C5"


def test_c6_a_councillor_moves_one_amendment():
    """Who has moved one amendment to the motion does not move another; somebody else may."""
    debate = decided(council(LAMPS, TOLL), "a", agreed=False)
    called = step(debate, Call("b"))
    assert refused(called, Move("b", by="ben")) == "C6"
    assert stages(step(called, Move("b", by="cat")), "b") == [Stage.MOVED]


@pytest.mark.parametrize(("leave", "seconder"), [(False, True), (True, False)])
def test_c7_withdrawing_needs_the_seconder_and_the_meeting(leave, seconder):
    """Neither the seconder's nor the meeting's leave alone lets a mover withdraw."""
    debate = moved(council(LAMPS), "a")
    assert refused(debate, Withdraw("a", leave=leave, seconder=seconder, by="ben")) == "C7"
    after = step(debate, Withdraw("a", leave=True, seconder=True, by="ben"))
    assert stages(after, "a") == [Stage.WITHDRAWN]
    assert after.question.id == "bridge"


def test_c7_before_it_is_moved_a_mover_withdraws_alone():
    """What has only been handed in is withdrawn without anybody's leave."""
    assert stages(step(council(LAMPS), Withdraw("a", by="ben")), "a") == [Stage.WITHDRAWN]


def test_c8_a_mover_alters_their_motion_with_consent():
    """The mover's own words change with the consent of meeting and seconder, and of both."""
    debate = council()
    wish = Alter("bridge", (PLANS,), leave=True, by="ada")
    assert refused(debate, wish) == "C8"
    assert refused(debate, Alter("bridge", (PLANS,), seconder=True, by="ada")) == "C8"
    altered = step(debate, Alter("bridge", (PLANS,), leave=True, seconder=True, by="ada"))
    assert words(altered)[0] == "Grimburg plans a bridge over the Lume."
    assert altered.decisions[0].rule == "C8"


def test_c8_an_amendment_is_accepted_with_the_same_consent():
    """A mover takes an amendment in with the consent that altering takes."""
    debate = council(LAMPS)
    assert refused(debate, TakeOver("a", leave=True, by="ada")) == "C8"
    taken = step(debate, TakeOver("a", leave=True, seconder=True, by="ada"))
    assert stages(taken, "a") == [Stage.TAKEN_IN]
    assert words(taken)[-1] == "It has lamps."


def test_c9_what_has_the_effect_of_a_vote_against_is_not_called():
    """The negating test is the chair's; what fails it cannot be called, and the reason is kept."""
    debate = council(amendment("a", change("p1", "builds", "notes")))
    reason = "To note is to do nothing."
    debate = step(debate, Judge("same-as-a-vote-against", ("a",), "yes", reason, by="chair"))
    assert refused(debate, Call("a")) == "C9"
    assert debate.judgements[-1].reason == reason


def test_lga_39_whoever_presides_has_a_casting_vote():
    """Equal votes wait for the casting vote; more ayes than noes carry, whoever abstained."""
    debate = replay(moved(council(LAMPS), "a"), (Put(), Divide()))
    tied = step(debate, Declare(Count(7, 7, abstentions=2)))
    decision = step(tied, CastingVote(aye=True, by="chair")).decision("a")
    assert (decision.outcome, decision.how, decision.rule) == (Outcome.AGREED, How.CASTING_VOTE, "LGA 39(2)")
    carried = step(debate, Declare(Count(3, 2, abstentions=11))).decision("a")
    assert (carried.outcome, carried.rule) == (Outcome.AGREED, "LGA 39(1)")


def test_cpr_motions_without_notice_do_what_they_say():
    """Next business takes the motion away, referring sets it aside; closing closes, adjourning adjourns."""
    debate = council(LAMPS)
    done = {
        kind: voiced(step(debate, MoveProcedure("order", kind, by="cat")), agreed=True)
        for kind in ("next-business", "closure", "adjourn", "refer")
    }
    assert stages(done["next-business"], "bridge", "a") == [Stage.FALLEN, Stage.FALLEN]
    assert stages(done["refer"], "bridge") == [Stage.DEFERRED]
    assert done["closure"].motion("bridge").closed
    assert done["closure"].question.forthwith
    assert {done[one].sitting.stage for one in ("next-business", "closure", "refer")} == {SittingStage.OPEN}
    assert done["adjourn"].sitting.stage is SittingStage.ADJOURNED
    assert stages(done["adjourn"], "bridge") == stages(done["closure"], "bridge") == [Stage.MOVED]
    assert not done["adjourn"].motion("bridge").closed


@pytest.mark.parametrize("first", ["next-business", "closure", "adjourn", "refer"])
def test_cpr_one_motion_without_notice_at_a_time(first):
    """While one is pending no other is made."""
    debate = step(council(), MoveProcedure("order", first, by="cat"))
    for kind in ("next-business", "closure", "adjourn", "refer"):
        assert refused(debate, MoveProcedure("two", kind, by="ben")) == "CPR"


@pytest.mark.parametrize("matter", ["negates", "same-as-a-vote-against", "inconsistent"])
def test_c2_c5_c9_the_chair_gives_a_reason(matter):
    """A ruling against an amendment is given with its reason."""
    assert refused(council(LAMPS, TOLL), Judge(matter, ("a", "b"), "yes", by="chair")) == "P9"
