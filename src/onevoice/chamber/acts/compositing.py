"""Composites: put on the paper, and consented to by the movers of what they are made of."""

from __future__ import annotations

from onevoice.assembly.motion import Clause, Composite
from onevoice.assembly.order.events import Compose, Consent, Event
from onevoice.assembly.text import Text
from onevoice.chamber.acts.doing import Done, Moment, act_on_paper
from onevoice.chamber.acts.may import Doer


def compose(
    doer: Doer,
    paper: str,
    target: str,
    text: Text,
    sources: tuple[Clause, ...],
    *,
    composite: str = "",
    seen: int | None = None,
) -> Done:
    """Put a composite on the paper; as ``act_on_paper``.

    Parameters
    ----------
    doer : Doer
    paper : str
    target : str
        Id of the motion that it would change; empty where it is made of motions.
    text : Text
    sources : tuple of Clause
    composite : str
        Id of one on the paper that this wording takes the place of, with every consent void; empty for a
        new one.
    seen : int, optional
    """

    def composed(moment: Moment) -> Event:
        return Compose(Composite(composite or moment.free_id("c"), text, sources), target)

    return act_on_paper(doer, "compose", paper, composed, seen=seen)


def consent(
    doer: Doer, paper: str, on: str, composite_hash: str, given: bool, *, seen: int | None = None
) -> Done:
    """Say yes or no to a composite, on the hash of the wording that was read; as ``act_on_paper``."""
    return act_on_paper(doer, "consent", paper, Consent(on, composite_hash, given), seen=seen)
