"""27 March 2019: eight motions put together, each decided by itself."""

from __future__ import annotations

import csv
import json
import re

import pytest

from assembly.order.played import Played, real
from onevoice.assembly.counting import count_names, difference
from onevoice.assembly.division import Choice, Vote
from onevoice.assembly.order.asking import may_move
from onevoice.assembly.order.events import Declare, Divide, Move, Put, Select
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Form, QuestionStage, Stage

CHOICES = {"Aye": Choice.AYE, "No": Choice.NO, "No Vote Recorded": Choice.UNRECORDED}
TITLE = re.compile(r"motion ([A-Z]) \((.*)\)")
MOVED = re.compile(r"Motion \(([A-Z])\)—(.*)")


@pytest.fixture(scope="module")
def day(shared_data):
    """Give the divisions of the day by letter, the names of each, and the words of each motion."""
    folder = real(shared_data / "rollcalls/uk-indicative-votes-2019")
    divisions = {
        TITLE.search(one["title"])[1]: one
        for one in json.loads((folder / "divisions.json").read_text("utf-8"))
    }
    names: dict[int, list[Vote]] = {}
    with (folder / "votes_long.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            vote = Vote(
                f"{row['member']} ({row['constituency']})", CHOICES[row["vote"]], proxy=row["proxy_member"]
            )
            names.setdefault(int(row["division_number"]), []).append(vote)
    with (folder / "motion_texts.csv").open(encoding="utf-8", newline="") as file:
        texts = {
            found[1]: (found[2], row["motion_text"])
            for row in csv.DictReader(file)
            if (found := MOVED.search(row["motion_title"]))
        }
    return divisions, names, texts


@pytest.fixture
def played(day):
    """Select and move the eight motions; a ninth, of invented words, is not selected."""
    divisions, _, texts = day
    debate = Played("parallel_questions")
    for letter, (title, words) in texts.items():
        debate.table(letter, words, title)
    debate.table("A", "That this House asks for something else.")
    debate.do(Select(tuple(divisions)))
    for letter in divisions:
        debate.do(Move(letter))
    return debate


def test_eight_questions_are_put_together(played, day):
    """All eight are pending side by side and put in one act; what was not selected is not moved."""
    divisions, _, texts = day
    assert set(divisions) == set(texts) == set("BDHJKLMO")
    assert [one.form for one in played.debate.questions] == [Form.MAIN] * 8
    assert may_move(played.debate, "A").rule == "S1"
    played.do(Put())
    assert {one.stage for one in played.debate.questions} == {QuestionStage.PUT}
    assert played.asked == [f"Motion {one}, {texts[one][0]}: Aye or No?" for one in divisions]


def test_each_is_decided_by_itself_with_the_official_counts(played, day):
    """Every motion has its own count and is negatived, and names and counts are the official ones."""
    divisions, names, _ = day
    rules = PACKS["parallel_questions"].dividing.voting
    played.do(Put())
    for decided, (letter, division) in enumerate(reversed(divisions.items()), start=1):  # in any order
        count = count_names(names[division["number"]], (), rules)
        assert (count.ayes, count.noes) == (division["aye_count"], division["no_count"])
        assert not difference(count, names[division["number"]], rules)
        assert len(names[division["number"]]) == division["rows"]
        played.do(Divide(letter), Declare(count, letter))
        assert played.stages(letter) == [Stage.NEGATIVED]
        assert len(played.debate.questions) == 8 - decided
    assert {(one[0], *one[3:]) for one in played.outcomes()} == {
        (letter, one["aye_count"], one["no_count"]) for letter, one in divisions.items()
    }
    assert all(one[1:3] == ("negatived", "division") for one in played.outcomes())
    assert played.replays()


def test_the_nearest_of_the_eight(played, day):
    """J came nearest: 264 to 272; M had most Ayes: 268 to 295."""
    divisions = day[0]
    margins = {letter: one["no_count"] - one["aye_count"] for letter, one in divisions.items()}
    assert min(margins, key=margins.get) == "J"
    assert max(divisions, key=lambda letter: divisions[letter]["aye_count"]) == "M"
    assert played.debate.motion("J").stage is Stage.MOVED
