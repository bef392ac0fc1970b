"""Which block is which when an editor splits, joins or moves blocks.

- **Split**: the first part keeps the id, so that amendments to it can be rebased; the second takes a new one.
- **Join**: the first block keeps its id; the second's id is gone for good, and is never given again.
- **Move**: the id travels with the words.

No words are changed: what is split and joined again is what it was.
"""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.layout import reworded
from onevoice.assembly.wording.marked import Run, State
from onevoice.assembly.wording.operations import Move
from onevoice.assembly.wording.runs import marks_within, whole
from onevoice.assembly.wording.sentences import refusal


def split(text: Text, block: str, at: int, new_id: str) -> Text:
    """Part a block in two.

    Parameters
    ----------
    text : Text
    block : str
        It keeps its id, number and the words before `at`.
    at : int
        Offset in its words, in code points.
    new_id : str
        Id of the block with the rest of the words: of the same kind and depth, without a number.

    Raises
    ------
    WordingError
        If the block is not there, `at` lies outside or within a letter, or the new id is taken.
    """
    place, found = _found(text, block)
    length = len(found.words)
    if not 0 <= at <= length:
        asked = {"length": str(length), "start": str(at), "end": str(at)}
        raise refusal(Message.of("span-outside", block=block, **asked))
    if not boundary(found.words, at):
        around = found.words[max(0, at - 20) : at + 20]
        raise refusal(Message.of("cuts-letter", block=block, at=str(at), words=around))
    if new_id in text:
        raise refusal(Message.of("id-taken", block=new_id))
    first = replace(found, words=found.words[:at], marks=marks_within(found.marks, 0, at))
    second = replace(
        found, id=new_id, words=found.words[at:], number="", marks=marks_within(found.marks, at, length)
    )
    return replace(text, blocks=(*text.blocks[:place], first, second, *text.blocks[place + 1 :]))


def join(text: Text, first: str, between: str = "") -> Text:
    """Make one block of a block and the one that follows it.

    Parameters
    ----------
    text : Text
    first : str
        It keeps its id, kind, depth and number.
    between : str
        What stands between the words of the two; a space where sentences meet.

    Raises
    ------
    WordingError
        If the block is not there, is the last, or letters would run together.
    """
    place, found = _found(text, first)
    if place + 1 == len(text.blocks):
        raise refusal(Message.of("nothing-follows", block=first))
    space = (Run(State.KEPT, between),) if between else ()
    following = whole(text.blocks[place + 1], State.KEPT, "")
    one = reworded(found, (*whole(found, State.KEPT, ""), *space, *following))
    return replace(text, blocks=(*text.blocks[:place], one, *text.blocks[place + 2 :]))


def move(text: Text, block: str, after: str | None) -> Text:
    """Move a block, with its id and words, to stand after another; after None, before the first.

    Raises
    ------
    WordingError
        If either block is not there.
    """
    _, found = _found(text, block)
    return apply(text, (Move(block, found.hash, after),))


def _found(text: Text, block: str) -> tuple[int, Block]:
    if block not in text:
        raise refusal(Message.of("block-gone", block=block))
    place = text.place(block)
    return place, text.blocks[place]
