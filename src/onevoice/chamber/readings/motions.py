"""A motion or amendment by itself: its words in every form, who stands behind it, what was decided on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.falling import as_it_reads
from onevoice.assembly.order.stages import REVIVABLE
from onevoice.assembly.text import Text
from onevoice.assembly.wording.amending import inserted_text
from onevoice.assembly.wording.publishing import Version, publish
from onevoice.chamber.models import Assembly
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.expected import Expectations
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.history import rests_on
from onevoice.chamber.readings.order_paper import AmendmentOnPaper, OrderPaperOf, Standing, facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.supposed import SupposedText, suppose
from onevoice.chamber.readings.told import worded
from onevoice.chamber.readings.versions import VersionListed, version, versions
from onevoice.chamber.readings.worked_out import WorkedOut
from onevoice.chamber.refusals import NotHere


@dataclass(frozen=True, slots=True)
class Choice:
    """An amendment that may be supposed carried."""

    id: str
    name: str
    mover: str
    chosen: bool
    left_out: bool


@dataclass(frozen=True, slots=True)
class MotionPage:
    """A motion.

    Attributes
    ----------
    paper : PaperRead
    standing : Standing
    title : str
    tabled : Text
    now : Version
        As it now reads, with the lines by which amendments to it are described.
    published : int
        Number of the published version whose lines these are; 0 where they are made anew.
    is_altered : bool
        Whether it now reads otherwise than as tabled.
    choices : tuple of Choice
        Amendments that may be supposed carried, in order of calling.
    supposed : SupposedText
    changes : tuple of str
        What those would change, in words.
    meetings : tuple of str
        What its amendments have in common, in words.
    amendments : tuple of AmendmentOnPaper
    versions : tuple of VersionListed
    decisions : tuple of DecisionRead
        On it and on its amendments.
    expected : Expectations
    """

    paper: PaperRead
    standing: Standing
    title: str
    tabled: Text
    now: Version
    published: int
    is_altered: bool
    choices: tuple[Choice, ...]
    supposed: SupposedText
    changes: tuple[str, ...]
    meetings: tuple[str, ...]
    amendments: tuple[AmendmentOnPaper, ...]
    versions: tuple[VersionListed, ...]
    decisions: tuple[DecisionRead, ...]
    expected: Expectations


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """An amendment.

    Attributes
    ----------
    paper : PaperRead
    on_paper : AmendmentOnPaper
    target : Standing
        What it amends.
    motion : Standing
        The motion that it changes, at any remove.
    base : Text or None
        The words that it rests on; None where no text of the record bears it.
    supposed : SupposedText or None
        That text with this amendment alone.
    changes : tuple of str
    inserted : Text
        The words that it brings.
    meetings : tuple of str
        What it has in common with others, in words.
    decisions : tuple of DecisionRead
    expected : Expectations
    """

    paper: PaperRead
    on_paper: AmendmentOnPaper
    target: Standing
    motion: Standing
    base: Text | None
    supposed: SupposedText | None
    changes: tuple[str, ...]
    inserted: Text
    meetings: tuple[str, ...]
    decisions: tuple[DecisionRead, ...]
    expected: Expectations


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A published version of a motion, with its frozen lines."""

    paper: PaperRead
    standing: Standing
    title: str
    version: Version
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """What would be published: the text as it now reads, in lines of the assembly's width."""

    paper: PaperRead
    standing: Standing
    title: str
    next: Version
    is_published: bool


_SUPPOSED: WorkedOut[SupposedText] = WorkedOut(64)


def text_page(
    assembly: Assembly, paper: str, text: str, chosen: Sequence[str] | None = None
) -> MotionPage | AmendmentPage:
    """Give a motion or an amendment of a paper.

    Parameters
    ----------
    assembly : Assembly
    paper, text : str
        Ids.
    chosen : sequence of str, optional
        Ids of amendments to suppose carried; None for all that can be carried together.

    Raises
    ------
    NotHere
        If there is no such paper or text.
    """
    read, listed = _read(assembly, paper, text)
    worked_out = facts_of(assembly, read)
    if isinstance(listed, ListedMotion):
        return _motion(assembly, read, worked_out, listed, chosen)
    return _amendment(read, worked_out, listed)


def version_page(assembly: Assembly, paper: str, text: str, number: int) -> VersionPage:
    """Give a published version; raises as `text_page`."""
    read, listed = _read(assembly, paper, text)
    found, at = version(read.id, text, number)
    standing = OrderPaperOf(read, facts_of(assembly, read)).standing(listed)
    title = listed.motion.title if isinstance(listed, ListedMotion) else ""
    return VersionPage(read, standing, title, found, at)


def publishing_page(assembly: Assembly, paper: str, text: str) -> PublishingPage:
    """Give what the next version of a motion would be; raises as `text_page`."""
    read, listed = _read(assembly, paper, text)
    if not isinstance(listed, ListedMotion):
        raise NotHere("Only motions are published as versions.")
    numbers = [one.number for one in versions(read.id) if one.text == text]
    latest = version(read.id, text, max(numbers))[0] if numbers else None
    standing = OrderPaperOf(read, facts_of(assembly, read)).standing(listed)
    following = publish(listed.text, number=max(numbers, default=0) + 1, width=assembly.width)
    is_published = latest is not None and latest.text == listed.text
    return PublishingPage(read, standing, listed.motion.title, following, is_published)


def _read(assembly: Assembly, paper: str, text: str) -> tuple[PaperRead, ListedMotion | ListedAmendment]:
    read = papers.paper(assembly.id, paper)
    listed = read.debate.listed(text)
    if listed is None:
        raise NotHere("There is no such text on this paper.")
    return read, listed


def _motion(
    assembly: Assembly, read: PaperRead, facts: Facts, listed: ListedMotion, chosen: Sequence[str] | None
) -> MotionPage:
    sheet = OrderPaperOf(read, facts)
    own = sheet.motion(listed)
    may_be = _may_be_supposed(read.debate, facts, listed.id)
    ids = [one.id for one in may_be if chosen is None or one.id in chosen]
    supposed = _supposed(read, listed.text, [one for one in may_be if one.id in ids])
    now, published = facts.lines.get(listed.id) or (publish(listed.text, width=assembly.width), 0)
    held = {listed.id, *(one.id for one in read.debate.amendments if _is_under(read.debate, one, listed.id))}
    return MotionPage(
        paper=read,
        standing=own.standing,
        title=own.title,
        tabled=listed.motion.text,
        now=now,
        published=published,
        is_altered=listed.text != listed.motion.text,
        choices=tuple(_choice(read, one, ids, supposed) for one in may_be),
        supposed=supposed,
        changes=tuple(worded(one, read.names) for one in supposed.changes),
        meetings=tuple(
            sentence
            for one in facts.meetings
            if one.one in held
            for sentence in sheet.meeting(one, clashing=False)
        ),
        amendments=(*own.waiting, *own.others),
        versions=tuple(one for one in versions(read.id) if one.text == listed.id),
        decisions=tuple(one for one in decisions(read) if held & set(one.on)),
        expected=sheet.expected,
    )


def _amendment(read: PaperRead, facts: Facts, listed: ListedAmendment) -> AmendmentPage:
    sheet = OrderPaperOf(read, facts)
    target = read.debate.named(listed.amendment.target)
    found = rests_on(read.debate, listed)
    supposed = None if found is None else _supposed(read, found[0], [found[1]])
    return AmendmentPage(
        paper=read,
        on_paper=sheet.amendment(listed),
        target=sheet.standing(target),
        motion=sheet.standing(read.debate.motion_of(listed.id)),
        base=None if found is None else found[0],
        supposed=supposed,
        changes=() if supposed is None else tuple(worded(one, read.names) for one in supposed.changes),
        inserted=inserted_text(listed.amendment),
        meetings=sheet.meetings(listed.id),
        decisions=tuple(one for one in decisions(read) if listed.id in one.on),
        expected=sheet.expected,
    )


def _may_be_supposed(debate: Debate, facts: Facts, motion: str) -> list[Amendment]:
    """Give the amendments that may still be carried, at any remove, each after what it amends."""
    found: list[Amendment] = []
    for listed, _ in facts.turns.get(motion, ()):
        if listed.stage in REVIVABLE:
            found.append(as_it_reads(listed))
            found += _may_be_supposed(debate, facts, listed.id)
    return found


def _is_under(debate: Debate, listed: ListedAmendment, motion: str) -> bool:
    return debate.motion_of(listed.id).id == motion


def _supposed(read: PaperRead, text: Text, amendments: list[Amendment]) -> SupposedText:
    key = (read.id, read.version, text.digest, tuple(one.id for one in amendments))
    return _SUPPOSED.get(key, lambda: suppose(text, amendments))


def _choice(read: PaperRead, one: Amendment, ids: Sequence[str], supposed: SupposedText) -> Choice:
    return Choice(
        one.id,
        read.names[one.id],
        read.names.get(one.mover, ""),
        chosen=one.id in ids,
        left_out=one.id in supposed.left_out,
    )
