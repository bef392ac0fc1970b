"""Acts that change a text without a question: taking an amendment over, altering one's own words."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.carrying import carry, resting, rewritten
from onevoice.assembly.order.debate import Debate, Decision, ListedAmendment, ListedMotion
from onevoice.assembly.order.events import Alter, TakeOver
from onevoice.assembly.order.grounds import (
    Act,
    Acts,
    busy,
    leave_wanting,
    no,
    not_mover,
    unknown,
    wrong_stage,
)
from onevoice.assembly.order.pack import Pack, TakingOver
from onevoice.assembly.order.paper import bloc_of, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import STANDING, WAITING, Form, How, Outcome, Stage


def _against_take_over(debate: Debate, pack: Pack, event: TakeOver) -> Ruling | None:
    listed = debate.listed(event.on)
    if not isinstance(listed, ListedAmendment):
        return unknown(event.on)
    if pack.taking_over is None:
        return no("P11", "no-taking-over")
    target = debate.named(listed.amendment.target)
    mover = target.motion.mover if isinstance(target, ListedMotion) else target.amendment.mover
    wrong = _not_theirs(pack.taking_over, mover, event.by)
    wrong = wrong or wrong_stage(listed, WAITING | {Stage.NOT_SELECTED, Stage.TABLED})
    if wrong is not None or bloc_of(debate, event.on) is not None or listed.taken_over:
        return wrong or no("P2", "in-bloc", text=event.on)
    if target.stage is Stage.MOVED:
        wrong = leave_wanting(
            pack.taking_over.leave, meeting=event.leave, seconder=event.seconder, seconded=target
        )
    why = None if pack.taking_over.en_bloc else resting(debate, listed)
    return (
        wrong
        or wrong_stage(target, STANDING)
        or busy(debate, target.id)
        or (None if why is None else Ruling.against("P5", why))
    )


def _not_theirs(taking_over: TakingOver, mover: str, by: str) -> Ruling | None:
    """Rule against taking over by anybody but the mover of the text, or the committee where it is theirs."""
    if not taking_over.by:
        return not_mover(mover, by)
    return no(taking_over.rule, "not-theirs", whose=taking_over.by) if by != taking_over.by else None


def _take_over(debate: Debate, pack: Pack, event: TakeOver) -> Debate:
    if pack.taking_over is None or pack.taking_over.en_bloc:
        return with_listed(debate, replace(debate.amendment(event.on), taken_over=True))
    debate, carried = carry(debate, pack, event.on, Stage.TAKEN_IN)
    decision = Decision(
        event.on,
        Form.AMENDMENT,
        (event.on,),
        Outcome.AGREED,
        How.TAKEN_OVER,
        rule=pack.taking_over.rule,
        carried=(carried,),
        at=event.at,
    )
    return replace(debate, decisions=(*debate.decisions, decision))


def _against_alter(debate: Debate, pack: Pack, event: Alter) -> Ruling | None:
    listed = debate.listed(event.on)
    if not isinstance(listed, ListedMotion):
        return unknown(event.on)
    if pack.altering is None:
        return no("P11", "no-altering")
    wrong = (
        not_mover(listed.motion.mover, event.by) or wrong_stage(listed, STANDING) or busy(debate, event.on)
    )
    if wrong is None and listed.stage is Stage.MOVED:
        wrong = leave_wanting(pack.altering, meeting=event.leave, seconder=event.seconder, seconded=listed)
    if wrong is not None:
        return wrong
    why = resting(debate, _as_amendment(event))
    return None if why is None else Ruling.against("P5", why)


def _as_amendment(event: Alter) -> ListedAmendment:
    own = Amendment(event.on, event.on, event.operations)
    return ListedAmendment(amendment=own, operations=event.operations, stage=Stage.TABLED)


def _alter(debate: Debate, pack: Pack, event: Alter) -> Debate:
    debate, carried = rewritten(debate, pack, event.on, event.on, event.operations)
    rule = pack.altering.rule if pack.altering else ""
    reason = Message.of("altered-by-mover", text=event.on)
    decision = Decision(
        f"{event.on}:altered",
        Form.AMENDMENT,
        (event.on,),
        Outcome.AGREED,
        How.ALTERED,
        rule=rule,
        reason=reason,
        carried=(carried,),
        at=event.at,
    )
    return replace(debate, decisions=(*debate.decisions, decision))


ACTS: Acts = {TakeOver: Act(_against_take_over, _take_over), Alter: Act(_against_alter, _alter)}
