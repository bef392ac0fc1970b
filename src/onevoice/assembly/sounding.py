"""What members answered to what: all that the numbers may see.

A roll call holds responses (private opinion, from a sounding) or votes (decisions, from divisions),
never both; to the model they look alike, to the rules of publication they do not.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from onevoice.assembly.people import Group, Member, Membership


class Response(IntEnum):
    """An answer to a proposition. Unheard is the absence of one, and has no code.

    ``NOT_ELIGIBLE`` is not an answer: the member was not a member then, and is in no
    denominator of that proposition.
    """

    AGREE = 1
    PASS = 0
    DISAGREE = -1
    NOT_ELIGIBLE = 2


class Kind(Enum):
    """Where the answers come from, which decides what may be published about a person."""

    DIVISION = "division"
    SOUNDING = "sounding"


@dataclass(frozen=True, slots=True)
class Proposition:
    """A motion, amendment, clause or statement that is answered or voted on.

    Attributes
    ----------
    id : str
        The source's own key, verbatim. Unique in a roll call.
    text : str
        The words, or the title where the source has only that.
    date : str or None
        ISO date (or date and time) on which it was put, where the source has one.
    slot, source : str
        The place in a text that it would fill, and the paper it comes from; empty if none.
    words : int or None
        Length in words where the source states it.
    required, protected : bool
        It must stand in any composite; its slot may not be changed.
    moderated_out : bool
        Rejected by a moderator: kept for exports and the peers' figures, outside the analysis.
    fields : tuple of (str, str)
        Whatever else the source says of it, for ``--where``.
    """

    id: str
    text: str
    date: str | None = None
    slot: str = ""
    source: str = ""
    words: int | None = None
    required: bool = False
    protected: bool = False
    moderated_out: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """``a`` needs ``b``, or clashes with it; both are proposition ids."""

    a: str
    kind: str
    b: str


@dataclass(frozen=True, slots=True)
class RedLine:
    """A member (by id) or a group (by id) who cannot accept a proposition."""

    holder: str
    is_group: bool
    proposition: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as four columns of equal length, in any order, at most one row per cell.

    Attributes
    ----------
    member, proposition : sequence of int
        Indices into the roll call's members and propositions.
    response : sequence of int
        ``Response`` codes.
    time : sequence of int or None
        Milliseconds since 1970 UTC, -1 where unknown; None if the source has no times at all.

    Notes
    -----
    Columns are ``array.array`` values or any other object with the buffer protocol (item types
    ``i``, ``i``, ``b`` and ``q``), so that a hundred million answers cost nine bytes each.
    """

    member: Sequence[int]
    proposition: Sequence[int]
    response: Sequence[int]
    time: Sequence[int] | None = None

    def __len__(self) -> int:
        return len(self.member)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, int, int]], times: Iterable[int] | None = None) -> Answers:
        """Build the columns from (member, proposition, response) rows."""
        columns = (array("i"), array("i"), array("b"))
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        return cls(*columns, array("q", times) if times is not None else None)


@dataclass(frozen=True, slots=True)
class RollCall:
    """Members, propositions and every answer: one body's opinion as far as it was asked.

    Attributes
    ----------
    kind : Kind
        Divisions are public by rule, soundings are private.
    title : str
        What the source calls itself; empty if it does not.
    has_roll : bool
        Whether the members listed are the whole body. If not, every share is "of those who took part".
    members, propositions : tuple
        In the source's order; ids are unique.
    answers : Answers
        One row at most for each (member, proposition).
    groups : tuple of Group
        Declared groups in the source's order of columns; the first column is the usual basis.
    memberships : tuple of Membership
        Who is in which group, and when.
    relations, red_lines : tuple
        What needs or clashes with what, and what somebody cannot accept; for composites.
    notes : tuple of str
        Sentences that the reader of the source wants the person to know.
    """

    kind: Kind
    title: str
    has_roll: bool
    members: tuple[Member, ...]
    propositions: tuple[Proposition, ...]
    answers: Answers
    groups: tuple[Group, ...] = ()
    memberships: tuple[Membership, ...] = ()
    relations: tuple[Relation, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
