"""What is set aside with all that is pending on it, and comes back as it was.

A motion stands over for want of a quorum, or a motion to order postpones, refers or tables it.
"""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.order.debate import Debate, Deferred, Question
from onevoice.assembly.order.events import TakeUp
from onevoice.assembly.order.grounds import Act, Acts, no, no_room, no_sitting, wrong_stage
from onevoice.assembly.order.pack import Pack, Procedure
from onevoice.assembly.order.paper import at_stage, on_motion, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import QuestionStage, Stage


def defer(debate: Debate, motion: str, kind: str, ruling: Ruling) -> Debate:
    """Set a motion aside with all that is pending on it.

    Parameters
    ----------
    debate : Debate
    motion : str
        Id of a motion that is moved.
    kind : str
        Of the motion to order that sets it aside; empty for want of a quorum.
    ruling : Ruling
        The rule and the reason, kept with the motion until it comes back.
    """
    held = tuple(one for one in debate.questions if on_motion(debate, motion, one))
    rest = tuple(one for one in debate.questions if one not in held)
    for on in (on for one in held for on in one.on):
        debate = at_stage(debate, on, Stage.DEFERRED)
    debate = at_stage(debate, motion, Stage.DEFERRED, ruling)
    deferred = (*debate.deferred, Deferred(motion, kind, held))
    return replace(debate, questions=rest, deferred=deferred, called="")


def stand_over(debate: Debate, pack: Pack, question: Question) -> Debate:
    """Let the business of a question stand over, on which too few voted to decide.

    A motion to order that is on no motion before the meeting lapses: it was about this sitting.
    """
    motion = debate.motion_of(question.on[0]) if question.on else None
    if motion is None or motion.stage is not Stage.MOVED:
        return replace(debate, questions=tuple(one for one in debate.questions if one != question))
    asked = replace(question, stage=QuestionStage.STANDS_OVER)
    questions = tuple(asked if one == question else one for one in debate.questions)
    ruling = no(pack.dividing.quorum or pack.dividing.rule, "stands-over", text=motion.id)
    return defer(replace(debate, questions=questions), motion.id, "", ruling)


def waits_for_sitting(deferred: Deferred) -> bool:
    """Say whether something stands over to the next sitting."""
    return any(one.stage is QuestionStage.STANDS_OVER for one in deferred.questions)


def stood_over(debate: Debate, pack: Pack) -> Debate:
    """Bring what stood over before a new sitting, as far as there is room; the rest can be taken up then."""
    debate = replace(debate, deferred=tuple(_afresh(one) for one in debate.deferred))
    for one in debate.deferred:
        if not one.kind and no_room(debate, pack, one.motion) is None:
            debate = taken_up(debate, one.motion)
    return debate


def _afresh(deferred: Deferred) -> Deferred:
    questions = tuple(
        replace(one, stage=QuestionStage.PROPOSED) if one.stage is QuestionStage.STANDS_OVER else one
        for one in deferred.questions
    )
    return replace(deferred, questions=questions)


def taken_up(debate: Debate, motion: str) -> Debate:
    """Bring a motion that was set aside before the meeting again, with all that was pending on it."""
    held = next(one for one in debate.deferred if one.motion == motion)
    debate = with_listed(debate, replace(debate.motion(motion), ruling=None))
    for on in (motion, *(on for one in held.questions for on in one.on)):
        debate = at_stage(debate, on, Stage.MOVED)
    rest = tuple(one for one in debate.deferred if one is not held)
    return replace(debate, questions=(*debate.questions, *held.questions), deferred=rest)


def against_taking_up(debate: Debate, pack: Pack, procedure: Procedure, on: str) -> Ruling | None:
    """Rule against a motion to order that takes up what another kind of it has not set aside."""
    if not any(one.motion == on and one.kind == procedure.takes_up for one in debate.deferred):
        return no(procedure.rule, "not-so-deferred", text=on, kind=procedure.takes_up)
    return no_room(debate, pack, on)


def _against_take_up(debate: Debate, pack: Pack, event: TakeUp) -> Ruling | None:
    held = next((one for one in debate.deferred if one.motion == event.on), None)
    if held is None:
        return wrong_stage(debate.named(event.on), ())
    if waits_for_sitting(held):
        return no(pack.dividing.quorum or pack.dividing.rule, "not-this-sitting", text=event.on)
    mover = next((one for one in pack.procedures if held.kind and one.takes_up == held.kind), None)
    if mover is not None:
        return no(mover.rule, "taken-up-by-motion", text=event.on, kind=mover.kind)
    return no_sitting(debate) or no_room(debate, pack, event.on)


def _take_up(debate: Debate, _pack: Pack, event: TakeUp) -> Debate:
    return taken_up(debate, event.on)


ACTS: Acts = {TakeUp: Act(_against_take_up, _take_up)}
