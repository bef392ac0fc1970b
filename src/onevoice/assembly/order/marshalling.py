"""Marshalling by the text, as the Scottish Parliament does it (O8).

A unit is a block. In order: to insert before a unit, to leave out several units that it begins, to amend its
words, to put another in its place, to leave it out, to move it, to insert after it. What is at one place
stays in order of notice.
"""

from __future__ import annotations

from enum import IntEnum

from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import notice
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.pack import Called, Order
from onevoice.assembly.text import Text
from onevoice.assembly.wording.layout import gap_after
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
)


class Turn(IntEnum):
    """When an amendment at a unit is called, the first first."""

    INSERTS = 0  # before the unit, that is, in the gap between it and the one before
    LEAVES_OUT_SEVERAL = 1
    AMENDS = 2
    REPLACES = 3
    LEAVES_OUT = 4
    MOVES = 5
    ADDS_AT_END = 6
    REPLACES_ALL = 7


Place = tuple[
    int, Turn, int, int
]  # number of the unit; turn; code points before it in the unit; what it does


def marshalled(rule: str) -> Order:
    """Make the order of a marshalled list."""

    def order(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
        found = [
            (_first(text_of(debate, listed.amendment.target), listed.operations), notice(listed), listed.id)
            for listed in (debate.amendment(one) for one in on)
        ]
        return tuple(Called(id_, rule, _why(place, id_)) for place, _, id_ in sorted(found))

    return order


def _why(place: Place, on: str) -> Message:
    turn = place[1].name.lower().replace("_", "-")
    return Message.of(f"marshalled-{turn}", text=on, unit=str(place[0] + 1))


def _first(text: Text, operations: tuple[Operation, ...]) -> Place:
    """Give the place of an amendment: the first of all that it does."""
    gone = {text.place(one.block) for one in operations if isinstance(one, LeaveOut)}
    filled = {gap_after(text, one.after) for one in operations if isinstance(one, Insert)}
    places = [_place(text, one, gone, filled) for one in operations]
    return min(places, default=(len(text.blocks), Turn.ADDS_AT_END, 0, 0))


def _place(text: Text, operation: Operation, gone: set[int], filled: set[int]) -> Place:
    end = len(text.blocks)
    if isinstance(operation, Insert):
        gap = gap_after(text, operation.after)
        instead = gap if gap in gone else gap - 1  # words for a unit that goes stand before or after it
        return _left_out(instead, gone, filled) if instead in gone else (gap, Turn.INSERTS, 0, 0)
    if isinstance(operation, LeaveOut):
        return _left_out(text.place(operation.block), gone, filled)
    if isinstance(operation, Move):
        return text.place(operation.block), Turn.MOVES, 0, 0
    if isinstance(operation, Change):
        return _words(text, operation)
    turn = Turn.ADDS_AT_END if isinstance(operation, AddAtEnd) else Turn.REPLACES_ALL
    return end, turn, 0, 0


def _left_out(unit: int, gone: set[int], filled: set[int]) -> Place:
    """Place the leaving out of a unit, with its neighbours that go too: as several, replaced, or gone."""
    if gone & {unit - 1, unit + 1}:
        return unit, Turn.LEAVES_OUT_SEVERAL, 0, 0
    return unit, Turn.REPLACES if {unit, unit + 1} & filled else Turn.LEAVES_OUT, 0, 0


def _words(text: Text, change: Change) -> Place:
    """Place a change of words: at their start; there, to insert before to replace before to leave out."""
    unit = text.place(change.block)
    if change.start == 0 < change.end == len(text.blocks[unit].words):
        return unit, Turn.LEAVES_OUT if change.inserted is None else Turn.REPLACES, 0, 0
    what = 0 if change.start == change.end else 2 if change.inserted is None else 1
    return unit, Turn.AMENDS, change.start, what
