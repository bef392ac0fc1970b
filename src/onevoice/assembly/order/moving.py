"""Acts that bring questions up: call, move, not move, motions to order, debate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onevoice.assembly.order import places
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.carrying import bloc_broken, fall, resting
from onevoice.assembly.order.compositing import against_moving, list_composite
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.deferring import against_taking_up
from onevoice.assembly.order.events import BeginDebate, Call, Event, Move, MoveProcedure, NotMoved
from onevoice.assembly.order.falling import Fall, all_under
from onevoice.assembly.order.grounds import (
    Act,
    Acts,
    no,
    no_room,
    no_sitting,
    not_now,
    taken,
    unknown,
    wrong_stage,
)
from onevoice.assembly.order.judging import judged_out, unjudged
from onevoice.assembly.order.pack import FormFor, Pack, Procedure
from onevoice.assembly.order.paper import (
    AnyListed,
    at_stage,
    bloc,
    bloc_of,
    ready,
    special_form,
    to,
    waiting,
    with_listed,
)
from onevoice.assembly.order.parting import against_dividing
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import STANDING, WAITING, Form, QuestionStage, Stage


def _named(debate: Debate, on: str) -> tuple[ListedAmendment, ...]:
    """Give an amendment, or the amendments of a bloc that still stand."""
    found = debate.listed(on)
    if isinstance(found, ListedAmendment):
        return (found,)
    whole = bloc(debate, on)
    amendments = (debate.amendment(one) for one in whole.on) if whole else ()
    return tuple(one for one in amendments if one.stage in STANDING)


def not_ready(pack: Pack, listed: AnyListed) -> Ruling | None:
    """Rule against calling what is not on the paper, or not selected where the pack selects."""
    wanted = ready(pack, listed)
    if wanted is Stage.SELECTED and pack.selecting and listed.stage in {Stage.ON_PAPER, Stage.NOT_SELECTED}:
        return no(pack.selecting.rule, "unselected", text=listed.id)
    return wrong_stage(listed, {wanted})


def _against_call(debate: Debate, pack: Pack, event: Call) -> Ruling | None:
    amendments = _named(debate, event.on)
    if not amendments:
        return unknown(event.on)
    if debate.called:
        return no(pack.pending.rule, "called-already", text=debate.called)
    if pack.en_bloc and bloc_of(debate, event.on) is not None:
        return no(pack.en_bloc.rule, "in-bloc", text=event.on)
    target = amendments[0].amendment.target
    wrong = no_sitting(debate)
    for one in amendments:
        wrong = (
            wrong or not_ready(pack, one) or judged_out(debate, pack, one.id) or _earlier(debate, pack, one)
        )
    return wrong or not_now(debate, target) or _turn(debate, pack, event.on, amendments)


def _earlier(debate: Debate, pack: Pack, listed: ListedAmendment) -> Ruling | None:
    """Rule against an amendment to words before those last decided, or to words that are no longer there."""
    why = resting(debate, listed)
    if why is not None:
        return Ruling.against("P5", why)
    found = debate.named(listed.amendment.target)
    if not pack.decided_point or not isinstance(found, ListedMotion):
        return None
    if places.start(found.text, listed.operations) < places.place(found.text, found.open_from):
        return no(pack.decided_point, "before-decided", text=listed.id)
    return None


def _turn(debate: Debate, pack: Pack, on: str, amendments: Sequence[ListedAmendment]) -> Ruling | None:
    """Rule against calling out of turn; a bloc may be called whenever the question allows."""
    target = amendments[0].amendment.target
    now = debate.question
    if now is None or now.form not in {Form.MAIN, Form.AMENDMENT}:
        return no(pack.pending.rule, "no-amendment-now", text=on)
    waits = unjudged(debate, pack, waiting(debate, pack, target))
    if waits is not None:
        return waits
    if pack.en_bloc and bloc(debate, on) is not None:
        broken = bloc_broken(debate, pack, tuple(one.id for one in amendments))
        return no(pack.en_bloc.rule, "bloc-broken", text=broken) if broken else None
    turn = calling_order(debate, pack, target)[0]
    if turn.id == on:
        return None
    return no(turn.rule, "not-the-turn", text=on, turn=turn.id)


def _call(debate: Debate, _pack: Pack, event: Call) -> Debate:
    return replace(debate, called=event.on)


def _against_move(debate: Debate, pack: Pack, event: Move) -> Ruling | None:
    away = no_sitting(debate)
    if away is not None:
        return away
    if any(one.composite.id == event.on for one in debate.composites):
        return against_moving(debate, pack, event) or _no_room(debate, pack, event.on)
    found = debate.listed(event.on)
    if isinstance(found, ListedMotion):
        return (
            not_ready(pack, found) or judged_out(debate, pack, found.id) or _no_room(debate, pack, found.id)
        )
    amendments = _named(debate, event.on)
    if not amendments:
        return unknown(event.on)
    if debate.called != event.on:
        return no("P6", "not-called", text=event.on)
    wrong = not_now(debate, amendments[0].amendment.target)
    return wrong or (_once_each(debate, pack, event, found) if isinstance(found, ListedAmendment) else None)


def _no_room(debate: Debate, pack: Pack, on: str) -> Ruling | None:
    """Rule against a question that there is no room for: a main one, or on a composite for a motion."""
    composite = next((one for one in debate.composites if one.composite.id == on), None)
    if composite is not None and composite.target:
        free = pack.pending.depth > 0 and not debate.called
        return (
            not_now(debate, composite.target)
            if free
            else no(pack.pending.rule, "no-room", text=on, limit="1")
        )
    return no_room(debate, pack, on)


def _once_each(debate: Debate, pack: Pack, event: Move, listed: ListedAmendment) -> Ruling | None:
    if not pack.one_each:
        return None
    mover = event.by or listed.amendment.mover
    motion = debate.motion_of(listed.id).id
    others = (
        one for one in debate.amendments if one.id != listed.id and debate.motion_of(one.id).id == motion
    )
    before = next((one.id for one in others if mover and one.moved_by == mover), None)
    return no(pack.one_each, "one-each", mover=mover, before=before) if before else None


def _move(debate: Debate, pack: Pack, event: Move) -> Debate:
    if any(one.composite.id == event.on for one in debate.composites):
        debate = list_composite(debate, event)
    found = debate.listed(event.on)
    if isinstance(found, ListedMotion):
        question = Question(found.id, Form.MAIN, (found.id,))
        listed = replace(found, stage=Stage.MOVED, moved_by=event.by or found.motion.mover)
        debate = with_listed(debate, listed)
    elif isinstance(found, ListedAmendment):
        special = special_form(debate, pack, found)
        question = _on_amendment(found, special)
        listed_ = replace(found, stage=Stage.MOVED, moved_by=event.by or found.amendment.mover)
        debate = with_listed(debate, listed_)
        if special is not None and special.form is Form.ORIGINAL_WORDS:
            debate = _no_others(debate, found, special.rule)
    else:
        amendments = _named(debate, event.on)
        question = Question(event.on, Form.EN_BLOC, tuple(one.id for one in amendments))
        for one in amendments:
            debate = with_listed(debate, replace(one, stage=Stage.MOVED, moved_by=event.by))
    question = replace(question, forthwith=_without_debate(debate, question, event))
    return replace(debate, questions=(*debate.questions, question), called="")


def _on_amendment(listed: ListedAmendment, special: FormFor | None) -> Question:
    if special is None:
        return Question(listed.id, Form.AMENDMENT, (listed.id,))
    return Question(f"{listed.id}:{special.form.value}", special.form, (listed.id,))


def _no_others(debate: Debate, moved: ListedAmendment, rule: str) -> Debate:
    """Let all other amendments to the words fall: once this one is moved, no other is."""
    for other in to(debate, moved.amendment.target):
        if other.id != moved.id and other.stage in STANDING:
            ruling = no(rule, "no-other", by=moved.id)
            debate = fall(debate, (Fall(other.id, ruling), *all_under(debate, other.id)))
    return debate


def _without_debate(debate: Debate, question: Question, event: Event) -> bool:
    """Say whether debate is closed, or the moment of interruption past."""
    closed = debate.motion_of(question.on[0]).closed
    moment = debate.sitting.interruption if debate.sitting else ""
    return closed or bool(moment and event.at >= moment)


def _against_not_moved(debate: Debate, pack: Pack, event: NotMoved) -> Ruling | None:
    found = debate.listed(event.on)
    if found is None:
        return None if bloc(debate, event.on) and debate.called == event.on else unknown(event.on)
    unseconded = found.stage is Stage.MOVED and pack.seconding is not None and not found.seconder
    if unseconded and bloc_of(debate, event.on) is None:
        return not_now(debate, event.on)
    return wrong_stage(found, WAITING)


def _not_moved(debate: Debate, _pack: Pack, event: NotMoved) -> Debate:
    whole = bloc(debate, event.on)
    for on in whole.on if whole else (event.on,):
        debate = fall(at_stage(debate, on, Stage.NOT_MOVED), all_under(debate, on))
    questions = tuple(one for one in debate.questions if event.on not in one.on)
    called = "" if debate.called == event.on else debate.called
    return replace(debate, questions=questions, called=called)


def _against_procedure(debate: Debate, pack: Pack, event: MoveProcedure) -> Ruling | None:
    procedure = pack.procedure(event.kind)
    if procedure is None:
        return no("P11", "no-such-procedure", kind=event.kind)
    now = debate.question
    if now is not None and now.stage is not QuestionStage.PROPOSED:
        return no("P6", "put-already", text=now.id)
    wrong = _not_on(debate, pack, procedure, event)
    if wrong is not None:
        return wrong
    pending = next((one for one in reversed(debate.questions) if one.form is Form.PROCEDURE), None)
    before = pack.procedure(pending.kind) if pending else None
    if before is not None and before.rank <= procedure.rank:
        return no(procedure.rule, "procedure-first", kind=event.kind, first=before.kind)
    return no_sitting(debate) or taken(debate, event.id)


def _not_on(debate: Debate, pack: Pack, procedure: Procedure, event: MoveProcedure) -> Ruling | None:
    """Rule against a motion to order on what is not before the meeting, or was not set aside so."""
    on, now = event.on, debate.question
    if procedure.takes_up:
        return against_taking_up(debate, pack, procedure, on)
    if on and (now is None or on not in now.on):
        return no("P6", "not-the-question", text=on, now=now.id if now else "")
    main = next((one for one in debate.questions if one.form is Form.MAIN), None)
    if main is None:
        on_main = procedure.disposes or procedure.defers or procedure.divides or procedure.closes
        return no("P6", "nothing-pending") if on_main else None
    return against_dividing(debate, procedure.rule, main.id, event.parts) if procedure.divides else None


def _move_procedure(debate: Debate, _pack: Pack, event: MoveProcedure) -> Debate:
    main = next((one for one in debate.questions if one.form is Form.MAIN), None)
    on = main.on if main else (event.on,) if event.on else ()
    question = Question(event.id, Form.PROCEDURE, on, kind=event.kind, mover=event.by, parts=event.parts)
    return replace(debate, questions=(*debate.questions, question))


def _against_begin(debate: Debate, _pack: Pack, _event: BeginDebate) -> Ruling | None:
    now = debate.question
    if now is None or now.stage is not QuestionStage.PROPOSED:
        return no("P6", "nothing-pending")
    closed = any(debate.motion_of(one).closed for one in now.on[:1])
    return no("P6", "without-debate", text=now.id) if now.forthwith or closed else no_sitting(debate)


def _begin(debate: Debate, _pack: Pack, _event: BeginDebate) -> Debate:
    now = debate.questions[-1]
    return replace(debate, questions=(*debate.questions[:-1], replace(now, debated=True)))


ACTS: Acts = {
    Call: Act(_against_call, _call),
    Move: Act(_against_move, _move),
    NotMoved: Act(_against_not_moved, _not_moved),
    MoveProcedure: Act(_against_procedure, _move_procedure),
    BeginDebate: Act(_against_begin, _begin),
}
