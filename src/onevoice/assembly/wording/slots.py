"""The places of a text that amendments would fill otherwise: what members answer part by part.

A place is a block of the text, or one that an amendment inserts. Each amendment is read alone: its part of a
place is that block as it would read if this amendment were carried and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.amending import in_order
from onevoice.assembly.wording.applying import amended
from onevoice.assembly.wording.operations import ReplaceWhole

Read = tuple[str, Text]
"""An amendment's id, and the text as it would read with it alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that could stand in a place.

    Attributes
    ----------
    id : str
        The source's id, a colon, and the block's.
    slot : str
        The place: a block's id, or the part's own where an amendment makes the place.
    source : str
        Id of the motion or amendment.
    block : Block
        As it would read.
    optional : bool
        Whether the place may stay empty: an amendment makes it, or would leave it out.
    """

    id: str
    slot: str
    source: str
    block: Block
    optional: bool


def parts(motion: str, text: Text, amendments: Iterable[Amendment]) -> tuple[Part, ...]:
    """Give what could stand in each place of a text, in reading order, the text's own words first.

    Parameters
    ----------
    motion : str
        Id of the text.
    text : Text
    amendments : iterable of Amendment
        To this text. One that replaces the whole has no parts: it is another text. Where two would have a
        place read alike, or insert the same words there, the part is that of the earlier by notice.

    Returns
    -------
    tuple of Part
        Empty where no amendment would change a place. A heading that nobody would change is no place.

    Raises
    ------
    WordingError
        If an amendment does not rest on the text.
    """
    read = [
        (one.id, amended(text, (one,)))
        for one in in_order(amendments)
        if not any(isinstance(operation, ReplaceWhole) for operation in one.operations)
    ]
    found = list(_inserted(text, read, None))
    for block in text.blocks:
        gone = any(block.id not in after for _, after in read)
        others = list(_reworded(block, read))
        if gone or others or block.kind is not Kind.HEADING:
            own = Part(f"{motion}:{block.id}", block.id, motion, block, gone)
            found += _distinct([own, *others])
        found += _inserted(text, read, block.id)
    changed = any(part.source != motion or part.optional for part in found)
    return tuple(found) if changed else ()


def _reworded(block: Block, read: Sequence[Read]) -> Iterator[Part]:
    """Give a block as each amendment that changes its words would have it read."""
    optional = any(block.id not in after for _, after in read)
    for source, after in read:
        if block.id in after and after.block(block.id).words != block.words:
            yield Part(f"{source}:{block.id}", block.id, source, after.block(block.id), optional)


def _inserted(text: Text, read: Sequence[Read], anchor: str | None) -> list[Part]:
    """Give the blocks that amendments insert after a block of the text; after None, before the first."""
    found: list[Part] = []
    for source, after in read:
        at: str | None = None
        for block in after.blocks:
            if block.id in text:
                at = block.id
            elif at == anchor and not any(_repeats(part, source, block) for part in found):
                name = f"{source}:{block.id}"
                found.append(Part(name, name, source, block, optional=True))
    return found


def _repeats(part: Part, source: str, block: Block) -> bool:
    """Say whether another amendment inserts the same words; what one says twice it means twice."""
    return part.source != source and part.block.words == block.words


def _distinct(listed: Iterable[Part]) -> list[Part]:
    """Keep the first of those that read alike."""
    first: dict[str, Part] = {}
    for part in listed:
        first.setdefault(part.block.words, part)
    return list(first.values())
