"""A wording to begin a composite with: the blocks that stand in it, and the clauses that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onevoice.assembly.motion import Clause
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import amended
from onevoice.chamber.readings.composing import Clauses, Source
from onevoice.chamber.readings.typed import typing_of

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"([^\w]*)[0-9]+([^\w]*)")


@dataclass(frozen=True, slots=True)
class Begun:
    """What a composite begins with.

    Attributes
    ----------
    clauses : tuple of Clause
        In the order in which they stand.
    words : str
        The wording, for somebody to go on writing at.
    """

    clauses: Clauses
    words: str


def begun_with(
    debate: Debate, motion: str, wording: Sequence[str], slots: Iterable[str], sources: Sequence[Source]
) -> Begun:
    """Write a wording out.

    Parameters
    ----------
    debate : Debate
    motion : str
    wording : sequence of str
        Ids of the parts that stand in it, in reading order.
    slots : iterable of str
        All places that were composed; other blocks of the motion stand as they are.
    sources : sequence of Source
        With the clauses that can be named.
    """
    text = text_of(debate, motion)
    places = {slot.removeprefix(f"{motion}:") for slot in slots}
    parts = list(_parts(debate, text, motion, wording))
    clauses = [one for source, block, _ in parts for one in _made_of(source, block, motion, text, sources)]
    standing = [(place, block) for place, block in enumerate(text.blocks) if block.id not in places]
    # what is inserted at a place follows what stands there
    blocks = sorted(
        [((place, 0), block) for place, block in standing]
        + [((place, 0 if block.id in text else 1), block) for _, block, place in parts],
        key=lambda one: one[0],
    )
    return Begun(tuple(dict.fromkeys(clauses)), typing_of(Text(tuple(_typed(block for _, block in blocks)))))


def _typed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks as they are plainly typed: clauses as a list, numbered anew where one is missing."""
    number = 0
    for at, block in enumerate(blocks, start=1):
        kind = Kind.LIST_ENTRY if block.kind is Kind.CLAUSE else block.kind
        counted = _NUMBER.fullmatch(block.number) if not block.depth else None
        number = number + 1 if counted else 0 if kind is Kind.HEADING else number
        called = f"{counted[1]}{number}{counted[2]}" if counted else block.number
        yield replace(block, id=f"b{at}", kind=kind, number=called)


def _parts(
    debate: Debate, text: Text, motion: str, wording: Sequence[str]
) -> Iterator[tuple[str, Block, int]]:
    """Give the source and the block of each part, and after which block of the motion it stands."""
    for part in wording:
        source, _, block = part.partition(":")
        after = text
        if source != motion:
            listed = debate.named(source)
            assert isinstance(listed, ListedAmendment)  # noqa: S101 - nothing else makes parts of a motion
            after = amended(text, (as_it_reads(listed),))
        before = after.blocks[: after.place(block) + 1]
        yield (
            source,
            after.block(block),
            max((text.place(one.id) for one in before if one.id in text), default=-1),
        )


def _made_of(
    source: str, block: Block, motion: str, text: Text, sources: Sequence[Source]
) -> Iterator[Clause]:
    """Give the clauses of a block: the source's own, and the motion's where those are not all of it."""
    by_id = {one.id: one.clauses for one in sources}
    own = [one for one in by_id.get(source, ()) if source != motion and _holds(block.words, _own(one))]
    if source == motion or (block.id in text and not _is_whole(block.words, own)):
        yield from (one for one in by_id.get(motion, ()) if one.spans and one.spans[-1][0] == block.id)
    yield from own


def _own(clause: Clause) -> str:
    """Give a clause's own words, without the lead-in that it hangs on."""
    if not clause.spans:
        return clause.words
    _, start, end = clause.spans[-1]
    return clause.words[start - end :]


def _holds(words: str, part: str) -> bool:
    """Say whether words hold others, whole word by whole word."""
    sought = _WORD.findall(part.casefold())
    there = _WORD.findall(words.casefold())
    return bool(sought) and any(
        there[at : at + len(sought)] == sought for at in range(len(there) - len(sought) + 1)
    )


def _is_whole(words: str, clauses: Iterable[Clause]) -> bool:
    """Say whether clauses have as many words as a block: then nothing of it is the motion's."""
    return sum(len(_WORD.findall(_own(one))) for one in clauses) >= len(_WORD.findall(words))
