"""Plain lines as a DOCX: headings, paragraphs and lists, for order papers and minutes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from onevoice.assembly.text import Block, Kind, Text
from onevoice.formats.docx_written import docx_of
from onevoice.formats.flow import one_line
from onevoice.formats.numbering import BULLET


class Style(Enum):
    """What a line is."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    WORDS = "words"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document.

    Attributes
    ----------
    style : Style
    words : str
        Line breaks and what cannot be printed is left out.
    depth : int
        Of an entry: how deep it is nested, from 0.
    """

    style: Style
    words: str
    depth: int = 0


_LEVELS = {Style.TITLE: 1, Style.HEADING: 2, Style.SUBHEADING: 3}


def outline_docx(lines: Iterable[Line], *, title: str, language: str) -> bytes:
    """Give the bytes of a document: the same lines, the same bytes.

    Parameters
    ----------
    lines : iterable of Line
    title : str
        For the document's properties.
    language : str
        BCP 47: it is set in that language's direction.
    """
    blocks = tuple(_block(place, one) for place, one in enumerate(lines, start=1))
    return docx_of(Text(blocks, language), title=_plain(title))


def _block(place: int, line: Line) -> Block:
    words = _plain(line.words)
    if line.style is Style.ENTRY:
        return Block(f"b{place}", Kind.LIST_ENTRY, words, depth=line.depth, number=BULLET)
    level = _LEVELS.get(line.style)
    if level is None:
        return Block(f"b{place}", Kind.PARAGRAPH, words)
    return Block(f"b{place}", Kind.HEADING, words, depth=level)


def _plain(words: str) -> str:
    return unicodedata.normalize("NFC", one_line(words))
