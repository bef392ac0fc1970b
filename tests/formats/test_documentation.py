"""The pages about formats: what they show is what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

import onevoice
from onevoice.formats import FORMATS, WRITTEN
from onevoice.formats.sheets import PROPOSITION_COLUMNS, TABLES

DOCS = Path(__file__).parents[2] / "docs"


def test_every_format_and_every_table_is_in_the_page():
    """docs/formats.md names every format that is read or written, and every open table and column."""
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    for name in {*FORMATS, *WRITTEN, *PROPOSITION_COLUMNS, *(f"{table}.csv" for table in TABLES)}:
        assert f"`{name}`" in text, name


def test_the_examples_of_the_page_run():
    """Every example in docs/howto/answers.md gives what it says it gives."""
    failed, tried = doctest.testfile(str(DOCS / "howto" / "answers.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)


def test_the_spreadsheet_of_the_page_is_read(tmp_path: Path):
    """The first example of docs/howto/answers.md is a matrix that is read as it stands."""
    text = (DOCS / "howto" / "answers.md").read_text(encoding="utf-8")
    (tmp_path / "answers.csv").write_text(text.split("```text\n")[1].split("```")[0], encoding="utf-8")
    calls = onevoice.read(tmp_path / "answers.csv")
    assert ([one.id for one in calls.members], len(calls.answers)) == (["Ada", "Bo", "Cy"], 7)
