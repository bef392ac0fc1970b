"""A block's words as pieces that share their marks, and pieces put together to words in composed form."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onevoice.assembly.text import Block, Mark, MarkKind
from onevoice.assembly.wording.publishing import Line

Style = tuple[MarkKind, str]
"""A kind of mark and, for a link, where it leads."""

_ORDER = {kind: place for place, kind in enumerate(MarkKind)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks."""

    words: str
    styles: frozenset[Style] = frozenset()


def pieces(words: str, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """Cut a block's words where a mark begins or ends.

    Parameters
    ----------
    words : str
    marks : sequence of Mark
    cuts : iterable of int, default ()
        Where to cut besides, in code points.
    """
    ends = {0, len(words), *cuts}
    for mark in marks:
        ends |= {mark.start, mark.end}
    places = sorted(ends)
    for start, end in itertools.pairwise(places):
        yield Piece(
            words[start:end],
            frozenset((mark.kind, mark.target) for mark in marks if mark.start <= start and end <= mark.end),
        )


def by_line(block: Block, lines: Sequence[Line]) -> Iterator[tuple[Line, list[Piece]]]:
    """Part a block's words by the lines of a published version, all of which are the block's."""
    parts = pieces(block.words, block.marks, (line.start for line in lines))
    at = 0
    for line in lines:
        here: list[Piece] = []
        while at < line.end:
            here.append(next(parts))
            at += len(here[-1].words)
        yield line, here


def put_together(parts: Iterable[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """Join pieces to words in composed form, and their marks; neighbours under one mark become one span.

    An accent that begins a piece and joins the letter before it goes over to that letter's piece.

    Returns
    -------
    words : str
    marks : tuple of Mark
        In order of their start.
    """
    composed = _composed(parts)
    marks: list[Mark] = []
    begun: dict[Style, int] = {}
    at = 0
    for part in [*composed, Piece("")]:
        ended = [style for style in begun if style not in part.styles]
        marks += [Mark(begun.pop(style), at, *style) for style in ended]
        for style in part.styles:
            begun.setdefault(style, at)
        at += len(part.words)
    marks.sort(key=lambda mark: (mark.start, mark.end, _ORDER[mark.kind], mark.target))
    return "".join(part.words for part in composed), tuple(marks)


def stripped(parts: Sequence[Piece], layout: str = " \t") -> list[Piece]:
    """Leave out layout at both ends of the pieces of a block."""
    kept = [part for part in parts if part.words]
    while kept and not (words := kept[0].words.lstrip(layout)):
        del kept[0]
    if kept:
        kept[0] = Piece(words, kept[0].styles)
    while kept and not (words := kept[-1].words.rstrip(layout)):
        del kept[-1]
    if kept:
        kept[-1] = Piece(words, kept[-1].styles)
    return kept


def _composed(parts: Iterable[Piece]) -> list[Piece]:
    """Compose each piece, after what belongs to the letter before it went over there."""
    done: list[Piece] = []
    for part in parts:
        own = _accents(done[-1].words, part.words) if done else 0
        if own:
            head = unicodedata.normalize("NFC", done[-1].words + part.words[:own])
            done[-1] = Piece(head, done[-1].styles)
        if own < len(part.words):
            done.append(Piece(unicodedata.normalize("NFC", part.words[own:]), part.styles))
    return done


def _accents(before: str, words: str) -> int:
    """Count the characters at the beginning that would change the ones before them, or be changed by them."""
    own = 0
    while own < len(words) and (unicodedata.combining(words[own]) or not _apart(before, words, own)):
        own += 1
    return own if _changes(before, words[:own]) else 0


def _apart(before: str, words: str, at: int) -> bool:
    """Whether a character does not join the one before it."""
    return not _changes(words[at - 1] if at else before[-1], words[at])


def _changes(before: str, after: str) -> bool:
    one, other, both = (unicodedata.normalize("NFC", words) for words in (before, after, before + after))
    return one + other != both
