"""A clean sheet: a DOCX with page, styles and language, and nothing in it; and a DOCX packed to bytes.

The same document gives the same bytes: nothing in it tells the time.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from onevoice.formats.direction import is_right_to_left
from onevoice.formats.docx_styles import CLAUSE, NUMBERED
from onevoice.formats.docx_words import LINE_NUMBER

TEXT_WIDTH = 9072
"""Width of the words on the page, in twentieths of a point."""

MARGIN = 1417
"""Width of each margin, in twentieths of a point."""

STYLE_IDS = {
    "line number": "LineNumber",
    "link": "Hyperlink",
    "heading": "Heading",
    "paragraph": "Normal",
    "numbered": "NumberedParagraph",
    "entry": "ListParagraph",
    "clause": "Clause",
}
"""Ids of the styles of the sheet; a heading's is followed by its level."""

_USED = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}
_SIZES = (32, 28, 26, 24, 22, 22, 22, 22, 22)  # half points, of headings
_NEVER = (1980, 1, 1, 0, 0, 0)  # the date that a ZIP file has where it has none


def blank(language: str = "", title: str = "") -> Any:
    """Make a document without words.

    Parameters
    ----------
    language : str
        BCP 47; empty where unknown.
    title : str
        For the document's properties; it is not printed.

    Returns
    -------
    docx.document.Document
    """
    document = docx.Document(io.BytesIO(_frame()))
    _refill(document.styles.element, _styles(language))
    _refill(document.element.body, _page(language))
    properties = document.core_properties
    for child in list(properties._element):  # noqa: SLF001  # no public way to leave a date out
        properties._element.remove(child)  # noqa: SLF001
    properties.title, properties.language = title, language
    return document


@cache
def _frame() -> bytes:
    """Give the library's own empty document without pictures, themes and styles that nothing uses."""
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype not in _USED]:
            del rels[name]
    _refill(document.styles.element, "")
    _refill(document.settings.element, _SETTINGS)
    return packed(document)


def packed(document: Any) -> bytes:
    """Give a document's bytes, the same for the same document."""
    saved, result = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _NEVER)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(part, source.read(name))
    return result.getvalue()


def _refill(root: Any, content: str) -> None:
    for child in list(root):
        root.remove(child)
    for child in list(parse_xml(f"<w:all {nsdecls('w')}>{content}</w:all>")):
        root.append(child)


def _page(language: str) -> str:
    turned = "<w:bidi/>" if is_right_to_left(language) else ""
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {sides} w:header="708" w:footer="708" w:gutter="0"/>{turned}</w:sectPr>'
    )


_SETTINGS = """
<w:zoom w:percent="100"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
 w:val="15"/></w:compat>
"""


def _styles(language: str) -> str:
    return "".join(
        (
            _defaults(language),
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
            *(_heading(level, size) for level, size in enumerate(_SIZES)),
            _paragraph(STYLE_IDS["entry"], "List Paragraph", '<w:spacing w:after="60"/>'),
            _paragraph(STYLE_IDS["numbered"], NUMBERED),
            _paragraph(STYLE_IDS["clause"], CLAUSE),
            _character(STYLE_IDS["link"], "Hyperlink", '<w:color w:val="0000CC"/><w:u w:val="single"/>'),
            _character(
                STYLE_IDS["line number"], LINE_NUMBER, f'{_UNMARKED}<w:color w:val="595959"/>{_size(16)}'
            ),
        )
    )


_UNMARKED = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _defaults(language: str) -> str:
    said = "bidi" if is_right_to_left(language) else "val"
    spoken = f'<w:lang w:{said}="{language}"/>' if language else ""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    spacing = '<w:spacing w:after="140" w:line="288" w:lineRule="auto"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(22)}{spoken}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _heading(level: int, size: int) -> str:
    spacing = '<w:spacing w:before="240" w:after="100"/>'
    return _paragraph(
        f"{STYLE_IDS['heading']}{level + 1}",
        f"heading {level + 1}",
        f'<w:keepNext/><w:keepLines/>{spacing}<w:outlineLvl w:val="{level}"/>',
        f"<w:b/><w:bCs/>{_size(size)}",
        '<w:next w:val="Normal"/>',
    )


def _paragraph(style: str, name: str, paragraph: str = "", run: str = "", after: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{after}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character(style: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )
