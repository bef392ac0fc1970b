from __future__ import annotations

from dataclasses import replace

import pytest

from assembly.order.hand_built import (
    TEXT,
    add,
    amendment,
    block,
    change,
    decided,
    divided,
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
from onevoice.assembly.order.debate import Point
from onevoice.assembly.order.events import (
    Alter,
    BeginDebate,
    Call,
    Group,
    Judge,
    Move,
    MoveProcedure,
    Number,
    PullOut,
    Put,
    Second,
    TableAmendment,
    TakeApart,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.parting import divided as divided_into
from onevoice.assembly.order.questions import question_now
from onevoice.assembly.order.stages import How, Outcome, SittingStage, Stage
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.text import Text
from onevoice.assembly.wording.operations import ReplaceWhole

PACK = PACKS["robert"]

LAMPS = amendment("a", add("It has oil lamps.", name="lamps"))
AUTUMN = amendment("b", change("p4", "spring", "autumn"))
GAS = amendment("c", change("lamps", "oil", "gas", text=Text((block("lamps", "It has oil lamps."),))), to="a")


def society(*amendments, subject=""):
    """Open a meeting of the Grimburg society with the motion on the bridge stated."""
    return opened("robert", motion(), *amendments, subject=subject)


@pytest.mark.parametrize(
    "operations",
    [
        (insert_words("p1", "a ", "stone "),),
        (add("It has lamps."),),
        (change("p1", " over the Lume"),),
        (change("p4", "spring", "autumn"),),
        (leave_out("p2"), insert("p2", "It carries everyone.")),
        (leave_out("p2"), insert("p1", "It carries everyone.")),
        (ReplaceWhole(TEXT.digest, (block("ferry", "Grimburg builds a ferry."),)),),
        (move_block("p1", "p4"),),
        (leave_out("p2"), add(TEXT.blocks[1].words)),
    ],
    ids=[
        "insert",
        "add",
        "strike",
        "strike-and-insert",
        "substitute",
        "substitute-before",
        "whole",
        "move",
        "transfer",
    ],
)
def test_r1_an_amendment_has_one_of_the_forms(operations):
    """To insert, add, strike, strike and insert, substitute, or transfer the same words is in order."""
    debate = on_paper("robert", motion())
    assert step(debate, TableAmendment(amendment("a", *operations))).amendments


def test_r1_to_strike_here_and_insert_other_words_there_is_not_in_order():
    """Words struck in one place and other words inserted in another are two amendments."""
    debate = on_paper("robert", motion())
    apart = amendment("a", change("p1", " over the Lume"), insert("p3", "It has lamps."))
    assert refused(debate, TableAmendment(apart)) == "R1"
    assert refused(debate, TableAmendment(amendment("a", leave_out("p1"), add("It has lamps.")))) == "R1"
    words_apart = change("p1", " over the Lume"), insert_words("p3", "It", " surely")
    assert refused(debate, TableAmendment(amendment("a", *words_apart))) == "R1"


def test_r2_there_is_no_amendment_of_the_third_degree():
    """An amendment to an amendment is in order, one to that is not."""
    debate = on_paper("robert", motion(), LAMPS, GAS)
    assert refused(debate, TableAmendment(amendment("d", add("It burns."), to="c"))) == "R2"


def test_r3_the_secondary_is_put_first_then_the_primary_then_the_motion():
    """The question now is the one moved last, and each one goes on from the words that it left."""
    debate = moved(moved(society(LAMPS, GAS, AUTUMN), "a"), "c")
    assert [one.id for one in debate.questions] == ["bridge", "a", "c"]
    assert refused(debate, Call("b")) == "P6"
    debate = voiced(debate, agreed=True)
    assert debate.question.id == "a"
    debate = voiced(debate, agreed=True)
    assert words(debate)[-1] == "It has gas lamps."
    assert voiced(debate, agreed=True).motion("bridge").stage is Stage.AGREED


def test_r3_a_question_once_decided_is_not_brought_up_again():
    """What says the same as an amendment that was lost falls, in exact words or as a person finds."""
    again = amendment("b", add("It has oil lamps."))
    debate = society(LAMPS, again, amendment("d", add("It is lit by oil.")))
    debate = step(debate, Judge("same-question", ("a", "d"), "yes", "The same lamps.", by="chair"))
    after = decided(debate, "a", agreed=False)
    assert [after.amendment(one).ruling.rule for one in "bd"] == ["R3", "R3"]
    assert stages(after, "b", "d") == [Stage.FALLEN, Stage.FALLEN]


def test_r3_what_rests_on_words_that_were_struck_falls():
    """An amendment to words that are no longer there is gone with them."""
    after = decided(society(amendment("a", leave_out("p4")), AUTUMN), "a", agreed=True)
    assert after.amendment("b").ruling.rule == "R3"


@pytest.mark.parametrize("matter", ["not-germane", "merely-negates"])
def test_r4_what_the_chair_rules_not_germane_or_a_bare_no_is_not_called(matter):
    """The chair's ruling with its reason keeps an amendment from being called, until it is reversed."""
    debate = step(society(LAMPS), Judge(matter, ("a",), "yes", "Lamps are no bridge.", by="chair"))
    assert refused(debate, Call("a")) == "R4"
    debate = step(debate, Judge(matter, ("a",), "no", "The appeal was sustained.", by="assembly"))
    assert step(debate, Call("a")).called == "a"


@pytest.mark.parametrize("matter", ["not-germane", "merely-negates", "same-question"])
def test_r4_a_ruling_has_its_reason(matter):
    """Whoever rules on an amendment says why."""
    assert refused(society(LAMPS, AUTUMN), Judge(matter, ("a", "b"), "yes", by="chair")) == "P9"


def test_r4_to_strike_all_words_is_a_bare_no():
    """An amendment that leaves nothing of the motion is refused on the words alone."""
    nothing = amendment("a", *(leave_out(one.id) for one in TEXT.blocks))
    assert refused(on_paper("robert", motion()), TableAmendment(nothing)) == "R4"
    wordless = amendment("a", *(change(one.id, one.words) for one in TEXT.blocks))
    assert refused(on_paper("robert", motion()), TableAmendment(wordless)) == "R4"


def test_r5_one_member_has_independent_amendments_divided():
    """Amendments moved in one question are divided when one member asks, before it is put."""
    debate = step(society(LAMPS, AUTUMN), Group("both", ("a", "b"), en_bloc=True, by="ada"))
    debate = replay(debate, (Call("both"), Move("both", by="ada")))
    apart = voiced(step(debate, PullOut("b", by="zoe")), agreed=True)
    assert stages(apart, "a", "b") == [Stage.AGREED, Stage.ON_PAPER]
    put = step(debate, Put(by="chair"))
    assert refused(put, PullOut("b", by="zoe")) == "P6"


PARTS = (("p1", "p2"), ("p3", "p4"))
TO_DIVIDE = MoveProcedure("parts", "divide", parts=PARTS, by="zoe")


def test_r5_a_vote_divides_related_subjects():
    """Agreed to, each part is a motion, amended and put by itself; lost, the motion stays whole."""
    asked = step(society(AUTUMN), TO_DIVIDE)
    assert question_now(asked, PACK) == ("The question is on dividing the motion.",)
    assert voiced(asked, agreed=False).question.id == "bridge"
    debate = voiced(asked, agreed=True)
    assert stages(debate, "bridge", "bridge.1", "bridge.2") == [Stage.DIVIDED, Stage.MOVED, Stage.ON_PAPER]
    assert [one.id for one in debate.questions] == ["bridge.1"]
    assert [*words(debate, "bridge.1"), *words(debate, "bridge.2")] == words(debate)
    debate = step(voiced(debate, agreed=False), Move("bridge.2", by="ada"))
    debate = voiced(decided(debate, "b", agreed=True), agreed=True)
    assert stages(debate, "bridge.1", "bridge.2") == [Stage.NEGATIVED, Stage.AGREED]
    assert words(debate, "bridge.2")[-1] == "Work begins in autumn."
    assert debate.motion("bridge").ruling.rule == "R5"


def test_r5_independent_subjects_are_divided_on_demand_of_one_member():
    """Where a person found the subjects independent no vote is taken; before, or found otherwise, one is."""
    apart = TakeApart("bridge", PARTS, by="zoe")
    assert refused(society(), apart) == "R5"
    found = step(society(), Judge("independent-subjects", ("bridge",), "yes", "Two works.", by="chair"))
    assert stages(step(found, apart), "bridge", "bridge.1") == [Stage.DIVIDED, Stage.MOVED]
    assert refused(step(found, to_order("table")), apart) == "P6"
    other = step(found, Judge("independent-subjects", ("bridge",), "no", "One work.", by="assembly"))
    assert refused(other, apart) == "R5"


@pytest.mark.parametrize(
    "parts", [(), (("p1", "p2", "p3", "p4"),), (("p1",), ("p2",)), (*PARTS, ()), (*PARTS, ("p1",))]
)
def test_r5_every_paragraph_is_in_one_part(parts):
    """A division names two parts or more, loses no words and puts none twice."""
    assert refused(society(), MoveProcedure("parts", "divide", parts=parts, by="zoe")) == "R5"


def test_r5_an_amendment_goes_with_its_part():
    """What changes one part goes with it, at its beginning or end too; what changes several falls."""
    across = amendment("d", change("p1", " over the Lume"), change("p4", "spring", "autumn"))
    whole = amendment("e", ReplaceWhole(TEXT.digest, (block("ferry", "Grimburg builds a ferry."),)))
    first, over = amendment("f", insert(None, "Hear.")), amendment("g", move_block("p1", "p4"))
    debate = voiced(step(society(LAMPS, GAS, AUTUMN, across, whole, first, over), TO_DIVIDE), agreed=True)
    went = {one.id: one.amendment.target for one in debate.amendments if one.stage is Stage.ON_PAPER}
    assert went == {"a": "bridge.2", "b": "bridge.2", "c": "a", "f": "bridge.1"}
    assert {debate.amendment(one).ruling.message.id for one in "deg"} == {"across-parts"}


def test_r5_a_bloc_across_parts_is_none_any_more():
    """Amendments to different parts are not put in one question; those to one part still are."""
    gate, first = amendment("d", add("It has a gate.")), amendment("f", insert(None, "Hear."))
    debate = society(LAMPS, gate, first)
    mixed = step(debate, Group("bloc", ("a", "f"), en_bloc=True))
    alike = step(debate, Group("bloc", ("a", "d"), en_bloc=True))
    assert not voiced(step(mixed, TO_DIVIDE), agreed=True).groupings
    assert voiced(step(alike, TO_DIVIDE), agreed=True).groupings == alike.groupings


def test_r5_only_the_question_now_is_divided():
    """While an amendment is called or pending the motion waits, and nothing is divided."""
    called = step(society(LAMPS), Call("a"))
    assert refused(called, TO_DIVIDE) == "P6"
    assert refused(moved(society(LAMPS), "a"), TO_DIVIDE) == "P6"


def test_r5_parts_come_in_the_order_in_which_they_are_named():
    """The part named first is the question now; what begins or ends the text goes with that part."""
    first, gate = amendment("d", insert(None, "Hear.")), amendment("e", add("It has a gate."))
    turned = MoveProcedure("parts", "divide", parts=PARTS[::-1], by="zoe")
    debate = voiced(step(society(first, gate), turned), agreed=True)
    assert words(debate, "bridge.1") == [TEXT.blocks[2].words, TEXT.blocks[3].words]
    assert [debate.amendment(one).amendment.target for one in "de"] == ["bridge.2", "bridge.1"]


def test_r5_what_has_ended_stays_with_the_whole():
    """An amendment that was decided before remains one to the motion as it was."""
    debate = voiced(step(decided(society(AUTUMN), "b", agreed=False), TO_DIVIDE), agreed=True)
    assert debate.amendment("b").amendment.target == "bridge"


def test_r5_a_part_takes_no_name_that_is_taken():
    """Where its id is another's nothing is divided; where its number is, the part has none."""
    held = on_paper("robert", motion(), motion(name="bridge.2"))
    assert refused(moved(held, "bridge"), TO_DIVIDE) == "P4"
    numbered = step(society(LAMPS), Number("a", "bridge.1"))
    debate = voiced(step(numbered, TO_DIVIDE), agreed=True)
    assert [debate.motion(one).number for one in ("bridge.1", "bridge.2")] == ["", "bridge.2"]


def test_r5_a_part_is_open_from_where_the_motion_was():
    """Where rules close what is before the words last decided, that holds in the part of those words."""
    debate = society()
    settled = replace(debate.motion("bridge"), open_from=Point("p3", 2))
    after = divided_into(replace(debate, motions=(settled,)), PACK, "R5", "bridge", PARTS)
    assert [after.motion(one).open_from for one in ("bridge.1", "bridge.2")] == [None, Point("p3", 2)]


def test_r5_what_was_pending_on_the_whole_is_pending_on_the_first_part():
    """A motion to postpone indefinitely, which yields to dividing, goes on with the first part."""
    debate = step(society(), MoveProcedure("never", "postpone-indefinitely", by="ben"))
    debate = voiced(voiced(step(debate, TO_DIVIDE), agreed=True), agreed=True)
    assert stages(debate, "bridge.1", "bridge.2") == [Stage.FALLEN, Stage.ON_PAPER]


def test_r6_a_tie_loses():
    """Equal votes negative the question at once; there is no casting vote."""
    decision = divided(moved(society(LAMPS), "a"), Count(6, 6, abstentions=4)).decision("a")
    assert (decision.outcome, decision.how, decision.rule) == (Outcome.NEGATIVED, How.DIVISION, "R6")


@pytest.mark.parametrize(
    ("count", "stands"), [(Count(6, 6), True), (Count(5, 6), False), (Count(7, 6), True)]
)
def test_r6_on_an_appeal_a_tie_sustains_the_chair(count, stands):
    """The chair's decision falls only to a majority against it."""
    debate = divided(step(society(), MoveProcedure("appeal", "appeal", by="zoe")), count)
    assert (debate.decision("appeal").outcome is Outcome.AGREED) is stands


@pytest.mark.parametrize(
    ("count", "outcome"), [(Count(8, 4), Outcome.AGREED), (Count(7, 4), Outcome.NEGATIVED)]
)
def test_r7_by_laws_take_two_thirds(count, outcome):
    """A motion on the by-laws needs two thirds of the votes, an amendment to it a majority."""
    debate = society(LAMPS, subject="by-laws")
    decision = divided(debate, count).decision("bridge")
    assert (decision.outcome, decision.rule) == (outcome, "R7")
    assert divided(moved(debate, "a"), Count(5, 4)).decision("a").outcome is Outcome.AGREED


def test_r7_by_laws_take_previous_notice():
    """A motion on the by-laws of which no notice was given is not moved; any other is."""
    unannounced = on_paper("robert", motion(notice=""), subject="by-laws")
    assert refused(unannounced, Move("bridge", by="ada")) == "R7"
    assert step(on_paper("robert", motion(notice="")), Move("bridge", by="ada")).question.id == "bridge"


def test_r8_the_lack_of_a_second_is_cured_by_debate():
    """What nobody seconded is not put, unless it has been debated."""
    debate = step(on_paper("robert", motion()), Move("bridge", by="ada"))
    assert refused(debate, Put(by="chair")) == "R8"
    seconded = step(debate, Second("bridge", by="ben"))
    assert step(seconded, Put()).questions
    assert step(step(debate, BeginDebate(by="chair")), Put()).questions


def test_r8_an_amendment_is_seconded_too():
    """An amendment that nobody seconded is not put, unless it has been debated."""
    debate = replay(society(LAMPS), (Call("a"), Move("a", by="ben")))
    assert refused(debate, Put(by="chair")) == "R8"
    assert step(step(debate, BeginDebate(by="chair")), Put()).questions


def test_r2_one_motion_is_before_the_assembly():
    """A second main motion waits for the first."""
    debate = on_paper("robert", motion(), motion(name="ferry"))
    assert refused(step(debate, Move("bridge", by="ada")), Move("ferry", by="ada")) == "R2"


def test_27_a_motion_that_was_stated_is_the_assemblys():
    """The mover withdraws or alters it with the assembly's leave, and not without."""
    debate = society()
    changed = (change("p4", "spring", "autumn"),)
    assert refused(debate, Withdraw("bridge", by="ada")) == "§ 27"
    assert refused(debate, Alter("bridge", changed, by="ada")) == "§ 27"
    assert stages(step(debate, Withdraw("bridge", leave=True, by="ada")), "bridge") == [Stage.WITHDRAWN]
    assert words(step(debate, Alter("bridge", changed, leave=True, by="ada")))[3] == "Work begins in autumn."


PRECEDENCE = (
    ("adjourn", Stage.MOVED, SittingStage.ADJOURNED, False),
    ("appeal", Stage.MOVED, SittingStage.OPEN, False),
    ("table", Stage.DEFERRED, SittingStage.OPEN, False),
    ("previous-question", Stage.MOVED, SittingStage.OPEN, True),
    ("postpone", Stage.DEFERRED, SittingStage.OPEN, False),
    ("refer", Stage.DEFERRED, SittingStage.OPEN, False),
    ("divide", Stage.DIVIDED, SittingStage.OPEN, False),
    ("postpone-indefinitely", Stage.FALLEN, SittingStage.OPEN, False),
)


def to_order(kind, name="order"):
    """Make a motion to order; one to divide names the parts."""
    return MoveProcedure(name, kind, parts=PARTS if kind == "divide" else (), by="zoe")


@pytest.mark.parametrize("place", range(len(PRECEDENCE)))
def test_17_to_34_motions_to_order_go_by_precedence(place):
    """Each is interrupted by those of higher rank, and by no other."""
    ranked = [kind for kind, *_ in PRECEDENCE]
    pending = step(society(LAMPS), to_order(ranked[place]))
    for higher in ranked[:place]:
        assert step(pending, to_order(higher, "two")).question.kind == higher
    for lower in ranked[place:]:
        assert refused(pending, to_order(lower, "two")) in {"§§ 17-34", "R5", "R6"}


@pytest.mark.parametrize(("kind", "stage", "sitting", "closed"), PRECEDENCE)
def test_17_to_34_motions_to_order_do_what_they_say(kind, stage, sitting, closed):
    """Tabled, postponed or referred, a motion has no question left; on adjourning it stays pending."""
    debate = step(society(LAMPS), to_order(kind))
    agreed, lost = voiced(debate, agreed=True), voiced(debate, agreed=False)
    assert stages(agreed, "bridge") == [stage]
    assert (agreed.sitting.stage, agreed.motion("bridge").closed) == (sitting, closed)
    assert (agreed.question is None) is (stage in {Stage.FALLEN, Stage.DEFERRED})
    assert lost.question.id == "bridge"


def test_17_to_34_the_previous_question_takes_two_thirds():
    """Debate is closed by two thirds and not by less."""
    asked = step(society(LAMPS), MoveProcedure("order", "previous-question", by="zoe"))
    assert not divided(asked, Count(7, 4)).motion("bridge").closed
    assert divided(asked, Count(8, 4)).motion("bridge").closed
