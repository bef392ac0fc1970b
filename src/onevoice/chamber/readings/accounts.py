"""Accounts of where the assembly stands on a paper: the one that was worked out last, and those published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django_tasks.base import TaskResultStatus

from onevoice.chamber import jobs, models

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """An account that was worked out.

    Attributes
    ----------
    text : str
        The document as JSON.
    digest : str
        SHA-256 of the text.
    could_ask : mapping of str to tuple of str
        By text, ids of members who are likely to agree. For nobody's eyes.
    """

    text: str
    digest: str
    could_ask: Mapping[str, tuple[str, ...]]

    @property
    def document(self) -> Document:
        """The account."""
        found: Document = json.loads(self.text)
        return found


@dataclass(frozen=True, slots=True)
class Latest:
    """What was asked for last.

    Attributes
    ----------
    asked_at : datetime
    is_awaited : bool
        Whether the job process has still to do it.
    why_not : str
        Where it could not be worked out: a sentence in English, as computing gives it.
    ready : Ready or None
    """

    asked_at: datetime
    is_awaited: bool
    why_not: str
    ready: Ready | None


@dataclass(frozen=True, slots=True)
class Published:
    """An account that was published."""

    sequence: int
    digest: str
    document: Document
    published_at: datetime


def latest(paper: str) -> Latest | None:
    """Give what was asked for last on a paper, or None."""
    row = jobs.asked_for(paper).order_by("-enqueued_at").first()
    if row is None:
        return None
    awaited = row.status in {TaskResultStatus.READY, TaskResultStatus.RUNNING}
    if row.status != TaskResultStatus.SUCCESSFUL:
        why = "" if awaited else "It broke off. The log of the server says why; try it again."
        return Latest(row.enqueued_at, awaited, why, None)
    found: dict[str, Any] = row.return_value
    if found["why_not"]:
        return Latest(row.enqueued_at, is_awaited=False, why_not=found["why_not"], ready=None)
    could_ask = {on: tuple(people) for on, people in found["could_ask"].items()}
    return Latest(row.enqueued_at, False, "", Ready(found["account"], found["digest"], could_ask))


def published(paper: str) -> tuple[Published, ...]:
    """Give the accounts that were published on a paper, the latest first."""
    rows = models.Account.objects.filter(paper_id=paper)
    return tuple(
        Published(one.sequence, one.digest, json.loads(one.document), one.published_at) for one in rows
    )
