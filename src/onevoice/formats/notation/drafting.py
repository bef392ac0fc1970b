"""Operations in the making: words and blocks that go and come, collected until their blanks can be set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.formats.notation.finding import Finder, Point, Span
from onevoice.formats.notation.instructions import Piece
from onevoice.formats.notation.spacing import Edit, spaced, spaced_before
from onevoice.formats.numbering import printed_number
from onevoice.formats.plain_text import parse_plain

_KINDS = {
    "paragraph": Kind.PARAGRAPH,
    "heading": Kind.HEADING,
    "list entry": Kind.LIST_ENTRY,
    "clause": Kind.CLAUSE,
}
_ENTRIES = (Kind.LIST_ENTRY, Kind.CLAUSE)

Content = tuple[Piece, ...]


class Draft:
    """The operations of one amendment, as its notation is read.

    Parameters
    ----------
    finder : Finder
        Of the text that the amendment rests on.
    amendment : str
        Its id; inserted blocks are called after it.
    """

    def __init__(self, finder: Finder, amendment: str) -> None:
        self._finder, self._amendment = finder, amendment
        self._blocks = finder.blocks
        self._edits: dict[int, list[Edit]] = {}
        self._gone: set[int] = set()
        self._done: list[Operation] = []
        self._inserted = 0

    def operations(self) -> tuple[Operation, ...]:
        """Give the operations: words first, in reading order, then blocks in the order of the notation."""
        changes = [change for place in sorted(self._edits) for change in self._changes(place)]
        return (*changes, *self._done)

    def leave_out(self, span: Span, content: Content) -> None:
        """Leave out a span and insert content where it begins."""
        start, end = span.start, span.end
        words = run_on(content)
        if content and words is None:
            self._replace_blocks(span, content)
            return
        if start.block != end.block:
            self._cut_across(span, words)
        elif words is None and self._all_of(start.block, start.offset, end.offset):
            self._leave_out_block(start.block)
        else:
            removed = self._blocks[start.block].words[start.offset : end.offset]
            first = start.offset + len(removed) - len(removed.lstrip()) if removed.strip() else start.offset
            self._edit(start.block, first, first + len(removed.strip()), words)

    def replace_blocks(self, first: int, last: int, content: Content) -> None:
        """Leave out whole blocks and insert content: one block for one stays that block, with its number."""
        block = self._blocks[first]
        words = run_on(content)
        found = printed_number(words) if words and block.kind in _ENTRIES else None
        span = Span(Point(first, 0), Point(last, len(self._blocks[last].words)))
        if not content:
            self.leave_out(span, ())
        elif words is not None and first == last and (found is None or found[0] == block.number):
            self._edit(first, 0, len(block.words), found[1] if found else words)
        else:
            for place in range(first, last + 1):
                self._leave_out_block(place)
            self.insert_blocks(last + 1, content, block)

    def replace_whole(self, content: Content) -> None:
        """Leave out the whole text and insert content."""
        base = self._finder.version.text.digest
        self._done.append(ReplaceWhole(base, self._new_blocks(content, None)))

    def insert(self, point: Point, content: Content) -> None:
        """Insert content at a point of a block: words run on, blocks stand before or after it."""
        words = run_on(content)
        block = self._blocks[point.block]
        if words is not None:
            if not words:
                raise self._finder.fail("nothing-to-insert")
            self._edit(point.block, point.offset, point.offset, words)
        elif not block.words[point.offset :].strip():
            self.insert_blocks(point.block + 1, content, block)
        elif not block.words[: point.offset].strip():
            self.insert_blocks(point.block, content, block)
        else:
            before = block.words[: point.offset]
            label = self._finder.label(point.block)
            raise self._finder.fail("insert-within", words=before[-60:], paragraph=label)

    def insert_blocks(self, gap: int, content: Content, beside: Block | None) -> None:
        """Insert content as blocks before the block at a place, or at the end."""
        after = self._blocks[gap - 1] if gap else None
        blocks = self._new_blocks(content, beside)
        if not blocks:
            raise self._finder.fail("nothing-to-insert")
        self._done.append(Insert(after.id if after else None, after.hash if after else "", blocks))

    def add_at_end(self, content: Content) -> None:
        """Add content at the end of the text: words run on in its last block, unless that is a heading."""
        words = run_on(content)
        last = self._blocks[-1] if self._blocks else None
        if words == "":
            raise self._finder.fail("nothing-to-insert")
        if words is None or last is None or last.kind is Kind.HEADING:
            self._done.append(AddAtEnd(inserted=self._new_blocks(content, last)))
        else:
            self._done.append(AddAtEnd(run_on=self._new_block(spaced_before(last.words, words))))

    def move(self, places: range, after: Block | None) -> None:
        """Move blocks to stand after another; after None, before the first."""
        for place in places:
            self._once(place)
            block = self._blocks[place]
            self._done.append(Move(block.id, block.hash, after.id if after else None))

    def _edit(self, place: int, start: int, end: int, words: str | None) -> None:
        self._edits.setdefault(place, []).append(Edit(start, end, words))

    def _all_of(self, place: int, start: int, end: int) -> bool:
        words = self._blocks[place].words
        return not words[:start].strip() and not words[end:].strip()

    def _leave_out_block(self, place: int) -> None:
        self._once(place)
        self._done.append(LeaveOut(self._blocks[place].id, self._blocks[place].hash))

    def _once(self, place: int) -> None:
        if place in self._gone:
            raise self._finder.fail("overlap-within", words=self._blocks[place].words)
        self._gone.add(place)

    def _cut_across(self, span: Span, words: str | None) -> None:
        """Leave out words from one block into another; what stays of each stays in its block."""
        start, end = span.start, span.end
        first, last = self._blocks[start.block], self._blocks[end.block]
        if words is None and not first.words[: start.offset].strip():
            self._leave_out_block(start.block)
        elif words or start.offset < len(first.words):
            self._edit(start.block, start.offset, len(first.words), words)
        for place in range(start.block + 1, end.block):
            self._leave_out_block(place)
        if not last.words[end.offset :].strip():
            self._leave_out_block(end.block)
        elif end.offset:
            self._edit(end.block, 0, end.offset, None)

    def _replace_blocks(self, span: Span, content: Content) -> None:
        """Leave out a span that ends with a block, and insert blocks there."""
        start, end = span.start, span.end
        if self._blocks[end.block].words[end.offset :].strip():
            words = self._blocks[end.block].words[: end.offset]
            raise self._finder.fail(
                "insert-within", words=words[-60:], paragraph=self._finder.label(end.block)
            )
        whole = not self._blocks[start.block].words[: start.offset].strip()
        neighbour = self._blocks[start.block]
        if start != end:
            self.leave_out(span, ())
        self.insert_blocks(start.block if whole else start.block + 1, content, neighbour)

    def _changes(self, place: int) -> Iterator[Change]:
        block = self._blocks[place]
        edits = sorted(self._edits[place], key=lambda edit: (edit.start, edit.end))
        for earlier, later in pairwise(edits):
            if later.start < earlier.end:
                raise self._finder.fail("overlap-within", words=block.words[later.start : earlier.end])
        if place in self._gone and edits:
            raise self._finder.fail("overlap-within", words=block.words)
        for edit in spaced(block.words, edits):
            inserted = self._new_block(edit.inserted) if edit.inserted else None
            yield Change(block.id, block.hash, edit.start, edit.end, inserted)

    def _new_block(self, words: str, kind: Kind = Kind.PARAGRAPH, depth: int = 0, number: str = "") -> Block:
        self._inserted += 1
        return Block(f"{self._amendment}.{self._inserted}", kind, " ".join(words.splitlines()), depth, number)

    def _new_blocks(self, content: Content, beside: Block | None) -> tuple[Block, ...]:
        return tuple(block for piece in content for block in self._piece(piece, beside))

    def _piece(self, piece: Piece, beside: Block | None) -> Iterator[Block]:
        """Give the blocks of one piece; what is not said of them is as beside them, or as in plain text."""
        entries = beside is not None and beside.kind in _ENTRIES
        if not piece.kind and ("\n" in piece.words.strip() or not entries):
            for block in parse_plain(piece.words).blocks:
                yield self._new_block(block.words, block.kind, block.depth, block.number)
            return
        kind = _KINDS[piece.kind] if piece.kind or beside is None else beside.kind
        number, words = piece.number, piece.words
        if number is None:
            found = printed_number(words.strip()) if kind in _ENTRIES or entries else None
            number, words = found or ("", words.strip())
            if found and beside is not None and kind not in _ENTRIES:
                kind = beside.kind
        depth = piece.depth
        if depth is None:
            depth = 1 if kind is Kind.HEADING else beside.depth if beside and kind is beside.kind else 0
        yield self._new_block(words, kind, depth, number)


def run_on(content: Content) -> str | None:
    """Give the words of content that runs on with what is round it; None if it is blocks, or nothing."""
    if len(content) != 1 or content[0].kind:
        return None
    words = content[0].words.strip()
    return None if "\n" in words else words
