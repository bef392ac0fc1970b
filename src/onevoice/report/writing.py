"""Write an analysis where a person asked for it: a page, JSON, or a folder of CSV tables."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from onevoice.errors import InputError, SettingsError
from onevoice.report.language import SOURCE
from onevoice.report.names import Document
from onevoice.report.page import render
from onevoice.report.tables import tables


@runtime_checkable
class HasDocument(Protocol):
    """Anything that holds an analysis document."""

    @property
    def document(self) -> Document:
        """The document."""


def write(
    analysis_or_document: HasDocument | Document, path: str | os.PathLike[str], *, language: str = SOURCE
) -> None:
    """Write an analysis as what the path's ending says.

    Parameters
    ----------
    analysis_or_document : Analysis or Mapping
        What to write.
    path : str or path
        Ends in ``.html`` for the page or ``.json`` for the document; a name without ending is a
        folder for the CSV tables. What stands there is replaced, and only when the new file is whole.
    language : str
        Language of the page.

    Raises
    ------
    SettingsError
        If the ending is none of these, or the language is not there.
    InputError
        If the place cannot be written to.
    """
    document = (
        analysis_or_document if isinstance(analysis_or_document, Mapping) else analysis_or_document.document
    )
    target = Path(path)
    written = _written(document, target, language)
    try:
        for place, text in written.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            _replace(place, text)
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror or error})",
            "Choose another place, or free this one",
            file=str(path),
        ) from error


def _written(document: Document, target: Path, language: str) -> dict[Path, str]:
    ending = target.suffix.lower()
    if ending in {".html", ".htm"}:
        return {target: render(document, language)}
    if ending == ".json":
        return {target: json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"}
    if ending and not target.is_dir():
        raise SettingsError(
            f"A report cannot be written as {ending!r}. "
            "End its name in .html or .json, or give a folder without an ending for CSV tables."
        )
    return {target / name: text for name, text in tables(document).items()}


def _replace(place: Path, text: str) -> None:
    """Write beside the place first, so that nothing half written is ever seen there."""
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(beside).chmod(0o666 & ~_mask())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
