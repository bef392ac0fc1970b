"""What falls with a decision, and what does not: the reasons that packs share, seen one by one."""

from __future__ import annotations

from assembly.order.hand_built import (
    amendment,
    change,
    decided,
    leave_out,
    motion,
    opened,
    stages,
    voiced,
)
from onevoice.assembly.order.events import Call, Group, Judge, Move, TableAmendment, TakeOver
from onevoice.assembly.order.falling import if_decided
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Outcome, Stage
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.order.what_if import what_if
from onevoice.assembly.text import Text

COMMONS = PACKS["commons"]
BUILDS = amendment("a", change("p1", "builds", "plans"))
WALKERS = amendment("b", change("p2", "walkers", "riders"))
NINE = amendment("c", change("p3", "ten", "nine"))
SPRING = amendment("d", change("p4", "spring", "autumn"))


def house(*amendments):
    """Open a sitting of the Commons with the motion on the bridge moved and all amendments selected."""
    return opened("commons", motion(), *amendments)


def falls(debate, on, outcome=Outcome.AGREED):
    """Give what would fall: the ids with their rules and reasons."""
    found = if_decided(debate, PACKS[debate.pack], on, outcome)
    return {one.id: (one.ruling.rule, one.ruling.message.id) for one in found}


def test_p10_what_hangs_on_what_falls_falls_too():
    """With an amendment whose words are gone the amendments to it go."""
    inserted = Text(NINE.operations[0].inserted and (NINE.operations[0].inserted,))
    finer = amendment("e", change(inserted.blocks[0].id, "nine", "eight", text=inserted), to="c")
    debate = house(amendment("f", leave_out("p3")), NINE, finer)
    assert falls(debate, "f") == {"c": ("S7", "words-gone"), "e": ("P10", "hung-on")}
    assert stages(decided(debate, "f", agreed=True), "c", "e") == [Stage.FALLEN, Stage.FALLEN]


def test_o4_what_has_ended_does_not_fall_again():
    """An amendment that was negatived is not among those that fall."""
    assert falls(decided(house(WALKERS, NINE), "b", agreed=False), "c") == {}


def test_o4_the_last_of_several_words_decides_what_is_earlier():
    """Of an amendment that changes words in two places all before the second place is settled."""
    both = amendment("e", change("p1", "builds", "plans"), change("p4", "spring", "autumn"))
    assert falls(house(both, WALKERS), "e") == {"b": ("O4", "earlier-words")}


def test_o4_what_is_not_on_the_paper_yet_does_not_fall():
    """An amendment that was handed in and has no number stays; called too late, it is refused."""
    debate = step(house(NINE), TableAmendment(WALKERS))
    assert stages(decided(debate, "c", agreed=True), "b") == [Stage.TABLED]


def test_s7_the_same_words_twice_are_agreed_to_once():
    """What an agreed amendment has done already falls, with that reason."""
    again = amendment("e", *NINE.operations)
    assert falls(house(NINE, again), "c") == {"e": ("S7", "already-agreed")}


def test_s7_the_same_words_are_all_of_the_same_words():
    """An amendment that says what a negatived one said, and more, does not fall with it."""
    more = amendment("e", *NINE.operations, change("p4", "spring", "autumn"))
    assert falls(house(NINE, more), "c", Outcome.NEGATIVED) == {}
    assert falls(house(more, NINE), "e", Outcome.NEGATIVED) == {}


def test_s7_other_words_in_one_place_are_no_alternatives_in_the_commons():
    """Where no rule has alternatives called, the first agreed to settles the place."""
    eight = amendment("e", change("p3", "ten", "eight"))
    assert falls(house(NINE, eight), "c") == {"e": ("S7", "words-gone")}


def test_s7_a_judgement_is_on_the_two_that_it_names():
    """What was judged inconsistent falls, and no other; judged again, it is as it was judged last."""
    debate = house(BUILDS, WALKERS, SPRING)
    judged = step(debate, Judge("inconsistent", ("a", "d"), "yes", "Plans have no spring.", by="chair"))
    assert falls(judged, "a") == {"d": ("S7", "judged-to-fall")}
    assert falls(step(judged, Judge("inconsistent", ("d", "a"), "no", "They have.", by="chair")), "a") == {}


def test_p5_what_cannot_be_carried_falls_under_every_rule():
    """Where a pack has no reason of its own for it, and before anything is decided, words gone are gone."""
    debate = opened("german_geschaeftsordnung", motion(), amendment("e", leave_out("p3")), NINE)
    assert falls(debate, "e") == {"c": ("P5", "words-gone")}


def test_g7_the_latest_ranking_stands():
    """Ranked again, what was narrower is the further-reaching, and is not disposed of."""
    debate = opened("german_geschaeftsordnung", motion(), BUILDS, SPRING)
    for ranked in (("a", "d"), ("d", "a")):
        debate = step(debate, Judge("further-reaching", ranked, "ranked", "It says more.", by="chair"))
    assert falls(debate, "a") == {}
    assert falls(debate, "d") == {"a": ("G7", "narrower")}


def test_g6_g7_what_is_put_en_bloc_does_not_dispose_of_each_other():
    """Of a bloc nothing falls by the rest of it: all of it is agreed to, without a reason against any."""
    debate = opened("german_geschaeftsordnung", motion(), BUILDS, SPRING)
    debate = step(debate, Judge("further-reaching", ("a", "d"), "ranked", "It says more.", by="chair"))
    debate = replay(
        debate, (*(TakeOver(one, by="ada") for one in "ad"), Group("g", ("a", "d"), en_bloc=True))
    )
    assert what_if(debate, PACKS[debate.pack], "g", Outcome.AGREED).falls == ()
    debate = voiced(replay(debate, (Call("g"), Move("g", by="ada"))), agreed=True)
    assert stages(debate, "a", "d") == [Stage.AGREED, Stage.AGREED]
    assert [debate.amendment(one).ruling for one in "ad"] == [None, None]
