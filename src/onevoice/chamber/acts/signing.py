"""Signatures on motions and amendments."""

from __future__ import annotations

from onevoice.assembly.order.events import Second, Sign, Unsign
from onevoice.chamber.acts.doing import Done, act_on_paper
from onevoice.chamber.acts.may import Doer


def sign(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Add one's name to a motion or amendment; as ``act_on_paper``."""
    return act_on_paper(doer, "sign", paper, Sign(on), seen=seen)


def unsign(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Take one's name off again; as ``act_on_paper``."""
    return act_on_paper(doer, "unsign", paper, Unsign(on), seen=seen)


def second(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Second a motion or amendment; as ``act_on_paper``."""
    return act_on_paper(doer, "second", paper, Second(on), seen=seen)
