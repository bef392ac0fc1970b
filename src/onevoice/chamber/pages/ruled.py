"""Whether what somebody is about to hand in is in order now: the same ruling as when they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from onevoice.assembly.order.events import Event
from onevoice.chamber.acts.may import Doer, Object, may, speaker
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.previewing import said_against


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling in words.

    Attributes
    ----------
    allowed : bool
    sentence : str
        Why not; empty where nothing stands against it.
    rule : str
        Its number.
    words : str
        What the rule says; empty where the paper's rules have none of that number.
    """

    allowed: bool
    sentence: str = ""
    rule: str = ""
    words: str = ""


def ruled(visit: Visit, doer: Doer, read: PaperRead, act: str, event: Event, called: str) -> Ruled:
    """Rule whether an act is in order now.

    Parameters
    ----------
    visit : Visit
    doer : Doer
        Who would act, for whomever the form names.
    read : PaperRead
    act : str
    event : Event
        Without time and person.
    called : str
        What the sentence calls what has no id yet.
    """
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    event = replace(event, at=now, by=speaker(doer, act))
    here = visit.here
    ruling = may(doer, act, Object(here.id, is_open=here.is_open, debate=read.debate, event=event))
    if ruling.allowed:
        return Ruled(allowed=True)
    words = next((one.words for one in read.pack.rules if one.number == ruling.rule), "")
    return Ruled(False, said_against(ruling, read, called), ruling.rule, words)
