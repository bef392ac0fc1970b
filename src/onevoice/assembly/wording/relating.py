"""How two operations on one text stand to each other, in words.

Words are spans of code points within a block; blocks are spans of places in the text, with a gap between two
as a point. Exactly one of six holds for two operations:

- **identical**: they do the same.
- **overlapping**: they change some of the same words, or move or replace the same block, otherwise.
- **containing**: all that one changes lies within what the other leaves out or replaces.
- **same point**: both insert at one point. Both can be carried; their words stand in order of notice.
- **touching**: they meet without a word in common. Both can be carried; the seam should be read.
- **disjoint**: they have nothing in common.

Only overlapping and containing operations cannot be carried together as they stand. Words travel with their
block: to move it and to change it is disjoint. What follows from a relation (which amendment falls when the
other is carried) belongs to the rules of order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Text
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
from onevoice.assembly.wording.resting import effect, fault, inserted_blocks
from onevoice.assembly.wording.sentences import refusal


class RelationKind(Enum):
    """How two operations stand to each other."""

    DISJOINT = "disjoint"
    TOUCHING = "touching"
    SAME_POINT = "same-point"
    OVERLAPPING = "overlapping"
    CONTAINING = "containing"
    IDENTICAL = "identical"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two operations stand to each other, and why.

    Attributes
    ----------
    kind : RelationKind
        The same whichever operation is named first.
    message : Message
        Which words, and for CONTAINING which of the two contains the other ("first" or "second"); where they
        are in a block, its id and, unless all of it is meant, at which of its code points.
    """

    kind: RelationKind
    message: Message

    @property
    def clashes(self) -> bool:
        """Say whether the two cannot be carried together as they stand."""
        return self.kind in (RelationKind.OVERLAPPING, RelationKind.CONTAINING)


DISJOINT = Relation(RelationKind.DISJOINT, Message.of("disjoint"))


def relate(text: Text, a: Operation, b: Operation) -> Relation:
    """Say how two operations stand to each other.

    Parameters
    ----------
    text : Text
        The text that both rest on.
    a, b : Operation

    Raises
    ------
    WordingError
        If one does not rest on the text.
    """
    for operation in (a, b):
        wrong = fault(text, operation)
        if wrong is not None:
            raise refusal(wrong)
    return _relation(text, a, b)


def relate_amendments(text: Text, a: Amendment, b: Amendment) -> tuple[Relation, ...]:
    """Say how two amendments to a text stand to each other.

    Returns
    -------
    tuple of Relation
        One for each pair of operations that have anything in common, `a`'s in order, within them `b`'s; a
        single DISJOINT one where no pair has.

    Raises
    ------
    WordingError
        If an operation does not rest on the text.
    """
    for operation in (*a.operations, *b.operations):
        wrong = fault(text, operation)
        if wrong is not None:
            raise refusal(wrong)
    found = (_relation(text, one, other) for one in a.operations for other in b.operations)
    return tuple(one for one in found if one is not DISJOINT) or (DISJOINT,)


def _relation(text: Text, a: Operation, b: Operation) -> Relation:
    if isinstance(a, ReplaceWhole) or isinstance(b, ReplaceWhole):
        return _wholes(a, b)
    if isinstance(a, Change | LeaveOut | Move) and isinstance(b, Change | LeaveOut | Move):
        if a.block == b.block:
            return _one_block(text.block(a.block), a, b)
        if isinstance(a, Change) or isinstance(b, Change):
            return DISJOINT
    if isinstance(a, Change):
        return _end_words(text, a, b)
    if isinstance(b, Change):
        return _end_words(text, b, a)
    return _places(text, a, b)


def _wholes(a: Operation, b: Operation) -> Relation:
    """Relate an operation that replaces the whole text with any other."""
    if isinstance(a, ReplaceWhole) and isinstance(b, ReplaceWhole):
        if effect(a) == effect(b):
            return Relation(RelationKind.IDENTICAL, Message.of("identical-wholes"))
        return Relation(RelationKind.OVERLAPPING, Message.of("overlapping-wholes"))
    return _containing("containing-whole", first=isinstance(a, ReplaceWhole))


def _one_block(block: Block, a: Change | LeaveOut | Move, b: Change | LeaveOut | Move) -> Relation:
    """Relate operations on one block."""
    if isinstance(a, Change) and isinstance(b, Change):
        return _spans(block, a, b)
    about = {"block": block.id, "words": block.words}
    if isinstance(a, LeaveOut) and isinstance(b, LeaveOut):
        return Relation(RelationKind.IDENTICAL, Message.of("identical-blocks", **about))
    if isinstance(a, Move) and isinstance(b, Move):
        if a.after == b.after:
            return Relation(RelationKind.IDENTICAL, Message.of("identical-moves", **about))
        return Relation(RelationKind.OVERLAPPING, Message.of("overlapping-moves", **about))
    if isinstance(a, LeaveOut) or isinstance(b, LeaveOut):
        other = b if isinstance(a, LeaveOut) else a
        sentence = "containing-move" if isinstance(other, Move) else "containing-block"
        return _containing(sentence, first=isinstance(a, LeaveOut), **about)
    return DISJOINT  # one moves it and one changes it: words travel with their block


def _spans(block: Block, a: Change, b: Change) -> Relation:
    """Relate changes of words of one block."""
    if (a.start, a.end) == (b.start, b.end):
        return _same_span(block, a, b)
    low, high = max(a.start, b.start), min(a.end, b.end)
    outer, inner = (a, b) if b.end - b.start < a.end - a.start else (b, a)
    about = {"block": block.id, "at": str(low), "words": block.words[outer.start : outer.end]}
    if outer.start < inner.start == inner.end < outer.end:
        return _containing("containing-insertion", first=outer is a, **about, inner=_inserted(inner))
    if low > high:
        return DISJOINT
    if low == high:
        return Relation(RelationKind.TOUCHING, Message.of("touching-words", **_point(block, low)))
    if (low, high) == (inner.start, inner.end):
        return _containing("containing-words", first=outer is a, **about, inner=block.words[low:high])
    shared = {"block": block.id, "at": str(low), "words": block.words[low:high]}
    return Relation(RelationKind.OVERLAPPING, Message.of("overlapping-words", **shared))


def _same_span(block: Block, a: Change, b: Change) -> Relation:
    """Relate changes of the same words, or at the same point."""
    about = {"block": block.id, "at": str(a.start), "words": block.words[a.start : a.end]}
    if effect(a) == effect(b):
        about["words"] = about["words"] or _inserted(a)
        return Relation(RelationKind.IDENTICAL, Message.of("identical-words", **about))
    if a.start == a.end:
        return Relation(RelationKind.SAME_POINT, Message.of("same-point-words", **_point(block, a.start)))
    first, second = _inserted(a), _inserted(b)
    if first and second:
        message = Message.of("overlapping-instead", **about, first=first, second=second)
    else:
        sides = (
            {"putting": "first", "leaving": "second"} if first else {"putting": "second", "leaving": "first"}
        )
        message = Message.of("overlapping-or-nothing", **about, **sides, instead=first or second)
    return Relation(RelationKind.OVERLAPPING, message)


def _end_words(text: Text, change: Change, other: Operation) -> Relation:
    """Relate a change of words with an operation on another block, a gap or the end."""
    if not isinstance(other, AddAtEnd) or other.run_on is None or change.block != text.blocks[-1].id:
        return DISJOINT
    block = text.blocks[-1]
    if change.end < len(block.words):
        return DISJOINT
    if change.start == change.end:
        return Relation(RelationKind.SAME_POINT, Message.of("same-point-end"))
    return Relation(RelationKind.TOUCHING, Message.of("touching-words", **_point(block, len(block.words))))


def _places(text: Text, a: Operation, b: Operation) -> Relation:
    """Relate operations by the gaps they insert in and the blocks they take away."""
    gap_a, gap_b = _gap(text, a), _gap(text, b)
    if gap_a is not None and gap_a == gap_b:
        if effect(a) == effect(b):
            words = " ".join(block.words for block in inserted_blocks(a))
            return Relation(RelationKind.IDENTICAL, Message.of("identical-insertions", words=words))
        return Relation(RelationKind.SAME_POINT, _gap_sentence(text, gap_a))
    edges_a, edges_b = _edges(text, a), _edges(text, b)
    if edges_a & edges_b or gap_a in edges_b or gap_b in edges_a:
        block = text.blocks[min(edges_a | edges_b)]
        about = {"block": block.id, "words": block.words}
        return Relation(RelationKind.TOUCHING, Message.of("touching-blocks", **about))
    return DISJOINT


def _gap_sentence(text: Text, gap: int) -> Message:
    if gap == len(text.blocks):
        return Message.of("same-point-end")
    if gap == 0:
        return Message.of("same-point-start")
    block = text.blocks[gap - 1]
    return Message.of("same-point-gap", block=block.id, words=block.words)


def _gap(text: Text, operation: Operation) -> int | None:
    """Give the gap in which an operation puts blocks."""
    if isinstance(operation, Insert | Move):
        return gap_after(text, operation.after)
    return len(text.blocks) if isinstance(operation, AddAtEnd) else None


def _edges(text: Text, operation: Operation) -> frozenset[int]:
    """Give the gaps on either side of a block that an operation takes away."""
    if isinstance(operation, LeaveOut | Move):
        place = text.place(operation.block)
        return frozenset((place, place + 1))
    return frozenset()


def _containing(sentence: str, *, first: bool, **parameters: str) -> Relation:
    container, contained = ("first", "second") if first else ("second", "first")
    message = Message.of(sentence, container=container, contained=contained, **parameters)
    return Relation(RelationKind.CONTAINING, message)


def _point(block: Block, at: int) -> dict[str, str]:
    """Name a point in a block by the words before and after it."""
    before, after = block.words[:at].split(" "), block.words[at:].split(" ")
    return {"block": block.id, "at": str(at), "before": " ".join(before[-4:]), "after": " ".join(after[:4])}


def _inserted(change: Change) -> str:
    return "" if change.inserted is None else change.inserted.words
