"""What the chair reads out from now on: the question now, the next turn, and after each outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.events import Call, Collect, Event, Move, Put
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import questions_now, ready
from onevoice.assembly.order.questions import script
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import Form, QuestionStage
from onevoice.assembly.order.step import step
from onevoice.assembly.order.words import say


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the debate, and what the chair says at it.

    Attributes
    ----------
    when : str
        "now", "called", "moved", "put", "agreed" or "negatived"; "first" where something must happen
        before the debate goes on.
    on : str
        Id of what is called, moved or put; empty where it is as it was.
    says : tuple of str
        Sentences; those that were said a moment before are left away.
    """

    when: str
    on: str
    says: tuple[str, ...]


def moments(debate: Debate, pack: Pack, language: str) -> Iterator[Moment]:
    """Give what the chair says now, and on the way to the next decision."""
    said = script(debate, pack, language)
    yield Moment("now", "", said)
    while True:
        event = _next(debate, pack)
        if event is None:
            break
        try:
            debate = step(debate, event)
        except Refused as refused:
            yield Moment("first", getattr(event, "on", ""), (_why(refused, pack, language),))
            return
        saying = script(debate, pack, language)
        yield Moment(_WHEN[type(event)], getattr(event, "on", ""), _new(saying, said))
        said = saying
    now = debate.question
    if now is None or now.stage is not QuestionStage.PUT or len(questions_now(debate)) > 1:
        return
    for agreed in (True, False):
        try:
            after = step(debate, Collect(agreed))
        except Refused as refused:  # no sitting is open
            yield Moment("first", "", (_why(refused, pack, language),))
            return
        yield Moment("agreed" if agreed else "negatived", now.on[0], script(after, pack, language))


_WHEN: dict[type[Event], str] = {Call: "called", Move: "moved", Put: "put"}


def _why(refused: Refused, pack: Pack, language: str) -> str:
    return f"{say(refused.ruling.message, pack, language)} ({refused.ruling.rule})"


def _next(debate: Debate, pack: Pack) -> Event | None:
    """Give the act that brings the debate nearer to its next decision; None where none does."""
    if debate.called:
        listed = debate.listed(debate.called)
        return Move(debate.called, by=listed.amendment.mover if isinstance(listed, ListedAmendment) else "")
    now = debate.question
    waits = next((one for one in debate.motions if one.stage is ready(pack, one)), None)
    side_by_side = pack.pending.main is None and (now is None or now.stage is QuestionStage.PROPOSED)
    if waits is not None and (now is None or side_by_side):
        return Move(waits.id, by=waits.motion.mover)
    if now is None or now.stage is not QuestionStage.PROPOSED:
        return None
    if now.form in {Form.MAIN, Form.AMENDMENT}:
        turns = calling_order(debate, pack, now.on[0])
        if turns:
            return Call(turns[0].id, by="chair")
    return Put(by="chair")


def _new(saying: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Leave away the sentences at the beginning that were said just before."""
    same = 0
    while same < min(len(saying), len(said)) and saying[same] == said[same]:
        same += 1
    return saying[same:]
