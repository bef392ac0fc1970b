"""SO No. 31 in full (O7): the original words first, then the words to be added, then no further question."""

from __future__ import annotations

import pytest

from debates import adds, changes, decided, divided, moved, on_paper, rule, stages, text, voiced, words
from onevoice.assembly.division import Count
from onevoice.assembly.motion import Amendment
from onevoice.assembly.order import asking
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.events import (
    CallSitting,
    CloseSitting,
    Declare,
    Divide,
    Move,
    NotMoved,
    OpenSitting,
    Put,
    Select,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.stages import Form, How, Outcome
from onevoice.assembly.order.step import may, replay
from onevoice.assembly.order.what_if import outcomes, what_if
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import Change, LeaveOut

SO31 = PACKS["commons_so31"]
ORIGINAL = "The Question is, That the original words stand part of the Question."
ADDED = "The Question is, That the proposed words be there added."


def from_house(id_, new):
    """Leave out from "House" to the end, and add other words."""
    first, *others = text().blocks
    start = first.words.index(" notes")
    inserted = Block(f"{id_}.1", Kind.PARAGRAPH, new)
    change = Change(first.id, first.hash, start, len(first.words), inserted)
    gone = tuple(LeaveOut(one.id, one.hash) for one in others)
    return Amendment(
        id_, "m", (change, *gone), mover=f"Member {id_}", notice=f"2024-02-2{ord(id_) - 96}T10:00:00Z"
    )


OPPOSITION = from_house("a", " wants a ceasefire that lasts")
GOVERNMENT = from_house("b", " supports a humanitarian pause")
SIDES = {"m": "opposition", "a": "opposition", "b": "government"}


def opened(*amendments):
    """Give an Opposition motion that is moved, with amendments selected."""
    debate = on_paper("commons_so31", *amendments, behalf=SIDES)
    return replay(debate, (Select(tuple(one.id for one in amendments)), Move("m", by="Mover")))


def test_o7_original_words_negatived_and_words_added():
    """O7: the original words do not stand, the others are added: the main question is declared agreed to."""
    debate = moved(opened(GOVERNMENT), "b")
    assert question_now(debate, SO31) == (ORIGINAL,)
    assert words(debate) == "|".join(one.words for one in text().blocks)
    debate = divided(debate, 200, 300)
    assert question_now(debate, SO31) == (ADDED,)
    assert debate.question.forthwith
    debate = divided(debate, 300, 200)
    assert debate.questions == ()
    assert stages(debate) == {"m": "agreed", "b": "agreed"}
    assert words(debate) == "That this House supports a humanitarian pause"
    last = debate.decisions[-1]
    assert (last.on, last.outcome, last.how, last.rule) == (("m",), Outcome.AGREED, How.DECLARED, "O7")
    assert "I declare the main Question, as amended, agreed to." in script(debate, SO31)


def test_o7_original_words_agreed_to():
    """O7: if the original words stand, the amendment has failed and the main question is put forthwith."""
    debate = divided(moved(opened(GOVERNMENT), "b"), 300, 200)
    assert stages(debate) == {"m": "moved", "b": "negatived"}
    assert (debate.question.id, debate.question.forthwith) == ("m", True)
    assert question_now(debate, SO31) == ("The Question is, That the motion be agreed to.",)
    debate = divided(debate, 300, 200)
    assert stages(debate)["m"] == "agreed"
    assert words(debate) == "|".join(one.words for one in text().blocks)
    assert debate.decisions[-1].how is How.DIVISION


def test_o7_neither_stands():
    """Where neither the old words stand nor the new are added, the question is on what is left (a guess)."""
    debate = voiced(moved(opened(GOVERNMENT), "b"), agreed=False)
    debate = voiced(debate, agreed=False)
    assert words(debate) == "That this House"
    assert (debate.question.form, stages(debate)["b"]) == (Form.MAIN, "negatived")
    assert stages(voiced(debate, agreed=False))["m"] == "negatived"


def test_o7_once_moved_by_the_government_no_other_is():
    """O7: all other amendments fall when the Government's is moved, and none can be called."""
    debate = opened(GOVERNMENT, changes("c", "notes", "welcomes"), adds("d"))
    assert asking.may_be_called(debate, "c").rule == "O2"
    debate = moved(debate, "b")
    assert stages(debate)["c"] == stages(debate)["d"] == "fallen"
    assert rule(debate, "c") == rule(debate, "d") == "O7"


def test_the_oppositions_is_put_as_one_question():
    """O7 is for the Government alone: another's amendment is put "that it be made"."""
    debate = moved(opened(OPPOSITION, GOVERNMENT), "a")
    assert debate.question.form is Form.AMENDMENT
    assert question_now(debate, SO31) == ("The Question is, That amendment (a) be made.",)


def test_o7_21_february_2024_the_opposition_agreed():
    """Opposition amendment agreed to: the Government's falls or is not moved; then the main question."""
    debate = moved(opened(OPPOSITION, GOVERNMENT), "a")
    assert stages(voiced(debate, agreed=True))["b"] == "fallen"
    debate = opened(OPPOSITION, GOVERNMENT)
    debate = replay(debate, (NotMoved("b"),))
    debate = voiced(moved(debate, "a"), agreed=True)
    assert stages(debate)["b"] == "not-moved"
    assert question_now(debate, SO31) == (
        "The Question is, That the main Question, as amended, be agreed to.",
    )
    debate = voiced(debate, agreed=True)
    assert words(debate) == "That this House wants a ceasefire that lasts"


def test_o7_21_february_2024_the_opposition_negatived():
    """O7: Opposition amendment negatived: the Government's is moved, original words first."""
    debate = decided(opened(OPPOSITION, GOVERNMENT), "a", agreed=False)
    debate = moved(debate, "b")
    assert question_now(debate, SO31) == (ORIGINAL,)
    debate = voiced(voiced(debate, agreed=False), agreed=True)
    assert stages(debate) == {"m": "agreed", "a": "negatived", "b": "agreed"}


def test_the_speakers_order_is_that_of_selection():
    """O2: both leave out the same words, so the Speaker's order stands, and not that of notice."""
    debate = on_paper("commons_so31", OPPOSITION, GOVERNMENT, behalf=SIDES)
    debate = replay(debate, (Select(("b", "a")), Move("m")))
    assert [one.id for one in calling_order(debate, SO31, "m")] == ["b", "a"]


def test_a_tie_keeps_the_original_words():
    """D6 with O7: on a tie the original words stand, and on a tie the new ones are not added."""
    debate = divided(moved(opened(GOVERNMENT), "b"), 250, 250)
    assert stages(debate)["b"] == "negatived"
    assert debate.decisions[-1].outcome is Outcome.AGREED
    debate = voiced(moved(opened(GOVERNMENT), "b"), agreed=False)
    assert stages(divided(debate, 250, 250))["b"] == "negatived"


def test_a_government_amendment_that_only_adds_words_is_put_as_one_question():
    """O7: where no words are to be left out there are no original words to put."""
    debate = on_paper("commons_so31", adds("b"), behalf=SIDES)
    debate = moved(replay(debate, (Select(("b",)), Move("m"))), "b")
    assert debate.question.form is Form.AMENDMENT


def test_no_amendment_is_called_between_the_two_questions():
    """O7: nothing is called on the words while original or added words are put."""
    debate = moved(opened(GOVERNMENT, OPPOSITION), "b")
    assert asking.may_be_called(debate, "a").rule in {"P2", "S1"}
    assert may(voiced(debate, agreed=False), Move("m")).rule == "P2"


def test_what_if_follows_both_questions():
    """If the amendment is agreed to, nothing is left to decide; if not, the main question is as it was."""
    agreed, negatived = outcomes(opened(GOVERNMENT, OPPOSITION), SO31, "b")
    assert stages(agreed.debate)["m"] == "agreed"
    assert [one.id for one in agreed.falls] == ["a"]
    assert stages(negatived.debate) == {"m": "moved", "b": "negatived", "a": "selected"}
    assert words(agreed.debate) == "That this House supports a humanitarian pause"


def test_what_if_of_the_motion_and_of_what_is_unknown():
    """What would follow is told of the motion too; of what is not on the paper nothing is."""
    debate = opened(OPPOSITION, GOVERNMENT)
    after = what_if(debate, SO31, "m", Outcome.NEGATIVED)
    assert {one.id for one in after.falls} == {"a", "b"}
    assert after.debate.questions == ()
    with pytest.raises(KeyError):
        what_if(debate, SO31, "z", Outcome.AGREED)


def test_without_a_quorum_the_question_stands_over():
    """D5 with O7: without a quorum the question on the original words stands over, nothing changed."""
    debate = replay(moved(opened(GOVERNMENT), "b"), (Put(), Divide(), Declare(Count(10, 3))))
    assert stages(debate) == {"m": "deferred", "b": "deferred"}
    assert debate.decisions == ()
    again = replay(debate, (CloseSitting(), CallSitting("t"), OpenSitting()))
    assert [one.form.value for one in again.questions] == ["main", "original-words"]
