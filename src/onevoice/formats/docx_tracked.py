"""Tracked changes of a DOCX: words and whole paragraphs that come, go or move, each under its author.

References
----------
ISO/IEC 29500-1:2016, 17.13.5 Revisions: ins, del, moveFrom, moveTo, delText.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.formats.docx_lists import element
from onevoice.formats.docx_paper import Paper, Views
from onevoice.formats.inline import pieces

_CHANGE = {State.INSERTED: "w:ins", State.DELETED: "w:del"}
_MOVE = {"here": "w:moveTo", "away": "w:moveFrom"}
_READINGS: dict[State, Views] = {State.KEPT: (0, 1, 2), State.INSERTED: (0, 1), State.DELETED: (0, 2)}
"""Which readings a block stands in: 0 all that is written, 1 with the changes, 2 without them."""


class Tracked:
    """Writes marked-up blocks with their changes.

    Parameters
    ----------
    marked : sequence of MarkedBlock
    language, title : str
        As for a paper.
    names : mapping of str to str
        Amendment's id to the author's name that a word processor shows; the id itself where it has none.
    date : str
        ISO 8601 time of every change; empty for none.
    """

    def __init__(
        self, marked: Sequence[MarkedBlock], language: str, title: str, names: Mapping[str, str], date: str
    ) -> None:
        self._paper = Paper([(one.block, _READINGS[one.state]) for one in marked], language, title)
        self._names = names
        self._date = date
        self._ids = count(1)
        self._moves = {
            one.block.id: f"move{number}"
            for number, one in enumerate(one for one in marked if one.moved == "away")
        }
        for one in marked:
            self._block(one)
        # a paragraph that is left out joins what follows it: even the last one needs a successor
        self._paper.add(element("w:p"))

    def packed(self) -> bytes:
        """Give the document's bytes."""
        return self._paper.packed()

    def _block(self, one: MarkedBlock) -> None:
        kind = _MOVE.get(one.moved) or _CHANGE.get(one.state, "")
        place = str(next(self._ids))
        if one.moved:
            name = self._moves.get(one.block.id, one.block.id)
            self._paper.add(self._change(f"{kind}RangeStart", one.by, {"w:id": place, "w:name": name}))
        paragraph, properties = self._paper.paragraph(one.block)
        if kind:
            mark = element("w:rPr")
            mark.append(self._change(kind, one.by))
            properties.append(mark)
        for run in one.runs:
            self._run(paragraph, run, _changes(run, one))
        if one.moved:
            self._paper.add(element(f"{kind}RangeEnd", {"w:id": place}))

    def _run(self, paragraph: Any, run: Run, changes: Sequence[tuple[str, str]]) -> None:
        """Write words with the changes that they are in, the outermost first."""

        def changed(content: Any) -> Any:
            for name, author in reversed(changes):
                outer = self._change(name, author)
                outer.append(content)
                content = outer
            return content

        is_deleted = any(name == "w:del" for name, _ in changes)
        self._paper.write(paragraph, pieces(run.words, run.marks), changed, deleted=is_deleted)

    def _change(self, name: str, author: str, attributes: Mapping[str, str] | None = None) -> Any:
        said = dict(attributes or {"w:id": str(next(self._ids))})
        said["w:author"] = self._names.get(author, author)
        if self._date:
            said["w:date"] = self._date
        return element(name, said)


def _changes(run: Run, one: MarkedBlock) -> list[tuple[str, str]]:
    """Give the changes that words are in, and whose they are."""
    if one.moved == "away":
        return [("w:moveFrom", one.by)]
    if run.state is State.INSERTED:
        return [("w:ins", run.by)]
    around = "w:moveTo" if one.moved else "w:ins" if one.state is State.INSERTED else ""
    outer = [(around, one.by)] if around else []
    return [*outer, ("w:del", run.by)] if run.state is State.DELETED else outer
