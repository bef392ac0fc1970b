"""A mover's own words changed without a question."""

from __future__ import annotations

from onevoice.assembly.order.events import Alter, TakeOver
from onevoice.assembly.wording.operations import Operation
from onevoice.chamber.acts.doing import Done, act_on_paper
from onevoice.chamber.acts.may import Doer


def take_in(
    doer: Doer, paper: str, on: str, leave: bool = False, seconder: bool = False, *, seen: int | None = None
) -> Done:
    """Take an amendment into one's own text; as ``act_on_paper``."""
    return act_on_paper(doer, "take-in", paper, TakeOver(on, leave, seconder), seen=seen)


def take_in_for_committee(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Take an amendment in where the rules give that to a committee; as ``act_on_paper``."""
    return act_on_paper(doer, "take-in-for-committee", paper, TakeOver(on), seen=seen)


def alter(
    doer: Doer,
    paper: str,
    on: str,
    operations: tuple[Operation, ...],
    leave: bool = False,
    seconder: bool = False,
    *,
    seen: int | None = None,
) -> Done:
    """Alter the words of one's own motion as it now reads; as ``act_on_paper``."""
    return act_on_paper(doer, "alter", paper, Alter(on, operations, leave, seconder), seen=seen)
