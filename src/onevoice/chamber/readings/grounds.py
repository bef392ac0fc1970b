"""The text that words were written against, and what was carried into it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate, ListedMotion
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply, inserted_text
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.rebasing import rebase
from onevoice.chamber.refusals import NotHere
from onevoice.errors import WordingError


@dataclass(frozen=True, slots=True)
class Ground:
    """A text that an amendment is drawn up against.

    Attributes
    ----------
    text : Text
        As it read when the first word was written.
    since : tuple of tuple of Operation
        What was carried into it since then, one after another.
    is_lost : bool
        Whether the text as it read then can no longer be told; `text` is then as it reads now.
    """

    text: Text
    since: tuple[tuple[Operation, ...], ...] = ()
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Operations on the text as it reads now, and why others could not be carried over to it."""

    operations: tuple[Operation, ...]
    unplaced: tuple[Message, ...]


def ground(debate: Debate, target: str, rests_on: str = "") -> Ground:
    """Give the text of a digest among those that a motion or amendment has read as.

    Parameters
    ----------
    debate : Debate
    target : str
        Id of the motion or amendment.
    rests_on : str
        Digest; empty for the text as it reads now.

    Raises
    ------
    NotHere
        If the paper has nothing of that id.
    """
    if debate.listed(target) is None:
        raise NotHere("There is no such text on this paper.")
    now = text_of(debate, target)
    if rests_on in {"", now.digest}:
        return Ground(now)
    every = list(_carried(debate, target))
    text = _as_tabled(debate, target)
    try:
        for place, operations in enumerate(every):
            if text.digest == rests_on:
                return Ground(text, tuple(every[place:]))
            text = apply(text, operations)
    except WordingError:  # words of an amendment whose own text changed meanwhile
        return Ground(now, is_lost=True)
    return Ground(now, is_lost=True)


def carry_over(ground: Ground, operations: Iterable[Operation]) -> CarriedOver:
    """Carry operations on a ground over to the text as it reads now."""
    text, placed = ground.text, tuple(operations)
    unplaced: list[Message] = []
    for over in ground.since:
        rebased = rebase(text, placed, over)
        unplaced += (one.message for one in rebased.unplaced)
        text, placed = apply(text, over), rebased.placed
    return CarriedOver(placed, tuple(unplaced))


def _as_tabled(debate: Debate, target: str) -> Text:
    listed = debate.named(target)
    return listed.motion.text if isinstance(listed, ListedMotion) else inserted_text(listed.amendment)


def _carried(debate: Debate, target: str) -> Iterator[tuple[Operation, ...]]:
    for decision in debate.decisions:
        for carried in decision.carried:
            if carried.target == target:
                yield carried.operations
