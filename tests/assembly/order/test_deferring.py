"""What is set aside, for want of a quorum or by a motion to order, comes back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assembly.order.hand_built import (
    add,
    amendment,
    change,
    motion,
    moved,
    on_paper,
    opened,
    refused,
    stages,
    voiced,
)
from onevoice.assembly.division import Count, Quorum, VotingRules
from onevoice.assembly.order.events import (
    Adjourn,
    Alter,
    Call,
    CallSitting,
    CloseSitting,
    Declare,
    Divide,
    Group,
    Move,
    MoveProcedure,
    Number,
    OpenSitting,
    PullOut,
    Put,
    Select,
    Sign,
    TableAmendment,
    TakeUp,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.stages import QuestionStage, Stage
from onevoice.assembly.order.step import may, replay, step
from onevoice.assembly.order.words import say
from onevoice.formats.paper import paper_of, parse_paper

FERRY = motion("Grimburg runs a ferry.", name="ferry", mover="ben")
LAMPS = amendment("a", add("It has lamps."))
TOLL = amendment("b", add("It has a toll."))
NEXT = (CloseSitting(), CallSitting("morning"), OpenSitting())


def few(debate):
    """Divide on the question now, with too few for a quorum."""
    return replay(debate, (Put(), Divide(), Declare(Count(9, 4))))


def stood_over():
    """Give a debate in which a division on an amendment had no quorum."""
    return few(moved(opened("commons", motion(), FERRY, LAMPS, TOLL), "a"))


def ordered(debate, kind, on=""):
    """Have a motion to order moved and agreed to."""
    return voiced(
        step(debate, MoveProcedure(f"to {kind} {len(debate.decisions)}", kind, on, by="zoe")), agreed=True
    )


def test_d5_the_next_business_is_taken():
    """D5: what stands over leaves the meeting with its amendment, and the next motion is moved."""
    debate = stood_over()
    assert stages(debate, "bridge", "a", "b") == [Stage.DEFERRED, Stage.DEFERRED, Stage.SELECTED]
    assert debate.motion("bridge").ruling.rule == "D5"
    assert script(debate, PACKS["commons"])[-2:] == (
        "For want of a quorum, business stands over to the next sitting.",
        "No question is before the meeting.",
    )
    debate = voiced(step(debate, Move("ferry", by="ben")), agreed=True)
    assert stages(debate, "ferry", "bridge") == [Stage.AGREED, Stage.DEFERRED]


def test_d5_it_is_put_again_at_the_next_sitting_and_not_before():
    """D5: neither the chair nor an adjournment of the same sitting brings it back; the next sitting does."""
    debate = stood_over()
    assert refused(debate, TakeUp("bridge")) == "D5"
    assert replay(debate, (Adjourn(), OpenSitting())).deferred == debate.deferred
    debate = replay(debate, NEXT)
    assert [(one.id, one.stage) for one in debate.questions] == [
        ("bridge", QuestionStage.PROPOSED),
        ("a", QuestionStage.PROPOSED),
    ]
    assert stages(debate, "bridge", "a") == [Stage.MOVED, Stage.MOVED]
    assert (debate.deferred, debate.motion("bridge").ruling) == ((), None)
    assert voiced(debate, agreed=True).amendment("a").stage is Stage.AGREED


def test_d5_what_finds_no_room_at_the_next_sitting_is_taken_up_later():
    """D5: while another question is pending nothing comes beside it; the chair takes it up afterwards."""
    debate = replay(stood_over(), (Move("ferry", by="ben"), *NEXT))
    assert debate.question.id == "ferry"
    assert refused(debate, TakeUp("bridge")) == "O3"
    assert refused(step(voiced(debate, agreed=False), Adjourn()), TakeUp("bridge")) == "P7"
    debate = step(voiced(debate, agreed=False), TakeUp("bridge"))
    assert [one.id for one in debate.questions] == ["bridge", "a"]


def test_d5_questions_put_side_by_side_stand_over_one_by_one():
    """D5: of motions put together only that stands over which had no quorum."""
    debate = step(on_paper("parallel_questions", motion(), FERRY), Select(("bridge", "ferry")))
    debate = replay(debate, (Move("bridge", by="ada"), Move("ferry", by="ben"), *NEXT[1:], Put()))
    debate = replay(debate, (Declare(Count(9, 4), "bridge"), Declare(Count(300, 200), "ferry")))
    assert stages(debate, "bridge", "ferry") == [Stage.DEFERRED, Stage.AGREED]
    assert replay(debate, NEXT).question.id == "bridge"


def test_what_is_set_aside_stays_as_it_is():
    """Amendments are still handed in, and nobody alters, withdraws or pulls apart what is not before them."""
    debate = stood_over()
    late = amendment("c", add("It has a gate."))
    selected = replay(debate, (TableAmendment(late), Number("c", "c"), Select(("c",))))
    assert stages(selected, "c") == [Stage.SELECTED]
    assert refused(debate, Withdraw("bridge", leave=True, by="ada")) == "P2"
    assert refused(debate, Withdraw("a", leave=True, by="mover-a")) == "P2"
    bloc = step(opened("robert", motion(), LAMPS, TOLL), Group("g", ("a", "b"), en_bloc=True))
    together = ordered(replay(bloc, (Call("g"), Move("g", by="ada"))), "table")
    assert refused(together, PullOut("a", by="zoe")) == "P2"
    laid = ordered(opened("robert", motion(), LAMPS), "table")
    altered = Alter("bridge", (change("p4", "spring", "autumn"),), leave=True, by="ada")
    assert refused(laid, altered) == "P2"
    assert may(laid, Sign("bridge", by="zoe")).rule == "P2"


def test_35_what_lies_on_the_table_is_taken_from_it():
    """With its pending amendment it comes back on a motion that is agreed to, and in no other way."""
    laid = ordered(moved(opened("robert", motion(), FERRY, LAMPS), "a"), "table")
    assert stages(laid, "bridge", "a") == [Stage.DEFERRED, Stage.DEFERRED]
    reason = laid.motion("bridge").ruling
    assert (reason.rule, say(reason.message)) == (
        "§§ 17-34",
        "It was agreed to: table. It can come before the meeting again.",
    )
    assert refused(laid, TakeUp("bridge")) == "§ 35"
    other = step(laid, Move("ferry", by="ben"))
    assert refused(other, MoveProcedure("t", "take-from-table", "bridge", by="ada")) == "R2"
    assert refused(laid, MoveProcedure("t", "take-from-table", "ferry", by="ada")) == "§ 35"
    asked = step(laid, MoveProcedure("t", "take-from-table", "bridge", by="ada"))
    assert question_now(asked, PACKS["robert"]) == ("The question is on taking the motion from the table.",)
    assert voiced(asked, agreed=False).deferred == laid.deferred
    back = voiced(asked, agreed=True)
    assert [one.id for one in back.questions] == ["bridge", "a"]
    assert stages(back, "bridge", "a") == [Stage.MOVED, Stage.MOVED]


def test_35_only_what_lies_on_the_table_is_taken_from_it():
    """What was postponed does not lie there; and what was called when it was tabled waits again."""
    postponed = ordered(opened("robert", motion()), "postpone")
    assert refused(postponed, MoveProcedure("t", "take-from-table", "bridge", by="ada")) == "§ 35"
    called = step(opened("robert", motion(), LAMPS), Call("a"))
    assert ordered(called, "table").called == ""


def test_without_a_quorum_a_motion_to_order_on_nothing_lapses(monkeypatch):
    """It was about this sitting: neither it nor what it would have taken up comes back by it."""
    dividing = replace(PACKS["robert"].dividing, voting=VotingRules(quorum=Quorum(40)), quorum="§ 46")
    monkeypatch.setitem(PACKS._added, "society", replace(PACKS["robert"], id="society", dividing=dividing))
    laid = ordered(opened("society", motion()), "table")
    adjourning = few(step(laid, MoveProcedure("home", "adjourn", by="zoe")))
    taking = few(step(laid, MoveProcedure("t", "take-from-table", "bridge", by="zoe")))
    assert adjourning == taking == laid


@pytest.mark.parametrize(
    ("pack", "kind"),
    [
        ("robert", "postpone"),
        ("robert", "refer"),
        ("uk_council", "refer"),
        ("conference", "refer-back"),
        ("german_geschaeftsordnung", "refer"),
        ("german_geschaeftsordnung", "off-the-agenda"),
    ],
)
def test_what_is_postponed_or_referred_returns(pack, kind):
    """It is not fallen: its amendments wait, and the chair takes it up again when its time has come."""
    debate = ordered(opened(pack, motion(), LAMPS), kind)
    assert stages(debate, "bridge") == [Stage.DEFERRED]
    assert debate.amendment("a").stage in {Stage.ON_PAPER, Stage.SELECTED}
    assert refused(debate, Move("bridge", by="ada")) == "P2"
    back = step(replay(debate, NEXT), TakeUp("bridge"))
    assert stages(back, "bridge") == [Stage.MOVED]
    assert moved(back, "a").question.id == "a"
    assert refused(back, TakeUp("bridge")) == "P2"


def test_a_paper_keeps_what_is_deferred():
    """A paper that is read again goes on as if it had never been written; by hand, the stage is enough."""
    debate = stood_over()
    again = parse_paper(paper_of(debate))
    assert again == debate
    assert replay(again, NEXT) == replay(debate, NEXT)
    by_hand = parse_paper(
        '{"pack": "robert", "motions": [{"id": "M", "text": "That we sing.", "stage": "deferred"}]}'
    )
    assert step(by_hand, TakeUp("M")).question.id == "M"


def test_a_decision_on_a_motion_to_order_says_which_kind_it_was():
    """What was decided keeps the kind of a motion to order, through JSON too, and nothing else has one."""
    debate = ordered(opened("robert", motion(), FERRY), "table")
    assert [one.kind for one in debate.decisions] == ["table"]
    assert parse_paper(paper_of(debate)) == debate
    rest = voiced(moved(opened("commons", motion(), LAMPS), "a"), agreed=True)
    assert rest.decisions[-1].kind == ""
