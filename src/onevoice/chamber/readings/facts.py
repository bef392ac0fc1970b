"""What takes time to work out of a paper: turns, words, outcomes, clashes. Kept by paper, version, language.

Nothing here names a person: names may change, or be erased, while this stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import in_turn
from onevoice.assembly.order.clashing import why_not_beside
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.order.pack import Called, Pack
from onevoice.assembly.order.paper import to
from onevoice.assembly.order.stages import BEFORE_PAPER, REVIVABLE, STANDING
from onevoice.assembly.order.supposing import Supposed, is_put_by_itself, on_either
from onevoice.assembly.wording.marking import changes
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.relating import DISJOINT, Relation, relate_amendments
from onevoice.chamber.readings.history import rests_on
from onevoice.chamber.readings.versions import VersionListed, cited
from onevoice.chamber.readings.worked_out import WorkedOut
from onevoice.errors import WordingError
from onevoice.formats.notation import notated


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two amendments to one text that have something in common, and what.

    Attributes
    ----------
    one, other : str
        Ids, in order of the paper.
    relations : tuple of Relation
    """

    one: str
    other: str
    relations: tuple[Relation, ...]

    @property
    def clashes(self) -> bool:
        """Say whether they cannot be carried together."""
        return any(relation.clashes for relation in self.relations)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was worked out.

    Attributes
    ----------
    turns : mapping of str to tuple of (ListedAmendment, Called or None)
        By target: its amendments in order of calling, then those that do not wait.
    lines : mapping of str to (Version, int)
        By target: the lines that descriptions name, and the number of the published version they are of.
    says : mapping of str to tuple of (str or Message)
        By amendment: what it does, as lines of a notation or as changes; nothing of one that has ended.
    outcomes : mapping of str to tuple of Supposed
        By amendment or bloc that can still be decided.
    beside : mapping of (str, str) to Message
        By what would be agreed to and what falls since words go: why both cannot stand.
    meetings : tuple of Meeting
    """

    turns: Mapping[str, tuple[tuple[ListedAmendment, Called | None], ...]]
    lines: Mapping[str, tuple[Version, int]]
    says: Mapping[str, tuple[str | Message, ...]]
    outcomes: Mapping[str, tuple[Supposed, ...]]
    beside: Mapping[tuple[str, str], Message]
    meetings: tuple[Meeting, ...]


_FACTS: WorkedOut[Facts] = WorkedOut(48)
_OUTCOMES: WorkedOut[dict[str, tuple[Supposed, ...]]] = WorkedOut(16)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which paper facts are asked, and for whom.

    Attributes
    ----------
    paper : str
        Id.
    version : int
    language : str
    width : int
        Characters to a line of texts that are not published.
    published : tuple of VersionListed
    """

    paper: str
    version: int
    language: str
    width: int
    published: tuple[VersionListed, ...]


def facts(asked: Asked, debate: Debate, pack: Pack) -> Facts:
    """Give the facts of a paper; every thread that asks at the same moment waits for one of them."""
    return _FACTS.get(asked, lambda: _facts(asked, debate, pack))


def _facts(asked: Asked, debate: Debate, pack: Pack) -> Facts:
    targets = list(dict.fromkeys((*(one.id for one in debate.motions), *_amended(debate))))
    lines = {
        target: cited(debate, target, asked.paper, asked.published, asked.width)
        for target in targets
        if _has_words(debate, target)
    }
    outcomes = _outcomes(_unsigned(debate), pack)
    return Facts(
        turns={target: in_turn(debate, pack, target) for target in targets},
        lines=lines,
        says={
            one.id: _says(one, lines, asked.language) if one.stage in REVIVABLE else _said(debate, one)
            for one in debate.amendments
            if one.amendment.target in lines
        },
        outcomes=outcomes,
        beside={(by, on): why for by, on, why in _words_gone(debate, outcomes.values())},
        meetings=tuple(_meetings(debate, targets)),
    )


def _outcomes(debate: Debate, pack: Pack) -> dict[str, tuple[Supposed, ...]]:
    """Give what would follow; it takes longest by far, and most acts, as signing, change nothing of it."""
    return _OUTCOMES.get(debate, lambda: {on: on_either(debate, pack, on) for on in _open(debate)})


def _unsigned(debate: Debate) -> Debate:
    """Give a debate without its signatures, on which nothing rests that would follow."""
    return replace(
        debate,
        motions=tuple(replace(one, motion=replace(one.motion, signatures=())) for one in debate.motions),
        amendments=tuple(
            replace(one, amendment=replace(one.amendment, signatures=())) for one in debate.amendments
        ),
    )


def _words_gone(
    debate: Debate, outcomes: Iterable[tuple[Supposed, ...]]
) -> Iterator[tuple[str, str, Message]]:
    for fall in (fall for both in outcomes for supposed in both for fall in supposed.falls):
        if fall.ruling.message.id == "words-gone":
            by = fall.ruling.message["by"]
            why = why_not_beside(debate, by, fall.id)
            if why is not None:
                yield by, fall.id, why


def _amended(debate: Debate) -> Iterator[str]:
    """Give the amendments that others amend."""
    return (one.amendment.target for one in debate.amendments if debate.listed(one.amendment.target))


def _has_words(debate: Debate, target: str) -> bool:
    try:
        text_of(debate, target)
    except ValueError:  # an amendment that inserts blocks of one id twice has no text to amend
        return False
    return True


def _says(
    listed: ListedAmendment, lines: Mapping[str, tuple[Version, int]], language: str
) -> tuple[str | Message, ...]:
    version, _ = lines[listed.amendment.target]
    try:
        return notated(version, listed.operations, language) or changes(version.text, [as_it_reads(listed)])
    except WordingError:  # it no longer rests on the words as they now read
        return ()


def _said(debate: Debate, listed: ListedAmendment) -> tuple[Message, ...]:
    """Say what an amendment that is decided or gone did, on the words that it was moved to."""
    found = rests_on(debate, listed)
    return () if found is None else changes(found[0], [found[1]])


def _open(debate: Debate) -> Iterator[str]:
    """Give the amendments and blocs that can still be decided."""
    yield from (one.id for one in debate.amendments if is_put_by_itself(debate, one))
    for one in debate.groupings:
        if one.en_bloc and any(debate.amendment(on).stage in STANDING for on in one.on):
            yield one.id


def _meetings(debate: Debate, targets: list[str]) -> Iterator[Meeting]:
    for target in targets:
        standing = [one for one in to(debate, target) if one.stage in STANDING - BEFORE_PAPER]
        for one, other in combinations(standing, 2):
            try:
                found = relate_amendments(text_of(debate, target), as_it_reads(one), as_it_reads(other))
            except WordingError:  # one of them no longer rests on the words as they now read
                continue
            if found != (DISJOINT,):
                yield Meeting(one.id, other.id, found)
