"""What is a person's own in an assembly: drafts, texts, signatures, consents, votes; and what others see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevoice.assembly.order.compositing import awaited, composite_hash
from onevoice.assembly.order.debate import ListedAmendment, ListedMotion
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, WAITING, Stage
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import drafts, papers
from onevoice.chamber.readings.drafts import DraftRead
from onevoice.chamber.readings.half_composites import composite_of
from onevoice.chamber.readings.invited import Invited, invited
from onevoice.chamber.readings.named_texts import in_full
from onevoice.chamber.readings.papers import PaperRead

_SEEKING = frozenset({Stage.DRAFT, Stage.SEEKING_SIGNATURES})


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """One's own draft, with what its paper and the text that it would change are called.

    Attributes
    ----------
    draft : DraftRead
    paper, target : str
    composite : str
        Id of the composite that it would change; empty for none.
    """

    draft: DraftRead
    paper: str
    target: str
    composite: str


@dataclass(frozen=True, slots=True)
class TextListed:
    """A motion or amendment in a list.

    Attributes
    ----------
    id, name : str
    title : str
        Of a motion; of an amendment, what its target is called.
    is_motion : bool
    stage : Stage
    mover : str
        Id.
    names : int
        How many have signed, the mover among them.
    can_unsign : bool
        Whether a signature can still be taken back.
    """

    id: str
    name: str
    title: str
    is_motion: bool
    stage: Stage
    mover: str
    names: int
    can_unsign: bool


@dataclass(frozen=True, slots=True)
class CompositeListed:
    """A composite that waits for one's yes or no, on the hash of its wording."""

    id: str
    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class VoteListed:
    """One's vote as the clerk recorded it, and on which question."""

    question: str
    vote: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What is one's own on one paper.

    Attributes
    ----------
    paper : PaperRead
    texts : tuple of TextListed
        That one moves.
    signed : tuple of TextListed
        That one signed.
    asked : tuple of TextListed
        Others' that seek signatures, and that one has not signed.
    awaited : tuple of CompositeListed
    votes : tuple of VoteListed
    """

    paper: PaperRead
    texts: tuple[TextListed, ...]
    signed: tuple[TextListed, ...]
    asked: tuple[TextListed, ...]
    awaited: tuple[CompositeListed, ...]
    votes: tuple[VoteListed, ...]


@dataclass(frozen=True, slots=True)
class Me:
    """A person's own page.

    Attributes
    ----------
    groups : tuple of (str, str)
        Column and name.
    drafts : tuple of OwnDraft
    papers : tuple of OnPaper
    invited : tuple of Invited
        What one is asked to sign. Nobody else learns of it.
    """

    groups: tuple[tuple[str, str], ...]
    drafts: tuple[OwnDraft, ...]
    papers: tuple[OnPaper, ...]
    invited: tuple[Invited, ...]

    @property
    def has_texts(self) -> bool:
        """Whether one moves anything."""
        return any(one.texts for one in self.papers)

    @property
    def has_signed(self) -> bool:
        """Whether one signed anything."""
        return any(one.signed for one in self.papers)

    @property
    def has_asked(self) -> bool:
        """Whether anything seeks one's signature."""
        return any(one.asked for one in self.papers)

    @property
    def has_awaited(self) -> bool:
        """Whether a composite waits for one."""
        return any(one.awaited for one in self.papers)

    @property
    def has_votes(self) -> bool:
        """Whether a vote of one's was recorded."""
        return any(one.votes for one in self.papers)


def me(doer: Doer) -> Me:
    """Give what is a person's own."""
    ids = models.Paper.objects.filter(assembly_id=doer.assembly).values_list("id", flat=True)
    read = {one: papers.paper(doer.assembly, one) for one in ids}
    groups = models.Affiliation.objects.filter(person_id=doer.person).values_list("column", "name")
    own = tuple(
        OwnDraft(one, read[one.paper].title, read[one.paper].names.get(one.target, ""), composite_of(one))
        for one in drafts.drafts(doer)
    )
    return Me(tuple(groups), own, tuple(_on_paper(doer, one) for one in read.values()), invited(doer))


def _on_paper(doer: Doer, read: PaperRead) -> OnPaper:
    listed: tuple[ListedMotion | ListedAmendment, ...] = (*read.debate.motions, *read.debate.amendments)
    every = [(one, _names(one)) for one in listed]
    person = doer.person
    return OnPaper(
        paper=read,
        texts=tuple(_text(read, one) for one, names in every if names[0] == person),
        signed=tuple(_text(read, one) for one, names in every if person in names[1:] and names[0] != person),
        asked=tuple(
            _text(read, one) for one, names in every if one.stage in _SEEKING and person not in names
        ),
        awaited=tuple(_awaited(read, person)),
        votes=tuple(_votes(read, person)),
    )


def _names(listed: ListedMotion | ListedAmendment) -> list[str]:
    """Give the mover, then those who signed."""
    own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    return list(dict.fromkeys((own.mover, *(one.member for one in own.signatures))))


def _text(read: PaperRead, listed: ListedMotion | ListedAmendment) -> TextListed:
    names = _names(listed)
    is_motion = isinstance(listed, ListedMotion)
    title = (
        listed.motion.title if isinstance(listed, ListedMotion) else in_full(read, listed.amendment.target)
    )
    return TextListed(
        listed.id,
        read.names[listed.id],
        title,
        is_motion,
        listed.stage,
        names[0],
        len([one for one in names if one]),
        listed.stage in BEFORE_PAPER | WAITING,
    )


def _awaited(read: PaperRead, person: str) -> Iterator[CompositeListed]:
    for one in read.debate.composites:
        gone = read.debate.listed(one.composite.id)
        if person in awaited(read.debate, one) and (gone is None or gone.stage in STANDING - {Stage.MOVED}):
            yield CompositeListed(
                one.composite.id, read.names[one.composite.id], composite_hash(one.composite)
            )


def _votes(read: PaperRead, person: str) -> Iterator[VoteListed]:
    rows = models.NameRecorded.objects.filter(paper_id=read.id, person_id=person).order_by("decision")
    for row in rows:
        on = read.debate.decisions[row.decision].on if row.decision < len(read.debate.decisions) else ()
        yield VoteListed(", ".join(read.names.get(one, "") for one in on), row.vote)
