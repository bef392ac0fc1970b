"""What happens in the room: called, moved, put, counted, decided."""

from __future__ import annotations

from onevoice.assembly.majority import Count
from onevoice.assembly.order.events import (
    BeginDebate,
    Call,
    CastingVote,
    Collect,
    Declare,
    Divide,
    Event,
    Move,
    MoveProcedure,
    NotMoved,
    Put,
    TakeApart,
    TakeUp,
)
from onevoice.chamber.acts.doing import (
    Done,
    Happening,
    Moment,
    act_on_paper,
    enter_on,
    paper_of_assembly,
    step_in,
    unchanged,
)
from onevoice.chamber.acts.following import follow
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import writing
from onevoice.chamber.refusals import Outdated, refuse

Parts = tuple[tuple[str, ...], ...]


def call(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Call an amendment or a bloc, in the order of calling; as ``act_on_paper``."""
    return act_on_paper(doer, "call", paper, Call(on), seen=seen)


def move(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Move a motion, called amendment, composite or bloc; as ``act_on_paper``."""
    return act_on_paper(doer, "move", paper, Move(on), seen=seen)


def not_moved(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Record that what was called is not moved, or finds no seconder; as ``act_on_paper``."""
    return act_on_paper(doer, "not-moved", paper, NotMoved(on), seen=seen)


def move_procedure(
    doer: Doer, paper: str, kind: str, *, on: str = "", parts: Parts = (), seen: int | None = None
) -> Done:
    """Make a motion to order of one of the pack's kinds; as ``act_on_paper``."""
    return act_on_paper(
        doer,
        "move-procedure",
        paper,
        lambda moment: MoveProcedure(moment.free_id("p"), kind, on, parts),
        seen=seen,
    )


def take_apart(doer: Doer, paper: str, on: str, parts: Parts, *, seen: int | None = None) -> Done:
    """Have a motion divided whose subjects were found independent; as ``act_on_paper``."""
    return act_on_paper(doer, "take-apart", paper, TakeApart(on, parts), seen=seen)


def take_up(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Take up a motion that was set aside; as ``act_on_paper``."""
    return act_on_paper(doer, "take-up", paper, TakeUp(on), seen=seen)


def begin_debate(doer: Doer, paper: str, *, question: str = "", seen: int | None = None) -> Done:
    """Begin the debate on the question now; as ``put``."""
    return act_on_paper(doer, "begin-debate", paper, _now(question, BeginDebate()), seen=seen)


def put(doer: Doer, paper: str, *, question: str = "", seen: int | None = None) -> Done:
    """Put the question now.

    Parameters
    ----------
    doer : Doer
    paper : str
    question : str
        Id of the question that the person saw as the question now; empty where that is of no matter.
    seen : int, optional

    Raises
    ------
    NotHere, Refused, Outdated
        Outdated too if another question has come up since.
    """
    return act_on_paper(doer, "put", paper, _now(question, Put()), seen=seen)


def collect(doer: Doer, paper: str, agreed: bool, question: str = "", *, seen: int | None = None) -> Done:
    """Collect the voices, which are not challenged; as ``act_on_paper``."""
    return _decide(doer, "collect", paper, Collect(agreed, question), seen)


def divide(doer: Doer, paper: str, question: str = "", *, seen: int | None = None) -> Done:
    """Divide the assembly; as ``act_on_paper``."""
    return act_on_paper(doer, "divide", paper, Divide(question), seen=seen)


def declare(
    doer: Doer,
    paper: str,
    ayes: int,
    noes: int,
    abstentions: int = 0,
    question: str = "",
    *,
    spoiled: int = 0,
    present: int | None = None,
    roll: int | None = None,
    seen: int | None = None,
) -> Done:
    """Declare the count, whatever names may add up to; as ``act_on_paper``.

    Raises
    ------
    DivisionError
        If a number is negative, or the count does not say what the majority is reckoned of.
    """
    count = Count(ayes, noes, abstentions, spoiled=spoiled, present=present, roll=roll)
    return _decide(doer, "declare", paper, Declare(count, question), seen)


def cast(
    doer: Doer, paper: str, aye: bool, reason: str = "", question: str = "", *, seen: int | None = None
) -> Done:
    """Give the casting vote on a tie; as ``act_on_paper``."""
    return _decide(doer, "cast", paper, CastingVote(aye, reason, question), seen)


def rule(
    doer: Doer, paper: str, point: str, ruling: str, *, raised_by: str = "", seen: int | None = None
) -> Done:
    """Rule on a point of order: an entry in the minutes, which changes nothing on the paper.

    Raises
    ------
    NotHere, Refused, Outdated
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        refuse(may(doer, "rule", Object(found.assembly_id, book.assembly.is_open)))
        unchanged(found, seen)
        public = {"point": point, "ruling": ruling} | ({"raised_by": raised_by} if raised_by else {})
        return enter_on(book, doer, "rule", found, public)


def _now(question: str, event: Event) -> Happening:
    """Make an event that is meant for one question happen to no other."""

    def meant(moment: Moment) -> Event:
        now = moment.debate.question
        begun = isinstance(event, BeginDebate) and now is not None and now.debated
        if question and (now is None or now.id != question or begun):
            raise Outdated(moment.version)
        return event

    return meant


def _decide(doer: Doer, act: str, paper: str, event: Event, seen: int | None) -> Done:
    """Carry out what may decide a question; a decision to adjourn adjourns the sitting of every paper."""
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        done = step_in(book, doer, act, found, event, seen=seen)
        follow(book, doer, found)
        return done
