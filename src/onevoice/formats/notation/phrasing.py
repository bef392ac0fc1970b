"""The ways in which an operation can be put into words, the plainest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.publishing import Version
from onevoice.formats.notation.finding import Finder, Point, Span
from onevoice.formats.notation.instructions import (
    SAME_BLOCK,
    Beside,
    Between,
    Edge,
    Inserting,
    Instruction,
    LeavingOut,
    Moving,
    Phrase,
    Piece,
    Place,
    Quotation,
    Whole,
)
from onevoice.formats.notation.matching import word_boundary
from onevoice.formats.plain_text import plain

_KINDS = {
    Kind.PARAGRAPH: "paragraph",
    Kind.HEADING: "heading",
    Kind.LIST_ENTRY: "list entry",
    Kind.CLAUSE: "clause",
}
_WORD = re.compile(r"\S+")
_SHORT = 90
"""Longest quotation of words that are left out, in characters, before their ends are quoted instead."""
_GROWTH = (1, 2, 3, 4, 6, 9, 14)

Ways = Iterator[tuple[Instruction, ...]]


class Phrasing:
    """Puts operations on a published text into words.

    Parameters
    ----------
    version : Version
    """

    def __init__(self, version: Version) -> None:
        self._text = version.text
        self._finder = Finder(version, "en")

    def ways(self, step: Sequence[Operation]) -> Ways:
        """List ways of saying an operation, or several that can be said together."""
        first = step[0]
        if len(step) > 1:
            yield from self._together(step)
        elif isinstance(first, Change):
            yield from self._change(first)
        elif isinstance(first, LeaveOut):
            yield from ((LeavingOut(Whole(place)),) for place in self._names(first.block))
        elif isinstance(first, Insert):
            yield from self._insert(first)
        elif isinstance(first, AddAtEnd):
            yield from self._add_at_end(first)
        elif isinstance(first, ReplaceWhole):
            yield from ((LeavingOut(Whole(None), content),) for content in _contents(first.inserted))
        else:
            yield from self._move(first)

    def _together(self, step: Sequence[Operation]) -> Ways:
        """Say that several blocks go, or all that follows some words."""
        first = step[0]
        last = [one for one in step if isinstance(one, LeaveOut)][-1]
        if isinstance(first, Change):
            place = self._text.place(first.block)
            words = self._text.block(first.block).words
            content = _run_on(first.inserted)
            for scope, quotation in self._before(place, first.start, words):
                yield (LeavingOut(Between(quotation, None), content, scope),)
        elif isinstance(first, LeaveOut):
            one, other = self._text.block(first.block), self._text.block(last.block)
            if _label(one) and _label(other) and one.depth == other.depth:
                kind = _KINDS[one.kind]
                yield (LeavingOut(Whole(Place(kind=kind, labels=(_label(one),), until=(_label(other),)))),)
            lines = Place(lines=(self._line(one.id, 0), self._line(other.id, len(other.words))))
            yield (LeavingOut(Whole(lines)),)

    def _change(self, change: Change) -> Ways:
        place = self._text.place(change.block)
        words = self._text.blocks[place].words
        new = change.inserted.words if change.inserted else ""
        start, end, new = _whole_words(words, change.start, change.end, new)
        removed = words[start:end]
        if not removed.strip():
            yield from self._insertion(place, start, end, new)
        else:
            kept = len(removed) - len(removed.lstrip()), len(removed.rstrip())
            yield from self._removal(place, start + kept[0], start + kept[1], new.strip())
        for growth in _GROWTH:
            wide = _grown(words, start, end, growth)
            whole = words[wide[0] : start] + new + words[end : wide[1]]
            for scope, quotation in self._quoting(place, *wide):
                yield (LeavingOut(Phrase(quotation), (Piece(whole),), scope),)
        whole = words[:start] + new + words[end:]
        for named in self._names(change.block):
            yield (LeavingOut(Whole(named), (Piece(whole),)),)
        block = self._text.blocks[place]
        for named in self._names(change.block):
            piece = _explicit(Block("new", block.kind, whole, block.depth, block.number))
            yield (LeavingOut(Whole(named), (piece,)),)

    def _insertion(self, place: int, start: int, end: int, new: str) -> Ways:
        words = self._text.blocks[place].words
        content = (Piece(new.strip()),)
        for scope, quotation in self._before(place, start, words):
            yield (Inserting(Beside(quotation, after=True), content, scope),)
        for scope, quotation in self._behind(place, end, words):
            yield (Inserting(Beside(quotation, after=False), content, scope),)
        for named in self._names(self._text.blocks[place].id):
            yield (Inserting(Edge(named, end=bool(words[:start].strip())), content),)

    def _removal(self, place: int, start: int, end: int, new: str) -> Ways:
        content = (Piece(new),) if new else ()
        long = end - start > _SHORT
        if long:
            yield from self._between(place, start, end, content)
        for scope, quotation in self._quoting(place, start, end):
            yield (LeavingOut(Phrase(quotation), content, scope),)
        if not long:
            yield from self._between(place, start, end, content)
        if not new:
            for scope, quotation in self._quoting(place, start, end):
                yield (LeavingOut(Phrase(quotation), (Piece(""),), scope),)

    def _between(self, place: int, start: int, end: int, content: tuple[Piece, ...]) -> Ways:
        """Quote what stays on either side of words that go, or their own first and last words."""
        words = self._text.blocks[place].words
        for scope, first in self._before(place, start, words):
            if not words[end:].strip():
                at_end = place + 1 == len(self._text.blocks)
                yield (LeavingOut(Between(first, None if at_end else SAME_BLOCK), content, scope),)
            for last in self._far(place, end, words):
                yield (LeavingOut(Between(first, last), content, scope),)
        inner = [found.span() for found in _WORD.finditer(words, start, end)]
        for growth in _GROWTH[:4]:
            if 2 * growth > len(inner):
                return
            for scope, first in self._quoting(place, start, inner[growth - 1][1]):
                for last in self._far(place, inner[-growth][0], words[:end], growth):
                    yield (LeavingOut(Between(first, last, inclusive=True), content, scope),)

    def _before(self, place: int, at: int, words: str) -> Iterator[tuple[Place | None, Quotation]]:
        """Quote words that end at a point: more of them until they stand there once."""
        inner = [found.start() for found in _WORD.finditer(words[:at])]
        yield from self._once(
            (place, inner[-growth], len(words[:at].rstrip())) for growth in _GROWTH if growth <= len(inner)
        )

    def _behind(self, place: int, at: int, words: str) -> Iterator[tuple[Place | None, Quotation]]:
        """Quote words that begin at a point."""
        inner = [found.span() for found in _WORD.finditer(words, at)]
        yield from self._once(
            (place, inner[0][0], inner[growth - 1][1]) for growth in _GROWTH if growth <= len(inner)
        )

    def _far(self, place: int, at: int, words: str, taken: int = 0) -> Iterator[Quotation]:
        """Quote words that begin at a point, with the line that they stand on where they need one."""
        inner = [found.span() for found in _WORD.finditer(words, at)]
        for growth in (taken,) if taken else _GROWTH:
            if growth > len(inner):
                return
            for scope, quotation in self._quoting(place, inner[0][0], inner[growth - 1][1]):
                if quotation.ordinal is None:
                    yield quotation
                yield Quotation(quotation.words, quotation.ordinal, scope)

    def _once(self, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[Place | None, Quotation]]:
        """Give those quotations first that need no ordinal."""
        counted: list[tuple[Place | None, Quotation]] = []
        for span in spans:
            for scope, quotation in self._quoting(*span):
                if quotation.ordinal is None:
                    yield scope, quotation
                else:
                    counted.append((scope, quotation))
        yield from counted

    def _quoting(self, place: int, start: int, end: int) -> Iterator[tuple[Place | None, Quotation]]:
        """Name words by the line on which they begin, and count them there if they stand there more often."""
        words = self._text.blocks[place].words[start:end]
        if not words or words != words.strip():
            return
        line = self._line(self._text.blocks[place].id, start)
        scope = Place(lines=(line, line))
        there = self._finder.occurrences(words, self._finder.span(scope))
        span = Span(Point(place, start), Point(place, end))
        if there == (span,):
            yield scope, Quotation(words)
        elif span in there:
            yield scope, Quotation(words, there.index(span) + 1)

    def _insert(self, insert: Insert) -> Ways:
        for content in _contents(insert.inserted):
            if insert.after is None:
                yield (Inserting(Edge(None, end=False), content),)
                for named in self._names(self._text.blocks[0].id) if self._text.blocks else ():
                    yield (Inserting(Beside(named, after=False), content),)
                continue
            for named in self._names(insert.after):
                yield (Inserting(Beside(named, after=True), content),)

    def _add_at_end(self, add: AddAtEnd) -> Ways:
        end = Edge(None, end=True)
        first = (Inserting(end, (Piece(add.run_on.words.strip()),)),) if add.run_on else ()
        if not add.inserted:
            yield first
        for content in _contents(add.inserted):
            yield (*first, Inserting(end, content))
        last = self._text.blocks[-1] if self._text.blocks else None
        if add.run_on is not None and last is not None:
            change = Change(last.id, last.hash, len(last.words), len(last.words), add.run_on)
            for way in self._change(change):
                yield (*way, *(Inserting(end, content) for content in _explicitly(add.inserted)))
        elif add.run_on is not None:
            run_on = Piece(add.run_on.words, _KINDS[add.run_on.kind], add.run_on.number, add.run_on.depth)
            yield (Inserting(end, (run_on, *map(_explicit, add.inserted))),)

    def _move(self, move: Move) -> Ways:
        for named in self._names(move.block):
            if move.after is None:
                yield (Moving(named, Edge(None, end=False)),)
            elif move.after == self._text.blocks[-1].id:
                yield (Moving(named, Edge(None, end=True)),)
            if move.after is not None:
                for other in self._names(move.after):
                    yield (Moving(named, Beside(other, after=True)),)

    def _names(self, block_id: str) -> Iterator[Place]:
        """Name a block: by its number, counted by its kind, by its lines."""
        block = self._text.block(block_id)
        kind = _KINDS[block.kind]
        if _label(block):
            yield Place(kind=kind, labels=(_label(block),))
        counted = self._finder.of_kind(kind).index(self._text.place(block_id)) + 1
        if block.kind is Kind.PARAGRAPH:
            yield Place(kind=kind, labels=(str(counted),))
        yield Place(kind=kind, ordinal=counted)
        yield Place(lines=(self._line(block_id, 0), self._line(block_id, len(block.words))))

    def _line(self, block_id: str, offset: int) -> int:
        return self._finder.version.line_of(block_id, offset)


def combined(text: Text, operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Give operations with all changes of a block's words made one that rewords the whole block."""
    by_block: dict[str, list[Change]] = {}
    for operation in operations:
        if isinstance(operation, Change):
            by_block.setdefault(operation.block, []).append(operation)
    result: list[Operation] = []
    for block_id, changes in by_block.items():
        after = apply(text, changes).block(block_id)
        base = text.block(block_id)
        result.append(Change(block_id, base.hash, 0, len(base.words), after))
    return (*result, *(one for one in operations if not isinstance(one, Change)))


def whole_text(text: Text, operations: Sequence[Operation]) -> ReplaceWhole:
    """Give the operation that puts the whole amended text in the place of the text."""
    return ReplaceWhole(text.digest, apply(text, operations).blocks)


def _whole_words(words: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Widen a change to whole words, and narrow it to the words that differ."""
    first, last = start, end
    while not word_boundary(words, first):
        first -= 1
    while not word_boundary(words, last):
        last += 1
    return first, last, words[first:start] + new + words[end:last]


def _grown(words: str, start: int, end: int, growth: int) -> tuple[int, int]:
    """Widen a span by a number of words on either side."""
    before = [found.start() for found in _WORD.finditer(words[:start])]
    after = [found.end() for found in _WORD.finditer(words, end)]
    first = before[-growth] if growth <= len(before) else 0 if not before else before[0]
    last = after[growth - 1] if growth <= len(after) else after[-1] if after else len(words)
    return min(first, start), max(last, end)


def _contents(blocks: Sequence[Block]) -> Iterator[tuple[Piece, ...]]:
    """Put blocks into words to be inserted: by kind, as lines, or with all that they are."""
    if len(blocks) > 1:
        yield (Piece(plain(Text(tuple(blocks))).strip("\n")),)
    yield tuple(
        Piece(f"{block.number} {block.words}".strip() if block.number else block.words, _KINDS[block.kind])
        for block in blocks
    )
    yield tuple(map(_explicit, blocks))


def _explicitly(blocks: Sequence[Block]) -> Iterator[tuple[Piece, ...]]:
    if blocks:
        yield tuple(map(_explicit, blocks))


def _explicit(block: Block) -> Piece:
    return Piece(block.words, _KINDS[block.kind], block.number, block.depth)


def _run_on(inserted: Block | None) -> tuple[Piece, ...]:
    return (Piece(inserted.words.strip()),) if inserted else ()


def _label(block: Block) -> str:
    label = block.number.strip("(). ")
    return label if re.fullmatch(r"\d{1,3}[a-z]{0,2}|[a-z]{1,4}", label) else ""
