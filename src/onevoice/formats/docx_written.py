"""Writing a text as a DOCX: clean, with the line numbers of a version, or with real tracked changes.

Every block has a style of its kind and keeps its number by real numbering. What is written reads again as
it was, but that spaces at the ends of a block, and tabs, are layout to the reader. Lists and headings have
nine levels in a DOCX: what lies deeper is written on the ninth. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onevoice.assembly.text import Text
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.publishing import Version
from onevoice.formats.docx_lists import element
from onevoice.formats.docx_paper import Paper
from onevoice.formats.docx_sheet import STYLE_IDS, TEXT_WIDTH
from onevoice.formats.docx_tracked import Tracked
from onevoice.formats.inline import by_line, pieces
from onevoice.formats.placing import placed_file

_NUMBER_WIDTH = 567  # room for line numbers beside the words, in twentieths of a point


def write_docx(text: Text, path: Path, *, title: str = "", overwrite: bool = False) -> None:
    """Write a text as a clean document.

    Parameters
    ----------
    text : Text
        Paragraphs of a language written from right to left are set so.
    path : Path
    title : str
        For the document's properties; it is not printed.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Raises
    ------
    InputError
        If the file cannot be written there, or the text holds what no DOCX can.
    """
    _place(docx_of(text, title=title), path, overwrite=overwrite)


def docx_of(text: Text, *, title: str = "") -> bytes:
    """Give the bytes of a clean document; parameters and errors as ``write_docx``."""
    paper = Paper([(block, (0,)) for block in text.blocks], text.language, title)
    for block in text.blocks:
        paragraph, _ = paper.paragraph(block)
        paper.write(paragraph, pieces(block.words, block.marks))
    return paper.packed()


def write_version(version: Version, path: Path, *, title: str = "", overwrite: bool = False) -> None:
    """Write a published text with its line numbers.

    Lines break where the version says, and each has its number printed at its end, whatever the font or the
    program: numbers that a word processor counts by itself would follow its own line breaks.

    Parameters
    ----------
    version : Version
    path, title, overwrite
        As for ``write_docx``.

    Raises
    ------
    InputError
        As for ``write_docx``.
    """
    _place(version_docx(version, title=title), path, overwrite=overwrite)


def version_docx(version: Version, *, title: str = "") -> bytes:
    """Give the bytes of a published text with its line numbers; as ``write_version``."""
    text = version.text
    paper = Paper([(block, (0,)) for block in text.blocks], text.language, title)
    lines = iter(version.lines())
    for block, breaks in zip(text.blocks, version.breaks, strict=True):
        paragraph, properties = paper.paragraph(block)
        _leave_room(properties)
        for line, parts in by_line(block, [next(lines) for _ in range(len(breaks) + 1)]):
            paper.write(paragraph, parts)
            paragraph.append(_line_number(line.number, last=line.end == len(block.words)))
    return paper.packed()


def write_marked(
    marked: Sequence[MarkedBlock],
    path: Path,
    *,
    names: Mapping[str, str] | None = None,
    date: str = "",
    language: str = "",
    title: str = "",
    overwrite: bool = False,
) -> None:
    """Write a marked-up text with tracked changes, to be accepted or rejected in a word processor.

    Parameters
    ----------
    marked : sequence of MarkedBlock
    path : Path
    names : mapping of str to str, optional
        Amendment's id to the author that a word processor shows; the id itself where it has none.
    date : str
        ISO 8601 time of every change; empty for none.
    language, title, overwrite
        As for ``write_docx``.

    Raises
    ------
    InputError
        As for ``write_docx``.
    """
    content = marked_docx(marked, names=names, date=date, language=language, title=title)
    _place(content, path, overwrite=overwrite)


def marked_docx(
    marked: Sequence[MarkedBlock],
    *,
    names: Mapping[str, str] | None = None,
    date: str = "",
    language: str = "",
    title: str = "",
) -> bytes:
    """Give the bytes of a marked-up text with tracked changes; as ``write_marked``."""
    return Tracked(marked, language, title, names or {}, date).packed()


def _leave_room(properties: Any) -> None:
    """Leave room for line numbers at the end of each line."""
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"w:val": "right", "w:pos": str(TEXT_WIDTH)}))
    bidirectional = [child for child in properties if child.tag.endswith("}bidi")]
    if bidirectional:
        bidirectional[0].addprevious(tabs)
    else:
        properties.append(tabs)
    properties.append(element("w:ind", {"w:right": str(_NUMBER_WIDTH)}))


def _line_number(number: int, *, last: bool) -> Any:
    """Print a line's number, and break the line; the reader knows such a run by its style."""
    run, style = element("w:r"), element("w:rPr")
    style.append(element("w:rStyle", {"w:val": STYLE_IDS["line number"]}))
    run.append(style)
    run.append(element("w:tab"))
    text = element("w:t")
    text.text = str(number)
    run.append(text)
    if not last:
        run.append(element("w:br"))
    return run


def _place(content: bytes, path: Path, *, overwrite: bool) -> None:
    with placed_file(Path(path), overwrite=overwrite) as draft:
        draft.write_bytes(content)
