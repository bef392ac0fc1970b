"""XML in and out: trees from files that nobody vouches for, and words that XML can hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import NoReturn

from onevoice.assembly.text import Block
from onevoice.errors import InputError

DEEPEST = 200
"""Elements within elements that are read."""

XML = "{http://www.w3.org/XML/1998/namespace}"
"""Of the attributes xml:lang and xml:space."""

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Builder(ET.TreeBuilder):
    """Builds a tree of some depth, and refuses a document type: what entities name can grow without end."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, *_: object) -> NoReturn:
        raise InputError("the file defines a document type or entities", "Save it without them")

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError(f"the file is nested deeper than {DEEPEST} elements", "Save it more simply")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def tree_of(content: bytes) -> ET.Element:
    """Read XML without document type and entities.

    Raises
    ------
    InputError
        If it is no XML, defines entities, or is nested beyond ``DEEPEST``.
    """
    try:
        return ET.fromstring(content, ET.XMLParser(target=_Builder()))  # noqa: S314  # no entities pass
    except (ET.ParseError, LookupError, ValueError) as error:
        row = error.position[0] if isinstance(error, ET.ParseError) else None
        raise InputError("the file is no XML, or is damaged", "Fetch it anew", row=row) from None


def refuse_unwritable(block: Block) -> None:
    """Refuse a block with a character that XML, and so Word, cannot hold.

    Raises
    ------
    InputError
        If there is one; names it and the words around it.
    """
    targets = "".join(mark.target for mark in block.marks)
    if found := _UNWRITABLE.search(f"{block.words}{block.number}{targets}"):
        raise InputError(
            f"the text holds a character that no document can (U+{ord(found[0]):04X},"
            f" near {block.words[:30]!r})",
            "Take it out",
        )


def local(element: ET.Element) -> str:
    """Give an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
