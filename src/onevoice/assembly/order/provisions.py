"""The parts of a rule pack: each says one thing, and begins with the number of the rule that it follows.

>>> Pending("O3", main=1, depth=2)
Pending(rule='O3', main=1, depth=2)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onevoice.assembly.division import Quorum, VotingRules
from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate, ListedAmendment, Question
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.stages import Form, Outcome


@dataclass(frozen=True, slots=True)
class Pending:
    """How many questions may be pending.

    Attributes
    ----------
    rule : str
    main : int or None
        Main questions at a time; more than one are put together. None for no limit.
    depth : int
        0: motions cannot be amended; 1: one amendment at a time; 2: and one amendment to that amendment.
    """

    rule: str
    main: int | None = 1
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Seconding:
    """What must be seconded before its question is put.

    Attributes
    ----------
    rule : str
    motions, amendments : bool
    cured : str
        Rule by which the lack of a second is cured once debate on it has begun; empty for none.
    """

    rule: str
    motions: bool = False
    amendments: bool = False
    cured: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """How many names, the mover's included, a motion or amendment needs to be tabled."""

    rule: str
    motions: int = 0
    amendments: int = 0


@dataclass(frozen=True, slots=True)
class Selecting:
    """Who selects, and under which limits.

    Attributes
    ----------
    rule : str
        By which what is not selected may not be moved.
    by : str
        "chair" or "committee".
    cap : int or None
        How many amendments at most in one debate; None for no limit.
    cap_rule : str
    motions : bool
        Whether motions are selected too, and not only amendments.
    reasons_required : bool
        Whether every one left out needs a reason. Where none is required, one may still be kept.
    reasons_published : bool
    reasons_rule : str
    no_clash : str
        Rule by which no two that cannot be carried together are selected; empty for none.
    """

    rule: str
    by: str = "chair"
    cap: int | None = None
    cap_rule: str = ""
    motions: bool = False
    reasons_required: bool = False
    reasons_published: bool = False
    reasons_rule: str = ""
    no_clash: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """An amendment's turn, and why it is then.

    Attributes
    ----------
    id : str
    rule : str
    message : Message
    """

    id: str
    rule: str
    message: Message


Order = Callable[[Debate, tuple[str, ...]], tuple[Called, ...]]


@dataclass(frozen=True, slots=True)
class FormFor:
    """Amendments that are put in another form than "that it be made"; the first that fits holds."""

    rule: str
    form: Form
    fits: Callable[[Debate, ListedAmendment], bool]


Reason = Callable[[Debate, ListedAmendment, ListedAmendment], Message | None]


@dataclass(frozen=True, slots=True)
class Falls:
    """Why an amendment falls when another is decided.

    Attributes
    ----------
    rule : str
    on : Outcome
        What becomes of the other amendment.
    why : callable
        Given the debate just before that decision, the decided amendment and one that still stands on the
        same text: the reason why that one falls, or None.
    """

    rule: str
    on: Outcome
    why: Reason


@dataclass(frozen=True, slots=True)
class Needs:
    """A majority, or a quorum, other than the pack's usual one: the first whose ``fits`` holds.

    Attributes
    ----------
    rule : str
    majority : str
        Its name among the pack's majorities.
    fits : callable
        Given the debate and the question.
    quorum : Quorum or None
        Of such questions; None for that of the pack.
    """

    rule: str
    majority: str
    fits: Callable[[Debate, Question], bool]
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True)
class Dividing:
    """How divisions are conducted, and by which rules of ties and of the quorum.

    Attributes
    ----------
    rule : str
    voting : VotingRules
        Its quorum and tie decide here too.
    tie : str
        Rule of ties.
    quorum : str
        Rule of the quorum; empty where there is none.
    """

    rule: str
    voting: VotingRules
    tie: str
    quorum: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Whose leave an act needs once something has been moved (to withdraw, to alter, to take over)."""

    rule: str
    meeting: bool = False
    seconder: bool = False


@dataclass(frozen=True, slots=True)
class TakingOver:
    """Whether an amendment may be taken into a text without a vote.

    Attributes
    ----------
    rule : str
    leave : Leave or None
        Whose leave it needs once the text has been moved; None for nobody's.
    en_bloc : bool
        Whether all that is taken over is still voted on, in one question.
    by : str
        "committee" where a committee takes over; empty where the mover of the text does.
    """

    rule: str
    leave: Leave | None = None
    en_bloc: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class EnBloc:
    """Whether amendments may be decided in one question, and by which rule anyone pulls one out."""

    rule: str
    pull_out: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a person must judge.

    Attributes
    ----------
    id : str
        "further-reaching", "same-effect", "direct-negative", ...
    rule : str
    ranking : bool
        Whether the judgement puts several in order; otherwise it is yes or no.
    reason : bool
        Whether a reason is required.
    blocks : bool
        Whether calling waits for it wherever it arises; otherwise it can be raised, and need not be.
    refuses : bool
        Whether "yes" means that the (first) amendment or motion it is about may not be moved.
    arises : callable or None
        Given the debate, the sets of ids that it must now be judged on; None where it is only ever raised.
    """

    id: str
    rule: str
    ranking: bool = False
    reason: bool = True
    blocks: bool = False
    refuses: bool = False
    arises: Callable[[Debate], tuple[tuple[str, ...], ...]] | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A kind of procedural motion.

    Attributes
    ----------
    kind : str
        "refer"; the chair's words for it are the pack's message "question-refer".
    rule : str
    rank : int
        A lower rank is decided first: one of a higher rank may not be made while it is pending.
    disposes : bool
        Whether agreeing to it takes the main question away for good.
    defers : bool
        Whether agreeing to it sets the main question aside, with all that is pending on it, to come back.
    takes_up : str
        Of a kind that brings back what another kind set aside, that other kind; empty otherwise.
    divides : bool
        Whether agreeing to it divides the motion into the parts that were named.
    on_demand : str
        Of a kind that divides, the matter on which a person's "yes" spares the vote: one member's demand
        is then enough. Empty for none.
    closes : bool
        Whether agreeing to it closes the debate: what is left is put without debate.
    adjourns : bool
        Whether agreeing to it adjourns the sitting.
    majority : str
    """

    kind: str
    rule: str
    rank: int
    disposes: bool = False
    defers: bool = False
    takes_up: str = ""
    divides: bool = False
    on_demand: str = ""
    closes: bool = False
    adjourns: bool = False
    majority: str = "simple"


@dataclass(frozen=True, slots=True)
class Compositing:
    """Whether texts may be composited: with every source mover's consent, each source withdrawn into it."""

    rule: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When notice must be in.

    Attributes
    ----------
    rule : str
    what : str
        "motion" or "amendment".
    days : int
        Days before the day of the sitting.
    time : str
        "HH:MM" on the assembly's clock.
    working : bool
        Whether only Monday to Friday count, public holidays left out.
    """

    rule: str
    what: str
    days: int
    time: str = "23:59"
    working: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of this pack alone.

    Attributes
    ----------
    rule : str
    act : type
        The event that it looks at.
    why : callable
        Given the debate and the event: the reason why the event is out of order, or None.
    """

    rule: str
    act: type[Event]
    why: Callable[[Debate, Any], Message | None]
