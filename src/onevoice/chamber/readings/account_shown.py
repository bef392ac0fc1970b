"""The account of a paper that somebody may see, and which of its texts still read as they were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onevoice.chamber.readings import accounts
from onevoice.chamber.readings.accounts import Document
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question, questions


@dataclass(frozen=True, slots=True)
class AccountShown:
    """An account, read beside the paper as it is now.

    Attributes
    ----------
    document : mapping
    published_at : datetime or None
        None where it is not published: then only the chair and the clerk may see it.
    asked_at : datetime or None
        When it was asked for, of one that is not published.
    questions : mapping of str to Question
        All that could be asked now, by id.
    changed : frozenset of str
        Ids of texts and parts whose words are no longer those that were answered.
    gone : frozenset of str
        Ids of those that can no longer be asked about.
    is_older : bool
        Whether anything was done on the paper since.
    """

    document: Document
    published_at: datetime | None
    asked_at: datetime | None
    questions: dict[str, Question]
    changed: frozenset[str]
    gone: frozenset[str]
    is_older: bool

    @property
    def is_public(self) -> bool:
        """Whether its counts are exact."""
        return bool(self.document["public"])


def shown_account(read: PaperRead, *, unpublished: bool) -> AccountShown | None:
    """Give the latest account of a paper that may be seen.

    Parameters
    ----------
    read : PaperRead
    unpublished : bool
        Whether one that is not published may be seen (``read-answers``).
    """
    latest = accounts.latest(read.id) if unpublished else None
    known = accounts.published(read.id)
    ready = latest.ready if latest is not None else None
    if latest is not None and ready is not None and ready.digest not in {one.digest for one in known}:
        return _read_beside(read, ready.document, None, latest.asked_at)
    return _read_beside(read, known[0].document, known[0].published_at, None) if known else None


def _read_beside(
    read: PaperRead, document: Document, published_at: datetime | None, asked_at: datetime | None
) -> AccountShown:
    now = {one.id: one for one in questions(read)}
    answered = {row["id"]: row["words"] for row in (*document["texts"], *document["parts"])}
    return AccountShown(
        document,
        published_at,
        asked_at,
        now,
        frozenset(one for one, words in answered.items() if one in now and now[one].digest != words),
        frozenset(one for one in answered if one not in now),
        document["version"] != read.version,
    )
