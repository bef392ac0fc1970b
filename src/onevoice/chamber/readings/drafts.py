"""A member's own drafts, and what two versions of one have in common."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.tokens import hunks, tokens
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.refusals import NotHere
from onevoice.formats.token_opcodes import token_opcodes


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A draft.

    Attributes
    ----------
    id, paper, target : str
        Target is empty for a new motion.
    title : str
    form : str
        "blocks", "notation", "text" or "composite".
    words : str
    rests_on : str
        Digest of the text that it was written against.
    version : int
    changed_at : datetime
    """

    id: str
    paper: str
    target: str
    title: str
    form: str
    words: str
    rests_on: str
    version: int
    changed_at: datetime


def draft(doer: Doer, paper: str, id: str, target: str = "") -> DraftRead:  # noqa: A002 - as the field is called
    """Give one's own draft.

    Raises
    ------
    NotHere
        If there is none of that id on that paper and to that target, or it is somebody else's.
    """
    rows = models.Draft.objects.filter(
        paper__assembly_id=doer.assembly, paper_id=paper, person_id=doer.person
    )
    row = rows.filter(pk=id, target=target).first()
    if row is None:
        raise NotHere("There is no such draft of yours.")
    return _read(row)


def drafts(doer: Doer) -> tuple[DraftRead, ...]:
    """Give one's own drafts, the latest first."""
    rows = models.Draft.objects.filter(paper__assembly_id=doer.assembly, person_id=doer.person)
    return tuple(map(_read, rows))


def difference(mine: str, theirs: str) -> tuple[MarkedBlock, ...]:
    """Mark, word by word, what typed words leave out and insert beside others, line by line.

    Parameters
    ----------
    mine : str
        As they would be kept.
    theirs : str
        As they were kept meanwhile.
    """
    before, after = _lines(theirs), _lines(mine)
    found: list[MarkedBlock] = []
    for tag, start, end, draft_start, draft_end in token_opcodes(before, after):
        gone, come = before[start:end], after[draft_start:draft_end]
        if tag == "equal":
            found += (_whole(line, State.KEPT) for line in gone)
            continue
        shared = min(len(gone), len(come))
        found += (_marked(*pair) for pair in zip(gone, come, strict=False))
        found += (_whole(line, State.DELETED) for line in gone[shared:])
        found += (_whole(line, State.INSERTED) for line in come[shared:])
    return tuple(found)


def _read(row: models.Draft) -> DraftRead:
    return DraftRead(
        row.id,
        row.paper_id,
        row.target,
        row.title,
        row.form,
        row.words,
        row.rests_on,
        row.version,
        row.changed_at,
    )


def _lines(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.strip()]


def _whole(line: str, state: State) -> MarkedBlock:
    return MarkedBlock(_block(line), state, (Run(state, line),))


def _marked(before: str, after: str) -> MarkedBlock:
    gone, come = tokens(before), tokens(after)
    runs: list[Run] = []
    at = 0
    for one in hunks(gone, come, token_opcodes):
        runs.append(Run(State.KEPT, "".join(gone[at : one.base_start])))
        runs.append(Run(State.DELETED, "".join(gone[one.base_start : one.base_end])))
        runs.append(Run(State.INSERTED, "".join(come[one.draft_start : one.draft_end])))
        at = one.base_end
    runs.append(Run(State.KEPT, "".join(gone[at:])))
    return MarkedBlock(_block(before), State.KEPT, tuple(run for run in runs if run.words))


def _block(words: str) -> Block:
    return Block("", Kind.PARAGRAPH, unicodedata.normalize("NFC", words))
