"""The words of a file that holds a text: its encoding, its size, and what is no text at all."""

from __future__ import annotations

import re
from pathlib import Path

from onevoice.assembly.text import Text
from onevoice.errors import InputError
from onevoice.formats.delimited import text_encoding

SIZE_LIMIT = 1 << 21  # bytes; ten times a text of 20,000 words with its markup
BLOCK_LIMIT = 50_000
LINES_LIMIT = 200_000
WORDS_LIMIT = 500_000  # characters of one block
_NO_TEXT = (
    (b"%PDF", "this is a PDF, which holds pages and no text that could be amended"),
    (b"PK\x03\x04", "this is a packed file (a Word document has the ending .docx)"),
    (b"\xd0\xcf\x11\xe0", "this is a document of an old word processor"),
    (b"{\\rtf", "this is a document in Rich Text Format"),
    (b"\x89PNG", "this is a picture"),
    (b"\xff\xd8\xff", "this is a picture"),
    (b"GIF8", "this is a picture"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_SAVE = "Save it as Markdown, HTML, Word (.docx) or plain text"


def read_source(path: Path, name: str = "") -> str:
    r"""Read a text file whole, in whichever common encoding it is.

    Parameters
    ----------
    path : Path
    name : str, optional
        What errors call the file; its own name if not given.

    Returns
    -------
    str
        Its words, with line ends as ``\n``.

    Raises
    ------
    InputError
        If the file is missing, empty, over ``SIZE_LIMIT`` or ``LINES_LIMIT``, or holds no text.
    """
    name = name or path.name
    if path.is_dir():
        raise InputError("this is a folder, and a text is one file", "Name the file", file=name)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(16)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise InputError(
            "there is no such file, or it may not be read", "Check the path", file=name
        ) from None
    if size > SIZE_LIMIT:
        raise InputError(
            f"the file has {size:,} bytes, and a text may have {SIZE_LIMIT:,}", "Divide it", file=name
        )
    for mark, what in _NO_TEXT:
        if head.startswith(mark):
            raise InputError(what, _SAVE, file=name)
    try:
        encoding = text_encoding(path, name)
    except InputError as error:
        todo = "Choose another file" if error.what == "the file is empty" else _SAVE
        raise InputError(error.what, todo, file=name, row=error.row) from None
    words = path.read_bytes().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    if words.count("\n") > LINES_LIMIT:
        raise InputError(f"the file has over {LINES_LIMIT:,} lines", "Divide it", file=name)
    stray = _CONTROL.search(words)
    if stray:
        row = words.count("\n", 0, stray.start()) + 1
        raise InputError(
            "the file holds control characters, so this is damaged or no text", _SAVE, file=name, row=row
        )
    return words


def refuse_oversized(text: Text, name: str) -> Text:
    """Give a text back if it is of a size that can be worked with.

    Raises
    ------
    InputError
        If it has no words, over ``BLOCK_LIMIT`` paragraphs, or over ``WORDS_LIMIT`` characters in one.
    """
    if not any(block.words for block in text.blocks):
        raise InputError("the file holds no words", "Choose another file", file=name)
    if len(text.blocks) > BLOCK_LIMIT:
        raise InputError(
            f"the text has {len(text.blocks):,} paragraphs and entries, and may have {BLOCK_LIMIT:,}",
            "Divide it",
            file=name,
        )
    for place, block in enumerate(text.blocks, start=1):
        if len(block.words) > WORDS_LIMIT:
            raise InputError(
                f"paragraph {place} has {len(block.words):,} characters, and may have {WORDS_LIMIT:,}",
                "Part it into paragraphs",
                file=name,
            )
    return text
