"""Writing a text as a PDF: clean, with the line numbers of a version, or marked up.

What is written is tagged (PDF/UA-1): headings, lists with their printed numbers and links are known to a
screen reader. Words go to the typesetter as values, so that none of them is read as its markup. The same
input gives the same bytes, as long as the fonts that come with the typesetter have every letter: they have
those of Latin, Greek, Cyrillic, Hebrew, Arabic and some other scripts. Where they have not, fonts that are
installed are used too, and a note says so.

References
----------
ISO 14289-1:2014, PDF/UA-1. ISO 32000-2:2020, 14.8, tagged PDF.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from onevoice.assembly.text import Text
from onevoice.assembly.wording.marked import MarkedBlock, State
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.sentences import tongue
from onevoice.errors import InputError, MissingExtraError
from onevoice.formats.direction import is_right_to_left
from onevoice.formats.inline import Piece, by_line, pieces
from onevoice.formats.marked_words import parted, runs_of
from onevoice.formats.pdf_paper import WORDLESS, Document, Printed, blocks_document, piece_document
from onevoice.formats.placing import placed_file
from onevoice.formats.xml_trees import refuse_unwritable

INSTALLED_FONTS = (
    "Some letters are in none of the fonts that come with the PDF writer, so fonts installed on this machine"
    " were used for them. Written on another machine, the PDF may look otherwise."
)

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?(?:-|$)")
_NO_LETTER = re.compile(r'the text `"(.*)"` could not be displayed')
_BEGINNING = 0  # of the time that computers count: a PDF has a date, and this one tells nothing


def write_pdf(text: Text, path: Path, *, title: str = "", overwrite: bool = False) -> str:
    """Write a text as a clean document.

    Parameters
    ----------
    text : Text
        One in a language written from right to left is set so.
    path : Path
    title : str
        For the document's properties; without one, the first words of the text.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Returns
    -------
    str
        A note if fonts of this machine were used, as a sentence; empty otherwise.

    Raises
    ------
    InputError
        If the file cannot be written there, the text holds what no PDF can, or no font has a letter of it.
    MissingExtraError
        If typst is not installed.
    """
    printed = [
        Printed(one, [("", [piece_document(it) for it in pieces(one.words, one.marks)])])
        for one in text.blocks
    ]
    return _place(_document(printed, text.language, title, lined=False), path, overwrite=overwrite)


def write_version(version: Version, path: Path, *, title: str = "", overwrite: bool = False) -> str:
    """Write a published text with its line numbers.

    Lines break where the version says. Where they are too long for the page, the letters get smaller, and
    then the page larger. The numbers stand at the end of the lines, and are not read out with the words.

    Parameters
    ----------
    version : Version
    path, title, overwrite
        As for ``write_pdf``.

    Returns
    -------
    str
        As for ``write_pdf``.

    Raises
    ------
    InputError, MissingExtraError
        As for ``write_pdf``.
    """
    numbered = iter(version.lines())
    printed = []
    for block, breaks in zip(version.text.blocks, version.breaks, strict=True):
        lines = by_line(block, [next(numbered) for _ in range(len(breaks) + 1)])
        printed.append(
            Printed(
                block, [(str(line.number), [piece_document(it) for it in parts]) for line, parts in lines]
            )
        )
    return _place(_document(printed, version.text.language, title, lined=True), path, overwrite=overwrite)


def write_marked(
    marked: Sequence[MarkedBlock],
    path: Path,
    *,
    language: str = "",
    said_in: str = "en",
    title: str = "",
    overwrite: bool = False,
) -> str:
    """Write a marked-up text: what is deleted is struck, what is inserted underlined, and both said in words.

    Parameters
    ----------
    marked : sequence of MarkedBlock
    path : Path
    language : str
        Of the text (BCP 47); empty where unknown.
    said_in : str
        Language of the words "deleted" and "inserted", as for `onevoice.assembly.wording.sentences.say`.
    title, overwrite
        As for ``write_pdf``.

    Returns
    -------
    str
        As for ``write_pdf``.

    Raises
    ------
    InputError, MissingExtraError
        As for ``write_pdf``.
    """
    printed = [Printed(one.block, [("", list(_marked(one, said_in)))]) for one in marked]
    return _place(_document(printed, language, title, lined=False), path, overwrite=overwrite)


def _marked(one: MarkedBlock, said_in: str) -> Iterator[Document]:
    """Give the words of a marked-up block, with words for what becomes of them."""
    said = tongue(said_in).states
    for run in runs_of(one):
        if run.state is State.KEPT:
            yield from (piece_document(it) for it in pieces(run.words, run.marks))
            continue
        before, core, after = parted(run)
        yield piece_document(Piece(before))
        yield piece_document(Piece(f"[{said[run.state.value]}: "), "said")
        yield from (piece_document(it, run.state.value) for it in pieces(core.words, core.marks))
        yield piece_document(Piece("]"), "said")
        yield piece_document(Piece(after))
    if one.moved:
        yield piece_document(Piece(f" ({said[one.moved]})"), "said")


def _document(printed: Sequence[Printed], language: str, title: str, *, lined: bool) -> Document:
    for one in printed:
        refuse_unwritable(one.block)
    first = next((one.block.words for one in printed if one.block.words.strip()), WORDLESS)
    spoken = _LANGUAGE.match(language)
    return {
        "title": title or first[:200],
        "lang": spoken[1] if spoken else "und",
        "region": spoken[2] if spoken else None,
        "turned": is_right_to_left(language),
        "lined": lined,
        "blocks": blocks_document(printed),
    }


def _place(document: Document, path: Path, *, overwrite: bool) -> str:
    content, note = _typeset(document)
    with placed_file(Path(path), overwrite=overwrite) as draft:
        draft.write_bytes(content)
    return note


def _typeset(document: Document) -> tuple[bytes, str]:
    """Give a PDF's bytes, and a note if the fonts that come with the typesetter were not enough."""
    typst = _typst()
    for installed in (False, True):
        compiler = typst.Compiler(_sheet(), font_paths=_fonts(installed=installed))
        try:
            content = compiler.compile(
                format="pdf",
                sys_inputs={"paper": json.dumps(document)},
                timestamp=_BEGINNING,
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            missing = _NO_LETTER.search(error.message)
            if not error.message.startswith("PDF/UA-1"):
                raise
            if missing is None:
                raise InputError(f"no PDF can be made of this ({error.message})", _OTHERWISE) from None
            if installed:
                raise InputError(f"no font on this machine has the letter {missing[1]}", _FONT) from None
        else:
            return content, INSTALLED_FONTS if installed else ""
    raise AssertionError("the second turn ends in either way")


_OTHERWISE = "Write it as .docx or .html instead"
_FONT = "Install a font that has it, or write the text as .docx or .html instead"


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415  # an optional package
    except ImportError:
        raise MissingExtraError("Writing PDF", "pdf") from None
    return typst


@cache
def _fonts(*, installed: bool) -> Any:
    return _typst().Fonts(include_system_fonts=installed)


@cache
def _sheet() -> bytes:
    return resources.files("onevoice.formats").joinpath("pdf_sheet.typ").read_bytes()
