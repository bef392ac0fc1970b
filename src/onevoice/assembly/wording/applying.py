"""Put operations to a text, and take them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.amending import amend_amendment, attributed, inserted_text, settled
from onevoice.assembly.wording.layout import Layout, lay_out, reworded
from onevoice.assembly.wording.marked import Run, State
from onevoice.assembly.wording.operations import (
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.runs import Edit, joined, runs

__all__ = ["amend_amendment", "amended", "apply", "inserted_text", "revert"]


def apply(text: Text, operations: Iterable[Operation]) -> Text:
    """Give the text as it reads with operations carried out, all at once.

    Parameters
    ----------
    text : Text
        The text that every operation rests on: all spans and places are this text's.
    operations : iterable of Operation
        Where several insert at one point, they stand in this order; otherwise the order is of no matter.

    Returns
    -------
    Text
        Blocks keep their ids; a block that nothing changes is the very same.

    Raises
    ------
    WordingError
        If one does not rest on the text, or two change the same words.
    """
    return lay_out(text, (("", operation) for operation in operations)).amended()


def amended(text: Text, amendments: Iterable[Amendment]) -> Text:
    """Give the text as it would read with all of a set of amendments carried.

    Parameters
    ----------
    text : Text
    amendments : iterable of Amendment
        In any order. Amendments to one of the set are carried into it first. They are taken in order of
        notice (ties by id): what they insert at one point stands in that order, and what two of them do
        alike is done once.

    Raises
    ------
    WordingError
        If one does not rest on its text, two change the same words, or they amend each other in a circle.
    """
    return lay_out(text, attributed(settled(amendments))).amended()


def revert(text: Text, operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Give the operations that undo others.

    Parameters
    ----------
    text : Text
        The text before.
    operations : iterable of Operation

    Returns
    -------
    tuple of Operation
        They rest on ``apply(text, operations)`` and give `text` again, exactly.

    Raises
    ------
    WordingError
        If the operations cannot be carried out.
    """
    listed = tuple(operations)
    layout = lay_out(text, (("", operation) for operation in listed))
    after = layout.amended()
    if any(isinstance(operation, ReplaceWhole) for operation in listed):
        return (ReplaceWhole(after.digest, text.blocks),)
    gone = [
        LeaveOut(block.id, block.hash)
        for block in after.blocks
        if block.id not in text or block.id in layout.left_out
    ]
    return (*gone, *_restored(layout, after))


def _restored(layout: Layout, after: Text) -> Iterator[Operation]:
    """Put every base block back in its place, with its words."""
    stays: str | None = None
    for block in layout.text.blocks:
        base = "" if stays is None else after.block(stays).hash
        if block.id in layout.left_out:
            yield Insert(stays, base, (block,))
            continue
        if block.id in layout.moved:
            yield Move(block.id, after.block(block.id).hash, stays)
        else:
            stays = block.id
        if block.id in layout.edits:
            yield from _rewritten(block, after.block(block.id), layout.runs(block))


def _rewritten(block: Block, after: Block, pieces: Sequence[Run]) -> tuple[Change, ...]:
    """Change a block's words back, span by span, or all of them where marks would not come out the same."""
    changes = tuple(_inverse(after, pieces))
    edits = [Edit(change.start, change.end, change.inserted) for change in changes]
    if reworded(after, runs(after, edits)) == block:
        return changes
    return (Change(block.id, after.hash, 0, len(after.words), block),)


def _inverse(after: Block, pieces: Sequence[Run]) -> Iterator[Change]:
    """Give one change for all that goes and comes between two kept runs."""
    at = 0
    for kept, group in groupby(pieces, key=lambda piece: piece.state is State.KEPT):
        here = list(group)
        length = sum(len(piece.words) for piece in here if piece.state is not State.DELETED)
        if not kept:
            words, marks = joined(piece for piece in here if piece.state is State.DELETED)
            back = Block(f"{after.id}@{at}", after.kind, words, marks=marks) if words else None
            yield Change(after.id, after.hash, at, at + length, back)
        at += length
