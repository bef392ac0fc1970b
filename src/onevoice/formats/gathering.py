"""Gathering answers while a source is read: ids to indices, and one answer kept for each cell."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.sounding import Answers
from onevoice.errors import InputError
from onevoice.formats.codes import UNHEARD
from onevoice.formats.delimited import Table
from onevoice.formats.times import UNKNOWN


class Ids(dict[str, int]):
    """Source key to index; a key not met before gets the next one."""

    def __missing__(self, key: str) -> int:
        index = len(self)
        self[key] = index
        return index


def refuse_blank(table: Table, *columns: tuple[Mapping[str, int], int]) -> None:
    """Refuse keys that are blank, where a table's columns named any (indices by key, place of the column)."""
    for keys, at in columns:
        if any(not key.strip() for key in keys):
            row, _ = table.first(at, lambda cell: not cell.strip())
            raise InputError(
                "this cell is blank", "Fill it in", file=table.name, row=row, column=table.header[at]
            )


class Gathering:
    """Answers in the order in which the source gives them, repeats and withdrawn ones included."""

    def __init__(self) -> None:
        self.member = array("i")
        self.proposition = array("i")
        self.response = array("b")
        self.time = array("q")

    def add(self, member: int, proposition: int, response: int) -> None:
        """Add one answer."""
        self.member.append(member)
        self.proposition.append(proposition)
        self.response.append(response)

    def extend(self, member: Iterable[int], proposition: Iterable[int], response: Iterable[int]) -> None:
        """Add a run of answers from three columns."""
        for whole, run in ((self.member, member), (self.proposition, proposition), (self.response, response)):
            values = [*run]  # packed at once, in half the time that an array takes to grow by each
            whole.frombytes(struct.pack(f"{len(values)}{whole.typecode}", *values))

    def resolved(self) -> Answers:
        """Keep the answer that holds for each cell: that of the latest time, else the last given.

        Returns
        -------
        Answers
            Without cells that are unheard in the end; in the source's order.
        """
        member = np.frombuffer(self.member, dtype=np.int32) if self.member else np.empty(0, np.int32)
        proposition = np.frombuffer(self.proposition, np.int32) if self.member else member
        response = np.frombuffer(self.response, np.int8) if self.member else np.empty(0, np.int8)
        time = np.frombuffer(self.time, np.int64) if self.time else None
        if time is not None and (time == UNKNOWN).all():
            time = None
        held = _held(member, proposition, time) & (response != UNHEARD)
        if held.all():
            return Answers(self.member, self.proposition, self.response, None if time is None else self.time)
        return Answers(
            _packed("i", member[held]),
            _packed("i", proposition[held]),
            _packed("b", response[held]),
            None if time is None else _packed("q", time[held]),
        )


def _held(
    member: NDArray[np.int32], proposition: NDArray[np.int32], time: NDArray[np.int64] | None
) -> NDArray[np.bool_]:
    """Which rows hold: the last of each cell in time, then in order."""
    held = np.ones(len(member), dtype=np.bool_)
    if not len(member):
        return held
    cell = member.astype(np.int64) * (int(proposition.max()) + 1) + proposition
    ordered = np.sort(cell)
    repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(repeated):
        return held
    at = np.minimum(np.searchsorted(repeated, cell), len(repeated) - 1)
    rows = np.flatnonzero(repeated[at] == cell)
    # lexsort is stable: where times are equal the source's order decides.
    keys = (cell[rows],) if time is None else (time[rows], cell[rows])
    order = rows[np.lexsort(keys)]
    overtaken = cell[order[:-1]] == cell[order[1:]]
    held[order[:-1][overtaken]] = False
    return held


def _packed(code: str, values: NDArray[np.generic]) -> array[int]:
    packed: array[int] = array(code)
    packed.frombytes(values.tobytes())
    return packed
