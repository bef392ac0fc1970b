# ruff: noqa: RUF001  # quotation marks and signs of all scripts are meant
"""Clauses: the parts of a motion or amendment that members can answer one by one.

A clause ends at a semicolon, at the end of a sentence, or with its list entry; the lead-in words that a list
hangs on are read with each of its entries. Conjunctions stay where they stand, at the head of their clause.
Every clause is traced to its words. What belongs to no clause alone (headings, lead-ins, an "and" at the end
of an entry) is its frame. The clerk joins and cuts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Clause
from onevoice.assembly.sounding import Proposition
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.sentence_ends import enclosures, semicolons, sentence_ends
from onevoice.errors import WordingError

Span = tuple[str, int, int]
"""Block id, start and end of words in it, in code points."""

_ENDINGS = frozenset(".!?;؟؛。！？；…")
_TAIL = re.compile(r"[,;؛]\s*(?:and|or|und|oder|sowie|et|ou)\s*[,;]?\s*$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:and|or|und|oder|sowie|et|ou)", re.IGNORECASE)
_EDGES = frozenset(",;؛；—–-")
_OPENING, _CLOSING = "\"'“‘„«", "\"'”’“»"


_SENTENCES = {
    "no-such-clause": "There is no clause {clause}. Name one of those listed.",
    "no-clause-follows": "Clause {clause} is the last: there is none to join it with.",
    "clause-not-cut": "Clause {clause} cannot be cut at {at}: name a place between two words of “{words}”.",
}


@dataclass(frozen=True, slots=True)
class _Lead:
    """Lead-in words, and the level of the block that they stand in."""

    level: tuple[int, int]
    spans: tuple[Span, ...]


def split_clauses(source: str, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """Part a motion or what an amendment inserts into clauses.

    Parameters
    ----------
    source : str
        Id of the motion or amendment.
    blocks : sequence of Block
        The motion's, or ``inserted_text(amendment).blocks``.

    Returns
    -------
    tuple of Clause
        With the ids "source:1", "source:2", ... in reading order. Every word of the blocks is in exactly
        one clause, or in the ``frame``.
    """
    by_id = {block.id: block for block in blocks}
    found: list[Clause] = []
    leads: list[_Lead] = []
    for place, block in enumerate(blocks):
        level = _level(block)
        while leads and leads[-1].level >= level:
            leads.pop()
        if block.kind is Kind.HEADING:
            continue
        before = leads[-1].spans if leads else ()
        spans = list(_parts(block, sentences=not before))
        nested = place + 1 < len(blocks) and _level(blocks[place + 1]) > level
        if spans and nested and block.words.rstrip()[-1:] not in _ENDINGS:
            leads.append(_Lead(level, (*before, spans.pop())))
        for span in spans:
            every = (*before, span)
            found.append(Clause(f"{source}:{len(found) + 1}", source, _read(every, by_id), every))
    return tuple(found)


def frame(blocks: Sequence[Block], clauses: Sequence[Clause]) -> tuple[Span, ...]:
    """List the words that belong to no clause, or to several as their lead-in.

    Returns
    -------
    tuple of (str, int, int)
        Spans in reading order, from the first letter to the last.
    """
    held: dict[str, list[tuple[int, int]]] = {}
    for (block_id, start, end), times in Counter(_all_spans(clauses)).items():
        if times == 1:
            held.setdefault(block_id, []).append((start, end))
    found: list[Span] = []
    for block in blocks:
        at = 0
        for start, end in [*sorted(held.get(block.id, ())), (len(block.words), len(block.words))]:
            singles = [place for place in range(at, start) if block.words[place].isalnum()]
            if singles:
                found.append((block.id, singles[0], singles[-1] + 1))
            at = end
    return tuple(found)


def join_clauses(clauses: Sequence[Clause], first: str, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """Make one clause of a clause and the one that follows it; it keeps the first one's id.

    Parameters
    ----------
    clauses : sequence of Clause
    first : str
        Id of the first of the two.
    blocks : sequence of Block
        The blocks that they were split from.

    Raises
    ------
    WordingError
        If there is no such clause, or none follows it.
    """
    place = _place(clauses, first)
    if place + 1 == len(clauses):
        raise _refused("no-clause-follows", clause=first)
    pair = clauses[place : place + 2]
    shared = set(_all_spans([*clauses[:place], *clauses[place + 2 :]]))
    by_id = {block.id: block for block in blocks}
    spans = _run_together(list(dict.fromkeys(_all_spans(pair))), shared, by_id)
    one = replace(pair[0], words=_read(spans, by_id), spans=spans)
    return (*clauses[:place], one, *clauses[place + 2 :])


def cut_clause(
    clauses: Sequence[Clause], clause: str, at: int, blocks: Sequence[Block]
) -> tuple[Clause, ...]:
    """Part a clause in two; the first part keeps its id, the second takes the next free one of its source.

    Parameters
    ----------
    clauses : sequence of Clause
    clause : str
        Id.
    at : int
        Offset in the clause's words, in code points. A lead-in that other clauses share goes with both.
    blocks : sequence of Block
        The blocks that they were split from.

    Raises
    ------
    WordingError
        If there is no such clause, no words of its own would be left on one side, or a word or a shared
        lead-in would be torn.
    """
    place = _place(clauses, clause)
    one = clauses[place]
    by_id = {block.id: block for block in blocks}
    shared = {span for other in clauses if other is not one for span in other.spans}
    before, after = _cut(one.spans, at, by_id)
    own = [
        [span for span in side if span not in shared and _is_wordy(span, by_id)] for side in (before, after)
    ]
    torn = set(one.spans) & shared - {*before, *after}
    if not (0 < at < len(one.words) and all(own)) or torn or _parts_a_word(one.words, at):
        raise _refused("clause-not-cut", clause=clause, at=str(at), words=one.words)
    after = (*(span for span in before if span in shared), *after)
    taken = {other.id for other in clauses}
    number = next(
        n for n in range(len(clauses) + 1, 2 * len(clauses) + 2) if f"{one.source}:{n}" not in taken
    )
    first = replace(one, words=_read(before, by_id), spans=before)
    second = Clause(f"{one.source}:{number}", one.source, _read(after, by_id), after)
    return (*clauses[:place], first, second, *clauses[place + 1 :])


def propositions(clauses: Sequence[Clause]) -> tuple[Proposition, ...]:
    """Make clauses the propositions of a sounding.

    Each has a slot of its own: none is an alternative to another until somebody says so.

    >>> propositions([Clause("h:1", "h", "regret the delay", (("h.1", 0, 16),))])[0].words
    3
    """
    return tuple(
        Proposition(one.id, one.words, slot=one.id, source=one.source, words=len(one.words.split()))
        for one in clauses
    )


def _level(block: Block) -> tuple[int, int]:
    """Say how deep a block stands: paragraphs above clauses above list entries, and then by depth."""
    rank = {Kind.HEADING: 0, Kind.PARAGRAPH: 1, Kind.CLAUSE: 2, Kind.LIST_ENTRY: 3}[block.kind]
    return rank, block.depth if rank > 1 else 0


def _parts(block: Block, *, sentences: bool) -> Iterator[Span]:
    """Part a block's words at semicolons, and at the ends of sentences where none hangs on a lead-in."""
    words = block.words
    start, stop = _unquoted(words)
    if block.kind is not Kind.PARAGRAPH and (tail := _TAIL.search(words, start, stop)):
        stop = tail.start()
    within = enclosures(words[start:stop])
    cuts = [(start + a, start + b) for a, b in semicolons(words[start:stop], within)]
    if sentences:
        cuts += [(start + end, start + end) for end in sentence_ends(words[start:stop], within)]
    for end, following in [*sorted(cuts), (stop, stop)]:
        span = _trimmed(words, start, end)
        start = following
        part = words[span[0] : span[1]]
        if any(letter.isalnum() for letter in part) and not _CONJUNCTION.fullmatch(part):
            yield block.id, *span


def _unquoted(words: str) -> tuple[int, int]:
    """Give the span within the quotation marks where one quotation is the whole block."""
    start, end = _trimmed(words, 0, len(words))
    whole = enclosures(words).spans
    if whole and words[start] in _OPENING and whole[0][0] == start and whole[0][1] >= end - 1:
        return start + 1, whole[0][1] - 1
    return start, len(words)


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks at both ends of a span, and signs that only part it from the next."""
    while start < end and words[start].isspace():
        start += 1
    while start < end and (words[end - 1].isspace() or words[end - 1] in _EDGES):
        end -= 1
    return start, end


def _read(spans: Sequence[Span], by_id: dict[str, Block]) -> str:
    return " ".join(by_id[block_id].words[start:end] for block_id, start, end in spans)


def _all_spans(clauses: Sequence[Clause]) -> Iterator[Span]:
    for clause in clauses:
        yield from clause.spans


def _place(clauses: Sequence[Clause], clause: str) -> int:
    place = next((at for at, one in enumerate(clauses) if one.id == clause), None)
    if place is None:
        raise _refused("no-such-clause", clause=clause)
    return place


def _run_together(spans: Sequence[Span], shared: set[Span], by_id: dict[str, Block]) -> tuple[Span, ...]:
    """Make spans that follow each other in a block one, with the sign between them; lead-ins stay apart."""
    found: list[Span] = []
    for span in spans:
        block_id, start, end = span
        last = found[-1] if found else None
        if last and last[0] == block_id and last[2] <= start and not shared & {last, span}:
            between = by_id[block_id].words[last[2] : start]
            if not any(letter.isalnum() for letter in between):
                found[-1] = (block_id, last[1], end)
                continue
        found.append(span)
    return tuple(found)


def _parts_a_word(words: str, at: int) -> bool:
    return not boundary(words, at) or (words[at - 1].isalnum() and words[at].isalnum())


def _is_wordy(span: Span, by_id: dict[str, Block]) -> bool:
    return any(letter.isalnum() for letter in by_id[span[0]].words[span[1] : span[2]])


def _cut(
    spans: Sequence[Span], at: int, by_id: dict[str, Block]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Part spans at an offset in the words that they read as."""
    before: list[Span] = []
    after: list[Span] = []
    for block_id, start, end in spans:
        length = end - start
        middle = start + min(max(at, 0), length)
        for side, part in ((before, (start, middle)), (after, (middle, end))):
            span = _trimmed(by_id[block_id].words, *part)
            if span[0] < span[1]:
                side.append((block_id, *span))
        at -= length + 1
    return tuple(before), tuple(after)


def _refused(message: str, **parameters: str) -> WordingError:
    return WordingError(_SENTENCES[message].format(**parameters), Message.of(message, **parameters))
