"""Clauses that a composite can be made of, and a composite with its sources and who has said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onevoice.assembly.motion import Clause
from onevoice.assembly.order.compositing import awaited, composite_hash, source_ids
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedComposite, ListedMotion
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.stages import BEFORE_PAPER, WAITING
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.clauses import split_clauses
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.typed import typing_of
from onevoice.chamber.refusals import NotHere

Clauses = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose clauses a composite can be made of.

    Attributes
    ----------
    id, name : str
    mover : str
        What its mover is called; empty where the name says that already.
    is_motion : bool
    is_target : bool
        Whether it is the motion that the composite would change.
    clauses : tuple of Clause
    """

    id: str
    name: str
    mover: str
    is_motion: bool
    is_target: bool
    clauses: Clauses


@dataclass(frozen=True, slots=True)
class Said:
    """A source's mover, and what they have said to the wording as it is.

    Attributes
    ----------
    member, name : str
    given : bool or None
        None where they have said nothing to this wording.
    at : str
    sources : tuple of Source
        The texts of theirs.
    """

    member: str
    name: str
    given: bool | None
    at: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CompositeRead:
    """A composite.

    Attributes
    ----------
    id, name : str
    target : str
        Id of the motion that it would change; empty where it is made of motions.
    hash : str
        Of its wording.
    text : Text
    mover : str
        Id of who is to move it.
    sources : tuple of Source
        With the clauses that stand in it, in their order.
    clauses : tuple of Clause
    said : tuple of Said
    is_listed : bool
        Whether it has been moved, and stands on the paper as a text of its own.
    """

    id: str
    name: str
    target: str
    hash: str
    text: Text
    mover: str
    sources: tuple[Source, ...]
    clauses: Clauses
    said: tuple[Said, ...]
    is_listed: bool

    @property
    def yes(self) -> int:
        """How many have said yes to the wording as it is: what a change of it makes void."""
        return sum(one.given is True for one in self.said)


def composite(read: PaperRead, id: str) -> CompositeRead:  # noqa: A002 - as the field is called
    """Give a composite.

    Raises
    ------
    NotHere
        If the paper has none of that id.
    """
    listed = next((one for one in read.debate.composites if one.composite.id == id), None)
    if listed is None:
        raise NotHere("There is no such composite on this paper.")
    one = listed.composite
    by_source = {
        source: tuple(clause for clause in one.sources if clause.source == source)
        for source in source_ids(one)
    }
    return CompositeRead(
        one.id,
        read.names[one.id],
        listed.target,
        composite_hash(one),
        one.text,
        listed.mover,
        tuple(_source(read, source, clauses, listed.target) for source, clauses in by_source.items()),
        one.sources,
        tuple(_said(read, listed)),
        read.debate.listed(one.id) is not None,
    )


def sources(read: PaperRead, target: str) -> tuple[Source, ...]:
    """Give the texts whose clauses can stand in a composite.

    Parameters
    ----------
    read : PaperRead
    target : str
        Id of the motion that it would change: that motion and the amendments to it; empty for motions.
    """
    debate = read.debate
    every: tuple[ListedMotion | ListedAmendment, ...] = (*debate.motions, *debate.amendments)
    return tuple(
        _source(read, one.id, split_clauses(one.id, text_of(debate, one.id).blocks), target)
        for one in every
        if one.id == target or (_target(one) == target and one.stage in BEFORE_PAPER | WAITING)
    )


def in_order(found: Iterable[Clause], places: dict[str, int]) -> Clauses:
    """Put clauses in the order of the numbers that were given to them; those without one come last."""
    last = len(places) + 1_000_000
    return tuple(sorted(found, key=lambda one: places.get(one.id, last)))


def joined(clauses: Sequence[Clause]) -> str:
    """Give the words of clauses for somebody to go on writing at: a paragraph for each."""
    blocks = (
        Block(f"b{place}", Kind.PARAGRAPH, one.words.strip()) for place, one in enumerate(clauses, start=1)
    )
    return typing_of(Text(tuple(blocks))) if clauses else ""


def called_after(text: Text, composite: str) -> Text:
    """Give a text whose blocks have ids of their own."""
    blocks = (replace(one, id=f"{composite}.{place}") for place, one in enumerate(text.blocks, start=1))
    return replace(text, blocks=tuple(blocks))


def _target(listed: ListedMotion | ListedAmendment) -> str:
    return "" if isinstance(listed, ListedMotion) else listed.amendment.target


def _mover(debate: Debate, id: str) -> str:  # noqa: A002 - as the field is called
    listed = debate.named(id)
    return listed.motion.mover if isinstance(listed, ListedMotion) else listed.amendment.mover


def _source(read: PaperRead, id: str, clauses: Clauses, target: str) -> Source:  # noqa: A002 - as above
    listed = read.debate.named(id)
    is_motion = isinstance(listed, ListedMotion)
    # an amendment without a number is called by its mover
    mover = read.names.get(_mover(read.debate, id), "") if is_motion or listed.number else ""
    return Source(id, read.names[id], mover, is_motion, id == target, clauses)


def _said(read: PaperRead, listed: ListedComposite) -> Iterator[Said]:
    current = composite_hash(listed.composite)
    said = {say.member: say for say in listed.composite.consents if say.composite_hash == current}
    missing = awaited(read.debate, listed)
    ids = source_ids(listed.composite)
    for member in dict.fromkeys(_mover(read.debate, one) for one in ids):
        own = tuple(
            _source(read, one, (), listed.target) for one in ids if _mover(read.debate, one) == member
        )
        given = said[member].given if member in said else (None if member in missing else True)
        at = said[member].at if member in said else ""
        yield Said(member, read.names.get(member, ""), given, at, own)
