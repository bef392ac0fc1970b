"""If this is agreed to, if it is negatived: what would fall on either, with reasons that name both."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.assembly.order.clashing import why_not_beside
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import Fall
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import bloc_of
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, Outcome
from onevoice.assembly.order.what_if import what_if
from onevoice.assembly.wording.sentences import say
from onevoice.errors import OnevoiceError


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would follow on one outcome.

    Attributes
    ----------
    on : str
        Id of the motion, amendment or bloc.
    outcome : Outcome
    falls : tuple of Fall
        In order of the paper.
    cannot : str
        Why it cannot come to that on the words as they now read; empty where it can.
    """

    on: str
    outcome: Outcome
    falls: tuple[Fall, ...] = ()
    cannot: str = ""


def is_put_by_itself(debate: Debate, listed: ListedAmendment) -> bool:
    """Say whether an amendment can still be decided, in a question of its own."""
    return listed.stage in STANDING - BEFORE_PAPER and bloc_of(debate, listed.id) is None


def on_either(debate: Debate, pack: Pack, on: str) -> tuple[Supposed, ...]:
    """Say what would follow on each outcome of a motion, an amendment or a bloc, agreed to first.

    Raises
    ------
    KeyError
        If the paper has none of that id.
    """
    return tuple(_supposed(debate, pack, on, outcome) for outcome in Outcome)


def why_it_falls(debate: Debate, fall: Fall, language: str) -> Message:
    """Give the reason of a fall; where words go, with both amendments named, in a language.

    Parameters
    ----------
    debate : Debate
        In which neither is decided yet.
    fall : Fall
    language : str
        As for ``wording.sentences.say``.
    """
    message = fall.ruling.message
    if message.id == "words-gone":
        why = why_not_beside(debate, message["by"], fall.id)
        if why is not None:
            return Message.of(message.id, by=message["by"], why=say(why, language))
    return message


def _supposed(debate: Debate, pack: Pack, on: str, outcome: Outcome) -> Supposed:
    try:
        return Supposed(on, outcome, what_if(debate, pack, on, outcome).falls)
    except OnevoiceError as error:  # it cannot be carried out on the words as they now read
        return Supposed(on, outcome, cannot=str(error))
