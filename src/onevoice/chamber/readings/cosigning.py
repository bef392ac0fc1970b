"""Who could be asked to sign a text: counts by group for whoever moves it, names for nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from onevoice.assembly.order.debate import ListedMotion
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, WAITING
from onevoice.chamber import models
from onevoice.chamber.acts.standing import is_member
from onevoice.chamber.readings import accounts
from onevoice.chamber.readings.accounts import Document, Ready
from onevoice.chamber.readings.expected import Between, expected_number, words_now
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.shares import group_name

SIGNED = BEFORE_PAPER | WAITING
"""Stages in which a text can be signed."""


@dataclass(frozen=True, slots=True)
class OtherGroup:
    """A group of which nobody has signed.

    Attributes
    ----------
    id, name : str
        As in the account.
    agree : Between
        Members who are expected to agree.
    members : int
    """

    id: str
    name: str
    agree: Between
    members: int

    @property
    def called(self) -> str:
        """What it is called, in the reader's language."""
        return group_name({"id": self.id, "name": self.name})


@dataclass(frozen=True, slots=True)
class CouldAsk:
    """How many members of other groups could be asked to sign a text.

    Attributes
    ----------
    groups : tuple of OtherGroup
    whole : Between
        Of all these groups: their numbers added up, so that the interval is rather too wide.
    has_left : bool
        Whether anybody is left who is likely to agree and was not asked.
    were_asked : bool
        Whether members were asked already, as the minutes say.
    """

    groups: tuple[OtherGroup, ...]
    whole: Between
    has_left: bool
    were_asked: bool


class Cosigning:
    """Tells of one paper who could be asked, by the account that was worked out last.

    The account is looked for once there is a text to sign: most pages have none.
    """

    def __init__(self, read: PaperRead) -> None:
        self._read = read

    @cached_property
    def _ready(self) -> Ready | None:
        latest = accounts.latest(self._read.id)
        return latest.ready if latest is not None else None

    @cached_property
    def _document(self) -> Document | None:
        return _document(self._read.id, self._ready)

    def could_ask(self, on: str) -> CouldAsk | None:
        """Give how many could be asked to sign a text; None where nothing is known, or it is not signed now.

        Parameters
        ----------
        on : str
            Id of a motion or amendment.
        """
        row = self._row(on) if self._is_signed_now(on) else None
        if row is None:
            return None
        names = {one["id"]: str(one["name"]) for one in (self._document or {})["groups"]}
        every = ((group, expected_number(triple), members) for group, triple, members in row["could_ask"])
        groups = tuple(
            OtherGroup(group, names[group], agree, members) for group, agree, members in every if agree
        )
        if not any(one.agree.high for one in groups):
            return None
        added = (sum(getattr(one.agree, name) for one in groups) for name in Between.__slots__)
        return CouldAsk(groups, Between(*added), bool(self.left(on)), self._asked(on).exists())

    def left(self, on: str) -> set[str]:
        """Give the ids of members who are likely to agree and were not asked. For nobody to read."""
        if self._row(on) is None or self._ready is None:
            return set()
        likely = set(self._ready.could_ask.get(on, ())) - _signed(self._read, on)
        asked = self._asked(on).values_list("person_id", flat=True)
        return {one.id for one in models.Person.objects.filter(pk__in=likely - set(asked)) if is_member(one)}

    def _is_signed_now(self, on: str) -> bool:
        """Say whether a text can be signed: it is not moved yet, and its motion has not ended."""
        listed = self._read.debate.listed(on)
        if listed is None or listed.stage not in SIGNED:
            return False
        return self._read.debate.motion_of(on).stage in STANDING

    def _asked(self, on: str) -> QuerySet[models.Invitation]:
        """Give who was asked to sign these words, or said no to any."""
        words = words_now(self._read).get(on, "")
        every = models.Invitation.objects.filter(paper_id=self._read.id, on=on)
        return every.filter(words=words) | every.filter(is_declined=True)

    def _row(self, on: str) -> Mapping[str, Any] | None:
        """Give what the account says of a text, if its words are still those that were asked about."""
        texts = () if self._document is None else self._document["texts"]
        row = next((one for one in texts if one["id"] == on), None)
        return row if row is not None and words_now(self._read).get(on) == row["words"] else None


def _document(paper: str, ready: Ready | None) -> Document | None:
    if ready is not None:
        return ready.document
    published = accounts.published(paper)
    return published[0].document if published else None


def _signed(read: PaperRead, on: str) -> set[str]:
    """Give the ids of whoever moves a text, and of those who signed it."""
    listed = read.debate.named(on)
    own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    return {own.mover, *(one.member for one in own.signatures)}
