"""A roll as clerks keep it: a table with a line for each person, from CSV or a spreadsheet.

Unlike every other reader this one goes on at a wrong line: a clerk sees all that is wrong at once, and what
would be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from os import PathLike
from pathlib import Path

from onevoice.errors import InputError
from onevoice.formats.delimited import named
from onevoice.formats.lines import MOST, RefusedLine, read_lines

_KEYS = ("id", "key", "number", "no", "nr", "member", "ward", "מספר")
_NAMES = ("name", "full name", "member name", "שם")
_OFFICES = {"role", "office", "תפקיד"}
_SINCE, _UNTIL, _WEIGHT = {"since", "from", "מתאריך"}, {"until", "to", "עד"}, {"weight", "votes", "משקל"}
_AMOUNT = re.compile(r"[0-9]{1,9}(/[0-9]{1,9})?")
_OFFICE_WORDS = {
    "member": "member",
    "": "member",
    "חבר": "member",
    "חברה": "member",
    "clerk": "clerk",
    "מזכיר": "clerk",
    "מזכירה": "clerk",
    "chair": "chair",
    "speaker": "chair",
    "יושב ראש": "chair",
    "יושבת ראש": "chair",
}


@dataclass(frozen=True, slots=True)
class RollLine:
    """A person of a roll.

    Attributes
    ----------
    row : int
        Line of the file, from 1.
    key : str
        The roll's own key for the person; the name where it has none.
    name : str
    groups : tuple of (str, str)
        Column and name of each group.
    is_member, is_clerk, is_chair : bool
    since, until : str
        ISO dates; empty for none.
    weight : str
        A whole number over 0, or a fraction of two.
    """

    row: int
    key: str
    name: str
    groups: tuple[tuple[str, str], ...] = ()
    is_member: bool = True
    is_clerk: bool = False
    is_chair: bool = False
    since: str = ""
    until: str = ""
    weight: str = "1"


@dataclass(frozen=True, slots=True)
class RollRead:
    """What a file holds.

    Attributes
    ----------
    lines : tuple of RollLine
    refused : tuple of RefusedLine
    columns : tuple of str
        Columns that are kinds of group.
    """

    lines: tuple[RollLine, ...]
    refused: tuple[RefusedLine, ...]
    columns: tuple[str, ...]


def read_roll(path: str | PathLike[str], name: str = "") -> RollRead:
    """Read a roll.

    Parameters
    ----------
    path : str or path
        CSV in any usual encoding and separator, or XLSX. The first line names the columns: one of them is the
        name; an id, role, since, until and weight may be among them; every other is a kind of group, with ";"
        between several groups of a person.
    name : str, optional
        What errors call the file.

    Raises
    ------
    InputError
        If the file is no table, or no column is a name.
    """
    path = Path(path)
    name = name or path.name
    rows = read_lines(path, name)
    _, header = next(rows, (1, []))
    return _Reader([cell.strip() for cell in header], name).read(rows)


class _Reader:
    """Reads lines under one header."""

    def __init__(self, header: Sequence[str], name: str) -> None:
        self._name_at = _find(header, _NAMES)
        if self._name_at is None:
            raise InputError(
                f"no column is called 'name'; the columns are {named(header) or 'none'}",
                "Name the columns in the first line, one of them 'name'",
                file=name,
                row=1,
            )
        self._key_at = _find(header, _KEYS)
        self._places = [_find(header, tuple(words)) for words in (_OFFICES, _SINCE, _UNTIL, _WEIGHT)]
        own = {self._name_at, self._key_at, *self._places}
        self._groups = [(at, column) for at, column in enumerate(header) if column and at not in own]

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> RollRead:
        lines: dict[str, RollLine] = {}
        refused: list[RefusedLine] = []
        for count, (row, cells) in enumerate(rows, start=1):
            if count > MOST:
                refused.append(RefusedLine(row, f"A roll has at most {MOST:,} lines. Divide the file."))
                break
            try:
                line = self._line(row, [" ".join(cell.split()) for cell in cells])
            except ValueError as wrong:
                refused.append(RefusedLine(row, str(wrong)))
                continue
            earlier = lines.get(line.key)
            if earlier is not None:
                why = f"Line {earlier.row} has {line.key!r} already. Give each person an id of their own."
                refused.append(RefusedLine(row, why))
                continue
            lines[line.key] = line
        return RollRead(tuple(lines.values()), tuple(refused), tuple(column for _, column in self._groups))

    def _line(self, row: int, cells: list[str]) -> RollLine:
        name = _cell(cells, self._name_at)
        if not name:
            raise ValueError("This line has no name. Fill it in, or take the line out.")
        office, since, until, weight = (_cell(cells, at) for at in self._places)
        line = RollLine(
            row,
            _cell(cells, self._key_at) or name,
            name,
            tuple(
                (column, group.strip())
                for at, column in self._groups
                for group in _cell(cells, at).split(";")
                if group.strip()
            ),
            since=_day(since),
            until=_day(until),
            weight=_weight(weight or "1"),
        )
        held = {_office(one.strip()) for one in office.split(";")}
        return replace(line, is_member="member" in held, is_clerk="clerk" in held, is_chair="chair" in held)


def _office(word: str) -> str:
    found = _OFFICE_WORDS.get(word.casefold())
    if found is None:
        raise ValueError(f"{word!r} is no role. Write member, clerk or chair, with ';' between several.")
    return found


def _day(cell: str) -> str:
    try:
        return date.fromisoformat(cell).isoformat() if cell else ""
    except ValueError:
        raise ValueError(f"{cell!r} is no date. Write it as 2026-11-23.") from None


def _weight(cell: str) -> str:
    try:
        if _AMOUNT.fullmatch(cell) and Fraction(cell) > 0:
            return cell
    except ZeroDivisionError:
        pass
    raise ValueError(f"{cell!r} is no weight. Write a whole number over 0, or a fraction as 2/3.")


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _find(header: Sequence[str], names: tuple[str, ...]) -> int | None:
    return next((at for at, column in enumerate(header) if column.casefold() in names), None)
