"""Texts to be written and read again: nested lists, odd letters, two directions, marks that overlap."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text

ALPHABET = (
    "abc e\u00e9 ,;.'\u201c\u201d\u2013  \u00a0\u2009\u202f&<>\"]"
    "\u05e9\u05dc\u05d5\u05dd\u0623\u0647\u0644\u0627\u062f\u4e2d"
    "\U0001f469\u200d\U0001f3eb\U0001f1fa\U0001f1e6\u200f\u05b8\u0301"
)
CHUNKS = (*ALPHABET, "  ", "   ", "the House ", "notes that ", " and", ". ", "1. ", "[1]", "%1", "\u2011")
NUMBERS = (
    *("", "1.", "2.", "3.", "(a)", "(b)", "(c)", "i.", "ii.", "\u2022", "\u2013"),
    *("1a.", "A)", "12.", "1.1", "\u00a7 4", "aa)", "\u05d0.", "bis", "Article 5"),
)
TARGETS = ["https://a.example/x?y=1&z=2", "mailto:a@b.example", "#place"]


def _words(draw: st.DrawFn, *, least: int) -> str:
    chunks = draw(st.lists(st.sampled_from(CHUNKS), min_size=least, max_size=20))
    words = unicodedata.normalize("NFC", "".join(chunks)).strip(" \t")
    return words if words.strip() or not least else "x"


@st.composite
def marked_words(draw: st.DrawFn, least: int = 0) -> Block:
    """Draw a paragraph with marks anywhere, some of them on one another."""
    words = _words(draw, least=least)
    marks = []
    for _ in range(draw(st.integers(0, 3)) if words else 0):
        start = draw(st.integers(0, len(words) - 1))
        end = draw(st.integers(start + 1, len(words)))
        kind = draw(st.sampled_from(MarkKind))
        marks.append(Mark(start, end, kind, draw(st.sampled_from(TARGETS)) if kind is MarkKind.LINK else ""))
    return Block("b", Kind.PARAGRAPH, words, marks=tuple(sorted(marks, key=lambda mark: mark.start)))


@st.composite
def texts(draw: st.DrawFn, least: int = 1, most: int = 12) -> Text:
    """Draw a text with ids as an import gives them."""
    blocks = []
    for place in range(draw(st.integers(least, most))):
        kind = draw(st.sampled_from(Kind))
        plain = draw(marked_words(least=0 if blocks else 1))
        depth = draw(st.integers(1, 6) if kind is Kind.HEADING else st.integers(0, 4))
        number = draw(st.sampled_from(NUMBERS))
        if kind is Kind.PARAGRAPH:
            depth = 0
        marks = one_link_each(plain.marks)
        blocks.append(Block(f"b{place + 1}", kind, plain.words, depth, number, marks))
    return Text(tuple(blocks), draw(st.sampled_from(["", "en", "de", "he", "ar", "fa-IR"])))


def one_link_each(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Keep a link only where none is yet: words lead to one place."""
    kept: list[Mark] = []
    for mark in marks:
        over = [other for other in kept if other.start < mark.end and mark.start < other.end]
        if mark.kind is not MarkKind.LINK or all(other.kind is not MarkKind.LINK for other in over):
            kept.append(mark)
    return tuple(kept)


def coverage(block: Block) -> list[frozenset[tuple[MarkKind, str]]]:
    """Say of each code point what marks it: how marks are cut to spans does not matter."""
    return [
        frozenset((mark.kind, mark.target) for mark in block.marks if mark.start <= at < mark.end)
        for at in range(len(block.words))
    ]


def seen(text: Text) -> list[tuple[Kind, str, int, str, list[frozenset[tuple[MarkKind, str]]]]]:
    """Say what a reader sees of a text: everything but the ids."""
    return [(one.kind, one.words, one.depth, one.number, coverage(one)) for one in text.blocks]
