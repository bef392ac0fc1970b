"""What follows when a question is decided: stages, texts, what falls, and which question is pending then."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.order.carrying import carry, fall, leaving_out, negative, rewritten
from onevoice.assembly.order.debate import Carried, Debate, Decision, Question
from onevoice.assembly.order.deferring import defer, taken_up
from onevoice.assembly.order.falling import Fall, all_under
from onevoice.assembly.order.grounds import no
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import at_stage, on_motion, with_listed
from onevoice.assembly.order.parting import divided
from onevoice.assembly.order.stages import STANDING, Form, How, Outcome, SittingStage, Stage


def conclude(debate: Debate, pack: Pack, question: Question, decision: Decision) -> Debate:
    """Decide a question, and draw every consequence that the rules draw.

    Parameters
    ----------
    debate : Debate
    pack : Pack
    question : Question
        Pending or (to ask what would follow) not.
    decision : Decision
        What it came to; its kind and what it carries are filled in here.
    """
    rest = tuple(one for one in debate.questions if one.id != question.id)
    debate, decision = replace(debate, questions=rest), replace(decision, kind=question.kind)
    agreed = decision.outcome is Outcome.AGREED
    if question.form is Form.MAIN:
        return _kept(_main(debate, question.on[0], decision.outcome), decision)
    if question.form is Form.PROCEDURE:
        return _procedure(_kept(debate, decision), pack, question) if agreed else _kept(debate, decision)
    if question.form is Form.ORIGINAL_WORDS:
        return _original_words(_kept(debate, decision), pack, question, stand=agreed)
    if question.form is Form.ADDED_WORDS:
        return _added_words(debate, pack, question, decision)
    carried: list[Carried] = []
    made = agreed is not (question.form is Form.SEPARATE_VOTE)  # where the words stay, no change is made
    for on in question.on:
        if made:
            debate, put_in = carry(debate, pack, on, Stage.AGREED, question.on)
            carried.append(put_in)
        else:
            debate = negative(debate, pack, on, question.on)
    return _kept(debate, replace(decision, carried=tuple(carried)))


def _kept(debate: Debate, decision: Decision) -> Debate:
    return replace(debate, decisions=(*debate.decisions, decision))


def _main(debate: Debate, motion: str, outcome: Outcome) -> Debate:
    stage = Stage.AGREED if outcome is Outcome.AGREED else Stage.NEGATIVED
    debate = fall(at_stage(debate, motion, stage), all_under(debate, motion))
    return _no_question(debate, motion)


def _no_question(debate: Debate, motion: str) -> Debate:
    """Take away all that is pending on a motion."""
    rest = tuple(one for one in debate.questions if not on_motion(debate, motion, one))
    deferred = tuple(one for one in debate.deferred if one.motion != motion)
    return replace(debate, questions=rest, deferred=deferred)


def _procedure(debate: Debate, pack: Pack, question: Question) -> Debate:
    procedure = pack.procedure(question.kind)
    if procedure is None:
        return debate
    for motion in question.on:
        listed = debate.motion(motion)
        if procedure.disposes and listed.stage in STANDING:
            ruling = no(procedure.rule, "disposed-of", text=motion, kind=procedure.kind)
            debate = fall(debate, (Fall(motion, ruling), *all_under(debate, motion)))
            debate = _no_question(debate, motion)
        elif procedure.defers and listed.stage is Stage.MOVED:
            ruling = no(procedure.rule, "deferred", text=motion, kind=procedure.kind)
            debate = defer(debate, motion, procedure.kind, ruling)
        elif procedure.takes_up:
            debate = taken_up(debate, motion)
        elif procedure.divides:
            debate = divided(debate, pack, procedure.rule, motion, question.parts)
        elif procedure.closes:
            debate = _closed(debate, motion)
    if procedure.adjourns and debate.sitting is not None:
        debate = replace(debate, sitting=replace(debate.sitting, stage=SittingStage.ADJOURNED))
    return debate


def _closed(debate: Debate, motion: str) -> Debate:
    debate = with_listed(debate, replace(debate.motion(motion), closed=True))
    return _forthwith(debate, motion)


def _forthwith(debate: Debate, motion: str) -> Debate:
    questions = tuple(
        replace(one, forthwith=True) if on_motion(debate, motion, one) else one for one in debate.questions
    )
    return replace(debate, questions=questions)


def _original_words(debate: Debate, pack: Pack, question: Question, *, stand: bool) -> Debate:
    """Go on after the first question of SO No. 31: to the main question, or to the words to be added."""
    amendment = question.on[0]
    if stand:
        return _forthwith(negative(debate, pack, amendment), debate.motion_of(amendment).id)
    added = Question(f"{amendment}:{Form.ADDED_WORDS.value}", Form.ADDED_WORDS, (amendment,), forthwith=True)
    return replace(debate, questions=(*debate.questions, added))


def _added_words(debate: Debate, pack: Pack, question: Question, decision: Decision) -> Debate:
    """Add the words and declare the main question, or leave the text without the words that were left out.

    No rule says what follows where neither the original words stand nor the others are added: that the main
    question is then put on what is left is a guess.
    """
    amendment = question.on[0]
    motion = debate.motion_of(amendment).id
    if decision.outcome is Outcome.NEGATIVED:
        out = leaving_out(debate.amendment(amendment).operations)
        debate = negative(debate, pack, amendment)
        if out:
            debate, carried = rewritten(debate, pack, amendment, motion, out)
            decision = replace(decision, carried=(carried,))
        return _forthwith(_kept(debate, decision), motion)
    debate, carried = carry(debate, pack, amendment, Stage.AGREED)
    debate = _kept(debate, replace(decision, carried=(carried,)))
    rule = next((one.rule for one in pack.forms if one.form is Form.ORIGINAL_WORDS), "")
    declared = Decision(motion, Form.MAIN, (motion,), Outcome.AGREED, How.DECLARED, rule=rule, at=decision.at)
    return _kept(_main(debate, motion, Outcome.AGREED), declared)
