"""The rest of the paper after each possible outcome, without deciding anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onevoice.assembly.order.concluding import conclude
from onevoice.assembly.order.debate import Debate, Decision, ListedMotion, Question
from onevoice.assembly.order.falling import Fall
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, bloc
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
    proposed words are added.

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
        form = Form.MAIN if isinstance(debate.named(on), ListedMotion) else Form.AMENDMENT
        asked = Question(on, form, (on,))
        if form is Form.AMENDMENT and _original_words(debate, pack, on):
            agreed = outcome is Outcome.AGREED
            asked = replace(asked, form=Form.ADDED_WORDS if agreed else Form.ORIGINAL_WORDS)
    # an amendment fails where the original words are agreed to stand
    came_to = Outcome.AGREED if asked.form is Form.ORIGINAL_WORDS else outcome
    decision = Decision(asked.id, asked.form, asked.on, came_to, How.VOICES)
    pending = tuple(one for one in debate.questions if one.on != asked.on or one.form is Form.PROCEDURE)
    after = conclude(replace(debate, questions=pending, called=""), pack, asked, decision)
    return WhatIf(on, outcome, _fallen(debate, after), after)


def outcomes(debate: Debate, pack: Pack, on: str) -> tuple[WhatIf, ...]:
    """Say what would follow on each possible outcome."""
    return tuple(what_if(debate, pack, on, outcome) for outcome in Outcome)


def _original_words(debate: Debate, pack: Pack, on: str) -> bool:
    special = next((one for one in pack.forms if one.fits(debate, debate.amendment(on))), None)
    return special is not None and special.form is Form.ORIGINAL_WORDS


def _fallen(before: Debate, after: Debate) -> tuple[Fall, ...]:
    every: tuple[AnyListed, ...] = (*after.motions, *after.amendments)
    return tuple(
        Fall(one.id, one.ruling)
        for one in every
        if one.stage is Stage.FALLEN
        and before.named(one.id).stage is not Stage.FALLEN
        and one.ruling is not None
    )
