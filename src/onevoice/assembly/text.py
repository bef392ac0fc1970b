"""Texts that a body votes on: blocks with permanent ids, and versions whose line numbers never change."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What a block is in its text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ENTRY = "list-entry"
    CLAUSE = "clause"


class MarkKind(Enum):
    """What a mark says of the words under it."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis or a link on a span of a block's words.

    Attributes
    ----------
    start, end : int
        Code points of the block's words, end exclusive, start < end.
    kind : MarkKind
    target : str
        Where a link leads; empty for emphasis.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list entry or clause.

    Attributes
    ----------
    id : str
        Permanent: it names these words through every version, whatever is changed around them.
    kind : Kind
    words : str
        Plain words in Unicode's composed form (NFC), without line breaks. May be empty.
    depth : int
        Level of a heading (from 1); how deep a list entry or clause is nested (from 0).
    number : str
        As printed before the words: "1.", "(a)", "•"; empty for none.
    marks : tuple of Mark
        In order of their start.
    """

    id: str
    kind: Kind
    words: str
    depth: int = 0
    number: str = ""
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if not unicodedata.is_normalized("NFC", self.words):
            raise ValueError(f"block {self.id}: the words are not in composed form (NFC)")
        if len(self.words.splitlines()) > 1:
            raise ValueError(f"block {self.id}: the words hold a line break")
        if any(not 0 <= mark.start < mark.end <= len(self.words) for mark in self.marks):
            raise ValueError(f"block {self.id}: a mark lies outside the words")

    @cached_property
    def hash(self) -> str:
        """SHA-256 of kind, words and marks; number and depth may change when another block goes."""
        marks = [[m.start, m.end, m.kind.value, m.target] for m in self.marks]
        content = json.dumps([self.kind.value, self.words, marks], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(content.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Text:
    """Blocks in order.

    Attributes
    ----------
    blocks : tuple of Block
        Ids are unique.
    language : str
        BCP 47 ("en", "he"); empty where unknown.
    """

    blocks: tuple[Block, ...]
    language: str = ""

    def __post_init__(self) -> None:
        if len(self._places) != len(self.blocks):
            raise ValueError("two blocks of a text have one id")

    @cached_property
    def _places(self) -> dict[str, int]:
        return {block.id: place for place, block in enumerate(self.blocks)}

    def __contains__(self, block_id: object) -> bool:
        return block_id in self._places

    def place(self, block_id: str) -> int:
        """Where a block stands, from 0; ``KeyError`` if it is not there."""
        return self._places[block_id]

    def block(self, block_id: str) -> Block:
        """Give the block of an id; ``KeyError`` if it is not there."""
        return self.blocks[self._places[block_id]]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every block's id, hash, depth and number, in order."""
        content = [[b.id, b.hash, b.depth, b.number] for b in self.blocks]
        return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode("ascii")).hexdigest()
