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
    ran_on : int or None
        The gap or block after which words at the end ran on in what stood before the last gap: the number of
        blocks that stand before the words in the base; None where no words did.
    """

    text: Text
    edits: dict[str, list[Edit]]
    left_out: dict[str, str]
    moved: dict[str, str]
    gaps: list[list[Arrival]]
    ran_on: int | None = None

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
    layout = Layout(text, {}, {}, {}, [[] for _ in range(len(text.blocks) + 1)])
    at_end: list[tuple[str, Arrival | Block]] = []
    listed = list(operations)
    for by, operation in listed:
        wrong = fault(text, operation)
        if wrong is not None:
            raise refusal(wrong)
        if isinstance(operation, ReplaceWhole) and len(listed) > 1:
            raise refusal(Message.of("whole-and-part"))
        _place(layout, at_end, by, operation)
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


def _place(layout: Layout, at_end: list[tuple[str, Arrival | Block]], by: str, operation: Operation) -> None:
    """Note one operation in the layout; what comes to the last gap is noted apart, for it has its order."""
    text = layout.text
    last = len(text.blocks)

    def arrive(gap: int, arrivals: Iterable[Arrival]) -> None:
        if gap == last:
            at_end.extend((by, arrival) for arrival in arrivals)
        else:
            layout.gaps[gap].extend(arrivals)

    if isinstance(operation, Change):
        edit = Edit(operation.start, operation.end, operation.inserted, by)
        layout.edits.setdefault(operation.block, []).append(edit)
    elif isinstance(operation, LeaveOut):
        _once(layout, operation.block, by)
        layout.left_out[operation.block] = by
    elif isinstance(operation, Move):
        _once(layout, operation.block, by)
        layout.moved[operation.block] = by
        arrive(gap_after(text, operation.after), [Arrival(text.block(operation.block), by, moved=True)])
    elif isinstance(operation, Insert):
        arrive(gap_after(text, operation.after), [Arrival(block, by) for block in operation.inserted])
    elif isinstance(operation, AddAtEnd):
        if operation.run_on is not None:
            at_end.append((by, operation.run_on))
        arrive(last, [Arrival(block, by) for block in operation.inserted])
    else:
        layout.left_out.update((block.id, by) for block in text.blocks)
        arrive(last, [Arrival(block, by) for block in operation.inserted])


def gap_after(text: Text, block_id: str | None) -> int:
    """Give the number of the gap after a block; 0 for None."""
    return 0 if block_id is None else text.place(block_id) + 1


def _once(layout: Layout, block_id: str, by: str) -> None:
    """Refuse to leave out or move a block twice, or to do both."""
    other = layout.left_out.get(block_id, layout.moved.get(block_id))
    if other is not None:
        raise _clash(other, by, layout.text.block(block_id).words)


def _end(layout: Layout, at_end: list[tuple[str, Arrival | Block]]) -> None:
    """Fill the last gap in order; words that run on join what stands at the end by then."""
    gap = layout.gaps[-1]
    for by, coming in at_end:
        if isinstance(coming, Arrival):
            gap.append(coming)
            continue
        found = _last_standing(layout)
        words = Edit(len(found.words), len(found.words), coming, by) if isinstance(found, Block) else None
        if isinstance(found, Block) and words is not None:
            layout.edits.setdefault(found.id, []).append(words)
        elif isinstance(found, Arrival):
            found.run_on.append(Edit(0, 0, coming, by))
        else:
            gap.append(Arrival(coming, by))


def _last_standing(layout: Layout) -> Arrival | Block | None:
    """Give what stands at the end by now: an inserted block, or one of the base's, moved or not."""
    blocks = layout.text.blocks
    for number in range(len(blocks), -1, -1):
        if layout.gaps[number]:
            layout.ran_on = number if not layout.gaps[-1] and layout.ran_on is None else layout.ran_on
            arrival = layout.gaps[number][-1]
            return arrival.block if arrival.moved else arrival
        if number and layout.stays(blocks[number - 1]):
            layout.ran_on = number if layout.ran_on is None else layout.ran_on
            return blocks[number - 1]
    return None


def _in_order(layout: Layout, block_id: str) -> None:
    """Put a block's edits in reading order and refuse those that change the same words."""
    block = layout.text.block(block_id)
    edits = layout.edits[block_id]
    edits.sort(key=lambda edit: (edit.start, edit.end))
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
