"""One act after another: the debate after an event, or a refusal with its rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onevoice.assembly.order import (
    altering,
    compositing,
    deciding,
    deferring,
    judging,
    moving,
    parting,
    selecting,
    sittings,
    tabling,
)
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Call, Consent, Event, Move, MoveProcedure, NotMoved
from onevoice.assembly.order.grounds import Acts, no, unknown
from onevoice.assembly.order.pack import PACKS, Pack
from onevoice.assembly.order.paper import bloc
from onevoice.assembly.order.rulings import IN_ORDER, Refused, Ruling
from onevoice.assembly.order.stages import STANDING
from onevoice.assembly.order.words import say

ACTS: Acts = {
    **tabling.ACTS,
    **selecting.ACTS,
    **altering.ACTS,
    **compositing.ACTS,
    **judging.ACTS,
    **sittings.ACTS,
    **moving.ACTS,
    **parting.ACTS,
    **deciding.ACTS,
    **deferring.ACTS,
}
_OTHERS_TOO = (Call, Move, NotMoved, Consent, MoveProcedure)  # these name blocs, composites, or nothing


def pack_of(debate: Debate) -> Pack:
    """Give the rule pack that a debate goes by.

    Raises
    ------
    Refused
        If there is none of that id.
    """
    try:
        return PACKS[debate.pack]
    except KeyError:
        ruling = no("P11", "no-such-pack", pack=debate.pack, packs=", ".join(PACKS))
        raise Refused(ruling, say(ruling.message)) from None


def may(debate: Debate, event: Event) -> Ruling:
    """Rule whether an event is in order now: the general rules first, then those of the pack alone."""
    pack = pack_of(debate)
    act = ACTS.get(type(event))
    if act is None:
        return no("P3", "unknown-act", act=type(event).__name__)
    on = getattr(event, "on", None)
    if isinstance(on, str) and debate.listed(on) is None and not isinstance(event, _OTHERS_TOO):
        return unknown(on)
    against = act.against(debate, pack, event)
    if against is not None:
        return against
    for check in pack.checks:
        why = check.why(debate, event) if isinstance(event, check.act) else None
        if why is not None:
            return Ruling.against(check.rule, why)
    return IN_ORDER


def step(debate: Debate, event: Event) -> Debate:
    """Give the debate after an event.

    Raises
    ------
    Refused
        If the event is not in order: with the rule and the reason; nothing has changed.
    """
    ruling = may(debate, event)
    pack = pack_of(debate)
    if not ruling.allowed:
        raise Refused(ruling, say(ruling.message, pack))
    after = ACTS[type(event)].carry(debate, pack, event)
    return after if not after.called or _stands(after) else replace(after, called="")


def replay(debate: Debate, events: Iterable[Event]) -> Debate:
    """Give the debate after several events, one after another."""
    for event in events:
        debate = step(debate, event)
    return debate


def _stands(debate: Debate) -> bool:
    """Say whether what was called has not ended since."""
    whole = bloc(debate, debate.called)
    called = whole.on if whole else (debate.called,)
    return any(one.stage in STANDING for one in map(debate.listed, called) if one is not None)
