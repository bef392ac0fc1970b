"""Derive from a freely edited draft the operations that lead to it.

Blocks are matched first; blocks that stand in another order have moved; within a block whole words go and
come. What comes out rests on the base, and put to it gives the draft: its words, kinds, depths and marks.
The numbers that are printed before blocks are no part of it: they follow from what stands where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from onevoice.assembly.text import Block, Mark, MarkKind, Text
from onevoice.assembly.wording.matching import in_place, match_blocks
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.runs import marks_within
from onevoice.assembly.wording.tokens import Hunk, Opcodes, hunks, is_word, marked_tokens

SURVIVES = 0.2
"""Share of a block's words that must stay for the others to be changed singly, and not all at once."""


def derive(base: Text, draft: Text, opcodes: Opcodes, new_id: Callable[[int], str]) -> tuple[Operation, ...]:
    """Give the operations that make a draft of a text.

    Parameters
    ----------
    base : Text
        The text as it stands.
    draft : Text
        The same as somebody edited it. Its ids are used where it kept the base's; they need not be.
    opcodes : callable
        From two rows of tokens to (tag, start, end, start, end), as rapidfuzz's
        ``Levenshtein.opcodes`` gives them; ``onevoice.formats.token_opcodes`` does.
    new_id : callable
        From 1, 2, ... to the ids of inserted blocks, none of them the base's.

    Returns
    -------
    tuple of Operation
        In reading order; empty where the draft says what the text says.
        ``apply(base, derive(base, draft, ...))`` has the draft's words, kinds, depths and marks.
    """
    ids = map(new_id, count(1))
    if not base.blocks:
        added = tuple(replace(block, id=next(ids)) for block in draft.blocks)
        return (AddAtEnd(None, added),) if added else ()
    matched = match_blocks(base, draft, opcodes)
    if draft.blocks and not matched:
        return (ReplaceWhole(base.digest, tuple(replace(block, id=next(ids)) for block in draft.blocks)),)
    return tuple(_Derivation(base, draft, matched, opcodes, ids).operations())


class _Derivation:
    """One draft held against its base."""

    def __init__(
        self, base: Text, draft: Text, matched: dict[int, int], opcodes: Opcodes, ids: Iterator[str]
    ) -> None:
        self._base, self._draft, self._matched = base.blocks, draft.blocks, matched
        self._opcodes, self._ids = opcodes, ids
        self._stays = set(in_place(base.blocks, matched))
        self._was = {of: place for place, of in matched.items()}

    def operations(self) -> Iterator[Operation]:
        """Walk the base and say at each block what becomes of it, and what arrives after it."""
        arrivals = self._arrivals()
        yield from self._arrived(arrivals.get(-1, []), -1)
        for place, block in enumerate(self._base):
            changes = self._changes(place)
            coming = arrivals.get(place, [])
            last = place == len(self._base) - 1
            if last and changes and self._runs_on(place, changes[-1], coming):
                yield from changes[:-1]
                yield AddAtEnd(changes[-1].inserted, tuple(map(self._new, coming)))
                continue
            if place in self._was:
                yield from changes
            else:
                yield LeaveOut(block.id, block.hash)
            yield from self._arrived(coming, place)

    def _arrivals(self) -> dict[int, list[int]]:
        """Give for places of the base (-1: before the first) the blocks of the draft that come after them.

        They stand after what is left out there, so that a reader meets what goes before what comes.
        """
        gaps: dict[int, list[int]] = {}
        after = -1
        for place in range(len(self._draft)):
            if place in self._stays:
                after = self._matched[place]
            else:
                gaps.setdefault(after, []).append(place)
        return {self._past_what_goes(after): places for after, places in gaps.items()}

    def _past_what_goes(self, place: int) -> int:
        last = place
        for following in range(place + 1, len(self._base)):
            if following not in self._was:
                last = following
            elif self._was[following] in self._stays:
                break
        return last

    def _arrived(self, coming: Sequence[int], after: int) -> Iterator[Operation]:
        """Insert and move blocks to one place, in their order."""
        anchor = self._base[after] if after >= 0 else None
        inserted: list[Block] = []
        at_end = after == len(self._base) - 1 and after in self._was and not self._moves(coming)
        for place in [*coming, -1]:
            if place >= 0 and place not in self._matched:
                inserted.append(self._new(place))
                continue
            if inserted and at_end:
                yield AddAtEnd(None, tuple(inserted))
            elif inserted:
                yield Insert(anchor.id if anchor else None, anchor.hash if anchor else "", tuple(inserted))
            inserted = []
            if place >= 0:
                moved = self._base[self._matched[place]]
                yield Move(moved.id, moved.hash, anchor.id if anchor else None)

    def _runs_on(self, place: int, change: Change, coming: Sequence[int]) -> bool:
        """Whether a change of the last block only adds words at the end of the text."""
        stays = self._was.get(place) in self._stays
        at_end = change.start == change.end == len(self._base[place].words) > 0
        return stays and at_end and not self._moves(coming)

    def _moves(self, coming: Sequence[int]) -> bool:
        return any(place in self._matched for place in coming)

    def _new(self, place: int) -> Block:
        return replace(self._draft[place], id=next(self._ids))

    def _changes(self, place: int) -> list[Change]:
        """Give the changes of a block's words; none where they stay or the block goes."""
        if place not in self._was:
            return []
        block, wanted = self._base[place], self._draft[self._was[place]]
        if _reads(block, wanted):
            return []
        return self._word_by_word(block, wanted) or [self._all(block, wanted)]

    def _word_by_word(self, block: Block, wanted: Block) -> list[Change]:
        """Change words singly, or their marks; none of it where hardly any words stay."""
        tokens, keys = marked_tokens(block)
        come, come_keys = marked_tokens(wanted)
        found = hunks(keys, come_keys, self._opcodes)
        gone = sum(is_word(token) for hunk in found for token in tokens[hunk.base_start : hunk.base_end])
        whole = sum(map(is_word, tokens))
        if whole - gone < SURVIVES * max(whole, sum(map(is_word, come))):
            return []
        starts, come_starts = _starts(tokens), _starts(come)
        return [
            self._change(block, *_span(hunk, starts), _drawn(hunk, come_starts, wanted)) for hunk in found
        ]

    def _all(self, block: Block, wanted: Block) -> Change:
        inserted = replace(block, words=wanted.words, marks=wanted.marks) if wanted.words else None
        return self._change(block, 0, len(block.words), inserted)

    def _change(self, block: Block, start: int, end: int, inserted: Block | None) -> Change:
        if inserted is not None:
            inserted = replace(inserted, id=next(self._ids), number="")
        return Change(block.id, block.hash, start, end, inserted)


def _starts(tokens: Sequence[str]) -> list[int]:
    """Give where each token starts, and at last where all of them end."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _span(hunk: Hunk, starts: Sequence[int]) -> tuple[int, int]:
    return starts[hunk.base_start], starts[hunk.base_end]


def _drawn(hunk: Hunk, starts: Sequence[int], wanted: Block) -> Block | None:
    """Give the words that come, with their marks, as a block of the kind that they come into."""
    start, end = starts[hunk.draft_start], starts[hunk.draft_end]
    if start == end:
        return None
    return replace(wanted, words=wanted.words[start:end], marks=marks_within(wanted.marks, start, end))


def _reads(block: Block, wanted: Block) -> bool:
    """Whether two blocks have the same words under the same marks, however the marks are cut."""
    return block.words == wanted.words and _united(block.marks) == _united(wanted.marks)


def _united(marks: Sequence[Mark]) -> set[tuple[MarkKind, str, int, int]]:
    """Give the spans of marks, those of one kind and target that meet made one."""
    ends: dict[tuple[MarkKind, str], tuple[int, int]] = {}
    found: set[tuple[MarkKind, str, int, int]] = set()
    for mark in sorted(marks, key=lambda one: one.start):
        key = mark.kind, mark.target
        start, end = ends.get(key, (mark.start, mark.end))
        if mark.start > end:
            found.add((*key, start, end))
            start, end = mark.start, mark.end
        ends[key] = start, max(end, mark.end)
    return found | {(*key, *span) for key, span in ends.items()}
