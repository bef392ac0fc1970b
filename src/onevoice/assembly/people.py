"""Who belongs to an assembly: members, groups and who is in which group when."""

from __future__ import annotations

from dataclasses import dataclass


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
        if date is None:
            return True
        day = date[:10]
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
