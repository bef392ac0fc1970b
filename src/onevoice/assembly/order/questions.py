"""The question now, and what the chair reads out next, in the pack's words and languages."""

from __future__ import annotations

from collections.abc import Iterator

from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.debate import Debate, Decision, ListedAmendment, Question
from onevoice.assembly.order.deferring import waits_for_sitting
from onevoice.assembly.order.falling import if_decided
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import form_of, questions_now
from onevoice.assembly.order.stages import Form, How, Outcome, QuestionStage
from onevoice.assembly.order.words import ENGLISH, say


def question(debate: Debate, pack: Pack, asked: Question) -> Message:
    """Give a question in the words in which the chair puts it, whatever its stage."""
    on = asked.on[0] if asked.on else ""
    motion = debate.motion_of(on) if on else None
    about = {
        "motion": (motion.motion.title or motion.number or motion.id) if motion else "",
        "number": _number(debate, on),
        "numbers": ", ".join(_number(debate, one) for one in asked.on),
        "kind": asked.kind,
    }
    if asked.form is Form.MAIN:
        amended = any(one.target == on for decision in debate.decisions for one in decision.carried)
        return Message.of("question-main-amended" if amended else "question-main", **about)
    if asked.form is Form.PROCEDURE:
        own = f"question-{asked.kind}"
        known = any(own in words for words in (*pack.words.values(), ENGLISH))
        return Message.of(own if known else "question-procedure", **about)
    return Message.of(f"question-{asked.form.value}", **about)


def before_meeting(debate: Debate, pack: Pack, asked: Question) -> Message:
    """Give a question in the words of its stage: before it is put, those in which it is proposed.

    "The question is, That ..." serves both; "I put it to the vote" does not, and a pack that puts questions
    so has words of its own to propose them.
    """
    words = question(debate, pack, asked)
    proposed = words.id.replace("question-", "proposed-", 1)
    is_proposed = asked.stage is QuestionStage.PROPOSED and not asked.forthwith
    if not is_proposed or not any(proposed in own for own in pack.words.values()):
        return words
    return Message.of(proposed, **dict(words.parameters))


def question_now(debate: Debate, pack: Pack, language: str = "") -> tuple[str, ...]:
    """Give the question now in words; several where several are put together, none where none is pending."""
    return tuple(say(before_meeting(debate, pack, one), pack, language) for one in questions_now(debate))


def script(debate: Debate, pack: Pack, language: str = "") -> tuple[str, ...]:
    """Give what the chair reads out at this moment, sentence by sentence.

    What was just decided comes first, then a warning of what would fall, then the question or the next to be
    called.
    """
    return tuple(say(one, pack, language) for one in spoken(debate, pack, language))


def just_decided(debate: Debate) -> Decision | None:
    """Give the latest decision while it is still to be announced; None once the business has gone on."""
    if not debate.decisions or debate.called:
        return None
    latest, now = debate.decisions[-1], questions_now(debate)
    if len(now) > 1:  # put together, announced one by one
        return latest
    if now and now[0].stage is not QuestionStage.PROPOSED:
        return None
    listed = (debate.listed(one) for one in latest.on)
    targets = {one.amendment.target for one in listed if isinstance(one, ListedAmendment)}
    back = not now or not latest.on or {*latest.on, *targets} & set(now[0].on)
    return latest if back else None


def spoken(debate: Debate, pack: Pack, language: str) -> Iterator[Message]:
    """Give the messages of `script`."""
    yield from _decided(debate, pack, language)
    if debate.called:
        yield from _warning(debate, pack, debate.called)
        yield Message.of(
            f"chair-calls{_apart(debate, pack, debate.called)}", number=_number(debate, debate.called)
        )
        return
    now = questions_now(debate)
    if not now:
        if any(waits_for_sitting(one) for one in debate.deferred):
            yield Message.of("chair-stands-over")
        yield Message.of("chair-nothing")
        return
    for one in now:
        if one.stage in {QuestionStage.PROPOSED, QuestionStage.PUT}:
            yield before_meeting(debate, pack, one)
    last = now[-1]
    if last.stage is QuestionStage.PROPOSED:
        if last.forthwith:
            yield Message.of("chair-forthwith")
        if last.form in {Form.MAIN, Form.AMENDMENT}:
            turns = calling_order(debate, pack, last.on[0])[:1]
            yield from (
                Message.of(f"chair-next{_apart(debate, pack, one.id)}", number=_number(debate, one.id))
                for one in turns
            )
    elif last.stage is QuestionStage.PUT:
        yield Message.of("chair-puts")
    elif last.stage is QuestionStage.DIVIDING:
        yield Message.of("chair-divides")
    elif last.stage is QuestionStage.TIED and last.count is not None:
        yield Message.of("chair-tied", ayes=str(last.count.ayes), noes=str(last.count.noes))


def _apart(debate: Debate, pack: Pack, on: str) -> str:
    """Give what the ids of the chair's words end in where a separate vote is taken."""
    return "-separate-vote" if form_of(debate, pack, on) is Form.SEPARATE_VOTE else ""


def _warning(debate: Debate, pack: Pack, on: str) -> Iterator[Message]:
    """Warn, before an amendment is moved, of what cannot be called if it is agreed to."""
    if debate.listed(on) is None:
        return
    falls = [one.id for one in if_decided(debate, pack, on, Outcome.AGREED)]
    others = [one for one in falls if debate.amendment(one).amendment.target != on]
    if others:
        numbers = ", ".join(_number(debate, one) for one in others)
        yield Message.of("chair-warns", number=_number(debate, on), numbers=numbers)


def _decided(debate: Debate, pack: Pack, language: str) -> Iterator[Message]:
    """Say what was decided last, with its count; of what follows by rule, both."""
    latest = just_decided(debate)
    if latest is None:
        return
    with_it = 2 if latest.how is How.DECLARED else 1
    for decision in debate.decisions[-with_it:]:
        if decision.how is How.DECLARED:
            yield Message.of("chair-declared")
        elif decision.how in {How.VOICES, How.DIVISION, How.CASTING_VOTE}:
            if decision.count is not None:
                count = decision.count
                yield Message.of("chair-decided", ayes=str(count.ayes), noes=str(count.noes))
            if decision.form is Form.SEPARATE_VOTE:
                yield Message.of(
                    f"chair-words-{decision.outcome.value}", number=_number(debate, decision.on[0])
                )
                continue
            name = say(_name(debate, decision), pack, language)
            yield Message.of(f"chair-{decision.outcome.value}", name=name)


def _name(debate: Debate, decision: Decision) -> Message:
    kinds = {Form.MAIN: "name-motion", Form.AMENDMENT: "name-amendment", Form.EN_BLOC: "name-bloc"}
    kinds[Form.PROCEDURE] = "name-procedure"
    bare = decision.question if decision.form in {Form.EN_BLOC, Form.PROCEDURE} else ""
    number = bare or _number(debate, decision.on[0])
    return Message.of(kinds.get(decision.form, "name-words"), number=number)


def _number(debate: Debate, on: str) -> str:
    listed = debate.listed(on)
    return (listed.number if listed else "") or on
