"""Motions and amendments on the paper: handed in, returned, numbered, withdrawn."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.events import (
    AskSeparateVote,
    Event,
    Number,
    Return,
    Submit,
    TableAmendment,
    TableMotion,
    Withdraw,
)
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, Operation, ReplaceWhole
from onevoice.chamber.acts.doing import Done, Moment, act_on_paper
from onevoice.chamber.acts.may import Doer

Operations = tuple[Operation, ...]


def table_motion(
    doer: Doer, paper: str, title: str, text: Text, *, seek: bool = False, seen: int | None = None
) -> Done:
    """Hand a motion in, or (``seek``) let it seek signatures first; as ``act_on_paper``."""

    def tabled(moment: Moment) -> Event:
        motion = Motion(moment.free_id("m"), title, text, mover=moment.by, notice=moment.at)
        return TableMotion(motion, draft=seek)

    return act_on_paper(doer, "table-motion", paper, tabled, seen=seen)


def table_amendment(
    doer: Doer,
    paper: str,
    target: str,
    operations: Operations,
    *,
    seek: bool = False,
    seen: int | None = None,
) -> Done:
    """Hand an amendment in, on its target as that now reads; as ``act_on_paper``.

    The blocks that it inserts are named anew after the amendment, so that no two inserted blocks of a paper
    have one id.
    """
    return act_on_paper(
        doer,
        "table-amendment",
        paper,
        lambda moment: TableAmendment(_amendment(moment, target, operations), draft=seek),
        seen=seen,
    )


def ask_separate_vote(
    doer: Doer, paper: str, target: str, operations: Operations, *, seen: int | None = None
) -> Done:
    """Ask for a separate vote on the words that operations leave out; as ``act_on_paper``."""
    return act_on_paper(
        doer,
        "ask-separate-vote",
        paper,
        lambda moment: AskSeparateVote(_amendment(moment, target, operations)),
        seen=seen,
    )


def recommend(
    doer: Doer, paper: str, target: str, operations: Operations, *, seen: int | None = None
) -> Done:
    """Put a change on the paper as the clerk's, for the mover to take in; as ``act_on_paper``."""
    return act_on_paper(
        doer,
        "recommend",
        paper,
        lambda moment: TableAmendment(_amendment(moment, target, operations)),
        seen=seen,
    )


def submit(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Hand in a text that sought signatures; as ``act_on_paper``."""
    return act_on_paper(doer, "submit", paper, Submit(on), seen=seen)


def withdraw(
    doer: Doer, paper: str, on: str, *, leave: bool = False, seconder: bool = False, seen: int | None = None
) -> Done:
    """Withdraw, with the leave that the rules ask for once it is moved; as ``act_on_paper``."""
    return act_on_paper(doer, "withdraw", paper, Withdraw(on, leave, seconder), seen=seen)


def return_(doer: Doer, paper: str, on: str, rule: str, reason: str, *, seen: int | None = None) -> Done:
    """Return a text as not in order, by a rule of the pack; as ``act_on_paper``."""
    return act_on_paper(doer, "return", paper, Return(on, rule, reason), seen=seen)


def number(doer: Doer, paper: str, on: str, number: str, *, seen: int | None = None) -> Done:
    """Put a text on the paper under a letter or number; as ``act_on_paper``."""
    return act_on_paper(doer, "number", paper, Number(on, number), seen=seen)


def _amendment(moment: Moment, target: str, operations: Operations) -> Amendment:
    own = moment.free_id("a")
    named = _Naming(own)
    renamed = tuple(named.operation(one) for one in operations)
    return Amendment(own, target, renamed, mover=moment.by, notice=moment.at)


class _Naming:
    """Gives the blocks that an amendment inserts ids of their own: "a7.1", "a7.2"."""

    def __init__(self, amendment: str) -> None:
        self._amendment, self._number = amendment, 0

    def operation(self, operation: Operation) -> Operation:
        if isinstance(operation, Change):
            return replace(operation, inserted=operation.inserted and self._block(operation.inserted))
        if isinstance(operation, AddAtEnd):
            run_on = operation.run_on and self._block(operation.run_on)
            return AddAtEnd(run_on, self._blocks(operation.inserted))
        if isinstance(operation, Insert | ReplaceWhole):
            return replace(operation, inserted=self._blocks(operation.inserted))
        return operation

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(one) for one in blocks)

    def _block(self, block: Block) -> Block:
        self._number += 1
        return replace(block, id=f"{self._amendment}.{self._number}")
