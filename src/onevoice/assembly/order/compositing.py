"""Composites: made of several texts, moved only with every source mover's consent to the wording."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from onevoice.assembly.motion import Amendment, Composite, Motion
from onevoice.assembly.motion import Consent as Given
from onevoice.assembly.order.carrying import fall, resting
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedComposite, ListedMotion
from onevoice.assembly.order.events import Compose, Consent, Move
from onevoice.assembly.order.falling import all_under
from onevoice.assembly.order.grounds import Act, Acts, no, taken, unknown, wrong_stage
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, at_stage
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import BEFORE_PAPER, WAITING, Stage
from onevoice.assembly.wording.operations import ReplaceWhole


def composite_hash(composite: Composite) -> str:
    """Give the SHA-256 of a composite's wording and its source clauses: what a consent is given on."""
    blocks = [[one.id, one.hash, one.depth, one.number] for one in composite.text.blocks]
    sources = [[one.id, one.source, one.words, one.spans] for one in composite.sources]
    content = json.dumps([blocks, sources], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def source_ids(composite: Composite) -> tuple[str, ...]:
    """Give the motions or amendments that a composite is made of, in the order in which they come in it."""
    return tuple(dict.fromkeys(one.source for one in composite.sources))


def awaited(debate: Debate, listed: ListedComposite) -> tuple[str, ...]:
    """Give the movers of sources who have not said yes to the wording as it is; silence is no."""
    current = composite_hash(listed.composite)
    said = {one.member: one.given for one in listed.composite.consents if one.composite_hash == current}
    movers = dict.fromkeys(_mover(debate.named(one)) for one in source_ids(listed.composite))
    return tuple(one for one in movers if not said.get(one))


def _mover(listed: AnyListed) -> str:
    return listed.motion.mover if isinstance(listed, ListedMotion) else listed.amendment.mover


def _source_wrong(debate: Debate, listed: ListedComposite) -> Ruling | None:
    """Rule against sources that are not there, have been moved, or are of another kind than the composite."""
    sources = source_ids(listed.composite)
    if not sources:
        return no("K10", "no-sources", text=listed.composite.id)
    for source in sources:
        found = debate.listed(source)
        if found is None:
            return unknown(source)
        if source == listed.target:
            continue
        wrong = wrong_stage(found, BEFORE_PAPER | WAITING)
        own = found.amendment.target if isinstance(found, ListedAmendment) else ""
        if wrong is not None or own != listed.target:
            return wrong or no("K10", "source-of-another", text=source, target=listed.target)
    return None


def _against_compose(debate: Debate, pack: Pack, event: Compose) -> Ruling | None:
    if pack.compositing is None:
        return no("P11", "no-composites")
    again = any(one.composite.id == event.composite.id for one in debate.composites)
    held = None if again else taken(debate, event.composite.id)
    if event.target and not any(one.id == event.target for one in debate.motions):
        return unknown(event.target)
    return held or _source_wrong(debate, ListedComposite(event.composite, event.target))


def _compose(debate: Debate, _pack: Pack, event: Compose) -> Debate:
    others = tuple(one for one in debate.composites if one.composite.id != event.composite.id)
    listed = ListedComposite(event.composite, event.target, event.by)
    return replace(debate, composites=(*others, listed))


def _against_consent(debate: Debate, pack: Pack, event: Consent) -> Ruling | None:
    listed = next((one for one in debate.composites if one.composite.id == event.on), None)
    if listed is None or pack.compositing is None:
        return unknown(event.on)
    if event.composite_hash != composite_hash(listed.composite):
        return no(pack.compositing.rule, "other-wording", text=event.on)
    if event.by not in _movers(debate, listed) or not event.by:
        return no("P8", "no-source-mover", member=event.by, text=event.on)
    return None


def _movers(debate: Debate, listed: ListedComposite) -> Iterator[str]:
    return (_mover(debate.named(one)) for one in source_ids(listed.composite))


def _consent(debate: Debate, _pack: Pack, event: Consent) -> Debate:
    given = Given(event.by, event.composite_hash, event.given, event.at)

    def heard(listed: ListedComposite) -> ListedComposite:
        if listed.composite.id != event.on:
            return listed
        consents = tuple(one for one in listed.composite.consents if one.member != event.by)
        return replace(listed, composite=replace(listed.composite, consents=(*consents, given)))

    return replace(debate, composites=tuple(heard(one) for one in debate.composites))


def against_moving(debate: Debate, pack: Pack, event: Move) -> Ruling | None:
    """Rule against moving a composite without every consent, or whose sources are gone."""
    listed = next(one for one in debate.composites if one.composite.id == event.on)
    wrong = _source_wrong(debate, listed)
    if wrong is not None or pack.compositing is None:
        return wrong or no("P11", "no-composites")
    missing = awaited(debate, listed)
    if missing:
        return no(pack.compositing.rule, "consent-wanting", text=event.on, members=", ".join(missing))
    if not listed.target:
        return None
    why = resting(debate, _amendment(debate, listed, event))
    return None if why is None else Ruling.against("P5", why)


def _amendment(debate: Debate, listed: ListedComposite, event: Move) -> ListedAmendment:
    text = debate.motion(listed.target).text
    operations = (ReplaceWhole(text.digest, listed.composite.text.blocks),)
    mover = event.by or listed.mover
    amendment = Amendment(event.on, listed.target, operations, mover=mover, notice=event.at)
    return ListedAmendment(amendment=amendment, operations=operations, stage=Stage.ON_PAPER)


def list_composite(debate: Debate, event: Move) -> Debate:
    """Put a composite on the paper as a motion or amendment of its own; its sources are withdrawn into it."""
    listed = next(one for one in debate.composites if one.composite.id == event.on)
    for source in source_ids(listed.composite):
        if source != listed.target:
            debate = fall(at_stage(debate, source, Stage.COMPOSITED), all_under(debate, source))
    rest = tuple(one for one in debate.composites if one.composite.id != event.on)
    debate = replace(debate, composites=rest)
    if listed.target:
        return replace(debate, amendments=(*debate.amendments, _amendment(debate, listed, event)))
    mover = event.by or listed.mover
    motion = Motion(event.on, "", listed.composite.text, mover=mover, notice=event.at)
    own = ListedMotion(motion=motion, text=motion.text, stage=Stage.ON_PAPER)
    return replace(debate, motions=(*debate.motions, own))


ACTS: Acts = {Compose: Act(_against_compose, _compose), Consent: Act(_against_consent, _consent)}
