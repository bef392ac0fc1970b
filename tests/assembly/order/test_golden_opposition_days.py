"""Opposition days as the Commons decided them: Standing Order No. 31, and 21 February 2024."""

from __future__ import annotations

import csv
import re

import pytest

from assembly.order.played import Played, folded, real
from onevoice.assembly.order.asking import may_be_called
from onevoice.assembly.order.events import Move, NotMoved, Select
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Outcome, Stage
from onevoice.assembly.order.what_if import what_if

PARTS = re.compile(r"Amendment:\n(.*?)\nOriginal words:\n(?:I beg to move,\n)?(.*)", re.DOTALL)
RESOLVED = re.compile(r"Resolved,\n(.*)", re.DOTALL)
DIVIDED = re.compile(r"The House divided: Ayes (\d+), Noes (\d+)\.")
DAYS = {  # and the numbers on the words to be added, where the House divided on them
    ("2023-01-11", "NHS: Long-term Strategy"): (289, 0),
    ("2023-05-16", "Cost of Living"): (283, 47),
    ("2023-06-27", "Opposition Day: Mortgage and Rental Costs"): (283, 198),
    ("2024-10-16", "Carer’s Allowance"): None,  # noqa: RUF001 - as the record spells it
    ("2024-10-16", "Access to Primary Healthcare"): None,
}
OTHERWISE = "leave out from “House” to end and add “wants it otherwise.”"
ORIGINAL = "The Question is, That the original words stand part of the Question."
ADDED = "The Question is, That the proposed words be there added."


@pytest.fixture(scope="module")
def motions(shared_data):
    """Give the motions of two years by date and title."""
    rows = {}
    for year in (2023, 2024):
        path = real(shared_data / f"rollcalls/uk-motions/house-of-commons-{year}-motions.csv")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault((row["date"], row["motion_title"]), []).append(row["motion_text"])
    return rows


def found(pattern, texts):
    """Give the groups of the first text in which a pattern is found."""
    return next(one.groups() for one in map(pattern.search, texts) if one)


def moved(motions, day):
    """Move an Opposition motion of a day, and the Government's amendment to it."""
    notation, original = found(PARTS, motions[day])
    played = Played("commons_so31")
    played.table("motion", original, day[1])
    played.amend("a", "motion", notation, behalf="government")
    played.do(Select(("a",)), Move("motion"))
    played.bring("a")
    return played


@pytest.mark.parametrize("day", DAYS, ids=" ".join)
def test_o7_words_added_and_the_main_question_declared(motions, day):
    """The original words do not stand, the others are added, and the motion reads as it was resolved.

    Under the standing order the main question, as amended, is declared agreed to. (On 16 October 2024 the
    record says that it was put; the outcome and the words are the same.)
    """
    texts = motions[day]
    played = moved(motions, day)
    played.voice(agreed=False)  # the record here has no numbers of this division
    counts = next((tuple(map(int, one.groups())) for one in map(DIVIDED.search, texts) if one), None)
    assert counts == DAYS[day]
    if counts:
        played.divide(*counts)
    else:
        played.voice(agreed=True)
    assert played.asked == [ORIGINAL, ADDED]
    assert [one[:3] for one in played.outcomes()] == [
        ("a:original-words", "negatived", "voices"),
        ("a:added-words", "agreed", "division" if counts else "voices"),
        ("motion", "agreed", "declared"),
    ]
    assert played.debate.decisions[-1].rule == "O7"
    assert played.words("motion") == folded(found(RESOLVED, texts)[0])
    assert played.stages("motion", "a") == [Stage.AGREED, Stage.AGREED]
    assert not played.debate.questions
    assert played.replays()


@pytest.mark.parametrize("day", DAYS, ids=" ".join)
def test_o7_where_the_original_words_stand_the_main_question_is_put(motions, day):
    """Had the original words stood, the motion would have been put forthwith, as it was moved."""
    played = moved(motions, day)
    before = played.words("motion")
    played.voice(agreed=True)
    assert played.stages("motion", "a") == [Stage.MOVED, Stage.NEGATIVED]
    assert played.debate.question.forthwith
    played.voice(agreed=True)
    assert played.asked == [ORIGINAL, "The Question is, That the motion be agreed to."]
    assert played.words("motion") == before
    assert played.replays()


def test_21_february_2024(motions):
    """The Opposition's amendment is agreed to, the Government's not moved, then the motion agreed to.

    The record has neither the motion's own words nor the Government's amendment: those are invented.
    """
    (notation,) = motions["2024-02-21", "Amendment: Ceasefire in Gaza"]
    resolved = found(RESOLVED, motions["2024-02-21", "Ceasefire in Gaza"])[0]
    played = Played("commons_so31")
    played.table("motion", "That this House calls for something else.")
    played.amend(
        "b", "motion", "leave out from “House” to end and add “wants it otherwise.”", behalf="government"
    )
    played.amend("a", "motion", notation, behalf="opposition")
    played.do(Select(("a", "b")), Move("motion"))
    assert not may_be_called(played.debate, "b").allowed  # the Speaker named the Opposition's first
    (fall,) = what_if(played.debate, PACKS["commons_so31"], "a", Outcome.AGREED).falls
    assert (fall.id, fall.ruling.rule) == ("b", "S7")
    played.do(NotMoved("b"))
    played.bring("a")
    played.voice(agreed=True)
    played.voice(agreed=True)
    assert played.stages("motion", "a", "b") == [Stage.AGREED, Stage.AGREED, Stage.NOT_MOVED]
    assert played.asked == [
        "The Question is, That amendment (a) be made.",
        "The Question is, That the main Question, as amended, be agreed to.",
    ]
    assert [one[1:3] for one in played.outcomes()] == [("agreed", "voices"), ("agreed", "voices")]
    assert played.words("motion") == folded(resolved)
    assert played.replays()


def test_o7_had_the_opposition_lost_the_governments_would_have_been_moved(motions):
    """Had the Opposition's amendment failed, the Government's would have come, original words first."""
    (notation,) = motions["2024-02-21", "Amendment: Ceasefire in Gaza"]
    played = Played("commons_so31")
    played.table("motion", "That this House calls for something else.")
    played.amend("a", "motion", notation, behalf="opposition")
    played.amend(
        "b", "motion", "leave out from “House” to end and add “wants it otherwise.”", behalf="government"
    )
    played.do(Select(("a", "b")), Move("motion"))
    played.bring("a")
    played.voice(agreed=False)
    played.bring("b")
    played.voice(agreed=False)
    played.voice(agreed=True)
    assert played.asked[1:] == [ORIGINAL, ADDED]
    assert played.words("motion") == "That this House wants it otherwise."
    assert played.outcomes()[-1] == ("motion", "agreed", "declared")
