"""What the hall sees: the question now in large letters, what was declared, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onevoice.assembly.order.stages import QuestionStage, SittingStage
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.chairs_page import named_members
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.latest import was_latest
from onevoice.chamber.readings.next_act import next_acts
from onevoice.chamber.readings.order_paper import facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.pending import PendingRead, WordsRead, called, coming_up, pending

_DECIDE = frozenset({"collect", "declare", "cast"})


@dataclass(frozen=True, slots=True)
class Hall:
    """The projector page.

    Attributes
    ----------
    paper : PaperRead
    language : str
        Of the questions.
    sitting : SittingStage or None
    called : tuple of WordsRead
    questions : tuple of PendingRead
    stage : str
        What is going on, in words.
    declared : DecisionRead or None
        What was decided last; it stands large while nothing has come up since.
    is_fresh : bool
        Whether the latest act declared it.
    next : WordsRead or None
        What comes up next.
    """

    paper: PaperRead
    language: str
    sitting: SittingStage | None
    called: tuple[WordsRead, ...]
    questions: tuple[PendingRead, ...]
    stage: str
    declared: DecisionRead | None
    is_fresh: bool
    next: WordsRead | None


def hall(assembly: models.Assembly, id: str) -> Hall:  # noqa: A002 - as the field is called
    """Give what the hall sees of a paper.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    read = papers.paper(assembly.id, id)
    facts = facts_of(assembly, read)
    decided = decisions(read)
    asked = pending(assembly, read, facts)
    is_called = called(read, facts)
    coming = next_acts(read.debate, read.pack, named_members(assembly.id))[0]
    waiting = coming_up(read, facts)
    sitting = read.debate.sitting
    return Hall(
        paper=read,
        language=assembly.language,
        sitting=None if sitting is None else sitting.stage,
        called=is_called,
        questions=asked,
        stage=_stage(asked, is_called),
        declared=decided[-1] if decided else None,
        is_fresh=coming.act == "over" or was_latest(assembly.id, read.id, _DECIDE),
        next=waiting[0] if waiting and not is_called else None,
    )


def _stage(asked: tuple[PendingRead, ...], is_called: tuple[WordsRead, ...]) -> str:
    """Say what is going on."""
    if is_called:
        return _("Called: it waits to be moved")
    stages = {one.stage for one in asked}
    said = {
        QuestionStage.TIED: _("A tie: the casting vote decides"),
        QuestionStage.DIVIDING: _("Voting: the count is being taken"),
        QuestionStage.PUT: _("Voting by show of hands"),
        QuestionStage.PROPOSED: _("Before the meeting"),
        QuestionStage.STANDS_OVER: _("Stands over to the next sitting"),
    }
    return next((words for stage, words in said.items() if stage in stages), "")
