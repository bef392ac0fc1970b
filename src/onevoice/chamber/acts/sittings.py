"""Sittings: called, changed, cancelled, opened, counted, adjourned, closed; who comes and who goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from onevoice.assembly.messages import Message
from onevoice.assembly.minutes import Json
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Adjourn,
    CallSitting,
    CancelSitting,
    ChangeSitting,
    CloseSitting,
    CountPresent,
    Event,
    OpenSitting,
)
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, paper_of_assembly, step_in
from onevoice.chamber.acts.following import alone_in, papers_of, reach
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.standing import standing_of
from onevoice.chamber.minutes import Book, writing
from onevoice.chamber.refusals import NotHere, refuse

Agenda = tuple[tuple[str, str], ...]
"""What comes when: title and paper id, which is empty for a heading alone."""


_ENDED = {"closed": "sitting-closed", "cancelled": "sitting-cancelled"}
"""Stages in which nobody comes or goes and no agenda is set, with why."""


def call_sitting(
    doer: Doer,
    title: str,
    starts_at: datetime,
    place: str = "",
    quorum: int | None = None,
    papers: tuple[str, ...] = (),
    *,
    day: int = 1,
    days: int = 1,
    interruption: str = "",
) -> Done:
    """Call a sitting, with papers on its agenda.

    Parameters
    ----------
    doer : Doer
    title : str
    starts_at : datetime
        With a time zone.
    place : str
    quorum : int, optional
        Members that must be present.
    papers : tuple of str
    day, days, interruption
        As in ``order.debate.Sitting``.

    Raises
    ------
    NotHere, Refused
    """
    with writing(doer.assembly) as book:
        alone, event = Debate(book.assembly.pack), CallSitting("", day, days, interruption)
        refuse(may(doer, "call-sitting", Object(book.assembly.id, debate=alone, event=event)))
        sitting = models.Sitting(assembly=book.assembly, day=day, days=days, interruption=interruption)
        sitting.title, sitting.starts_at, sitting.place, sitting.quorum = title, starts_at, place, quorum
        sitting.save()
        found = tuple(paper_of_assembly(doer, one) for one in dict.fromkeys(papers))
        _write_agenda(sitting, tuple((one.title, one.id) for one in found))
        public = _terms(sitting) | {"papers": [one.id for one in found]}
        sequence = book.enter("call-sitting", doer.signed, objects=(sitting.id,), public=public)
        for paper in found:
            step_in(book, doer, "call-sitting", paper, replace(event, id=sitting.id))
        return Done(sequence, sitting.id)


def change_sitting(
    doer: Doer,
    sitting: str,
    title: str,
    starts_at: datetime,
    place: str = "",
    quorum: int | None = None,
    *,
    day: int = 1,
    days: int = 1,
    interruption: str = "",
) -> Done:
    """Call a sitting otherwise that was called and has not begun; parameters as ``call_sitting``.

    Its agenda stays. A paper has an entry of its own only if the day or the moment of interruption changes.

    Raises
    ------
    NotHere, Refused
    """
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        event = ChangeSitting(found.id, day, days, interruption)
        refuse(
            may(doer, "change-sitting", Object(found.assembly_id, debate=alone_in(book, found), event=event))
        )
        is_other = (found.day, found.days, found.interruption) != (day, days, interruption)
        found.title, found.starts_at, found.place, found.quorum = title, starts_at, place, quorum
        found.day, found.days, found.interruption = day, days, interruption
        found.save()
        sequence = book.enter("change-sitting", doer.signed, objects=(found.id,), public=_terms(found))
        for paper in papers_of(found) if is_other else ():
            step_in(book, doer, "change-sitting", paper, event)
        return Done(sequence, found.id)


def cancel_sitting(doer: Doer, sitting: str) -> Done:
    """Cancel a sitting that was called and has not begun; its papers can be called for another."""
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        done = _reach(book, doer, "cancel-sitting", found, CancelSitting(found.id))
        found.presences.filter(left_at=None).update(left_at=datetime.fromisoformat(book.now))
        return done


def set_agenda(doer: Doer, sitting: str, entries: Agenda) -> Done:
    """Set what comes when; papers that are new to it come into the sitting as it is.

    Raises
    ------
    NotHere
    Refused
        Also if the sitting has ended, or a paper would be taken off once it has begun.
    """
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        before = tuple(papers_of(found))
        now = tuple(paper_of_assembly(doer, paper) for _, paper in entries if paper)
        refuse(may(doer, "set-agenda", Object(found.assembly_id, state=_agenda_state(found, before, now))))
        _write_agenda(found, entries)
        public = {"agenda": [[title, paper] for title, paper in entries]}
        sequence = book.enter("set-agenda", doer.signed, objects=(found.id,), public=public)
        for paper in before:
            if paper not in now:
                step_in(book, doer, "set-agenda", paper, CancelSitting(found.id))
        for paper in now:
            if paper not in before:
                _bring_in(book, doer, found, paper)
        return Done(sequence, found.id)


def open_sitting(doer: Doer, sitting: str, present: int | None = None) -> Done:
    """Open a sitting, or go on with one that was adjourned.

    Without a number, those who said that they are present are counted, if any did.
    """
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        counted = (present_in(found.id) or None) if present is None else present
        return _reach(book, doer, "open-sitting", found, OpenSitting(counted))


def count_present(doer: Doer, sitting: str, present: int | None = None) -> Done:
    """Count the members present: as announced, or all who said that they are."""
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        counted = present_in(found.id) if present is None else present
        return _reach(book, doer, "count-present", found, CountPresent(counted))


def adjourn_sitting(doer: Doer, sitting: str) -> Done:
    """Adjourn a sitting; questions stay pending."""
    with writing(doer.assembly) as book:
        return _reach(book, doer, "adjourn-sitting", sitting_of_assembly(doer, sitting), Adjourn())


def close_sitting(doer: Doer, sitting: str) -> Done:
    """Close a sitting; all who were present leave."""
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        done = _reach(book, doer, "close-sitting", found, CloseSitting())
        found.presences.filter(left_at=None).update(left_at=datetime.fromisoformat(book.now))
        return done


def arrive(doer: Doer, sitting: str) -> Done:
    """Say that one is present."""
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        here = _present(found, doer).exists()
        refuse(_may_come_or_go(doer, "arrive", found, "present-already" if here else ""))
        arrived_at = datetime.fromisoformat(book.now)
        found.presences.create(person_id=doer.member, arrived_at=arrived_at)
        return _enter(book, doer, "arrive", found)


def leave(doer: Doer, sitting: str) -> Done:
    """Say that one leaves."""
    with writing(doer.assembly) as book:
        found = sitting_of_assembly(doer, sitting)
        here = _present(found, doer)
        refuse(_may_come_or_go(doer, "leave", found, "" if here.exists() else "not-present"))
        here.update(left_at=datetime.fromisoformat(book.now))
        return _enter(book, doer, "leave", found)


def present_in(sitting: str) -> int:
    """Count those who said that they are present, and have not left."""
    return models.Presence.objects.filter(sitting_id=sitting, left_at=None).count()


def sitting_of_assembly(doer: Doer, sitting: str) -> models.Sitting:
    """Give a sitting of the doer's own assembly.

    Raises
    ------
    NotHere
        Whether it is another assembly's or nobody's.
    """
    found = models.Sitting.objects.filter(assembly_id=doer.assembly, pk=sitting).first()
    if found is None:
        raise NotHere("There is no such sitting in this assembly.")
    return found


def _terms(sitting: models.Sitting) -> dict[str, Json]:
    """Give what a sitting is called for, as the minutes have it."""
    debated = {"day": sitting.day, "days": sitting.days} if sitting.days > 1 else {}
    moment = {"interruption": sitting.interruption} if sitting.interruption else {}
    return {
        "title": sitting.title,
        "starts_at": sitting.starts_at.isoformat(),
        "place": sitting.place,
        "quorum": sitting.quorum,
        **debated,
        **moment,
    }


def _reach(book: Book, doer: Doer, act: str, sitting: models.Sitting, event: Event) -> Done:
    present = getattr(event, "present", None)
    return reach(book, doer, act, sitting, event, None if present is None else {"present": present})


def _enter(book: Book, doer: Doer, act: str, sitting: models.Sitting) -> Done:
    public = {"for": doer.acts_for} if doer.acts_for else None
    return Done(book.enter(act, doer.signed, objects=(sitting.id,), public=public), sitting.id)


def _present(sitting: models.Sitting, doer: Doer) -> QuerySet[models.Presence]:
    return sitting.presences.filter(person_id=doer.member, left_at=None)


def _may_come_or_go(doer: Doer, act: str, sitting: models.Sitting, against: str) -> Ruling:
    why = _ENDED.get(sitting.stage, against)
    state = Ruling.against("H9", Message.of(why)) if why else standing_of(doer)
    return may(doer, act, Object(sitting.assembly_id, state=state))


def _agenda_state(
    sitting: models.Sitting, before: tuple[models.Paper, ...], now: tuple[models.Paper, ...]
) -> Ruling:
    if sitting.stage in _ENDED:
        return Ruling.against("H9", Message.of(_ENDED[sitting.stage]))
    gone = next((one for one in before if one not in now), None)
    if gone is not None and sitting.stage != "called":
        return Ruling.against("H9", Message.of("called-for", title=gone.title))
    if len({one.pk for one in now}) < len(now):
        return Ruling.against("H9", Message.of("on-agenda-twice"))
    return IN_ORDER


def _write_agenda(sitting: models.Sitting, entries: Agenda) -> None:
    sitting.agenda.all().delete()
    for order, (title, paper) in enumerate(entries, start=1):
        sitting.agenda.create(order=order, title=title, paper_id=paper or None)


def _bring_in(book: Book, doer: Doer, sitting: models.Sitting, paper: models.Paper) -> None:
    """Let a paper be where its sitting is."""
    step_in(
        book,
        doer,
        "call-sitting",
        paper,
        CallSitting(sitting.id, sitting.day, sitting.days, sitting.interruption),
    )
    if sitting.stage in {"open", "adjourned"}:
        step_in(book, doer, "open-sitting", paper, OpenSitting(present_in(sitting.id) or None))
    if sitting.stage == "adjourned":
        step_in(book, doer, "adjourn-sitting", paper, Adjourn())
