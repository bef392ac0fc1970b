"""If this is agreed to, if it is negatived: what falls, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import ListedAmendment
from onevoice.assembly.order.falling import Fall
from onevoice.assembly.order.stages import Outcome
from onevoice.assembly.order.supposing import Supposed
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import told, worded


@dataclass(frozen=True, slots=True)
class FallRead:
    """Something that would fall.

    Attributes
    ----------
    on : str
        Id.
    name : str
        What it is called.
    is_amendment : bool
        Whether its name is a letter or number alone, or whose it is: no composite's, and no motion's.
    why, rule : str
    """

    on: str
    name: str
    is_amendment: bool
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class OutcomeRead:
    """What would follow on one outcome.

    Attributes
    ----------
    outcome : Outcome
    falls : tuple of FallRead
    impossible : bool
        Whether it cannot come to that on the words as they now read.
    """

    outcome: Outcome
    falls: tuple[FallRead, ...]
    impossible: bool

    @property
    def names(self) -> str:
        """What falls, set apart and parted by commas."""
        return ", ".join(isolated(one.name) for one in self.falls)

    @property
    def texts(self) -> str:
        """What falls, as within a sentence."""
        amendment = _("amendment {name}")
        return ", ".join(
            amendment.format(name=isolated(one.name)) if one.is_amendment else isolated(one.name)
            for one in self.falls
        )


def outcomes(read: PaperRead, facts: Facts, on: str) -> tuple[OutcomeRead, ...]:
    """Give both outcomes of an amendment or bloc, agreed to first; none of one that can not be decided."""
    return tuple(_outcome(read, facts, one) for one in facts.outcomes.get(on, ()))


def _outcome(read: PaperRead, facts: Facts, one: Supposed) -> OutcomeRead:
    return OutcomeRead(one.outcome, tuple(_fall(read, facts, fall) for fall in one.falls), bool(one.cannot))


def _fall(read: PaperRead, facts: Facts, fall: Fall) -> FallRead:
    message = fall.ruling.message
    if message.id == "words-gone" and (why := facts.beside.get((message["by"], fall.id))) is not None:
        message = Message.of(message.id, by=message["by"], why=worded(why, read.names))
    listed, name = read.debate.listed(fall.id), read.names.get(fall.id, fall.id)
    made = {one.composite.id for one in read.debate.composites}
    is_amendment = isinstance(listed, ListedAmendment) and (bool(listed.number) or fall.id not in made)
    return FallRead(
        fall.id,
        name,
        is_amendment,
        told(message, read.names, read.pack),
        fall.ruling.rule,
    )
