"""What a person is asked to sign: shown to them alone, while the words that they are asked about stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import ListedMotion
from onevoice.assembly.text import Text
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.cosigning import SIGNED
from onevoice.chamber.readings.expected import words_now
from onevoice.chamber.readings.order_paper import facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import worded


@dataclass(frozen=True, slots=True)
class Invited:
    """A text that a person is asked to sign.

    Attributes
    ----------
    paper : PaperRead
    id, name : str
    mover : str
        Name.
    text : Text or None
        Of a motion.
    says : tuple of str
        Of an amendment: what it does.
    """

    paper: PaperRead
    id: str
    name: str
    mover: str
    text: Text | None
    says: tuple[str, ...]


def invited(doer: Doer) -> tuple[Invited, ...]:
    """Give what a person is asked to sign and has neither signed nor said no to."""
    return tuple(_invited(doer))


def _invited(doer: Doer) -> Iterator[Invited]:
    rows = models.Invitation.objects.filter(
        person_id=doer.person, paper__assembly_id=doer.assembly, is_declined=False
    ).select_related("paper__assembly")
    for row in rows:
        read = papers.paper(doer.assembly, row.paper_id)
        listed = read.debate.listed(row.on)
        if listed is None or listed.stage not in SIGNED or words_now(read).get(row.on) != row.words:
            continue
        is_motion = isinstance(listed, ListedMotion)
        own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
        if doer.person in {own.mover, *(one.member for one in own.signatures)}:
            continue
        says = () if is_motion else facts_of(row.paper.assembly, read).says.get(row.on, ())
        yield Invited(
            paper=read,
            id=row.on,
            name=read.names[row.on],
            mover=read.names.get(own.mover, ""),
            text=listed.text if isinstance(listed, ListedMotion) else None,
            says=tuple(worded(one, read.names) if isinstance(one, Message) else one for one in says),
        )
