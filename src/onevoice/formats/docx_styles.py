"""Paragraph and character styles of a DOCX: what each is, through everything that it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from onevoice.assembly.text import Kind
from onevoice.formats.docx_numbering import LEVELS, value_of

CLAUSE = "Clause"
"""Name of the style of clauses."""

NUMBERED = "Numbered Paragraph"
"""Name of the style of paragraphs that carry a number and are no list entries."""

OWN_KINDS = {CLAUSE.lower(): Kind.CLAUSE, NUMBERED.lower(): Kind.PARAGRAPH}
"""Names of styles that say what a numbered block is."""

_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number) ([2-5])")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in the lists: its series, and its level where that is said."""

    series: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their ids.

    Attributes
    ----------
    elements : mapping of str to element
    """

    elements: Mapping[str, Any]

    def chain(self, style: str) -> Iterator[Any]:
        """Yield a style and what it is based on."""
        seen: set[str] = set()
        while style in self.elements and style not in seen:
            seen.add(style)
            yield self.elements[style]
            style = value_of(self.elements[style], "w:basedOn") or ""

    def default(self) -> str:
        """Give the id of the style of paragraphs that name none."""
        for name, style in self.elements.items():
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
                return name
        return ""

    def named(self, name: str) -> str:
        """Give the id of a style by its name; empty if there is none."""
        return next((key for key, style in self.elements.items() if _name(style) == name.lower()), "")

    def heading(self, style: str) -> int:
        """Give the level of heading that a style makes, from 1; 0 for none."""
        for one in self.chain(style):
            if found := _HEADING.fullmatch(_name(one)):
                return int(found[1])
            if _name(one) == "title":
                return 1
            level = outline_level(one.find(qn("w:pPr")))
            if level is not None:
                return level
        return 0

    def own_kind(self, style: str) -> Kind | None:
        """Give what a style of ours says that a block is."""
        return next((OWN_KINDS[_name(one)] for one in self.chain(style) if _name(one) in OWN_KINDS), None)

    def list_depth(self, style: str) -> int:
        """Give the depth that the name of a style such as "List Bullet 3" tells, from 0."""
        found = (_LIST.fullmatch(_name(one)) for one in self.chain(style))
        return next((int(one[1]) - 1 for one in found if one), 0)

    def list_place(self, style: str) -> tuple[ListPlace, str]:
        """Give the series that a style brings, and the style that brings it."""
        for one in self.chain(style):
            place = list_place(one.find(qn("w:pPr")))
            if place.series:
                return place, one.get(qn("w:styleId"), "")
        return ListPlace(), ""

    def run_properties(self, style: str) -> list[Any]:
        """List the run properties of a style and of what it is based on."""
        return [found for one in self.chain(style) if (found := one.find(qn("w:rPr"))) is not None]


def read_styles(root: Any) -> Styles:
    """Read the styles of a document from the root of their part."""
    return Styles({style.get(qn("w:styleId"), ""): style for style in root.findall(qn("w:style"))})


def list_place(properties: Any) -> ListPlace:
    """Read a paragraph's or a style's own place in the lists; the series "0" takes it out of all."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    if numbering is None:
        return ListPlace()
    level = value_of(numbering, "w:ilvl")
    return ListPlace(
        value_of(numbering, "w:numId") or "",
        min(max(int(level), 0), LEVELS - 1) if level is not None else None,
    )


def outline_level(properties: Any) -> int | None:
    """Read a paragraph's or a style's own level of heading, from 1, 0 for none; None if nothing is said."""
    level = None if properties is None else value_of(properties, "w:outlineLvl")
    if level is None:
        return None
    return int(level) + 1 if 0 <= int(level) < LEVELS else 0


def _name(style: Any) -> str:
    return (value_of(style, "w:name") or "").lower()
