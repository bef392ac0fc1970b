"""Acts of debate as events: one value for each, with the time and the person; ``step`` carries them out.

``at`` is an ISO 8601 time in UTC, empty where unknown: it comes with the event, no rule reads a clock.
``by`` is a member id, or "chair", "clerk", "assembly". Who is entitled to act as chair or clerk is not
decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.division import Count
from onevoice.assembly.motion import Amendment, Composite, Motion
from onevoice.assembly.wording.operations import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a person did in a debate."""

    at: str = ""
    by: str = ""


# the paper


@dataclass(frozen=True, slots=True)
class TableMotion(Event):
    """A motion is handed in. With fewer signatures than the pack asks for it seeks them first."""

    motion: Motion
    subject: str = ""
    behalf: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class TableAmendment(Event):
    """An amendment is handed in; its operations rest on its target as that now reads."""

    amendment: Amendment
    subject: str = ""
    behalf: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class AskSeparateVote(Event):
    """A separate vote is asked for (``by`` its mover) on words of a motion, whether they stay.

    The words are those that the amendment leaves out. It stands on the paper among the amendments, and is
    agreed to when the words go.
    """

    amendment: Amendment


@dataclass(frozen=True, slots=True)
class Submit(Event):
    """A draft is handed in."""

    on: str


@dataclass(frozen=True, slots=True)
class Sign(Event):
    """A member (``by``) adds their name to a motion or amendment."""

    on: str


@dataclass(frozen=True, slots=True)
class Unsign(Event):
    """A member (``by``) takes their name off again."""

    on: str


@dataclass(frozen=True, slots=True)
class Second(Event):
    """A member (``by``) seconds a motion or amendment, before or after it is moved."""

    on: str


@dataclass(frozen=True, slots=True)
class Withdraw(Event):
    """The mover (``by``) withdraws; once it is moved, with the leave that the pack asks for.

    Attributes
    ----------
    on : str
    leave : bool
        Whether the meeting gave leave.
    seconder : bool
        Whether the seconder agrees.
    """

    on: str
    leave: bool = False
    seconder: bool = False


@dataclass(frozen=True, slots=True)
class Return(Event):
    """The clerk returns a motion or amendment as not in order, naming the rule."""

    on: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Number(Event):
    """The clerk puts a motion or amendment on the paper under a letter or number."""

    on: str
    number: str


@dataclass(frozen=True, slots=True)
class Group(Event):
    """Amendments are grouped to be debated together, or (``en_bloc``) to be decided in one question."""

    id: str
    on: tuple[str, ...]
    title: str = ""
    en_bloc: bool = False


@dataclass(frozen=True, slots=True)
class PullOut(Event):
    """An amendment is pulled out of its bloc (``by`` anyone whom the pack allows), to be put by itself."""

    on: str


@dataclass(frozen=True, slots=True)
class Select(Event):
    """Motions or amendments are selected; all others on the paper are then not selected.

    Attributes
    ----------
    on : tuple of str
        Added to what was selected before.
    reasons : tuple of (str, str)
        Id and reason, of the selected or of those left out, where the pack asks for reasons.
    """

    on: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakeOver(Event):
    """The mover (``by``) of a motion or amendment takes over an amendment to it."""

    on: str
    leave: bool = False
    seconder: bool = False


@dataclass(frozen=True, slots=True)
class Alter(Event):
    """The mover (``by``) alters the words of a motion, as it now reads."""

    on: str
    operations: tuple[Operation, ...]
    leave: bool = False
    seconder: bool = False


@dataclass(frozen=True, slots=True)
class Compose(Event):
    """A composite is put on the paper, for the movers of its sources to consent to.

    A second one with the same id replaces the first; consents hold only for the wording they were given on.
    """

    composite: Composite
    target: str = ""


@dataclass(frozen=True, slots=True)
class Consent(Event):
    """A source's mover (``by``) says yes or no to a composite, on the hash of its wording."""

    on: str
    composite_hash: str
    given: bool


# judgement


@dataclass(frozen=True, slots=True)
class Judge(Event):
    """A person judges what no program can, on one of the pack's matters; as in ``Judgement``."""

    matter: str
    on: tuple[str, ...]
    finding: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeclareFallen(Event):
    """The chair declares that something falls, naming the rule."""

    on: str
    rule: str
    reason: str


# the sitting


@dataclass(frozen=True, slots=True)
class CallSitting(Event):
    """A sitting is called; as in ``Sitting``."""

    id: str
    day: int = 1
    days: int = 1
    interruption: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSitting(Event):
    """A sitting that was called and is not open yet is called otherwise; as in ``Sitting``."""

    id: str
    day: int = 1
    days: int = 1
    interruption: str = ""


@dataclass(frozen=True, slots=True)
class CancelSitting(Event):
    """A sitting that was called does not take place, or not for this paper."""

    id: str


@dataclass(frozen=True, slots=True)
class OpenSitting(Event):
    """The sitting that was called opens, or goes on after it was adjourned."""

    present: int | None = None


@dataclass(frozen=True, slots=True)
class CountPresent(Event):
    """The members present are counted."""

    present: int


@dataclass(frozen=True, slots=True)
class Adjourn(Event):
    """The sitting is adjourned; questions stay pending."""


@dataclass(frozen=True, slots=True)
class CloseSitting(Event):
    """The sitting ends; questions stay pending."""


# debate and questions


@dataclass(frozen=True, slots=True)
class Call(Event):
    """The chair calls an amendment, in the pack's order of calling."""

    on: str


@dataclass(frozen=True, slots=True)
class Move(Event):
    """A member (``by``) moves a motion, called amendment, composite or bloc: its question is proposed."""

    on: str


@dataclass(frozen=True, slots=True)
class NotMoved(Event):
    """What was called is not moved, or what was moved finds no seconder."""

    on: str


@dataclass(frozen=True, slots=True)
class MoveProcedure(Event):
    """A member (``by``) makes a motion to order, of one of the pack's kinds.

    Attributes
    ----------
    id : str
        Names its question.
    kind : str
    on : str
        Of a kind that takes something up again, id of the motion that was deferred.
    parts : tuple of tuple of str
        Of a kind that divides a motion, the parts: ids of blocks, every block in one of them.
    """

    id: str
    kind: str
    on: str = ""
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TakeApart(Event):
    """A member (``by``) has a motion divided whose subjects were found independent: no vote is taken on it.

    ``parts`` are as in ``MoveProcedure``.
    """

    on: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TakeUp(Event):
    """The chair takes up a motion that stood over or was deferred: all is pending on it as it was."""

    on: str


@dataclass(frozen=True, slots=True)
class BeginDebate(Event):
    """Debate begins on the question now."""


@dataclass(frozen=True, slots=True)
class Put(Event):
    """The chair puts the question now; where the pack puts several together, all of them."""


@dataclass(frozen=True, slots=True)
class Collect(Event):
    """The chair collects the voices and they are not challenged; ``question`` empty for the question now."""

    agreed: bool
    question: str = ""


@dataclass(frozen=True, slots=True)
class Divide(Event):
    """The assembly divides: the voices are challenged, or a count is asked for."""

    question: str = ""


@dataclass(frozen=True, slots=True)
class Declare(Event):
    """The chair declares the count: what the tellers announced, whatever the names add up to."""

    count: Count
    question: str = ""


@dataclass(frozen=True, slots=True)
class CastingVote(Event):
    """The chair casts the deciding vote on a tie."""

    aye: bool
    reason: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Correct(Event):
    """Declared numbers are corrected, with the reason; a correction that would turn the result is refused."""

    question: str
    count: Count
    reason: str
