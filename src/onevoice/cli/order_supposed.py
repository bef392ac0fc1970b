"""Outcomes that somebody supposes, as they say them: "A agreed"."""

from __future__ import annotations

from onevoice.assembly.order.carrying import resting
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.moving import not_ready
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, bloc
from onevoice.assembly.order.rulings import Refused, Ruling
from onevoice.assembly.order.stages import Outcome, Stage
from onevoice.assembly.order.what_if import WhatIf, what_if
from onevoice.assembly.order.words import say
from onevoice.errors import SettingsError


def suppose(debate: Debate, pack: Pack, said: str) -> WhatIf:
    """Give what follows on an outcome as a person says it.

    Raises
    ------
    SettingsError
        If it says no outcome, or one of nothing that is on the paper.
    Refused
        If it cannot come to that: it has ended, is not selected, or cannot be carried out.
    """
    named, _, word = said.strip().rpartition(" ")
    outcome = next((one for one in Outcome if one.value == word), None)
    if outcome is None or not named.strip():
        todo = 'Write "A agreed" or "A negatived", with the letter, number or id.'
        raise SettingsError(f"--if {said!r} says no outcome. {todo}")
    on = _by_name(debate, named.strip())
    if not on:
        there = ", ".join((*(one.number or one.id for one in _every(debate)), *_blocs(debate)))
        raise SettingsError(f"Nothing on the paper is called {named.strip()!r}. There are: {there}.")
    ruling = _against(debate, pack, on)
    if ruling is not None:
        raise Refused(ruling, say(ruling.message, pack))
    return what_if(debate, pack, on, outcome)


def _against(debate: Debate, pack: Pack, on: str) -> Ruling | None:
    """Rule against supposing an outcome of what cannot be put any more, or not yet."""
    whole = bloc(debate, on)
    for one in whole.on if whole else (on,):
        listed = debate.named(one)
        if listed.stage is not Stage.MOVED:
            wrong = not_ready(pack, listed)
            if wrong is not None:
                return wrong
        if isinstance(listed, ListedAmendment) and whole is None:
            why = resting(debate, listed)
            if why is not None:
                return Ruling.against("P5", why)
    return None


def _by_name(debate: Debate, named: str) -> str:
    """Find a motion, amendment or bloc by its letter or number, or by its id; empty if there is none."""
    by_number = (one.id for one in _every(debate) if one.number == named)
    by_id = (one for one in (*(one.id for one in _every(debate)), *_blocs(debate)) if one == named)
    return next(by_number, next(by_id, ""))


def _every(debate: Debate) -> tuple[AnyListed, ...]:
    return (*debate.motions, *debate.amendments)


def _blocs(debate: Debate) -> tuple[str, ...]:
    return tuple(one.id for one in debate.groupings if one.en_bloc)
