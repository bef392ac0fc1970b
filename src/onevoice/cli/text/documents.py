"""Texts, operations and what follows from them as plain values for JSON; docs/formats.md has the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Clause
from onevoice.assembly.text import Block, Mark, Text
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.relating import Relation
from onevoice.assembly.wording.sentences import between, say

Document = dict[str, Any]

_NAMES = {
    Change: "change",
    LeaveOut: "leave-out",
    Insert: "insert",
    AddAtEnd: "add-at-end",
    ReplaceWhole: "replace-whole",
    Move: "move",
}


def text_document(text: Text) -> Document:
    """Give a text: its language, its digest, its blocks in order."""
    return {"language": text.language, "digest": text.digest, "blocks": blocks_document(text.blocks)}


def blocks_document(blocks: Iterable[Block]) -> list[Document]:
    """Give blocks with their marks."""
    return [
        {
            "id": block.id,
            "kind": block.kind.value,
            "depth": block.depth,
            "number": block.number,
            "words": block.words,
            "marks": _marks(block.marks),
        }
        for block in blocks
    ]


def lines_document(version: Version) -> list[Document]:
    """Give the numbered lines of a published text."""
    return [
        {
            "number": line.number,
            "block": line.block,
            "start": line.start,
            "end": line.end,
            "words": version.text.block(line.block).words[line.start : line.end],
        }
        for line in version.lines()
    ]


def operation_document(operation: Operation) -> Document:
    """Give an operation by its name and what it rests on."""
    document: Document = {"operation": _NAMES[type(operation)]}
    for field in operation.__slots__:
        value = getattr(operation, field)
        if isinstance(value, Block):
            value = blocks_document([value])[0]
        elif isinstance(value, tuple):
            value = blocks_document(value)
        document[field] = value
    return document


def marked_document(marked: Iterable[MarkedBlock]) -> list[Document]:
    """Give a marked-up text: every block with the runs that it is made of."""
    return [
        {
            "block": one.block.id,
            "kind": one.block.kind.value,
            "depth": one.block.depth,
            "number": one.block.number,
            "state": one.state.value,
            "by": one.by,
            "moved": one.moved,
            "runs": [
                {"state": run.state.value, "words": run.words, "by": run.by, "marks": _marks(run.marks)}
                for run in one.runs
            ],
        }
        for one in marked
    ]


def message_document(message: Message, language: str) -> Document:
    """Give a message with its parameters, and its sentence in a language."""
    return {"id": message.id, "parameters": dict(message.parameters), "sentence": say(message, language)}


def relation_document(first: str, second: str, relation: Relation, language: str) -> Document:
    """Give how two amendments stand to each other."""
    return {
        "first": first,
        "second": second,
        "kind": relation.kind.value,
        "clashes": relation.clashes,
        "message": message_document(between(relation.message, first, second), language),
    }


def clauses_document(clauses: Sequence[Clause]) -> list[Document]:
    """Give clauses with the spans of their words."""
    return [
        {
            "id": clause.id,
            "source": clause.source,
            "words": clause.words,
            "spans": [{"block": block, "start": start, "end": end} for block, start, end in clause.spans],
        }
        for clause in clauses
    ]


def _marks(marks: Iterable[Mark]) -> list[Document]:
    return [
        {"start": mark.start, "end": mark.end, "kind": mark.kind.value, "target": mark.target}
        for mark in marks
    ]
