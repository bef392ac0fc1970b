"""A block's words as runs of what is kept, deleted and inserted, and runs joined to words again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onevoice.assembly.text import Block, Mark
from onevoice.assembly.wording.marked import Run, State


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a block's words in its due order.

    Attributes
    ----------
    start, end : int
        Span of the base block's words that goes.
    inserted : Block or None
        What stands there instead.
    by : str
        The amendment's id.
    order : int
        Its place in order of notice, for insertions at one point.
    """

    start: int
    end: int
    inserted: Block | None
    by: str = ""
    order: int = 0


def runs(block: Block, edits: Sequence[Edit]) -> tuple[Run, ...]:
    """Part a block's words by edits that stand in order and do not overlap.

    Returns
    -------
    tuple of Run
        In reading order, none of them empty; what is inserted stands after what it replaces.
    """
    found: list[Run] = []
    at = 0
    for edit in edits:
        found += _cut(block, at, edit.start, State.KEPT, "")
        found += _cut(block, edit.start, edit.end, State.DELETED, edit.by)
        if edit.inserted is not None:
            found += whole(edit.inserted, State.INSERTED, edit.by)
        at = edit.end
    return (*found, *_cut(block, at, len(block.words), State.KEPT, ""))


def whole(block: Block, state: State, by: str) -> tuple[Run, ...]:
    """Give all words of a block as one run; none for an empty block."""
    return (Run(state, block.words, block.marks, by),) if block.words else ()


def marks_within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Cut marks to a span and count them from its start."""
    return tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    )


def joined(pieces: Iterable[Run]) -> tuple[str, tuple[Mark, ...]]:
    """Join runs to words and marks.

    Marks that say the same and meet where two runs meet become one mark: a link stays one link when words
    within it go, or come with the same link.
    """
    words: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        meeting = {(mark.kind, mark.target): place for place, mark in enumerate(marks) if mark.end == length}
        for mark in piece.marks:
            left = meeting.pop((mark.kind, mark.target), None) if mark.start == 0 else None
            if left is None:
                marks.append(replace(mark, start=mark.start + length, end=mark.end + length))
            else:
                marks[left] = replace(marks[left], end=mark.end + length)
        words.append(piece.words)
        length += len(piece.words)
    return "".join(words), tuple(marks)


def _cut(block: Block, start: int, end: int, state: State, by: str) -> tuple[Run, ...]:
    if start == end:
        return ()
    return (Run(state, block.words[start:end], marks_within(block.marks, start, end), by),)
