"""Blocks of a text as markup of Akoma Ntoso, each under its own id."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from onevoice.assembly.text import Block, Kind, Mark, MarkKind
from onevoice.formats.inline import pieces
from onevoice.formats.xml_trees import XML, refuse_unwritable

_NAMES = {MarkKind.STRONG: "b", MarkKind.EMPHASIS: "i", MarkKind.LINK: "a"}
_FOLDING = re.compile(r"^[ \t\n\r]|[ \t\n\r]$|[ \t\n\r]{2}|[\t\n\r]")


def eid(name: str, prefix: str = "") -> str:
    """Make an id of the standard of a block's id: one without white space, the same for the same."""
    return prefix + quote(name, safe="!$&'()*+,;=:@-._~/")


def child(
    parent: ET.Element, name: str, attributes: Mapping[str, str] | None = None, words: str = ""
) -> ET.Element:
    """Add an element with words to another."""
    one = ET.SubElement(parent, name, {key: value for key, value in (attributes or {}).items() if value})
    one.text = words or None
    return one


def add_words(parent: ET.Element, words: str, marks: Sequence[Mark] = ()) -> None:
    """Add words with their marks to an element; where they would fold, every space is made to count."""
    if _FOLDING.search(words):
        parent.set(f"{XML}space", "preserve")
    for part in pieces(words, marks):
        if part.styles:
            at = parent
            for kind, target in sorted(part.styles, key=lambda style: (style[0].value, style[1])):
                at = child(at, _NAMES[kind], {"href": target})
            at.text = part.words
        else:
            say(parent, part.words)


def say(parent: ET.Element, words: str) -> None:
    """Add plain words after all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def add_blocks(parent: ET.Element, blocks: Iterable[Block], prefix: str = "") -> None:
    """Add blocks to a container, list entries in lists within lists.

    Parameters
    ----------
    parent : element
        One that may hold paragraphs, lists and levels side by side.
    blocks : iterable of Block
    prefix : str, default ""
        Put before every id; the block's own id then stands beside it, as the one that it keeps elsewhere.

    Raises
    ------
    InputError
        If a block holds a character that XML cannot.
    """
    lists: list[ET.Element] = []
    for block in blocks:
        refuse_unwritable(block)
        name = eid(block.id, prefix)
        names = {"eId": name, "wId": eid(block.id) if prefix else ""}
        if block.kind is not Kind.LIST_ENTRY:
            lists.clear()
            _add_level(parent, block, names)
            continue
        depth = max(block.depth, 0)
        del lists[depth + 1 :]
        while len(lists) <= depth:
            within = parent if not lists else _last_entry(lists[-1], name, len(lists))
            lists.append(child(within, "blockList", {"eId": f"{name}__list_{len(lists) + 1}"}))
        entry = child(lists[-1], "item", names)
        if block.number:
            child(entry, "num", words=block.number)
        add_words(child(entry, "p"), block.words, block.marks)


def _last_entry(entries: ET.Element, name: str, depth: int) -> ET.Element:
    """Give the entry that a deeper list stands in; one without words where a list begins deeper."""
    return entries[-1] if len(entries) else child(entries, "item", {"eId": f"{name}__item_{depth}"})


def _add_level(parent: ET.Element, block: Block, names: Mapping[str, str]) -> None:
    """Add a heading, paragraph or clause."""
    if block.kind is Kind.PARAGRAPH and not block.number:
        add_words(child(parent, "p", names), block.words, block.marks)
        return
    tag = {Kind.CLAUSE: "clause", Kind.HEADING: "hcontainer"}.get(block.kind, "paragraph")
    attributes = {**names, "class": f"depth-{block.depth}"}
    if block.kind is Kind.HEADING:
        attributes["name"] = "heading"
    level = child(parent, tag, attributes)
    if block.number:
        child(level, "num", words=block.number)
    if block.kind is Kind.HEADING:
        add_words(child(level, "heading"), block.words, block.marks)
    else:
        add_words(child(child(level, "content"), "p"), block.words, block.marks)
