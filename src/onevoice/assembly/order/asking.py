"""What may be done now, and if not, by which rule: the questions that every pack answers, as rulings."""

from __future__ import annotations

from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Call,
    Move,
    Second,
    Select,
    Sign,
    TableAmendment,
    TableMotion,
    TakeOver,
    Withdraw,
)
from onevoice.assembly.order.judging import ToJudge
from onevoice.assembly.order.judging import to_judge as _to_judge
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.step import may, pack_of

__all__ = [
    "may",
    "may_be_called",
    "may_move",
    "may_second",
    "may_select",
    "may_sign",
    "may_table",
    "may_take_over",
    "may_withdraw",
    "to_judge",
]


def may_table(debate: Debate, text: Motion | Amendment, *, at: str = "") -> Ruling:
    """Rule whether a motion or amendment may be handed in."""
    if isinstance(text, Motion):
        return may(debate, TableMotion(text, at=at, by=text.mover))
    return may(debate, TableAmendment(text, at=at, by=text.mover))


def may_sign(debate: Debate, on: str, by: str) -> Ruling:
    """Rule whether a member may add their name."""
    return may(debate, Sign(on, by=by))


def may_second(debate: Debate, on: str, by: str) -> Ruling:
    """Rule whether a member may second."""
    return may(debate, Second(on, by=by))


def may_select(debate: Debate, on: tuple[str, ...], reasons: tuple[tuple[str, str], ...] = ()) -> Ruling:
    """Rule whether these may be selected, together with what was selected before."""
    return may(debate, Select(on, reasons))


def may_be_called(debate: Debate, on: str, *, at: str = "") -> Ruling:
    """Rule whether an amendment or a bloc may be called now."""
    return may(debate, Call(on, at=at))


def may_move(debate: Debate, on: str, by: str = "", *, at: str = "") -> Ruling:
    """Rule whether a motion, a called amendment, a composite or a bloc may be moved now."""
    return may(debate, Move(on, at=at, by=by))


def may_withdraw(debate: Debate, on: str, by: str, *, leave: bool = True, seconder: bool = True) -> Ruling:
    """Rule whether the mover may withdraw, given the leave of the meeting and the seconder."""
    return may(debate, Withdraw(on, leave=leave, seconder=seconder, by=by))


def may_take_over(debate: Debate, on: str, by: str) -> Ruling:
    """Rule whether the mover of a text may take an amendment to it over, with every leave that it needs."""
    return may(debate, TakeOver(on, leave=True, seconder=True, by=by))


def to_judge(debate: Debate) -> tuple[ToJudge, ...]:
    """Give what a person must judge, or may, and has not; what calling waits for comes first."""
    return _to_judge(debate, pack_of(debate))
