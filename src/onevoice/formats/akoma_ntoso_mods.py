"""An amendment's operations as modifications of Akoma Ntoso: what is said, and what that does to a block."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.resting import fault
from onevoice.assembly.wording.sentences import refusal
from onevoice.formats.akoma_ntoso_blocks import add_blocks, add_words, child, eid, say

_NOUNS = {
    Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph",
    Kind.LIST_ENTRY: "entry",
    Kind.CLAUSE: "clause",
}


class Modifications:
    """Writes operations into an amendment.

    Parameters
    ----------
    content : element
        What the modifications are written into, a paragraph each.
    active : element
        What lists what they do.
    text : Text
        On which they rest.
    target : str
        Name of the work that they change.
    prefix : str, default ""
        Put before every id.
    """

    def __init__(
        self, content: ET.Element, active: ET.Element, text: Text, target: str, prefix: str = ""
    ) -> None:
        self._content, self._active = content, active
        self._text, self._target, self._prefix = text, target, prefix
        self._nouns = _named(text)
        self._count = 0
        self._quotes = 0
        self._mod = content

    def add(self, operation: Operation) -> None:
        """Write an operation.

        Raises
        ------
        WordingError
            If it does not rest on the text.
        """
        if (wrong := fault(self._text, operation)) is not None:
            raise refusal(wrong)
        self._count += 1
        self._quotes = 0
        self._mod = child(child(self._content, "p"), "mod", {"eId": self._id})
        match operation:
            case Change():
                self._change(operation)
            case LeaveOut():
                say(self._mod, "Leave out ")
                self._refer(operation.block)
                self._list("repeal", operation.block)
            case Insert():
                self._where(operation.after)
                say(self._mod, "insert ")
                new = self._structure(operation.inserted)
                self._list("insertion", operation.after, position="after", new=new)
            case AddAtEnd():
                self._add_at_end(operation)
            case ReplaceWhole():
                say(self._mod, "Leave out the whole text and insert ")
                self._list("substitution", None, new=self._structure(operation.inserted))
            case Move():
                self._move(operation)

    @property
    def _id(self) -> str:
        return f"{self._prefix}mod_{self._count}"

    def _change(self, change: Change) -> None:
        block = self._text.block(change.block)
        gone = block.words[change.start : change.end]
        say(self._mod, "In ")
        self._refer(change.block)
        say(self._mod, ", ")
        repeated = block.words.count(gone) != 1 if gone else True
        if repeated and change.start:
            say(self._mod, "after ")
            self._quote(Block("", Kind.PARAGRAPH, _before(block.words, change.start)))
            say(self._mod, ", ")
        elif repeated:
            say(self._mod, "at the beginning, ")
        old = new = ""
        if gone:
            say(self._mod, "leave out ")
            old = self._quote(Block("", Kind.PARAGRAPH, gone))
        if change.inserted is not None:
            say(self._mod, " and insert " if gone else "insert ")
            new = self._quote(change.inserted)
        kind = "substitution" if old and new else "repeal" if old else "insertion"
        self._list(kind, change.block, position="inside" if not old else "", old=old, new=new)

    def _add_at_end(self, addition: AddAtEnd) -> None:
        say(self._mod, "At end add ")
        run_on = self._quote(addition.run_on) if addition.run_on is not None else ""
        blocks = self._structure(addition.inserted) if addition.inserted else ""
        for new in (run_on, blocks):
            if new:
                self._list("insertion", None, position="end", new=new)

    def _move(self, move: Move) -> None:
        """Write a move as what it is in the standard's terms: words go here, and come there."""
        say(self._mod, "Leave out ")
        self._refer(move.block)
        say(self._mod, " and ")
        self._where(move.after, sentence_start=False)
        say(self._mod, "insert ")
        block = self._text.block(move.block)
        new = self._structure((block,))
        self._list("repeal", move.block)
        self._list("insertion", move.after, position="after", new=new)

    def _where(self, after: str | None, *, sentence_start: bool = True) -> None:
        words = "after " if after is not None else "before everything else, "
        say(self._mod, words.capitalize() if sentence_start else words)
        if after is not None:
            self._refer(after)
            say(self._mod, ", ")

    def _refer(self, block: str) -> None:
        child(self._mod, "ref", {"href": self._place(block)}, self._nouns[block])

    def _quote(self, block: Block) -> str:
        """Quote words, and give the quotation's id."""
        self._quotes += 1
        name = f"{self._id}__qtext_{self._quotes}"
        attributes = {"eId": name, "startQuote": "\u201c", "endQuote": "\u201d"}
        attributes["wId"] = eid(block.id)
        add_words(child(self._mod, "quotedText", attributes), block.words, block.marks)
        return name

    def _structure(self, blocks: Sequence[Block]) -> str:
        """Quote whole blocks, and give the quotation's id."""
        self._quotes += 1
        name = f"{self._id}__qstr_{self._quotes}"
        quoted = child(
            self._mod, "quotedStructure", {"eId": name, "startQuote": "\u201c", "endQuote": "\u201d"}
        )
        add_blocks(quoted, blocks, self._prefix)
        return name

    def _list(
        self, kind: str, block: str | None, *, position: str = "", old: str = "", new: str = ""
    ) -> None:
        """List what the operation does."""
        place = len(self._active) + 1
        one = child(self._active, "textualMod", {"eId": f"{self._prefix}amod_{place}", "type": kind})
        child(one, "source", {"href": f"#{self._id}"})
        if block is None and position == "after":
            position = "start"
        child(one, "destination", {"href": self._place(block), "pos": position})
        for name, quoted in (("old", old), ("new", new)):
            if quoted:
                child(one, name, {"href": f"#{quoted}"})

    def _place(self, block: str | None) -> str:
        return self._target if block is None else f"{self._target}#{eid(block)}"


def _named(text: Text) -> dict[str, str]:
    """Name each block by its kind, and its number or its place among its kind."""
    counts: Counter[Kind] = Counter()
    named: dict[str, str] = {}
    for block in text.blocks:
        counts[block.kind] += 1
        named[block.id] = f"{_NOUNS[block.kind]} {block.number or counts[block.kind]}"
    return named


def _before(words: str, at: int) -> str:
    """Give the words before a place that stand only there; all of them if a few would stand elsewhere too."""
    start = at
    while start:
        start = max(words.rfind(" ", 0, max(start - 1, 0)) + 1, 0)
        if words.count(words[start:at]) == 1:
            break
    return words[start:at]
