"""Which amendments cannot be carried together as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.wording.relating import RelationKind, relate_amendments


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
