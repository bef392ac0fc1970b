"""Drafts: a member's own words before they are handed in. They stand in no minutes."""

from __future__ import annotations

from onevoice.assembly.order.falling import text_of
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import keeping
from onevoice.chamber.refusals import NotHere, Outdated, refuse
from onevoice.errors import SettingsError
from onevoice.formats.paper import parse_paper

FORMS = ("blocks", "notation", "text", "composite")
"""How a draft may be written."""


def keep_draft(
    doer: Doer,
    paper: str,
    form: str,
    words: str,
    *,
    title: str = "",
    target: str = "",
    draft: str = "",
    version: int | None = None,
) -> Done:
    """Keep a draft: a new one, or the same as it was changed.

    Parameters
    ----------
    doer : Doer
    paper : str
    form : {"blocks", "notation", "text", "composite"}
    words : str
    title : str
        Of a new motion.
    target : str
        Id of the text that it would change; empty for a new motion.
    draft : str
        Id of the draft that is changed; empty for a new one.
    version : int, optional
        Of that draft, as the person saw it.

    Raises
    ------
    NotHere, Refused
    Outdated
        If it was changed elsewhere meanwhile: with the words as they are now.
    """
    if form not in FORMS:
        raise SettingsError(f"A draft is written as one of: {', '.join(FORMS)}.")
    with keeping():
        found = paper_of_assembly(doer, paper)
        if not draft:
            refuse(may(doer, "keep-draft", Object(found.assembly_id, owner=doer.person)))
            row = models.Draft(paper=found, person_id=doer.person, target=target)
            row.rests_on = _rests_on(found, target)
        else:
            row = _own(doer, "keep-draft", draft)
            if row.paper_id != paper:
                raise NotHere("There is no such draft on this paper.")
            if version is not None and version != row.version:
                raise Outdated(row.version, row.words)
            row.version += 1
        row.form, row.words, row.title = form, words, title
        row.save()
        return Done(0, row.id)


def drop_draft(doer: Doer, draft: str) -> Done:
    """Throw a draft away.

    Raises
    ------
    NotHere, Refused
    """
    with keeping():
        _own(doer, "drop-draft", draft).delete()
        return Done(0, draft)


def _own(doer: Doer, act: str, draft: str) -> models.Draft:
    """Give a draft, if it is the person's own."""
    rows = models.Draft.objects.select_for_update().filter(pk=draft, paper__assembly_id=doer.assembly)
    row = rows.first()
    if row is None:
        raise NotHere("There is no such draft.")
    refuse(may(doer, act, Object(doer.assembly, owner=row.person_id)))
    return row


def _rests_on(paper: models.Paper, target: str) -> str:
    """Give the digest of the text that a draft would change, as it now reads."""
    if not target:
        return ""
    debate = parse_paper(paper.state)
    if debate.listed(target) is None:
        raise NotHere("There is no such text on this paper.")
    return text_of(debate, target).digest
