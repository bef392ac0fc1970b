"""Operations laid out over the text that they rest on, all at once.

Every span and every place is the base text's, never that of a step between: the order of operations
matters only where several insert at one point, and there they stand in their order. Between two blocks
there is a *gap*: gap 0 before the first, gap k after the k-th. A gap stays where it is when the blocks round
it are left out or move away, so "insert after block 3" finds its place without block 3. A moved block
arrives in a gap as an inserted one does, and its own words can be changed meanwhile.

"At end add" is the last gap; words that run on join whatever stands at the end by then: what arrived in the
last gap before them, else the last block that has stayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onevoice.assembly.messages import Message
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.marked import Run, State
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.resting import fault
from onevoice.assembly.wording.runs import Edit, joined, runs, whole
from onevoice.assembly.wording.sentences import refusal
from onevoice.errors import WordingError


@dataclass(slots=True)
class Arrival:
    """A block that comes to stand in a gap, inserted or moved there."""

    block: Block
    by: str
    moved: bool = False
    run_on: list[Edit] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """What becomes of each block and gap of a text.

    Attributes
    ----------
    text : Text
        The base.
    edits : dict of str to list of Edit
        Changes of words by block id, in reading order.
    left_out, moved : dict of str to str
        Ids of blocks that go or move, with the amendment's id.
    gaps : list of list of Arrival
        What arrives in each gap, one more than the base has blocks.
    ran_on : dict of str to int
        Ids of blocks that words at the end joined, with the number of the first gap that would part them.
    """

    text: Text
    edits: dict[str, list[Edit]]
    left_out: dict[str, str]
    moved: dict[str, str]
    gaps: list[list[Arrival]]
    ran_on: dict[str, int]

    def stays(self, block: Block) -> bool:
        """Say whether a block of the base stands in its place in the result."""
        return block.id not in self.left_out and block.id not in self.moved

    def runs(self, block: Block) -> tuple[Run, ...]:
        """Give a base block's words with what becomes of them."""
        return runs(block, self.edits.get(block.id, ()))

    def arrived(self, arrival: Arrival) -> tuple[Run, ...]:
        """Give the words of a block that arrives in a gap."""
        if arrival.moved:
            return self.runs(arrival.block)
        added = (whole(edit.inserted, State.INSERTED, edit.by) for edit in arrival.run_on if edit.inserted)
        return (
            *whole(arrival.block, State.INSERTED, arrival.by),
            *(run for one in added for run in one),
        )

    def amended(self) -> Text:
        """Give the text as it then reads."""
        return Text(tuple(block for _, block in self.standing()), self.text.language)

    def standing(self) -> Iterator[tuple[int, Block]]:
        """Walk the result in order; a block that nothing changes is the very same.

        Yields
        ------
        int
            The base block's place; for what arrives in a gap, that of the block before the gap (0 for gap 0).
        Block
        """
        seen: set[str] = set()
        for number, gap in enumerate(self.gaps):
            for arrival in gap:
                if arrival.block.id in seen or (not arrival.moved and self._kept(arrival.block.id)):
                    raise refusal(Message.of("id-taken", block=arrival.block.id))
                seen.add(arrival.block.id)
                yield max(number - 1, 0), self._arrived_block(arrival)
            if number < len(self.text.blocks) and self.stays(self.text.blocks[number]):
                yield number, self._edited(self.text.blocks[number])

    def _arrived_block(self, arrival: Arrival) -> Block:
        if arrival.moved:
            return self._edited(arrival.block)
        return reworded(arrival.block, self.arrived(arrival)) if arrival.run_on else arrival.block

    def _kept(self, block_id: str) -> bool:
        return block_id in self.text and block_id not in self.left_out

    def _edited(self, block: Block) -> Block:
        return reworded(block, self.runs(block)) if block.id in self.edits else block


def lay_out(text: Text, operations: Iterable[tuple[str, Operation]]) -> Layout:
    """Lay operations out over the text that they rest on.

    Parameters
    ----------
    text : Text
    operations : iterable of (str, Operation)
        With the id of the amendment each belongs to ("" where there is none), in order of notice.

    Raises
    ------
    WordingError
        If one does not rest on the text, or two change the same words.
    """
    layout = Layout(text, {}, {}, {}, [[] for _ in range(len(text.blocks) + 1)], {})
    at_end: list[Arrival | Edit] = []
    listed = list(operations)
    for order, (by, operation) in enumerate(listed):
        wrong = fault(text, operation)
        if wrong is not None:
            raise refusal(wrong)
        if isinstance(operation, ReplaceWhole) and len(listed) > 1:
            raise refusal(Message.of("whole-and-part"))
        if isinstance(operation, Change):
            edit = Edit(operation.start, operation.end, operation.inserted, by, order)
            layout.edits.setdefault(operation.block, []).append(edit)
        elif isinstance(operation, AddAtEnd) and operation.run_on is not None:
            at_end.append(Edit(0, 0, operation.run_on, by, order))
        _take_away(layout, by, operation)
        gap, arrivals = _arrivals(text, by, operation)
        (at_end if gap == len(text.blocks) else layout.gaps[gap]).extend(arrivals)
    _end(layout, at_end)
    for block_id in layout.edits:
        _in_order(layout, block_id)
    return layout


def reworded(block: Block, pieces: Iterable[Run]) -> Block:
    """Give a block the words that are left of its runs.

    Raises
    ------
    WordingError
        If letters would run together where two runs meet.
    """
    standing = [piece for piece in pieces if piece.state is not State.DELETED]
    words, marks = joined(standing)
    at = 0
    for piece in standing:
        at += len(piece.words)
        if not boundary(words, at):
            raise refusal(Message.of("letters-fuse", block=block.id, words=words[max(0, at - 20) : at + 20]))
    return replace(block, words=words, marks=marks)


def gap_after(text: Text, block_id: str | None) -> int:
    """Give the number of the gap after a block; 0 for None."""
    return 0 if block_id is None else text.place(block_id) + 1


def _arrivals(text: Text, by: str, operation: Operation) -> tuple[int, list[Arrival]]:
    """Give the blocks that an operation brings, and the gap in which they come to stand."""
    if isinstance(operation, Move):
        return gap_after(text, operation.after), [Arrival(text.block(operation.block), by, moved=True)]
    if isinstance(operation, Insert):
        return gap_after(text, operation.after), [Arrival(block, by) for block in operation.inserted]
    if isinstance(operation, AddAtEnd | ReplaceWhole):
        return len(text.blocks), [Arrival(block, by) for block in operation.inserted]
    return 0, []


def _take_away(layout: Layout, by: str, operation: Operation) -> None:
    """Note the blocks that an operation leaves out or moves; none may go twice."""
    if isinstance(operation, ReplaceWhole):
        layout.left_out.update((block.id, by) for block in layout.text.blocks)
    elif isinstance(operation, LeaveOut | Move):
        other = layout.left_out.get(operation.block, layout.moved.get(operation.block))
        if other is not None:
            raise _clash(other, by, layout.text.block(operation.block).words)
        (layout.left_out if isinstance(operation, LeaveOut) else layout.moved)[operation.block] = by


def _end(layout: Layout, at_end: list[Arrival | Edit]) -> None:
    """Fill the last gap in order; words that run on join whatever stands at the end by then."""
    gap = layout.gaps[-1]
    for coming in at_end:
        if isinstance(coming, Arrival):
            gap.append(coming)
            continue
        parting, found = _last_standing(layout)
        if found is None:
            gap += _standing_alone(layout, coming)
            continue
        block = found.block if isinstance(found, Arrival) else found
        layout.ran_on.setdefault(block.id, parting)
        if isinstance(found, Arrival) and not found.moved:
            found.run_on.append(coming)
        else:
            length = len(block.words)
            layout.edits.setdefault(block.id, []).append(replace(coming, start=length, end=length))


def _standing_alone(layout: Layout, words: Edit) -> Iterator[Arrival]:
    """Make a block of words that would run on where nothing stands; whatever came before would be joined."""
    if words.inserted is not None:
        layout.ran_on[words.inserted.id] = 0
        yield Arrival(words.inserted, words.by)


def _last_standing(layout: Layout) -> tuple[int, Arrival | Block | None]:
    """Give what stands at the end by now, with the first gap after which blocks would come between."""
    blocks = layout.text.blocks
    for number in range(len(blocks), -1, -1):
        if layout.gaps[number]:
            beyond = number + (number == len(blocks))
            return beyond, layout.gaps[number][-1]
        if number and layout.stays(blocks[number - 1]):
            return number, blocks[number - 1]
    return 0, None


def _in_order(layout: Layout, block_id: str) -> None:
    """Put a block's edits in reading order and refuse those that change the same words."""
    block = layout.text.block(block_id)
    edits = layout.edits[block_id]
    edits.sort(key=lambda edit: (edit.start, edit.end, edit.order))
    for earlier, later in pairwise(edits):
        if later.start < earlier.end:
            span = slice(later.start, max(later.end, earlier.end))
            raise _clash(earlier.by, later.by, block.words[span])
    if block_id in layout.left_out:
        raise _clash(layout.left_out[block_id], edits[0].by, block.words)


def _clash(first: str, second: str, words: str) -> WordingError:
    if first == second:
        return refusal(Message.of("clash-within", words=words))
    return refusal(Message.of("clash", first=first, second=second, words=words))
