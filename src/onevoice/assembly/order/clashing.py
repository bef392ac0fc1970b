"""Which amendments cannot be carried together as they stand, and which meet where one was negatived."""

from __future__ import annotations

from collections.abc import Sequence

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.order.stages import WAITING, Stage
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import RelationKind, relate_amendments
from onevoice.assembly.wording.sentences import between
from onevoice.errors import WordingError


def clash(debate: Debate, one: str, other: str) -> bool:
    """Say whether two amendments to one text change some of the same words, so that one can be carried."""
    first, second = debate.amendment(one), debate.amendment(other)
    if one == other or first.amendment.target != second.amendment.target:
        return False
    text = text_of(debate, first.amendment.target)
    relations = relate_amendments(text, as_it_reads(first), as_it_reads(second))
    return any(one.clashes or one.kind is RelationKind.IDENTICAL for one in relations)


def clashes(debate: Debate, on: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give every pair of amendments that clash, in the order in which they were named."""
    return tuple(
        (one, other) for place, one in enumerate(on) for other in on[place + 1 :] if clash(debate, one, other)
    )


def clusters(debate: Debate, on: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Give the sets of amendments that clash with each other, directly or through a third."""
    pairs = clashes(debate, on)
    found: list[set[str]] = []
    for pair in pairs:
        joined = {*pair}.union(*(one for one in found if one & {*pair}))
        found = [one for one in found if not one & joined] + [joined]
    ordered = (tuple(one for one in on if one in cluster) for cluster in found)
    return tuple(sorted(ordered, key=lambda cluster: on.index(cluster[0])))


def why_not_beside(debate: Debate, decided: str, other: str) -> Message | None:
    """Say why an amendment could not stand beside another if that were agreed to, as the paper stands.

    Parameters
    ----------
    debate : Debate
        In which neither is decided yet.
    decided, other : str
        Ids of amendments to one text.

    Returns
    -------
    Message or None
        It names both by their numbers, and quotes words (``wording.sentences`` says it); None where the two
        can stand beside each other, or one does not rest on the text any more.
    """
    first, second = debate.listed(other), debate.listed(decided)
    if not isinstance(first, ListedAmendment) or not isinstance(second, ListedAmendment):
        return None
    try:
        text = text_of(debate, first.amendment.target)
        unplaced = rebase(text, first.operations, second.operations).unplaced
    except WordingError:
        return None
    names = (first.number or first.id, second.number or second.id)
    return between(unplaced[0].message, *names) if unplaced else None


def near_negatived(debate: Debate) -> tuple[tuple[str, str], ...]:
    """Give each amendment that waits with each negatived one at the same words or place (S7).

    Whether the two come to the same is for a person to say.
    """
    gone = [one for one in debate.amendments if one.stage is Stage.NEGATIVED]
    waits = [one for one in debate.amendments if one.stage in WAITING]
    return tuple((old.id, new.id) for old in gone for new in waits if _near(debate, old, new))


def _near(debate: Debate, old: ListedAmendment, new: ListedAmendment) -> bool:
    if old.amendment.target != new.amendment.target:
        return False
    text = text_of(debate, new.amendment.target)
    try:
        relations = relate_amendments(text, as_it_reads(old), as_it_reads(new))
    except WordingError:
        return False  # the words that the negatived one was to have changed since
    far = {RelationKind.DISJOINT, RelationKind.TOUCHING}
    return any(one.kind not in far for one in relations)
