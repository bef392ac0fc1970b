"""House of Commons, plain amendments: rules S1 to S8, O1 to O9, D1, D2, D5, D6, D7, by number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from debates import (
    adds,
    changes,
    decided,
    divided,
    leaves_out,
    moved,
    on_paper,
    paper,
    rule,
    stages,
    substitutes,
    text,
    voiced,
    words,
)
from onevoice.assembly.division import Choice, Count
from onevoice.assembly.order import asking
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.events import (
    Adjourn,
    BeginDebate,
    Call,
    CallSitting,
    CloseSitting,
    Collect,
    Correct,
    Declare,
    Divide,
    Group,
    Judge,
    Move,
    NotMoved,
    Number,
    OpenSitting,
    Put,
    Select,
    TableAmendment,
    Withdraw,
)
from onevoice.assembly.order.falling import if_decided
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import script
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import How, Outcome
from onevoice.assembly.order.step import may, replay, step
from onevoice.assembly.order.words import say
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import Change, Insert

COMMONS = PACKS["commons"]
NOTES = changes("b", "notes", "welcomes")
CLEAN = changes("a", "clean", "cleaner")
SAFE = changes("c", "safe", "safer")


def number(id_):
    """Put an amendment on the paper."""
    return Number(id_, id_)


def order(debate):
    """Give the ids in their order of calling."""
    return [one.id for one in calling_order(debate, COMMONS, "m")]


def test_s1_what_is_not_selected_may_not_be_moved():
    """S1: an amendment that is not selected cannot be called, whether or not a selection was made."""
    debate = on_paper("commons", NOTES, SAFE)
    debate = replay(debate, (Move("m"),))
    assert asking.may_be_called(debate, "b").rule == "S1"
    debate = step(debate, Select(("c",)))
    assert stages(debate)["b"] == "not-selected"
    assert asking.may_be_called(debate, "b").rule == "S1"
    assert asking.may_be_called(debate, "c").allowed


def test_s2_no_reasons_are_asked_for():
    """S2: the chair selects without a reason, and none is published; one that is given is kept."""
    debate = step(on_paper("commons", NOTES, SAFE), Select(("c",), (("b", "debated lately"),)))
    assert not COMMONS.selecting.reasons_required
    assert not COMMONS.selecting.reasons_published
    assert debate.amendment("b").ruling.message["reason"] == "debated lately"


def test_s4_selection_covers_amendments_to_amendments():
    """S4: an amendment to an amendment is selected too, but not without what it amends; none need be."""
    to_b = adds("d", " indeed", target="b")
    debate = on_paper("commons", NOTES, SAFE, to_b)
    assert asking.may_select(debate, ("d",)).rule == "S4"
    assert asking.may_select(debate, ("b", "d")).allowed
    assert {stage for id_, stage in stages(step(debate, Select(()))).items() if id_ != "m"} == {
        "not-selected"
    }


def test_s5_grouped_for_debate_and_put_one_by_one():
    """S5: amendments debated together keep their own questions, and others can be selected on request."""
    debate = on_paper("commons", NOTES, SAFE, CLEAN)
    debate = replay(debate, (Group("words", ("b", "c")), Select(("b",)), Move("m")))
    assert asking.may_be_called(debate, "b").allowed
    assert asking.may_be_called(debate, "c").rule == "S1"
    assert asking.may_be_called(step(debate, Select(("c",))), "c").rule == "O1"
    assert asking.may(debate, Group("g", ("b",), en_bloc=True)).rule in {"P4", "P11"}


def test_s7_to_leave_out_all_words_and_insert_none_is_out_of_order():
    """S7: an amendment after which no words are left cannot be tabled."""
    nothing = tuple(leaves_out(f"x{n}", n).operations[0] for n in (1, 2, 3))
    debate = on_paper("commons")
    leaving = changes("z", "x", "y", text("x"))
    event = TableAmendment(type(leaving)("z", "m", nothing))
    assert may(debate, event).rule == "S7"


def test_s7_what_is_inconsistent_with_an_agreed_one_falls():
    """S7: an amendment to words that an agreed one took away falls, and one judged inconsistent with it."""
    debate = paper("commons", NOTES, changes("d", "notes the report", "rejects the report"), SAFE)
    debate = step(debate, Judge("inconsistent", ("b", "c"), "yes", "roads cannot be both", by="chair"))
    debate = decided(debate, "b", agreed=True)
    assert stages(debate)["d"] == stages(debate)["c"] == "fallen"
    assert rule(debate, "d") == rule(debate, "c") == "S7"
    assert debate.amendment("c").ruling.message["reason"] == "roads cannot be both"


def test_s7_the_same_again_falls_when_negatived():
    """S7: the same in exact words falls with a negatived one; the same in substance, if judged so."""
    debate = paper("commons", NOTES, changes("d", "notes", "welcomes"), changes("e", "notes", "greets"), SAFE)
    negatived = decided(debate, "b", agreed=False)
    assert (stages(negatived)["d"], rule(negatived, "d")) == ("fallen", "S7")
    assert stages(negatived)["e"] == "selected"
    asked = asking.to_judge(negatived)
    assert [one.on for one in asked] == [("b", "e")]
    assert not asked[0].matter.blocks
    different = step(debate, Judge("same-effect", ("b", "e"), "no", "warmer", by="chair"))
    assert stages(decided(different, "b", agreed=False))["e"] == "selected"
    debate = step(debate, Judge("same-effect", ("b", "e"), "yes", "no difference", by="chair"))
    assert stages(decided(debate, "b", agreed=False))["e"] == "fallen"


def test_s7_an_expanded_negative_is_judged_by_a_person():
    """S7, S8: what was judged an expanded negative, or irregular, is not called until judged again."""
    debate = paper("commons", NOTES, SAFE)
    for matter, number in (("expanded-negative", "S7"), ("irregular", "S8")):
        judged = step(debate, Judge(matter, ("b",), "yes", "it says no", by="chair"))
        assert asking.may_be_called(judged, "b").rule == number
        assert asking.may(judged, Judge(matter, ("b",), "yes")).rule == "P9"
        lifted = step(judged, Judge(matter, ("b",), "no", "read again", by="chair"))
        assert asking.may_be_called(lifted, "b").allowed
        assert len(lifted.judgements) == 2


def test_s8_the_question_on_an_irregular_amendment_is_refused():
    """S8: an amendment found irregular after it was moved is not put."""
    debate = moved(paper("commons", NOTES), "b")
    assert may(debate, Put()).allowed
    debate = step(debate, Judge("irregular", ("b",), "yes", "no notice was given", by="chair"))
    assert may(debate, Put()).rule == "S8"


def test_o1_amendments_come_in_the_order_of_the_text():
    """O1: what stands first in the amended text is called first, whatever the order of notice."""
    debate = paper("commons", SAFE, CLEAN, NOTES)
    assert order(debate) == ["b", "a", "c"]
    assert asking.may_be_called(debate, "a").rule == "O1"
    assert asking.may_be_called(debate, "b").allowed


def test_o2_at_one_place_in_order_of_notice():
    """O2: amendments at one place are called in order of notice, and the ruling out of turn says so."""
    debate = paper("commons", adds("b"), adds("a"), changes("d", "notes", "welcomes"))
    assert order(debate) == ["d", "a", "b"]
    debate = decided(debate, "d", agreed=True)
    assert asking.may_be_called(debate, "b").rule == "O2"


def test_o2_the_end_of_a_block_and_the_gap_after_it_are_one_place():
    """O2: words put at the end of a paragraph and a paragraph put after it come in order of notice."""
    first = text().blocks[0]
    after = Insert(first.id, first.hash, (Block("z.1", Kind.PARAGRAPH, "Hear, hear!"),))
    run_on = Change(
        first.id, first.hash, len(first.words), len(first.words), Block("y.1", first.kind, ", and")
    )
    two = (replace(NOTES, id=id_, operations=(one,)) for id_, one in (("y", run_on), ("z", after)))
    earlier, later = (replace(one, notice=f"2023-11-1{n}") for n, one in zip((2, 1), two, strict=True))
    assert order(paper("commons", earlier, later)) == ["z", "y"]


def test_o3_one_question_on_an_amendment_at_a_time():
    """O3: nothing else is called while an amendment is called or its question is pending."""
    debate = paper("commons", NOTES, SAFE)
    called = step(debate, Call("b"))
    assert asking.may_be_called(called, "c").rule == "O3"
    assert asking.may_be_called(step(called, Move("b")), "c").rule == "P6"
    assert asking.may_be_called(step(called, NotMoved("b")), "c").allowed


def test_o3_an_amendment_to_the_amendment_is_put_first():
    """O3: an amendment to an amendment is pending upon it, one deep, and its words go into it."""
    to_b = adds("d", " warmly", target="b")
    debate = moved(paper("commons", NOTES, to_b), "b")
    debate = moved(debate, "d")
    assert [one.id for one in debate.questions] == ["m", "b", "d"]
    assert asking.may_table(debate, adds("e", " so", target="d")).rule == "O3"
    debate = voiced(debate, agreed=True)
    assert debate.question.id == "b"
    debate = voiced(debate, agreed=True)
    assert words(debate).startswith("That this House welcomes warmly the report")


def test_o4_nothing_earlier_once_agreed():
    """O4: once an amendment is agreed to, those to earlier words fall, and none can be called later."""
    debate = paper("commons", SAFE, CLEAN)
    debate = decided(debate, "a", agreed=True)
    assert stages(debate)["c"] == "selected"
    debate = step(debate, TableAmendment(changes("d", "notes", "welcomes", debate.motion("m").text)))
    debate = replay(debate, (number("d"), Select(("d",))))
    assert asking.may_be_called(debate, "d").rule == "O4"


def test_o4_those_earlier_on_the_paper_fall():
    """O4: what begins before the agreed words falls by O4, and what begins after them stands."""
    debate = paper("commons", CLEAN, changes("d", "and calls", "and asks"), SAFE)
    assert [one.id for one in if_decided(debate, COMMONS, "a", Outcome.AGREED)] == ["d"]
    assert if_decided(debate, COMMONS, "d", Outcome.AGREED) == ()
    falls = if_decided(paper("commons", SAFE, NOTES), COMMONS, "c", Outcome.AGREED)
    assert [(one.id, one.ruling.rule) for one in falls] == [("b", "O4")]


def test_o5_a_withdrawal_is_no_decision():
    """O5: after a withdrawal the text is open as before; the House gives leave once it is moved."""
    debate = moved(paper("commons", CLEAN, SAFE), "a")
    assert asking.may_withdraw(debate, "a", "Member a", leave=False).rule == "O5"
    assert asking.may_withdraw(debate, "a", "Somebody").rule == "P8"
    debate = step(debate, Withdraw("a", leave=True, by="Member a"))
    assert debate.motion("m").open_from is None
    assert stages(debate)["a"] == "withdrawn"
    debate = replay(debate, (TableAmendment(NOTES), number("b"), Select(("b",))))
    assert asking.may_be_called(debate, "b").allowed


def test_o6_open_from_just_after_agreed_or_just_before_negatived_words():
    """O6: after agreement the text is open from just after the words, after a negative from just before."""
    debate = paper("commons", CLEAN, SAFE)
    agreed = decided(debate, "a", agreed=True).motion("m").open_from
    negatived = decided(debate, "a", agreed=False).motion("m").open_from
    assert (agreed.block, agreed.offset) == ("b2", len("and calls for cleaner"))
    assert (negatived.block, negatived.offset) == ("b2", len("and calls for "))


def test_o8_texts_that_went_are_not_called():
    """O8: what rests on words that have gone is not called, and the chair can warn of it before."""
    debate = paper("commons", substitutes("a", "That this House disagrees."), SAFE, adds("d"))
    falls = if_decided(debate, COMMONS, "a", Outcome.AGREED)
    assert [(one.id, one.ruling.rule) for one in falls] == [("c", "S7")]
    debate = step(debate, Call("a"))
    assert "If amendment (a) is made, I cannot call (c)." in script(debate, COMMONS)


def test_o9_exact_words_are_decided():
    """O9: the text as amended is the text as tabled with the operations agreed to, word for word."""
    debate = decided(paper("commons", CLEAN, SAFE), "a", agreed=True)
    debate = decided(debate, "c", agreed=True)
    expected = "That this House notes the report|and calls for cleaner water|and calls for safer roads."
    assert words(debate) == expected
    assert [one.carried[0].source for one in debate.decisions] == ["a", "c"]


def test_d1_the_house_divides_only_after_the_voices():
    """D1: a division follows the putting of the question, and unchallenged voices decide without one."""
    debate = moved(paper("commons", NOTES), "b")
    assert may(debate, Divide()).rule == "P6"
    debate = step(debate, Put())
    assert may(debate, Divide()).allowed
    assert step(debate, Collect(agreed=True)).decisions[-1].how is How.VOICES
    assert may(step(debate, Divide()), Collect(agreed=True)).rule == "P6"


def test_d2_a_side_without_tellers_loses():
    """D2: the side that names no two tellers loses, whatever its numbers."""
    debate = replay(moved(paper("commons", NOTES), "b"), (Put(), Divide()))
    tellers = tuple((Choice.NO, name) for name in ("Ann", "Bob"))
    debate = step(debate, Declare(Count(300, 40, tellers=tellers)))
    assert stages(debate)["b"] == "negatived"


def test_d5_without_forty_the_business_stands_over():
    """D5: fewer than forty with chair and tellers decide nothing; it is put again at the next sitting."""
    debate = replay(moved(paper("commons", NOTES), "b"), (Put(), Divide(), Declare(Count(20, 14))))
    assert (debate.question, stages(debate)["b"]) == (None, "deferred")
    assert (debate.motion("m").ruling.rule, may(debate, Put()).rule) == ("D5", "P6")
    debate = replay(debate, (CloseSitting(), CallSitting("t"), OpenSitting()))
    debate = divided(debate, 20, 15)
    assert stages(debate)["b"] == "agreed"


def test_d6_a_tie_leaves_things_as_they_are():
    """D6: on a tie the casting vote is against an amendment, and against the motion."""
    debate = divided(moved(paper("commons", NOTES), "b"), 200, 200)
    assert stages(debate)["b"] == "negatived"
    assert (debate.decisions[-1].how, debate.decisions[-1].rule) == (How.CASTING_VOTE, "D6")
    assert stages(divided(debate, 250, 250))["m"] == "negatived"


def test_d7_the_declared_number_stands_and_a_slip_is_corrected():
    """D7: declared numbers are corrected with a reason, the old kept, and never so that the result turns."""
    debate = divided(moved(paper("commons", NOTES), "b"), 125, 293)
    turning = may(debate, Correct("b", Count(300, 293), "a slip"))
    assert turning.rule == "D7"
    assert "Report them to the assembly: only it can undo" in say(turning.message, COMMONS)
    assert may(debate, Correct("b", Count(125, 294), "")).rule == "P9"
    debate = step(debate, Correct("b", Count(125, 294), "a slip of the tellers"))
    assert debate.decision("b").count.noes == 294
    assert debate.decision("b").corrections[0].count.noes == 293


def test_acts_wait_for_an_open_sitting():
    """P7: nothing is called, moved or put while the sitting is adjourned, and questions stay pending."""
    debate = step(paper("commons", NOTES), Adjourn())
    for event in (Call("b"), Put()):
        assert may(debate, event).rule == "P7"
    assert asking.may_be_called(step(debate, OpenSitting()), "b").allowed


def test_debate_begins_on_the_question_now():
    """P6: debate begins on a question that is proposed."""
    debate = paper("commons", NOTES)
    assert step(debate, BeginDebate()).question.debated
    with pytest.raises(Refused, match="P6"):
        step(step(debate, Put()), BeginDebate())
