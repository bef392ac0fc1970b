"""The rest of the paper after each possible outcome, without deciding anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onevoice.assembly.order.concluding import conclude
from onevoice.assembly.order.debate import Debate, Decision, Question
from onevoice.assembly.order.falling import Fall
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, bloc, form_of
from onevoice.assembly.order.stages import STANDING, Form, How, Outcome, Stage


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a decision would leave.

    Attributes
    ----------
    on : str
        Id of the motion, amendment or bloc.
    outcome : Outcome
    falls : tuple of Fall
        What would fall, in order of the paper.
    debate : Debate
        As it would be then: texts as amended, what waits, the question.
    """

    on: str
    outcome: Outcome
    falls: tuple[Fall, ...]
    debate: Debate


def what_if(debate: Debate, pack: Pack, on: str, outcome: Outcome) -> WhatIf:
    """Say what would follow if a motion, an amendment or a bloc were decided now.

    It need not have been called or moved yet. Where a pack puts original words first, "agreed" means that the
    proposed words are added; where it takes a separate vote on words, that they are left out.

    Raises
    ------
    KeyError
        If the paper has none of that id.
    """
    whole = bloc(debate, on)
    if whole is not None:
        standing = tuple(one for one in whole.on if debate.amendment(one).stage in STANDING)
        asked = Question(on, Form.EN_BLOC, standing)
    else:
        debate.named(on)
        form = form_of(debate, pack, on)
        if form is Form.ORIGINAL_WORDS and outcome is Outcome.AGREED:
            form = Form.ADDED_WORDS
        asked = Question(on, form, (on,))
    came_to = outcome
    if asked.form in {Form.ORIGINAL_WORDS, Form.SEPARATE_VOTE}:  # what stays as it is, is agreed to
        came_to = Outcome.NEGATIVED if outcome is Outcome.AGREED else Outcome.AGREED
    decision = Decision(asked.id, asked.form, asked.on, came_to, How.VOICES)
    pending = tuple(one for one in debate.questions if one.on != asked.on or one.form is Form.PROCEDURE)
    after = conclude(replace(debate, questions=pending, called=""), pack, asked, decision)
    return WhatIf(on, outcome, _fallen(debate, after), after)


def outcomes(debate: Debate, pack: Pack, on: str) -> tuple[WhatIf, ...]:
    """Say what would follow on each possible outcome."""
    return tuple(what_if(debate, pack, on, outcome) for outcome in Outcome)


def _fallen(before: Debate, after: Debate) -> tuple[Fall, ...]:
    every: tuple[AnyListed, ...] = (*after.motions, *after.amendments)
    return tuple(
        Fall(one.id, one.ruling)
        for one in every
        if one.stage is Stage.FALLEN
        and before.named(one.id).stage is not Stage.FALLEN
        and one.ruling is not None
    )
