"""Plain text: paragraphs, and lists recognised by the numbers printed before their entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onevoice.assembly.text import Block, Kind, Text
from onevoice.formats.flow import one_line
from onevoice.formats.numbering import BULLET, Nesting, printed_number

WRAPPED = 120
"""Where no line is longer, lines are taken to be broken by hand, and are joined to paragraphs."""

_DASHES = frozenset("-–—")  # noqa: RUF001  # an en dash is one
_INDENT = re.compile(r"[ \t]*")


def parse_plain(words: str) -> Text:
    r"""Read the words of a plain text file.

    Blank lines part paragraphs; in a text with lines over ``WRAPPED`` characters every line is one.
    A number begins a list entry if it is the first of its style, follows the one before it, or is followed
    by the next. Headings are not guessed.

    Parameters
    ----------
    words : str
        With line ends as ``\n``.
    """
    paragraphs = list(_paragraphs(words.split("\n")))
    numbers = [_number(one.lines[0]) for one in paragraphs]
    nesting, indents, found = Nesting(), list[int](), list[_Printed]()
    for place, paragraph in enumerate(paragraphs):
        number = numbers[place]
        depth: int | None = None
        if number == BULLET and _is_bullet(paragraph, found):
            depth = _bullet_depth(nesting, indents, paragraph.lines[0])
        elif number and number != BULLET:
            indents.clear()
            depth = nesting.place(number, numbers[place + 1] if place + 1 < len(numbers) else "")
        if depth is None and paragraph.runs_on and found:
            found[-1].lines.extend(paragraph.lines)
            continue
        if depth is None:
            nesting.end()
        found.append(_Printed(paragraph.lines, depth))
    return Text(tuple(_block(f"b{place}", one) for place, one in enumerate(found, start=1)))


def plain(text: Text) -> str:
    """Write a text as plain lines: a blank line between blocks, list entries set in by their depth."""
    lines = []
    for block in text.blocks:
        indent = "  " * block.depth if block.kind in (Kind.LIST_ENTRY, Kind.CLAUSE) else ""
        words = (
            f"{block.number} {block.words}" if block.number and block.words else block.number or block.words
        )
        lines.append(f"{indent}{words}\n")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that belong together; ``runs_on`` where no blank line stands before them."""

    lines: list[str]
    runs_on: bool


@dataclass(frozen=True, slots=True)
class _Printed:
    """The lines of a block, and how deep it stands in a list; None for a paragraph."""

    lines: list[str]
    depth: int | None


def _paragraphs(lines: Sequence[str]) -> Iterator[_Paragraph]:
    """Part lines to paragraphs; where a printed number begins a line, one may begin."""
    wrapped = all(len(line) <= WRAPPED for line in lines)
    current: list[str] = []
    runs_on = False
    for line in lines:
        blank = not line.strip()
        if current and (blank or not wrapped or _number(line)):
            yield _Paragraph(current, runs_on)
            current, runs_on = [], wrapped
        if blank:
            runs_on = False
        else:
            current.append(line)
    if current:
        yield _Paragraph(current, runs_on)


def _number(line: str) -> str:
    found = printed_number(line.strip(" \t"))
    return found[0] if found else ""


def _is_bullet(paragraph: _Paragraph, before: Sequence[_Printed]) -> bool:
    """Whether what looks like a bullet is one; within a paragraph a dash at a line's beginning is a dash."""
    if not paragraph.runs_on or not before or paragraph.lines[0].lstrip()[0] not in _DASHES:
        return True
    return before[-1].depth is not None or before[-1].lines[-1].rstrip().endswith(":")


def _bullet_depth(nesting: Nesting, indents: list[int], line: str) -> int:
    """Tell a bullet's depth by how far it is set in, below whatever numbers stand above it."""
    indent = len(_INDENT.match(line)[0].expandtabs(4))  # type: ignore[index]  # the pattern matches nothing too
    base = nesting.place(BULLET, sure=True) or 0
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return base + len(indents) - 1


def _block(block_id: str, printed: _Printed) -> Block:
    words = " ".join(line.strip(" \t") for line in printed.lines)
    words = unicodedata.normalize("NFC", one_line(words)).strip(" ")
    if printed.depth is None:
        return Block(block_id, Kind.PARAGRAPH, words)
    number, words = printed_number(words) or ("", words)
    return Block(block_id, Kind.LIST_ENTRY, words, printed.depth, number)
