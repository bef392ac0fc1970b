"""Reading the body of an Akoma Ntoso document as a text.

Read are ``body``, ``mainBody`` and ``amendmentBody`` of the first document in the file, of any version of
the standard; title page, preface, preamble, conclusions and attachments are not. Words marked as deleted are
left out, words marked as inserted are read. Notes come after the paragraph that they stand in.

References
----------
OASIS, Akoma Ntoso Version 1.0, Part 2: Specifications, 29 August 2018.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError
from onevoice.formats.flow import Flow
from onevoice.formats.text_source import SIZE_LIMIT
from onevoice.formats.xml_trees import XML, local, tree_of

LANGUAGES = {"en": "eng", "cy": "cym", "fr": "fra", "de": "deu", "he": "heb", "ar": "ara", "it": "ita"}
"""Languages as the standard names them, by their two letters; others are written as they are."""

_BODIES = {"body", "mainBody", "amendmentBody", "debateBody", "judgmentBody"}
_LEAVES = {
    *("p", "block", "listIntroduction", "listWrapUp", "longTitle", "formula", "th", "td", "caption"),
}
_HEADINGS = {"heading", "subheading", "crossHeading"}
_CLAUSES = {"clause", "subclause"}
_ENTRIES = {"item", "point", "indent", "li"}
_LEVELS = {
    *("hcontainer", "section", "part", "paragraph", "chapter", "title", "article", "book", "tome"),
    *("division", "alinea", "rule", "subrule", "proviso", "subsection", "subpart", "subparagraph"),
    *("subchapter", "subtitle", "subdivision", "level", "transitional", "clause", "subclause"),
}
_LATER = {
    "quotedStructure",
    "embeddedStructure",
    "authorialNote",
    "ul",
    "ol",
    "table",
    "subFlow",
    "p",
    "blockList",
}
_UNREAD = {"meta", "del", "noteRef", "img", "marker", "toc", "components", "attachments", "num"}
_MARKS = {"b": MarkKind.STRONG, "i": MarkKind.EMPHASIS, "a": MarkKind.LINK}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: what they are, how deep, and among how many headings."""

    kind: Kind = Kind.PARAGRAPH
    entries: int = 0
    clauses: int = 0
    levels: int = 0
    said: int | None = None
    spaced: bool = False

    @property
    def depth(self) -> int:
        """How deep a block is nested among its kind, or what its level's class says, as in "depth-2"."""
        if self.said is not None:
            return self.said
        nested = {Kind.LIST_ENTRY: self.entries - 1, Kind.CLAUSE: self.clauses - 1}
        return max(self.levels, 1) if self.kind is Kind.HEADING else nested.get(self.kind, 0)


def read_akoma_ntoso(path: Path) -> Text:
    """Read a text from an Akoma Ntoso file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Text
        With block ids "b1", "b2" in reading order.

    Raises
    ------
    InputError
        If the file is missing, too large, no Akoma Ntoso, a collection, or without words.
    """
    path = Path(path)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise InputError(f"the file has over {SIZE_LIMIT:,} bytes", "Divide it", file=path.name)
        content = path.read_bytes()
    except OSError:
        raise InputError(
            "there is no such file, or it may not be read", "Check the path", file=path.name
        ) from None
    try:
        return parse_akoma_ntoso(content)
    except InputError as error:
        raise InputError(error.what, error.todo, file=path.name, row=error.row) from None


def parse_akoma_ntoso(content: bytes) -> Text:
    """Read a text from the bytes of an Akoma Ntoso file; see ``read_akoma_ntoso``."""
    root = tree_of(content)
    if local(root) != "akomaNtoso":
        raise InputError("the file is no Akoma Ntoso document", "Choose another file")
    bodies = (one for one in root.iter() if local(one) in {*_BODIES, "collectionBody"})
    body = next(bodies, None)
    if body is None:
        raise InputError("the document has no body", "Choose another file")
    if local(body) == "collectionBody":
        raise InputError(
            f"the file is a collection of {len(body)} documents", "Choose the file of one document"
        )
    reader = _Reader()
    reader.walk(body, _Place(spaced=_is_spaced(body, inherited=False)))
    if not any(block.words.strip() for block in reader.blocks):
        raise InputError("the document holds no words", "Choose another file")
    return Text(tuple(reader.blocks), body.get(f"{XML}lang") or _language(root))


class _Reader:
    """Collects blocks in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._number = ""

    def walk(self, parent: ET.Element, place: _Place) -> None:
        """Read what a container holds; its number goes to the first block in it."""
        for entry, child in enumerate(parent, start=1):
            name = local(child)
            here = replace(place, spaced=_is_spaced(child, inherited=place.spaced))
            if name == "num":
                self._number = " ".join("".join(child.itertext()).split())
            elif name in _HEADINGS:
                self._leaf(child, replace(here, kind=Kind.HEADING))
            elif name == "li":
                self._number = child.get("value") or (f"{entry}." if local(parent) == "ol" else "•")
                self._nested(child, _within(name, here, child.get("class", "")))
            elif name in _LEAVES:
                self._leaf(child, here)
            elif name and name not in _UNREAD:
                self._nested(child, _within(name, here, child.get("class", "")))
        if self._number and any(local(child) == "num" for child in parent):
            self._add(place, "", ())

    def _nested(self, element: ET.Element, place: _Place) -> None:
        """Read a container; one that holds words of its own is a block itself."""
        own = [element.text, *(child.tail for child in element)]
        if any(words and words.strip() for words in own):
            self._leaf(element, place)
        else:
            self.walk(element, place)

    def _leaf(self, element: ET.Element, place: _Place) -> None:
        """Make a block of an element's words; what stands in them as blocks comes after it."""
        flow, later = Flow(), ET.Element("later")
        _flow(element, flow, later, spaced=place.spaced)
        self._add(place, *flow.finish())
        self.walk(later, replace(place, kind=Kind.PARAGRAPH, said=None))

    def _add(self, place: _Place, words: str, marks: tuple[Mark, ...]) -> None:
        number, self._number = self._number, ""
        if words or number or place.kind in {Kind.LIST_ENTRY, Kind.CLAUSE}:
            name = f"b{len(self.blocks) + 1}"
            self.blocks.append(Block(name, place.kind, words, place.depth, number, marks))


def _within(name: str, place: _Place, says: str = "") -> _Place:
    """Say where blocks stand within a container, of which the class may say how deep."""
    if name in _ENTRIES:
        return replace(place, kind=Kind.LIST_ENTRY, entries=place.entries + 1, said=None)
    if name not in _LEVELS:
        return place
    depth = re.search(r"\bdepth-(\d{1,3})\b", says)
    is_clause = name in _CLAUSES
    return replace(
        place,
        kind=Kind.CLAUSE if is_clause else Kind.PARAGRAPH,
        clauses=place.clauses + is_clause,
        levels=place.levels + 1,
        said=int(depth[1]) if depth else None,
    )


def _flow(element: ET.Element, flow: Flow, later: ET.Element, *, spaced: bool) -> None:
    """Let an element's words flow into a block, and its marks with them."""
    add = flow.keep if spaced else flow.fold
    add(element.get("startQuote", ""))
    add(element.text or "")
    for child in element:
        name = local(child)
        kind = _MARKS.get(name)
        if name in {"br", "eol"}:
            flow.fold(" ")
        elif name in _LATER:
            later.append(child)
        elif name and name not in _UNREAD:
            if kind:
                flow.open(kind, child.get("href", "") if kind is MarkKind.LINK else "")
            _flow(child, flow, later, spaced=_is_spaced(child, inherited=spaced))
            if kind:
                flow.close(kind)
        add(child.tail or "")
    add(element.get("endQuote", ""))


def _is_spaced(element: ET.Element, *, inherited: bool) -> bool:
    """Whether every space in an element counts."""
    said = element.get(f"{XML}space")
    return inherited if said is None else said == "preserve"


def _language(root: ET.Element) -> str:
    """Give the language that the document's description names, by two letters where there are such."""
    said: Iterator[str] = (one.get("language", "") for one in root.iter() if local(one) == "FRBRlanguage")
    language = next(said, "")
    return {"und": "", **{long: short for short, long in LANGUAGES.items()}}.get(language, language)
