"""What an amendment does to a text: operations on blocks, each with the hash of the block it rests on.

Inserted words are blocks themselves, with ids of their own: an amendment to the amendment rests on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.text import Block


@dataclass(frozen=True, slots=True)
class Change:
    """Leave out words within a block, insert words, or both.

    Attributes
    ----------
    block : str
        The block it rests on.
    base : str
        That block's hash when the amendment was drawn up.
    start, end : int
        Span of the block's words that is left out, in code points; equal where nothing is.
    inserted : Block or None
        The words that stand there instead, run on with what is round them; None for none. They carry
        the spaces that they need on either side, so that applying is plain concatenation.
    """

    block: str
    base: str
    start: int
    end: int
    inserted: Block | None = None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave out a whole block."""

    block: str
    base: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert whole blocks after a block; after None, before the first.

    ``base`` is the hash of the block after which they stand, empty where there is none.
    """

    after: str | None
    base: str
    inserted: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AddAtEnd:
    """Add words at the end of the text, whatever the end is by then.

    Attributes
    ----------
    run_on : Block or None
        Words that go on in the last block, with the space that they need.
    inserted : tuple of Block
        Whole blocks after it.
    """

    run_on: Block | None = None
    inserted: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplaceWhole:
    """Leave out the whole text and insert another; ``base`` is the digest of the text."""

    base: str
    inserted: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Move a block, its words unchanged, to stand after another; after None, before the first."""

    block: str
    base: str
    after: str | None


Operation = Change | LeaveOut | Insert | AddAtEnd | ReplaceWhole | Move
