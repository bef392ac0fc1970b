"""Acts on the paper: hand in, sign, second, number, return, withdraw."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.motion import Signature
from onevoice.assembly.order.carrying import fall, resting
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.events import (
    AskSeparateVote,
    Number,
    Return,
    Second,
    Sign,
    Submit,
    TableAmendment,
    TableMotion,
    Unsign,
    Withdraw,
)
from onevoice.assembly.order.falling import all_under
from onevoice.assembly.order.grounds import (
    Act,
    Acts,
    leave_wanting,
    no,
    not_mover,
    not_now,
    taken,
    unknown,
    wrong_stage,
)
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, at_stage, depth, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, WAITING, Form, Stage

_ON_PAPER = {Stage.TABLED, *WAITING, Stage.NOT_SELECTED}


def _stage(pack: Pack, listed: AnyListed) -> Stage:
    """Say whether what was handed in has signatures enough to be tabled."""
    if pack.signatures is None:
        return Stage.TABLED
    if isinstance(listed, ListedMotion):
        wanted, text = pack.signatures.motions, listed.motion
        names = {one.member for one in text.signatures} | {text.mover}
    else:
        wanted = pack.signatures.amendments
        names = {one.member for one in listed.amendment.signatures} | {listed.amendment.mover}
    return Stage.TABLED if len(names - {""}) >= wanted else Stage.SEEKING_SIGNATURES


def _against_motion(debate: Debate, _pack: Pack, event: TableMotion) -> Ruling | None:
    return taken(debate, event.motion.id)


def _table_motion(debate: Debate, pack: Pack, event: TableMotion) -> Debate:
    listed = ListedMotion(
        motion=event.motion,
        text=event.motion.text,
        stage=Stage.DRAFT,
        subject=event.subject,
        behalf=event.behalf,
    )
    if not event.draft:
        listed = replace(listed, stage=_stage(pack, listed))
    return replace(debate, motions=(*debate.motions, listed))


def _new_amendment(event: TableAmendment) -> ListedAmendment:
    return ListedAmendment(
        amendment=event.amendment,
        operations=event.amendment.operations,
        stage=Stage.DRAFT,
        subject=event.subject,
        behalf=event.behalf,
    )


def _against_amendment(debate: Debate, pack: Pack, event: TableAmendment) -> Ruling | None:
    held = taken(debate, event.amendment.id)
    target = debate.listed(event.amendment.target)
    if held is not None or target is None:
        return held or unknown(event.amendment.target)
    if depth(debate, target) >= pack.pending.depth:
        return no(pack.pending.rule, "too-deep", amendment=event.amendment.id, depth=str(pack.pending.depth))
    why = resting(debate, _new_amendment(event))
    return wrong_stage(target, STANDING | {Stage.DEFERRED}) or (
        None if why is None else Ruling.against("P5", why)
    )


def _table_amendment(debate: Debate, pack: Pack, event: TableAmendment) -> Debate:
    listed = _new_amendment(event)
    if not event.draft:
        listed = replace(listed, stage=_stage(pack, listed))
    return replace(debate, amendments=(*debate.amendments, listed))


def _against_separate_vote(debate: Debate, pack: Pack, event: AskSeparateVote) -> Ruling | None:
    if not any(one.form is Form.SEPARATE_VOTE for one in pack.forms):
        return no("P11", "no-separate-votes")
    return _against_amendment(debate, pack, TableAmendment(event.amendment))


def _ask_separate_vote(debate: Debate, _pack: Pack, event: AskSeparateVote) -> Debate:
    listed = replace(_new_amendment(TableAmendment(event.amendment)), stage=Stage.TABLED)
    return replace(debate, amendments=(*debate.amendments, listed))


def _against_submit(debate: Debate, _pack: Pack, event: Submit) -> Ruling | None:
    listed = debate.named(event.on)
    return wrong_stage(listed, {Stage.DRAFT})


def _submit(debate: Debate, pack: Pack, event: Submit) -> Debate:
    return at_stage(debate, event.on, _stage(pack, debate.named(event.on)))


def _text(listed: AnyListed) -> tuple[str, tuple[Signature, ...]]:
    text = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    return text.mover, text.signatures


def _signed(debate: Debate, pack: Pack, listed: AnyListed, signatures: tuple[Signature, ...]) -> Debate:
    found: AnyListed
    if isinstance(listed, ListedMotion):
        found = replace(listed, motion=replace(listed.motion, signatures=signatures))
    else:
        found = replace(listed, amendment=replace(listed.amendment, signatures=signatures))
    if found.stage in {Stage.SEEKING_SIGNATURES, Stage.TABLED}:
        found = replace(found, stage=_stage(pack, found))
    return with_listed(debate, found)


def _against_sign(debate: Debate, _pack: Pack, event: Sign) -> Ruling | None:
    listed = debate.named(event.on)
    mover, signatures = _text(listed)
    if not event.by or event.by in {mover, *(one.member for one in signatures)}:
        return no("P8", "signed-already", member=event.by, text=event.on)
    return wrong_stage(listed, STANDING)


def _sign(debate: Debate, pack: Pack, event: Sign) -> Debate:
    listed = debate.named(event.on)
    return _signed(debate, pack, listed, (*_text(listed)[1], Signature(event.by, event.at)))


def _against_unsign(debate: Debate, _pack: Pack, event: Unsign) -> Ruling | None:
    listed = debate.named(event.on)
    mover, signatures = _text(listed)
    if event.by == mover or event.by not in {one.member for one in signatures}:
        return no("P8", "not-signed", member=event.by, text=event.on)
    return wrong_stage(listed, BEFORE_PAPER | WAITING)


def _unsign(debate: Debate, pack: Pack, event: Unsign) -> Debate:
    listed = debate.named(event.on)
    left = tuple(one for one in _text(listed)[1] if one.member != event.by)
    return _signed(debate, pack, listed, left)


def _against_second(debate: Debate, _pack: Pack, event: Second) -> Ruling | None:
    listed = debate.named(event.on)
    if listed.seconder:
        return no("P2", "seconded-already", text=event.on, seconder=listed.seconder)
    if not event.by or event.by in {_text(listed)[0], listed.moved_by}:
        return no("P8", "seconds-own", text=event.on)
    return wrong_stage(listed, STANDING)


def _second(debate: Debate, _pack: Pack, event: Second) -> Debate:
    return with_listed(debate, replace(debate.named(event.on), seconder=event.by))


def _against_withdraw(debate: Debate, pack: Pack, event: Withdraw) -> Ruling | None:
    listed = debate.named(event.on)
    wrong = not_mover(_text(listed)[0], event.by) or wrong_stage(listed, STANDING | {Stage.NOT_SELECTED})
    if wrong is not None or listed.stage is not Stage.MOVED:
        return wrong
    now = debate.question
    if now is not None and len(now.on) > 1:
        return no("P6", "in-bloc", text=event.on)
    return not_now(debate, event.on) or leave_wanting(
        pack.withdrawing, meeting=event.leave, seconder=event.seconder, seconded=listed
    )


def _withdraw(debate: Debate, _pack: Pack, event: Withdraw) -> Debate:
    debate = at_stage(debate, event.on, Stage.WITHDRAWN)
    debate = fall(debate, all_under(debate, event.on))
    questions = tuple(one for one in debate.questions if event.on not in one.on)
    called = "" if debate.called == event.on else debate.called
    groupings = tuple(
        replace(one, on=tuple(id_ for id_ in one.on if id_ != event.on)) for one in debate.groupings
    )
    groupings = tuple(one for one in groupings if one.on)
    return replace(debate, questions=questions, called=called, groupings=groupings)


def _against_return(debate: Debate, pack: Pack, event: Return) -> Ruling | None:
    listed = debate.named(event.on)
    if event.rule not in {rule.number for rule in pack.rules}:
        return no("P9", "no-such-rule", rule=event.rule)
    return wrong_stage(listed, {Stage.SEEKING_SIGNATURES, Stage.TABLED})


def _return(debate: Debate, _pack: Pack, event: Return) -> Debate:
    ruling = no(event.rule, "returned", text=event.on, reason=event.reason)
    debate = fall(debate, all_under(debate, event.on))
    return at_stage(debate, event.on, Stage.RETURNED, ruling)


def _against_number(debate: Debate, _pack: Pack, event: Number) -> Ruling | None:
    listed = debate.named(event.on)
    every: tuple[AnyListed, ...] = (*debate.motions, *debate.amendments)
    used = {one.number for one in every if one.id != event.on}
    if not event.number or event.number in used:
        return no("P4", "id-held", text=event.number)
    return wrong_stage(listed, _ON_PAPER)


def _number(debate: Debate, _pack: Pack, event: Number) -> Debate:
    listed = debate.named(event.on)
    stage = Stage.ON_PAPER if listed.stage is Stage.TABLED else listed.stage
    return with_listed(debate, replace(listed, number=event.number, stage=stage))


ACTS: Acts = {
    TableMotion: Act(_against_motion, _table_motion),
    TableAmendment: Act(_against_amendment, _table_amendment),
    AskSeparateVote: Act(_against_separate_vote, _ask_separate_vote),
    Submit: Act(_against_submit, _submit),
    Sign: Act(_against_sign, _sign),
    Unsign: Act(_against_unsign, _unsign),
    Second: Act(_against_second, _second),
    Withdraw: Act(_against_withdraw, _withdraw),
    Return: Act(_against_return, _return),
    Number: Act(_against_number, _number),
}
