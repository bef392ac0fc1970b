"""House of Commons, motion for an Address: rules A1 to A6, by number (A5 is recorded, not computed)."""

from __future__ import annotations

from debates import adds, changes, decided, divided, moved, on_day, on_paper, paper, stages, words
from onevoice.assembly.order import asking
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.events import Call, Collect, Judge, Move, Put, Select, TableAmendment
from onevoice.assembly.order.falling import if_decided
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Outcome, Stage
from onevoice.assembly.order.step import may, replay, step

ADDRESS = PACKS["commons_address"]
SEVEN = "2023-11-15T19:00:00Z"
AFTER = "2023-11-15T19:05:00Z"
BEFORE = "2023-11-15T18:30:00Z"
FIVE = tuple(adds(one) for one in "abcde")


def test_a1_nothing_is_selected_before_the_last_day_but_one():
    """A1: amendments are selected on the last day but one or the last, and the day must be known."""
    debate = on_paper("commons_address", *FIVE)
    assert asking.may_select(on_day(debate, day=3), ("a",)).rule == "A1"
    assert asking.may_select(on_day(debate, day=4), ("a",)).allowed
    assert asking.may_select(debate, ("a",)).allowed
    assert asking.may_select(on_day(debate, day=1, days=1), ("a",)).allowed


def test_a2_at_most_four_are_selected_in_all():
    """A2: four are selected over all days, and not a fifth."""
    debate = on_paper("commons_address", *FIVE)
    assert asking.may_select(debate, tuple("abcde")).rule == "A2"
    debate = step(on_day(debate, day=4), Select(("c",)))
    assert asking.may_select(debate, tuple("abde")).rule == "A2"
    assert asking.may_select(on_day(debate, day=5), tuple("abd")).allowed


def test_a3_after_the_moment_of_interruption():
    """A3: after the moment, others are moved once the Opposition's is disposed of, and put without debate."""
    debate = on_paper("commons_address", adds("h"), adds("r"), behalf={"r": "opposition"})
    debate = on_day(replay(debate, (Select(("r", "h")), Move("m"))), interruption=SEVEN)
    assert may(debate, Call("r", at=AFTER)).rule == "A3"
    debate = moved(debate, "r", at=BEFORE)
    assert not debate.question.forthwith
    debate = replay(debate, (Put(at=SEVEN), Collect(agreed=False, at=AFTER)))
    debate = moved(debate, "h", at=AFTER)
    assert debate.question.forthwith


def test_a3_not_before_the_oppositions_is_disposed_of():
    """A3: disposed of before the moment, the Opposition's amendment does not open the way after it."""
    debate = on_paper("commons_address", adds("h"), adds("r"), behalf={"r": "opposition"})
    debate = on_day(replay(debate, (Select(("r", "h")), Move("m"))), interruption=SEVEN)
    debate = moved(debate, "r", at=BEFORE)
    debate = replay(debate, (Put(at=BEFORE), Collect(agreed=False, at=BEFORE)))
    assert may(debate, Call("h", at=AFTER)).rule == "A3"
    assert may(debate, Call("h", at=BEFORE)).allowed


def test_a4_additions_at_the_end_do_not_exclude_each_other():
    """A4: only additions at the end are tabled, and one agreed to leaves all others standing."""
    debate = paper("commons_address", *FIVE[:4])
    assert may(debate, TableAmendment(changes("z", "notes", "welcomes"))).rule == "A4"
    for one in "abcd":
        assert if_decided(debate, ADDRESS, one, Outcome.AGREED) == ()
    for one in "abcd":
        debate = decided(debate, one, agreed=True)
    assert words(debate).endswith("safe roads. and a and b and c and d")


def test_a4_what_is_agreed_in_turn_stands_in_turn():
    """A4: additions stand in the order in which they were agreed to, whatever their notice."""
    debate = on_paper("commons_address", adds("a"), adds("b"))
    debate = replay(debate, (Select(("b", "a")), Move("m")))
    for one in "ba":
        debate = decided(debate, one, agreed=True)
    assert words(debate).endswith("safe roads. and b and a")


def test_a6_the_speakers_order_goes_before_letters():
    """A6: letters follow notice, and amendments are called as the Speaker selected them."""
    debate = replay(on_paper("commons_address", *FIVE), (Select(("c", "a")), Select(("b",)), Move("m")))
    assert [one.id for one in calling_order(debate, ADDRESS, "m")] == ["c", "a", "b"]


def test_the_same_effect_is_asked_for_and_falls():
    """S7 on an Address: whether a later addition is the same in substance as one negatived, a person says."""
    debate = decided(paper("commons_address", *FIVE[:3]), "a", agreed=False)
    assert [one.on for one in asking.to_judge(debate)] == [("a", "b"), ("a", "c")]
    debate = step(debate, Judge("same-effect", ("a", "b"), "no", "another measure", by="chair"))
    assert [one.on for one in asking.to_judge(debate)] == [("a", "c")]


def test_the_address_as_amended():
    """The main question is put when all is done, and what was not called falls with it."""
    debate = decided(paper("commons_address", *FIVE[:2]), "a", agreed=False)
    debate = divided(debate, 300, 200)
    assert debate.motion("m").stage is Stage.AGREED
    assert stages(debate)["b"] == "fallen"
    assert debate.question is None
