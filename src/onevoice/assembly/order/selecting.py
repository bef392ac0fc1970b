"""Acts on which amendments are put: grouping, blocs, selection, pulling out."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.order.carrying import bloc_broken
from onevoice.assembly.order.clashing import clashes
from onevoice.assembly.order.debate import Debate, Grouping, ListedAmendment, Question
from onevoice.assembly.order.events import Group, PullOut, Select
from onevoice.assembly.order.grounds import Act, Acts, no, taken, unknown, wrong_stage
from onevoice.assembly.order.pack import Pack, Selecting
from onevoice.assembly.order.paper import AnyListed, at_stage, bloc_of, form_of, ready, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import REVIVABLE, STANDING, WAITING, Form, QuestionStage, Stage


def _against_group(debate: Debate, pack: Pack, event: Group) -> Ruling | None:
    listed = [debate.listed(one) for one in event.on]
    amendments = [one for one in listed if isinstance(one, ListedAmendment)]
    if len(amendments) < len(listed) or not listed or len({*event.on}) < len(listed):
        return unknown(", ".join(event.on))
    wrong = taken(debate, event.id) or next(
        filter(None, (wrong_stage(one, WAITING) for one in amendments)), None
    )
    grouped = {on for one in debate.groupings for on in one.on if one.en_bloc or not event.en_bloc}
    if wrong is not None or grouped & {*event.on}:
        return wrong or no("P4", "grouped-already", texts=", ".join(sorted(grouped & {*event.on})))
    return _against_bloc(debate, pack, amendments) if event.en_bloc else None


def _against_bloc(debate: Debate, pack: Pack, amendments: list[ListedAmendment]) -> Ruling | None:
    if pack.en_bloc is None:
        return no("P11", "no-blocs")
    if len({one.amendment.target for one in amendments}) > 1:
        return no(pack.en_bloc.rule, "bloc-of-one-text")
    on = tuple(one.id for one in amendments)
    pairs = clashes(debate, on)
    if pairs:
        return no(pack.en_bloc.rule, "bloc-clashes", first=pairs[0][0], second=pairs[0][1])
    broken = bloc_broken(debate, pack, on)
    if broken:
        return no(pack.en_bloc.rule, "bloc-broken", text=broken)
    return next(filter(None, (_called_already(debate, one.id) for one in amendments)), None)


def _called_already(debate: Debate, on: str) -> Ruling | None:
    return no("P6", "called-already", text=on) if debate.called == on else None


def _group(debate: Debate, _pack: Pack, event: Group) -> Debate:
    grouping = Grouping(event.id, event.on, event.title, event.en_bloc)
    return replace(debate, groupings=(*debate.groupings, grouping))


def _against_pull_out(debate: Debate, pack: Pack, event: PullOut) -> Ruling | None:
    if pack.en_bloc is None or not pack.en_bloc.pull_out:
        return no("P11", "no-blocs")
    found = bloc_of(debate, event.on)
    if found is None:
        return no("P2", "in-no-bloc", text=event.on)
    question = next((one for one in debate.questions if one.id == found.id), None)
    if question is not None and question.stage is not QuestionStage.PROPOSED:
        return no("P6", "put-already", text=found.id)
    if debate.called == found.id or debate.decision(found.id) is not None:
        return no("P6", "called-already", text=found.id)
    return wrong_stage(debate.amendment(event.on), STANDING)


def _pull_out(debate: Debate, pack: Pack, event: PullOut) -> Debate:
    """Take an amendment out of its bloc; if the bloc is moved already, it waits again."""

    def without(on: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in on if one != event.on)

    listed = debate.amendment(event.on)
    if listed.stage is Stage.MOVED:
        listed = replace(listed, stage=ready(pack, listed), moved_by="", taken_over=False)
    else:
        listed = replace(listed, taken_over=False)
    groupings = (replace(one, on=without(one.on)) if one.en_bloc else one for one in debate.groupings)
    questions: list[Question] = [
        replace(one, on=without(one.on)) if one.form is Form.EN_BLOC else one for one in debate.questions
    ]
    debate = replace(
        debate,
        groupings=tuple(one for one in groupings if one.on),
        questions=tuple(one for one in questions if one.on),
    )
    return with_listed(debate, listed)


def _against_select(debate: Debate, pack: Pack, event: Select) -> Ruling | None:
    selecting = pack.selecting
    if selecting is None:
        return no("P11", "no-selection")
    for on in event.on:
        listed = debate.listed(on)
        if listed is None:
            return unknown(on)
        if ready(pack, listed) is not Stage.SELECTED:
            return no("P11", "not-for-selection", text=on)
        wrong = wrong_stage(listed, {Stage.ON_PAPER, Stage.NOT_SELECTED}) or _above(
            debate, pack, event, listed
        )
        if wrong is not None:
            return wrong
    return (
        _over_cap(debate, pack, selecting, event)
        or _clashing(debate, selecting, event)
        or _without_reason(debate, pack, selecting, event)
    )


def _above(debate: Debate, pack: Pack, event: Select, listed: AnyListed) -> Ruling | None:
    """Rule against selecting an amendment to something that is not selected itself."""
    if not isinstance(listed, ListedAmendment):
        return None
    target = debate.named(listed.amendment.target)
    chosen = target.id in event.on or target.id in debate.selected
    if target.stage not in REVIVABLE:
        return wrong_stage(target, REVIVABLE)
    if ready(pack, target) is Stage.SELECTED and not chosen:
        return no("S4", "target-not-selected", text=listed.id, target=target.id)
    return None


def _over_cap(debate: Debate, pack: Pack, selecting: Selecting, event: Select) -> Ruling | None:
    if len({*event.on}) < len(event.on):
        return no("P2", "selected-twice")
    forms = {one: form_of(debate, pack, one) for one in (*debate.selected, *event.on)}
    amendments = [one for one, form in forms.items() if form not in {Form.MAIN, Form.SEPARATE_VOTE}]
    if selecting.cap is not None and len(amendments) > selecting.cap:
        return no(selecting.cap_rule, "over-cap", cap=str(selecting.cap), chosen=str(len(amendments)))
    return None


def _clashing(debate: Debate, selecting: Selecting, event: Select) -> Ruling | None:
    if not selecting.no_clash:
        return None
    chosen = [
        one.id
        for one in debate.amendments
        if one.id in event.on or (one.id in debate.selected and one.stage in WAITING)
    ]
    pairs = clashes(debate, chosen)
    return (
        no(selecting.no_clash, "selection-clashes", first=pairs[0][0], second=pairs[0][1]) if pairs else None
    )


def _left_out(debate: Debate, pack: Pack, event: Select) -> list[AnyListed]:
    every: tuple[AnyListed, ...] = (*debate.motions, *debate.amendments)
    return [
        one
        for one in every
        if one.stage is Stage.ON_PAPER and ready(pack, one) is Stage.SELECTED and one.id not in event.on
    ]


def _without_reason(debate: Debate, pack: Pack, selecting: Selecting, event: Select) -> Ruling | None:
    if not selecting.reasons_required:
        return None
    given = {on for on, reason in event.reasons if reason}
    missing = [one.id for one in _left_out(debate, pack, event) if one.id not in given]
    return no(selecting.reasons_rule, "reasons-wanted", texts=", ".join(missing)) if missing else None


def _select(debate: Debate, pack: Pack, event: Select) -> Debate:
    reasons = dict(event.reasons)
    rule = pack.selecting.rule if pack.selecting else ""
    for one in _left_out(debate, pack, event):
        ruling = no(rule, "not-selected", text=one.id, reason=reasons.get(one.id, ""))
        debate = at_stage(debate, one.id, Stage.NOT_SELECTED, ruling)
    for on in event.on:
        ruling = Ruling(
            allowed=True, rule=rule, message=Message.of("selected", text=on, reason=reasons.get(on, ""))
        )
        debate = at_stage(debate, on, Stage.SELECTED, ruling)
    newly = tuple(one for one in event.on if one not in debate.selected)
    return replace(debate, selected=(*debate.selected, *newly))


ACTS: Acts = {
    Group: Act(_against_group, _group),
    PullOut: Act(_against_pull_out, _pull_out),
    Select: Act(_against_select, _select),
}
