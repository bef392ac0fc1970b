"""A composite as a file to hand round: Markdown, or a document for a word processor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onevoice.errors import SettingsError
from onevoice.report.wording_outline import Clause, Heading, Paragraph, Table, outline

ENDINGS = (".md", ".docx")


def wording_file(document: Mapping[str, Any], path: Path) -> bytes:
    """Write a composite as what the path's ending says.

    Parameters
    ----------
    document : mapping
        As ``Composite.document``.
    path : Path
        Ends in ``.md`` or ``.docx``.

    Returns
    -------
    bytes
        The same for the same document.

    Raises
    ------
    SettingsError
        If the ending is another.
    """
    match path.suffix.lower():
        case ".md":
            return markdown(document).encode()
        case ".docx":
            return word_document(document)
        case ending:
            raise SettingsError(f"A wording is not written as {ending!r}. End the name in .md or .docx.")


def markdown(document: Mapping[str, Any]) -> str:
    """Write a composite as Markdown."""
    parts = []
    for block in outline(document):
        match block:
            case Heading(level, text):
                parts.append(f"{'#' * level} {_escaped(text)}")
            case Paragraph(text):
                parts.append(_escaped(text))
            case Clause(text, origin):
                parts.append(f"> {_escaped(text)}\n>\n> *({_escaped(origin)})*")
            case Table(header, rows):
                lines = [header, tuple("---" for _ in header), *rows]
                parts.append("\n".join(_row(cells) for cells in lines))
    return "\n\n".join(parts) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell if cell == "---" else _escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    """Keep a person's words from being read as marks."""
    escaped = re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])|^([-+])", lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", escaped)


def word_document(document: Mapping[str, Any]) -> bytes:
    """Write a composite as DOCX."""
    from onevoice.formats.docx_sheet import blank, packed  # noqa: PLC0415  # loaded where one is written

    sheet = blank("en", f"Composite wording: {document['title']}")
    for block in outline(document):
        match block:
            case Heading(level, text):
                sheet.add_heading(text, level)
            case Paragraph(text):
                sheet.add_paragraph(text)
            case Clause(text, origin):
                sheet.add_paragraph(text)
                sheet.add_paragraph().add_run(origin).italic = True
            case Table(header, rows):
                _add_table(sheet, header, rows)
    return packed(sheet)


def _add_table(sheet: Any, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = sheet.add_table(rows=1 + len(rows), cols=len(header))
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row, cells in zip(table.rows[1:], rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    sheet.add_paragraph()
