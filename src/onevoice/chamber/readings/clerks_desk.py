"""The clerk's desk: what waits to be numbered or returned, grouped, judged, recorded, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase

from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.events import Number
from onevoice.assembly.order.paper import AnyListed
from onevoice.assembly.order.stages import STANDING, WAITING, Stage
from onevoice.assembly.order.step import may
from onevoice.assembly.text import Text
from onevoice.chamber import models
from onevoice.chamber.readings import judging, papers
from onevoice.chamber.readings.chairs_page import named_members
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.judging import MatterRead, Texts
from onevoice.chamber.readings.latest import latest_act
from onevoice.chamber.readings.next_act import People, now
from onevoice.chamber.readings.order_paper import OrderPaperOf, facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.pending import in_words
from onevoice.chamber.readings.told import told
from onevoice.chamber.readings.versions import VersionListed, versions


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A text that waits to be numbered, or to be returned.

    Attributes
    ----------
    id, name, title, mover, to : str
    is_motion : bool
    says : tuple of str
    text : Text or None
    at : str
        When it was handed in.
    names : int
        How many signed, with the mover.
    number : str
        The next that is free.
    why_not, rule : str
        Why it cannot be put on the paper; empty where it can.
    """

    id: str
    name: str
    title: str
    mover: str
    to: str
    is_motion: bool
    says: tuple[str, ...]
    text: Text | None
    at: str
    names: int
    number: str
    why_not: str
    rule: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A decision by a declared count, beside the names that were recorded.

    Attributes
    ----------
    number : int
        Among the decisions of the paper, from 1.
    question : str
        Its id.
    decision : DecisionRead
    differs : bool
        Whether the names add up to other numbers than were declared.
    """

    number: int
    question: str
    decision: DecisionRead
    differs: bool


@dataclass(frozen=True, slots=True)
class MotionListed:
    """A motion that can be published as it reads, or to which a change can be recommended."""

    id: str
    name: str
    versions: tuple[VersionListed, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk's desk on one paper.

    Attributes
    ----------
    paper : PaperRead
    handed_in : tuple of HandedIn
    seeking : int
        How many texts still seek signatures.
    grouped : tuple of (str, tuple of str)
        Name of each group, and of what is in it.
    to_group : tuple of (str, str)
        Amendments that can be grouped.
    awaited, matters : tuple of MatterRead
        What waits for a judgement; all that one can be made on.
    counted : tuple of Counted
    motions : tuple of MotionListed
    composites, texts : tuple of (str, str)
        Composites that wait for their consents; texts that members can sign or second.
    rules : tuple of (str, str)
    members : sequence of (str, str)
    latest : str
        The latest act, in words.
    """

    paper: PaperRead
    handed_in: tuple[HandedIn, ...]
    seeking: int
    grouped: tuple[tuple[str, tuple[str, ...]], ...]
    to_group: Texts
    awaited: tuple[MatterRead, ...]
    matters: tuple[MatterRead, ...]
    counted: tuple[Counted, ...]
    motions: tuple[MotionListed, ...]
    composites: Texts
    texts: Texts
    rules: tuple[tuple[str, str], ...]
    members: People
    latest: str


@dataclass(frozen=True, slots=True)
class PaperWaiting:
    """A paper, and what on it waits for the clerk.

    Attributes
    ----------
    id, title : str
    handed_in, seeking : int
    unnamed : int
        Counts without names beside them.
    """

    id: str
    title: str
    handed_in: int
    seeking: int
    unnamed: int


def waiting(assembly: str) -> tuple[PaperWaiting, ...]:
    """Give what waits for the clerk on each paper, the busiest first."""
    found = [_waiting(row) for row in models.Paper.objects.filter(assembly_id=assembly)]
    return tuple(sorted(found, key=lambda one: -one.handed_in))


def desk(assembly: models.Assembly, id: str) -> Desk:  # noqa: A002 - as the field is called
    """Give the clerk's desk on a paper.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    read = papers.paper(assembly.id, id)
    facts = facts_of(assembly, read)
    debate, names = read.debate, read.names
    every: tuple[AnyListed, ...] = (*debate.motions, *debate.amendments)
    published = versions(read.id)
    return Desk(
        paper=read,
        handed_in=tuple(_handed_in(read, facts, one) for one in every if one.stage is Stage.TABLED),
        seeking=sum(one.stage is Stage.SEEKING_SIGNATURES for one in every),
        grouped=tuple((names[one.id], tuple(names[on] for on in one.on)) for one in debate.groupings),
        to_group=_named(read, (one for one in debate.amendments if one.stage in WAITING)),
        awaited=judging.awaited(read),
        matters=judging.to_raise(read),
        counted=tuple(_counted(read)),
        motions=tuple(
            MotionListed(
                one.id,
                names[one.id],
                tuple(each for each in published if each.text == one.id),
                one.stage in STANDING,
            )
            for one in debate.motions
            if one.stage is not Stage.DRAFT
        ),
        composites=tuple(
            (one.composite.id, names[one.composite.id])
            for one in debate.composites
            if debate.listed(one.composite.id) is None
        ),
        texts=_named(read, (one for one in every if one.stage in STANDING)),
        rules=tuple((one.number, one.words) for one in read.pack.rules),
        members=named_members(assembly.id),
        latest=latest_act(assembly, read),
    )


def next_number(debate: Debate, listed: ListedMotion | ListedAmendment) -> str:
    """Give the next number of a motion, or letter of an amendment, that nothing on the paper has."""
    used = {one.number for one in (*debate.motions, *debate.amendments)}
    if isinstance(listed, ListedMotion):
        return next(str(one) for one in count(1) if str(one) not in used)
    return next(one for one in _letters() if one not in used)


def _letters() -> Iterator[str]:
    """Give a, b, ... z, aa, bb, ..."""
    for times in count(1):
        yield from (letter * times for letter in ascii_lowercase)


def _waiting(row: models.Paper) -> PaperWaiting:
    debate = papers.debate_of(row)
    stages = [one.stage for one in (*debate.motions, *debate.amendments)]
    named = set(row.names.values_list("decision", flat=True))
    counts = [n for n, one in enumerate(debate.decisions) if one.count is not None]
    return PaperWaiting(
        row.id,
        row.title,
        stages.count(Stage.TABLED),
        stages.count(Stage.SEEKING_SIGNATURES),
        sum(one not in named for one in counts),
    )


def _named(read: PaperRead, listed: Iterable[ListedMotion | ListedAmendment]) -> Texts:
    return tuple((one.id, read.names[one.id]) for one in listed)


def _handed_in(read: PaperRead, facts: Facts, listed: ListedMotion | ListedAmendment) -> HandedIn:
    standing = OrderPaperOf(read, facts).standing(listed)
    is_motion = isinstance(listed, ListedMotion)
    own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    number = next_number(read.debate, listed)
    ruling = may(read.debate, Number(listed.id, number, by="clerk", at=now()))
    return HandedIn(
        id=listed.id,
        name=standing.name,
        title=listed.motion.title if isinstance(listed, ListedMotion) else "",
        mover=standing.mover,
        to="" if isinstance(listed, ListedMotion) else listed.amendment.target,
        is_motion=is_motion,
        says=in_words(read, facts, listed.id),
        text=listed.text if isinstance(listed, ListedMotion) else None,
        at=own.notice,
        names=len({own.mover, *(one.member for one in own.signatures)} - {""}),
        number=number,
        why_not="" if ruling.allowed else told(ruling.message, read.names, read.pack),
        rule=ruling.rule,
    )


def _counted(read: PaperRead) -> Iterator[Counted]:
    for place, one in enumerate(decisions(read)):
        count_ = one.count
        if count_ is None:
            continue
        named = (str(len(one.ayes)), str(len(one.noes)), str(len(one.abstained) or ""))
        declared = (count_.ayes, count_.noes, count_.abstentions)
        yield Counted(
            place + 1, read.debate.decisions[place].question, one, one.has_names and named != declared
        )
