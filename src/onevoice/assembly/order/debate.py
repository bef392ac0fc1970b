"""A debate as one frozen value: the paper, the sitting, the questions pending, what was judged and decided.

Only `step` makes a new debate from another; everything here can be written as JSON and read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from onevoice.assembly.division import Count
from onevoice.assembly.messages import Message
from onevoice.assembly.order.listed import (
    Grouping,
    Listed,
    ListedAmendment,
    ListedComposite,
    ListedMotion,
    Point,
)
from onevoice.assembly.order.stages import Form, How, Outcome, QuestionStage, SittingStage
from onevoice.assembly.wording.operations import Operation

__all__ = [
    "Carried",
    "Correction",
    "Debate",
    "Decision",
    "Deferred",
    "Grouping",
    "Judgement",
    "Listed",
    "ListedAmendment",
    "ListedComposite",
    "ListedMotion",
    "Point",
    "Question",
    "Sitting",
]


@dataclass(frozen=True, slots=True)
class Sitting:
    """The sitting now.

    Attributes
    ----------
    id : str
    stage : SittingStage
    day, days : int
        Which day of the debate it is, from 1, and how many are allotted to it.
    interruption : str
        ISO 8601 time, UTC, of the moment of interruption; empty for none.
    present : int or None
        Members present, as counted; None where nobody counted.
    """

    id: str
    stage: SittingStage
    day: int = 1
    days: int = 1
    interruption: str = ""
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is pending.

    Attributes
    ----------
    id : str
        Of a main question or an amendment, that motion's or amendment's id; of the two steps on original
        words, "<amendment>:original-words" and "<amendment>:added-words"; of a bloc or a procedural
        motion, its own.
    form : Form
    on : tuple of str
        Ids of the motion or amendments that it decides.
    stage : QuestionStage
    kind : str
        Of a procedural motion, its kind in the pack ("refer"); otherwise empty.
    mover : str
        Of a procedural motion, who moved it.
    debated : bool
        Whether debate on it has begun.
    forthwith : bool
        Whether it is put without debate.
    parts : tuple of tuple of str
        Of a motion to divide, the parts: ids of blocks.
    count : Count or None
        What the tellers announced, while a casting vote is awaited.
    """

    id: str
    form: Form
    on: tuple[str, ...]
    stage: QuestionStage = QuestionStage.PROPOSED
    kind: str = ""
    mover: str = ""
    debated: bool = False
    forthwith: bool = False
    parts: tuple[tuple[str, ...], ...] = ()
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Deferred:
    """A motion that was set aside with all that was pending on it, and that can come back.

    Attributes
    ----------
    motion : str
        Id of the motion.
    kind : str
        The kind of the motion to order that set it aside ("table"); empty for want of a quorum.
    questions : tuple of Question
        As they were pending, to be pending so again.
    """

    motion: str
    kind: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A minuted correction of declared numbers.

    Attributes
    ----------
    count : Count
        As it was before.
    reason : str
    at, by : str
    """

    count: Count
    reason: str
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """Operations that a decision put into a text.

    Attributes
    ----------
    source : str
        Id of the amendment; of the motion itself where its mover altered it.
    target : str
        Id of the motion or amendment whose words changed.
    operations : tuple of Operation
        As carried out, on the words as they were just before.
    """

    source: str
    target: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A question decided.

    Attributes
    ----------
    question : str
        The question's id.
    form : Form
    on : tuple of str
        Ids that it decided.
    outcome : Outcome
    how : How
    kind : str
        Of a procedural motion, its kind in the pack; otherwise empty.
    rule : str
        The rule by which it follows, where it was declared without a question put; otherwise of the
        majority, tie or consent that decided.
    reason : Message or None
        What decided, in the words of divisions or of this room; None for voices that were not challenged.
    majority : str
        Name of the majority in the pack; empty where none was asked for.
    count : Count or None
        What was declared.
    carried : tuple of Carried
        What it put into texts, in order. A text as it now reads is the text as tabled with all that was
        carried into it, decision after decision.
    corrections : tuple of Correction
    at : str
        ISO 8601 time, UTC.
    """

    question: str
    form: Form
    on: tuple[str, ...]
    outcome: Outcome
    how: How
    kind: str = ""
    rule: str = ""
    reason: Message | None = None
    majority: str = ""
    count: Count | None = None
    carried: tuple[Carried, ...] = ()
    corrections: tuple[Correction, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged, with the reason. All are kept; the latest on a matter stands.

    Attributes
    ----------
    matter : str
        Id of one of the pack's matters ("further-reaching", "same-effect", "direct-negative").
    on : tuple of str
        What it is about. A ranking names all that is ranked, the first first.
    finding : str
        "yes" or "no"; "ranked" for a ranking.
    reason : str
    by, at : str
        Who judged ("chair", or "assembly" on an appeal) and when.
    """

    matter: str
    on: tuple[str, ...]
    finding: str
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Debate:
    """A debate at one moment.

    Attributes
    ----------
    pack : str
        Id of the rule pack that it goes by.
    title : str
    motions : tuple of ListedMotion
        In the order in which they were tabled.
    amendments : tuple of ListedAmendment
        In the order in which they were tabled.
    composites : tuple of ListedComposite
    groupings : tuple of Grouping
    selected : tuple of str
        Ids of all that were ever selected, in order of selection.
    called : str
        Id of the amendment that was called and is not moved yet; empty for none.
    questions : tuple of Question
        Pending, the immediately pending one last. Where the pack puts several main questions together,
        all of them stand here side by side.
    deferred : tuple of Deferred
        What was set aside and can come back, in the order in which it was set aside.
    decisions : tuple of Decision
        In order.
    judgements : tuple of Judgement
        In order.
    sitting : Sitting or None
    """

    pack: str
    title: str = ""
    motions: tuple[ListedMotion, ...] = ()
    amendments: tuple[ListedAmendment, ...] = ()
    composites: tuple[ListedComposite, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    selected: tuple[str, ...] = ()
    called: str = ""
    questions: tuple[Question, ...] = ()
    deferred: tuple[Deferred, ...] = ()
    decisions: tuple[Decision, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    sitting: Sitting | None = None

    def motion(self, id: str) -> ListedMotion:  # noqa: A002 - as the field is called
        """Give a motion by id; ``KeyError`` if the paper has none of it."""
        return next((one for one in self.motions if one.id == id), None) or _missing(id)

    def amendment(self, id: str) -> ListedAmendment:  # noqa: A002 - as the field is called
        """Give an amendment by id; ``KeyError`` if the paper has none of it."""
        return next((one for one in self.amendments if one.id == id), None) or _missing(id)

    def listed(self, id: str) -> ListedMotion | ListedAmendment | None:  # noqa: A002 - as the field is called
        """Give a motion or amendment by id; None if the paper has neither."""
        every: tuple[ListedMotion | ListedAmendment, ...] = (*self.motions, *self.amendments)
        return next((one for one in every if one.id == id), None)

    def named(self, id: str) -> ListedMotion | ListedAmendment:  # noqa: A002 - as the field is called
        """Give a motion or amendment by id; ``KeyError`` if the paper has neither."""
        return self.listed(id) or _missing(id)

    def motion_of(self, id: str) -> ListedMotion:  # noqa: A002 - as the field is called
        """Give the motion that an amendment changes, at any remove; of a motion, itself."""
        found = self.listed(id)
        while isinstance(found, ListedAmendment):
            found = self.listed(found.amendment.target)
        return found or _missing(id)

    @property
    def question(self) -> Question | None:
        """The question now: the one immediately pending."""
        return self.questions[-1] if self.questions else None

    def decision(self, question: str) -> Decision | None:
        """Give the latest decision on a question; None if there was none."""
        return next((one for one in reversed(self.decisions) if one.question == question), None)


def _missing(id: str) -> NoReturn:  # noqa: A002 - as the field is called
    raise KeyError(id)
