"""Merkle trees over the lines of a record, by the rules of RFC 6962.

A tree's head stands for all its leaves in their order. With it, a short proof shows that one line is among
them (inclusion), or that a later tree begins with all the lines of an earlier one (consistency).

References
----------
Laurie, Langley, Kasper (2013), Certificate Transparency, RFC 6962, section 2.1. doi:10.17487/RFC6962
Laurie, Messeri, Stradling (2021), Certificate Transparency 2.0, RFC 9162, section 2.1. doi:10.17487/RFC9162
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from onevoice.assembly.messages import Message
from onevoice.errors import MinutesError

_LEAF, _NODE = b"\x00", b"\x01"  # so that no inner node can be passed off as a leaf

Proof = tuple[bytes, ...]


def leaf_hash(line: bytes) -> bytes:
    """Hash a line as a leaf."""
    return sha256(_LEAF + line).digest()


def tree_head(lines: Sequence[bytes]) -> bytes:
    """Hash a tree; the empty tree's head is the hash of nothing."""
    return _head([leaf_hash(line) for line in lines])


def inclusion_proof(lines: Sequence[bytes], index: int) -> Proof:
    """Prove that a line is in the tree.

    Parameters
    ----------
    lines : sequence of bytes
    index : int
        Of the line, from 0.

    Returns
    -------
    tuple of bytes
        32 bytes each, from the leaf upwards.

    Raises
    ------
    MinutesError
        If there is no such line.
    """
    if not 0 <= index < len(lines):
        raise _out_of_range(index, len(lines))
    return tuple(_path([leaf_hash(line) for line in lines], index))


def consistency_proof(lines: Sequence[bytes], earlier: int) -> Proof:
    """Prove that a tree begins with all the lines of an earlier one.

    Parameters
    ----------
    lines : sequence of bytes
    earlier : int
        How many lines the earlier tree had, from 1.

    Returns
    -------
    tuple of bytes
        32 bytes each.

    Raises
    ------
    MinutesError
        If the earlier tree was empty, or had more lines.
    """
    if not 1 <= earlier <= len(lines):
        raise _out_of_range(earlier, len(lines))
    return tuple(_subproof([leaf_hash(line) for line in lines], earlier, whole=True))


def includes(head: bytes, size: int, line: bytes, index: int, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a line is at an index, from 0, in the tree of this head and size."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf_hash(line)
    for step in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = _node(step, found)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            found = _node(found, step)
        at, last = at // 2, last // 2
    return last == 0 and found == head


def continues(head: bytes, size: int, earlier_head: bytes, earlier: int, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree of this head and size begins with all lines of an earlier one."""
    if not 1 <= earlier <= size:
        return False
    if earlier == size:
        return not proof and head == earlier_head
    steps = list(proof)
    at, last = earlier - 1, size - 1
    while at % 2:
        at, last = at // 2, last // 2
    if at:
        if not steps:
            return False
        old = new = steps.pop(0)
    else:
        old = new = earlier_head
    for step in steps:
        if last == 0:
            return False
        if at % 2 or at == last:
            old, new = _node(step, old), _node(step, new)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            new = _node(new, step)
        at, last = at // 2, last // 2
    return last == 0 and old == earlier_head and new == head


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()


def _head(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return _node(_head(leaves[:middle]), _head(leaves[middle:]))


def _split(size: int) -> int:
    """Largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*_path(leaves[:middle], index), _head(leaves[middle:])]
    return [*_path(leaves[middle:], index - middle), _head(leaves[:middle])]


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    """Prove the first leaves; ``whole`` where their head is the earlier tree's own, which is known."""
    if earlier == len(leaves):
        return [] if whole else [_head(leaves)]
    middle = _split(len(leaves))
    if earlier <= middle:
        return [*_subproof(leaves[:middle], earlier, whole=whole), _head(leaves[middle:])]
    return [*_subproof(leaves[middle:], earlier - middle, whole=False), _head(leaves[:middle])]


def _out_of_range(number: int, size: int) -> MinutesError:
    return MinutesError(
        f"There is no proof for line {number} in a record of {size}. Ask for one of its lines.",
        Message.of("no-such-line-in-record", number=str(number), size=str(size)),
    )
