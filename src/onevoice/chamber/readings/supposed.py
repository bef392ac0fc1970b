"""A text with amendments supposed carried: marked up, side by side, and as it would read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Text
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.marking import Pair, changes, mark_up, side_by_side, without_deletions
from onevoice.errors import WordingError


@dataclass(frozen=True, slots=True)
class SupposedText:
    """What a text would come to.

    Attributes
    ----------
    carried : tuple of str
        Ids of the amendments that it is shown with.
    left_out : tuple of str
        Ids of those that cannot be carried beside them.
    marked : tuple of MarkedBlock
    pairs : tuple of Pair
    text : Text
        As it would read.
    changes : tuple of Message
        In words, in the order of the text.
    """

    carried: tuple[str, ...]
    left_out: tuple[str, ...]
    marked: tuple[MarkedBlock, ...]
    pairs: tuple[Pair, ...]
    text: Text
    changes: tuple[Message, ...]


def suppose(text: Text, amendments: Sequence[Amendment]) -> SupposedText:
    """Suppose amendments carried; of those that clash, the first named.

    Parameters
    ----------
    text : Text
    amendments : sequence of Amendment
        To the text, or to one of them.
    """
    carried = tuple(amendments) if _fit(text, amendments) else tuple(_first_fitting(text, amendments))
    marked = mark_up(text, carried)
    read = without_deletions(marked)
    return SupposedText(
        carried=tuple(one.id for one in carried),
        left_out=tuple(one.id for one in amendments if one not in carried),
        marked=marked,
        pairs=side_by_side(text, carried),
        text=Text(read.blocks, text.language),
        changes=changes(text, carried),
    )


def _first_fitting(text: Text, amendments: Iterable[Amendment]) -> list[Amendment]:
    kept: list[Amendment] = []
    for one in amendments:
        if _fit(text, [*kept, one]):
            kept.append(one)
    return kept


def _fit(text: Text, amendments: Sequence[Amendment]) -> bool:
    held = {one.id for one in amendments}
    targets = {one.target for one in amendments if one.target not in held}
    if len(targets) > 1:  # one amends an amendment that is not among them
        return False
    try:
        mark_up(text, amendments)
    except WordingError:
        return False
    return True
