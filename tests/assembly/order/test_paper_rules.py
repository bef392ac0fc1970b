"""What holds for every paper, by number: P1 to P11."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from debates import (
    adds,
    changes,
    decided,
    divided,
    leaves_out,
    motion,
    moved,
    on_paper,
    paper,
    stages,
    voiced,
    words,
)
from onevoice.assembly.division import Majority, Quorum
from onevoice.assembly.order import asking
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Adjourn,
    Alter,
    Call,
    CallSitting,
    CloseSitting,
    Collect,
    DeclareFallen,
    Event,
    Group,
    Move,
    NotMoved,
    Number,
    OpenSitting,
    PullOut,
    Put,
    Return,
    Second,
    Select,
    Sign,
    Submit,
    TableAmendment,
    TableMotion,
    TakeOver,
    Unsign,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS, Needs, Signatures
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import Form
from onevoice.assembly.order.step import may, replay, step

ON = replace(
    PACKS["commons"], id="three_names", signatures=Signatures("P8", motions=1, amendments=3), selecting=None
)


@pytest.fixture
def three_names(monkeypatch):
    """Have a pack under which an amendment needs three names."""
    monkeypatch.setitem(PACKS._added, "three_names", ON)
    return "three_names"


def test_p1_an_act_names_something_on_the_paper():
    """P1: an act on what is not there is refused, whatever the act."""
    debate = paper("commons", adds("a"))
    for event in (Sign("z", by="Ann"), Call("z"), Move("z"), NotMoved("z"), Number("z", "z"), Select(("z",))):
        assert may(debate, event).rule == "P1"
    assert asking.may_table(debate, adds("b", target="z")).rule == "P1"


def test_p2_an_act_fits_the_stage():
    """P2: what is decided or withdrawn is not signed, seconded, numbered or withdrawn again."""
    debate = decided(paper("commons", adds("a")), "a", agreed=True)
    for event in (Sign("a", by="Ann"), Second("a", by="Ann"), Number("a", "x"), Withdraw("a", by="Member a")):
        assert may(debate, event).rule == "P2"
    assert may(debate, Submit("m")).rule == "P2"
    assert may(debate, NotMoved("a")).rule == "P2"


def test_p3_an_unknown_act_is_refused():
    """P3: an act that the rules do not know is refused, and nothing has changed."""
    debate = paper("commons", adds("a"))
    with pytest.raises(Refused) as refused:
        step(debate, Event())
    assert refused.value.ruling.rule == "P3"
    assert "(P3)" in str(refused.value)


def test_p4_one_name_for_one_thing():
    """P4: no id or number is given twice."""
    debate = on_paper("commons", adds("a"))
    assert may(debate, TableMotion(motion("a"))).rule == "P4"
    assert asking.may_table(debate, adds("m")).rule == "P4"
    debate = step(debate, TableAmendment(adds("b")))
    assert may(debate, Number("b", "a")).rule == "P4"
    assert may(debate, Number("b", "")).rule == "P4"


def test_p5_an_amendment_rests_on_the_words_as_they_read():
    """P5: an amendment to words that have changed, or that changes nothing, is not tabled."""
    clean = changes("a", "clean", "cleaner")
    debate = decided(paper("commons", clean), "a", agreed=True)
    assert asking.may_table(debate, changes("b", "water", "milk")).rule == "P5"
    assert asking.may_table(debate, replace(clean, id="c", operations=())).rule == "P5"
    assert asking.may_table(debate, changes("d", "water", "milk", debate.motion("m").text)).allowed


def test_p6_an_act_fits_the_question_now():
    """P6: what is not put is not decided, and what is not called is not moved."""
    debate = paper("commons", adds("a"))
    assert may(debate, Collect(agreed=True)).rule == "P6"
    assert asking.may_move(debate, "a").rule == "P6"
    assert may(debate, Collect(agreed=True, question="z")).rule == "P6"
    assert may(step(debate, Call("a")), Put()).rule == "P6"


def test_p7_sittings_open_and_close_in_turn():
    """P7: one sitting at a time is called, opened, adjourned, and closed."""
    debate = Debate("commons")
    assert may(debate, OpenSitting()).rule == "P7"
    assert may(debate, Adjourn()).rule == "P7"
    assert may(debate, CallSitting("s", day=3, days=2)).rule == "P7"
    debate = step(debate, CallSitting("s"))
    assert may(debate, CallSitting("t")).rule == "P7"
    debate = replay(debate, (OpenSitting(present=50), Adjourn(), OpenSitting()))
    assert debate.sitting.present == 50
    assert may(step(debate, CloseSitting()), CallSitting("t")).allowed


def test_p8_names_are_their_owners():
    """P8: nobody signs twice, takes another's name off, seconds their own, or withdraws for another."""
    debate = on_paper("commons", adds("a"))
    debate = step(debate, Sign("a", by="Ann", at="2023-11-14T09:00:00Z"))
    assert debate.amendment("a").amendment.signatures[-1].member == "Ann"
    for event in (
        Sign("a", by="Ann"),
        Sign("a", by="Member a"),
        Unsign("a", by="Bob"),
        Unsign("a", by="Member a"),
        Second("a", by="Member a"),
        Withdraw("a", by="Ann"),
    ):
        assert may(debate, event).rule == "P8"
    assert step(debate, Unsign("a", by="Ann")).amendment("a").amendment.signatures == ()


def test_names_are_sought_until_there_are_enough(three_names):
    """With fewer names than the pack asks for an amendment seeks them; the last of them tables it."""
    debate = on_paper(three_names)
    debate = replay(debate, (TableAmendment(adds("a"), draft=True), Submit("a")))
    assert stages(debate)["a"] == "seeking-signatures"
    assert may(debate, Number("a", "a")).rule == "P2"
    debate = replay(debate, (Sign("a", by="Ann"), Sign("a", by="Bob")))
    assert stages(debate)["a"] == "tabled"
    assert stages(step(debate, Unsign("a", by="Bob")))["a"] == "seeking-signatures"


def test_p9_what_is_returned_or_falls_names_a_rule():
    """P9: whoever returns something, or declares it fallen, names a rule of the pack; the reason is kept."""
    debate = step(on_paper("commons", adds("a")), TableAmendment(adds("b")))
    assert may(debate, Return("b", "Z9", "no reason")).rule == "P9"
    assert may(debate, DeclareFallen("a", "Z9", "no reason")).rule == "P9"
    debate = replay(debate, (Return("b", "S7", "it says no"), DeclareFallen("a", "S8", "no notice")))
    assert stages(debate) == {"m": "on-paper", "a": "fallen", "b": "returned"}
    assert debate.amendment("b").ruling.message["reason"] == "it says no"


def test_p10_what_hung_on_it_falls():
    """P10: amendments fall with the motion that is decided, and with the amendment that they amend."""
    debate = paper("commons", adds("a"), adds("b"), adds("c", " so", target="a"))
    withdrawn = step(debate, Withdraw("a", by="Member a"))
    assert stages(withdrawn)["c"] == "fallen"
    decided_ = voiced(debate, agreed=False)
    assert [stages(decided_)[one] for one in "abc"] == ["fallen"] * 3
    assert stages(decided(debate, "a", agreed=False))["c"] == "fallen"
    assert decided_.amendment("a").ruling.rule == "P10"


def test_p11_what_a_pack_has_no_rule_for_is_refused():
    """P11: no pack, no mover's altering or taking over, no bloc, where there are no rules for it."""
    debate = paper("commons", adds("a"))
    altering = Alter("m", adds("x").operations, by="Mover")
    for event in (altering, TakeOver("a", by="Mover"), PullOut("a")):
        assert may(debate, event).rule == "P11"
    with pytest.raises(Refused, match="P11"):
        step(Debate("nowhere"), Put())


def test_a_question_may_need_its_own_majority_and_quorum(monkeypatch):
    """What a pack says some questions need decides them: here two thirds, and a hundred who take part."""
    needs = Needs("K7", "two-thirds", lambda _, question: question.form is Form.MAIN, Quorum(100))
    majorities = {"simple": (Majority(),), "two-thirds": (Majority(Fraction(2, 3), at_least=True),)}
    statute = replace(PACKS["commons"], id="statute", needs=(needs,), majorities=majorities)
    monkeypatch.setitem(PACKS._added, "statute", statute)
    debate = divided(moved(paper("statute", adds("a")), "a"), 21, 19)
    assert stages(debate)["a"] == "agreed"
    assert stages(divided(debate, 66, 34))["m"] == "negatived"
    assert stages(divided(debate, 66, 33))["m"] == "deferred"
    decided_ = divided(debate, 67, 33)
    assert (stages(decided_)["m"], decided_.decisions[-1].majority) == ("agreed", "two-thirds")
    assert decided_.decisions[-1].rule == "K7"


@pytest.mark.parametrize("pack", [one for one in PACKS if PACKS[one].en_bloc])
def test_a_bloc_is_of_what_can_be_carried_one_after_another(pack):
    """What could not be carried after the others of a bloc, though it does not clash, is not put in it."""
    debate = on_paper(pack, adds("a"), leaves_out("b", 3), changes("c", "clean", "cleaner"))
    refused = may(debate, Group("g", ("a", "b"), en_bloc=True))
    assert (refused.rule, refused.message.id) == (PACKS[pack].en_bloc.rule, "bloc-broken")
    apart = may(debate, Group("g", ("b", "c"), en_bloc=True))
    assert apart.message.id in {"in-order", "not-taken-over"}


def test_a_withdrawn_motion_takes_its_question_along():
    """P10: with the motion its question goes, and every amendment on the paper falls."""
    debate = step(paper("commons", adds("a")), Withdraw("m", leave=True, by="Mover"))
    assert debate.questions == ()
    assert stages(debate) == {"m": "withdrawn", "a": "fallen"}


def test_what_was_called_goes_with_what_it_amends():
    """P10: an amendment that is called is no longer called once the one that it amends is withdrawn."""
    debate = moved(paper("commons", adds("a"), adds("b"), adds("c", " so", target="a")), "a")
    debate = replay(debate, (Call("c"), Withdraw("a", leave=True, by="Member a")))
    assert (debate.called, debate.question.id) == ("", "m")
    assert asking.may_be_called(debate, "b").allowed


def test_what_is_not_moved_leaves_the_rest_standing():
    """What is called and not moved ends, with the amendments to it; the question is as it was."""
    debate = paper("commons", adds("a"), adds("b"), adds("c", " so", target="a"))
    debate = replay(debate, (Call("a"), NotMoved("a")))
    assert stages(debate) == {"m": "moved", "a": "not-moved", "b": "selected", "c": "fallen"}
    assert (debate.called, debate.question.id) == ("", "m")


def test_what_is_not_selected_is_carried_over_too():
    """What is not selected keeps up with the text, so that a later selection finds it in place."""
    debate = on_paper("commons", changes("a", "clean", "much cleaner"), changes("b", "water", "milk"))
    debate = replay(debate, (Select(("a",)), Move("m")))
    debate = step(decided(debate, "a", agreed=True), Select(("b",)))
    assert words(decided(debate, "b", agreed=True)).split("|")[1] == "and calls for much cleaner milk"


def test_a_mover_takes_an_amendment_over_and_alters_words():
    """C8: a council's mover takes over and alters with every leave, before and after the motion is moved."""
    debate = on_paper("uk_council", changes("a", "clean", "cleaner"), changes("b", "safe", "safer"))
    debate = step(debate, TakeOver("a", by="Mover"))
    assert stages(debate)["a"] == "taken-in"
    debate = replay(debate, (Move("m", by="Mover"), Second("m", by="Sec")))
    assert may(debate, TakeOver("b", by="Mover")).rule == "C8"
    assert may(debate, TakeOver("b", by="Ann", leave=True, seconder=True)).rule == "P8"
    debate = step(debate, TakeOver("b", by="Mover", leave=True, seconder=True))
    debate = step(debate, Alter("m", adds("x", " Now.").operations, by="Mover", leave=True, seconder=True))
    assert words(debate).endswith("cleaner water|and calls for safer roads. Now.")
    assert [one.how.value for one in debate.decisions] == ["taken-over", "taken-over", "altered"]


def test_words_do_not_change_under_a_pending_amendment():
    """P6: nothing is taken over or altered while an amendment is called or pending."""
    debate = paper("uk_council", adds("a"), adds("b"))
    debate = moved(debate, "a")
    assert may(debate, TakeOver("b", by="Mover", leave=True, seconder=True)).rule == "P6"
    altering = Alter("m", adds("x").operations, by="Mover", leave=True, seconder=True)
    assert may(debate, altering).rule == "P6"
