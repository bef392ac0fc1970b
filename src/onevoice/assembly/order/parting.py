"""A motion divided into parts, each a motion by itself from then on: to amend, to put, to lose."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.order.carrying import fall
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.events import TakeApart
from onevoice.assembly.order.falling import Fall, all_under
from onevoice.assembly.order.grounds import Act, Acts, no, no_sitting, not_now, taken
from onevoice.assembly.order.judging import judgement
from onevoice.assembly.order.pack import Pack, Procedure
from onevoice.assembly.order.paper import ready, to, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import REVIVABLE, Form, Stage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import AddAtEnd, Insert, Move, Operation
from onevoice.errors import WordingError

Parts = tuple[tuple[str, ...], ...]


def names_parts(text: Text, parts: Parts) -> bool:
    """Say whether parts are two or more, none empty, with every block of a text in one of them."""
    named = [block for part in parts for block in part]
    whole = sorted(named) == sorted(block.id for block in text.blocks)
    return whole and len(parts) > 1 and all(parts)


def against_dividing(debate: Debate, rule: str, on: str, parts: Parts) -> Ruling | None:
    """Rule against dividing what is not the main question now, or into what are no parts of it."""
    now = debate.questions[-1].id if debate.questions else ""
    main = any(one.form is Form.MAIN and one.on == (on,) for one in debate.questions)
    hanging = any(one.form not in {Form.MAIN, Form.PROCEDURE} for one in debate.questions)
    if debate.called or hanging or not main:
        return no("P6", "not-the-question", text=on, now=debate.called or now)
    if not names_parts(debate.motion(on).text, parts):
        return no(rule, "no-parts", text=on)
    held = (taken(debate, part_id(on, number)) for number in range(1, len(parts) + 1))
    return next(filter(None, held), None)


def part_id(motion: str, number: int) -> str:
    """Give what a part is called on the paper."""
    return f"{motion}.{number}"


def divided(debate: Debate, pack: Pack, rule: str, motion: str, parts: Parts) -> Debate:
    """Divide a motion: its first part is the question now, and the others wait to be moved.

    An amendment goes with the part whose words it changes; one that changes several parts falls.
    """
    whole = debate.motion(motion)
    made = tuple(_part(debate, pack, whole, number, blocks) for number, blocks in enumerate(parts, start=1))
    ruling = no(rule, "divided-into", text=motion, parts=", ".join(one.number or one.id for one in made))
    debate = with_listed(debate, replace(whole, stage=Stage.DIVIDED, ruling=ruling))
    first = replace(made[0], stage=Stage.MOVED, moved_by=whole.moved_by)
    place = [one.id for one in debate.motions].index(motion) + 1
    motions = (*debate.motions[:place], first, *made[1:], *debate.motions[place:])
    own = {one.id: first.id for one in debate.questions if one.form is Form.MAIN}
    questions = tuple(
        replace(one, id=own.get(one.id, one.id), on=(first.id,)) if one.on == (motion,) else one
        for one in debate.questions
    )
    debate = replace(debate, motions=motions, questions=questions)
    for one in tuple(to(debate, motion)):
        if one.stage in REVIVABLE:
            debate = _with_its_part(debate, rule, one, whole.text, made)
    return _blocs_of_one_part(debate)


def _part(
    debate: Debate, pack: Pack, whole: ListedMotion, number: int, blocks: tuple[str, ...]
) -> ListedMotion:
    text = replace(whole.text, blocks=tuple(one for one in whole.text.blocks if one.id in blocks))
    own = replace(whole.motion, id=part_id(whole.id, number), text=text)
    lettered = part_id(whole.number, number) if whole.number else ""
    if any(one.number == lettered for one in (*debate.motions, *debate.amendments)):
        lettered = ""
    point = whole.open_from if whole.open_from and whole.open_from.block in blocks else None
    part = replace(whole, motion=own, text=text, number=lettered, open_from=point, moved_by="", ruling=None)
    return replace(part, stage=ready(pack, part))


def _with_its_part(
    debate: Debate, rule: str, listed: ListedAmendment, text: Text, parts: tuple[ListedMotion, ...]
) -> Debate:
    for one in parts:
        if all(_within(operation, text, one.text) for operation in listed.operations):
            amendment = replace(listed.amendment, target=one.id)
            return with_listed(debate, replace(listed, amendment=amendment))
    apart = Fall(listed.id, Ruling.against(rule, Message.of("across-parts", text=listed.id)))
    return fall(debate, (apart, *all_under(debate, listed.id)))


def _within(operation: Operation, whole: Text, part: Text) -> bool:
    """Say whether an operation can be carried out on a part, and does there what it did in the whole."""
    first, last = whole.blocks[0].id in part, whole.blocks[-1].id in part
    if isinstance(operation, AddAtEnd) and not last:
        return False
    if isinstance(operation, Insert | Move) and operation.after is None and not first:
        return False
    try:
        apply(part, (operation,))
    except WordingError:
        return False
    return True


def _blocs_of_one_part(debate: Debate) -> Debate:
    """Dissolve blocs whose amendments went to different parts."""

    def kept(on: tuple[str, ...]) -> bool:
        standing = (one for one in map(debate.amendment, on) if one.stage in REVIVABLE)
        return len({one.amendment.target for one in standing}) < 2

    groupings = tuple(one for one in debate.groupings if not one.en_bloc or kept(one.on))
    return replace(debate, groupings=groupings)


def _dividing(pack: Pack) -> Procedure | None:
    return next((one for one in pack.procedures if one.divides), None)


def _against_take_apart(debate: Debate, pack: Pack, event: TakeApart) -> Ruling | None:
    procedure = _dividing(pack)
    if procedure is None:
        return no("P11", "no-such-procedure", kind="divide")
    found = judgement(debate, procedure.on_demand, (event.on,))
    if found is None or found.finding != "yes":
        return no(procedure.rule, "not-independent", text=event.on, kind=procedure.kind)
    wrong = no_sitting(debate) or not_now(debate, event.on)
    return wrong or against_dividing(debate, procedure.rule, event.on, event.parts)


def _take_apart(debate: Debate, pack: Pack, event: TakeApart) -> Debate:
    procedure = _dividing(pack)
    return divided(debate, pack, procedure.rule if procedure else "", event.on, event.parts)


ACTS: Acts = {TakeApart: Act(_against_take_apart, _take_apart)}
