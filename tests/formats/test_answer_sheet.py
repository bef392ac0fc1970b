"""Answers are read line by line; what is no answer costs its line, and never another's."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.sounding import Response
from onevoice.errors import InputError
from onevoice.formats.answer_sheet import read_answers
from onevoice.formats.codes import plain
from onevoice.formats.lines import LARGEST

LABELS = {"Motion 1": "m1", "Amendment A": "a1", "Amendment A, (2)": "a1:b2", "תיקון א": "a2"}
QUESTIONS = {plain(label): question for label, question in LABELS.items()}
MEMBERS = {"1": "ada", "2": "ben", "03": "cleo", "Ann Ash": "ann"}
AGREE, DISAGREE, PASS = Response.AGREE, Response.DISAGREE, Response.PASS
WORDS = {AGREE: "agree", DISAGREE: "disagree", PASS: "pass", None: ""}


@pytest.fixture
def sheet(tmp_path: Path):
    """Write a sheet, and read it."""

    def read(words: str, encoding: str = "utf-8", members=MEMBERS):
        path = tmp_path / "answers.csv"
        path.write_text(words, encoding=encoding)
        return read_answers(path, QUESTIONS, members)

    return read


def written(rows) -> str:
    """Write rows as CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


@given(
    st.permutations(list(LABELS)),
    st.lists(
        st.tuples(
            st.sampled_from(sorted(MEMBERS)),
            st.lists(st.sampled_from([*WORDS]), min_size=len(LABELS), max_size=len(LABELS)),
        ),
        max_size=4,
        unique_by=lambda line: line[0],
    ),
)
def test_what_was_written_is_read(tmp_path_factory, columns, lines) -> None:
    """Every answer comes back to its member and question, whatever the order of columns and lines."""
    path = tmp_path_factory.mktemp("sheets") / "answers.csv"
    rows = [["key", "name", *columns], *([key, "x", *(WORDS[one] for one in own)] for key, own in lines)]
    path.write_text(written(rows), encoding="utf-8")
    read = read_answers(path, QUESTIONS, MEMBERS)
    assert not read.refused
    assert read.questions == tuple(LABELS[one] for one in columns)
    assert {one.member: dict(one.answers) for one in read.lines} == {
        MEMBERS[key]: {
            LABELS[column]: one for column, one in zip(columns, own, strict=True) if one is not None
        }
        for key, own in lines
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_table_is_read(sheet, encoding: str, separator: str) -> None:
    """Separators and encodings of the usual programs give the same answers; capitals tell nothing apart."""
    lines = ["key;Name; amendment a ;MOTION 1", "1;Ada; Aye;No", "2;Ben;;abstained"]
    read = sheet("\n".join(lines).replace(";", separator), encoding)
    assert [(one.row, one.member, one.answers) for one in read.lines] == [
        (2, "ada", {"a1": AGREE, "m1": DISAGREE}),
        (3, "ben", {"m1": PASS}),
    ]


@pytest.mark.parametrize(
    ("word", "response"),
    [
        ("בעד", AGREE),
        ("מסכימה", AGREE),
        ("כן", AGREE),
        ("נגד", DISAGREE),
        ("לא", DISAGREE),
        ("לא מסכים", DISAGREE),
        ("נמנעת", PASS),
        ("dafür", AGREE),
        ("Nein", DISAGREE),
        ("x", None),
        ("not eligible", None),
    ],
)
def test_answers_in_other_languages(sheet, word: str, response: Response | None) -> None:
    """A sheet in Hebrew is answered in Hebrew; what says that nobody answered leaves no answer."""
    (line,) = sheet(f"מפתח,שם,תיקון א\n1,עדה,{word}\n").lines
    assert line.answers.get("a2") == response


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("9,Eve,agree", "Nobody on the roll has the key '9'"),
        (",Eve,agree", "Nobody on the roll has the key ''"),
        ("1,Ada,pass", "Line 2 has '1' already"),
        ("2,Ben,maybe", "'maybe' in column 3 is no answer"),
        ("2,Ben,1", "'1' in column 3 is no answer"),
        ("2,Ben,=1+1", "'=1+1' in column 3 is no answer"),
        ("2,Birk, Ben,agree", "It has 4 cells under 3 columns"),
        ("2,Ben,\u202eeerga", "'\\u202eeerga' in column 3 is no answer"),
        (f"2,Ben,{'x' * 5000}", f"'{'x' * 40}…' in column 3 is no answer"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number_and_the_others_are_read(sheet, line: str, why: str) -> None:
    """What is wrong with a line is said of that line, shortly and with nothing hidden; the next is read."""
    read = sheet(f"key,name,Motion 1\n1,Ada,agree\n{line}\n03,Cleo,disagree\n")
    assert [one.member for one in read.lines] == ["ada", "cleo"]
    assert [(one.row, why in one.why) for one in read.refused] == [(3, True)]


def test_a_short_line_leaves_the_rest_unheard(sheet) -> None:
    """Who stopped answering has given the answers before, and none after."""
    read = sheet("key,Motion 1,Amendment A\n1\n2,agree\n")
    assert [one.answers for one in read.lines] == [{}, {"m1": AGREE}]


def test_keys_are_the_rolls_own(sheet) -> None:
    """A spreadsheet's "3" is the roll's "03" while nobody else could be meant, and nobody's after that."""
    (line,) = sheet("key,Motion 1\n3,agree\n").lines
    assert line.member == "cleo"
    read = sheet("key,Motion 1\n3,agree\n03,disagree\n", members={"03": "cleo", "3": "dan"})
    assert {one.member: one.answers["m1"] for one in read.lines} == {"dan": AGREE, "cleo": DISAGREE}
    read = sheet("key,Motion 1\n3,agree\n", members={"03": "cleo", "003": "dan"})
    assert [one.row for one in read.refused] == [2]


@pytest.mark.parametrize(
    ("content", "row", "why"),
    [
        ("", None, "answers.csv"),
        ("\n\n", None, "answers.csv"),
        ("key\n1\n", 1, "no column is called as a question"),
        ("key,name\n1,Ada\n", 1, "no column is called as a question"),
        ("key,Motion 9\n1,agree\n", 1, "no question is called 'Motion 9'"),
        ("\n\nkey,Motion 9\n1,agree\n", 3, "no question is called 'Motion 9'"),
        ("key,Motion 1,motion  1\n1,agree,pass\n", 1, "two columns answer 'motion  1'"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(sheet, content: str, row: int | None, why: str) -> None:
    """A header that asks nothing, or what nobody asked, or twice the same, is named with its line."""
    with pytest.raises(InputError, match=why) as refused:
        sheet(content)
    assert row is None or refused.value.row == row


@pytest.mark.parametrize("content", [b"PK\x03\x04junk", b"\x00\x01", b"%PDF-1.7", b"x" * (LARGEST + 1)])
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    """No traceback for a file of something else; the sentence names it as the person does."""
    path = tmp_path / "uploaded"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"letter\.pdf"):
        read_answers(path, QUESTIONS, MEMBERS, "letter.pdf")


def test_a_spreadsheet_reads_as_the_same_table(tmp_path: Path) -> None:
    """Numbers are keys without decimals, empty cells no answers, and lines keep their numbers."""
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        rows = [["key", "Name", "Motion 1", "תיקון א"], [1, "Ada", "agree", "נגד"], [], [2, "Ben", "", True]]
        for row, cells in enumerate([*rows, [3, "Cleo", "=1+1"]]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell) if isinstance(cell, str) else sheet.write(
                    row, column, cell
                )
    read = read_answers(path, QUESTIONS, MEMBERS)
    assert [(one.row, one.member, one.answers) for one in read.lines] == [
        (2, "ada", {"m1": AGREE, "a2": DISAGREE})
    ]
    assert [(one.row, one.why.split(" is ")[0]) for one in read.refused] == [
        (4, "'True' in column 4"),
        (5, "'=1+1' in column 3"),
    ]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), max_size=5), max_size=8))
def test_every_line_is_read_or_refused(tmp_path_factory, cells: list[list[str]]) -> None:
    """Whatever stands in the cells, each line with content is in one list or the other, once."""
    path = tmp_path_factory.mktemp("sheets") / "answers.csv"
    path.write_text(written([["key", "name", "Motion 1"], *cells]), encoding="utf-8", newline="")
    try:
        read = read_answers(path, QUESTIONS, MEMBERS)
    except InputError:
        return  # cells can make a file that is no table at all
    numbers = [one.row for one in (*read.lines, *read.refused)]
    assert len({*numbers}) == len(numbers)
    assert all("\n" not in one.why and len(one.why) < 400 for one in read.refused)
