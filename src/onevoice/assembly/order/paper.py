"""The paper of a debate with one thing on it changed, and what waits on it to be called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onevoice.assembly.order.debate import Debate, Grouping, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.pack import FormFor, Pack
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import STANDING, Form, Stage

AnyListed = ListedMotion | ListedAmendment


def with_listed(debate: Debate, listed: AnyListed) -> Debate:
    """Put a motion or amendment in the place of the one with its id."""
    if isinstance(listed, ListedMotion):
        motions = tuple(listed if one.id == listed.id else one for one in debate.motions)
        return replace(debate, motions=motions)
    amendments = tuple(listed if one.id == listed.id else one for one in debate.amendments)
    return replace(debate, amendments=amendments)


def at_stage(debate: Debate, on: str, stage: Stage, ruling: Ruling | None = None) -> Debate:
    """Bring a motion or amendment to a stage."""
    listed = debate.named(on)
    return with_listed(debate, replace(listed, stage=stage, ruling=ruling or listed.ruling))


def ready(pack: Pack, listed: AnyListed) -> Stage:
    """Give the stage from which a motion or amendment is called: selected, where the pack selects."""
    selects = pack.selecting is not None and (isinstance(listed, ListedAmendment) or pack.selecting.motions)
    return Stage.SELECTED if selects else Stage.ON_PAPER


def special_form(debate: Debate, pack: Pack, listed: ListedAmendment) -> FormFor | None:
    """Give the form in which an amendment is put, where that is another than "that it be made"."""
    return next((one for one in pack.forms if one.fits(debate, listed)), None)


def form_of(debate: Debate, pack: Pack, on: str) -> Form:
    """Give the form in which the question on a motion, an amendment or a bloc is first put."""
    listed = debate.listed(on)
    if not isinstance(listed, ListedAmendment):
        return Form.MAIN if listed is not None else Form.EN_BLOC
    special = special_form(debate, pack, listed)
    return special.form if special else Form.AMENDMENT


def to(debate: Debate, target: str) -> Iterator[ListedAmendment]:
    """Give the amendments to a motion or amendment, in order of the paper."""
    return (one for one in debate.amendments if one.amendment.target == target)


def under(debate: Debate, target: str) -> Iterator[ListedAmendment]:
    """Give the amendments to a motion or amendment at any remove that have not ended, the nearest first."""
    for one in to(debate, target):
        if one.stage in STANDING:
            yield one
        yield from under(debate, one.id)


def bloc_of(debate: Debate, on: str) -> Grouping | None:
    """Give the bloc in which an amendment is taken en bloc; None where it is put by itself."""
    return next((one for one in debate.groupings if one.en_bloc and on in one.on), None)


def bloc(debate: Debate, on: str) -> Grouping | None:
    """Give a bloc by its own id."""
    return next((one for one in debate.groupings if one.en_bloc and one.id == on), None)


def blocs(debate: Debate, motion: str) -> Iterator[Grouping]:
    """Give the blocs of amendments to a motion, at any remove."""
    return (one for one in debate.groupings if one.en_bloc and debate.motion_of(one.on[0]).id == motion)


def waiting(debate: Debate, pack: Pack, target: str) -> tuple[str, ...]:
    """Give the amendments to a motion or amendment that wait to be called one by one."""
    return tuple(
        one.id
        for one in to(debate, target)
        if one.stage is ready(pack, one) and bloc_of(debate, one.id) is None
    )


def depth(debate: Debate, listed: AnyListed) -> int:
    """Say how far from its motion something is: 0 for the motion, 1 for an amendment, 2 for one to that."""
    return 0 if isinstance(listed, ListedMotion) else 1 + depth(debate, debate.named(listed.amendment.target))


def questions_now(debate: Debate) -> tuple[Question, ...]:
    """Give the question now; where main questions stand side by side, all of them."""
    now = debate.question
    if now is None or now.form is not Form.MAIN:
        return debate.questions[-1:]
    return tuple(one for one in debate.questions if one.form is Form.MAIN)


def on_motion(debate: Debate, motion: str, question: Question) -> bool:
    """Say whether a question belongs to a motion: its main question or what is pending upon it."""
    if question.form is Form.PROCEDURE:
        return motion in question.on
    return any(debate.motion_of(one).id == motion for one in question.on)
