"""An amendment before it is tabled: its words, what it makes of the text, and what it meets on the paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.falling import as_it_reads
from onevoice.assembly.order.paper import to
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import REVIVABLE
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.explaining import explained
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.marking import changes, mark_up
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.relating import Relation, RelationKind, relate_amendments
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import apart, told
from onevoice.errors import WordingError
from onevoice.formats.notation import describe
from onevoice.formats.notation.writing import SAYING
from onevoice.formats.paper_values import written

PREVIEWED = "previewed"
"""Id of an amendment that has none of its own yet; blocks that it inserts are called after it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """How an amendment stands to one that is on the paper already.

    Attributes
    ----------
    other : str
        Id of that one.
    sentence : str
    clashes : bool
        Whether only one of the two can be carried as they stand.
    """

    other: str
    sentence: str
    clashes: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """An amendment as it would be tabled.

    Attributes
    ----------
    says : tuple of str
        What it does, in the words of an order paper where they are in the reader's language.
    changes : tuple of str
        Each change with the words in full, in a sentence.
    marked : tuple of MarkedBlock
    amended : Text
        As the text would read.
    meets : tuple of Meeting
        Clashes first.
    digest : str
        Of the text and the operations: whoever tables names what they saw.
    """

    says: tuple[str, ...]
    changes: tuple[str, ...]
    marked: tuple[MarkedBlock, ...]
    amended: Text
    meets: tuple[Meeting, ...]
    digest: str


def preview(
    read: PaperRead, version: Version, target: str, operations: tuple[Operation, ...], called: str
) -> Preview:
    """Give an amendment as it would be tabled.

    Parameters
    ----------
    read : PaperRead
    version : Version
        The text as it now reads, with its lines.
    target : str
        Id of the motion or amendment that it changes.
    operations : tuple of Operation
        On that text, with inserted blocks called after ``PREVIEWED``.
    called : str
        What sentences call the amendment.

    Raises
    ------
    WordingError
        If they cannot be carried out.
    """
    text, own = version.text, Amendment(PREVIEWED, target, operations)
    amended = apply(text, operations)
    names = {**read.names, PREVIEWED: called}
    language, listed = get_language() or "en", tuple(told(one, names) for one in changes(text, [own]))
    return Preview(
        says=describe(version, own, language) if language in SAYING else listed,
        changes=listed,
        marked=mark_up(text, [own]),
        amended=amended,
        meets=tuple(sorted(_meets(read, version, own, called), key=lambda one: not one.clashes)),
        digest=digest_of(text, operations),
    )


def digest_of(text: Text, operations: tuple[Operation, ...]) -> str:
    """Give the SHA-256 of a text with operations on it."""
    content = json.dumps([text.digest, written(operations)], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def said_against(ruling: Ruling, read: PaperRead, called: str) -> str:
    """Say why something that has no id yet is not in order; empty where nothing stands against it."""
    if ruling.allowed:
        return ""
    return told(ruling.message, {**read.names, PREVIEWED: called}, read.pack)


def _meets(read: PaperRead, version: Version, own: Amendment, called: str) -> Iterator[Meeting]:
    for listed in to(read.debate, own.target):
        if listed.stage not in REVIVABLE:
            continue
        try:
            relations = relate_amendments(version.text, as_it_reads(listed), own)
        except WordingError:  # the other one no longer rests on the text
            continue
        for one in relations:
            if one.kind is RelationKind.DISJOINT:
                continue
            shown = Relation(one.kind, apart(one.message, {}))
            names = isolated(read.names[listed.id]), isolated(called)
            sentence = explained(version, *names, shown, get_language() or "en")
            yield Meeting(listed.id, sentence, one.clashes or one.kind is RelationKind.IDENTICAL)
