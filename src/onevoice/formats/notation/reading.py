"""A notation read against a published text: words in, operations out."""

from __future__ import annotations

from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.publishing import Version
from onevoice.formats.notation.drafting import Draft, run_on
from onevoice.formats.notation.finding import Finder, Point, Span
from onevoice.formats.notation.instructions import (
    SAME_BLOCK,
    SAME_LINE,
    Between,
    Edge,
    Inserting,
    Instruction,
    LeavingOut,
    Moving,
    Phrase,
    Place,
    Quotation,
    Whole,
)
from onevoice.formats.notation.parsing import parse

_ELLIPSES = (" ... ", " … ", "...", "…")


def read_notation(
    version: Version, notation: str, amendment: str, language: str = "en"
) -> tuple[Operation, ...]:
    """Read what an amendment says in words as operations on the text that it amends.

    Parameters
    ----------
    version : Version
        The text as published; line numbers are its own.
    notation : str
        Such as "leave out from 'X' to end and add 'Y'". Several instructions may be joined by semicolons,
        "and" or line ends. All of them rest on the text as published.
    amendment : str
        Id of the amendment; its inserted blocks are called after it.
    language : str
        "en" or "de".

    Returns
    -------
    tuple of Operation

    Raises
    ------
    WordingError
        If the notation cannot be read, or names words or places that are not there or not there once.
    """
    return resolve(version, parse(notation, language), amendment, language)


def resolve(
    version: Version, instructions: tuple[Instruction, ...], amendment: str, language: str = "en"
) -> tuple[Operation, ...]:
    """Find what instructions name in a text, and give the operations that they are.

    Raises
    ------
    WordingError
        If they name words or places that are not there or not there once.
    """
    resolver = _Resolver(Finder(version, language), amendment)
    for instruction in instructions:
        resolver.take(instruction)
    return resolver.draft.operations()


class _Resolver:
    """Takes instructions one by one to the places that they name."""

    def __init__(self, finder: Finder, amendment: str) -> None:
        self._finder = finder
        self.draft = Draft(finder, amendment)

    def take(self, instruction: Instruction) -> None:
        """Find what an instruction names, and note what it does there."""
        if isinstance(instruction, Moving):
            self._move(instruction)
        elif isinstance(instruction, Inserting):
            self._insert(instruction)
        elif isinstance(instruction.span, Whole):
            self._leave_out_place(instruction.span.place or instruction.scope, instruction)
        else:
            for span in self._spans(instruction):
                self.draft.leave_out(span, instruction.content)

    def _leave_out_place(self, place: Place | None, instruction: LeavingOut) -> None:
        blocks = self._whole_blocks(place) if place else None
        if blocks is not None:
            self.draft.replace_blocks(*blocks, instruction.content)
        elif place is not None:
            self.draft.leave_out(self._finder.span(place), instruction.content)
        else:
            self.draft.replace_whole(instruction.content)

    def _spans(self, instruction: LeavingOut) -> tuple[Span, ...]:
        scope = self._scope(instruction.scope)
        span = instruction.span
        if isinstance(span, Between):
            return (self._between(span, scope, instruction.scope),)
        return self._phrases(span, scope) if isinstance(span, Phrase) else ()

    def _phrases(self, phrase: Phrase, scope: Span) -> tuple[Span, ...]:
        """Find quoted words; those between the ends of a quotation with an ellipsis belong to it."""
        quotation = phrase.quotation
        for ellipsis in _ELLIPSES:
            first, _, last = quotation.words.partition(ellipsis)
            if (
                first.strip()
                and last.strip()
                and not self._finder.occurrences(quotation.words.strip(), scope)
            ):
                ends = Quotation(first, quotation.ordinal, quotation.place), Quotation(last)
                return (self._between(Between(*ends, inclusive=True), scope, quotation.place),)
        return self._finder.found(quotation, scope)

    def _between(self, span: Between, scope: Span, named: Place | None) -> Span:
        start = scope.start
        last_point = scope.end
        if span.first is not None:
            first = self._finder.found(span.first, scope)[0]
            start = first.start if span.inclusive else first.end
            if named is None or named.lines is not None or span.first.place is not None:
                last_point = self._finder.all.end
        if span.last is None:
            return Span(start, last_point)
        if isinstance(span.last, Place):
            return self._to_end_of(start, self._place(span.last, start))
        behind = first.end if span.first is not None else start
        last = self._finder.found(span.last, Span(behind, last_point), after=span.first)[0]
        return Span(start, last.end if span.inclusive else last.start)

    def _to_end_of(self, start: Point, place: Span) -> Span:
        if place.end < start:
            raise self._finder.fail(
                "lines-backwards",
                first=str(self._finder.point_line(start)),
                last=str(self._finder.point_line(place.end)),
            )
        return Span(start, self._trimmed(place).end)

    def _place(self, place: Place, at: Point) -> Span:
        """Give the span of a place, which may be the line or block of a point."""
        if place == SAME_LINE:
            line = self._finder.point_line(at)
            return self._finder.span(Place(lines=(line, line)))
        if place == SAME_BLOCK:
            return Span(Point(at.block, 0), Point(at.block, len(self._finder.blocks[at.block].words)))
        return self._finder.span(place)

    def _scope(self, place: Place | None) -> Span:
        return self._finder.all if place is None else self._finder.span(place)

    def _insert(self, instruction: Inserting) -> None:
        point, content = instruction.point, instruction.content
        if isinstance(point, Edge):
            self._insert_at_edge(point, instruction)
        elif isinstance(point.anchor, Quotation):
            for span in self._finder.found(point.anchor, self._scope(instruction.scope)):
                self.draft.insert(span.end if point.after else span.start, content)
        elif point.anchor.lines is None:
            first, last = self._finder.blocks_of(point.anchor)
            beside = self._finder.blocks[first]
            self.draft.insert_blocks(last + 1 if point.after else first, content, beside)
        else:
            self._insert_beside_lines(point.anchor, instruction, after=point.after)

    def _insert_beside_lines(self, place: Place, instruction: Inserting, *, after: bool) -> None:
        """Insert between two lines: a block of its own where a block ends or begins there, else words."""
        span = self._finder.span(place)
        at = span.end if after else span.start
        block = self._finder.blocks[at.block]
        rest = block.words[at.offset :] if after else block.words[: at.offset]
        if rest.strip():
            self.draft.insert(self._trimmed(span).end if after else at, instruction.content)
        else:
            gap = at.block + 1 if after else at.block
            self.draft.insert_blocks(gap, instruction.content, block)

    def _insert_at_edge(self, edge: Edge, instruction: Inserting) -> None:
        blocks = self._finder.blocks
        place = instruction.scope if edge.place in (None, SAME_LINE, SAME_BLOCK) else edge.place
        if place is None:
            if edge.end:
                self.draft.add_at_end(instruction.content)
            elif run_on(instruction.content) is None or not blocks:
                self.draft.insert_blocks(0, instruction.content, None)
            else:
                self.draft.insert(Point(0, 0), instruction.content)
            return
        span = self._trimmed(self._finder.span(place))
        if edge.place == SAME_BLOCK:
            span = self._place(SAME_BLOCK, span.start)
        self.draft.insert(span.end if edge.end else span.start, instruction.content)

    def _move(self, instruction: Moving) -> None:
        first, last = self._moved_blocks(instruction.place)
        point = instruction.point
        if isinstance(point, Edge):
            gap = len(self._finder.blocks) if point.end else 0
        elif isinstance(point.anchor, Quotation):
            raise TypeError("a block is moved to stand beside a place")
        else:
            start, end = self._moved_blocks(point.anchor)
            gap = end + 1 if point.after else start
        if first < gap <= last or (first <= gap <= last + 1 and not isinstance(point, Edge)):
            raise self._finder.fail("move-into")
        self.draft.move(range(first, last + 1), self._finder.blocks[gap - 1] if gap else None)

    def _whole_blocks(self, place: Place) -> tuple[int, int] | None:
        """Give the first and last block that a place names; None for lines that are a part of one."""
        if place.lines is None:
            return self._finder.blocks_of(place)
        span = self._finder.span(place)
        whole = not span.start.offset and span.end.offset == len(self._finder.blocks[span.end.block].words)
        return (span.start.block, span.end.block) if whole else None

    def _moved_blocks(self, place: Place) -> tuple[int, int]:
        """Give the first and last block of a place where only whole ones will do.

        Raises
        ------
        WordingError
            If it names lines that are a part of one.
        """
        blocks = self._whole_blocks(place)
        if blocks is None:
            raise self._finder.fail("move-words", line=str(place.lines[0] if place.lines else 0))
        return blocks

    def _trimmed(self, span: Span) -> Span:
        """Give a span without the blanks at its end, which belong to the lines that they end."""
        words = self._finder.blocks[span.end.block].words
        begin = span.start.offset if span.start.block == span.end.block else 0
        kept = words[begin : span.end.offset].rstrip()
        return Span(span.start, Point(span.end.block, begin + len(kept)))
