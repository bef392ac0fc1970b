"""Delimited text: encodings, separators, and the exact place of what is wrong with a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onevoice
from formats.examples import OPEN_TABLES, placed
from formats.roll_calls import canonical
from onevoice.errors import InputError
from onevoice.formats.delimited import CELL_LIMIT, open_table, separator

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


def saved(folder: Path, data: bytes) -> Path:
    """Write a file as it stands."""
    path = folder / "table.csv"
    path.write_bytes(data)
    return path


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_is_read_as_it_was_written(tmp_path_factory, rows, delimiter, encoding, end):
    """Cells come back verbatim by both roads, in every encoding and with every separator."""
    rows = [["1", *row] for row in rows]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        [["id", "a", "b", "c"], *rows]
    )
    table = open_table(saved(tmp_path_factory.mktemp("t"), text.getvalue().encode(encoding)))
    assert table.header == ("id", "a", "b", "c")
    assert [cells for _, cells in table.rows()] == rows
    assert [list(row) for columns in table.chunks() for row in zip(*columns, strict=True)] == rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoted", [None, 40_000])
def test_a_long_table_is_read_alike_by_both_roads(end: str, quoted: int | None, tmp_path: Path):
    """Wherever runs of text are cut, and wherever the first quotation mark stands, the rows are the same."""
    rows = [[str(at), "x" * (at % 7), "z,z" if at == quoted else "y"] for at in range(50_000)]
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([["id", "a", "b"], *rows])
    table = open_table(saved(tmp_path, text.getvalue().encode()))
    assert [list(row) for columns in table.chunks() for row in zip(*columns, strict=True)] == rows
    assert [cells for _, cells in table.rows()] == rows


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_open_tables_are_the_same_in_every_dress(encoding: str, delimiter: str, tmp_path: Path):
    """BOM, UTF-16 and Windows-1252, with comma, semicolon or tab, change nothing of what is read."""
    plain = {
        "members.csv": "id,name\nm1,Zoë\nm2,Bo\n",
        "propositions.csv": 'id,text\np1,"Crème, brûlée; for all"\n',
        "responses.csv": "member,proposition,response\nm1,p1,agree\nm2,p1,pass\n",
    }
    here = onevoice.read(placed(plain, tmp_path / "plain"))
    for name, text in plain.items():
        dressed = io.StringIO()
        csv.writer(dressed, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
        (tmp_path / "dressed").mkdir(exist_ok=True)
        (tmp_path / "dressed" / name).write_bytes(dressed.getvalue().encode(encoding))
    assert canonical(onevoice.read(tmp_path / "dressed")) == canonical(here)


@pytest.mark.parametrize(
    ("line", "mark"), [("a,b,c", ","), ('"x,y,z";b', ";"), ("a\tb,c\td", "\t"), ("alone", ",")]
)
def test_the_separator_is_what_the_header_has_most_of(line: str, mark: str):
    """What stands in quotation marks separates nothing."""
    assert separator(line) == mark


BROKEN = {
    "an empty file": (b"", None, "empty"),
    "blanks alone": (b" \r\n \n", None, "empty"),
    "a truncated row": (b"id,a,b\n1,2,3\n4,5\n", 3, "2 cells and the header has 3"),
    "a row too long": (b"id,a\n1,2\n3,4,5\n", 3, "3 cells and the header has 2"),
    "a row under a cell of several lines": (b'id,a\n"1\n1",2\n3\n', 4, "1 cell and"),
    "a NUL": (b"id,a\n1,2\n3,\x004\n", 3, "NUL"),
    "a NUL in UTF-16": ("id,a\n1,2\n3,\0\n".encode("utf-16"), 3, "NUL"),
    "a quotation mark left open": (b'id,a\n1,2\n3,"4\n5,6\n', 3, "quotation mark"),
    "text after a quotation mark": (b'id,a\n1,"2"x\n', 2, "quotation mark"),
    "bytes that are no text": (b"id,a\n1,\x81\n", 2, "no text"),
    "UTF-16 cut in two": ("id,a\n1,2\n".encode("utf-16")[:-1], None, "no text"),
    "a column twice": (b"id,a,a\n1,2,3\n", 1, "same name"),
    "a cell of over a mebibyte": (b"id,a\n1,2\n3," + b"x" * (CELL_LIMIT + 1) + b"\n", 3, "1,048,576"),
    "a header of over a mebibyte": (b"x" * (CELL_LIMIT + 1) + b",a\n1,2\n", 1, "1,048,576"),
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_broken_file_is_refused_with_its_row(damage: str, tmp_path: Path):
    """The sentence says what is broken, in which file and on which line an editor shows it."""
    data, row, words = BROKEN[damage]
    with pytest.raises(InputError) as caught:
        for _ in open_table(saved(tmp_path, data)).chunks():
            pass
    assert caught.value.file == "table.csv"
    assert words in str(caught.value)
    if row is not None:
        assert caught.value.row == row


def test_rows_are_counted_beyond_the_first_mebibyte(tmp_path: Path):
    """A fault deep in a long file has the row that an editor shows."""
    rows = b"".join(b"%07d,%s\n" % (at, b"x" * 90) for at in range(2, 30_000))
    with pytest.raises(InputError) as caught:
        open_table(saved(tmp_path, b"id,a\n" + rows + b"0,\0\n"))
    assert caught.value.row == 30_000


def test_a_cell_of_a_mebibyte_is_read(tmp_path: Path):
    """The limit is where it is said to be."""
    path = saved(tmp_path, b"id,a\n1," + b"x" * CELL_LIMIT + b"\n")
    assert len(next(open_table(path).chunks())[1][0]) == CELL_LIMIT


def test_blank_rows_and_cells_that_a_spreadsheet_leaves_are_passed_over(tmp_path: Path):
    """Rows of separators alone and blanks beyond the header say nothing; row numbers stay true."""
    table = open_table(saved(tmp_path, b"\nid,a,,\n\n1,2,,\n,,,\n3,4,,\n"))
    assert table.header == ("id", "a")
    assert list(table.rows()) == [(4, ["1", "2"]), (6, ["3", "4"])]
    assert [list(zip(*columns, strict=True)) for columns in table.chunks()] == [[("1", "2"), ("3", "4")]]


def test_a_workbook_is_called_by_its_name(tmp_path: Path):
    """Who names an Excel file is told to save the sheet as CSV."""
    path = tmp_path / "answers.xlsx"
    path.write_bytes(b"PK\3\4 and so on")
    with pytest.raises(InputError, match="Save the sheet as CSV"):
        onevoice.read(path)


def test_a_damaged_table_in_a_folder_is_named(tmp_path: Path):
    """A folder whose only answers are damaged is refused for the damage, not for holding nothing."""
    placed({**OPEN_TABLES, "responses.csv": ""}, tmp_path)
    with pytest.raises(InputError) as caught:
        onevoice.read(tmp_path)
    assert caught.value.file == "responses.csv"
