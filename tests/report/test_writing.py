from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from onevoice.errors import InputError, SettingsError
from onevoice.report import render, write
from onevoice.report.tables import tables
from report.sample_document import sample_document


@pytest.fixture(scope="module")
def document():
    """Give a small document."""
    return sample_document(members=8, propositions=2, dims=0)


def test_the_ending_says_what_is_written(document, tmp_path):
    """A page, a JSON file or a folder of tables is written by what the path ends in."""
    write(document, tmp_path / "report.html", language="he")
    write(document, tmp_path / "analysis.JSON")
    write(document, str(tmp_path / "deep" / "tables"))
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == render(document, "he")
    assert json.loads((tmp_path / "analysis.JSON").read_text(encoding="utf-8")) == document
    written = {path.name: path.read_bytes().decode() for path in (tmp_path / "deep" / "tables").iterdir()}
    assert written == tables(document)


def test_an_analysis_is_written_as_its_document(document, tmp_path):
    """Anything that holds a document is written like the document."""
    write(SimpleNamespace(document=document), tmp_path / "a.json")
    write(document, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_folder_with_a_dot_in_its_name_takes_tables(document, tmp_path):
    """A folder that is there already takes the tables whatever it is called."""
    (tmp_path / "results.v2").mkdir()
    write(document, tmp_path / "results.v2")
    assert (tmp_path / "results.v2" / "support.csv").is_file()


def test_an_unknown_ending_is_refused_with_those_there_are(document, tmp_path):
    """Who asks for a format that is not there is told which are, and nothing is written."""
    with pytest.raises(SettingsError, match=r"'\.pdf'.*\.html or \.json"):
        write(document, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_is_replaced_whole(document, tmp_path):
    """A longer file that stood in the place leaves nothing behind, nor does the writing."""
    (tmp_path / "a.json").write_text("x" * 1_000_000)
    write(document, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == document
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_failure_leaves_what_stood_there(document, tmp_path):
    """A document that cannot be written as JSON changes no file."""
    (tmp_path / "a.json").write_text("before")
    with pytest.raises(ValueError, match="not JSON compliant"):
        write({**document, "floor": float("nan")}, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_place_that_cannot_be_written_is_named(document, tmp_path):
    """Where the place is taken by something else, the error names it and says what to do."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError, match=r"taken/report\.html: cannot be written .*Choose another place"):
        write(document, tmp_path / "taken" / "report.html")
