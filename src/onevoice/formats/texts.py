"""Texts in and out, told by what a file holds and by its ending."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path

from onevoice.assembly.text import Text
from onevoice.errors import InputError
from onevoice.formats.akoma_ntoso import read_akoma_ntoso
from onevoice.formats.delimited import named
from onevoice.formats.html_text import parse_html
from onevoice.formats.html_written import html_of
from onevoice.formats.markdown_text import parse_markdown
from onevoice.formats.markdown_written import markdown_of
from onevoice.formats.placing import placed_file
from onevoice.formats.plain_text import parse_plain, plain
from onevoice.formats.text_source import read_source, refuse_oversized

TEXT_ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "plain",
    ".text": "plain",
    ".docx": "docx",
}
"""The endings of files that hold a text, and what each of them is."""

WRITTEN_ENDINGS = {**TEXT_ENDINGS, ".pdf": "pdf"}
"""The endings of files that a text is written to: those, and one that is not read again."""

_WRITERS = {"markdown": markdown_of, "html": html_of, "plain": plain}
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)?<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*<(\?xml|svg|rss)\b")
_AKOMA_NTOSO = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)?<(\w+:)?akomaNtoso\b", re.DOTALL)
_MARKDOWN = re.compile(r"^(#{1,6} \S|[-*+] \S|<!-- (language|clause|paragraph) )|\*\*\S|\]\(\S", re.MULTILINE)


def read_text(path: str | PathLike[str]) -> Text:
    """Read a text from a file.

    Parameters
    ----------
    path : str or path
        Markdown, HTML, Word (.docx), Akoma Ntoso or plain text, in any common encoding. What a file
        evidently holds counts before its ending.

    Returns
    -------
    Text
        Blocks with the ids b1, b2, ... in reading order.

    Raises
    ------
    InputError
        If the file is missing, holds no text, or is too large.
    """
    path = Path(path)
    if _is_document(path):
        from onevoice.formats.docx_text import read_docx  # noqa: PLC0415  # python-docx is slow to import

        return refuse_oversized(read_docx(path), path.name)
    source = read_source(path)
    if _AKOMA_NTOSO.match(source):
        return refuse_oversized(read_akoma_ntoso(path), path.name)
    kind = TEXT_ENDINGS.get(path.suffix.lower())
    if _HTML.match(source):
        kind = "html"
    elif _XML.match(source):
        raise InputError(
            "this is XML of a kind that holds no text of a body",
            "Save the text as Markdown, HTML, Word (.docx), Akoma Ntoso or plain text",
            file=path.name,
        )
    elif kind in (None, "docx"):
        kind = "markdown" if _MARKDOWN.search(source[:10_000]) else "plain"
    if kind == "html":
        text = parse_html(source, name=path.name)
    else:
        text = parse_markdown(source, name=path.name) if kind == "markdown" else parse_plain(source)
    return refuse_oversized(text, path.name)


def write_text(text: Text, path: str | PathLike[str], *, overwrite: bool = False) -> str:
    """Write a text to a file, in the format that its ending names.

    Parameters
    ----------
    text : Text
    path : str or path
        With one of ``WRITTEN_ENDINGS``.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Returns
    -------
    str
        What the person should know of the file, as a sentence; mostly empty.

    Raises
    ------
    InputError
        If the ending is none of them, something is there already, or cannot be written.
    MissingExtraError
        If the package that writes the format is not installed.
    """
    path = Path(path)
    kind = WRITTEN_ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise InputError(
            f"a text cannot be written with the ending {path.suffix!r}",
            f"Choose one of {named(list(WRITTEN_ENDINGS))}",
            file=path.name,
        )
    if kind == "pdf":
        from onevoice.formats.pdf_written import write_pdf  # noqa: PLC0415  # few write any

        return write_pdf(text, path, overwrite=overwrite)
    if kind == "docx":
        from onevoice.formats.docx_written import write_docx  # noqa: PLC0415  # python-docx is slow to import

        write_docx(text, path, overwrite=overwrite)
    else:
        write_words(_WRITERS[kind](text), path, overwrite=overwrite)
    return ""


def write_words(words: str, path: Path, *, overwrite: bool) -> None:
    """Write words to a file in UTF-8, whole or not at all.

    Raises
    ------
    InputError
        If something is there already, they hold half a character, or the file cannot be written.
    """
    with placed_file(path, overwrite=overwrite) as draft:
        try:
            draft.write_bytes(words.encode())
        except UnicodeEncodeError:
            raise InputError(
                "the text holds half a character", "Correct it before it is written", file=path.name
            ) from None


def _is_document(path: Path) -> bool:
    """Whether a file begins as Word documents do; those with a password begin as old ones did."""
    beginnings = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") if path.suffix.lower() == ".docx" else (b"PK\x03\x04",)
    try:
        with path.open("rb") as stream:
            return stream.read(4) in beginnings
    except (OSError, ValueError):  # what is wrong is said when it is read as text
        return False
