"""Acts that decide: put, voices, divide, declare, casting vote, correction."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.majority import Choice, Count
from onevoice.assembly.order.concluding import conclude
from onevoice.assembly.order.debate import (
    Correction,
    Debate,
    Decision,
    ListedMotion,
    Question,
)
from onevoice.assembly.order.deferring import stand_over
from onevoice.assembly.order.events import (
    CastingVote,
    Collect,
    Correct,
    Declare,
    Divide,
    Put,
)
from onevoice.assembly.order.grounds import (
    Act,
    Acts,
    asked,
    no,
    no_sitting,
)
from onevoice.assembly.order.judging import judged_out
from onevoice.assembly.order.pack import Needs, Pack
from onevoice.assembly.order.paper import questions_now
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import Form, How, Outcome, QuestionStage
from onevoice.assembly.outcome import Outcome as Found
from onevoice.assembly.outcome import Result, decide
from onevoice.errors import DivisionError


def majority_for(debate: Debate, pack: Pack, question: Question) -> tuple[str, str]:
    """Give the name of the majority that a question needs, and the rule that says so."""
    if question.form is Form.PROCEDURE:
        procedure = pack.procedure(question.kind)
        return (procedure.majority, procedure.rule) if procedure else ("simple", pack.dividing.rule)
    needs = _needs(debate, pack, question)
    return (needs.majority, needs.rule) if needs else ("simple", pack.dividing.rule)


def _needs(debate: Debate, pack: Pack, question: Question) -> Needs | None:
    """Give what a question needs beyond the usual."""
    if question.form is Form.PROCEDURE:
        return None
    return next((one for one in pack.needs if one.fits(debate, question)), None)


def unchanged(question: Question) -> Choice:
    """Give the side that leaves things as they are: the ayes where words are to stand, else the noes."""
    return Choice.AYE if question.form in {Form.ORIGINAL_WORDS, Form.SEPARATE_VOTE} else Choice.NO


def found(
    debate: Debate, pack: Pack, question: Question, count: Count, casting: Choice | None = None
) -> Found:
    """Say what a count comes to; the members present are the sitting's where the count does not say.

    Raises
    ------
    DivisionError
        If the count does not say what the majority or the quorum is reckoned of.
    """
    if count.present is None and debate.sitting is not None:
        count = replace(count, present=debate.sitting.present)
    majorities = pack.majorities[majority_for(debate, pack, question)[0]]
    voting, needs = pack.dividing.voting, _needs(debate, pack, question)
    if needs is not None and needs.quorum is not None:
        voting = replace(voting, quorum=needs.quorum)
    return decide(count, voting, majorities, unchanged=unchanged(question), casting=casting)


def not_seconded(debate: Debate, pack: Pack, question: Question) -> Ruling | None:
    """Rule against putting what has no seconder, where the pack asks for one and debate has not cured it."""
    if pack.seconding is None or question.form in {Form.PROCEDURE, Form.EN_BLOC}:
        return None
    listed = debate.named(question.on[0])
    wanted = pack.seconding.motions if isinstance(listed, ListedMotion) else pack.seconding.amendments
    if not wanted or listed.seconder or (pack.seconding.cured and question.debated):
        return None
    return no(pack.seconding.rule, "not-seconded", text=listed.id)


def _against_put(debate: Debate, pack: Pack, _event: Put) -> Ruling | None:
    proposed = [one for one in questions_now(debate) if one.stage is QuestionStage.PROPOSED]
    waits = debate.called and not (proposed and proposed[-1].form is Form.PROCEDURE)
    if not proposed or waits:
        return no("P6", "nothing-to-put", called=debate.called)
    wrong = no_sitting(debate)
    for question in proposed:
        wrong = wrong or not_seconded(debate, pack, question)
        for on in question.on:
            wrong = wrong or judged_out(debate, pack, on)
    return wrong


def _put(debate: Debate, _pack: Pack, _event: Put) -> Debate:
    putting = {one.id for one in questions_now(debate) if one.stage is QuestionStage.PROPOSED}
    questions = (
        replace(one, stage=QuestionStage.PUT) if one.id in putting else one for one in debate.questions
    )
    return replace(debate, questions=tuple(questions))


def _at(debate: Debate, name: str, *stages: QuestionStage) -> Ruling | None:
    """Rule against deciding a question that is not pending, or is at another stage."""
    question = asked(debate, name)
    if question is None:
        return no("P6", "no-such-question", question=name)
    if question.stage in stages:
        return no_sitting(debate)
    return no("P6", "question-stage", question=question.id, stage=question.stage.value)


def _against_collect(debate: Debate, _pack: Pack, event: Collect) -> Ruling | None:
    return _at(debate, event.question, QuestionStage.PUT)


def _collect(debate: Debate, pack: Pack, event: Collect) -> Debate:
    question = _asked(debate, event.question)
    outcome = Outcome.AGREED if event.agreed else Outcome.NEGATIVED
    decision = Decision(
        question.id, question.form, question.on, outcome, How.VOICES, rule=pack.dividing.rule, at=event.at
    )
    return conclude(debate, pack, question, decision)


def _against_divide(debate: Debate, _pack: Pack, event: Divide) -> Ruling | None:
    return _at(debate, event.question, QuestionStage.PUT)


def _divide(debate: Debate, _pack: Pack, event: Divide) -> Debate:
    return _staged(debate, replace(_asked(debate, event.question), stage=QuestionStage.DIVIDING))


def _against_declare(debate: Debate, pack: Pack, event: Declare) -> Ruling | None:
    wrong = _at(debate, event.question, QuestionStage.PUT, QuestionStage.DIVIDING)
    if wrong is not None:
        return wrong
    return _uncounted(debate, pack, _asked(debate, event.question), event.count)


def _uncounted(debate: Debate, pack: Pack, question: Question, count: Count) -> Ruling | None:
    try:
        found(debate, pack, question, count)
    except DivisionError as error:
        return no(pack.dividing.rule, "count-wanting", why=str(error))
    return None


def _declare(debate: Debate, pack: Pack, event: Declare) -> Debate:
    question = _asked(debate, event.question)
    outcome = found(debate, pack, question, event.count)
    if outcome.result is Result.NO_QUORUM:
        return stand_over(debate, pack, question)
    if outcome.result is Result.TIED:
        return _staged(debate, replace(question, stage=QuestionStage.TIED, count=event.count))
    return _decided(debate, pack, question, outcome, event.count, event.at)


def _decided(debate: Debate, pack: Pack, question: Question, outcome: Found, count: Count, at: str) -> Debate:
    tied = outcome.reason.id.rpartition("tie-")[1]
    name, rule = majority_for(debate, pack, question)
    cast = tied and not outcome.reason.id.endswith("lost")
    decision = Decision(
        question.id,
        question.form,
        question.on,
        Outcome.AGREED if outcome.result is Result.AGREED else Outcome.NEGATIVED,
        How.CASTING_VOTE if cast else How.DIVISION,
        rule=pack.dividing.tie if tied else rule,
        reason=outcome.reason,
        majority=name,
        count=count,
        at=at,
    )
    return conclude(debate, pack, question, decision)


def _against_casting(debate: Debate, _pack: Pack, event: CastingVote) -> Ruling | None:
    return _at(debate, event.question, QuestionStage.TIED)


def _cast(debate: Debate, pack: Pack, event: CastingVote) -> Debate:
    question = _asked(debate, event.question)
    if question.count is None:
        raise ValueError(f"the question {question.id} is tied without a count")
    casting = Choice.AYE if event.aye else Choice.NO
    outcome = found(debate, pack, question, question.count, casting)
    return _decided(debate, pack, question, outcome, question.count, event.at)


def _staged(debate: Debate, question: Question) -> Debate:
    questions = tuple(question if one.id == question.id else one for one in debate.questions)
    return replace(debate, questions=questions)


def _asked(debate: Debate, name: str) -> Question:
    question = asked(debate, name)
    if question is None:
        raise KeyError(name)
    return question


def _against_correct(debate: Debate, pack: Pack, event: Correct) -> Ruling | None:
    decision = debate.decision(event.question)
    if decision is None or decision.count is None:
        return no("P6", "no-such-count", question=event.question)
    if not event.reason:
        return no("P9", "reason-wanted", matter="correction")
    question = Question(decision.question, decision.form, decision.on)
    wrong = _uncounted(debate, pack, question, event.count)
    if wrong is not None:
        return wrong
    was, now = (found(debate, pack, question, one).result for one in (decision.count, event.count))
    return None if was is now else no("D7", "correction-turns", question=event.question)


def _correct(debate: Debate, _pack: Pack, event: Correct) -> Debate:
    decisions = list(debate.decisions)
    place = max(n for n, one in enumerate(decisions) if one.question == event.question)
    decision = decisions[place]
    if decision.count is None:
        raise ValueError(f"the decision on {decision.question} has no count")
    correction = Correction(decision.count, event.reason, event.at, event.by)
    decisions[place] = replace(decision, count=event.count, corrections=(*decision.corrections, correction))
    return replace(debate, decisions=tuple(decisions))


ACTS: Acts = {
    Put: Act(_against_put, _put),
    Collect: Act(_against_collect, _collect),
    Divide: Act(_against_divide, _divide),
    Declare: Act(_against_declare, _declare),
    CastingVote: Act(_against_casting, _cast),
    Correct: Act(_against_correct, _correct),
}
