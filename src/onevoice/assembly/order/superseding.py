"""Alternatives: amendments that put other words in the very same place, each of them called.

Where a pack has them, one agreed to later takes the place of one agreed to earlier, and does not fall.
"""

from __future__ import annotations

from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.layout import gap_after
from onevoice.assembly.wording.operations import Change, Insert, LeaveOut, Operation
from onevoice.assembly.wording.resting import effect

Operations = tuple[Operation, ...]


def instead(before: Text, decided: Operations, other: Operations, after: Text) -> Operations | None:
    """Give an amendment's operations so that its words take the place of those of an alternative.

    Parameters
    ----------
    before : Text
        The text that both amendments rest on.
    decided : tuple of Operation
        The alternative's.
    other : tuple of Operation
        Those of the amendment that still stands.
    after : Text
        `before` with `decided` carried out.

    Returns
    -------
    tuple of Operation or None
        They rest on `after`. None where the two are not alternatives: each must leave out the same words,
        or the same whole blocks, and put others in their place.
    """
    if [effect(one) for one in decided] == [effect(one) for one in other]:
        return None
    if len(decided) == len(other) == 1:
        return _words(decided[0], other[0], after)
    return _blocks(before, decided, other, after)


def _words(decided: Operation, other: Operation, after: Text) -> Operations | None:
    if not isinstance(decided, Change) or not isinstance(other, Change):
        return None
    same = (decided.block, decided.start, decided.end) == (other.block, other.start, other.end)
    if not same or decided.start == decided.end or decided.inserted is None or other.inserted is None:
        return None
    end = decided.start + len(decided.inserted.words)
    return (Change(other.block, after.block(other.block).hash, decided.start, end, other.inserted),)


def _blocks(before: Text, decided: Operations, other: Operations, after: Text) -> Operations | None:
    one, two = _replaced(before, decided), _replaced(before, other)
    if one is None or two is None or one[:2] != two[:2]:
        return None
    came, comes = one[2], two[2]
    first = after.place(came[0].id)
    stands = after.blocks[first - 1] if first else None
    gone = tuple(LeaveOut(block.id, after.block(block.id).hash) for block in came)
    if stands is None:
        return (*gone, Insert(None, "", comes))
    return (*gone, Insert(stands.id, stands.hash, comes))


def _replaced(before: Text, operations: Operations) -> tuple[frozenset[str], int, tuple[Block, ...]] | None:
    """Give the blocks that operations leave out, and in which gap they insert what, if they do no more."""
    gone = frozenset(one.block for one in operations if isinstance(one, LeaveOut))
    put = [one for one in operations if isinstance(one, Insert)]
    if not gone or len(put) != 1 or len(gone) + 1 != len(operations) or not put[0].inserted:
        return None
    return gone, gap_after(before, put[0].after), put[0].inserted
