"""The lines of a table as clerks keep it, from CSV or a spreadsheet, with the numbers they have there."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onevoice.errors import InputError
from onevoice.formats.delimited import open_table

LARGEST = 5 << 20
"""Bytes of a file that is opened at all."""

MOST = 20_000
"""Lines that are read."""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that is not read: its number, why not, and what to do."""

    row: int
    why: str


def read_lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines of a table that are not empty, with their numbers from 1.

    Parameters
    ----------
    path : Path
        CSV in any usual encoding and separator, or XLSX, whose first sheet is read.
    name : str
        What errors call the file.

    Raises
    ------
    InputError
        If the file is no table, or too large to be one of these.
    """
    if path.stat().st_size > LARGEST:
        raise InputError(
            f"such a file has at most {LARGEST >> 20} MB", "Take out what does not belong to it", file=name
        )
    with path.open("rb") as file:
        is_book = file.read(4) == b"PK\x03\x04"
    yield from _of_book(path, name) if is_book else _of_table(path, name)


def _of_table(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    table = open_table(path, name)
    try:
        for row, cells in table.raw_rows():
            if any(cell.strip() for cell in cells):
                yield row, cells
    except (csv.Error, UnicodeError):
        raise InputError(
            "this file cannot be read to its end", "Save it anew as CSV in UTF-8", file=name
        ) from None


def _of_book(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only a spreadsheet needs it

    read: Callable[[str], CalamineWorkbook] = CalamineWorkbook.from_path
    try:
        book = read(str(path))
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST + 2)
    except Exception:  # noqa: BLE001 - the library raises its own, zip's and XML's errors
        raise InputError("this spreadsheet cannot be read", "Save it anew, or as CSV", file=name) from None
    for row, cells in enumerate(rows, start=1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield row, texts


def _text(cell: object) -> str:
    """Give a spreadsheet's cell as a clerk sees it: whole numbers without ".0", days as ISO dates."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(cell).strip()
