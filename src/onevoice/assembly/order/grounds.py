"""Grounds on which many acts are refused: nothing of that name, the wrong stage, another's act."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate, Listed, Question
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.pack import Leave, Pack
from onevoice.assembly.order.paper import AnyListed, questions_now
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import Form, QuestionStage, SittingStage, Stage

Happened = TypeVar("Happened", bound=Event)


@dataclass(frozen=True, slots=True)
class Act(Generic[Happened]):
    """What stands against an event, and what it does where nothing stands against it."""

    against: Callable[[Debate, Pack, Happened], Ruling | None]
    carry: Callable[[Debate, Pack, Happened], Debate]


Acts = dict[type[Event], Act[Any]]


def no(rule: str, message: str, /, **parameters: str) -> Ruling:
    """Rule against something."""
    return Ruling.against(rule, Message.of(message, **parameters))


def unknown(on: str) -> Ruling:
    """Rule that the paper has nothing of that name."""
    return no("P1", "unknown", text=on)


def wrong_stage(listed: AnyListed, stages: Collection[Stage]) -> Ruling | None:
    """Rule against an act on what is at another stage."""
    if listed.stage in stages:
        return None
    return no("P2", "wrong-stage", text=listed.id, stage=listed.stage.value)


def taken(debate: Debate, id: str) -> Ruling | None:  # noqa: A002 - as the field is called
    """Rule against a second thing of one id."""
    held = debate.listed(id) is not None or any(one.id == id for one in debate.groupings)
    held = held or any(one.composite.id == id for one in debate.composites)
    held = held or any(one.id == id for one in debate.questions) or debate.decision(id) is not None
    return no("P4", "id-held", text=id) if held or not id else None


def not_mover(mover: str, by: str) -> Ruling | None:
    """Rule against an act that is the mover's alone; where no mover is known, anyone's name will do."""
    return no("P8", "not-the-mover", mover=mover) if mover and by != mover else None


def no_sitting(debate: Debate) -> Ruling | None:
    """Rule against debate outside an open sitting; a paper that names no sitting is not held to one."""
    if debate.sitting is None or debate.sitting.stage is SittingStage.OPEN:
        return None
    return no("P7", "no-sitting", sitting=debate.sitting.id)


def not_now(debate: Debate, target: str) -> Ruling | None:
    """Rule against an act that needs the question on a motion or amendment to be the question now."""
    now = questions_now(debate)
    own = (one for one in now if target in one.on and one.form is not Form.PROCEDURE)
    if any(one.stage is QuestionStage.PROPOSED for one in own):
        return None
    return no("P6", "not-the-question", text=target, now=now[-1].id if now else "")


def no_room(debate: Debate, pack: Pack, on: str) -> Ruling | None:
    """Rule against a main question beside more than the pack allows, or while something hangs on one."""
    main = pack.pending.main
    hanging = any(
        one.form is not Form.MAIN or one.stage is not QuestionStage.PROPOSED for one in debate.questions
    )
    if debate.called or hanging or (main is not None and len(debate.questions) >= main):
        return no(pack.pending.rule, "no-room", text=on, limit=str(main))
    return None


def busy(debate: Debate, target: str) -> Ruling | None:
    """Rule against changing words while a question on something that hangs on them is pending."""
    now = debate.question
    if debate.called or (now is not None and not_now(debate, target) is not None):
        return no("P6", "words-pending", text=target, now=debate.called or (now.id if now else ""))
    return None


def leave_wanting(leave: Leave | None, *, meeting: bool, seconder: bool, seconded: Listed) -> Ruling | None:
    """Rule against an act that needs the meeting's or the seconder's leave and has it not."""
    if leave is None:
        return None
    if leave.meeting and not meeting:
        return no(leave.rule, "leave-of-meeting")
    if leave.seconder and seconded.seconder and not seconder:
        return no(leave.rule, "leave-of-seconder", seconder=seconded.seconder)
    return None


def asked(debate: Debate, id: str) -> Question | None:  # noqa: A002 - as the field is called
    """Give a pending question by id; the question now where none is named."""
    if not id:
        return debate.question
    return next((one for one in debate.questions if one.id == id), None)
