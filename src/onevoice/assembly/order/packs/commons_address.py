"""House of Commons, motion for an Address: additions at the end, four selected, taken in turn."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import as_selected, by_text
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Call, Select, TableAmendment
from onevoice.assembly.order.pack import Check, Deadline, Selecting
from onevoice.assembly.order.packs import commons
from onevoice.assembly.order.rulebook import rules
from onevoice.assembly.wording.operations import AddAtEnd


def _too_soon(debate: Debate, _event: Select) -> Message | None:
    """Refuse a selection before the last day but one (A1)."""
    sitting = debate.sitting
    if sitting is None:
        return Message.of("no-day")
    first = max(sitting.days - 1, 1)
    if sitting.day >= first:
        return None
    return Message.of("too-soon", day=str(first), days=str(sitting.days))


def _not_at_end(debate: Debate, event: TableAmendment) -> Message | None:
    """Refuse an amendment to the motion that does not only add words at its end (A4)."""
    to_motion = any(one.id == event.amendment.target for one in debate.motions)
    adds = all(isinstance(one, AddAtEnd) for one in event.amendment.operations)
    return Message.of("not-at-end", text=event.amendment.id) if to_motion and not adds else None


def _after_interruption(debate: Debate, event: Call) -> Message | None:
    """Refuse amendments after the moment of interruption until the Opposition's is disposed of (A3)."""
    moment = debate.sitting.interruption if debate.sitting else ""
    if not moment or event.at < moment:
        return None
    opposition = {one.id for one in debate.amendments if one.behalf == "opposition"}
    disposed = any(one.question in opposition and one.at >= moment for one in debate.decisions)
    return None if disposed else Message.of("after-interruption")


PACK = replace(
    commons.PACK,
    id="commons_address",
    title="House of Commons: motion for an Address (SO No. 33)",
    rules=(*rules("A1", "A2", "A3", "A4", "A5", "A6"), *commons.PACK.rules),
    order=as_selected("O2", by_text("O1", "O2")),  # all stand at the end: the Speaker's order, then notice
    days="A1",  # and A3, the moment of interruption
    selecting=Selecting("S1", by="chair", cap=4, cap_rule="A2", reasons_rule="S2"),
    deadlines=(Deadline("A2", "amendment", days=1),),  # the rising of the House, taken as the day's end
    checks=(
        *commons.PACK.checks,
        Check("A1", Select, _too_soon),
        Check("A3", Call, _after_interruption),
        Check("A4", TableAmendment, _not_at_end),
    ),
    words={
        "en": {
            **commons.WORDS,
            "question-main": "The Question is, That the humble Address be presented.",
            "question-main-amended": "The Question is, That the Address, as amended, be presented.",
        },
        "he": {
            **commons.HEBREW,
            "question-main": "השאלה היא: שיוגש כתב המענה לכתר.",
            "question-main-amended": "השאלה היא: שיוגש כתב המענה בנוסחו המתוקן.",
        },
    },
)
