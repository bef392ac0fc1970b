"""Putting files in their place: whole or not at all, and never over what is there unless told to."""

from __future__ import annotations

import csv
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from onevoice.assembly.sounding import RollCall
from onevoice.errors import InputError
from onevoice.formats.delimited import CELL_LIMIT


@contextmanager
def placed_folder(path: Path, names: Sequence[str], *, overwrite: bool) -> Iterator[Path]:
    """Give a folder to write into, which takes its place only when everything is written.

    Parameters
    ----------
    path : Path
        Where the folder shall be.
    names : sequence of str
        Every file that a folder of this kind may hold; with ``overwrite`` these are replaced or
        removed, and files of other names are left alone.
    overwrite : bool
        Whether a folder that holds something may be written into.

    Raises
    ------
    InputError
        If something is there, or cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise InputError(
            "this is a file, and a folder is to be written", "Choose another name", file=str(path)
        )
    if path.is_dir() and any(path.iterdir()) and not overwrite:
        raise _occupied(path)
    with _beside(path) as draft:
        draft.mkdir()
        yield draft
        if not path.exists():
            draft.rename(path)
            return
        for name in names:
            if (draft / name).exists():
                (draft / name).replace(path / name)
            else:
                (path / name).unlink(missing_ok=True)


@contextmanager
def placed_file(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a file to write, which takes its place only when it is whole.

    Raises
    ------
    InputError
        If something is there, or cannot be written.
    """
    if path.exists() and (path.is_dir() or not overwrite):
        raise _occupied(path)
    with _beside(path) as draft:
        yield draft
        draft.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Name a draft beside a path, and leave nothing of it behind."""
    if not path.parent.is_dir():
        raise InputError("there is no such folder to write into", "Make it first", file=str(path.parent))
    draft = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    try:
        yield draft
    except OSError as error:
        raise InputError(
            f"this cannot be written ({error.strerror})",
            "Check the space and permissions there",
            file=str(path),
        ) from None
    finally:
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file in UTF-8 with the line ends of RFC 4180, which keep any line end in a cell safe."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def refuse_unwritable(calls: RollCall) -> None:
    """Refuse a roll call with a text or an id that no reader of text files would take back.

    Raises
    ------
    InputError
        If an id is blank, or a text holds a NUL, half a character or over a mebibyte.
    """
    for what, things in (("member", calls.members), ("proposition", calls.propositions)):
        if not all(one.id.strip() for one in things):
            raise InputError(f"a {what} has a blank id", f"Give every {what} an id")
    for text in _texts(calls):
        if "\0" in text or len(text) > CELL_LIMIT or _is_half(text):
            raise InputError(
                f"the text that begins {text[:30]!r} holds a NUL, half a character or over {CELL_LIMIT:,} "
                "characters",
                "Correct it before it is written",
            )


def _texts(calls: RollCall) -> Iterator[str]:
    yield calls.title
    for member in calls.members:
        yield from (member.id, member.name)
    for one in calls.propositions:
        yield from (one.id, one.text, one.slot, one.source, *chain.from_iterable(one.fields))
    for group in calls.groups:
        yield from (group.column, group.name)


def _is_half(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _occupied(path: Path) -> InputError:
    todo = "Choose another name, or have it replaced (--force; overwrite=True in Python)"
    return InputError("there is something here already", todo, file=os.fspath(path))
