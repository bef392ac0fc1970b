"""Texts printed in a form, or written to a file in the format that its ending names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from onevoice.assembly.text import Text
from onevoice.assembly.wording.publishing import Version
from onevoice.cli.text.printing import numbered_lines
from onevoice.errors import SettingsError
from onevoice.formats.html_written import html_of
from onevoice.formats.markdown_written import markdown_of
from onevoice.formats.placing import placed_file
from onevoice.formats.plain_text import plain
from onevoice.formats.texts import WRITTEN_ENDINGS, write_text

_FORMS: Mapping[str, Callable[[Text], str]] = {"md": markdown_of, "html": html_of, "txt": plain}


def printed(version: Version, form: str, *, lines: bool) -> str:
    """Give a text as md, html or txt; the last with line numbers if they are asked for."""
    return as_file(numbered_lines(version)) if lines else _FORMS[form](version.text)


def write_version(version: Version, path: Path, *, lines: bool, overwrite: bool) -> str:
    """Write a text, with the numbers of its lines if they are asked for.

    Returns
    -------
    str
        What the person should know of the file, as a sentence; mostly empty.

    Raises
    ------
    InputError
        If something is there, or it cannot be written.
    SettingsError
        If line numbers are asked for in a format that has none.
    """
    kind = WRITTEN_ENDINGS.get(path.suffix.lower())
    if not lines:
        return write_text(version.text, path, overwrite=overwrite)
    if kind == "pdf":
        from onevoice.formats.pdf_written import write_version as write_pages  # noqa: PLC0415  # few write any

        return write_pages(version, path, overwrite=overwrite)
    if kind == "docx":
        from onevoice.formats.docx_written import write_version as write_lined  # noqa: PLC0415  # slow to import

        write_lined(version, path, overwrite=overwrite)
    elif kind == "plain":
        write_lines(numbered_lines(version), path, overwrite=overwrite)
    else:
        raise SettingsError(
            "Line numbers are written to .docx, .pdf and .txt only. Choose one, or leave out --lines."
        )
    return ""


def write_lines(lines: Iterable[str], path: Path, *, overwrite: bool) -> None:
    """Write lines to a file, whole or not at all."""
    with placed_file(path, overwrite=overwrite) as draft:
        draft.write_bytes(as_file(lines).encode())


def as_file(lines: Iterable[str]) -> str:
    """Join lines, each with its end."""
    return "".join(f"{line}\n" for line in lines)
