"""Whether an operation rests on a text: its block is there, unchanged, and has the words."""

from __future__ import annotations

from onevoice.assembly.messages import Message
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)


def fault(text: Text, operation: Operation) -> Message | None:
    """Say why an operation cannot be put to a text.

    Returns
    -------
    Message or None
        None where it rests on the text.
    """
    if isinstance(operation, AddAtEnd):
        return None
    if isinstance(operation, ReplaceWhole):
        return None if operation.base == text.digest else Message.of("text-changed")
    if isinstance(operation, Insert):
        return None if operation.after is None else _changed(text, operation.after, operation.base)
    if isinstance(operation, Move) and operation.after is not None and operation.after not in text:
        return Message.of("block-gone", block=operation.after)
    changed = _changed(text, operation.block, operation.base)
    if changed is None and isinstance(operation, Change):
        return _span_fault(text.block(operation.block), operation.start, operation.end)
    return changed


def inserted_blocks(operation: Operation) -> tuple[Block, ...]:
    """Give the blocks that an operation inserts, run on or whole, in order."""
    if isinstance(operation, Change):
        return () if operation.inserted is None else (operation.inserted,)
    if isinstance(operation, AddAtEnd):
        return (*(() if operation.run_on is None else (operation.run_on,)), *operation.inserted)
    return operation.inserted if isinstance(operation, Insert | ReplaceWhole) else ()


def effect(operation: Operation) -> tuple[object, ...]:
    """Give what an operation does, without the ids of what it inserts: equal for two that do the same."""
    inserted = tuple((b.kind, b.words, b.depth, b.number, b.marks) for b in inserted_blocks(operation))
    if isinstance(operation, Change):
        words = [(block.words, block.marks) for block in inserted_blocks(operation)]
        return Change, operation.block, operation.start, operation.end, *words
    if isinstance(operation, Insert):
        return Insert, operation.after, inserted
    if isinstance(operation, AddAtEnd):
        return AddAtEnd, operation.run_on is None, inserted
    if isinstance(operation, Move):
        return Move, operation.block, operation.after
    return (LeaveOut, operation.block) if isinstance(operation, LeaveOut) else (ReplaceWhole, inserted)


def _changed(text: Text, block_id: str, base: str) -> Message | None:
    if block_id not in text:
        return Message.of("block-gone", block=block_id)
    block = text.block(block_id)
    return None if block.hash == base else Message.of("block-changed", block=block_id, words=block.words)


def _span_fault(block: Block, start: int, end: int) -> Message | None:
    if not 0 <= start <= end <= len(block.words):
        return Message.of(
            "span-outside", block=block.id, length=str(len(block.words)), start=str(start), end=str(end)
        )
    for at in (start, end):
        if not boundary(block.words, at):
            around = block.words[max(0, at - 20) : at + 20]
            return Message.of("cuts-letter", block=block.id, at=str(at), words=around)
    return None
