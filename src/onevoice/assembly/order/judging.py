"""What a person judges: findings with reasons, and what still waits for one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onevoice.assembly.order.carrying import fall
from onevoice.assembly.order.debate import Debate, Judgement
from onevoice.assembly.order.events import DeclareFallen, Judge
from onevoice.assembly.order.falling import Fall, all_under
from onevoice.assembly.order.grounds import Act, Acts, no, not_now, unknown, wrong_stage
from onevoice.assembly.order.pack import Matter, Pack
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import WAITING, Stage


@dataclass(frozen=True, slots=True)
class ToJudge:
    """Something that a person must judge, or may.

    Attributes
    ----------
    matter : Matter
    on : tuple of str
        Ids that it is about.
    """

    matter: Matter
    on: tuple[str, ...]


def to_judge(debate: Debate, pack: Pack) -> tuple[ToJudge, ...]:
    """Give what a person must judge, or may, and has not; what blocks comes first."""
    found = (
        ToJudge(matter, on)
        for matter in pack.matters
        if matter.arises is not None
        for on in matter.arises(debate)
        if judgement(debate, matter.id, on) is None
    )
    return tuple(sorted(found, key=lambda one: not one.matter.blocks))


def judgement(debate: Debate, matter: str, on: tuple[str, ...]) -> Judgement | None:
    """Give the judgement that stands on a matter about some ids: the latest; None where there is none."""
    about = (one for one in reversed(debate.judgements) if one.matter == matter and {*on} <= {*one.on})
    return next(about, None)


def judged_out(debate: Debate, pack: Pack, on: str) -> Ruling | None:
    """Rule against something that a person judged out of order, where no later judgement says otherwise."""
    for matter in pack.matters:
        if not matter.refuses:
            continue
        latest = {one.on[1:]: one for one in debate.judgements if one.matter == matter.id and one.on[0] == on}
        found = next((one for one in latest.values() if one.finding == "yes"), None)
        if found is not None:
            about = {"text": on, "matter": matter.id, "by": found.by, "reason": found.reason}
            return no(matter.rule, "judged-out", **about)
    return None


def unjudged(debate: Debate, pack: Pack, on: tuple[str, ...]) -> Ruling | None:
    """Rule that calling waits for a person's judgement on something among some ids."""
    for one in to_judge(debate, pack):
        if one.matter.blocks and {*one.on} & {*on}:
            return no(one.matter.rule, "unjudged", matter=one.matter.id, texts=", ".join(one.on))
    return None


def _against_judge(debate: Debate, pack: Pack, event: Judge) -> Ruling | None:
    matter = pack.matter(event.matter)
    if matter is None:
        return no("P9", "no-such-matter", matter=event.matter)
    missing = next((one for one in event.on if debate.listed(one) is None), None)
    if missing is not None:
        return unknown(missing)
    findings = {"ranked"} if matter.ranking else {"yes", "no"}
    enough = len(event.on) > 1 if matter.ranking else bool(event.on)
    if event.finding not in findings or not enough or len({*event.on}) < len(event.on):
        return no(matter.rule, "no-finding", matter=matter.id, findings=" / ".join(sorted(findings)))
    if matter.reason and not event.reason:
        return no("P9", "reason-wanted", matter=matter.id)
    return None


def _judge(debate: Debate, _pack: Pack, event: Judge) -> Debate:
    found = Judgement(event.matter, event.on, event.finding, event.reason, event.by, event.at)
    return replace(debate, judgements=(*debate.judgements, found))


def _against_declare_fallen(debate: Debate, pack: Pack, event: DeclareFallen) -> Ruling | None:
    if event.rule not in {rule.number for rule in pack.rules}:
        return no("P9", "no-such-rule", rule=event.rule)
    listed = debate.named(event.on)
    if listed.stage is Stage.MOVED:
        now = debate.question
        return no("P6", "in-bloc", text=event.on) if now and len(now.on) > 1 else not_now(debate, event.on)
    return wrong_stage(listed, WAITING)


def _declare_fallen(debate: Debate, _pack: Pack, event: DeclareFallen) -> Debate:
    ruling = no(event.rule, "declared-fallen", text=event.on, reason=event.reason)
    debate = fall(debate, (Fall(event.on, ruling), *all_under(debate, event.on)))
    questions = tuple(one for one in debate.questions if event.on not in one.on)
    called = "" if debate.called == event.on else debate.called
    return replace(debate, questions=questions, called=called)


ACTS: Acts = {
    Judge: Act(_against_judge, _judge),
    DeclareFallen: Act(_against_declare_fallen, _declare_fallen),
}
