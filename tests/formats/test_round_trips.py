"""Round trips: what is written in a format is read again as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onevoice
from formats.examples import EXAMPLES, placed
from formats.roll_calls import canonical, roll_calls
from onevoice.assembly.sounding import Answers, Kind, Proposition, Response, RollCall

WHOLE = ("open-tables", "parquet", "popolo")
SETTINGS = settings(max_examples=60)


def there_and_back(calls: RollCall, form: str) -> RollCall:
    """Write a roll call in a format and read it again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("written.json" if form == "popolo" else "written")
        onevoice.write(calls, path, format=form)
        return onevoice.read(path)


@pytest.mark.parametrize("form", WHOLE)
@given(calls=roll_calls())
@SETTINGS
def test_a_whole_format_gives_the_same_roll_call_again(form: str, calls: RollCall):
    """Open tables, Parquet and our Popolo lose nothing of any roll call."""
    assert canonical(there_and_back(calls, form)) == canonical(calls)


@pytest.mark.parametrize("form", ["polis", "polis-classic"])
@given(calls=roll_calls(st.integers(0, 10**6).map(str), names=False))
@SETTINGS
def test_polis_files_give_the_answers_and_words_again(form: str, calls: RollCall):
    """Polis files keep every answer, its time in their own unit, the words and the moderation."""
    again = there_and_back(calls, form)
    unit = 1000 if form == "polis" else 1
    here, there = canonical(calls), canonical(again)
    # a time that is not known is none at all where no answer has one
    assert [(*cell, -1 if time is None else time) for *cell, time in there["cells"]] == [
        (member, proposition, code, -1 if time in (None, -1) else time // unit * unit)
        for member, proposition, code, time in here["cells"]
        if code != Response.NOT_ELIGIBLE
    ]
    assert [(one.id, one.text, one.moderated_out) for one in again.propositions] == [
        (one.id, one.text, one.moderated_out) for one in calls.propositions
    ]
    assert (again.kind, again.title, again.has_roll) == (Kind.SOUNDING, calls.title, False)


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_source_survives_every_whole_format(name: str, form: str, tmp_path: Path):
    """A roll call read from any format is the same after it went through a whole one."""
    calls = onevoice.read(placed(EXAMPLES[name], tmp_path / "source"))
    assert canonical(there_and_back(calls, form)) == canonical(calls)


def test_a_private_sounding_stays_private_in_every_format(tmp_path: Path):
    """No way of writing a sounding makes it a division, whose answers are public."""
    calls = onevoice.read(placed(EXAMPLES["open-tables"], tmp_path / "source"))
    for form in onevoice.formats.WRITTEN:
        assert there_and_back(calls, form).kind is Kind.SOUNDING


def test_polis_files_number_what_is_not_a_number(tmp_path: Path):
    """Ids that Polis could not hold are numbered in order, and the answers stay with their owners."""
    calls = onevoice.read(placed(EXAMPLES["commons"], tmp_path / "source"))
    onevoice.write(calls, tmp_path / "polis", format="polis-classic")
    again = onevoice.read(tmp_path / "polis")
    owners = {str(at): one.id for at, one in enumerate(calls.members)}
    put = {str(at): one.id for at, one in enumerate(calls.propositions)}
    cells = {(owners[member], put[key], code) for member, key, code, _ in canonical(again)["cells"]}
    assert cells == {(member, key, code) for member, key, code, _ in canonical(calls)["cells"]}
    table = (tmp_path / "polis" / "participants-votes.csv").read_text(encoding="utf-8")
    assert table.splitlines()[1].startswith("0,Ann Ash (Ayton),")


def test_the_first_generation_of_polis_files_looks_like_an_export(tmp_path: Path):
    """Headers and rows of the written files are those of the exports that tools were made for."""
    calls = onevoice.read(placed(EXAMPLES["polis"], tmp_path / "source"))
    onevoice.write(calls, tmp_path / "polis", format="polis-classic")
    votes = (tmp_path / "polis" / "votes.csv").read_text(encoding="utf-8").splitlines()
    assert votes[:2] == [
        "timestamp,datetime,comment-id,voter-id,vote",
        "1435654192085,Tue Jun 30 08:49:52 UTC 2015,0,0,1",
    ]
    comments = (tmp_path / "polis" / "comments.csv").read_text(encoding="utf-8").splitlines()
    assert comments[1].startswith("1435654192085,Tue Jun 30 08:49:52 UTC 2015,0,7,1,0,1,")
    assert comments[2].split(",")[6] == "-1"


def test_fields_named_like_our_columns_come_back_as_fields():
    """A field that is called like a column of ours is not taken for it."""
    one = Proposition("p", "words", fields=(("ID", "9"), ("field:x", "y"), ("text", "other")))
    calls = RollCall(Kind.SOUNDING, "", False, (), (one,), Answers.from_rows([]))
    assert there_and_back(calls, "open-tables").propositions == (one,)
