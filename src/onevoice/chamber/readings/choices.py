"""What a person chose for each block of a text, kept as JSON, and the operations that it comes to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from django.utils.translation import gettext as _

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.deriving import SURVIVES
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, Operation
from onevoice.assembly.wording.tokens import hunks, is_word, tokens
from onevoice.chamber.readings.typed import one_paragraph, typed_text
from onevoice.chamber.readings.wrong_input import said
from onevoice.errors import InputError
from onevoice.formats.numbering import printed_number
from onevoice.formats.token_opcodes import token_opcodes

_ENTRIES = (Kind.LIST_ENTRY, Kind.CLAUSE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of a block.

    Attributes
    ----------
    words : str or None
        As it should read; None where nobody touched it.
    out : bool
        Whether it is left out.
    after : str
        Number of the block after which it should stand, from 1, 0 for the beginning; empty for where it is.
    insert : str
        What should come after it.
    """

    words: str | None = None
    out: bool = False
    after: str = ""
    insert: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is to become of a text: choices by the number of the block, from 1, and what is added at the end.

    Attributes
    ----------
    blocks : mapping of int to Choice
        Those that change something.
    first : str
        What should come before the first block.
    end : str
        What should be added at the end.
    """

    blocks: Mapping[int, Choice] = field(default_factory=dict)
    first: str = ""
    end: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.blocks or self.first.strip() or self.end.strip())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The operations of choices, and what is wrong with those that are none, by the name of the field."""

    operations: tuple[Operation, ...]
    wrong: Mapping[str, str]


def choices_from(fields: Mapping[str, str], text: Text) -> Choices:
    """Read choices from the fields of a form: "words-3", "out-3", "after-3", "insert-3", "first", "end"."""
    found: dict[int, Choice] = {}
    for place, block in enumerate(text.blocks, start=1):
        words = fields.get(f"words-{place}")
        if words is not None and one_paragraph(words) == one_paragraph(block.words):
            words = None
        choice = Choice(
            words,
            bool(fields.get(f"out-{place}")),
            fields.get(f"after-{place}", "").strip(),
            fields.get(f"insert-{place}", ""),
        )
        if choice != Choice():
            found[place] = choice
    return Choices(found, fields.get("first", ""), fields.get("end", ""))


def written_choices(choices: Choices) -> str:
    """Write choices as JSON."""
    blocks = {
        str(place): {
            name: value
            for name in Choice.__slots__
            if (value := getattr(one, name)) != getattr(Choice(), name)
        }
        for place, one in choices.blocks.items()
    }
    return json.dumps({"blocks": blocks, "first": choices.first, "end": choices.end}, ensure_ascii=False)


def read_choices(words: str) -> Choices:
    """Read choices that ``written_choices`` wrote."""
    found = json.loads(words or "{}")
    blocks = {int(place): Choice(**one) for place, one in found.get("blocks", {}).items()}
    return Choices(blocks, found.get("first", ""), found.get("end", ""))


def chosen(text: Text, choices: Choices, new_id: Callable[[int], str]) -> Chosen:
    """Give the operations that choices come to.

    Parameters
    ----------
    text : Text
    choices : Choices
    new_id : callable
        From 1, 2, ... to the ids of inserted blocks.
    """
    reading = _Reading(text, map(new_id, count(1)))
    return Chosen(tuple(reading.operations(choices)), reading.wrong)


class _Reading:
    """Choices held against their text."""

    def __init__(self, text: Text, ids: Iterator[str]) -> None:
        self._text, self._ids = text, ids
        self.wrong: dict[str, str] = {}

    def operations(self, choices: Choices) -> Iterator[Operation]:
        """Walk the text, and say at each block what becomes of it."""
        blocks = self._text.blocks
        if first := self._inserted("first", choices.first, None):
            yield Insert(None, "", first) if blocks else AddAtEnd(None, first)
        for place, block in enumerate(blocks, start=1):
            choice = choices.blocks.get(place, Choice())
            if choice.out:
                yield from self._left_out(place, block, choice)
            else:
                yield from self._reworded(place, block, choice)
                yield from self._moved(place, block, choice)
            if inserted := self._inserted(f"insert-{place}", choice.insert, block):
                yield Insert(block.id, block.hash, inserted)
        if added := self._inserted("end", choices.end, None):
            yield AddAtEnd(None, added)

    def _left_out(self, place: int, block: Block, choice: Choice) -> Iterator[Operation]:
        if choice.words is not None:
            self.wrong[f"words-{place}"] = _(
                "It is left out, and its words are changed. Choose one of the two: take the tick away, or put"
                " the words back."
            )
        elif choice.after:
            self.wrong[f"after-{place}"] = _("It is left out and moved. Choose one of the two.")
        else:
            yield LeaveOut(block.id, block.hash)

    def _reworded(self, place: int, block: Block, choice: Choice) -> Iterator[Change]:
        if choice.words is None:
            return
        words = one_paragraph(choice.words)
        if not words:
            self.wrong[f"words-{place}"] = _("No words are left. To leave it out, tick that it is left out.")
            return
        gone, come = tokens(block.words), tokens(words)
        found = hunks(gone, come, token_opcodes)
        kept = sum(map(is_word, gone)) - sum(
            is_word(token) for one in found for token in gone[one.base_start : one.base_end]
        )
        if kept < SURVIVES * max(sum(map(is_word, gone)), sum(map(is_word, come))):
            yield self._change(block, 0, len(block.words), words)
            return
        for one in found:
            start = len("".join(gone[: one.base_start]))
            end = start + len("".join(gone[one.base_start : one.base_end]))
            yield self._change(block, start, end, "".join(come[one.draft_start : one.draft_end]))

    def _change(self, block: Block, start: int, end: int, words: str) -> Change:
        inserted = replace(block, id=next(self._ids), words=words, number="", marks=()) if words else None
        return Change(block.id, block.hash, start, end, inserted)

    def _moved(self, place: int, block: Block, choice: Choice) -> Iterator[Move]:
        if not choice.after:
            return
        blocks = self._text.blocks
        after = int(choice.after) if choice.after.isdecimal() and len(choice.after) < 7 else -1
        if not 0 <= after <= len(blocks):
            self.wrong[f"after-{place}"] = _(
                "Give the number of the part after which it should stand, from 1 to %(last)s, or 0 for"
                " the beginning."
            ) % {"last": len(blocks)}
        elif after in {place, place - 1}:
            self.wrong[f"after-{place}"] = _("It stands there already. Name another place, or none.")
        else:
            yield Move(block.id, block.hash, blocks[after - 1].id if after else None)

    def _inserted(self, name: str, words: str, beside: Block | None) -> tuple[Block, ...]:
        """Give typed words as blocks; a single one without a number is of the kind that it stands beside."""
        if not words.strip():
            return ()
        try:
            blocks = typed_text(words).blocks
        except InputError as error:
            self.wrong[name] = said(error)
            return ()
        entries = beside is not None and beside.kind in _ENTRIES
        if beside is not None and entries and len(blocks) == 1 and blocks[0].kind not in _ENTRIES:
            blocks = (replace(blocks[0], kind=beside.kind, depth=beside.depth),)
        elif beside is not None and entries:
            blocks = tuple(_beside(block, beside) for block in blocks)
        return tuple(replace(block, id=next(self._ids)) for block in blocks)


def _beside(block: Block, beside: Block) -> Block:
    """Give a numbered entry the kind and depth of the one that it comes after."""
    if block.kind is not Kind.LIST_ENTRY or block.depth or not printed_number(f"{block.number} x"):
        return block
    return replace(block, kind=beside.kind, depth=beside.depth)


def told_choices(words: str) -> str:
    """Give kept choices as lines that a person can read."""
    choices = read_choices(words)
    lines = [f"0. {_('Before the first part:')} {choices.first}"] if choices.first.strip() else []
    for place, one in sorted(choices.blocks.items()):
        if one.out:
            lines.append(f"{place}. {_('Left out')}")
        if one.words is not None:
            lines.append(f"{place}. {_('Reads:')} {one_paragraph(one.words)}")
        if one.after:
            lines.append(f"{place}. {_('Moved to stand after')} {one.after}")
        if one.insert.strip():
            lines.append(f"{place}. {_('After it is inserted:')} {one_paragraph(one.insert)}")
    if choices.end.strip():
        lines.append(f"{_('Added at the end:')} {one_paragraph(choices.end)}")
    return "\n".join(lines)
