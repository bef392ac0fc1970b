"""What comes next in a debate: the acts that bring it on, as the order of things has it now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onevoice.assembly.order.asking import to_judge
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.compositing import awaited
from onevoice.assembly.order.debate import Debate, Grouping, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.deciding import not_seconded
from onevoice.assembly.order.events import (
    BeginDebate,
    Call,
    Event,
    Move,
    NotMoved,
    PullOut,
    Put,
    Second,
    Select,
    TakeUp,
)
from onevoice.assembly.order.judging import ToJudge
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import blocs, questions_now, ready
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import STANDING, Form, QuestionStage, SittingStage, Stage
from onevoice.assembly.order.step import may

People = Sequence[tuple[str, str]]
"""Id and name of each member."""

_STAGE_ACTS = (  # the nearer to a decision, the sooner
    (QuestionStage.TIED, "cast"),
    (QuestionStage.DIVIDING, "declare"),
    (QuestionStage.PUT, "collect"),
)
_WAITS_FOR_ANOTHER = frozenset({"after-interruption", "no-sitting", "unjudged"})


@dataclass(frozen=True, slots=True)
class NextAct:
    """An act that brings a debate on.

    Attributes
    ----------
    act : str
        Of the permission table; "over" where nothing is left to do on the paper, "call-sitting" where the
        clerk must call one first.
    on : str
        Id of the text, bloc, composite or question.
    people : sequence of (str, str)
        Who may do it, where a member does: id and name.
    who : str
        Id of whoever is likely to.
    judge : ToJudge or None
        What is to be judged.
    ruling : Ruling or None
        Why a text cannot be called, of "declare-fallen".
    """

    act: str
    on: str = ""
    people: People = ()
    who: str = ""
    judge: ToJudge | None = None
    ruling: Ruling | None = None


def next_acts(debate: Debate, pack: Pack, members: People) -> tuple[NextAct, ...]:
    """Give the acts that bring a debate on, the likeliest first: it is what a chair does next.

    Parameters
    ----------
    debate : Debate
    pack : Pack
    members : sequence of (str, str)
        Who may be named as mover or seconder.

    Returns
    -------
    tuple of NextAct
        Never empty: "over" where nothing is left to do.
    """
    found: dict[tuple[str, str], NextAct] = {}
    for one in _likely(debate, pack, members):
        found.setdefault((one.act, one.on), one)
    return tuple(found.values()) or (NextAct("over"),)


def who_may(debate: Debate, members: People, event: Callable[[str], Event]) -> People:
    """Give the members whose act would be in order."""
    return tuple(one for one in members if may(debate, event(one[0])).allowed)


def now() -> str:
    """Give this moment as events have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def blocking(debate: Debate) -> ToJudge | None:
    """Give what must be judged before anything is called; None where nothing must."""
    return next((one for one in to_judge(debate) if one.matter.blocks), None)


def unselected(debate: Debate, pack: Pack) -> tuple[ListedMotion | ListedAmendment, ...]:
    """Give what is on the paper and has neither been selected nor left out."""
    every: tuple[ListedMotion | ListedAmendment, ...] = (*debate.motions, *debate.amendments)
    return tuple(one for one in every if one.stage is Stage.ON_PAPER and ready(pack, one) is Stage.SELECTED)


def selects_now(debate: Debate, pack: Pack) -> bool:
    """Say whether something waits for the chair to select, and the rules let it be done today."""
    waiting = unselected(debate, pack)
    reasons = tuple((one.id, "-") for one in waiting)
    return bool(waiting) and may(debate, Select((), reasons, by="chair", at=now())).allowed


def _likely(debate: Debate, pack: Pack, members: People) -> Iterator[NextAct]:
    """Give what may come next, the likeliest first; only what is in order."""
    if debate.sitting is not None and debate.sitting.stage is not SittingStage.OPEN:
        ended = debate.sitting.stage in {SittingStage.CLOSED, SittingStage.CANCELLED}
        yield NextAct("call-sitting" if ended else "open-sitting", debate.sitting.id)
        return
    if debate.called:
        yield from _called(debate, members)
        return
    pending = questions_now(debate)
    for stage, act in _STAGE_ACTS:
        yield from (NextAct(act, one.id) for one in pending if one.stage is stage)
    if pending and pending[-1].form is Form.PROCEDURE:
        yield NextAct("put", pending[-1].id)
        return
    must = blocking(debate)
    if must is not None:
        yield NextAct("judge", judge=must)
    yield from (_pending if pending else _nothing)(debate, pack, members)


def _called(debate: Debate, members: People) -> Iterator[NextAct]:
    on = debate.called
    listed = debate.listed(on)
    mover = listed.amendment.mover if isinstance(listed, ListedAmendment) else ""
    people = who_may(debate, members, lambda by: Move(on, by=by, at=now()))
    if people:
        yield NextAct("move", on, people, mover)
    yield NextAct("not-moved", on)


def _nothing(debate: Debate, pack: Pack, members: People) -> Iterator[NextAct]:
    """Give what comes next while no question is before the meeting."""
    if selects_now(debate, pack):
        yield NextAct("select")
    yield from _motions(debate, pack, members)
    yield from _composites(debate, members)
    for one in debate.deferred:
        if may(debate, TakeUp(one.motion, by="chair", at=now())).allowed:
            yield NextAct("take-up", one.motion)


def _pending(debate: Debate, pack: Pack, members: People) -> Iterator[NextAct]:
    """Give what comes next while a question has been proposed."""
    pending = questions_now(debate)
    asked = pending[-1]
    for one in pending:
        if not_seconded(debate, pack, one) is not None:
            yield from _unseconded(debate, members, one)
    if selects_now(debate, pack):
        yield NextAct("select")
    yield from _motions(debate, pack, members)
    is_debated = asked.debated or len(pending) > 1 or asked.form is Form.EN_BLOC
    if not is_debated and may(debate, BeginDebate(by="chair", at=now())).allowed:
        yield NextAct("begin-debate", asked.id)
    if asked.form in {Form.MAIN, Form.AMENDMENT} and asked.on:
        yield from _composites(debate, members)
        yield from _calls(debate, pack, asked.on[0], members)
    ruling = may(debate, Put(by="chair", at=now()))
    if ruling.allowed:
        yield NextAct("put", asked.id)
    elif asked.on and len(asked.on) == 1 and ruling.message.id == "judged-out":
        yield NextAct("declare-fallen", asked.on[0], ruling=ruling)


def _unseconded(debate: Debate, members: People, asked: Question) -> Iterator[NextAct]:
    on = asked.on[0]
    people = who_may(debate, members, lambda by: Second(on, by=by, at=now()))
    if people:
        signed = debate.named(on)
        own = signed.motion if isinstance(signed, ListedMotion) else signed.amendment
        named = {one for one, _name in people}
        likely = next((one.member for one in own.signatures if one.member in named), "")
        yield NextAct("second", on, people, likely)
    yield NextAct("not-moved", on)


def _motions(debate: Debate, pack: Pack, members: People) -> Iterator[NextAct]:
    for one in debate.motions:
        if one.stage is not ready(pack, one):
            continue
        ruling = may(debate, Move(one.id, by=one.motion.mover, at=now()))
        if ruling.message.id == "judged-out":
            yield NextAct("declare-fallen", one.id, ruling=ruling)
        elif ruling.allowed and members:
            yield NextAct("move", one.id, members, one.motion.mover)


def _composites(debate: Debate, members: People) -> Iterator[NextAct]:
    for one in debate.composites:
        on, mover = one.composite.id, one.mover
        if awaited(debate, one) or not members:
            continue
        likely = mover if any(mover == one for one, _name in members) else members[0][0]
        if may(debate, Move(on, by=likely, at=now())).allowed:
            yield NextAct("move", on, members, likely)


def _calls(debate: Debate, pack: Pack, target: str, members: People) -> Iterator[NextAct]:
    """Give the amendment whose turn it is, then the blocs."""
    for turn in calling_order(debate, pack, target)[:1]:
        ruling = may(debate, Call(turn.id, by="chair", at=now()))
        if ruling.allowed:
            yield NextAct("call", turn.id)
        elif ruling.message.id not in _WAITS_FOR_ANOTHER:
            yield NextAct("declare-fallen", turn.id, ruling=ruling)
    for bloc in blocs(debate, debate.motion_of(target).id):
        if _stands(debate, bloc.on, target):
            yield from _bloc(debate, bloc, members)


def _bloc(debate: Debate, bloc: Grouping, members: People) -> Iterator[NextAct]:
    """Give the calling of a bloc, or what must go out of it first."""
    ruling = may(debate, Call(bloc.id, by="chair", at=now()))
    if ruling.allowed:
        yield NextAct("call", bloc.id)
    elif ruling.message.id == "bloc-broken":
        text = ruling.message["text"]
        people = who_may(debate, members, lambda by: PullOut(text, by=by, at=now()))
        if people:
            yield NextAct("pull-out", text, people)
    elif ruling.message.id not in _WAITS_FOR_ANOTHER:
        stuck = next((one for one in bloc.on if may(debate, NotMoved(one, by="chair")).allowed), "")
        if stuck:
            yield NextAct("declare-fallen", stuck, ruling=ruling)


def _stands(debate: Debate, on: Iterable[str], target: str) -> bool:
    listed = [debate.amendment(one) for one in on]
    return any(one.stage in STANDING and one.amendment.target == target for one in listed)
