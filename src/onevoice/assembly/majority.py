"""What is counted, what majority carries a question, and what makes a quorum.

Amounts are integers or fractions, never floats, so that nothing turns on rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from onevoice.assembly.division_words import refusal
from onevoice.assembly.messages import Message

Amount = int | Fraction
_AMOUNTS = (
    "ayes",
    "noes",
    "abstentions",
    "spoiled",
    "both",
    "roll",
    "present",
    "aye_proxies",
    "other_proxies",
)


class Choice(Enum):
    """What a member did. No vote recorded is not an abstention: its reasons are not known."""

    AYE = "aye"
    NO = "no"
    ABSTAIN = "abstain"
    BOTH = "both"  # went through both lobbies
    UNRECORDED = "no-vote-recorded"


class Measure(Enum):
    """What is added up."""

    HEADS = "heads"
    WEIGHT = "weight"


class Base(Enum):
    """What a majority is a share of."""

    AYES_AND_NOES = "ayes-and-noes"
    VOTES = "votes"  # ayes, noes and abstentions
    PRESENT = "present"
    ROLL = "roll"  # all who are entitled, present or not


@dataclass(frozen=True, slots=True)
class Count:
    """What was announced.

    Attributes
    ----------
    ayes, noes, abstentions : int or Fraction
    spoiled : int or Fraction
        Papers that say nothing valid: in no base of a majority.
    both : int or Fraction
        Of the ayes, how many are among the noes too: members who went through both lobbies.
    roll, present : int or Fraction or None
        All who were entitled, and those of them who were present; None where not announced.
    aye_proxies, other_proxies : int
        How many of the ayes, and of all others who are counted, voted by proxy.
    tellers : tuple of (Choice, str) or None
        Side and member id of each teller; None where it is not said.
    group : str
        Group id if only this part of the roll is counted; empty for the whole.
    measure : Measure
    beside : tuple of Count
        Counts announced together with this one: of a part of the roll, or in weight.

    Raises
    ------
    DivisionError
        If an amount is negative or no exact number, or ``both`` exceeds a side.
    """

    ayes: Amount
    noes: Amount
    abstentions: Amount = 0
    spoiled: Amount = 0
    both: Amount = 0
    roll: Amount | None = None
    present: Amount | None = None
    aye_proxies: int = 0
    other_proxies: int = 0
    tellers: tuple[tuple[Choice, str], ...] | None = None
    group: str = ""
    measure: Measure = Measure.HEADS
    beside: tuple[Count, ...] = ()

    def __post_init__(self) -> None:
        for name in _AMOUNTS:
            amount = getattr(self, name)
            if amount is not None and not is_amount(amount):
                raise refusal(Message.of("count-no-amount", what=name.replace("_", " "), amount=str(amount)))
        if self.both > min(self.ayes, self.noes):
            sides = {"ayes": str(self.ayes), "noes": str(self.noes)}
            raise refusal(Message.of("count-both-too-many", both=str(self.both), **sides))
        announced = {(self.group, self.measure)}
        for beside in self.beside:
            if (beside.group, beside.measure) in announced:
                about = {"group": beside.group or "all", "measure": beside.measure.value}
                raise refusal(Message.of("count-twice", **about))
            announced.add((beside.group, beside.measure))

    @property
    def voters(self) -> Amount:
        """Who took part, each counted once."""
        return self.ayes + self.noes - self.both + self.abstentions + self.spoiled

    def of(self, group: str, measure: Measure) -> Count | None:
        """Give the count of a part of the roll in a measure; None if it was not announced."""
        announced = (self, *self.beside)
        return next((one for one in announced if (one.group, one.measure) == (group, measure)), None)


@dataclass(frozen=True, slots=True)
class Majority:
    """How many ayes carry a question: more than, or at least, a fraction of a base.

    Attributes
    ----------
    fraction : Fraction
        Over 0, at most 1.
    base : Base
    at_least : bool
        "At least" the fraction; otherwise "more than".
    measure : Measure
    group : str
        Group id if only this part of the roll is asked; empty for the whole. A double majority is two
        of these.
    fewest : int
        Ayes in person without which nothing is carried, whatever the fraction (a hundred for the closure:
        SO No. 37; proxies are not reckoned).
    """

    fraction: Fraction = Fraction(1, 2)
    base: Base = Base.AYES_AND_NOES
    at_least: bool = False
    measure: Measure = Measure.HEADS
    group: str = ""
    fewest: int = 0

    def __post_init__(self) -> None:
        exact = isinstance(self.fraction, Fraction | int) and 0 < self.fraction <= 1
        if not exact or (self.fraction == 1 and not self.at_least):
            raise refusal(Message.of("majority-no-fraction", fraction=str(self.fraction)))

    def of(self, count: Count) -> Amount:
        """Give the size of the base.

        Raises
        ------
        DivisionError
            If the count does not say it.
        """
        if self.base is Base.AYES_AND_NOES:
            return count.ayes + count.noes
        if self.base is Base.VOTES:
            return count.ayes + count.noes + count.abstentions
        size = count.present if self.base is Base.PRESENT else count.roll
        if size is None:
            raise refusal(Message.of(f"{self.base.value}-unknown"))
        return size

    def met(self, count: Count) -> bool:
        """Whether the ayes of a count carry; nobody's vote carries nothing."""
        bar = self.fraction * self.of(count)
        enough = count.ayes >= bar if self.at_least else count.ayes > bar
        return enough and count.ayes > 0 and count.ayes - count.aye_proxies >= self.fewest

    def tied(self, count: Count) -> bool:
        """Whether the sides are equal and one aye more would carry.

        Only "more than one half" knows a tie: under any other fraction equal sides have simply lost or won.
        """
        if self.fraction != Fraction(1, 2) or self.at_least or count.ayes != count.noes:
            return False
        more = 1 if self.base in {Base.AYES_AND_NOES, Base.VOTES} else 0
        enough = count.ayes + 1 - count.aye_proxies >= self.fewest
        return enough and count.ayes + 1 > self.fraction * (self.of(count) + more)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part for a division to be valid, and who is reckoned.

    Attributes
    ----------
    least : int or Fraction
        A number of members; a ``Fraction`` is a share of the roll.
    more_than : bool
        "More than" that many; otherwise "at least".
    present : bool
        Whether all who are present are reckoned; otherwise those who took part.
    chair : bool
        Whether the occupant of the chair, who does not vote, is reckoned beside the voters.
    tellers : int
        Tellers reckoned beside the voters where the count names none; if it names some, then those.
    proxies : bool
        Whether votes by proxy are reckoned.
    """

    least: Amount
    more_than: bool = False
    present: bool = False
    chair: bool = False
    tellers: int = 0
    proxies: bool = True

    def needed(self, count: Count) -> Amount:
        """Give how many it takes, of the roll of a count where it is a share of that."""
        if isinstance(self.least, int):
            return self.least
        if count.roll is None:
            raise refusal(Message.of("roll-unknown"))
        return self.least * count.roll

    def reckoned(self, count: Count) -> Amount:
        """Give how many are reckoned."""
        if self.present:
            if count.present is None:
                raise refusal(Message.of("present-unknown"))
            return count.present
        proxies = 0 if self.proxies else count.aye_proxies + count.other_proxies
        tellers = len(count.tellers) if count.tellers and self.tellers else self.tellers
        return count.voters - proxies + tellers + self.chair

    def reached(self, count: Count) -> bool:
        """Whether a count of heads has it."""
        reckoned, needed = self.reckoned(count), self.needed(count)
        return reckoned > needed if self.more_than else reckoned >= needed


def is_amount(amount: object) -> bool:
    """Whether something is an exact number, 0 or more."""
    return isinstance(amount, int | Fraction) and not isinstance(amount, bool) and amount >= 0
