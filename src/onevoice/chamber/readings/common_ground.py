"""Where the assembly stands on a paper: what its page shows, to whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _

from onevoice.chamber import models
from onevoice.chamber.acts.standing import is_member
from onevoice.chamber.readings import accounts, papers
from onevoice.chamber.readings.account_told import AccountTold, account_told, kinds
from onevoice.chamber.readings.accounts import Document, Latest, Published
from onevoice.chamber.readings.heard import Heard, heard
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question, questions
from onevoice.chamber.refusals import NotHere

WHY_NOT = (  # what the job process says in English, so that it is translated
    _("Nobody has answered a question on this paper yet."),
    _("It broke off. The log of the server says why; try it again."),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a paper now, for the officers.

    Attributes
    ----------
    responses, votes, signatures, outdated : int
        As ``readings.heard`` counts them.
    members : int
        On the roll today.
    kept : bool
        Whether a sheet was given in, also if its words have changed since.
    has_questions : bool
        Whether there is anything to ask about.
    """

    responses: int
    votes: int
    signatures: int
    outdated: int
    members: int
    kept: bool
    has_questions: bool

    @property
    def kinds(self) -> str:
        """Where the answers that count come from; empty where there are none."""
        return kinds(self.responses, self.votes, self.signatures)


@dataclass(frozen=True, slots=True)
class Shown:
    """An account that is shown.

    Attributes
    ----------
    told : AccountTold
    document : Document
    digest : str
    published : Published or None
        None while nobody but the officers may see it.
    is_behind : bool
        Whether other answers are known by now; said to officers alone.
    """

    told: AccountTold
    document: Document
    digest: str
    published: Published | None
    is_behind: bool

    @property
    def json(self) -> bytes:
        """The account, byte for byte as its digest in the minutes says."""
        return written(self.document)


@dataclass(frozen=True, slots=True)
class CommonGround:
    """The page.

    Attributes
    ----------
    paper : PaperRead
    shown : Shown or None
    published : tuple of Published
        The latest first.
    latest : Latest or None
        What was asked for last; None for whoever is no officer.
    why_not : str
        Why it could not be worked out, in the reader's language.
    known : Known or None
        None for whoever is no officer.
    questions : tuple of Question
    """

    paper: PaperRead
    shown: Shown | None
    published: tuple[Published, ...]
    latest: Latest | None
    why_not: str
    known: Known | None
    questions: tuple[Question, ...]

    @property
    def is_new(self) -> bool:
        """Whether an account is ready that is not published."""
        ready = self.latest.ready if self.latest else None
        return ready is not None and all(one.digest != ready.digest for one in self.published)

    @property
    def published_at(self) -> datetime | None:
        """When the latest was published."""
        return self.published[0].published_at if self.published else None


def common_ground(
    assembly: models.Assembly,
    id: str,  # noqa: A002 - as the field is called
    *,
    unpublished: bool,
    at: int | None = None,
) -> CommonGround:
    """Give the page of a paper.

    Parameters
    ----------
    assembly : Assembly
    id : str
    unpublished : bool
        Whether the reader may see what is not published, and what is known; ruled by the table.
    at : int, optional
        Entry in the minutes by which the account to show was published; by default the latest.

    Raises
    ------
    NotHere
        If there is no such paper, or no account was published by that entry.
    """
    read = papers.paper(assembly.id, id)
    asked = questions(read)
    public = accounts.published(read.id)
    latest = accounts.latest(read.id) if unpublished else None
    gathered = heard(read, assembly.id) if unpublished else None
    return CommonGround(
        paper=read,
        shown=_shown(read, asked, public, latest, gathered, at),
        published=public,
        latest=latest,
        why_not=translated(latest.why_not) if latest and latest.why_not else "",
        known=_known(gathered, read.id) if gathered else None,
        questions=asked,
    )


def written(document: Document) -> bytes:
    """Write an account as it was written when it was worked out."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def on_sheet(assembly: str) -> tuple[models.Person, ...]:
    """Give the members who can be asked today, as the roll lists them."""
    return tuple(one for one in models.Person.objects.filter(assembly_id=assembly) if is_member(one))


def _shown(
    read: PaperRead,
    asked: tuple[Question, ...],
    public: tuple[Published, ...],
    latest: Latest | None,
    gathered: Heard | None,
    at: int | None,
) -> Shown | None:
    """Choose the account that was asked for: else the one to be published, else the latest that was."""
    ready = latest.ready if latest is not None and at is None else None
    if ready is not None and all(one.digest != ready.digest for one in public):
        chosen, digest, published = ready.document, ready.digest, None
    else:
        published = next((one for one in public if at in {None, one.sequence}), None)
        if published is None:
            if at is not None:
                raise NotHere("No account of this paper was published by that entry.")
            return None
        chosen, digest = published.document, published.digest
    known = chosen["known"]
    now = gathered and {name: getattr(gathered, name) for name in known}
    return Shown(account_told(read, asked, chosen), chosen, digest, published, bool(now) and now != known)


def _known(gathered: Heard, paper: str) -> Known:
    return Known(
        responses=gathered.responses,
        votes=gathered.votes,
        signatures=gathered.signatures,
        outdated=gathered.outdated,
        members=len(gathered.calls.members),
        kept=models.Response.objects.filter(paper_id=paper).exists(),
        has_questions=bool(gathered.questions),
    )
