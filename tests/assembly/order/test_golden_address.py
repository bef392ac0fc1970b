"""Motions for an Address as the Commons decided them: 15 November 2023, and January 2020 by its counts."""

from __future__ import annotations

import json

import pytest

from assembly.order.played import Played, folded, quoted, real
from onevoice.assembly.counting import difference
from onevoice.assembly.division import Choice, Vote
from onevoice.assembly.order.asking import may_be_called, may_select
from onevoice.assembly.order.events import BeginDebate, CallSitting, CloseSitting, Move, OpenSitting, Select
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.order.step import may
from onevoice.assembly.order.what_if import outcomes

ADDRESS = "The Question is, That the humble Address be presented."
SEVEN = "2023-11-15T19:00:00Z"


@pytest.fixture(scope="module")
def november(shared_data):
    """Give the record of 15 November 2023."""
    folder = real(shared_data / "rollcalls/uk-kings-speech-2023-11-15")
    return json.loads((folder / "kings-speech-2023-11-15.json").read_text(encoding="utf-8"))


@pytest.fixture
def last_day(november):
    """Open the last day of that debate, (r) and (h) selected and a third amendment not."""
    played = Played("commons_address")
    played.table("Address", november["other"]["resolution_text"].removeprefix("Resolved,\n"))
    played.do(CallSitting("15 November", day=6, days=6, interruption=SEVEN), OpenSitting())
    r, h = november["amendments"]
    played.amend("h", "Address", f"at end add “{quoted(h['text'])}”", mover="Stephen Flynn")
    played.amend("x", "Address", "at end add “but regrets that nobody asked for these words.”")
    played.amend(
        "r", "Address", f"at end add “{quoted(r['text'])}”", behalf="opposition", mover="Sir Keir Starmer"
    )
    played.do(Select(("r", "h"), by="chair"), Move("Address"))
    return played


def test_two_additions_are_called_in_turn_and_both_negatived(last_day, november):
    """(r) and (h) are put one after the other, both fall to the Noes, and the Address stands as moved."""
    before = last_day.words("Address")
    r, h = november["amendments"]
    assert last_day.stages("r", "h", "x") == [Stage.SELECTED, Stage.SELECTED, Stage.NOT_SELECTED]
    assert may_be_called(last_day.debate, "x").rule == "S1"
    last_day.bring("r", at="2023-11-15T18:40:00Z")
    last_day.divide(r["ayes"], r["noes"], at="2023-11-15T19:05:00Z")
    last_day.bring("h", at="2023-11-15T19:20:00Z")
    assert last_day.debate.question.forthwith  # A3: past the moment of interruption, without debate
    assert not may(last_day.debate, BeginDebate()).allowed
    last_day.divide(h["ayes"], h["noes"], at="2023-11-15T19:25:00Z")
    last_day.voice(agreed=True)
    assert last_day.outcomes() == [
        ("r", "negatived", "division", 183, 290),
        ("h", "negatived", "division", 125, 293),
        ("Address", "agreed", "voices"),
    ]
    assert last_day.asked == [
        "The Question is, That amendment (r) be made.",
        "The Question is, That amendment (h) be made.",
        ADDRESS,
    ]
    assert last_day.words("Address") == before == folded(november["other"]["resolution_text"])[10:]
    assert last_day.stages("Address", "x") == [Stage.AGREED, Stage.NOT_SELECTED]
    assert last_day.replays()


def test_additions_do_not_exclude_each_other(last_day):
    """Whatever became of one addition at the end, the other would still have been called (A4)."""
    for on in ("r", "h"):
        for supposed in outcomes(last_day.debate, PACKS["commons_address"], on):
            assert not supposed.falls
    last_day.bring("r", at="2023-11-15T18:40:00Z")
    last_day.divide(290, 183, at="2023-11-15T19:05:00Z")
    assert last_day.words("Address").endswith("a two-state solution.")
    assert may_be_called(last_day.debate, "h", at="2023-11-15T19:20:00Z").allowed


def test_declared_numbers_stand_beside_the_names(last_day, november):
    """293 Noes are declared on (h) and 294 names recorded: both are kept, and the difference is said (D7)."""
    h = november["amendments"][1]
    last_day.bring("r", at="2023-11-15T18:40:00Z")
    last_day.divide(183, 290, at="2023-11-15T19:05:00Z")
    last_day.bring("h", at="2023-11-15T19:20:00Z")
    last_day.divide(h["ayes"], h["noes"], at="2023-11-15T19:25:00Z")
    count = last_day.debate.decision("h").count
    recorded = h["noes_also_reported_as"]["n"]
    names = [Vote(f"aye {n}", Choice.AYE) for n in range(h["ayes"])]
    names += [Vote(f"no {n}", Choice.NO) for n in range(recorded)]
    (differs,) = difference(count, names, PACKS["commons_address"].dividing.voting)
    assert (differs["side"], differs["declared"], differs["named"]) == ("no", "293", "294")
    assert count.noes == 293


def test_january_2020_by_its_facts():
    """One amendment on the last day but one and three on the last are four, and a fifth is refused (A1, A2).

    The counts are those of 16 and 20 January 2020; the words are invented.
    """
    played = Played("commons_address")
    played.table("Address", "That an humble Address be presented to Her Majesty.")
    for letter in "abcdef":
        words = f"but regrets that the Gracious Speech has no word on the {letter} road."
        played.amend(
            letter, "Address", f"at end add “{words}”", notice=f"2019-12-19T1{letter > 'c':d}:00:00Z"
        )
    played.do(CallSitting("4", day=4, days=6), OpenSitting(), Move("Address"))
    assert may_select(played.debate, ("c",)).rule == "A1"
    played.do(CloseSitting(), CallSitting("5", day=5, days=6), OpenSitting(), Select(("c",)))
    played.bring("c")
    played.divide(222, 313)
    played.do(CloseSitting(), CallSitting("6", day=6, days=6), OpenSitting())
    assert may_select(played.debate, ("b", "d", "e", "f")).rule == "A2"
    played.do(Select(("b", "d", "e")))
    for letter, ayes, noes in (("b", 59, 341), ("d", 236, 342), ("e", 59, 341)):
        assert may_be_called(played.debate, letter).allowed
        played.bring(letter)
        played.divide(ayes, noes)
    assert may_select(played.debate, ("a",)).rule == "A2"
    played.divide(334, 247)
    assert played.outcomes() == [
        ("c", "negatived", "division", 222, 313),
        ("b", "negatived", "division", 59, 341),
        ("d", "negatived", "division", 236, 342),
        ("e", "negatived", "division", 59, 341),
        ("Address", "agreed", "division", 334, 247),
    ]
    assert played.asked[-1] == ADDRESS
    assert played.words("Address") == "That an humble Address be presented to Her Majesty."
    assert played.replays()
