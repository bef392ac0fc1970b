"""Acts of a sitting: called, changed, cancelled, opened, counted, adjourned, closed."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.order.debate import Debate, Sitting
from onevoice.assembly.order.deferring import stood_over
from onevoice.assembly.order.events import (
    Adjourn,
    CallSitting,
    CancelSitting,
    ChangeSitting,
    CloseSitting,
    CountPresent,
    OpenSitting,
)
from onevoice.assembly.order.grounds import Act, Acts, no
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import SittingStage

_TO_OPEN = {SittingStage.CALLED, SittingStage.ADJOURNED}
_ENDED = {SittingStage.CLOSED, SittingStage.CANCELLED}


def _against_call(debate: Debate, _pack: Pack, event: CallSitting) -> Ruling | None:
    if debate.sitting is not None and debate.sitting.stage not in _ENDED:
        return no("P7", "sitting-goes-on")
    return _against_day(event)


def _against_day(event: CallSitting | ChangeSitting) -> Ruling | None:
    if not 1 <= event.day <= event.days:
        return no("P7", "no-such-day", day=str(event.day), days=str(event.days))
    return None


def _call(debate: Debate, _pack: Pack, event: CallSitting | ChangeSitting) -> Debate:
    sitting = Sitting(event.id, SittingStage.CALLED, event.day, event.days, event.interruption)
    return replace(debate, sitting=sitting)


def _against_change(debate: Debate, _pack: Pack, event: ChangeSitting) -> Ruling | None:
    return _begun(debate, event.id) or _against_day(event)


def _against_cancel(debate: Debate, _pack: Pack, event: CancelSitting) -> Ruling | None:
    return _begun(debate, event.id)


def _begun(debate: Debate, sitting: str) -> Ruling | None:
    """Rule against calling a sitting otherwise once it is more than called."""
    held = debate.sitting
    if held is None or held.id != sitting or held.stage is not SittingStage.CALLED:
        return no("P7", "sitting-begun")
    return None


def _cancel(debate: Debate, _pack: Pack, _event: CancelSitting) -> Debate:
    return _at(debate, SittingStage.CANCELLED, None)


def _against_open(debate: Debate, _pack: Pack, _event: OpenSitting) -> Ruling | None:
    if debate.sitting is None or debate.sitting.stage not in _TO_OPEN:
        return no("P7", "nothing-to-open")
    return None


def _open(debate: Debate, pack: Pack, event: OpenSitting) -> Debate:
    """Open the sitting; what stood over to a new one for want of a quorum comes before it."""
    if debate.sitting is not None and debate.sitting.stage is SittingStage.CALLED:
        debate = stood_over(debate, pack)
    return _at(debate, SittingStage.OPEN, event.present)


def _against_going_on(
    debate: Debate, _pack: Pack, _event: CountPresent | Adjourn | CloseSitting
) -> Ruling | None:
    if debate.sitting is None or debate.sitting.stage is not SittingStage.OPEN:
        return no("P7", "no-sitting", sitting=debate.sitting.id if debate.sitting else "")
    return None


def _count(debate: Debate, _pack: Pack, event: CountPresent) -> Debate:
    return _at(debate, SittingStage.OPEN, event.present)


def _adjourn(debate: Debate, _pack: Pack, _event: Adjourn) -> Debate:
    return _at(debate, SittingStage.ADJOURNED, None)


def _close(debate: Debate, _pack: Pack, _event: CloseSitting) -> Debate:
    return _at(debate, SittingStage.CLOSED, None)


def _at(debate: Debate, stage: SittingStage, present: int | None) -> Debate:
    if debate.sitting is None:
        return debate
    counted = debate.sitting.present if present is None else present
    return replace(debate, sitting=replace(debate.sitting, stage=stage, present=counted))


ACTS: Acts = {
    CallSitting: Act(_against_call, _call),
    ChangeSitting: Act(_against_change, _call),
    CancelSitting: Act(_against_cancel, _cancel),
    OpenSitting: Act(_against_open, _open),
    CountPresent: Act(_against_going_on, _count),
    Adjourn: Act(_against_going_on, _adjourn),
    CloseSitting: Act(_against_going_on, _close),
}
