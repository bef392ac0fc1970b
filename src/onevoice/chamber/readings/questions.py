"""What members can be asked of a paper: each text as a whole, and each motion part by part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.order.stages import STANDING, Stage
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.applying import amended
from onevoice.assembly.wording.operations import ReplaceWhole
from onevoice.assembly.wording.slots import Part, parts
from onevoice.chamber import models
from onevoice.chamber.readings.papers import PaperRead, names_on
from onevoice.errors import WordingError
from onevoice.formats.codes import plain
from onevoice.formats.paper_values import written

_NOT_ASKED = {Stage.DRAFT, Stage.SEEKING_SIGNATURES, Stage.RETURNED, Stage.WITHDRAWN, Stage.DIVIDED}
_PARTED = (STANDING | {Stage.NOT_SELECTED, Stage.DEFERRED}) - _NOT_ASKED


@dataclass(frozen=True, slots=True)
class Question:
    """A question to which a member can say agree, disagree or pass.

    Attributes
    ----------
    id : str
        Of the text; of a part, the text's, a colon, and the block's.
    label : str
        What it is called, in the reader's language: "Amendment A", "Amendment A, (2)".
    words : str
        Of a part; of a whole motion its words run together, and empty for a whole amendment.
    digest : str
        Of the words that are answered.
    on : str
        Id of the motion, amendment or composite.
    slot : str
        Of a part: the place in the motion that it would fill.
    motion : str
        Of a part: the motion whose place it is.
    optional : bool
        Of a part: whether its place may stay empty.
    """

    id: str
    label: str
    words: str
    digest: str
    on: str
    slot: str = ""
    motion: str = ""
    optional: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it asks about a part."""
        return bool(self.slot)


def questions(read: PaperRead) -> tuple[Question, ...]:
    """Give all questions on a paper: the texts first, then parts of motions in reading order.

    No two are called alike, whatever the spelling of capitals and blanks.
    """
    wholes = [*_motions(read), *_amendments(read), *_composites(read)]
    found = [*wholes, *(one for motion in read.debate.motions for one in _parts(read, motion))]
    taken: set[str] = set()
    for place, one in enumerate(found):
        labels = (one.label, *(f"{one.label} [{number}]" for number in range(2, len(found) + 2)))
        label = next(label for label in labels if plain(label) not in taken)
        taken.add(plain(label))
        found[place] = replace(one, label=label)
    return tuple(found)


def callings(read: PaperRead) -> dict[str, str]:
    """Give what a column of an answer sheet may be called, in any language of the pages, to the question."""
    assembly = models.Paper.objects.values_list("assembly_id", flat=True).get(pk=read.id)
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            named = replace(read, names=names_on(assembly, read.debate))
            for one in questions(named):
                found.setdefault(plain(one.label), one.id)
    return found


def _motions(read: PaperRead) -> Iterator[Question]:
    for one in read.debate.motions:
        if one.stage not in _NOT_ASKED:
            words = " ".join(block.words for block in one.text.blocks)
            yield Question(one.id, _label_of(read, one), words, _digest(_content(one.text)), one.id)


def _amendments(read: PaperRead) -> Iterator[Question]:
    for one in read.debate.amendments:
        if one.stage not in _NOT_ASKED:
            yield Question(one.id, _label_of(read, one), "", _digest(_brought(one)), one.id)


def _composites(read: PaperRead) -> Iterator[Question]:
    for one in (listed.composite for listed in read.debate.composites):
        if read.debate.listed(one.id) is None:  # once moved, it is a text of its own
            words = " ".join(block.words for block in one.text.blocks)
            yield Question(
                one.id, read.names[one.id].capitalize(), words, _digest(_content(one.text)), one.id
            )


def _parts(read: PaperRead, motion: ListedMotion) -> Iterator[Question]:
    if motion.stage in _NOT_ASKED:
        return
    text = text_of(read.debate, motion.id)
    for part in parts(motion.id, text, _resting(read.debate, motion.id, text)):
        yield Question(
            part.id,
            f"{_label_of(read, read.debate.named(part.source))}, {_place(text, part)}",
            part.block.words,
            _digest(part.block.words),
            part.source,
            f"{motion.id}:{part.slot}",
            motion.id,
            part.optional,
        )


def _resting(debate: Debate, motion: str, text: Text) -> Iterator[Amendment]:
    """Give the amendments that could be carried into a motion as it now reads."""
    for one in debate.amendments:
        if one.amendment.target == motion and one.stage in _PARTED:
            try:
                amended(text, (as_it_reads(one),))
            except WordingError:
                continue
            yield as_it_reads(one)


def _place(text: Text, part: Part) -> str:
    """Say which place of the text a part would fill: by its number, else by counting."""
    if part.block.number:
        return part.block.number
    if part.block.id in text:
        return str(text.place(part.block.id) + 1)
    return _("new words")


def _label_of(read: PaperRead, listed: ListedMotion | ListedAmendment) -> str:
    name = read.names[listed.id]
    called = _("Motion %(name)s") if isinstance(listed, ListedMotion) else _("Amendment %(name)s")
    return called % {"name": name}


def _content(text: Text) -> list[list[str]]:
    return _words_of(text.blocks)


def _brought(one: ListedAmendment) -> object:
    """Give what an amendment comes to: of a whole new text, as of a composite that was moved, its words."""
    if len(one.operations) == 1 and isinstance(one.operations[0], ReplaceWhole):
        return _words_of(one.operations[0].inserted)
    return written(one.operations)


def _words_of(blocks: Iterable[Block]) -> list[list[str]]:
    return [[block.kind.value, block.words] for block in blocks]


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()
