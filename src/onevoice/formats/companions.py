"""Tables that lie beside a matrix of codes and describe its members or its propositions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onevoice.assembly.sounding import Proposition
from onevoice.errors import InputError
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.times import is_time

_TEXTS = ("text", "description", "title", "bill.title", "question", "name", "nombre")
_DATES = ("date", "fecha")


def find_companion(paths: Sequence[Path], keys: Sequence[str]) -> Table | None:
    """Find the table whose first column names nearly all of some keys, once each.

    Parameters
    ----------
    paths : sequence of Path
        Files that have no other part.
    keys : sequence of str
        Ids of members or propositions.
    """
    for path in paths:
        try:
            table = open_table(path)
            firsts = [cells[0] for _, cells in table.rows()]
        except InputError:  # whatever it is, it is no table
            continue
        if len(table.header) > 1 and len(set(firsts)) == len(firsts):
            known = len(set(firsts) & set(keys))
            if known and known >= 0.9 * len(keys):
                return table
    return None


def described(keys: Sequence[str], table: Table | None) -> list[Proposition]:
    """Propositions by their keys, with words, date and fields from a table beside the matrix."""
    if table is None:
        return [Proposition(key, key) for key in keys]
    lowered = [name.casefold() for name in table.header]
    text_at = next((lowered.index(name) for name in _TEXTS if name in lowered[1:]), None)
    date_at = next((lowered.index(name) for name in _DATES if name in lowered[1:]), None)
    rows: Mapping[str, list[str]] = {cells[0]: cells for _, cells in table.rows()}
    return [_proposition(key, rows.get(key), table.header, text_at, date_at) for key in keys]


def _proposition(
    key: str, cells: list[str] | None, header: Sequence[str], text_at: int | None, date_at: int | None
) -> Proposition:
    if cells is None:
        return Proposition(key, key)
    moment = cells[date_at].strip().replace(" ", "T") if date_at is not None else ""
    # A date in another order of day and month stays a field: it cannot be told which is which.
    dated = bool(moment) and is_time(moment)
    text = " ".join(cells[text_at].split()) if text_at is not None else ""
    own = {0, text_at, *((date_at,) if dated else ())}
    fields = tuple(
        (name, cell.strip())
        for at, (name, cell) in enumerate(zip(header, cells, strict=True))
        if at not in own and name and cell.strip()
    )
    return Proposition(key, text or key, moment if dated else None, fields=fields)
