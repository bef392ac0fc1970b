"""Accounts of where the assembly stands on a paper: worked out by the job process, published by the clerk."""

from __future__ import annotations

from datetime import datetime

from onevoice.assembly.messages import Message
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import jobs, models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import writing
from onevoice.chamber.readings import accounts
from onevoice.chamber.refusals import refuse
from onevoice.errors import SettingsError


def work_out(doer: Doer, paper: str, *, places: int | None = None) -> Done:
    """Have it worked out where the assembly stands on a paper; the job process takes it up.

    Parameters
    ----------
    doer : Doer
    paper : str
    places : int, optional
        How many may be selected; by default as many as the rules allow.

    Raises
    ------
    NotHere
    Refused
        Also while one is being worked out.
    SettingsError
        If there is not one place.
    """
    if places is not None and places < 1:
        raise SettingsError("At least one text is selected. Give a number of places from 1.")
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        refuse(may(doer, "work-out", Object(found.assembly_id, state=_idle(paper))))
        sequence = book.enter("work-out", doer.signed, objects=(paper,), public={"places": places})
        jobs.ask(paper, places)  # while nobody else can ask
        return Done(sequence, paper)


def publish_account(doer: Doer, paper: str, digest: str) -> Done:
    """Publish the account that was worked out last, as it was read.

    Parameters
    ----------
    doer : Doer
    paper : str
    digest : str
        Of the account that the person read.

    Raises
    ------
    NotHere
    Refused
        Also if there is no such account any more, or it is published already.
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        latest = accounts.latest(paper)
        ready = latest.ready if latest is not None else None
        refuse(
            may(doer, "publish-account", Object(found.assembly_id, state=_publishable(found, ready, digest)))
        )
        assert ready is not None  # noqa: S101 - ruled on by `_publishable`
        sequence = book.enter("publish-account", doer.signed, objects=(paper,), public={"digest": digest})
        row = models.Account.objects.create(
            paper=found,
            sequence=sequence,
            digest=digest,
            document=ready.text,
            published_at=datetime.fromisoformat(book.now),
        )
        return Done(sequence, row.id)


def _idle(paper: str) -> Ruling:
    latest = accounts.latest(paper)
    if latest is not None and latest.is_awaited:
        return Ruling.against("H11", Message.of("being-worked-out"))
    return IN_ORDER


def _publishable(paper: models.Paper, ready: accounts.Ready | None, digest: str) -> Ruling:
    if ready is None or ready.digest != digest:
        return Ruling.against("H11", Message.of("another-account"))
    if paper.accounts.filter(digest=digest).exists():
        return Ruling.against("H11", Message.of("account-published"))
    return IN_ORDER
