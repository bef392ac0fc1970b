"""A grid of codes, members by propositions either way round: which columns hold answers, and the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from onevoice.errors import InputError
from onevoice.formats.codes import UNHEARD, Codebook, is_number, plain, stated, words_only
from onevoice.formats.delimited import Table
from onevoice.formats.gathering import Gathering
from onevoice.formats.times import is_time

SAMPLE_ROWS = 200
_MOST_CODES = 64  # more different values than any coding has: these are no answers
_MOSTLY = 4  # times as many answers as other cells, and those are mistakes
_GAP = 2  # columns of small numbers (a seat, a district) that may stand between descriptions
_NOT_PUT = ("birth", "entry", "start", "end", "since", "until")
_DESCRIPTIONS = frozenset(
    {"id", "name", "member", "party", "group", "faction", "ward", "district", "state", "region", "country"}
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Which columns of a table describe its rows and which hold answers.

    Attributes
    ----------
    table : Table
    answers_at : int
        Place of the first column of answers; all after it hold answers too.
    found : frozenset of str
        Every plain code in the answers.
    date_at : int or None
        Place of the column that says when each row was put; then rows are propositions and columns
        members, else the other way round.
    top : int
        How many rows under the header have no such date, and describe the members.
    """

    table: Table
    answers_at: int
    found: frozenset[str] = frozenset()
    date_at: int | None = None
    top: int = 0

    @property
    def members_in_rows(self) -> bool:
        """Whether rows are members and columns propositions."""
        return self.date_at is None

    @property
    def described_by(self) -> tuple[str, ...]:
        """Names of the columns before the answers."""
        return self.table.header[: self.answers_at]

    @property
    def across(self) -> tuple[str, ...]:
        """Names of the columns of answers."""
        return self.table.header[self.answers_at :]


def survey(table: Table, codes: str | None = None, *, rows: int | None = None) -> Grid:
    """Find the columns of answers in a grid.

    The first column always names the row. The columns after it describe the row as far as the last one
    that holds no code at all (a party, a name); from there on every column holds answers.

    Parameters
    ----------
    table : Table
    codes : str, optional
        Codes that the person states, on top of the table of codes.
    rows : int, optional
        How many rows to look at; all of them if not given.

    Returns
    -------
    Grid
    """
    date_at = _date_column(table)
    top = _describing_rows(table, date_at)
    values: list[set[str]] = [set() for _ in table.header]
    for _, cells in islice(table.rows(), top, None if rows is None else top + rows):
        for seen, cell in zip(values, cells, strict=True):
            if len(seen) <= _MOST_CODES:
                seen.add(cell)
    coded = {code for code in (stated(codes) if codes else words_only()).meaning if code}
    plains = [{plain(cell) for cell in seen} - {""} for seen in values]
    answers_at = 1 + (date_at or 0)
    for at in range(answers_at, len(plains)):
        describes = table.header[at].casefold() in _DESCRIPTIONS or (
            plains[at] and not any(code in coded or _is_small(code) for code in plains[at])
        )
        if describes and at - answers_at <= _GAP:
            answers_at = at + 1
    found = frozenset[str]().union(*plains[answers_at:])
    return Grid(table, answers_at, found, date_at, top)


def is_grid(grid: Grid) -> bool:
    """Whether a table holds answers: nothing but codes from some column on, and rows of their own."""
    codes = words_only().meaning
    if grid.answers_at >= len(grid.table.header) or not grid.found:
        return False
    if not all(code in codes or _is_small(code) for code in grid.found):
        return False
    firsts = [cells[0] for _, cells in islice(grid.table.rows(), SAMPLE_ROWS)]
    return 2 * len(set(firsts)) > len(firsts)


def _date_column(table: Table) -> int | None:
    """Find the column that says when each row was put, if there is one."""
    sample = [cells for _, cells in islice(table.rows(), SAMPLE_ROWS)]
    for at, name in enumerate(table.header):
        lowered = name.casefold()
        if "date" in lowered and not any(word in lowered for word in _NOT_PUT):
            moments = [cells[at].strip() for cells in sample if cells[at].strip()]
            if moments and all(len(moment) >= len("2024-12-31") and is_time(moment) for moment in moments):
                return at
    return None


def _describing_rows(table: Table, date_at: int | None) -> int:
    """How many rows under the header describe columns: those before the first with a date."""
    if date_at is None:
        return 0
    return next((number for number, (_, cells) in enumerate(table.rows()) if cells[date_at].strip()), 0)


def _is_small(code: str) -> bool:
    return is_number(code) and (-1 <= int(code) <= 9 or int(code) == -9)


def gather_grid(grid: Grid, codebook: Codebook, *, blank: int = UNHEARD) -> Gathering:
    """Gather the answers of a grid.

    Parameters
    ----------
    grid : Grid
    codebook : Codebook
    blank : int
        What an empty cell means where the codebook leaves it unheard.

    Raises
    ------
    InputError
        At the first cell that is no code.
    """
    codes = codebook.lookup()
    if codes.get_code("") in {None, UNHEARD}:
        codes[""] = blank
    gathering = Gathering()
    for index, (row, cells) in enumerate(islice(grid.table.rows(), grid.top, None)):
        answers = cells[grid.answers_at :]
        try:
            responses = list(map(codes.__getitem__, answers))
        except KeyError:
            raise _stranger(grid, codebook, row, answers) from None
        for across, response in enumerate(responses):
            if response != UNHEARD:
                member, proposition = (index, across) if grid.members_in_rows else (across, index)
                gathering.add(member, proposition, response)
    return gathering


def _stranger(grid: Grid, codebook: Codebook, row: int, answers: Sequence[str]) -> InputError:
    codes = codebook.lookup()
    at = next(at for at, cell in enumerate(answers) if codes.get_code(cell) is None)
    return _no_answer(grid, codebook, row, at, answers[at])


def _no_answer(grid: Grid, codebook: Codebook, row: int, at: int, cell: str) -> InputError:
    return InputError(
        f"{cell!r} is no answer; expected {codebook.expected()}",
        "Correct it, or say with --codes what it means; columns about members go before the answers",
        file=grid.table.name,
        row=row,
        column=grid.across[at],
    )


def refuse_few_strangers(grid: Grid) -> None:
    """Refuse a table that would be a grid but for a few cells, at the first of them.

    Raises
    ------
    InputError
        If some of the first rows' cells are no codes, and over four times as many are.
    """
    codebook, known = words_only(), 0
    strangers: list[tuple[int, int, str]] = []
    for row, cells in islice(grid.table.rows(), grid.top, grid.top + SAMPLE_ROWS):
        for at, cell in enumerate(cells[grid.answers_at :]):
            code = plain(cell)
            if code in codebook.meaning or _is_small(code):
                known += code != ""
            else:
                strangers.append((row, at, cell))
    if strangers and known > _MOSTLY * len(strangers):
        raise _no_answer(grid, codebook, *strangers[0])


def refuse_nameless(grid: Grid) -> None:
    """Refuse a column of answers without a name."""
    for at, name in enumerate(grid.across, start=grid.answers_at + 1):
        if not name:
            raise InputError(
                f"column {at} has no name",
                "Give every column of answers a name",
                file=grid.table.name,
                row=grid.table.header_row,
            )
