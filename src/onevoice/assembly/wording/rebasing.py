"""Carry operations over to a text that others have changed; what cannot be placed is listed, never lost.

Placed operations do to the changed text what they would have done beside the others: where nothing is listed,
``apply(apply(text, over), rebase(text, operations, over).placed)`` is ``apply(text, (*over, *operations))``.
Words at the point where others were inserted stand after those, or before them if they had notice `first`.

Listed is what clashes with what was carried, and what was done already. Two cases are particular to words
that run on at the end: a block that they joined is not left out or moved, and nothing is put between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onevoice.assembly.messages import Message
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.layout import gap_after, lay_out
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.relating import relate
from onevoice.assembly.wording.resting import effect, fault, inserted_blocks
from onevoice.assembly.wording.sentences import against


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An operation that could not be carried over, as it was, and why.

    Attributes
    ----------
    operation : Operation
        On the text before.
    message : Message
        Where it speaks of two, they are this operation and what was carried.
    """

    operation: Operation
    message: Message


@dataclass(frozen=True, slots=True)
class Rebased:
    """Operations carried over to a changed text.

    Attributes
    ----------
    placed : tuple of Operation
        They rest on the changed text, in the order in which they stand there.
    unplaced : tuple of Unplaced
        In the order in which they were given.
    """

    placed: tuple[Operation, ...]
    unplaced: tuple[Unplaced, ...]


def rebase(
    text: Text, operations: Iterable[Operation], over: Iterable[Operation], *, first: bool = False
) -> Rebased:
    """Carry operations on a text over to that text with others applied.

    Parameters
    ----------
    text : Text
    operations : iterable of Operation
        They rest on `text`; one that does not is listed.
    over : iterable of Operation
        What was carried.
    first : bool
        Whether `operations` had notice before `over`: at one point, their words then stand first.

    Raises
    ------
    WordingError
        If `over` cannot be applied.
    """
    listed = tuple(operations)
    ground = _Ground(text, tuple(over), listed, first=first)
    placed: list[tuple[tuple[int, ...], Operation]] = []
    unplaced: list[Unplaced] = []
    for operation in listed:
        reason = fault(text, operation) or ground.obstacle(operation)
        if reason is None:
            placed += ground.carried(operation)
        else:
            unplaced.append(Unplaced(operation, reason))
    placed.sort(key=lambda one: one[0])
    return Rebased(tuple(operation for _, operation in placed), tuple(unplaced))


_AT_END = (1,)  # words at the end of a block may be followed by words at the end of the text: in their order


class _Ground:
    """A text before and after what was carried, for operations to be carried over one by one."""

    def __init__(
        self, text: Text, over: tuple[Operation, ...], operations: tuple[Operation, ...], *, first: bool
    ) -> None:
        self.text, self.over, self.first = text, over, first
        self.layout = lay_out(text, (("", operation) for operation in over))
        self.after = self.layout.amended()
        self.last = len(text.blocks)
        self.anchors = self._anchors()
        self.done = {effect(operation) for operation in over}
        self.replaced = next((one for one in over if isinstance(one, ReplaceWhole)), None)
        self.on_block: dict[str, list[Operation]] = {}
        for operation in over:
            if isinstance(operation, Change | LeaveOut | Move):
                self.on_block.setdefault(operation.block, []).append(operation)
        self.taken = {one.block for one in operations if isinstance(one, LeaveOut | Move)}
        self.filled_end = False  # whether an operation of ours has put a block in the last gap already

    def obstacle(self, operation: Operation) -> Message | None:
        """Say why an operation that rests on the text before cannot be carried over."""
        if effect(operation) in self.done:
            words = " ".join(block.words for block in inserted_blocks(operation))
            return Message.of("already-made", words=words) if words else Message.of("already-done")
        if isinstance(operation, ReplaceWhole):
            unchanged = self.after.digest == self.text.digest
            return None if unchanged else against(relate(self.text, operation, self.over[0]).message)
        if isinstance(operation, AddAtEnd):
            return self._end_obstacle(operation)
        if self.replaced is not None:
            return against(relate(self.text, operation, self.replaced).message)
        if isinstance(operation, Change | LeaveOut | Move):
            for other in self.on_block.get(operation.block, ()):
                relation = relate(self.text, operation, other)
                leaves_out_moved = isinstance(operation, LeaveOut) and isinstance(other, Move)
                if relation.clashes and not leaves_out_moved:
                    return against(relation.message)
        return self._run_on_obstacle(operation)

    def carried(self, operation: Operation) -> Iterator[tuple[tuple[int, ...], Operation]]:
        """Give an operation on the text after, with where it stood in the text before."""
        if isinstance(operation, Change):
            yield self._changed(operation)
        elif isinstance(operation, LeaveOut):
            hashed = self.after.block(operation.block).hash
            yield (0, self.text.place(operation.block)), replace(operation, base=hashed)
        elif isinstance(operation, Move):
            gap = gap_after(self.text, operation.after)
            hashed = self.after.block(operation.block).hash
            yield self._standing(gap), Move(operation.block, hashed, self.anchors[gap])
        elif isinstance(operation, Insert):
            yield self._inserted(gap_after(self.text, operation.after), operation.inserted)
        elif isinstance(operation, AddAtEnd) and self._others_at_end():
            yield from self._before_the_end(operation)
        else:
            yield self._standing(self.last), operation
        fills = operation.inserted if isinstance(operation, AddAtEnd) else self._gap(operation) == self.last
        self.filled_end = self.filled_end or bool(fills)

    def _anchors(self) -> list[str | None]:
        """For each gap of the text before, the id after which our blocks stand in the text after."""
        found: list[str | None] = []
        previous: str | None = None
        for number, gap in enumerate(self.layout.gaps):
            arrived = gap[-1].block.id if gap else previous
            found.append(previous if self.first else arrived)
            previous = arrived
            if number < self.last and self.layout.stays(self.text.blocks[number]):
                previous = self.text.blocks[number].id
        return found

    def _changed(self, change: Change) -> tuple[tuple[int, ...], Change]:
        """Shift a change by what was inserted and left out before it in its block."""
        before = (
            edit
            for edit in self.layout.edits.get(change.block, ())
            if (edit.start, edit.end) < (change.start, change.end)
            or (edit.start == edit.end == change.start == change.end and not self.first)
        )
        shift = sum(
            len(edit.inserted.words if edit.inserted else "") + edit.start - edit.end for edit in before
        )
        shifted = Change(
            change.block,
            self.after.block(change.block).hash,
            change.start + shift,
            change.end + shift,
            change.inserted,
        )
        at_end = change.start == change.end == len(self.text.block(change.block).words)
        standing = (0, self.text.place(change.block), 0, change.start, change.end)
        return (_AT_END if at_end else standing), shifted

    def _standing(self, gap: int) -> tuple[int, ...]:
        return _AT_END if gap == self.last else (0, gap - 1, 1)

    def _inserted(self, gap: int, blocks: tuple[Block, ...]) -> tuple[tuple[int, ...], Insert]:
        anchor = self.anchors[gap]
        base = "" if anchor is None else self.after.block(anchor).hash
        return self._standing(gap), Insert(anchor, base, blocks)

    def _before_the_end(self, operation: AddAtEnd) -> Iterator[tuple[tuple[int, ...], Operation]]:
        """Put words that had notice first before those that others have added at the end."""
        if operation.run_on is not None:
            block = self.text.blocks[-1]
            length = len(block.words)
            yield self._changed(Change(block.id, block.hash, length, length, operation.run_on))
        if operation.inserted:
            yield self._inserted(self.last, operation.inserted)

    def _gap(self, operation: Operation) -> int | None:
        return gap_after(self.text, operation.after) if isinstance(operation, Insert | Move) else None

    def _others_at_end(self) -> bool:
        """Say whether others have added where our words, which had notice first, should stand."""
        if not self.first or self.replaced is not None:
            return False
        at_end = (
            edit.start == edit.end == len(self.text.block(block_id).words)
            for block_id, edits in self.layout.edits.items()
            for edit in edits
        )
        return bool(self.layout.gaps[-1] or self.layout.ran_on) or any(at_end)

    def _end_obstacle(self, operation: AddAtEnd) -> Message | None:
        if not self._others_at_end():
            return None
        ends = self.text.blocks[-1:]
        in_place = all(self.layout.stays(block) and block.id not in self.taken for block in ends)
        stands_alone = bool(ends) and in_place and not self.filled_end
        if (operation.run_on is not None and not stands_alone) or (
            operation.inserted and self._parts(self.last)
        ):
            words = " ".join(block.words for block in inserted_blocks(operation))
            return Message.of("end-taken", words=words)
        return None

    def _run_on_obstacle(self, operation: Operation) -> Message | None:
        """Refuse to take away a block that others' words joined, or to come between it and them."""
        if isinstance(operation, LeaveOut | Move) and operation.block in self.layout.ran_on:
            words = self.after.block(operation.block).words
            return Message.of("block-joined", block=operation.block, words=words)
        gap = self._gap(operation)
        if gap is not None and self._parts(gap):
            return Message.of("end-joined", words=self.after.blocks[-1].words)
        return None

    def _parts(self, gap: int) -> bool:
        """Say whether blocks in a gap would come between words that ran on and what they joined."""
        runs_through = self.last + 1 if self.first else self.last
        return any(joined <= gap < runs_through for joined in self.layout.ran_on.values())
