"""What can be seen from an amendment's operations alone: that it says no more than no, or keeps no words.

For packs to list as checks on tabling. Whether an amendment is relevant, or would have the effect of a vote
against, can be seen by a person only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.events import AskSeparateVote, TableAmendment
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.layout import gap_after
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.resting import inserted_blocks


def leaves_nothing(debate: Debate, event: TableAmendment | AskSeparateVote) -> Message | None:
    """Say whether no words would be left: all are left out and none are put in."""
    text = text_of(debate, event.amendment.target)
    left = any(block.words for block in apply(text, event.amendment.operations).blocks)
    return None if left else Message.of("leaves-nothing", text=event.amendment.id)


def only_leaves_out(_debate: Debate, event: TableAmendment) -> Message | None:
    """Say whether it only leaves words out."""
    if not leaves_words_out(event.amendment.operations):
        return None
    return Message.of("only-leaves-out", text=event.amendment.id)


def puts_words_in(_debate: Debate, event: AskSeparateVote) -> Message | None:
    """Say whether what a separate vote is asked for does more than leave words out."""
    if leaves_words_out(event.amendment.operations):
        return None
    return Message.of("not-only-out", text=event.amendment.id)


def deletion(_debate: Debate, listed: ListedAmendment) -> bool:
    """Say whether what stands on the paper only leaves words out: a separate vote is taken on them."""
    return leaves_words_out(listed.operations)


def leaves_words_out(operations: Iterable[Operation]) -> bool:
    """Say whether operations leave words out and do nothing else."""
    return not any(isinstance(one, Move) or tuple(inserted_blocks(one)) for one in operations)


def only_moves(_debate: Debate, event: TableAmendment) -> Message | None:
    """Say whether it only moves blocks, and so neither removes nor adds words."""
    moves = all(isinstance(one, Move) for one in event.amendment.operations)
    return Message.of("only-moves", text=event.amendment.id) if moves else None


def keeps_no_words(debate: Debate, event: TableAmendment) -> Message | None:
    """Say whether none of the words that it is moved to would be kept."""
    text = text_of(debate, event.amendment.target)
    if _kept(text, event.amendment.operations):
        return None
    return Message.of("keeps-no-words", text=event.amendment.id)


def _kept(text: Text, operations: Iterable[Operation]) -> int:
    """Count the code points that are kept; of a whole text replaced, those of blocks that stand in both."""
    kept = {block.id: len(block.words) for block in text.blocks}
    for one in operations:
        if isinstance(one, ReplaceWhole):
            again = {block.words for block in one.inserted}
            return sum(len(block.words) for block in text.blocks if block.words in again)
        if isinstance(one, LeaveOut):
            kept[one.block] = 0
        elif isinstance(one, Change):
            kept[one.block] -= one.end - one.start
    return sum(kept.values())


def strikes_here_inserts_there(debate: Debate, event: TableAmendment) -> Message | None:
    """Say whether it strikes words in one block and inserts other words away from there.

    The very same words may be struck here and inserted there: that transfers them.
    """
    text = text_of(debate, event.amendment.target)
    struck = [place for one in event.amendment.operations for place in _struck(text, one)]
    units, words = {unit for unit, _ in struck}, {words for _, words in struck}
    for one in event.amendment.operations:
        others = {block.words.strip() for block in inserted_blocks(one)} - words
        if struck and others and not units & _beside(text, one):
            return Message.of("strikes-here-inserts-there", text=event.amendment.id)
    return None


def _struck(text: Text, operation: Operation) -> Iterator[tuple[int, str]]:
    """Give the number of the block in which an operation strikes words, and the words."""
    if isinstance(operation, LeaveOut):
        yield text.place(operation.block), text.block(operation.block).words.strip()
    elif isinstance(operation, Change) and operation.start < operation.end:
        words = text.block(operation.block).words[operation.start : operation.end]
        yield text.place(operation.block), words.strip()


def _beside(text: Text, operation: Operation) -> set[int]:
    """Give the numbers of the blocks that inserted words stand in or next to."""
    if isinstance(operation, Insert):
        gap = gap_after(text, operation.after)
        return {gap - 1, gap}
    if isinstance(operation, Change):
        return {text.place(operation.block)}
    return {len(text.blocks) - 1} if isinstance(operation, AddAtEnd) else {*range(len(text.blocks))}
