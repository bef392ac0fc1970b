from __future__ import annotations

import pytest

from assembly.order.hand_built import (
    TEXT,
    add,
    amendment,
    change,
    decided,
    insert,
    insert_words,
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
    Call,
    CastingVote,
    Declare,
    Divide,
    Judge,
    Move,
    Put,
    Second,
    TableAmendment,
    Withdraw,
)
from onevoice.assembly.order.falling import if_decided
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.stages import How, Outcome, Stage
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.wording.operations import ReplaceWhole

PACK = PACKS["scotland"]

BEFORE = insert("p1", "The bridge is of stone.")
AFTER = insert("p2", "It has lamps.")
WORDS = change("p2", "walkers", "riders")
LEAVE_OUT = leave_out("p2")
REPLACE = (leave_out("p2"), insert("p2", "The bridge carries everyone.", name="everyone"))
MOVE = move_block("p2", "p4")
SEVERAL = (leave_out("p2"), leave_out("p3"))


def in_turn(*amendments):
    """Give the ids of amendments in the order in which they are called."""
    debate = on_paper("scotland", motion(), *amendments)
    return [one.id for one in calling_order(debate, PACK, "bridge")]


def test_o8_the_list_is_marshalled_by_the_text():
    """Amendments are called in the order of the words that they change, whatever was lodged first."""
    fourth, first, end = (
        change("p4", "spring", "autumn"),
        change("p1", "builds", "plans"),
        add("It has a toll."),
    )
    assert in_turn(amendment("a", fourth), amendment("b", end), amendment("c", first)) == ["c", "a", "b"]


def test_o8_at_one_unit_each_kind_has_its_turn():
    """At a unit: insert before, leave out several, amend, replace, leave out, move, insert after."""
    kinds = ((AFTER,), (MOVE,), (LEAVE_OUT,), REPLACE, (WORDS,), SEVERAL, (BEFORE,))
    lodged = [amendment(id_, *kind) for id_, kind in zip("abcdefg", kinds, strict=True)]
    assert in_turn(*lodged) == ["g", "f", "e", "d", "c", "b", "a"]


def test_o8_words_are_inserted_before_they_are_replaced_and_replaced_before_they_are_left_out():
    """At one place among the words of a unit: insert, leave out and insert, leave out."""
    out, instead = change("p2", "carts"), change("p2", "carts", "coaches")
    put_in = insert_words("p2", "carries ", "heavy ")
    assert in_turn(amendment("a", out), amendment("b", instead), amendment("c", put_in)) == ["c", "b", "a"]


def test_o8_the_whole_text_is_replaced_after_all_that_changes_a_part():
    """An amendment that replaces the whole comes last, after what adds at the end."""
    whole = ReplaceWhole(TEXT.digest, (TEXT.blocks[0],))
    assert in_turn(amendment("a", whole), amendment("b", add("It has a toll."))) == ["b", "a"]


def test_o8_a_unit_replaced_is_one_whether_its_words_or_the_block_go():
    """To leave out all words of a unit for others stands where replacing the unit stands."""
    all_words = change("p2", TEXT.blocks[1].words, "The bridge carries everyone.")
    lodged = amendment("a", LEAVE_OUT), amendment("b", all_words), amendment("c", WORDS)
    assert in_turn(*lodged) == ["c", "b", "a"]


def test_o8_a_unit_is_replaced_by_what_stands_before_it_too():
    """Put before or after the unit that goes, the new one replaces it, after what amends it."""
    before = amendment("b", leave_out("p2"), insert("p1", "The bridge carries everyone."))
    gone = amendment("a", LEAVE_OUT)
    assert in_turn(gone, before, amendment("c", WORDS)) == ["c", "b", "a"]


def test_o8_an_amendment_comes_where_the_first_of_its_words_stand():
    """What changes words in two units comes with the earlier one."""
    both = amendment("a", change("p4", "spring", "autumn"), change("p1", "builds", "plans"))
    assert in_turn(amendment("b", WORDS), both) == ["a", "b"]


def test_o8_what_is_at_one_place_comes_in_order_of_notice():
    """Two insertions at one place are called as they were handed in, whatever they are called."""
    early, late = "2030-01-01T09:00:00Z", "2030-01-01T10:00:00Z"
    assert in_turn(amendment("a", BEFORE, notice=late), amendment("b", BEFORE, notice=early)) == ["b", "a"]


def test_o8_several_units_left_out_come_with_the_first_of_them():
    """Units side by side that go together come before what is in the first; units apart are not several."""
    middle = amendment("a", leave_out("p3"), leave_out("p2"))
    apart = amendment("b", leave_out("p2"), leave_out("p4"))
    assert in_turn(apart, amendment("c", WORDS), middle) == ["a", "c", "b"]


def test_o8_calling_out_of_turn_is_refused():
    """The chair cannot call an amendment before one that comes earlier in the text."""
    debate = opened("scotland", motion(), amendment("a", LEAVE_OUT), amendment("b", WORDS))
    assert refused(debate, Call("a", by="chair")) == "O8"


def test_o8_what_rests_on_words_that_have_gone_is_not_called():
    """Once a unit is left out, amendments to its words fall by pre-emption, and others do not."""
    debate = opened(
        "scotland", motion(), amendment("a", *SEVERAL), amendment("b", WORDS), amendment("c", AFTER)
    )
    after = decided(debate, "a", agreed=True)
    assert stages(after, "b", "c") == [Stage.FALLEN, Stage.ON_PAPER]
    assert after.amendment("b").ruling.rule == "O8"
    assert stages(decided(debate, "a", agreed=False), "b", "c") == [Stage.ON_PAPER, Stage.ON_PAPER]


def test_o8_the_chair_warns_of_pre_emption_before_calling():
    """When the earlier amendment is called, the script names those that could no longer be."""
    debate = opened("scotland", motion(), amendment("a", *SEVERAL), amendment("b", WORDS))
    called = step(debate, Call("a", by="chair"))
    spoken = " ".join(script(called, PACK))
    assert "if amendment a is agreed to, I cannot call b" in spoken
    assert [one.id for one in if_decided(debate, PACK, "a", Outcome.AGREED)] == ["b"]


@pytest.mark.parametrize("agreed", [True, False])
def test_o8_what_a_person_finds_inconsistent_falls_with_the_decision(agreed):
    """An amendment judged inconsistent with another falls whichever way the other is decided."""
    lodged = amendment("a", change("p1", "builds", "plans")), amendment("b", change("p4", "spring", "autumn"))
    debate = opened("scotland", motion(), *lodged)
    judged = step(debate, Judge("inconsistent", ("a", "b"), "yes", "Both say when.", by="chair"))
    after = decided(judged, "a", agreed=agreed)
    assert stages(after, "b") == [Stage.FALLEN]
    assert after.amendment("b").ruling.rule == "O8"
    assert stages(decided(debate, "a", agreed=agreed), "b") == [Stage.ON_PAPER]


def test_o8a_alternatives_at_one_place_are_all_called_and_the_last_agreed_to_holds():
    """Three other sums for the same words are each called; of two agreed to the later one stands."""
    sums = [
        amendment(id_, change("p3", "ten", instead, name=f"sum-{id_}"))
        for id_, instead in zip("abc", ("twelve", "nine", "eight"), strict=True)
    ]
    debate = decided(opened("scotland", motion(), *sums), "a", agreed=True)
    assert words(debate)[2] == "It costs no more than twelve thousand crowns."
    debate = decided(decided(debate, "b", agreed=False), "c", agreed=True)
    assert words(debate)[2] == "It costs no more than eight thousand crowns."
    assert stages(debate, "a", "b", "c") == [Stage.AGREED, Stage.NEGATIVED, Stage.AGREED]


def test_o8a_alternative_units_take_each_others_place():
    """Of two units put in the place of a third, the one agreed to later stands, where that stood."""
    first = amendment("a", leave_out("p1"), insert(None, "Grimburg builds a ferry.", name="ferry"))
    second = amendment("b", leave_out("p1"), insert(None, "Grimburg builds a ford.", name="ford"))
    debate = decided(decided(opened("scotland", motion(), first, second), "a", agreed=True), "b", agreed=True)
    assert words(debate)[:2] == ["Grimburg builds a ford.", TEXT.blocks[1].words]


def test_o8a_what_says_the_same_as_was_agreed_to_falls():
    """An amendment that would put the very same words there is no alternative, and falls."""
    twice = [amendment(id_, change("p3", "ten", "nine", name=f"sum-{id_}")) for id_ in "ab"]
    debate = decided(opened("scotland", motion(), *twice), "a", agreed=True)
    assert stages(debate, "b") == [Stage.FALLEN]


def test_o3_one_amendment_is_before_the_committee_at_a_time():
    """While one amendment is moved, a second one to the same text is not called."""
    lodged = amendment("a", change("p1", "builds", "plans")), amendment("b", WORDS)
    debate = moved(opened("scotland", motion(), *lodged), "a")
    assert refused(debate, Call("b", by="chair")) == "P6"
    assert refused(debate, Move("b", by="mover-b")) == "P6"


def test_o3_one_motion_at_a_time_and_amendments_two_deep():
    """A second motion waits; an amendment to an amendment is lodged, and none to that."""
    lodged = amendment("a", add("It has a toll.")), amendment("b", add("Of a penny."), to="a")
    debate = on_paper("scotland", motion(), motion(name="ferry"), *lodged)
    assert refused(step(debate, Move("bridge", by="ada")), Move("ferry", by="ada")) == "O3"
    assert refused(debate, TableAmendment(amendment("c", add("Or two."), to="b"))) == "O3"


def test_o8_a_finding_of_inconsistency_has_its_reason():
    """Whoever finds two amendments inconsistent says why."""
    debate = opened("scotland", motion(), amendment("a", WORDS), amendment("b", AFTER))
    assert refused(debate, Judge("inconsistent", ("a", "b"), "yes", by="chair")) == "P9"


def test_3_1_1_a_tie_waits_for_the_casting_vote():
    """Equal votes decide nothing until whoever presides has cast a vote, either way."""
    debate = moved(opened("scotland", motion(), amendment("a", WORDS)), "a")
    tied = replay(debate, (Put(by="chair"), Divide(), Declare(Count(4, 4), by="chair")))
    assert not tied.decisions
    for aye, outcome in ((True, Outcome.AGREED), (False, Outcome.NEGATIVED)):
        decision = step(tied, CastingVote(aye, by="chair")).decision("a")
        assert (decision.outcome, decision.how, decision.rule) == (outcome, How.CASTING_VOTE, "3.1.1")


def test_9_10_what_was_moved_is_withdrawn_with_leave():
    """Once moved, an amendment is withdrawn only if the meeting gives leave; a seconder there is none."""
    debate = moved(opened("scotland", motion(), amendment("a", WORDS)), "a")
    debate = step(debate, Second("a", by="ben"))
    assert refused(debate, Withdraw("a", by="mover-a")) == "9.10"
    assert stages(step(debate, Withdraw("a", leave=True, by="mover-a")), "a") == [Stage.WITHDRAWN]


def test_11_1_2_more_for_than_against_agree():
    """A majority of those who vote for or against decides, whoever abstained."""
    debate = replay(moved(opened("scotland", motion(), amendment("a", WORDS)), "a"), (Put(), Divide()))
    assert step(debate, Declare(Count(2, 1, abstentions=6))).decision("a").outcome is Outcome.AGREED


def test_11_1_2_the_question_is_in_the_words_of_the_standing_orders():
    """The chair asks whether the amendment be agreed to."""
    debate = moved(opened("scotland", motion(), amendment("a", WORDS)), "a")
    assert question_now(debate, PACK) == ("The question is, that amendment a be agreed to. Are we agreed?",)
    assert "as amended" in question_now(voiced(debate, agreed=True), PACK)[0]
