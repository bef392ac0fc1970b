"""What a division would bring if a question were put now, by the account that was published last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import ListedAmendment, ListedMotion
from onevoice.assembly.order.stages import REVIVABLE
from onevoice.chamber import models
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import questions
from onevoice.chamber.readings.shares import between, group_name, percent
from onevoice.chamber.readings.worked_out import WorkedOut

Document = Mapping[str, Any]
_ALL, _BLOC = "all", "bloc"
_UNSURE = 0.001


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is expected, in whole members.

    Attributes
    ----------
    median, low, high : int
        Low and high hold it with a probability of nine in ten.
    """

    median: int
    low: int
    high: int

    @property
    def in_words(self) -> str:
        """The number with its interval; alone, where nine in ten draws give it."""
        if self.low == self.high:
            return str(self.median)
        return between(str(self.median), str(self.low), str(self.high))


@dataclass(frozen=True, slots=True)
class GroupExpected:
    """What is expected of a group.

    Attributes
    ----------
    id, name : str
        As in the account.
    members : int
    ayes, noes : Between
    """

    id: str
    name: str
    members: int
    ayes: Between
    noes: Between

    @property
    def called(self) -> str:
        """What it is called, in the reader's language."""
        return group_name({"id": self.id, "name": self.name})


@dataclass(frozen=True, slots=True)
class Share:
    """The ayes among ayes and noes, each from 0 to 1."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected division.

    Attributes
    ----------
    whole : GroupExpected
        Of all members on the roll.
    groups : tuple of GroupExpected
        Of each group that may be shown.
    carried : float
        Probability of more ayes than noes.
    share : Share or None
    """

    whole: GroupExpected
    groups: tuple[GroupExpected, ...]
    carried: float
    share: Share | None

    @property
    def in_words(self) -> str:
        """The expectation in a sentence."""
        said = _(
            "If it were put now: %(ayes)s ayes (%(ayes_low)s to %(ayes_high)s), %(noes)s noes"
            " (%(noes_low)s to %(noes_high)s) of %(members)s; carried with probability %(carried)s."
        )
        return said % {**counts_in_words(self), "carried": self.chance}

    @property
    def chance(self) -> str:
        """The probability of being carried; no number of draws makes it sure."""
        return percent(min(max(self.carried, _UNSURE), 1 - _UNSURE))


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an account says of a text.

    Attributes
    ----------
    division : Expected or None
        None where the words have changed since members were asked.
    """

    division: Expected | None


@dataclass(frozen=True, slots=True)
class Expectations:
    """What the account that was published last lets expect of the texts that wait.

    Attributes
    ----------
    published_at : datetime or None
        None where nothing was published.
    is_earlier : bool
        Whether the paper has changed since it was worked out.
    of : mapping of str to Expectation
        By id of a motion, amendment or composite.
    """

    published_at: datetime | None = None
    is_earlier: bool = False
    of: Mapping[str, Expectation] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """What “if it were put now” rests on, and what nobody can say: to be said once."""
        said = _(
            "What is expected if a text were put now is worked out of answers that members gave and of votes"
            " recorded by name. It counts every member on the roll: who will stay away nobody can say."
        )
        earlier = _("The paper has changed since that was worked out.")
        return f"{said} {earlier}" if self.is_earlier else said


@dataclass(frozen=True, slots=True)
class Told:
    """What an account tells of texts.

    Attributes
    ----------
    version : int
        Of the paper that it speaks of.
    words : mapping of str to str
        By text, the digest of the words that were asked about.
    divisions : mapping of str to Expected
    """

    version: int
    words: Mapping[str, str]
    divisions: Mapping[str, Expected]


_TOLD: WorkedOut[Told] = WorkedOut(64)
_WORDS: WorkedOut[Mapping[str, str]] = WorkedOut(64)


def expectations(read: PaperRead) -> Expectations:
    """Give what is expected of each text on a paper that has not ended."""
    row = models.Account.objects.filter(paper_id=read.id).values("pk", "published_at").first()
    if row is None:
        return Expectations()
    account = told(row["pk"])
    now = words_now(read)
    listed: tuple[ListedMotion | ListedAmendment, ...] = (*read.debate.motions, *read.debate.amendments)
    # an amendment waits no longer once its motion has ended
    waiting = {one.id for one in listed if {one.stage, read.debate.motion_of(one.id).stage} <= REVIVABLE}
    waiting |= {
        one.composite.id for one in read.debate.composites if not read.debate.listed(one.composite.id)
    }
    found = {
        on: Expectation(account.divisions.get(on) if words == now[on] else None)
        for on, words in account.words.items()
        if on in waiting and on in now
    }
    return Expectations(row["published_at"], account.version != read.version, found)


def told(account: str) -> Told:
    """Give what a published account tells; it never changes, so it is read once."""

    def read() -> Told:
        document = json.loads(models.Account.objects.values_list("document", flat=True).get(pk=account))
        return told_in(document)

    return _TOLD.get(account, read)


def told_in(document: Document) -> Told:
    """Give what an account's document tells of texts."""
    groups = {one["id"]: one for one in document["groups"]}
    shown = [one for one in groups if _is_shown(document, groups[one])]
    found = {row["id"]: _expected(row, groups, shown) for row in document["texts"]}
    return Told(
        document["version"],
        {row["id"]: row["words"] for row in document["texts"]},
        {on: one for on, one in found.items() if one is not None},
    )


def words_now(read: PaperRead) -> Mapping[str, str]:
    """Give, by text, the digest of the words that a member would be asked about now."""

    def make() -> Mapping[str, str]:
        return {one.id: one.digest for one in questions(read) if not one.is_part}

    return _WORDS.get((read.id, read.version), make)


def counts_in_words(one: Expected) -> dict[str, int]:
    """Give the numbers of the whole assembly, as sentences ask for them."""
    ayes, noes = one.whole.ayes, one.whole.noes
    return {
        "ayes": ayes.median,
        "ayes_low": ayes.low,
        "ayes_high": ayes.high,
        "noes": noes.median,
        "noes_low": noes.low,
        "noes_high": noes.high,
        "members": one.whole.members,
    }


def expected_number(triple: Mapping[str, float | None]) -> Between | None:
    """Give an interval in whole members; None where it was not computed."""
    median, low, high = (triple[name] for name in ("median", "low", "high"))
    if median is None or low is None or high is None:
        return None
    return Between(round(median), round(low), round(high))


def _is_shown(document: Document, group: Mapping[str, Any]) -> bool:
    """Say whether a group is one that people know: declared, or a bloc where nothing else divides them."""
    is_found = bool(group["column"] == _BLOC)
    return group["id"] != _ALL and (not is_found or bool(document["basis"]["kind"] == "blocs"))


def _expected(row: Mapping[str, Any], groups: Mapping[str, Any], shown: list[str]) -> Expected | None:
    if "expected" not in row:
        return None
    of = {one["id"]: one for one in row["expected"]["groups"]}
    whole = _of_group(of[_ALL], "") if _ALL in of else None
    if whole is None:
        return None
    every = (_of_group(of[one], str(groups[one]["name"])) for one in shown if one in of)
    share = row["support"][_ALL]["of_stances"]
    is_known = share is not None and share["median"] is not None
    return Expected(
        whole,
        tuple(one for one in every if one is not None),
        row["expected"]["carried"],
        Share(share["median"], share["low"], share["high"]) if is_known else None,
    )


def _of_group(row: Mapping[str, Any], name: str) -> GroupExpected | None:
    ayes, noes = expected_number(row["ayes"]), expected_number(row["noes"])
    if ayes is None or noes is None:
        return None
    return GroupExpected(row["id"], name, row["members"], ayes, noes)
