"""Answers as a clerk collects them: a line for each member, a column for each question.

Like a roll, it goes on at a wrong line: the clerk sees all that is wrong at once, and what would be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from onevoice.assembly.sounding import Response
from onevoice.errors import InputError
from onevoice.formats.codes import UNHEARD, plain, words_only
from onevoice.formats.delimited import named
from onevoice.formats.lines import MOST, RefusedLine, read_lines

_BESIDE = {"name", "full name", "member name", "שם"}
_LONGEST = 40  # letters of a cell that an error quotes
_MORE: dict[str, Response] = {
    **dict.fromkeys(("ja", "dafür", "בעד", "כן", "מסכים", "מסכימה"), Response.AGREE),
    **dict.fromkeys(("nein", "dagegen", "נגד", "לא", "לא מסכים", "לא מסכימה"), Response.DISAGREE),
    **dict.fromkeys(("enthaltung", "נמנע", "נמנעת", "מדלג", "מדלגת"), Response.PASS),
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A member's answers.

    Attributes
    ----------
    row : int
        Line of the file, from 1.
    member : str
        The roll's key.
    answers : mapping of str to Response
        By question; unheard where there is none.
    """

    row: int
    member: str
    answers: Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """What a file holds.

    Attributes
    ----------
    lines : tuple of AnswerLine
    refused : tuple of RefusedLine
    questions : tuple of str
        That have a column.
    """

    lines: tuple[AnswerLine, ...]
    refused: tuple[RefusedLine, ...]
    questions: tuple[str, ...]


def read_answers(
    path: str | PathLike[str], questions: Mapping[str, str], members: Mapping[str, str], name: str = ""
) -> AnswersRead:
    """Read the answers of a roll to the questions of a paper.

    Parameters
    ----------
    path : str or path
        CSV or XLSX. The first column holds the roll's key of each member; a column "name" is passed over;
        every other is called as a question. A cell says agree, disagree or pass, or aye, no and the like;
        an empty one is no answer.
    questions : mapping of str to str
        What a column may be called, as ``plain`` gives it, to the question.
    members : mapping of str to str
        Key on the roll to member.
    name : str, optional
        What errors call the file.

    Raises
    ------
    InputError
        If the file is no table, or a column is called as no question.
    """
    path = Path(path)
    name = name or path.name
    rows = read_lines(path, name)
    row, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    return _read(rows, len(header), _columns(header, questions, name, row), _Keys(members))


class _Keys:
    """Finds members by their keys as they stand on the roll, or as a spreadsheet has spelt them."""

    def __init__(self, members: Mapping[str, str]) -> None:
        self._exactly = {key.strip(): member for key, member in members.items()}
        self._nearly: dict[str, set[str]] = {}
        for key, member in members.items():
            self._nearly.setdefault(plain(key), set()).add(member)

    def find(self, cell: str) -> str | None:
        """Give the member with a key; None where nobody has it, or two have one that is spelt so nearly."""
        exactly = self._exactly.get(cell.strip())
        nearly = self._nearly.get(plain(cell), set())
        return exactly or (next(iter(nearly)) if len(nearly) == 1 else None)


def _columns(header: Sequence[str], questions: Mapping[str, str], name: str, row: int) -> dict[int, str]:
    """Say which question each column answers."""
    columns: dict[int, str] = {}
    for at, column in enumerate(header[1:], start=1):
        if not column or column.casefold() in _BESIDE:
            continue
        question = questions.get(plain(column))
        if question is None:
            raise InputError(
                f"no question is called {_shown(column)}",
                "Call the columns as the sheet to fill in does, or take this one out",
                file=name,
                row=row,
                column=column,
            )
        if question in columns.values():
            raise InputError(
                f"two columns answer {column!r}", "Take one of them out", file=name, row=row, column=column
            )
        columns[at] = question
    if not columns:
        raise InputError(
            f"no column is called as a question; the columns are {named(header) or 'none'}",
            "Fill in the sheet that the page offers",
            file=name,
            row=row,
        )
    return columns


def _read(
    rows: Iterator[tuple[int, list[str]]], width: int, columns: Mapping[int, str], keys: _Keys
) -> AnswersRead:
    codes = {**words_only().meaning, **{word: int(code) for word, code in _MORE.items()}}
    lines: dict[str, AnswerLine] = {}
    refused: list[RefusedLine] = []
    for count, (row, cells) in enumerate(rows, start=1):
        if count > MOST:
            refused.append(RefusedLine(row, f"At most {MOST:,} lines are read. Divide the file."))
            break
        member = keys.find(cells[0])
        if any(cell.strip() for cell in cells[width:]):
            why = f"It has {len(cells)} cells under {width} columns. Put quotes round what holds a comma."
        elif member is None:
            why = f"Nobody on the roll has the key {_shown(cells[0])}. Correct it, or take the line out."
        elif member in lines:
            why = f"Line {lines[member].row} has {_shown(cells[0])} already. Keep one of the two."
        else:
            found, why = _answers(cells, columns, codes)
            if not why:
                lines[member] = AnswerLine(row, member, found)
        if why:
            refused.append(RefusedLine(row, why))
    return AnswersRead(tuple(lines.values()), tuple(refused), tuple(columns.values()))


def _answers(
    cells: Sequence[str], columns: Mapping[int, str], codes: Mapping[str, int]
) -> tuple[dict[str, Response], str]:
    found: dict[str, Response] = {}
    for at, question in columns.items():
        cell = cells[at] if at < len(cells) else ""
        code = codes.get(plain(cell))
        if code is None:
            return {}, f"{_shown(cell)} in column {at + 1} is no answer. Write agree, disagree or pass."
        if code not in {UNHEARD, Response.NOT_ELIGIBLE}:
            found[question] = Response(code)
    return found, ""


def _shown(cell: str) -> str:
    """Quote a cell in an error, and of a long one its beginning."""
    cell = cell.strip()
    return repr(cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…")
