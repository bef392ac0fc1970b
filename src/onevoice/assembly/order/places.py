"""Where amendments stand in a text: what is earlier, what is later, and from where the text is open."""

from __future__ import annotations

from collections.abc import Sequence

from onevoice.assembly.order.debate import Point
from onevoice.assembly.text import Text
from onevoice.assembly.wording.layout import gap_after
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, Operation

Place = tuple[int, int]  # number of a block, code points before it in that block


def span(text: Text, operation: Operation) -> tuple[Place, Place]:
    """Give the first and last place that an operation touches; a block's end is the next one's start."""
    first, final = _touched(text, operation)
    return _settled(text, first), _settled(text, final)


def _touched(text: Text, operation: Operation) -> tuple[Place, Place]:
    last = len(text.blocks)
    if isinstance(operation, Change):
        at = text.place(operation.block)
        return (at, operation.start), (at, operation.end)
    if isinstance(operation, LeaveOut):
        at = text.place(operation.block)
        return (at, 0), (at + 1, 0)
    if isinstance(operation, Insert):
        gap = (gap_after(text, operation.after), 0)
        return gap, gap
    if isinstance(operation, Move):
        at, to = text.place(operation.block), gap_after(text, operation.after)
        return (min(at, to), 0), (max(at + 1, to), 0)
    if isinstance(operation, AddAtEnd):
        return (last, 0), (last, 0)
    return (0, 0), (last, 0)


def start(text: Text, operations: Sequence[Operation]) -> Place:
    """Give the first place that any of several operations touches."""
    return min((span(text, one)[0] for one in operations), default=(len(text.blocks), 0))


def end(text: Text, operations: Sequence[Operation]) -> Place:
    """Give the last place that any of several operations touches."""
    return max((span(text, one)[1] for one in operations), default=(0, 0))


def place(text: Text, point: Point | None) -> Place:
    """Give where a point lies in a text: at its beginning if there is none, or its block has gone."""
    if point is None:
        return (0, 0)
    if not point.block:
        return (len(text.blocks), 0)
    if point.block not in text:
        return (0, 0)
    return _settled(text, (text.place(point.block), point.offset))


def just_before(text: Text, operations: Sequence[Operation]) -> Point:
    """Give the point just before the first words that operations touch."""
    return _point(text, start(text, operations))


def just_after(before: Text, operations: Sequence[Operation], after: Text) -> Point:
    """Give the point just after the last words that operations left out or inserted.

    Parameters
    ----------
    before : Text
    operations : sequence of Operation
        They rest on `before`.
    after : Text
        The same with them applied.
    """
    number, offset = end(before, operations)
    if number >= len(before.blocks):
        return Point("")
    block = before.blocks[number]
    if block.id not in after:
        return _next(before, number + 1, after)
    rest = len(block.words) - offset
    return Point(block.id, len(after.block(block.id).words) - rest)


def _next(before: Text, number: int, after: Text) -> Point:
    """Give the point before the first block from a number on that still stands."""
    stands = (block.id for block in before.blocks[number:] if block.id in after)
    return Point(next(stands, ""), 0)


def _settled(text: Text, at: Place) -> Place:
    number, offset = at
    ends = number < len(text.blocks) and offset == len(text.blocks[number].words)
    return (number + 1, 0) if ends else at


def _point(text: Text, at: Place) -> Point:
    number, offset = at
    return Point("") if number >= len(text.blocks) else Point(text.blocks[number].id, offset)
