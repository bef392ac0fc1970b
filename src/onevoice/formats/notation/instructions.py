"""What a notation says, in no language: places, quotations, and what is to be done there."""

from __future__ import annotations

from dataclasses import dataclass

EVERY = 0
"""Ordinal of a quotation that is meant wherever it stands."""
LAST = -1
"""Ordinal of the last."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lines or blocks, by number, by what is printed before them, or counted.

    Attributes
    ----------
    lines : (int, int) or None
        First and last line as published; None where blocks are named.
    kind : str
        "paragraph", "heading", "list entry" or "clause"; empty for lines.
    labels : tuple of str
        The number as printed, without brackets and stops, outermost first: ("2", "a").
    until : tuple of str
        The last of a run of blocks; empty for one block.
    ordinal : int
        Which of its kind, counted from 1, or `LAST`; 0 where labels say it.
    """

    lines: tuple[int, int] | None = None
    kind: str = ""
    labels: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    ordinal: int = 0


SAME_LINE = Place(kind="same line")
SAME_BLOCK = Place(kind="same block")
"""Where the notation says "to the end of the line" or "of the paragraph": those of the words before."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, as they stand in the text.

    Attributes
    ----------
    words : str
    ordinal : int or None
        Which of several, from 1; `LAST`, `EVERY`, or None where it is not said.
    place : Place or None
        Where they stand, if the notation says so right after them.
    """

    words: str
    ordinal: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The quoted words themselves."""

    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Between:
    """From one quotation to another.

    Attributes
    ----------
    first : Quotation or None
        None for the beginning.
    last : Quotation, Place or None
        A place stands for its end; None for the end of all.
    inclusive : bool
        Whether the quoted words go too.
    """

    first: Quotation | None
    last: Quotation | Place | None
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole lines or blocks; None for the whole text."""

    place: Place | None


@dataclass(frozen=True, slots=True)
class Beside:
    """The point before or after quoted words, or before or after lines or blocks."""

    anchor: Quotation | Place
    after: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning or the end of lines, of a block, or, with None, of the text."""

    place: Place | None
    end: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to insert.

    Attributes
    ----------
    words : str
        May hold line ends, each of which begins a new block.
    kind : str
        Kind of the new block; empty where the words run on, or where their place decides.
    number : str or None
        As printed before the words; None where the words themselves may begin with it.
    depth : int or None
        Level of a heading or nesting of an entry; None where it is not said.
    """

    words: str
    kind: str = ""
    number: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class LeavingOut:
    """Leave something out, and insert something there or not (empty content)."""

    span: Phrase | Between | Whole
    content: tuple[Piece, ...] = ()
    scope: Place | None = None


@dataclass(frozen=True, slots=True)
class Inserting:
    """Insert something at a point."""

    point: Beside | Edge
    content: tuple[Piece, ...]
    scope: Place | None = None


@dataclass(frozen=True, slots=True)
class Moving:
    """Move a block to a point beside another, or to the beginning or end."""

    place: Place
    point: Beside | Edge


Instruction = LeavingOut | Inserting | Moving
