"""Delimited text as people really send it: any common encoding, any common separator, honest row numbers.

Rows are streamed, so a file of any length is read in the memory of one chunk.
"""

from __future__ import annotations

import codecs
import csv
import gc
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from onevoice.errors import InputError

if TYPE_CHECKING:
    from _csv import Reader

CELL_LIMIT = 1 << 20  # characters in one cell; the csv module's own limit is an eighth of it
CHUNK_CELLS = 1 << 14  # larger runs fall out of the processor's cache
_BLOCK = 1 << 20
_RUN = 1 << 17  # characters
Columns = Sequence[Sequence[str]]

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited file whose encoding, separator and header are known.

    Attributes
    ----------
    path : Path
    name : str
        What errors call the file.
    encoding, delimiter : str
    header : tuple of str
        Column names, verbatim but for surrounding blanks.
    header_row : int
        Line on which the header begins, from 1.
    """

    path: Path
    name: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int

    def find(self, column: str) -> int | None:
        """Place of a column by its name in any case, or None."""
        wanted = column.casefold()
        return next((at for at, name in enumerate(self.header) if name.casefold() == wanted), None)

    def place(self, column: str) -> int:
        """Place of a column that must be there."""
        at = self.find(column)
        if at is None:
            raise InputError(
                f"there is no column {column!r}; the columns are {named(self.header)}",
                f"Add a column {column!r}, or correct the header",
                file=self.name,
                row=self.header_row,
            )
        return at

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with the line on which it begins; rows without any content are passed over.

        Raises
        ------
        InputError
            At the first row that is too short, too long or badly quoted.
        """
        with self.opened() as stream:
            reader = self._reader(stream)
            begins = self.header_row
            try:
                for cells in reader:
                    row, begins = begins, reader.line_num + self.header_row
                    if row > self.header_row and any(map(str.strip, cells)):
                        yield row, self._evened(cells, row)
            except csv.Error as error:
                raise _misquoted(error, self.name, begins) from None
            except UnicodeError:
                raise _undecodable(self.name, begins) from None

    def chunks(self) -> Iterator[Columns]:
        """Yield the columns of successive runs of rows, all columns of a run equally long.

        Raises
        ------
        InputError
            At the first row that is too short, too long or badly quoted.
        """
        with self.opened() as stream:
            runs = self._runs(stream)
            try:
                while True:
                    with uncollected():
                        columns = next(runs, None)
                    if columns is None:
                        return
                    yield columns
            except (csv.Error, UnicodeError):
                for _ in self.rows():
                    pass
                raise

    def _runs(self, stream: IO[str]) -> Iterator[Columns]:
        """Cut text without quotation marks at once, as long as there is such text; parse what follows."""
        text, begun = stream.read(_RUN) + stream.readline(), False
        while (
            '"' not in text and "\r" not in (plain := text.replace("\r\n", "\n")) and len(text) < CELL_LIMIT
        ):
            yield from self._cut(plain if begun else plain.partition("\n")[2])
            text, begun = stream.read(_RUN) + stream.readline(), True
            if not text:
                return
        rows = filter(None, self._reader(chain(io.StringIO(text, newline=""), stream)))
        if not begun:
            next(rows)
        while chunk := list(islice(rows, max(1, CHUNK_CELLS // len(self.header)))):
            yield from self._columns(chunk)

    def _cut(self, text: str) -> Iterator[Columns]:
        """Columns of lines without quotation marks: line ends are made cells, which must then be in line."""
        width = len(self.header) + 1
        text = text.removesuffix("\n")
        cells = f"{text}\n".replace("\n", f"{self.delimiter}\n{self.delimiter}").split(self.delimiter)
        cells.pop()
        ends = cells[width - 1 :: width]
        if len(cells) % width == 0 and ends.count("\n") == len(ends) and all(map(str.strip, cells[::width])):
            yield [cells[at::width] for at in range(width - 1)]
        else:
            rows = (line.split(self.delimiter) for line in text.split("\n") if line)
            yield from self._columns(list(rows))

    def first(self, column: int, wrong: Callable[[str], bool]) -> tuple[int, str]:
        """Row and cell of the first value in a column that a test finds wrong."""
        return next((row, cells[column]) for row, cells in self.rows() if wrong(cells[column]))

    def _columns(self, chunk: list[list[str]]) -> Iterator[Columns]:
        """Columns of rows, those without content passed over; nothing where no row has any."""
        if any(len(cells) != len(self.header) or not cells[0].strip() for cells in chunk):
            chunk = [self._evened(cells, None) for cells in chunk if any(map(str.strip, cells))]
        if chunk:
            yield list(zip(*chunk, strict=True))

    def _evened(self, cells: list[str], row: int | None) -> list[str]:
        """Drop blank cells beyond the header; refuse a row that does not fit it."""
        width = len(self.header)
        if len(cells) == width:
            return cells
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            return cells[:width]
        if row is None:  # the fast road does not count lines: let the slow one find this row
            row = next((number for number, found in self.raw_rows() if found == cells), self.header_row)
        what = f"this row has {counted(len(cells), 'cell')} and the header has {width}"
        todo = (
            "Complete the row, or remove it if the file was cut short"
            if len(cells) < width
            else "Put cells that contain the separator in quotation marks, or remove what is too much"
        )
        raise InputError(what, todo, file=self.name, row=row)

    def raw_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row as it stands, the header too, with the line on which it begins."""
        with self.opened() as stream:
            reader = self._reader(stream)
            begins = self.header_row
            for cells in reader:
                yield begins, cells
                begins = reader.line_num + self.header_row

    def opened(self) -> IO[str]:
        """Open the text at the line of its header."""
        stream = self.path.open(encoding=self.encoding, newline="")
        for _ in range(self.header_row - 1):
            stream.readline()
        return stream

    def _reader(self, lines: Iterable[str]) -> Reader:
        csv.field_size_limit(CELL_LIMIT)
        return csv.reader(lines, delimiter=self.delimiter, strict=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector, which would search every new row for cycles and double the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def open_table(path: Path, name: str = "", *, header_row: int = 1) -> Table:
    """Find out encoding, separator and header of a delimited file.

    Parameters
    ----------
    path : Path
    name : str, optional
        What errors call the file; its own name if not given.
    header_row : int, default 1
        Line on which the header begins.

    Raises
    ------
    InputError
        If the file is missing, empty, not text, or names a column twice.
    """
    name = name or path.name
    encoding = text_encoding(path, name)
    probe = Table(path, name, encoding, ",", (), header_row)
    with probe.opened() as stream:
        first = stream.readline(CELL_LIMIT)
    delimiter = separator(first)
    table = Table(path, name, encoding, delimiter, (), header_row)
    try:
        header_row, header = next(
            ((row, cells) for row, cells in table.raw_rows() if any(map(str.strip, cells))), (header_row, [])
        )
    except csv.Error as error:
        raise _misquoted(error, name, header_row) from None
    except UnicodeError:
        raise _undecodable(name, header_row) from None
    header = [cell.strip() for cell in header]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InputError("the file has no header", "Put the column names in its first row", file=name)
    refuse_repeats(header, name, header_row)
    return Table(path, name, encoding, delimiter, tuple(header), header_row)


def refuse_repeats(header: Sequence[str], name: str, row: int) -> None:
    """Refuse a header in which a column name occurs twice."""
    seen: dict[str, int] = {}
    for at, column in enumerate(header, start=1):
        if column and seen.setdefault(column, at) != at:
            raise InputError(
                f"columns {seen[column]} and {at} have the same name",
                "Give every column a name of its own",
                file=name,
                row=row,
                column=column,
            )


def separator(line: str) -> str:
    """Tell comma, semicolon or tab: whichever a header line has most of outside quotation marks."""
    outside = "".join(line.split('"')[::2])
    return max(",;\t", key=outside.count)


def text_encoding(path: Path, name: str) -> str:
    """Tell the encoding of a text file by reading it once.

    UTF-8 (with or without a mark), UTF-16 (with a mark, or plain from its pattern of zero bytes),
    and Windows-1252 where the bytes are no UTF-8.

    Raises
    ------
    InputError
        If the file cannot be read, is empty, or is not text in any of these.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_BLOCK)
            if not head.strip():
                raise InputError(
                    "the file is empty", "Export it again, or remove it from the folder", file=name
                )
            encoding = _guess(head)
            stream.seek(0)
            fault = _fault(stream, encoding)
            if fault is not None and encoding == "utf-8":
                encoding = "cp1252"
                stream.seek(0)
                fault = _fault(stream, encoding)
    except OSError as error:
        raise InputError(
            f"the file cannot be opened ({error.strerror})", "Check its name and permissions", file=name
        ) from None
    if fault is not None:
        raise fault_error(fault, name)
    return encoding


def fault_error(fault: tuple[str, int], name: str) -> InputError:
    """Make the error for a file that is no text from its first fault and the line it is on."""
    what, row = fault
    if what == "nul":
        return InputError(
            "the text contains a NUL character, so this is damaged or not a text file",
            "Export it again as CSV in UTF-8",
            file=name,
            row=row,
        )
    return _undecodable(name, row)


def _guess(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    # Mostly Latin text in UTF-16 has a zero in every second byte.
    sample = head[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and not even:
        return "utf-16-le"
    if even > len(sample) // 5 and not odd:
        return "utf-16-be"
    return "utf-8"


def _fault(stream: IO[bytes], encoding: str) -> tuple[str, int] | None:
    """Find what first keeps a stream from being text in an encoding, and on which line; None if nothing."""
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    while True:
        block = stream.read(_BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return "undecodable", row + block[: error.start].count(b"\n")
        if "\0" in text:
            return "nul", row + text[: text.index("\0")].count("\n")
        if not block:
            return None
        row += text.count("\n")


def _undecodable(name: str, row: int) -> InputError:
    return InputError(
        "the bytes here are no text in UTF-8, UTF-16 or Windows-1252",
        "Save the file again as CSV in UTF-8",
        file=name,
        row=row,
    )


def _misquoted(error: csv.Error, name: str, row: int) -> InputError:
    if "field larger" in str(error):
        return InputError(
            f"a cell that begins here has more than {CELL_LIMIT:,} characters",
            "Shorten it, or close a quotation mark that was left open",
            file=name,
            row=row,
        )
    return InputError(
        "a quotation mark here is not closed, or text follows one that is",
        "Put the whole cell in quotation marks and write those inside it twice",
        file=name,
        row=row,
    )


def named(names: Sequence[str], limit: int = 8) -> str:
    """List names for a sentence, the first few of them where there are many."""
    shown = ", ".join(repr(name) for name in names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown


def counted(number: int, noun: str) -> str:
    """Put a number before a noun, in the plural where it is one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
