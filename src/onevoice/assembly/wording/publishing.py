"""Versions of a text as published: their lines are made once, and stay.

What counts as a line: every block begins a line of its own, headings and list entries too. A block's words
break at a space where the next word would go beyond the width; a longer word is cut at the width. A space at
the end of a line belongs to that line and takes no room; spaces that hold words together (no-break spaces) do
not break. A block without words counts as one line, since the text has it; the room that a page leaves
between blocks counts as none. A block's number ("1.", "(a)") takes no room: it stands beside the words.
The width is a number of code points, and no letter is ever parted from its marks: one that is wider than a
line by itself stands on it alone. How wide a screen or page shows a line is of no matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from onevoice.assembly.messages import Message
from onevoice.assembly.text import Text
from onevoice.assembly.wording.graphemes import boundary, boundary_after, boundary_before
from onevoice.assembly.wording.sentences import refusal

_BREAKING = frozenset(
    "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line of a published text.

    Attributes
    ----------
    number : int
    block : str
        Id of the block whose words stand on it.
    start, end : int
        Which words, in code points of the block's.
    """

    number: int
    block: str
    start: int
    end: int


@dataclass(frozen=True)
class Version:
    """A text as published, with its line breaks.

    Attributes
    ----------
    number : int
        Of this version, from 1.
    text : Text
    width : int
        Characters to a line.
    breaks : tuple of tuple of int
        For each block the offsets in its words at which its second and further lines begin.
    first_line : int
        Number of the first line.
    """

    number: int
    text: Text
    width: int
    breaks: tuple[tuple[int, ...], ...]
    first_line: int = 1

    def __post_init__(self) -> None:
        if len(self.breaks) != len(self.text.blocks):
            raise ValueError("a version needs the breaks of every block")
        for block, breaks in zip(self.text.blocks, self.breaks, strict=True):
            bounds = (0, *breaks, max(1, len(block.words)))
            if any(start >= end for start, end in pairwise(bounds)):
                raise ValueError(f"block {block.id}: breaks outside the words, or out of order")

    def lines(self) -> tuple[Line, ...]:
        """Give every line in order."""
        return self._lines

    def line(self, number: int) -> Line:
        """Give the line of a number.

        Raises
        ------
        WordingError
            If the version has no such line.
        """
        lines = self._lines
        if lines and lines[0].number <= number <= lines[-1].number:
            return lines[number - self.first_line]
        asked = {"line": str(number), "version": str(self.number)}
        if not lines:
            raise refusal(Message.of("no-lines", **asked))
        first, last = str(lines[0].number), str(lines[-1].number)
        raise refusal(Message.of("no-such-line", **asked, first=first, last=last))

    def line_of(self, block: str, offset: int) -> int:
        """Give the number of the line on which a code point of a block stands.

        The end of the words counts to the last line; ``KeyError`` if the block is not there.
        """
        place = self.text.place(block)
        return self._firsts[place] + bisect_right(self.breaks[place], offset)

    @cached_property
    def _firsts(self) -> tuple[int, ...]:
        """Number of each block's first line."""
        return tuple(accumulate((1 + len(breaks) for breaks in self.breaks), initial=self.first_line))

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        bounds = (
            (block.id, start, end)
            for block, breaks in zip(self.text.blocks, self.breaks, strict=True)
            for start, end in zip((0, *breaks), (*breaks, len(block.words)), strict=True)
        )
        return tuple(Line(number, *bound) for number, bound in enumerate(bounds, self.first_line))


def publish(text: Text, number: int = 1, width: int = 80, first_line: int = 1) -> Version:
    """Make the lines of a text, once.

    Parameters
    ----------
    text : Text
    number : int
        Of the version.
    width : int
        Characters to a line, at least 1.
    first_line : int
        Number of the first line.

    Raises
    ------
    ValueError
        If the width is less than 1.
    """
    if width < 1:
        raise ValueError("a line holds at least one character")
    breaks = tuple(tuple(_breaks(block.words, width)) for block in text.blocks)
    return Version(number, text, width, breaks, first_line)


def _breaks(words: str, width: int) -> Iterator[int]:
    """Give the offsets at which further lines begin."""
    start, length = 0, len(words)
    while True:
        hanging = start + width
        while hanging < length and words[hanging] in _BREAKING:
            hanging += 1
        if hanging >= length:
            return
        start = _next_start(words, start, hanging, width)
        if start >= length:
            return
        yield start


def _next_start(words: str, start: int, hanging: int, width: int) -> int:
    """Give where the line after the one at `start` begins; its words go beyond the width.

    `hanging` is where the spaces after the last character that fits end.
    """
    for at in range(hanging, start, -1):
        if words[at - 1] in _BREAKING and words[at] not in _BREAKING and boundary(words, at):
            return at
    cut = boundary_before(words, start + width)
    return cut if cut > start else boundary_after(words, start + 1)
