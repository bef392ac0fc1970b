"""What every act shares: the ruling, the write and the entry, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from onevoice.assembly.messages import Message
from onevoice.assembly.minutes import Json
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.grounds import taken
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.assembly.order.step import step
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer, Object, may, speaker
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.acts.standing import standing_of
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


@dataclass(frozen=True, slots=True)
class Moment:
    """What an event is made from, once it is an act's turn.

    Attributes
    ----------
    debate : Debate
        As it is.
    version : int
        Of the paper.
    at, by : str
        Time and person of the act.
    """

    debate: Debate
    version: int
    at: str
    by: str

    def free_id(self, letter: str) -> str:
        """Give the next free id that begins with a letter: "m1", "a7"."""
        free = (f"{letter}{number}" for number in count(1))
        return next(one for one in free if taken(self.debate, one) is None)


Happening = Event | Callable[[Moment], Event]
"""An event, or what makes it when it is an act's turn; time and person are set by the act."""


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


def unchanged(paper: models.Paper, seen: int | None) -> None:
    """Hold an act to the version of the paper that the person saw, if they saw one.

    Raises
    ------
    Outdated
    """
    if seen is not None and seen != paper.version:
        raise Outdated(paper.version)


def act_on_paper(doer: Doer, act: str, paper: str, happening: Happening, *, seen: int | None = None) -> Done:
    """Carry an event of a debate out.

    Parameters
    ----------
    doer : Doer
    act : str
        Its row in the table.
    paper : str
        Paper id.
    happening : Event or callable
    seen : int, optional
        Version of the paper that the person saw.

    Raises
    ------
    NotHere, Refused, Outdated
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        return step_in(book, doer, act, found, happening, seen=seen)


def step_in(
    book: Book, doer: Doer, act: str, paper: models.Paper, happening: Happening, *, seen: int | None = None
) -> Done:
    """Carry an event out within a writing that has begun; raises as ``act_on_paper``."""
    debate = parse_paper(paper.state)
    on = Object(paper.assembly_id, book.assembly.is_open, debate, state=standing_of(doer))
    refuse(may(doer, act, on))
    unchanged(paper, seen)
    moment = Moment(debate, paper.version, book.now, speaker(doer, act))
    made = happening if isinstance(happening, Event) else happening(moment)
    event = replace(made, at=moment.at, by=moment.by)
    after = step(debate, event)  # which refuses what is not in order
    public: dict[str, Json] = {"event": written_fields(event, beside=("at",))}
    if doer.acts_for:
        public["for"] = doer.acts_for
    named = _named(event)
    sequence = book.enter(act, doer.signed, objects=(paper.id, *named), public=public)
    paper.before = paper.state if TABLE[act].undo else ""
    paper.state = paper_of(after)
    _save(paper, sequence, doer)
    return Done(sequence, named[0] if named else paper.id)


def enter_on(
    book: Book, doer: Doer, act: str, paper: models.Paper, public: Json, *, on: Sequence[str] = ()
) -> Done:
    """Enter an act on a paper that changes nothing of its debate; what was done before stands then.

    Parameters
    ----------
    book : Book
    doer : Doer
    act : str
        Ruled on already.
    paper : Paper
    public : JSON value
    on : sequence of str
        Ids of texts that it is about.
    """
    sequence = book.enter(act, doer.signed, objects=(paper.id, *on), public=public)
    paper.before = ""
    _save(paper, sequence, doer)
    return Done(sequence, on[0] if on else paper.id)


def _save(paper: models.Paper, sequence: int, doer: Doer) -> None:
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
        unchanged(found, seen)
        undone = found.latest
        sequence = book.enter("undo", doer.signed, objects=(found.id,), public={"entry": undone})
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
    if paper.before and doer.person and paper.latest_by == doer.person:
        return IN_ORDER
    return Ruling.against("H7", Message.of("built-on" if paper.latest_by != doer.person else "decided"))


def _named(event: Event) -> tuple[str, ...]:
    """Give the ids of texts that an event names."""
    for name in ("motion", "amendment", "composite"):
        made = getattr(event, name, None)
        if made is not None:
            return (made.id,)
    on = getattr(event, "on", ())
    return (on,) if isinstance(on, str) else tuple(on)
