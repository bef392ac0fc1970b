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
from onevoice.assembly.majority import Choice, Count
from onevoice.assembly.motion import Clause, Composite
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.compositing import awaited, composite_hash
from onevoice.assembly.order.debate import Question
from onevoice.assembly.order.deciding import unchanged
from onevoice.assembly.order.events import (
    Alter,
    AskSeparateVote,
    Call,
    CallSitting,
    Compose,
    Consent,
    Judge,
    Move,
    MoveProcedure,
    Number,
    OpenSitting,
    Select,
    TableAmendment,
    TakeOver,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.stages import Form, How, Outcome, SittingStage, Stage
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.order.what_if import what_if
from onevoice.assembly.text import Text
from onevoice.assembly.wording.operations import ReplaceWhole

PACK = PACKS["conference"]

LAMPS = amendment("a", add("It has lamps."))
TOLL = amendment("b", add("It has a toll."))
NINE = amendment("c", change("p3", "ten", "nine"))
SPELLING = amendment("d", change("p1", "Lume", "Luma"))
EIGHT = amendment("e", change("p3", "ten", "eight"))

FERRY = motion("Grimburg runs a ferry.", "It runs by night.", name="ferry", mover="ben")
MIXED = Composite(
    "both",
    Text((block("both-1", "Grimburg builds a bridge and runs a ferry until then."),)),
    (
        Clause("one", "bridge", "Grimburg builds a bridge", (("p1", 0, 24),)),
        Clause("two", "ferry", "runs a ferry", (("p1", 9, 21),)),
    ),
)


def synod(*amendments, **more):
    """Open the synod of Grimburg with the motion on the bridge moved and all amendments selected."""
    return opened("conference", motion(), *amendments, **more)


@pytest.mark.parametrize("number", ["K1", "K2", "K3", "K4"])
def test_what_no_program_can_decide_is_recorded(number):
    """The rules on ballots of topics, talks and competence stand in the pack for people to read."""
    assert [rule.computed for rule in PACK.rules if rule.number == number] == [False]


def test_k5_only_what_the_committee_selected_is_called():
    """An amendment on the paper that was not selected cannot be called."""
    debate = on_paper("conference", motion(), LAMPS, TOLL)
    debate = step(debate, Select(("a",), (("b", "Debated last year."),), by="committee"))
    debate = step(debate, Move("bridge", by="ada"))
    assert refused(debate, Call("b")) == "K5"
    assert step(debate, Call("a")).called == "a"


def test_k5_what_is_selected_cannot_clash():
    """Two amendments that change the same words are not both selected, now or one after the other."""
    debate = on_paper("conference", motion(), NINE, EIGHT, LAMPS)
    assert refused(debate, Select(("c", "e"), (("a", "No time."),), by="committee")) == "K5"
    reasons = (("a", "No time."), ("e", "Overlaps with a better one."))
    debate = step(debate, Select(("c",), reasons, by="committee"))
    assert refused(debate, Select(("e",), by="committee")) == "K5"


def test_k5_no_more_than_three_are_selected():
    """A fourth amendment makes for a confusing debate, and is not selected."""
    four = [amendment(name, add(f"It has {name}.")) for name in "abcd"]
    debate = on_paper("conference", motion(), *four)
    assert refused(debate, Select(("a", "b", "c", "d"), by="committee")) == "K5"
    assert len(step(debate, Select(("a", "b", "c"), (("d", "No time."),), by="committee")).selected) == 3


def test_k5_amendments_are_called_in_the_order_of_the_selection():
    """The committee's order holds, whatever comes first in the text."""
    debate = on_paper("conference", motion(), LAMPS, TOLL, NINE)
    debate = step(debate, Select(("b", "c", "a"), by="committee"))
    assert [one.id for one in calling_order(debate, PACK, "bridge")] == ["b", "c", "a"]


def test_k5_one_motion_is_debated_and_amendments_are_to_it_alone():
    """A second motion waits for the first, and there are no amendments to amendments."""
    debate = on_paper("conference", motion(), FERRY, LAMPS)
    assert refused(step(debate, Move("bridge", by="ada")), Move("ferry", by="ben")) == "K5"
    assert refused(debate, TableAmendment(amendment("f", add("Of brass."), to="a"))) == "K5"


def test_k5_a_drafting_amendment_is_taken_in_without_a_vote():
    """The committee takes in what was judged simple and uncontroversial, or lets it be called."""
    debate = on_paper("conference", motion(), SPELLING)
    assert refused(debate, TakeOver("d", by="committee")) == "K5"
    debate = step(debate, Judge("drafting", ("d",), "yes", "The river's name.", by="committee"))
    assert refused(debate, TakeOver("d", by="ada")) == "K5"
    after = step(debate, TakeOver("d", by="committee"))
    assert stages(after, "d") == [Stage.TAKEN_IN]
    assert words(after)[0] == "Grimburg builds a bridge over the Luma."
    assert (after.decisions[0].how, after.decisions[0].rule) == (How.TAKEN_OVER, "K5")
    changed_mind = step(debate, Judge("drafting", ("d",), "no", "It is another river.", by="committee"))
    assert refused(changed_mind, TakeOver("d", by="committee")) == "K5"
    selected = step(synod(LAMPS), Judge("drafting", ("a",), "yes", "A comma.", by="committee"))
    assert step(selected, Call("a")).called == "a"


def test_k5_what_rests_on_words_that_have_gone_falls():
    """Where amendments came to clash after they were selected, the one agreed to settles it."""
    text = TEXT.block("p2")
    whole = amendment("f", change("p2", text.words, "The bridge carries everyone."))
    part = amendment("g", change("p4", "spring", "autumn"))
    debate = synod(whole, part)
    narrow = amendment("h", change("p2", "walkers", "riders"))
    later = replay(debate, (TableAmendment(narrow),))
    after = decided(later, "f", agreed=True)
    assert stages(after, "g", "h") == [Stage.SELECTED, Stage.FALLEN]
    assert after.amendment("h").ruling.rule == "K5"


def test_k6_to_delete_is_a_separate_vote():
    """An amendment that only leaves words out is refused; one that also puts words in is not."""
    debate = on_paper("conference", motion())
    assert refused(debate, TableAmendment(amendment("a", leave_out("p2")))) == "K6"
    assert refused(debate, TableAmendment(amendment("a", change("p1", " over the Lume")))) == "K6"
    assert step(debate, TableAmendment(amendment("a", leave_out("p2"), add("It has lamps.")))).amendments
    assert step(debate, TableAmendment(amendment("a", move_block("p2", "p4")))).amendments


WORKS = amendment("s", leave_out("p4"))
CROWNS = amendment("t", change("p3", "no more than "))


def voting_apart(*asked, amendments=()):
    """Open the synod with separate votes asked for, and with amendments, all of them selected."""
    debate = on_paper("conference", motion(), *amendments)
    for one in asked:
        debate = replay(debate, (AskSeparateVote(one, by=one.mover), Number(one.id, one.id)))
    debate = step(debate, Select(tuple(one.id for one in (*amendments, *asked)), by="committee"))
    return replay(debate, (CallSitting("evening"), OpenSitting(), Move("bridge", by="ada")))


@pytest.mark.parametrize("stay", [True, False])
def test_k6_a_separate_vote_keeps_or_leaves_out_the_words(stay):
    """The question is whether the words stay; negatived, they go, and the rest of the motion is put."""
    debate = replay(voting_apart(WORKS, CROWNS), (Call("s"), Move("s", by="zoe")))
    assert question_now(debate, PACK) == ("We vote on keeping the words of separate vote s.",)
    after = voiced(debate, agreed=stay)
    assert (words(after)[-1] == "Work begins in spring.") is stay
    assert stages(after, "s") == [Stage.NEGATIVED if stay else Stage.AGREED]
    assert script(after, PACK)[0] == f"The words of separate vote s {'stay' if stay else 'are left out'}."
    assert after.question.id == "bridge"
    assert (
        what_if(debate, PACK, "s", Outcome.NEGATIVED if stay else Outcome.AGREED).debate.motions
        == after.motions
    )
    assert words(decided(after, "t", agreed=False))[2] == "It costs ten thousand crowns."


def test_k6_a_separate_vote_is_on_leaving_out_and_not_on_all():
    """What also puts words in is an amendment, and to leave out everything is a vote against."""
    debate = on_paper("conference", motion())
    everything = amendment("s", *(leave_out(one.id) for one in TEXT.blocks))
    assert refused(debate, AskSeparateVote(LAMPS, by="zoe")) == "K6"
    assert refused(debate, AskSeparateVote(everything, by="zoe")) == "K6"
    assert refused(on_paper("robert", motion()), AskSeparateVote(WORKS, by="zoe")) == "P11"


def test_k6_separate_votes_do_not_use_up_amendments():
    """Three amendments are selected and a separate vote beside them, called in the order of the selection."""
    three = tuple(amendment(name, add(f"It has {name}.")) for name in "abc")
    debate = voting_apart(WORKS, amendments=three)
    assert [one.id for one in calling_order(debate, PACK, "bridge")] == ["a", "b", "c", "s"]
    for name in "abc":
        debate = decided(debate, name, agreed=True)
    assert script(debate, PACK)[-1] == "Next is separate vote s."
    assert script(step(debate, Call("s")), PACK)[-1] == "I call separate vote s."


def test_k6_a_separate_vote_is_withdrawn_falls_and_is_tied_as_an_amendment_is():
    """It goes with the words that an amendment takes, and on a tie the words are not kept."""
    whole = amendment("f", change("p4", TEXT.block("p4").words, "Work begins at once."))
    debate = step(on_paper("conference", motion(), whole), AskSeparateVote(WORKS, by="mover-s"))
    assert stages(step(debate, Withdraw("s", by="mover-s")), "s") == [Stage.WITHDRAWN]
    debate = replay(debate, (Select(("f",), by="committee"), Move("bridge", by="ada")))
    assert stages(decided(debate, "f", agreed=True), "s") == [Stage.FALLEN]
    tied = divided(moved(voting_apart(WORKS), "s"), Count(10, 10))
    assert words(tied)[-1] == TEXT.blocks[2].words
    assert unchanged(Question("s", Form.SEPARATE_VOTE, ("s",))) is Choice.AYE


@pytest.mark.parametrize(("matter", "rule"), [("reverses", "K6"), ("not-relevant", "K9"), ("subverts", "K9")])
def test_k6_k9_what_reverses_subverts_or_strays_is_not_called(matter, rule):
    """What a person so judges is not called, with the reason kept; a later judgement may free it."""
    debate = step(synod(LAMPS), Judge(matter, ("a",), "yes", "No bridge is meant.", by="committee"))
    assert refused(debate, Call("a")) == rule
    assert (
        step(step(debate, Judge(matter, ("a",), "no", "On appeal.", by="assembly")), Call("a")).called == "a"
    )


@pytest.mark.parametrize(
    ("count", "outcome"), [(Count(20, 10), Outcome.AGREED), (Count(19, 10), Outcome.NEGATIVED)]
)
def test_k7_standing_orders_are_changed_by_two_thirds(count, outcome):
    """A motion on the standing orders needs two thirds of the votes, any other a majority."""
    decision = divided(synod(subject="standing-orders"), count).decision("bridge")
    assert (decision.outcome, decision.rule) == (outcome, "K7")
    assert divided(synod(), Count(11, 10)).decision("bridge").outcome is Outcome.AGREED


def test_k7a_a_tie_is_lost():
    """Equal votes carry nothing and there is no casting vote; who abstains counts on neither side."""
    decision = divided(synod(), Count(10, 10)).decision("bridge")
    assert (decision.outcome, decision.how, decision.rule) == (Outcome.NEGATIVED, How.DIVISION, "K7a")
    assert divided(synod(), Count(2, 1, abstentions=9)).decision("bridge").outcome is Outcome.AGREED


def test_k8_a_rejection_carries_its_reason():
    """The committee says why of each that it leaves out, and the reason stays with it."""
    debate = on_paper("conference", motion(), LAMPS, TOLL)
    assert refused(debate, Select(("a",), by="committee")) == "K8"
    debate = step(debate, Select(("a",), (("b", "Debated last year."),), by="committee"))
    assert debate.amendment("b").ruling.message["reason"] == "Debated last year."
    assert (PACK.selecting.by, PACK.selecting.reasons_published) == ("committee", True)


def test_k8_a_rejection_can_be_appealed():
    """Conference votes on an appeal, and what was left out can be selected after all."""
    debate = on_paper("conference", motion(), LAMPS, TOLL)
    debate = step(debate, Select(("a",), (("b", "Debated last year."),), by="committee"))
    debate = replay(debate, (CallSitting("evening"), OpenSitting()))
    debate = step(debate, MoveProcedure("on b", "appeal", by="zoe"))
    upheld = voiced(debate, agreed=True)
    assert upheld.decision("on b").outcome is Outcome.AGREED
    assert upheld.sitting == debate.sitting
    assert not upheld.motion("bridge").closed
    after = step(upheld, Select(("b",), by="committee"))
    assert stages(after, "a", "b") == [Stage.SELECTED, Stage.SELECTED]


def test_k9_an_amendment_keeps_some_of_the_words():
    """To replace the whole, or every block of it, is no amendment; to keep one block is."""
    debate = on_paper("conference", motion())
    ferry = block("new", "Grimburg runs a ferry.")
    assert refused(debate, TableAmendment(amendment("a", ReplaceWhole(TEXT.digest, (ferry,))))) == "K9"
    every = (*(leave_out(one.id) for one in TEXT.blocks), add("Grimburg runs a ferry."))
    assert refused(debate, TableAmendment(amendment("a", *every))) == "K9"
    words_alone = amendment("a", *(change(one.id, one.words, "x", name=f"x-{one.id}") for one in TEXT.blocks))
    assert refused(debate, TableAmendment(words_alone)) == "K9"
    some = amendment("a", ReplaceWhole(TEXT.digest, (ferry, TEXT.blocks[3])))
    assert step(debate, TableAmendment(some)).amendments


def test_k10_a_composite_needs_every_source_movers_yes_to_its_wording():
    """Silence is no, and another wording voids what was said on the first."""
    debate = step(on_paper("conference", motion(), FERRY), Compose(MIXED, by="ada"))
    assert refused(debate, Move("both", by="ada")) == "K10"
    agreed = composite_hash(MIXED)
    debate = step(debate, Consent("both", agreed, given=True, by="ada"))
    assert awaited(debate, debate.composites[0]) == ("ben",)
    assert refused(debate, Move("both", by="ada")) == "K10"
    assert refused(debate, Consent("both", agreed, given=True, by="zoe")) == "P8"
    debate = step(debate, Consent("both", agreed, given=True, by="ben"))
    other = replace(MIXED, text=Text((block("both-1", "Grimburg runs a ferry."),)))
    reworded = step(debate, Compose(other, by="ada"))
    assert refused(reworded, Move("both", by="ada")) == "K10"
    assert refused(reworded, Consent("both", agreed, given=True, by="ben")) == "K10"
    assert step(debate, Move("both", by="ada")).question.id == "both"


def test_k10_each_source_is_withdrawn_into_the_composite():
    """Moving the composite takes its sources in, and what was moved to them falls; until then they stand."""
    debate = on_paper("conference", motion(), FERRY, LAMPS)
    debate = step(debate, Compose(MIXED, by="ada"))
    given = composite_hash(MIXED)
    debate = replay(debate, (Consent("both", given, given=True, by=one) for one in ("ada", "ben")))
    assert stages(debate, "bridge", "ferry", "a") == [Stage.ON_PAPER, Stage.ON_PAPER, Stage.ON_PAPER]
    debate = step(debate, Move("both", by="ada"))
    assert stages(debate, "bridge", "ferry", "a") == [Stage.COMPOSITED, Stage.COMPOSITED, Stage.FALLEN]
    assert words(debate, "both") == ["Grimburg builds a bridge and runs a ferry until then."]


def test_k10_a_composite_names_its_sources():
    """A composite without sources is refused, and one whose source is not on the paper."""
    debate = on_paper("conference", motion())
    assert refused(debate, Compose(replace(MIXED, sources=()), by="ada")) == "K10"
    assert refused(debate, Compose(MIXED, by="ada")) == "P1"


def test_k10_is_marked_as_a_guess():
    """No source states the rule in full, and the rule says so."""
    assert [rule.guess for rule in PACK.rules if rule.number == "K10"] == [True]


def test_k10a_once_moved_a_text_is_the_meetings():
    """A mover withdraws a moved text with the leave of the meeting, and never alters it alone."""
    debate = moved(synod(LAMPS), "a")
    assert refused(debate, Withdraw("a", by="mover-a")) == "K10a"
    assert stages(step(debate, Withdraw("a", leave=True, by="mover-a")), "a") == [Stage.WITHDRAWN]
    assert refused(synod(), Alter("bridge", (add("It has lamps."),), by="ada")) == "P11"


def test_so_11_a_motion_is_referred_back():
    """Agreed to, a reference back sets the motion aside as it is; negatived, it stays."""
    debate = step(synod(LAMPS), MoveProcedure("order", "refer-back", by="zoe"))
    assert stages(voiced(debate, agreed=True), "bridge", "a") == [Stage.DEFERRED, Stage.SELECTED]
    agreed = voiced(debate, agreed=True)
    assert (agreed.sitting.stage, agreed.motion("bridge").closed) == (SittingStage.OPEN, False)
    assert voiced(debate, agreed=False).question.id == "bridge"


def test_so_11_a_reference_back_goes_before_an_appeal():
    """The reference back is moved on an appeal, and not the other way round."""
    back, appeal = MoveProcedure("back", "refer-back", by="zoe"), MoveProcedure("on b", "appeal", by="ben")
    debate = synod(LAMPS)
    assert refused(step(debate, back), appeal) == "K8"
    assert step(step(debate, appeal), back).question.id == "back"


@pytest.mark.parametrize("matter", ["drafting", "reverses", "not-relevant", "subverts"])
def test_k8_a_finding_has_its_reason(matter):
    """Whoever judges an amendment says why."""
    assert refused(synod(LAMPS), Judge(matter, ("a",), "yes", by="committee")) == "P9"
