"""Words that people type or upload, as texts; and texts as words that people go on typing at."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

from onevoice.assembly.text import Block, Text
from onevoice.errors import InputError
from onevoice.formats.markdown_written import markdown_of
from onevoice.formats.plain_text import plain
from onevoice.formats.text_source import SIZE_LIMIT
from onevoice.formats.texts import TEXT_ENDINGS, read_text

_UNSAID = "und"  # BCP 47 for a language that nobody named: it makes a text evidently Markdown
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")


def typed_text(words: str) -> Text:
    """Read words from a field, as plain text or Markdown, whichever they evidently are.

    Raises
    ------
    InputError
        If there are none, too many, or they hold what is no writing.
    """
    if not words.strip():
        raise InputError(_("There are no words here"), _("Write them, or choose a file"))
    if _CONTROL.search(words):
        raise InputError(_("There are control characters in the words"), _("Write them anew"))
    content = words.encode()
    if len(content) > SIZE_LIMIT:
        raise InputError(_("These words are more than 2 MB"), _("Divide the text"))
    return _read(content, "")


def uploaded_text(name: str, content: bytes) -> Text:
    """Read a file: Markdown, Word, HTML or plain text.

    Raises
    ------
    InputError
        With the file's name, if it is too large, of another kind, damaged, or holds no words.
    """
    if len(content) > SIZE_LIMIT:
        what = _("the file is larger than 2 MB")
        raise InputError(what, _("Take pictures out of it, or divide it"), file=name)
    ending = PurePath(name).suffix.lower()
    if ending not in TEXT_ENDINGS:
        what = _("a file of this kind is not read")
        raise InputError(what, _("Save it as Word (.docx), Markdown, HTML or plain text"), file=name)
    try:
        return _read(content, ending)
    except InputError as error:
        raise InputError(error.what, error.todo, file=name, row=error.row) from None


def typing_of(text: Text) -> str:
    """Write a text so that ``typed_text`` reads it again: as plainly as that can be."""
    unsaid = replace(text, language="")
    for words in (plain(unsaid), markdown_of(unsaid)):
        if _reads_as(words, text):
            return words.rstrip("\n")
    return markdown_of(replace(text, language=text.language or _UNSAID)).rstrip("\n")


def one_paragraph(words: str) -> str:
    """Give typed words as a block holds them: in composed form, on one line, without blanks at the ends."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", words)).strip()


def _read(content: bytes, ending: str) -> Text:
    """Read content by way of a file, as every text is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"text{ending}"
        path.write_bytes(content)
        text = read_text(path)
    return replace(text, language="") if text.language == _UNSAID else text


def _reads_as(words: str, text: Text) -> bool:
    try:
        return [*map(_content, typed_text(words).blocks)] == [*map(_content, text.blocks)]
    except InputError:
        return False


def _content(block: Block) -> tuple[object, ...]:
    return block.kind, block.words, block.depth, block.number, frozenset(block.marks)
