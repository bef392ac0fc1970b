"""A division as values: who is entitled, what was counted, who voted how, and what majority is asked for.

What the tellers declare (`Count`) and the names that were recorded (`Vote`) are two records of one event.
Neither is made from the other here; ``counting`` compares them, ``outcome`` decides, ``dividing`` conducts.
Amounts are integers or fractions, never floats, so that no majority turns on rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from onevoice.assembly.division_words import refusal
from onevoice.assembly.majority import Amount, Base, Choice, Count, Majority, Measure, Quorum, is_amount
from onevoice.assembly.messages import Message

__all__ = [
    "Amount",
    "Base",
    "Choice",
    "Count",
    "Division",
    "DivisionStage",
    "Entitled",
    "Lobbies",
    "Majority",
    "Measure",
    "Names",
    "Proxies",
    "Quorum",
    "Tie",
    "Vote",
    "VotingRules",
]


class Tie(Enum):
    """What a tie comes to."""

    LOST = "lost"  # there is no majority, so the question is negatived
    AGAINST_CHANGE = "against-change"  # as things are (Denison, 1867): the aye, where an aye keeps them so
    CASTING = "casting"  # the chair casts as they think right


class Names(Enum):
    """How it is recorded who voted how."""

    NONE = "none"
    BY_HAND = "by-hand"  # a list beside the tellers' count; the two may differ
    BY_MACHINE = "by-machine"  # the count is of the names


class Lobbies(Enum):
    """What a vote in both lobbies is."""

    REFUSED = "refused"
    ONE_EACH = "one-each"  # counted on each side
    ABSTENTION = "abstention"


class Proxies(Enum):
    """Whether members vote by proxy, and what becomes of it when the member turns up."""

    NONE = "none"
    END_ON_ARRIVAL = "end-on-arrival"
    STAND = "stand"


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingRules:
    """How divisions are conducted: what a rule pack fills in.

    Attributes
    ----------
    names : Names
    abstaining : bool
        Whether an abstention can be recorded.
    lobbies : Lobbies
    changing : bool
        Whether a vote may be changed or taken back while the division is open (where names are recorded).
    late : bool
        Whether a member who was away at opening may vote on coming in while it is open.
    proxies : Proxies
    pairing : bool
        Whether pairs are recorded.
    tellers : int
        How many each side must name, or lose; 0 for none.
    tellers_counted : bool
        Whether tellers are in the count of their side.
    quorum : Quorum or None
    tie : Tie
    """

    names: Names = Names.BY_MACHINE
    abstaining: bool = True
    lobbies: Lobbies = Lobbies.REFUSED
    changing: bool = False
    late: bool = True
    proxies: Proxies = Proxies.NONE
    pairing: bool = False
    tellers: int = 0
    tellers_counted: bool = False
    quorum: Quorum | None = None
    tie: Tie = Tie.LOST


@dataclass(frozen=True, slots=True)
class Entitled:
    """A member who may vote in a division, as things stood when it opened.

    Attributes
    ----------
    member : str
        Member id.
    weight : int or Fraction
        Over 0.
    groups : tuple of str
        Group ids.
    present : bool
    proxy : str
        Who votes for the member; empty for nobody.
    """

    member: str
    weight: Amount = 1
    groups: tuple[str, ...] = ()
    present: bool = True
    proxy: str = ""

    def __post_init__(self) -> None:
        if not is_amount(self.weight) or self.weight == 0:
            raise refusal(Message.of("weight-no-amount", member=self.member, weight=str(self.weight)))


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of the recorded names.

    Attributes
    ----------
    member : str
        Whose vote it is.
    choice : Choice
        Of a teller, the side for which they tell.
    weight : int or Fraction
    proxy : str
        Who cast it for the member; empty if the member did.
    teller : bool
    pair : str
        Member id of the other of a pair, neither of whom votes; empty for none.
    """

    member: str
    choice: Choice
    weight: Amount = 1
    proxy: str = ""
    teller: bool = False
    pair: str = ""


class DivisionStage(Enum):
    """How far a division has come."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    DECLARED = "declared"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A formal vote on a question.

    Attributes
    ----------
    id : str
    question : str
        Id of the question.
    rules : VotingRules
    majorities : tuple of Majority
        All that must be met; more than one for a double majority.
    unchanged : Choice
        The side that leaves things as they are, for a tie against change: noes, but ayes where the
        question is that words stand part.
    stage : DivisionStage
    entitled : tuple of Entitled
        Frozen at opening, in order of member ids.
    votes : tuple of Vote
        The recorded names, in order of member ids, whatever the order of arrival.
    count : Count or None
        As declared.
    casting : Choice or None
        The casting vote, where one was given.
    void : str
        Why it is void.
    """

    id: str
    question: str
    rules: VotingRules
    majorities: tuple[Majority, ...] = (Majority(),)
    unchanged: Choice = Choice.NO
    stage: DivisionStage = DivisionStage.PREPARED
    entitled: tuple[Entitled, ...] = ()
    votes: tuple[Vote, ...] = ()
    count: Count | None = None
    casting: Choice | None = None
    void: str = ""
