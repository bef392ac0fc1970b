"""27 March 2019: several motions put together, each decided by itself (B1, B2)."""

from __future__ import annotations

from debates import adds, motion, stages
from onevoice.assembly.division import Count
from onevoice.assembly.order import asking
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    CallSitting,
    Collect,
    Declare,
    Move,
    Number,
    OpenSitting,
    Put,
    Select,
    TableMotion,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.stages import QuestionStage
from onevoice.assembly.order.step import may, replay, step

LETTERS = tuple("BDHJKLMO")
PARALLEL = PACKS["parallel_questions"]


def selected():
    """Give nine motions on the paper of which eight are selected."""
    debate = replay(Debate("parallel_questions"), (CallSitting("s"), OpenSitting()))
    for one in (*LETTERS, "Z"):
        debate = replay(debate, (TableMotion(motion(one)), Number(one, one)))
    return step(debate, Select(LETTERS))


def proposed():
    """Give eight motions that are moved."""
    return replay(selected(), (Move(one) for one in LETTERS))


def test_b1_all_that_are_selected_are_put_together():
    """B1: eight questions are pending side by side, put with one act; what is not selected is not moved."""
    assert asking.may_move(selected(), "Z").rule == "S1"
    debate = proposed()
    assert len(question_now(debate, PARALLEL)) == 8
    debate = step(debate, Put())
    assert {one.stage for one in debate.questions} == {QuestionStage.PUT}
    assert script(debate, PARALLEL)[-1] == "Members mark Aye or No against each motion on the paper."


def test_b1_each_is_decided_by_itself():
    """B1: the declared counts decide in any order, and one decision leaves the others pending."""
    debate = step(proposed(), Put())
    debate = step(debate, Declare(Count(264, 272), "J"))
    assert (stages(debate)["J"], len(debate.questions)) == ("negatived", 7)
    for one in reversed(LETTERS):
        if one != "J":
            debate = step(debate, Declare(Count(400, 160), one))
    assert debate.questions == ()
    assert {stages(debate)[one] for one in LETTERS if one != "J"} == {"agreed"}


def test_b1_no_motion_joins_once_they_are_put():
    """B1: after the questions are put no further motion is moved, and none is withdrawn."""
    debate = replay(selected(), (Move("B"), Move("D"), Put()))
    assert asking.may_move(debate, "H").rule == "B2"
    assert may(debate, Withdraw("B", leave=True, by="Mover")).rule == "P6"
    before = replay(selected(), (Move("B"), Move("D"), Withdraw("B", leave=True, by="Mover")))
    assert [one.id for one in before.questions] == ["D"]


def test_b1_unnamed_voices_decide_the_last():
    """A decision that names no question is on the last of those pending."""
    debate = replay(selected(), (Move("B"), Move("D"), Put(), Collect(agreed=True)))
    assert stages(debate)["D"] == "agreed"


def test_b2_none_is_amended():
    """B2: an amendment to a motion among those put together is not tabled (a guess)."""
    assert asking.may_table(selected(), adds("x", target="B")).rule == "B2"
    assert next(one for one in PARALLEL.rules if one.number == "B2").guess
