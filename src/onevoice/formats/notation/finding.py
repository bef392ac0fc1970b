"""Where in a published text the words and places of a notation are, or else what is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.publishing import Version
from onevoice.errors import WordingError
from onevoice.formats.notation.instructions import EVERY, LAST, Place, Quotation
from onevoice.formats.notation.matching import Seeking, exact, nearest, typographic, whole_words
from onevoice.formats.notation.sentences import PHRASES, refusal

_KINDS = {
    "paragraph": (Kind.PARAGRAPH,),
    "heading": (Kind.HEADING,),
    "list entry": (Kind.LIST_ENTRY,),
    "clause": (Kind.CLAUSE, Kind.LIST_ENTRY),
}
_ENTRIES = frozenset({Kind.LIST_ENTRY, Kind.CLAUSE})
_SHOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place in a text: a block's place from 0, and an offset in its words."""

    block: int
    offset: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words from one point to another, which may be in a later block."""

    start: Point
    end: Point


class Finder:
    """Finds quotations and places in a version of a text, and says in a language why it finds none."""

    def __init__(self, version: Version, language: str) -> None:
        self.version = version
        self.blocks: Sequence[Block] = version.text.blocks
        self._language = language

    def fail(self, message: str, **parameters: str) -> WordingError:
        """Give an error in the notation's language."""
        return refusal(self._language, message, **parameters)

    def found(self, quotation: Quotation, within: Span, after: Quotation | None = None) -> tuple[Span, ...]:
        """Find quoted words that begin within a span: one place, or several where every one is meant.

        Parameters
        ----------
        quotation : Quotation
        within : Span
        after : Quotation, optional
            Words that the span begins behind, for the sentence that says what was not found.

        Raises
        ------
        WordingError
            If the words stand there not at all, or more than once and nothing says which are meant.
        """
        words = " ".join(quotation.words.split()) and quotation.words.strip()
        if not words:
            raise self.fail("quotation-empty")
        if quotation.place is not None:
            within = self._meeting(within, self.span(quotation.place))
        spans = self.occurrences(words, within)
        where = self._where(within)
        if not spans:
            near = self._elsewhere(words) or self._nearest(words, within) or self._nearest(words, self.all)
            if after is None:
                raise self.fail("not-found", words=words, where=where, candidates=near)
            raise self.fail("not-between", words=words, first=after.words, where=where, candidates=near)
        if quotation.ordinal == EVERY:
            return spans
        if quotation.ordinal is None and len(spans) > 1:
            raise self._several("found-twice", words, spans, where)
        if quotation.ordinal in (None, LAST):
            return spans[-1:]
        if quotation.ordinal > len(spans):
            raise self._several("fewer-than", words, spans, where, ordinal=str(quotation.ordinal))
        return (spans[quotation.ordinal - 1],)

    def occurrences(self, words: str, within: Span) -> tuple[Span, ...]:
        """List the places where words stand as whole words, exactly or else but for their typography.

        Those that begin within the span are meant, or else those that reach into it.
        """
        for seek in (exact, typographic):
            spans = tuple(self._seek(words, within, seek))
            begun = tuple(span for span in spans if within.start <= span.start < within.end)
            if spans:
                return begun or spans
        return ()

    def _seek(self, words: str, within: Span, seek: Seeking) -> Iterator[Span]:
        for place in range(within.start.block, min(within.end.block + 1, len(self.blocks))):
            block = self.blocks[place].words
            for start, end in seek(words, block):
                span = Span(Point(place, start), Point(place, end))
                if span.start < within.end and within.start < span.end and whole_words(block, start, end):
                    yield span

    @property
    def all(self) -> Span:
        """The whole text."""
        last = len(self.blocks) - 1
        return Span(Point(0, 0), Point(last, len(self.blocks[last].words))) if self.blocks else _NOWHERE

    def span(self, place: Place) -> Span:
        """Give the words of lines or blocks.

        Raises
        ------
        WordingError
            If the text has no such place, or more than one.
        """
        if place.lines is not None:
            return self._lines(*place.lines)
        first, last = self.blocks_of(place)
        return Span(Point(first, 0), Point(last, len(self.blocks[last].words)))

    def blocks_of(self, place: Place) -> tuple[int, int]:
        """Give the places of the first and last block that a place names, with all that is nested in it."""
        first = self._block(place, place.labels, 0)
        last = self._block(place, (*place.labels[:-1], *place.until), first) if place.until else first
        if last < first:
            raise self.fail("lines-backwards", first=self.label(first), last=self.label(last))
        return first, self._nested_end(last)

    def point_line(self, point: Point) -> int:
        """Give the number of the line on which a point stands."""
        return self.version.line_of(self.blocks[point.block].id, point.offset)

    def label(self, place: int) -> str:
        """Name a block by what is printed before it, or else by its line."""
        return self.blocks[place].number.strip("().") or str(self.point_line(Point(place, 0)))

    def _lines(self, first: int, last: int) -> Span:
        if first > last:
            raise self.fail("lines-backwards", first=str(first), last=str(last))
        try:
            one, other = self.version.line(first), self.version.line(last)
        except WordingError as error:
            raise self.fail(error.message.id, **dict(error.message.parameters)) from None
        text = self.version.text
        return Span(Point(text.place(one.block), one.start), Point(text.place(other.block), other.end))

    def _block(self, place: Place, labels: tuple[str, ...], begin: int) -> int:
        if not labels:
            return self._counted(place, place.ordinal)
        found = list(self._labelled(labels, begin))
        if not found and len(labels) == 1 and labels[0].isdecimal():
            return self._counted(place, int(labels[0]))
        if not found:
            raise self._no_place(place, labels)
        if len(found) > 1:
            raise self._several_places(place, labels, found)
        return found[0]

    def _labelled(self, labels: tuple[str, ...], begin: int) -> Iterator[int]:
        """List the blocks that bear a number, or that bear it within a block that bears the one before."""
        for place in range(begin, len(self.blocks)):
            if _bare(self.blocks[place].number) != labels[0].lower():
                continue
            if len(labels) == 1:
                yield place
                continue
            end = self._unit_end(place)
            inner = [one for one in self._labelled(labels[1:], place + 1) if one < end]
            yield from inner[:1]

    def _unit_end(self, place: int) -> int:
        """Give the place after the entries that follow a block without a number of its own style."""
        style = _style(self.blocks[place].number)
        for later in range(place + 1, len(self.blocks)):
            if _style(self.blocks[later].number) == style or self.blocks[later].kind is Kind.HEADING:
                return later
        return len(self.blocks)

    def _nested_end(self, place: int) -> int:
        block = self.blocks[place]
        while (
            block.kind in _ENTRIES
            and place + 1 < len(self.blocks)
            and self.blocks[place + 1].kind in _ENTRIES
            and self.blocks[place + 1].depth > block.depth
        ):
            place += 1
        return place

    def of_kind(self, kind: str) -> list[int]:
        """List the places of the blocks of a kind."""
        return [place for place, block in enumerate(self.blocks) if block.kind in _KINDS[kind]]

    def _counted(self, place: Place, ordinal: int) -> int:
        there = self.of_kind(place.kind)
        if ordinal == 0 and len(there) > 1:
            raise self._several_places(place, (), there)
        if not there or ordinal > len(there):
            raise self._no_place(place, place.labels or ((str(ordinal),) if ordinal > 0 else ()))
        return there[-1] if ordinal == LAST else there[max(ordinal, 1) - 1]

    def _no_place(self, place: Place, labels: tuple[str, ...]) -> WordingError:
        name = self._name(place, labels)
        numbers = [
            block.number for block in self.blocks if block.number and block.number.strip("().").isalnum()
        ]
        count = len(self.of_kind(place.kind))
        there = PHRASES[self._language]["numbers" if numbers else "counted"].format(
            numbers=", ".join(number.strip(".") for number in numbers[:12])
            + (" …" if len(numbers) > 12 else ""),
            count=count,
            kind=self._kind_name(place),
        )
        return self.fail("no-such-place", place=name, there=there)

    def _several_places(self, place: Place, labels: tuple[str, ...], found: Sequence[int]) -> WordingError:
        lines = [str(self.point_line(Point(one, 0))) for one in found]
        shown = ", ".join(PHRASES[self._language]["line"].format(line=line) for line in lines[:_SHOWN])
        return self.fail(
            "place-twice",
            place=self._name(place, labels),
            count=str(len(found)),
            candidates=shown,
            line=lines[0],
        )

    def _name(self, place: Place, labels: tuple[str, ...]) -> str:
        return " ".join(
            (self._kind_name(place), "".join(f"({one})" for one in labels) if labels[1:] else "".join(labels))
        ).strip()

    def _kind_name(self, place: Place) -> str:
        return PHRASES[self._language][place.kind]

    def _meeting(self, one: Span, other: Span) -> Span:
        start = max(one.start, other.start)
        return Span(start, max(start, min(one.end, other.end)))

    def _where(self, within: Span) -> str:
        phrases = PHRASES[self._language]
        if not self.blocks or within == self.all:
            return phrases["text"]
        first = self.point_line(within.start)
        last = self.point_line(self._last_letter(within))
        return (
            phrases["line"].format(line=first)
            if first == last
            else phrases["lines"].format(first=first, last=last)
        )

    def _last_letter(self, within: Span) -> Point:
        end = within.end
        return Point(
            end.block, max(end.offset - 1, within.start.offset if end.block == within.start.block else 0)
        )

    def _several(
        self, message: str, words: str, spans: Sequence[Span], where: str, **more: str
    ) -> WordingError:
        shown = [self._shown(span) for span in spans[:_SHOWN]]
        candidates = "; ".join(shown) + (" …" if len(spans) > _SHOWN else "")
        line = str(self.point_line(spans[0].start))
        times = PHRASES[self._language]
        count = times[str(len(spans))] if len(spans) < 3 else times["times"].format(count=len(spans))
        return self.fail(
            message, words=words, count=count, where=where, candidates=candidates, line=line, **more
        )

    def _shown(self, span: Span) -> str:
        """Say where words stand, and what stands around them."""
        words = self.blocks[span.start.block].words
        before = words[: span.start.offset].split(" ")[-4:]
        after = words[span.end.offset :].split(" ")[:4]
        around = f"{' '.join(before)}{words[span.start.offset : span.end.offset]}{' '.join(after)}".strip()
        return PHRASES[self._language]["shown"].format(line=self.point_line(span.start), words=around)

    def _elsewhere(self, words: str) -> str:
        """Say where words stand that were sought in a part of the text only."""
        spans = self.occurrences(words, self.all)
        if not spans:
            return ""
        shown = "; ".join(self._shown(span) for span in spans[:_SHOWN]) + (
            " …" if len(spans) > _SHOWN else ""
        )
        return " " + PHRASES[self._language]["elsewhere"].format(candidates=shown)

    def _nearest(self, words: str, within: Span) -> str:
        """Say what stands in a span that is most like words that do not."""
        candidates: list[tuple[float, int, Span]] = []
        for place in range(within.start.block, min(within.end.block + 1, len(self.blocks))):
            block = self.blocks[place].words
            best = nearest(words, block)
            if best is not None:
                score, start, end = best
                candidates.append((-score, place, Span(Point(place, start), Point(place, end))))
        if not candidates:
            return ""
        shown = (
            PHRASES[self._language]["near"].format(
                line=self.point_line(span.start),
                words=self.blocks[place].words[span.start.offset : span.end.offset],
            )
            for _, place, span in islice(sorted(candidates), _SHOWN)
        )
        return " " + PHRASES[self._language]["nearest"].format(candidates="; ".join(shown))


_NOWHERE = Span(Point(0, 0), Point(0, 0))


def _bare(number: str) -> str:
    return number.strip("(). ").lower()


def _style(number: str) -> str:
    """Give how a number is printed, so that (a) and (b) are alike, and 1. and (1) are not."""
    if not number:
        return ""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", number.lower()))
