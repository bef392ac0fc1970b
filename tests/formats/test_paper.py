from __future__ import annotations

import copy
import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from assembly.order.debating import Debating
from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order import events
from onevoice.assembly.order.debate import (
    Debate,
    Decision,
    Deferred,
    ListedAmendment,
    ListedMotion,
    Question,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Form, Stage
from onevoice.assembly.order.step import replay
from onevoice.assembly.wording.applying import inserted_text
from onevoice.assembly.wording.publishing import publish
from onevoice.errors import InputError
from onevoice.formats.markdown_text import parse_markdown
from onevoice.formats.notation import read_notation
from onevoice.formats.paper import paper_of, parse_paper, read_paper, write_paper

EXAMPLE = Path(__file__).parents[2] / "docs/howto/sunday-opening-paper.json"
SCHEMA = json.loads(files("onevoice.formats").joinpath("paper.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)

HAND = {
    "pack": "robert",
    "motions": [{"id": "M", "text": "That we meet on Mondays.\n\nThat we sing."}],
    "amendments": [{"id": "A", "notation": "leave out 'Mondays' and insert 'Fridays'"}],
}


def hand(**changes):
    """Give a small paper written by hand, some of it otherwise."""
    return {**copy.deepcopy(HAND), **changes}


def read(document):
    """Read a paper from plain values."""
    return parse_paper(json.dumps(document), name="a.json")


def amendment(**changes):
    """Give that paper with its amendment otherwise."""
    return hand(amendments=[{"id": "A", "notation": "leave out 'sing'", **changes}])


class OnPaper(Debating):
    """A debate in which anybody does anything, written down after each act."""

    @invariant()
    def the_paper_gives_the_debate(self):
        """Read what is written: it is the same debate, keeps to the schema, and writes as the same bytes."""
        paper = paper_of(self.debate)
        again = parse_paper(paper)
        assert again == self.debate
        assert paper_of(again) == paper
        VALID.validate(json.loads(paper))


@pytest.mark.parametrize("pack", PACKS)
def test_every_debate_reads_back_from_its_paper(pack):
    """Whatever happens in a debate under any pack, reading its paper gives the same debate."""
    run_state_machine_as_test(
        type(f"OnPaper_{pack}", (OnPaper,), {"pack_id": pack}),
        settings=settings(max_examples=12, stateful_step_count=15, phases=(Phase.generate,)),
    )


def test_the_short_form_says_the_same_as_the_acts():
    """A paper by hand is the debate of tabling, numbering, opening and moving what it says."""
    text = parse_markdown("That we meet on Mondays.\n\nThat we sing.")
    operations = read_notation(publish(text), HAND["amendments"][0]["notation"], "A")
    acts = (
        events.TableMotion(Motion("M", "", text)),
        events.TableAmendment(Amendment("A", "M", operations)),
        events.Number("M", "1"),
        events.Number("A", "a"),
        events.Move("M"),
    )
    written = hand()
    written["motions"][0] |= {"stage": "moved", "number": "1"}
    written["amendments"][0]["number"] = "a"
    assert read(written) == replay(Debate("robert"), acts)


def test_amendments_to_amendments_rest_on_their_words_in_any_order():
    """An amendment to an amendment is read on the words that that one inserts, wherever it stands."""
    entries = [
        {"id": "B", "target": "A", "notation": "leave out 'Fridays' and insert 'Sundays'"},
        HAND["amendments"][0],
    ]
    debate = read(hand(amendments=entries))
    amended = debate.amendment("A").amendment
    assert debate.amendment("B").operations[0].block == inserted_text(amended).blocks[0].id
    assert [one.id for one in debate.amendments] == ["B", "A"]


def test_what_is_selected_by_name_is_at_that_stage():
    """Whoever writes a paper need not say "selected" twice."""
    debate = read(hand(pack="commons", selected=["A"]))
    assert debate.amendment("A").stage is Stage.SELECTED
    assert debate.motion("M").stage is Stage.ON_PAPER


def test_the_main_question_is_on_what_is_moved():
    """Where a paper says no questions, the main question is proposed on each motion that is moved."""
    moved = hand(motions=[{**HAND["motions"][0], "stage": "moved"}])
    assert [(one.id, one.form) for one in read(moved).questions] == [("M", Form.MAIN)]
    assert not read({**moved, "questions": []}).questions


def test_texts_and_notation_in_german():
    """The language of a paper is that of its texts and notations."""
    debate = read(
        hand(
            language="de",
            motions=[{"id": "M", "text": ["Wir treffen uns montags."]}],
            amendments=[{"id": "A", "notation": "Ersetze 'montags' durch 'freitags'"}],
        )
    )
    assert debate.motion("M").text.language == "de"
    assert debate.amendment("A").operations[0].inserted.words == "freitags"


def test_lines_are_those_of_the_width():
    """Line numbers in a notation are those of the width that the paper says."""
    one = amendment(notation="leave out line 2")
    wide = read(one).amendment("A").operations
    narrow = read({**one, "width": 10}).amendment("A").operations
    assert wide != narrow


WRONG = {
    "no-paper": ({"members": []}, "a.json: the file is no paper: it names no rule pack and no motions."),
    "not-fields": ([], "a.json: the file should be fields in { }."),
    "unknown-field": (hand(motoins=[]), "a.json: a paper has no field 'motoins'. Did you mean 'motions'."),
    "version": (hand(**{"onevoice-paper": 2}), "a.json: onevoice-paper says 2, and 1 is understood."),
    "pack": (hand(pack="lords"), "a.json: pack is 'lords', and there is no such rule pack. Choose one of:"),
    "no-text": (hand(motions=[{"id": "M"}]), "a.json: motions[0] has no 'text'. Add it"),
    "text-number": (hand(motions=[{"id": "M", "text": 3}]), "motions[0].text should be words in quotation"),
    "text-empty": (hand(motions=[{"id": "M", "text": " "}]), "motions[0].text holds no words."),
    "twice": (
        hand(motions=HAND["motions"] * 2, amendments=[]),
        "motions[1].id is 'M', which is another's or no name.",
    ),
    "no-id": (hand(motions=[{"id": "", "text": "We."}], amendments=[]), "motions[0].id is ''"),
    "stage": (amendment(stage="on paper"), "amendments[0].stage is 'on paper', which is none of its values."),
    "field": (amendment(movr="Ada"), "amendments[0] has no field 'movr'. Did you mean 'mover'."),
    "type": (amendment(mover=3), "amendments[0].mover should be words in quotation marks."),
    "flag": (amendment(taken_over="yes"), "amendments[0].taken_over should be true or false."),
    "target": (amendment(target="X"), "amendments[0].notation rests on 'X', which is not in the paper."),
    "notation": (amendment(notation="leave out 'dance'"), "amendments[0].notation: "),
    "both": (amendment(operations=[]), "amendments[0] needs either 'notation' or 'operations'."),
    "itself": (amendment(target="A"), "amendments[0].target leads back to this amendment."),
    "circle": (
        hand(amendments=[{"id": a, "target": b, "operations": []} for a, b in ("AB", "BA")]),
        "amendments[0].target leads back to this amendment.",
    ),
    "half": (hand(title="\ud800"), "title holds half a character."),
    "seconds": (hand(language="cy"), "amendments[0].notation is in 'cy', and English (en) and German (de)"),
    "selected": (
        hand(selected=["A", "Z"]),
        "selected names 'Z', which is not in the paper. Name one of: A, M",
    ),
    "called": (hand(called="M"), "called names 'M', which is not in the paper. Name one of: A."),
    "day": (hand(sitting={"id": "s"}), "sitting has no 'stage'. Add it."),
    "whole": (
        hand(sitting={"id": "s", "stage": "open", "day": True}),
        "sitting.day should be a whole number.",
    ),
    "nothing": (hand(questions=[{"id": "q", "form": "main", "on": []}]), "questions[0].on names nothing."),
    "main": (hand(questions=[{"id": "q", "form": "main", "on": ["A"]}]), "questions[0].on names 'A', which"),
    "operation": (
        hand(amendments=[{"id": "A", "operations": [{"operation": "strike"}]}]),
        "amendments[0].operations[0] names no operation. Its 'operation' is one of: change, leave-out,",
    ),
    "words-gone": (
        hand(amendments=[{"id": "A", "operations": [{"operation": "leave-out", "block": "b9", "base": ""}]}]),
        "amendments[0] cannot be carried out on 'M' (Block b9 is not in this text.",
    ),
    "block": (
        hand(motions=[{"id": "M", "text": {"blocks": [{"id": "b", "kind": "paragraph", "words": "a\nb"}]}}]),
        "motions[0].text.blocks[0] cannot be so (block b: the words hold a line break).",
    ),
    "count": (
        hand(
            decisions=[
                {
                    "question": "M",
                    "form": "main",
                    "on": ["M"],
                    "outcome": "agreed",
                    "how": "division",
                    "count": {"ayes": 1, "noes": "two"},
                }
            ]
        ),
        'decisions[0].count.noes should be a whole number, or a fraction such as "2/3".',
    ),
    "ranking": (
        hand(judgements=[{"matter": "germane", "on": [], "finding": "yes"}]),
        "judgements[0].on names nothing.",
    ),
}


@pytest.mark.parametrize(("document", "sentence"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_place(document, sentence):
    """A mistake in a paper is one sentence with the file, the place in it, and what to do."""
    with pytest.raises(InputError) as caught:
        read(document)
    said = str(caught.value)
    assert said.startswith("a.json: ")
    assert sentence in said
    assert said.endswith(".")
    assert "\n" not in said


SOURCES = {
    "syntax": (
        '{"pack": "robert",\n "motions": [}',
        "a.json, row 2: this is no JSON (expecting value). Correct",
    ),
    "decimal": (
        '{"pack": "robert", "motions": [], "width": 1.5}',
        "1.5 is a decimal, and a paper holds none.",
    ),
    "not-a-number": ('{"pack": NaN}', "NaN is NaN, and a paper holds none."),
    "twice": ('{"pack": "robert", "pack": "robert"}', "the field 'pack' stands twice in one place."),
    "deep": ("[" * 100_000, "this is nested or numbered beyond reason."),
    "digits": ('{"width": ' + "9" * 5000 + "}", "this is nested or numbered beyond reason."),
}


@pytest.mark.parametrize(("source", "sentence"), SOURCES.values(), ids=SOURCES)
def test_what_is_no_json_is_told(source, sentence):
    """What is no JSON, or holds what a paper may not, is told in a sentence."""
    with pytest.raises(InputError) as caught:
        parse_paper(source, name="a.json")
    assert sentence in str(caught.value)


def places(value, path=()):
    """Give every place within plain values."""
    yield path
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, entry in entries:
        yield from places(entry, (*path, key))


FULL = json.loads(paper_of(read_paper(EXAMPLE)))
STRANGE = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        10**30,
        "",
        "A",
        "M",
        "b1",
        "1/0",
        "2/3",
        [],
        ["A"],
        [[]],
        {},
        {"id": "A"},
        "\ud800",
        "\0",
    ]
)


@given(data=st.data())
def test_a_damaged_paper_is_read_or_refused(data):
    """A paper with anything in it replaced or left away is read, or refused with a sentence; nothing else."""
    document = copy.deepcopy(data.draw(st.sampled_from([FULL, json.loads(EXAMPLE.read_text("utf-8"))])))
    *path, last = data.draw(st.sampled_from([one for one in places(document) if one]))
    held = document
    for key in path:
        held = held[key]
    if data.draw(st.booleans()):
        held[last] = data.draw(STRANGE)
    else:
        del held[last]
    try:
        debate = read(document)
    except InputError as error:
        assert str(error).startswith("a.json")  # noqa: PT017 - either is well
        return
    assert parse_paper(paper_of(debate)) == debate


def test_files_that_cannot_be_read(tmp_path):
    """A folder, a missing file and another encoding are told each in a sentence."""
    with pytest.raises(InputError, match="this is a folder"):
        read_paper(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_paper(tmp_path / "none.json")
    (tmp_path / "old.json").write_bytes('{"pack": "ä"}'.encode("latin-1"))
    with pytest.raises(InputError, match=r"old.json: this is not in UTF-8"):
        read_paper(tmp_path / "old.json")


def test_a_paper_written_is_whole_and_never_over_another(tmp_path):
    """Writing gives the paper's bytes, and replaces a file only when told to."""
    debate = read_paper(EXAMPLE)
    path = tmp_path / "paper.json"
    write_paper(debate, path)
    assert path.read_bytes() == paper_of(debate).encode()
    assert read_paper(path) == debate
    with pytest.raises(InputError):
        write_paper(debate, path)
    write_paper(Debate("robert"), path, overwrite=True)
    assert read_paper(path) == Debate("robert")


def test_the_schema_knows_every_field():
    """The schema has the fields that a debate has, and no others."""
    VALID.check_schema(SCHEMA)
    both = {"now"}
    listed = {one.name for one in fields(ListedMotion)} - {"motion"}
    assert set(SCHEMA["$defs"]["Motion"]["properties"]) == both | listed | {
        one.name for one in fields(Motion)
    }
    listed = {one.name for one in fields(ListedAmendment)} - {"amendment"}
    named = {one.name for one in fields(Amendment)} | {"notation"}
    assert set(SCHEMA["$defs"]["Amendment"]["properties"]) == both | listed | named
    head = {"onevoice-paper", "language", "width"}
    assert set(SCHEMA["properties"]) == head | {one.name for one in fields(Debate)}
    for part in (Question, Decision, Deferred):
        assert set(SCHEMA["$defs"][part.__name__]["properties"]) == {one.name for one in fields(part)}


@pytest.mark.parametrize("document", [HAND, json.loads(EXAMPLE.read_text("utf-8")), FULL])
def test_papers_by_hand_keep_to_the_schema(document):
    """The short form is in the schema too, and a mistake is not."""
    VALID.validate(document)
    assert not VALID.is_valid({**document, "motoins": []})
    assert not VALID.is_valid({**document, "amendments": [{"id": "A"}]})
