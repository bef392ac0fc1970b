"""The debate on a paper, told anew from its entries in the minutes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onevoice.assembly.minutes import Entry
from onevoice.assembly.order import events
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.step import replay
from onevoice.formats.paper_values import dataclass_of, mapping

EVENTS: dict[str, type[Event]] = {
    "table-motion": events.TableMotion,
    "table-amendment": events.TableAmendment,
    "recommend": events.TableAmendment,
    "ask-separate-vote": events.AskSeparateVote,
    "submit": events.Submit,
    "sign": events.Sign,
    "unsign": events.Unsign,
    "second": events.Second,
    "withdraw": events.Withdraw,
    "return": events.Return,
    "number": events.Number,
    "group": events.Group,
    "pull-out": events.PullOut,
    "take-in": events.TakeOver,
    "take-in-for-committee": events.TakeOver,
    "alter": events.Alter,
    "compose": events.Compose,
    "consent": events.Consent,
    "select": events.Select,
    "judge": events.Judge,
    "declare-fallen": events.DeclareFallen,
    "call-sitting": events.CallSitting,
    "change-sitting": events.ChangeSitting,
    "cancel-sitting": events.CancelSitting,
    "set-agenda": events.CancelSitting,  # of a paper that was taken off
    "open-sitting": events.OpenSitting,
    "count-present": events.CountPresent,
    "adjourn-sitting": events.Adjourn,
    "close-sitting": events.CloseSitting,
    "call": events.Call,
    "move": events.Move,
    "not-moved": events.NotMoved,
    "move-procedure": events.MoveProcedure,
    "take-apart": events.TakeApart,
    "take-up": events.TakeUp,
    "begin-debate": events.BeginDebate,
    "put": events.Put,
    "collect": events.Collect,
    "divide": events.Divide,
    "declare": events.Declare,
    "cast": events.CastingVote,
    "correct": events.Correct,
}
"""What each act is in a debate; acts that are not here change none."""


def event_of(entry: Entry) -> Event | None:
    """Give what an entry did in a debate; None where it did nothing there.

    Raises
    ------
    InputError
        If the entry's event is none.
    """
    public = entry.public
    if not isinstance(public, dict) or "event" not in public:
        return None
    raw = mapping(public["event"], "event")
    return replace(dataclass_of(EVENTS[entry.act], raw, "event"), at=entry.time)


def debate_of(entries: Sequence[Entry], paper: str) -> Debate:
    """Give the debate on a paper, from its opening.

    Parameters
    ----------
    entries : sequence of Entry
        All of an assembly's, or all that name the paper, in order.
    paper : str
        Id.

    Raises
    ------
    KeyError
        If no entry opens the paper.
    """
    own = [one for one in entries if paper in one.objects[:1]]
    undone = {one.public["entry"] for one in own if one.act == "undo"}
    opened = next((one for one in own if one.act == "open-paper"), None)
    if opened is None:
        raise KeyError(paper)
    beginning = Debate(opened.public["pack"], title=opened.public["title"])
    happened = (event_of(one) for one in own if one.sequence not in undone)
    return replay(beginning, (one for one in happened if one is not None))
