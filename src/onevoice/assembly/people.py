"""Who belongs to an assembly: members, groups and who is in which group when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from onevoice.errors import RollError


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roll.

    Attributes
    ----------
    id : str
        The source's own key, verbatim. Unique in a roll call.
    name : str
        The name as the source spells it; empty where the source has none.
    """

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A declared affiliation: a party, an association, a ward.

    Attributes
    ----------
    column : str
        The kind of affiliation ("party"), as the source's header says it.
    name : str
        The affiliation itself ("Labour").
    """

    column: str
    name: str

    @property
    def id(self) -> str:
        """``column:name``, the key under which results are published."""
        return f"{self.column}:{self.name}"


@dataclass(frozen=True, slots=True)
class Membership:
    """One member's time in one group.

    Attributes
    ----------
    member : str
        Member id.
    group : str
        Group id.
    since, until : str or None
        First and last day, ISO dates, both inclusive; None where it has no known end.
    """

    member: str
    group: str
    since: str | None = None
    until: str | None = None

    def holds_on(self, date: str | None) -> bool:
        """Whether the membership holds on an ISO date; an undated occasion counts as within."""
        return _is_within(date, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's time on the roll.

    Attributes
    ----------
    member : Member
    since, until : str or None
        First and last day, ISO dates, both inclusive; None where it has no known end.
    weight : int or Fraction
        What the member's vote weighs, over 0.

    Raises
    ------
    RollError
        If the weight is no exact number over 0.
    """

    member: Member
    since: str | None = None
    until: str | None = None
    weight: int | Fraction = 1

    def __post_init__(self) -> None:
        exact = isinstance(self.weight, int | Fraction) and not isinstance(self.weight, bool)
        if not exact or self.weight <= 0:
            raise RollError(
                f"{self.member.id} has the weight {self.weight!r} on the roll."
                " Give a whole number or an exact fraction over 0."
            )

    def holds_on(self, date: str | None) -> bool:
        """Whether the member is on the roll on an ISO date; an undated occasion counts as within."""
        return _is_within(date, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Roll:
    """Who belongs to an assembly, when, with what weight and in which groups.

    Attributes
    ----------
    seats : tuple of Seat
        A member who left and came back has one for each time.
    memberships : tuple of Membership

    Raises
    ------
    RollError
        If a member has two seats on one day, or is in a group without a seat.
    """

    seats: tuple[Seat, ...]
    memberships: tuple[Membership, ...] = ()

    def __post_init__(self) -> None:
        first = sorted(self.seats, key=lambda seat: (seat.member.id, seat.since or ""))
        for one, after in pairwise(first):
            if one.member.id == after.member.id and (
                one.until is None or after.since is None or after.since <= one.until
            ):
                raise RollError(
                    f"{one.member.id} is on the roll twice from {after.since or 'the start'}."
                    " End the earlier time before the later begins."
                )
        known = {seat.member.id for seat in self.seats}
        for membership in self.memberships:
            if membership.member not in known:
                raise RollError(
                    f"{membership.member} is in {membership.group}, but not on the roll."
                    " Put the member on the roll, or take the membership out."
                )

    def on(self, date: str | None) -> tuple[Seat, ...]:
        """Give the seats held on an ISO date, in order of member ids; undated, all, the latest of each."""
        held = {
            seat.member.id: seat
            for seat in sorted(self.seats, key=lambda seat: seat.since or "")
            if seat.holds_on(date)
        }
        return tuple(held[member] for member in sorted(held))

    def groups(self, date: str | None) -> Mapping[str, tuple[str, ...]]:
        """Give the group ids of each member on the roll on an ISO date, both in order."""
        found: dict[str, set[str]] = {seat.member.id: set() for seat in self.on(date)}
        for membership in self.memberships:
            if membership.member in found and membership.holds_on(date):
                found[membership.member].add(membership.group)
        return {member: tuple(sorted(groups)) for member, groups in found.items()}


def _is_within(date: str | None, since: str | None, until: str | None) -> bool:
    if date is None:
        return True
    day = date[:10]
    return (since is None or since <= day) and (until is None or day <= until)
