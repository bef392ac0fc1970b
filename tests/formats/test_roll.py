"""Rolls are read line by line, and every line is read or refused by its number."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from onevoice.errors import InputError
from onevoice.formats.roll import read_roll

GOOD = "id;name;role;since;weight;party\n1;Ann Ash;chair;;;Red; \n2;Ben Birk;;2026-01-01;2/3;Blue\n"


@pytest.fixture
def written(tmp_path: Path):
    """Write words to a file in an encoding, and give its path."""

    def write(words: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "roll.csv"
        path.write_text(words, encoding=encoding)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_line_says_is_read(written, encoding: str) -> None:
    """Key, name, office, days, weight and groups come from their columns, whatever the encoding."""
    read = read_roll(written(GOOD, encoding))
    ann, ben = read.lines
    assert (ann.key, ann.name, ann.is_chair, ann.is_member) == ("1", "Ann Ash", True, False)
    assert (ben.since, ben.weight, ben.groups) == ("2026-01-01", "2/3", (("party", "Blue"),))
    assert read.columns == ("party",)


@pytest.mark.parametrize(
    ("word", "office"),
    [("מזכיר", "is_clerk"), ("מזכירה", "is_clerk"), ("יושבת ראש", "is_chair"), ("חברה", "is_member")],
)
def test_an_office_is_read_in_hebrew_of_women_and_men(written, word: str, office: str) -> None:
    """The word for an office is known in both genders."""
    (read,) = read_roll(written(f"שם;תפקיד\nנעה;{word}\n")).lines
    assert getattr(read, office)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1;Again;;;;", "Line 2 has '1' already"),
        ("3;;;;;", "has no name"),
        ("3;Eve;king;;;", "'king' is no role"),
        ("3;Eve;;soon;;", "'soon' is no date"),
        ("3;Eve;;;0;", "'0' is no weight"),
        ("3;Eve;;;1/0;", "'1/0' is no weight"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number_and_the_others_are_read(written, line: str, why: str) -> None:
    """A wrong line costs no other: its number and what to do stand beside what was read."""
    read = read_roll(written(GOOD + line + "\n4;Last;;;;Red\n"))
    assert [one.key for one in read.lines] == ["1", "2", "4"]
    assert [(one.row, why in one.why) for one in read.refused] == [(4, True)]


def test_a_spreadsheet_reads_as_the_same_table(tmp_path: Path) -> None:
    """Numbers are keys without decimals, and days are dates."""
    path = tmp_path / "roll.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["Number", "Name", "Ward"], [17, "Ann", "North; East"]]):
            sheet.write_row(row, 0, cells)
    (line,) = read_roll(path).lines
    assert (line.key, line.groups) == ("17", (("Ward", "North"), ("Ward", "East")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"\x00\x01", b"party\nRed\n"])
def test_what_is_no_roll_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    """No traceback for a file of something else; the sentence names it."""
    path = tmp_path / "letter"
    path.write_bytes(content)
    with pytest.raises(InputError, match="letter"):
        read_roll(path)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=3, max_size=3),
        max_size=8,
    )
)
def test_every_line_is_read_or_refused(tmp_path_factory, cells: list[list[str]]) -> None:
    """Whatever stands in the cells, each line with content is in one list or the other, once."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["id", "name", "party"], *cells])
    path = tmp_path_factory.mktemp("rolls") / "roll.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    try:
        read = read_roll(path)
    except InputError:
        return  # cells can make a file that is no table at all
    filled = sum(1 for row in cells if any(cell.strip() for cell in row))
    assert len(read.lines) + len(read.refused) == filled
