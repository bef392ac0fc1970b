"""What falls, or can no longer be called, when an amendment is decided, and why.

A pack lists its reasons (``Falls``), most of them from here; each looks at the decided amendment and at one
that still stands on the same words. What cannot be placed on the words as they then read falls in any case.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.order import places
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.pack import Pack, Reason
from onevoice.assembly.order.paper import to, under
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, Outcome
from onevoice.assembly.order.superseding import instead
from onevoice.assembly.text import Text
from onevoice.assembly.wording.amending import inserted_text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import RelationKind, relate
from onevoice.assembly.wording.sentences import say
from onevoice.errors import WordingError


@dataclass(frozen=True, slots=True)
class Fall:
    """Something that falls, by which rule and why."""

    id: str
    ruling: Ruling


def if_decided(
    debate: Debate, pack: Pack, on: str, outcome: Outcome, beside: tuple[str, ...] = ()
) -> tuple[Fall, ...]:
    """Say what falls if an amendment is agreed to or negatived, as the paper stands.

    Parameters
    ----------
    debate : Debate
    pack : Pack
    on : str
        Id of the amendment.
    outcome : Outcome
    beside : tuple of str
        Ids decided in the same question, which do not make each other fall.

    Returns
    -------
    tuple of Fall
        In order of the paper, each followed by the amendments to it; first those to the amendment itself.
    """
    decided = debate.amendment(on)
    falls = [Fall(one.id, _hung_on(on)) for one in under(debate, on)]
    for other in to(debate, decided.amendment.target):
        if other.id in {on, *beside} or other.stage not in STANDING:
            continue
        ruling = _ruling(debate, pack, decided, other, outcome)
        if ruling is not None:
            falls.append(Fall(other.id, ruling))
            falls += (Fall(one.id, _hung_on(other.id)) for one in under(debate, other.id))
    return tuple(falls)


def all_under(debate: Debate, target: str) -> tuple[Fall, ...]:
    """Give all amendments to a motion or amendment that is itself decided or gone."""
    return tuple(Fall(one.id, _hung_on(target)) for one in under(debate, target))


def text_of(debate: Debate, target: str) -> Text:
    """Give the words that amendments to a motion or amendment rest on, as they now read."""
    found = debate.named(target)
    if isinstance(found, ListedMotion):
        return found.text
    return inserted_text(as_it_reads(found))


def as_it_reads(listed: ListedAmendment) -> Amendment:
    """Give an amendment with its operations as they would now be carried out."""
    one = listed.amendment
    return Amendment(
        one.id, one.target, listed.operations, mover=one.mover, signatures=one.signatures, notice=one.notice
    )


def _hung_on(target: str) -> Ruling:
    return Ruling.against("P10", Message.of("hung-on", text=target))


def _ruling(
    debate: Debate, pack: Pack, decided: ListedAmendment, other: ListedAmendment, outcome: Outcome
) -> Ruling | None:
    agreed = outcome is Outcome.AGREED
    stays = agreed and alternative(pack, text_of(debate, decided.amendment.target), decided.operations, other)
    for one in pack.falls:
        if one.on is not outcome or (stays and one.why is words_gone):
            continue
        why = one.why(debate, decided, other)
        if why is not None:
            return Ruling.against(one.rule, why)
    if agreed and not stays:
        why = words_gone(debate, decided, other)
        return None if why is None else Ruling.against("P5", why)
    return None


def alternative(
    pack: Pack, text: Text, decided: tuple[Operation, ...], other: ListedAmendment
) -> tuple[Operation, ...] | None:
    """Give an amendment's operations in the place of an alternative's agreed to; None if it is none."""
    if not pack.alternatives:
        return None
    try:
        return instead(text, decided, other.operations, apply(text, decided))
    except WordingError:  # what was decided no longer rests on the text
        return None


# reasons for packs to list


def words_gone(debate: Debate, decided: ListedAmendment, other: ListedAmendment) -> Message | None:
    """Say whether words that the other amendment rests on go, or it would undo or repeat what is agreed."""
    text = text_of(debate, decided.amendment.target)
    try:
        unplaced = rebase(text, other.operations, decided.operations).unplaced
    except WordingError as error:
        return Message.of("words-gone", by=decided.id, why=str(error))
    if not unplaced:
        return None
    done = {"already-made", "already-done"}
    if all(one.message.id in done for one in unplaced):
        return Message.of("already-agreed", by=decided.id)
    return Message.of("words-gone", by=decided.id, why=say(unplaced[0].message))


def nothing_earlier(debate: Debate, decided: ListedAmendment, other: ListedAmendment) -> Message | None:
    """Say whether the other amendment touches words before the end of those now decided (O4)."""
    text = text_of(debate, decided.amendment.target)
    if other.stage in BEFORE_PAPER or not decided.operations:
        return None
    if places.start(text, other.operations) < places.end(text, decided.operations):
        return Message.of("earlier-words", by=decided.id)
    return None


def same_words(debate: Debate, decided: ListedAmendment, other: ListedAmendment) -> Message | None:
    """Say whether the other amendment does in exact words what the decided one does (S7)."""
    text = text_of(debate, decided.amendment.target)
    same = len(other.operations) == len(decided.operations) and all(
        relate(text, one, two).kind is RelationKind.IDENTICAL
        for one, two in zip(decided.operations, other.operations, strict=True)
    )
    return Message.of("same-words", by=decided.id) if same else None


def judged(matter: str) -> Reason:
    """Make a reason of a person's judgement on the two amendments: "yes" on that matter (S7)."""

    def why(debate: Debate, decided: ListedAmendment, other: ListedAmendment) -> Message | None:
        pair = {decided.id, other.id}
        about = (one for one in reversed(debate.judgements) if one.matter == matter and set(one.on) == pair)
        found = next(about, None)
        if found is None or found.finding != "yes":
            return None
        return Message.of("judged-to-fall", matter=matter, by=decided.id, reason=found.reason)

    return why


def narrower(matter: str) -> Reason:
    """Make a reason of a ranking: what was ranked after the decided amendment (G7)."""

    def why(debate: Debate, decided: ListedAmendment, other: ListedAmendment) -> Message | None:
        for one in reversed(debate.judgements):
            if one.matter == matter and {decided.id, other.id} <= set(one.on):
                if one.on.index(decided.id) > one.on.index(other.id):
                    return None
                return Message.of("narrower", by=decided.id, reason=one.reason)
        return None

    return why


def any_other(_debate: Debate, decided: ListedAmendment, _other: ListedAmendment) -> Message | None:
    """Give a reason for every other amendment to the same words."""
    return Message.of("no-other", by=decided.id)
