from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.words import languages
from onevoice.formats.paper import read_paper

EXAMPLE = Path(__file__).parents[2] / "docs/howto/sunday-opening-paper.json"
PAPER = json.loads(EXAMPLE.read_text("utf-8"))


@pytest.fixture
def ordered(run, tmp_path):
    """Give a function that orders the example paper, some of it otherwise, and gives the JSON."""

    def ask(*arguments, **changes):
        path = tmp_path / "paper.json"
        path.write_text(json.dumps({**copy.deepcopy(PAPER), **changes}), encoding="utf-8")
        ended = run("order", path, "--json", *arguments)
        assert ended.code == 0, ended.err
        assert not ended.err
        return json.loads(ended.out)

    return ask


def amendments(sheet, motion=0):
    """Give the amendments of a sheet by id."""
    return {one["id"]: one for one in sheet["motions"][motion]["amendments"]}


def falls(outcome):
    """Give what falls, with the rule."""
    return [(one["id"], one["rule"]) for one in outcome["falls"]]


def said(sheet):
    """Give what the chair says, by moment."""
    return {one["when"]: one["says"] for one in sheet["script"]}


def test_the_order_paper(run):
    """The paper says what is called when and why, what falls by which rule, and the question now."""
    ended = run("order", EXAMPLE)
    assert (ended.code, ended.err) == (0, "")
    assert "  1. Amendment A: on paper, in the name of Cllr Cedar, seconded by Cllr Elm\n" in ended.out
    assert "    in line 4, leave out “from ten to four” and insert “from noon to five”\n" in ended.out
    assert "    Why now: “A” comes in order of notice. [C4]\n" in ended.out
    assert "    If agreed to, B falls:\n      B: “A” is agreed to" in ended.out
    assert "The question now\n  The motion is before the meeting.\n" in ended.out
    assert "  To call A:\n    If amendment A is agreed to, B cannot be called.\n" in ended.out


def test_json_has_the_same(ordered):
    """--json gives all of it as plain values."""
    sheet = ordered()
    assert [(one["id"], one["turn"]) for one in sheet["motions"][0]["amendments"]] == [
        ("A", 1),
        ("B", 2),
        ("C", 3),
    ]
    assert falls(amendments(sheet)["A"]["if_agreed"]) == [("B", "C5")]
    assert falls(amendments(sheet)["A"]["if_negatived"]) == []
    assert sheet["question_now"][0] == {
        "id": "M",
        "stage": "proposed",
        "sentence": "The motion is before the meeting.",
    }


def test_an_outcome_supposed(ordered):
    """After --if "A agreed" the text reads as amended, B has fallen, and C is called next."""
    sheet = ordered("--if", "A agreed")
    assert "the first Sunday of each month" in " ".join(sheet["motions"][0]["text"])
    assert [(one["number"], one["outcome"], falls(one)) for one in sheet["supposed"]] == [
        ("A", "agreed", [("B", "C5")])
    ]
    listed = amendments(sheet)
    assert listed["B"]["stage"] == "fallen"
    assert listed["B"]["ruling"]["rule"] == "C5"
    assert listed["C"]["turn"] == 1
    assert said(sheet)["now"] == [
        "Amendment A is carried.",
        "The motion as amended is now the substantive motion.",
        "Next is amendment C.",
    ]


def test_outcomes_are_supposed_in_turn(ordered, run):
    """Each --if goes on from the one before; the paper itself stays as it was."""
    before = EXAMPLE.read_bytes()
    sheet = ordered("--if", "A negatived", "--if", "B agreed", "--if", "C agreed", "--if", "M agreed")
    assert sheet["motions"][0]["stage"] == "agreed"
    text = " ".join(sheet["motions"][0]["text"])
    assert "from noon to five" in text
    assert text.endswith("The mayor shall report in May on who came.")
    assert not sheet["question_now"]
    assert "No question is pending." in run("order", EXAMPLE, "--if", "M negatived").out
    assert EXAMPLE.read_bytes() == before


def test_the_script_goes_to_the_vote_and_beyond(ordered):
    """The chair has words to call, to put, and for either outcome, none of them said twice in a row."""
    script = said(ordered())
    assert script["called"][-1] == "Amendment A: who moves it, and who seconds?"
    assert script["moved"] == ["Amendment A is before the meeting."]
    assert script["put"] == [
        "I put amendment A to the vote.",
        "Those in favour? Those against? Any abstentions?",
    ]
    assert script["agreed"][0] == "Amendment A is carried."
    assert script["negatived"][-1] == "Next is amendment B."


def test_the_script_stops_where_something_is_missing(ordered):
    """Where the rules ask for a seconder first, the script says so, with the rule."""
    script = said(ordered("--if", "A negatived"))
    assert script["first"] == ["“B” has not been seconded, so its question is not put. (C1)"]
    assert "put" not in script


def test_what_a_person_must_judge(ordered):
    """What calling waits for is named with its rule."""
    sheet = ordered(pack="german_geschaeftsordnung", language="en")
    assert [(one["matter"], one["on"], one["rule"], one["waits"]) for one in sheet["to_judge"]] == [
        ("further-reaching", ["A", "B"], "G2", True)
    ]
    assert "G2" in said(sheet)["first"][0]


def test_the_chair_speaks_the_packs_languages(run, tmp_path):
    """--language chooses the chair's language, and one without words is refused with those there are."""
    path = tmp_path / "paper.json"
    path.write_text(json.dumps({**PAPER, "pack": "german_geschaeftsordnung"}), encoding="utf-8")
    german, english = run("order", path), run("order", path, "--language", "en")
    assert "Der Antrag steht zur Beratung." in german.out
    assert "The motion is open for debate." in english.out
    refused = run("order", path, "--language", "fr")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == ("The chair has no words in 'fr'. Choose one of: de, en, he.\n")


def test_amendments_to_amendments_stand_under_theirs(ordered, run, tmp_path):
    """An amendment to an amendment has its own order of calling, and falls with it."""
    listed = [
        *PAPER["amendments"],
        {"id": "A1", "target": "A", "notation": "leave out 'first' and insert 'last'"},
    ]
    sheet = ordered(pack="robert", amendments=listed)
    (secondary,) = amendments(sheet)["A"]["amendments"]
    assert (secondary["id"], secondary["turn"]) == ("A1", 1)
    assert [one["id"] for one in amendments(sheet)["A"]["if_negatived"]["falls"]] == ["A1"]
    assert "Amendment A1" in run("order", tmp_path / "paper.json").out


def test_what_is_not_selected_waits_for_it(ordered, run, tmp_path):
    """Where the pack selects, only what is selected is in the order; supposing another is refused."""
    sheet = ordered(pack="commons", selected=["B"])
    assert {one["id"]: one["turn"] for one in sheet["motions"][0]["amendments"]} == {
        "A": None,
        "B": 1,
        "C": None,
    }
    refused = run("order", tmp_path / "paper.json", "--if", "C agreed")
    assert refused.code == 2
    assert refused.err == "“C” is not selected, so it may not be moved. (S1)\n"


def test_blocs_are_supposed_as_one(ordered):
    """A bloc has its outcomes, and can be supposed by its id."""
    bloc = {"groupings": [{"id": "G", "on": ["A", "C"], "title": "taken over", "en_bloc": True}]}
    sheet = ordered(pack="german_geschaeftsordnung", **bloc)
    (shown,) = sheet["motions"][0]["blocs"]
    assert [one["id"] for one in shown["if_agreed"]["falls"]] == ["B"]
    after = ordered("--if", "G agreed", pack="german_geschaeftsordnung", **bloc)
    assert amendments(after)["C"]["stage"] == "agreed"


def test_several_questions_side_by_side(ordered):
    """Where motions are put together, each is moved, and all questions are read out."""
    motions = [{"id": one, "title": one, "text": f"That we do {one}.", "stage": "selected"} for one in "JKL"]
    sheet = ordered(pack="parallel_questions", motions=motions, amendments=[], selected=["J", "K", "L"])
    assert [one["on"] for one in sheet["script"] if one["when"] == "moved"] == ["J", "K", "L"]
    assert said(sheet)["put"][-1] == "Members mark Aye or No against each motion on the paper."
    assert "agreed" not in said(sheet)


MISTAKES = {
    "A carried": "--if 'A carried' says no outcome.",
    "agreed": "--if 'agreed' says no outcome.",
    "Z agreed": "Nothing on the paper is called 'Z'. There are: M, A, B, C.",
}


@pytest.mark.parametrize(("supposed", "sentence"), MISTAKES.items())
def test_a_mistake_in_an_outcome_is_told(run, supposed, sentence):
    """What is no outcome, or of nothing on the paper, ends with one sentence and exit code 2."""
    ended = run("order", EXAMPLE, "--if", supposed)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1


def test_what_has_fallen_cannot_be_agreed_to(run):
    """An outcome of what has fallen by an earlier one is refused with the rule."""
    ended = run("order", EXAMPLE, "--if", "A agreed", "--if", "B agreed")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "“B” is at the stage “fallen”, so this cannot be done with it. (P2)\n"


def test_a_wrong_paper_is_told_with_its_place(run, tmp_path):
    """A mistake in the paper is told with file and place."""
    (tmp_path / "p.json").write_text('{"pack": "robert", "motions": [{"id": "M"}]}')
    ended = run("order", tmp_path / "p.json")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("p.json: motions[0] has no 'text'.")


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_orders_the_example(ordered, pack):
    """The example paper has an order under every pack, with words for the chair in every language."""
    assert read_paper(EXAMPLE).pack == "uk_council"
    for language in languages(PACKS[pack]):
        sheet = ordered("--language", language, pack=pack, selected=["M", "A", "B", "C"])
        assert all(one["says"] for one in sheet["script"] if one["when"] == "now")


def test_packs_are_listed(run):
    """Every pack is listed with title and languages."""
    ended = run("packs")
    assert ended.code == 0
    for id_, pack in PACKS.items():
        assert f"{pack.title} ({', '.join(pack.languages)})" in ended.out
        assert id_ in ended.out
    listed = json.loads(run("packs", "--json").out)["packs"]
    assert [one["id"] for one in listed] == list(PACKS)


def test_guesses_and_recorded_rules_are_told_apart(run):
    """One pack's rules stand by number: what is checked, what is recorded, and what is a guess."""
    ended = run("packs", "commons_address")
    checked, _, recorded = ended.out.partition("Recorded, not computed")
    assert "  A4  Amendments to an Address add words at its end" in checked
    assert "  A6 (guess)  Letters are given in order of notice" in checked
    assert "  A5  Whoever tables or adds a name" in recorded
    rules = {one["number"]: one for one in json.loads(run("packs", "commons_address", "--json").out)["rules"]}
    assert rules["A6"]["guess"]
    assert not rules["A5"]["computed"]
    assert rules["D7"] == {**rules["D7"], "guess": False, "computed": True}


def test_an_unknown_pack_is_told(run):
    """A pack that there is none of is told with those there are."""
    ended = run("packs", "lords")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("There is no rule pack 'lords'. There are: commons, commons_address")
