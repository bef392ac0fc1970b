"""What happens to a sitting reaches every paper on its agenda, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from onevoice.assembly.minutes import Json
from onevoice.assembly.order.debate import Debate, Sitting
from onevoice.assembly.order.events import Adjourn, Event
from onevoice.assembly.order.stages import SittingStage
from onevoice.assembly.order.step import step
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, step_in
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import Book
from onevoice.chamber.refusals import refuse
from onevoice.formats.paper import parse_paper


def reach(
    book: Book, doer: Doer, act: str, sitting: models.Sitting, event: Event, public: Json, beside: str = ""
) -> Done:
    """Carry an act of a sitting out: on the sitting, and on every paper on its agenda.

    Parameters
    ----------
    book : Book
    doer : Doer
    act : str
    sitting : Sitting
    event : Event
    public : JSON value
        Of the sitting's own entry; each paper has one besides.
    beside : str
        Id of a paper that is there already.

    Raises
    ------
    Refused
    """
    alone = alone_in(book, sitting)
    refuse(may(doer, act, Object(sitting.assembly_id, book.assembly.is_open, alone, event)))
    after = step(alone, event).sitting
    if after is not None:
        sitting.stage = after.stage.value
        sitting.save()
    sequence = book.enter(act, doer.signed, objects=(sitting.id,), public=public)
    for paper in papers_of(sitting):
        if paper.id != beside:
            step_in(book, doer, act, paper, event)
    return Done(sequence, sitting.id)


def follow(book: Book, doer: Doer, paper: models.Paper) -> None:
    """Adjourn the sitting and its other papers, where a decision on one adjourned it."""
    held = parse_paper(paper.state).sitting
    if held is None or held.stage is not SittingStage.ADJOURNED:
        return
    sitting = models.Sitting.objects.filter(assembly=book.assembly, pk=held.id, stage="open").first()
    if sitting is not None:
        reach(book, doer, "adjourn-sitting", sitting, Adjourn(), {"decided_on": paper.id}, beside=paper.id)


def alone_in(book: Book, sitting: models.Sitting) -> Debate:
    """Give a sitting as the rules of order know it, with nothing before it."""
    stage = SittingStage(sitting.stage)
    held = Sitting(sitting.id, stage, sitting.day, sitting.days, sitting.interruption)
    return Debate(book.assembly.pack, sitting=held)


def papers_of(sitting: models.Sitting) -> Iterator[models.Paper]:
    """Give the papers on an agenda, in order."""
    for entry in sitting.agenda.select_related("paper"):
        if entry.paper is not None:
            yield entry.paper
