"""A text as plain values for the page of a PDF: paragraphs, headings, and lists that lie within lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onevoice.assembly.text import Block, Kind, MarkKind
from onevoice.formats.flow import safe_target
from onevoice.formats.inline import Piece

LEVELS = 9
"""How deep lists and headings go; what lies deeper is printed on the last level."""

WORDLESS = "\N{EN DASH}"
"""What stands for words where a PDF needs some and the text has none."""

Document = dict[str, Any]

_SCALES = (16 / 11, 14 / 11, 13 / 11, 12 / 11, 1)  # of headings, by their depth
_LEADING_OUT = re.compile(r"(https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A block as it is printed.

    Attributes
    ----------
    block : Block
        For its kind, depth and number.
    lines : sequence of (str, sequence of dict)
        The number of each line, empty for none, and the pieces of its words.
    """

    block: Block
    lines: Sequence[tuple[str, Sequence[Document]]]


def piece_document(piece: Piece, state: str = "") -> Document:
    """Give words under the same marks.

    Parameters
    ----------
    piece : Piece
    state : str
        "deleted" is struck and "inserted" underlined; "said" is no part of the text, and small.
    """
    kinds = {kind for kind, _ in piece.styles}
    targets = sorted(safe_target(target) for kind, target in piece.styles if kind is MarkKind.LINK)
    return {
        "words": piece.words.replace("\t", "    "),
        "strong": MarkKind.STRONG in kinds,
        "emphasis": MarkKind.EMPHASIS in kinds,
        "state": state,
        "target": next((target for target in targets if _LEADING_OUT.match(target)), ""),
    }


def blocks_document(printed: Iterable[Printed]) -> list[Document]:
    """Give blocks in order; entries and clauses that follow each other become one list, nested by depth."""
    found: list[Document] = []
    entries: list[Printed] = []
    level = 0
    for one in printed:
        if one.block.kind in {Kind.LIST_ENTRY, Kind.CLAUSE}:
            entries.append(one)
            continue
        found += _list_of(entries)
        entries = []
        document = _document(one)
        if one.block.kind is Kind.HEADING:
            # PDF/UA-1 lets no level of headings be passed over
            level = min(one.block.depth, level + 1, LEVELS) if one.block.depth > 0 else 1
            scale = _SCALES[min(max(one.block.depth, 1), len(_SCALES)) - 1]
            document |= {"kind": "heading", "level": level, "scale": scale, "plain": _plain(one)}
        found.append(document)
    return [*found, *_list_of(entries)]


def _document(one: Printed) -> Document:
    lines = [{"number": number, "pieces": list(pieces)} for number, pieces in one.lines]
    return {"kind": "paragraph", "label": one.block.number, "lines": lines, "lists": []}


def _plain(one: Printed) -> str:
    """Give a heading's words without what is deleted, for the outline; a heading there has words."""
    kept = "".join(
        piece["words"] for _, pieces in one.lines for piece in pieces if piece["state"] in ("", "inserted")
    )
    return " ".join(f"{one.block.number} {kept}".split()) or WORDLESS


def _list_of(entries: Sequence[Printed]) -> Iterator[Document]:
    if entries:
        lists = _lists(entries, [min(max(one.block.depth, 0), LEVELS - 1) for one in entries], -1)
        yield {"kind": "list", "label": "", "lines": [], "lists": lists}


def _lists(entries: Sequence[Printed], depths: Sequence[int], within: int) -> list[Document]:
    """Nest entries: what is deeper lies in the entry before it; one list holds entries of one depth."""
    lists: list[Document] = []
    last = -1
    place = 0
    while place < len(entries):
        end = place + 1
        while end < len(entries) and depths[end] > depths[place]:
            end += 1
        item = _document(entries[place])
        item["kind"] = "entry"
        item["lists"] = _lists(entries[place + 1 : end], depths[place + 1 : end], depths[place])
        if depths[place] != last:
            lists.append({"skipped": depths[place] - within - 1, "items": []})
        lists[-1]["items"].append(item)
        last, place = depths[place], end
    return lists
