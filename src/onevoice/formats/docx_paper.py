"""Paragraphs of a DOCX to be written: a block's style, number and direction, and its words as runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from onevoice.assembly.text import Block, Kind, MarkKind
from onevoice.errors import InputError
from onevoice.formats.direction import is_right_to_left
from onevoice.formats.docx_lists import Family, Lists, Numbered, element
from onevoice.formats.docx_numbering import LEVELS
from onevoice.formats.docx_sheet import STYLE_IDS, blank, packed
from onevoice.formats.inline import Piece
from onevoice.formats.xml_trees import refuse_unwritable

Views = tuple[int, ...]
"""The readings of a document in which a block stands, by number."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]")


class Paper:
    """A document under way.

    Parameters
    ----------
    blocks : sequence of (Block, tuple of int)
        Every block that is to be written, in order, with the readings in which it stands.
    language : str
        BCP 47; empty where unknown.
    title : str
        For the document's properties.

    Raises
    ------
    InputError
        If a block holds what no DOCX can.
    """

    def __init__(self, blocks: Sequence[tuple[Block, Views]], language: str, title: str) -> None:
        for block, _ in blocks:
            refuse_unwritable(block)
            _refuse_placeholder(block)
        self._document = blank(language, title)
        self._turned = is_right_to_left(language)
        numbered = [one for block, views in blocks if (one := _numbered(block, views)) is not None]
        lists = Lists(numbered)
        lists.write(self._document.part.numbering_part.element)
        self._numbers = iter(zip(lists.series, numbered, strict=True))
        self._end = self._document.element.body[-1]

    def add(self, content: Any) -> None:
        """Add an element after all others."""
        self._end.addprevious(content)

    def paragraph(self, block: Block) -> tuple[Any, Any]:
        """Add the paragraph of the next block, without its words.

        Returns
        -------
        paragraph, properties : elements
        """
        paragraph, properties = element("w:p"), element("w:pPr")
        properties.append(element("w:pStyle", {"w:val": _style(block)}))
        if _numbered(block, ()) is not None:
            series, numbered = next(self._numbers)
            numbering = element("w:numPr")
            numbering.append(element("w:ilvl", {"w:val": str(numbered.level)}))
            numbering.append(element("w:numId", {"w:val": series}))
            properties.append(numbering)
        if self._turned:
            properties.append(element("w:bidi"))
        paragraph.append(properties)
        self.add(paragraph)
        return paragraph, properties

    def write(
        self,
        paragraph: Any,
        parts: Iterable[Piece],
        changed: Callable[[Any], Any] = lambda run: run,
        *,
        deleted: bool = False,
    ) -> None:
        """Add words to a paragraph.

        Parameters
        ----------
        paragraph : element
        parts : iterable of Piece
        changed : callable
            Wraps a run into the change that it belongs to.
        deleted : bool, default False
            Whether the words are deleted by that change.
        """
        for part in parts:
            run = changed(self._run(part, deleted=deleted))
            target = next((target for kind, target in part.styles if kind is MarkKind.LINK), "")
            if target:
                link = element("w:hyperlink")
                if target.startswith("#"):
                    link.set(qn("w:anchor"), target[1:])
                else:
                    link.set(qn("r:id"), self._relation(target))
                link.append(run)
                run = link
            paragraph.append(run)

    def _relation(self, target: str) -> str:
        return str(self._document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def _run(self, part: Piece, *, deleted: bool) -> Any:
        kinds = {kind for kind, _ in part.styles}
        run, properties = element("w:r"), element("w:rPr")
        if MarkKind.LINK in kinds:
            properties.append(element("w:rStyle", {"w:val": STYLE_IDS["link"]}))
        for kind, names in ((MarkKind.STRONG, ("w:b", "w:bCs")), (MarkKind.EMPHASIS, ("w:i", "w:iCs"))):
            if kind in kinds:
                properties.extend(element(name) for name in names)
        if self._turned and _RIGHT_TO_LEFT.search(part.words):
            properties.append(element("w:rtl"))
        if len(properties):
            run.append(properties)
        run.extend(words_of(part.words, "w:delText" if deleted else "w:t"))
        return run

    def packed(self) -> bytes:
        """Give the document's bytes."""
        return packed(self._document)


def words_of(words: str, tag: str = "w:t") -> list[Any]:
    """Give words as the content of a run."""
    content: list[Any] = []
    for place, part in enumerate(words.split("\t")):
        if place:
            content.append(element("w:tab"))
        if part:
            text = element(tag)
            text.text = part
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            content.append(text)
    return content


def _style(block: Block) -> str:
    if block.kind is Kind.HEADING:
        return f"{STYLE_IDS['heading']}{min(max(block.depth, 1), LEVELS)}"
    if block.kind is Kind.PARAGRAPH:
        return STYLE_IDS["numbered" if block.number else "paragraph"]
    return STYLE_IDS["clause" if block.kind is Kind.CLAUSE else "entry"]


def _numbered(block: Block, views: Views) -> Numbered | None:
    """Say where a block stands in the lists; None if it stands in none."""
    if block.kind in {Kind.HEADING, Kind.PARAGRAPH}:
        if not block.number:
            return None
        is_heading = block.kind is Kind.HEADING
        level = min(max(block.depth, 1), LEVELS) - 1 if is_heading else 0
        return Numbered(block.number, level, Family.HEADINGS if is_heading else Family.PARAGRAPHS, views)
    return Numbered(block.number, min(max(block.depth, 0), LEVELS - 1), Family.ENTRIES, views)


def _refuse_placeholder(block: Block) -> None:
    if re.search("%[1-9]", block.number):
        raise InputError(
            f"the number {block.number!r} would be taken for a placeholder by Word",
            "Put a space after the per cent sign",
        )
