"""What a button would do, asked before it is shown: the same ruling as when it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onevoice.assembly.order import events
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import models
from onevoice.chamber.acts import doing
from onevoice.chamber.acts.may import Doer, Object, may, speaker
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.papers import PaperRead

# acts that nothing is filled in for: what they are asked about is all that they need
_EVENTS: dict[str, Callable[[str], Event]] = {
    "submit": events.Submit,
    "sign": events.Sign,
    "unsign": events.Unsign,
    "second": events.Second,
    "withdraw": lambda on: events.Withdraw(on, leave=True, seconder=True),
    "pull-out": events.PullOut,
    "take-in": lambda on: events.TakeOver(on, leave=True, seconder=True),
    "take-in-for-committee": lambda on: events.TakeOver(on, leave=True, seconder=True),
    "call": events.Call,
    "move": events.Move,
    "not-moved": events.NotMoved,
    "begin-debate": lambda _on: events.BeginDebate(),
    "put": lambda _on: events.Put(),
    "collect": lambda on: events.Collect(agreed=True, question=on),
    "divide": lambda on: events.Divide(question=on),
    "cast": lambda on: events.CastingVote(aye=True, reason="-", question=on),
}
SOMEBODY = "-"
"""In the place of a member whom the form itself will name."""


def standing(visit: Visit, act: str, acts_for: str = "") -> Ruling:
    """Rule by the permission table alone, whatever is on the paper."""
    doer = _doer(visit, acts_for)
    return may(doer, act, replace(visit.place, owner=_owner(doer, act)))


def ruling(visit: Visit, paper: PaperRead, act: str, on: str = "", acts_for: str = "") -> Ruling:
    """Rule whether an act is in order now; where a form fills something in, only the table is asked.

    Parameters
    ----------
    visit : Visit
    paper : PaperRead
    act : str
    on : str
        Id of the motion, amendment or question; empty for none.
    acts_for : str
        Id of the member for whom it is entered, or `SOMEBODY`; empty for oneself.
    """
    doer = _doer(visit, acts_for)
    if act == "undo":
        row = models.Paper.objects.filter(assembly_id=doer.assembly, pk=paper.id).first()
        return doing.may_undo(doer, row) if row else IN_ORDER
    made = _EVENTS.get(act) if acts_for != SOMEBODY else None
    event = replace(made(on), by=speaker(doer, act)) if made else None
    return may(
        doer,
        act,
        Object(
            assembly=visit.here.id,
            is_open=visit.here.is_open,
            debate=paper.debate,
            event=event,
            owner=_owner(doer, act),
        ),
    )


def _owner(doer: Doer, act: str) -> str:
    """Give whose the object is, of an act on one's own: pages draw its button beside what is one's own."""
    return doer.person if act in TABLE and TABLE[act].own else ""


def _doer(visit: Visit, acts_for: str) -> Doer:
    return replace(visit.doer, acts_for=acts_for) if acts_for else visit.doer
