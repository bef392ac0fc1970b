"""Documents made by hand, as word processors make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SPACES = nsdecls("w", "r", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def document(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """Make a document of this markup, with these numbering definitions and added styles."""
    made = docx.Document()
    for place, child in enumerate(parse_xml(f"<w:body {SPACES}>{body}</w:body>")):
        made.element.body.insert(place, child)
    if numbering:
        root = made.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {SPACES}>{numbering}</w:numbering>"):
            root.append(child)
    for child in parse_xml(f"<w:styles {SPACES}>{styles}</w:styles>"):
        made.styles.element.append(child)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    """Write a paragraph; words that begin with a tag are taken as runs."""
    runs = words if words.startswith("<") else f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def entry(words: str, series: int, level: int = 0) -> str:
    """Write a list entry."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{series}"/></w:numPr>')


def level(at: int, text: str, counting: str = "decimal", more: str = "", start: int = 1) -> str:
    """Write a level of a scheme."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{counting}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def repacked(content: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Change, add or leave out parts of a package."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = changed.get(name, source.read(name))
            if part is not None:
                target.writestr(name, part, zipfile.ZIP_DEFLATED)
        for name, part in changed.items():
            if name not in source.namelist() and part is not None:
                target.writestr(name, part, zipfile.ZIP_DEFLATED)
    return result.getvalue()
