"""What a decision does to the texts and to the rest of the paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.order import places
from onevoice.assembly.order.debate import Carried, Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.falling import Fall, all_under, alternative, as_it_reads, if_decided, text_of
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import at_stage, to, with_listed
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import REVIVABLE, STANDING, Outcome, Stage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import amend_amendment, apply, inserted_text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, Operation, ReplaceWhole
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.resting import inserted_blocks
from onevoice.assembly.wording.sentences import say
from onevoice.errors import WordingError


def carry(
    debate: Debate, pack: Pack, on: str, stage: Stage, beside: tuple[str, ...] = ()
) -> tuple[Debate, Carried]:
    """Put an amendment's words into the text that it amends.

    Parameters
    ----------
    debate : Debate
    pack : Pack
    on : str
        Id of an amendment whose operations can be carried out (``resting`` says so).
    stage : Stage
        What becomes of it: AGREED or TAKEN_IN.
    beside : tuple of str
        Ids decided in the same question.

    Returns
    -------
    Debate
        With the text as amended, what falls fallen, and everything else carried over to the new words.
    Carried
    """
    listed = debate.amendment(on)
    target = listed.amendment.target
    falls = if_decided(debate, pack, on, Outcome.AGREED, beside)
    settled = fall(at_stage(debate, on, stage), falls)
    return rewritten(settled, pack, on, target, listed.operations)


def rewritten(
    debate: Debate, pack: Pack, source: str, target: str, operations: tuple[Operation, ...]
) -> tuple[Debate, Carried]:
    """Carry out operations on a motion's or amendment's words; carry amendments to it over to the new words.

    What cannot be placed on them falls.
    """
    before = text_of(debate, target)
    found = debate.named(target)
    if isinstance(found, ListedMotion):
        after = apply(before, operations)
        point = places.just_after(before, operations, after) if pack.decided_point else found.open_from
        debate = with_listed(debate, replace(found, text=after, open_from=point))
    else:
        change = replace(found.amendment, id=source, target=target, operations=operations)
        amended = amend_amendment(as_it_reads(found), change)
        debate = with_listed(debate, replace(found, operations=amended.operations))
    for other in tuple(to(debate, target)):
        if other.stage not in REVIVABLE or other.id == source:
            continue
        placed = alternative(pack, before, operations, other)
        if placed is not None:
            debate = with_listed(debate, replace(other, operations=placed))
            continue
        rebased = rebase(before, other.operations, operations)
        if rebased.unplaced:
            why = Message.of("words-gone", by=source, why=say(rebased.unplaced[0].message))
            gone = Fall(other.id, Ruling.against("P5", why))
            debate = fall(debate, (gone, *all_under(debate, other.id)))
        else:
            placed = _as_tabled(before, other.operations, operations, rebased.placed)
            debate = with_listed(debate, replace(other, operations=placed))
    return debate, Carried(source, target, operations)


def _as_tabled(
    before: Text,
    operations: tuple[Operation, ...],
    over: tuple[Operation, ...],
    placed: tuple[Operation, ...],
) -> tuple[Operation, ...]:
    """Give placed operations in an order that leaves the amendment's own words in theirs.

    They come in the order in which they stand in the text. Where the words that an amendment inserts would
    then read in another order than as tabled, amendments to it would no longer fit: it keeps its own order.
    """
    if _inserted(placed) == _inserted(operations):
        return placed
    return tuple(rebase(before, (one,), over).placed[0] for one in operations)


def _inserted(operations: Iterable[Operation]) -> list[str]:
    return [block.id for one in operations for block in inserted_blocks(one)]


def fall(debate: Debate, falls: Iterable[Fall]) -> Debate:
    """Let things fall that have not ended yet."""
    for one in falls:
        listed = debate.listed(one.id)
        if listed is not None and listed.stage in REVIVABLE:
            debate = at_stage(debate, one.id, Stage.FALLEN, one.ruling)
    return debate


def bloc_broken(debate: Debate, pack: Pack, on: tuple[str, ...]) -> str:
    """Give the first amendment of a bloc that could not be carried after those before it; empty for none."""
    for one in on:
        if debate.amendment(one).stage not in STANDING or resting(debate, debate.amendment(one)) is not None:
            return one
        debate, _ = carry(debate, pack, one, Stage.AGREED, on)
    return ""


def negative(debate: Debate, pack: Pack, on: str, beside: tuple[str, ...] = ()) -> Debate:
    """Negative an amendment: the text is open from just before its words, and some others may fall."""
    listed = debate.amendment(on)
    falls = if_decided(debate, pack, on, Outcome.NEGATIVED, beside)
    debate = fall(at_stage(debate, on, Stage.NEGATIVED), falls)
    found = debate.listed(listed.amendment.target)
    if not pack.decided_point or not isinstance(found, ListedMotion):
        return debate
    return with_listed(debate, replace(found, open_from=places.just_before(found.text, listed.operations)))


def leaving_out(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Give operations without the words that they insert."""
    found: list[Operation] = []
    for one in operations:
        if isinstance(one, Change):
            if one.start < one.end:
                found.append(replace(one, inserted=None))
        elif isinstance(one, ReplaceWhole):
            found.append(replace(one, inserted=()))
        elif not isinstance(one, Insert | AddAtEnd):
            found.append(one)
    return tuple(found)


def resting(debate: Debate, listed: ListedAmendment) -> Message | None:
    """Say why an amendment cannot be carried out on its target as that now reads; None if it can.

    An amendment to an amendment must leave one that can be carried out.
    """
    try:
        one = as_it_reads(listed)
        found = debate.listed(one.target)
        while isinstance(found, ListedAmendment):
            apply(text_of(debate, found.id), one.operations)
            one = amend_amendment(as_it_reads(found), one)
            found = debate.listed(one.target)
        inserted_text(one)
        if not one.operations:
            return Message.of("changes-nothing", amendment=listed.id)
        if isinstance(found, ListedMotion):
            apply(found.text, one.operations)
            apply(found.text, leaving_out(one.operations))
    except (WordingError, ValueError) as error:
        return Message.of("does-not-rest", amendment=listed.id, why=str(error))
    return None
