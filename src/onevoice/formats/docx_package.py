"""The package of a DOCX: opened within caps, or refused with a sentence that says what it is instead."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.parsers import expat

import docx

from onevoice.errors import InputError

LARGEST_PART = 64 << 20
"""Bytes of one part when it is unpacked."""

LARGEST_MARKUP = 24 << 20
"""Bytes of one part of markup when it is unpacked."""

LARGEST_TOTAL = 192 << 20
"""Bytes of all parts when they are unpacked."""

MOST_PARTS = 4_000

_SAVE = "Open it in a word processor and save it as a Word document (.docx)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = "Save it anew from a word processor; if it came from somebody else, do not trust it"


def opened(content: bytes) -> Any:
    """Open a DOCX and give its document.

    Parameters
    ----------
    content : bytes
        Of the file.

    Returns
    -------
    docx.document.Document

    Raises
    ------
    InputError
        If it is another kind of file, is damaged, or unpacks to more than a text should.
    """
    if not content:
        raise InputError("this file is empty", "Choose the file that holds the text")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise InputError("this document is locked by a password", "Save it without one")
        raise InputError("this is a document of an old kind (.doc), not a DOCX", _SAVE)
    for sign, kind in ((b"{\\rtf", "an RTF document"), (b"%PDF", "a PDF")):
        if content.lstrip()[:8].startswith(sign):
            raise InputError(f"this is {kind}, not a DOCX", _SAVE)
    if not content.startswith(b"PK"):
        raise InputError("this is no DOCX: it is not packed as one", _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_other_kinds(package)
            _refuse_bombs(package)
            _refuse_entities(package)
        return docx.Document(io.BytesIO(content))
    except (InputError, MemoryError):
        raise
    except Exception as error:  # a damaged package fails in zipfile, zlib, lxml or docx, in any way
        raise InputError("this document is damaged or cut short", f"Fetch it anew. {_SAVE}") from error


def _refuse_other_kinds(package: zipfile.ZipFile) -> None:
    """Refuse what is packed like a DOCX, and is none."""
    names = set(package.namelist())
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise InputError("parts of this document are locked by a password", "Save it without one")
    if "word/document.xml" not in names:
        for start, kind in (("xl/", "a spreadsheet"), ("ppt/", "a presentation")):
            if any(name.startswith(start) for name in names):
                raise InputError(f"this is {kind}, not a DOCX", "Save its words as a Word document (.docx)")
        if "mimetype" in names and b"opendocument" in package.read("mimetype")[:100]:
            raise InputError("this is an OpenDocument file, not a DOCX", _SAVE)
        if "[Content_Types].xml" not in names:
            raise InputError("this is a ZIP file, and no DOCX", "Take the document out of it")
    kinds = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in kinds:
        raise InputError("this document may hold macros (.docm)", _SAVE)
    if b"template.main" in kinds:
        raise InputError("this is a template (.dotx), not a document", _SAVE)
    if "_rels/.rels" in names and b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
        raise InputError("this document is stored as Strict Open XML", _SAVE)


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    """Refuse what unpacks to more than a text should; no part gives more bytes than it declares."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise InputError(f"this document has {len(parts)} parts, more than {MOST_PARTS}", _BOMB)
    total = sum(part.file_size for part in parts)
    if total > LARGEST_TOTAL:
        raise InputError(
            f"this document unpacks to {total >> 20} MB, more than {LARGEST_TOTAL >> 20} MB", _BOMB
        )
    for part in parts:
        most = LARGEST_MARKUP if _is_markup(part) else LARGEST_PART
        if part.file_size > most:
            raise InputError(
                f"the part {part.filename[:60]!r} of this document unpacks to {part.file_size >> 20} MB,"
                f" more than {most >> 20} MB",
                _BOMB,
            )


def _refuse_entities(package: zipfile.ZipFile) -> None:
    """Refuse markup with a document type: a DOCX has none, and what entities name can grow without end."""

    def refuse(*_: object) -> None:
        raise InputError("this document defines entities, which a DOCX may not", _BOMB)

    for part in package.infolist():
        if _is_markup(part):
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = refuse
            parser.Parse(package.read(part), True)


def _is_markup(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))
