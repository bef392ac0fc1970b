"""What every act shares: the ruling, the write and the entry, all or none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onevoice.assembly.messages import Message
from onevoice.assembly.minutes import Json
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.assembly.order.step import step
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer, Object, may, speaker
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.minutes import Book, writing
from onevoice.chamber.refusals import NotHere, Outdated, refuse
from onevoice.formats.paper import paper_of, parse_paper
from onevoice.formats.paper_values import written_fields


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done.

    Attributes
    ----------
    sequence : int
        Of its entry in the minutes; 0 where it has none (drafts).
    on : str
        Id of what it made or changed.
    """

    sequence: int
    on: str = ""


def paper_of_assembly(doer: Doer, paper: str) -> models.Paper:
    """Give a paper of the doer's own assembly.

    Raises
    ------
    NotHere
        Whether it is another assembly's or nobody's.
    """
    found = models.Paper.objects.filter(assembly_id=doer.assembly, pk=paper).first()
    if found is None:
        raise NotHere("There is no such paper in this assembly.")
    return found


def act_on_paper(doer: Doer, act: str, paper: str, event: Event, *, seen: int | None = None) -> Done:
    """Carry an event of a debate out.

    Parameters
    ----------
    doer : Doer
    act : str
        Its row in the table.
    paper : str
        Paper id.
    event : Event
        Without time and person: both are set here.
    seen : int, optional
        Version of the paper that the person saw.

    Raises
    ------
    NotHere, Refused, Outdated
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        return step_in(book, doer, act, found, event, seen=seen)


def step_in(
    book: Book, doer: Doer, act: str, paper: models.Paper, event: Event, *, seen: int | None = None
) -> Done:
    """Carry an event out within a writing that has begun; raises as ``act_on_paper``."""
    debate = parse_paper(paper.state)
    event = replace(event, at=book.now, by=speaker(doer, act))
    on = Object(assembly=paper.assembly_id, is_open=book.assembly.is_open, debate=debate, event=event)
    if seen is not None and seen != paper.version:
        refuse(may(doer, act, replace(on, event=None)))
        raise Outdated(paper.version)
    refuse(may(doer, act, on))
    after = step(debate, event)
    public: dict[str, Json] = {"event": written_fields(event, beside=("at",))}
    if doer.acts_for:
        public["for"] = doer.acts_for
    named = _named(event)
    sequence = book.enter(act, doer.person, objects=(paper.id, *named), public=public)
    keep_paper(paper, after, sequence, doer, undo=TABLE[act].undo)
    return Done(sequence, named[0] if named else paper.id)


def keep_paper(paper: models.Paper, after: Debate, sequence: int, doer: Doer, *, undo: bool) -> None:
    """Write the state after an act, and what stood before it while that may come back."""
    paper.before = paper.state if undo else ""
    paper.state = paper_of(after)
    paper.version += 1
    paper.latest = sequence
    paper.latest_by = doer.person
    paper.save()


def undo(doer: Doer, paper: str, *, seen: int | None = None) -> Done:
    """Undo one's latest act, while nobody has built on it.

    Raises
    ------
    NotHere, Refused, Outdated
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        on = Object(assembly=found.assembly_id, is_open=book.assembly.is_open, state=_undoable(doer, found))
        refuse(may(doer, "undo", on))
        if seen is not None and seen != found.version:
            raise Outdated(found.version)
        undone = found.latest
        sequence = book.enter("undo", doer.person, objects=(found.id,), public={"entry": undone})
        found.state, found.before = found.before, ""
        found.version += 1
        found.latest, found.latest_by = sequence, ""
        found.save()
        return Done(sequence, found.id)


def may_undo(doer: Doer, paper: models.Paper) -> Ruling:
    """Rule whether a person may undo the latest act on a paper."""
    on = Object(assembly=paper.assembly_id, state=_undoable(doer, paper))
    return may(doer, "undo", on)


def _undoable(doer: Doer, paper: models.Paper) -> Ruling:
    if paper.before and paper.latest_by == doer.person:
        return IN_ORDER
    return Ruling.against("C7", Message.of("built-on" if paper.latest_by != doer.person else "decided"))


def _named(event: Event) -> tuple[str, ...]:
    """Give the ids of texts that an event names."""
    for name in ("motion", "amendment", "composite"):
        made = getattr(event, name, None)
        if made is not None:
            return (made.id,)
    on = getattr(event, "on", ())
    return (on,) if isinstance(on, str) else tuple(on)
