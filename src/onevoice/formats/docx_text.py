"""Reading a text from a DOCX: headings, paragraphs and lists with the numbers they print.

Tracked changes are read as if all were accepted; soft line breaks become spaces. Cells of tables, and the
words of text boxes, come as paragraphs where they stand; notes come at the end, under the number that the
words refer to. Comments, pictures, headers and footers are no part of the text. Paragraphs and headings
without words or number are spacing. What cannot be carried as words is refused with a sentence.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from onevoice.assembly.text import Block, Kind, Text
from onevoice.errors import InputError
from onevoice.formats.caged import read_caged
from onevoice.formats.docx_numbering import Counters, Numbering, read_numbering
from onevoice.formats.docx_package import opened
from onevoice.formats.docx_styles import Styles, list_place, outline_level, read_styles
from onevoice.formats.docx_words import LINE_NUMBER, Surroundings, Words, chosen
from onevoice.formats.inline import Piece, put_together, stripped

_THROUGH = {*map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:tbl", "w:tr", "w:tc"))}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NOTES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


def read_docx(path: Path) -> Text:
    """Read a text from a DOCX, in a child process with caps on time and memory.

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
        If the file is no DOCX, is damaged, holds what cannot be carried as words, or holds no words.
    """
    return read_caged(parse_docx, Path(path))


def parse_docx(content: bytes) -> Text:
    """Read a text from the bytes of a DOCX, in this process; see ``read_docx``."""
    document = opened(content)
    try:
        text = _Reader(document).text()
    except (InputError, MemoryError):
        raise
    except Exception as error:  # markup that is well-formed and still makes no sense, in any way
        raise InputError(
            "this document is damaged", "Open it in a word processor and save it as a Word document (.docx)"
        ) from error
    if not any(block.words.strip() for block in text.blocks):
        raise InputError("this document holds no words", "Choose the file that holds the text")
    return text


class _Reader:
    """Walks through a document in reading order."""

    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._body = document.element.body
        self._styles = read_styles(document.styles.element)
        self._counters = _Lists(self._part, self._styles)
        self._around = Surroundings(
            {name: self._styles.run_properties(name) for name in self._styles.elements},
            self._styles.named(LINE_NUMBER),
            _targets(self._part),
        )
        self._words = Words(self._around)
        self._begun: list[Piece] = []
        self._read: list[Block] = []
        self._language = document.core_properties.language

    def text(self) -> Text:
        """Read the whole document."""
        self._walk(self._body)
        self._end_last_paragraph()
        self._add_notes()
        return Text(tuple(self._read), self._language or _language(self._part, self._body))

    def _walk(self, parent: Any) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:altChunk"):
                raise InputError(
                    "the document holds a part of another file that it only refers to",
                    "Open it in a word processor and save it as a Word document (.docx)",
                )
            elif child.tag == _ALTERNATIVES:
                self._walk(chosen(child))
            elif child.tag in _THROUGH and not _is_deleted_row(child):
                self._walk(child)

    def _paragraph(self, paragraph: Any) -> None:
        """Read a paragraph; where its end goes when changes are accepted, the next goes on from it."""
        self._begun += self._words.pieces(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        if _mark_is_deleted(properties):
            return
        self._add(properties)
        boxes, self._around.boxes = self._around.boxes, []
        for box in boxes:
            self._walk(box)

    def _add(self, properties: Any) -> None:
        """Make a block of the words that have come together."""
        words, marks = put_together(stripped(self._begun))
        self._begun = []
        kind, depth, number = self._counters.place(properties)
        if words or number or kind not in {Kind.PARAGRAPH, Kind.HEADING}:
            self._read.append(Block(f"b{len(self._read) + 1}", kind, words, depth, number, marks))

    def _end_last_paragraph(self) -> None:
        if self._begun:
            self._add(None)

    def _add_notes(self) -> None:
        """Add notes as paragraphs, each under the number that the words refer to; notes may hold notes."""
        done = 0
        while done < len(self._around.notes):
            kind, name = self._around.notes[done]
            done += 1
            before = len(self._read)
            note, self._around.targets = _note(self._part, kind, name)
            self._walk(note)
            self._end_last_paragraph()
            if len(self._read) > before:
                first = self._read[before]
                self._read[before] = Block(first.id, Kind.PARAGRAPH, first.words, 0, f"[{done}]", first.marks)


class _Lists:
    """Counts lists, and says what each paragraph is."""

    def __init__(self, part: Any, styles: Styles) -> None:
        brought = {name: styles.list_place(name)[0].series for name in styles.elements}
        has_lists = any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values())
        self._numbering = read_numbering(part.numbering_part.element, brought) if has_lists else Numbering()
        self._counters = Counters(self._numbering)
        self._styles = styles
        self._default = styles.default()

    def place(self, properties: Any) -> tuple[Kind, int, str]:
        """Count a paragraph, and say its kind, depth and number."""
        named = None if properties is None else properties.find(qn("w:pStyle"))
        style = self._default if named is None else named.get(qn("w:val"), "")
        series, level = self._series(properties, style)
        counted = self._numbering.level(series, level) is not None
        number = self._counters.count(series, level) if counted else ""
        heading = outline_level(properties)
        heading = self._styles.heading(style) if heading is None else heading
        if heading:
            return Kind.HEADING, heading, number
        own = self._styles.own_kind(style)
        if own is not None:
            return own, level if own is Kind.CLAUSE and counted else 0, number
        return (
            (Kind.LIST_ENTRY, level or self._styles.list_depth(style), number)
            if counted
            else (Kind.PARAGRAPH, 0, "")
        )

    def _series(self, properties: Any, style: str) -> tuple[str, int]:
        """Find the series and level of a paragraph, its own before its style's."""
        own = list_place(properties)
        brought, bringer = self._styles.list_place(style)
        if own.series:
            return own.series, own.level if own.level is not None else brought.level or 0
        level = self._numbering.level_of_style(brought.series, bringer)
        return brought.series, next(one for one in (own.level, level, brought.level, 0) if one is not None)


def _mark_is_deleted(properties: Any) -> bool:
    """Whether the end of a paragraph goes when changes are accepted, so that the next one follows on."""
    run = None if properties is None else properties.find(qn("w:rPr"))
    return run is not None and any(run.find(qn(name)) is not None for name in ("w:del", "w:moveFrom"))


def _is_deleted_row(element: Any) -> bool:
    row = element.find(qn("w:trPr")) if element.tag == qn("w:tr") else None
    return row is not None and row.find(qn("w:del")) is not None


def _note(part: Any, kind: str, name: str) -> tuple[Any, dict[str, str]]:
    """Give a footnote's or endnote's content, and where its links lead; nothing if it is not there."""
    for rel in part.rels.values():
        if rel.reltype == _NOTES[kind]:
            notes = (one for one in parse_xml(rel.target_part.blob) if one.get(qn("w:id")) == name)
            return next(notes, ()), _targets(rel.target_part)
    return (), {}


def _targets(part: Any) -> dict[str, str]:
    return {name: rel.target_ref for name, rel in part.rels.items() if rel.is_external}


def _language(part: Any, body: Any) -> str:
    """Give the language in which the document is written, as its default says; empty if it says none."""
    defaults = part.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = None if defaults is None else defaults.find(qn("w:lang"))
    if language is None:
        return ""
    paragraphs = [one for one in body.iter(qn("w:p")) if len(one)]
    turned = sum(one.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for one in paragraphs)
    said = str(language.get(qn("w:bidi" if 2 * turned > len(paragraphs) else "w:val"), ""))
    return said if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", said) else ""
