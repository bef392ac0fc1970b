"""What a rule pack is: data with few functions, each line beside its rule; and where packs are found.

Every part of a pack begins with the number of the rule that it follows, so that a refusal can cite it:

>>> from onevoice.assembly.order.pack import Pending
>>> Pending("O3", main=1, depth=2)
Pending(rule='O3', main=1, depth=2)

A pack is a module of ``packs`` with one ``PACK``; its name is the pack's id. Nothing else lists it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onevoice.assembly.division import Majority, VotingRules
from onevoice.assembly.messages import Message
from onevoice.assembly.order import packs
from onevoice.assembly.order.debate import Debate, ListedAmendment, Question
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.rulings import Rule
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
    """A majority other than the pack's usual one, for some questions: the first whose ``fits`` holds.

    Attributes
    ----------
    rule : str
    majority : str
        Its name among the pack's majorities.
    fits : callable
        Given the debate and the question.
    """

    rule: str
    majority: str
    fits: Callable[[Debate, Question], bool]


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
    """Whether a mover may take an amendment into their text; ``en_bloc`` if all such are still voted on."""

    rule: str
    leave: Leave | None = None
    en_bloc: bool = False


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
        Whether agreeing to it takes the main question away.
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


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A set of rules of order.

    Attributes
    ----------
    id : str
        As its module is called.
    title : str
    rules : tuple of Rule
        All that it cites, and those recorded for people.
    pending : Pending
    order : callable
        In which order amendments are called: given the debate and the ids of those that wait, all of them in
        turn with reasons. ``order.calling`` has the usual ones.
    order_rule : str
    dividing : Dividing
    majorities : mapping of str to tuple of Majority
        By name, all of a name's to be met; "simple" is the usual one.
    words : mapping of str to mapping of str to str
        By language, the first the pack's own: what the chair reads out and why things are refused, by
        message id, with parameters in braces. What is missing is taken from ``order.words``.
    seconding, signatures, selecting, en_bloc, taking_over, altering, withdrawing, compositing
        What the pack has of each; None where it has not.
    forms, falls, needs, deadlines, matters, procedures, checks : tuple
    decided_point : str
        Rule by which nothing before the latest decided words may be amended; empty for none.
    one_each : str
        Rule by which a member moves one amendment to a motion; empty for none.
    alternatives : str
        Rule by which amendments that put other words in the very same place are all called, and one agreed
        to later takes the place of one agreed to earlier; empty where the first agreed to settles it.
    """

    id: str
    title: str
    rules: tuple[Rule, ...]
    pending: Pending
    order: Order
    order_rule: str
    dividing: Dividing
    majorities: Mapping[str, tuple[Majority, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seconding: Seconding | None = None
    signatures: Signatures | None = None
    selecting: Selecting | None = None
    forms: tuple[FormFor, ...] = ()
    falls: tuple[Falls, ...] = ()
    needs: tuple[Needs, ...] = ()
    decided_point: str = ""
    one_each: str = ""
    alternatives: str = ""
    withdrawing: Leave | None = None
    altering: Leave | None = None
    taking_over: TakingOver | None = None
    en_bloc: EnBloc | None = None
    compositing: Compositing | None = None
    matters: tuple[Matter, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the chair's words are in, the pack's own first."""
        return tuple(self.words) or ("en",)

    def matter(self, id: str) -> Matter | None:  # noqa: A002 - as the field is called
        """Give a matter by id; None if the pack has none of it."""
        return next((one for one in self.matters if one.id == id), None)

    def procedure(self, kind: str) -> Procedure | None:
        """Give a kind of procedural motion; None if the pack has none of it."""
        return next((one for one in self.procedures if one.kind == kind), None)


class _Packs(Mapping[str, Pack]):
    """Packs by id, each loaded when it is asked for."""

    def __init__(self) -> None:
        self._added: dict[str, Pack] = {}

    def __getitem__(self, id: str) -> Pack:  # noqa: A002 - as the field is called
        if id in self._added:
            return self._added[id]
        if id not in self._shipped():
            raise KeyError(id)
        pack: Pack = importlib.import_module(f"{packs.__name__}.{id}").PACK
        return pack

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self._shipped(), *self._added})

    def __len__(self) -> int:
        return len(list(iter(self)))

    def add(self, pack: Pack) -> None:
        """Add a pack of one's own for as long as the program runs."""
        self._added[pack.id] = pack

    @staticmethod
    def _shipped() -> tuple[str, ...]:
        return tuple(module.name for module in pkgutil.iter_modules(packs.__path__))


PACKS = _Packs()
