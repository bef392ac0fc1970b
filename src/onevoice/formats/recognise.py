"""Which format a path is in, told from what the files hold and never from their endings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onevoice.errors import InputError
from onevoice.formats.delimited import named, separator
from onevoice.formats.sheets import TABLES

FORMATS = {
    "open-tables": "open tables (responses.csv with member, proposition, response)",
    "polis": "a Polis export (votes.csv or participants-votes.csv)",
    "commons": "UK Commons division files",
}
"""The formats that can be read, with the words in which errors name them."""

_HEAD = 1 << 16


@dataclass(slots=True)
class Found:
    """The files of a path, each with its part in a format.

    Attributes
    ----------
    format : str
        A key of ``FORMATS``.
    parts : dict of str to list of Path
        Files by their part ("votes", "comments").
    unread : list of str
        Names of files that have no part.
    """

    format: str
    parts: dict[str, list[Path]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def single(self) -> dict[str, Path]:
        """One file for each part; two for one part are two bodies."""
        for part, paths in self.parts.items():
            if len(paths) > 1:
                raise InputError(
                    f"{named([one.name for one in paths])} hold {part} alike: two bodies, or one body twice",
                    "Name one of them, or keep each body in a folder of its own",
                )
        return {part: paths[0] for part, paths in self.parts.items()}


def recognise(path: Path, forced: str | None = None) -> Found:
    """Tell the format of a file or folder.

    Parameters
    ----------
    path : Path
    forced : str, optional
        A key of ``FORMATS``: only this one is looked for.

    Raises
    ------
    InputError
        If there is nothing at the path, nothing in a known format, or two formats at once.
    """
    if not path.exists():
        raise InputError("there is no such file or folder", "Check the path", file=str(path))
    paths = _files(path)
    found: dict[str, Found] = {}
    unread: list[str] = []
    for one in paths:
        part = part_of(one)
        if part is None or (forced and part[0] != forced):
            unread.append(one.name)
            continue
        found.setdefault(part[0], Found(part[0])).parts.setdefault(part[1], []).append(one)
    held = [one for one in found.values() if any(_ANSWERS[one.format](part) for part in one.parts)]
    if len(held) > 1:
        raise InputError(
            f"this folder holds {' and '.join(FORMATS[one.format] for one in held)}",
            "Keep each in a folder of its own, or force one with --format",
            file=path.name,
        )
    if not held:
        raise _nothing(path, paths, forced)
    held[0].unread = unread
    return held[0]


def part_of(path: Path) -> tuple[str, str] | None:
    """Format and part of one file, or None where it is in none."""
    try:
        with path.open("rb") as stream:
            head = _text(stream.read(_HEAD))
    except OSError:
        return None
    if head.lstrip()[:16].casefold().lstrip('"').startswith("division number"):
        return "commons", "divisions"
    columns = _columns(head)
    for wanted, part in _HEADERS:
        if wanted <= columns.keys():
            return part
    if path.stem in TABLES and path.suffix == ".csv":
        return "open-tables", path.stem
    if next(iter(columns), "") == "topic":
        return "polis", "summary"
    return None


_HEADERS: tuple[tuple[frozenset[str], tuple[str, str]], ...] = (
    (frozenset({"comment-id", "voter-id", "vote"}), ("polis", "votes")),
    (frozenset({"comment-id", "comment-body"}), ("polis", "comments")),
    (frozenset({"participant", "n-votes", "n-agree"}), ("polis", "participants")),
    (frozenset({"member", "proposition", "response"}), ("open-tables", "responses")),
)

_ANSWERS: dict[str, Callable[[str], bool]] = {
    "polis": {"votes", "participants"}.__contains__,
    "open-tables": {"responses"}.__contains__,
    "commons": {"divisions"}.__contains__,
}


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        return sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    except OSError as error:
        raise InputError(
            f"the folder cannot be opened ({error.strerror})", "Check its permissions", file=path.name
        ) from None


def _text(head: bytes) -> str:
    """Enough of a text to recognise its header by, whatever the encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\0" in head[:64]:
        return head.decode("utf-16-le" if head[:1] != b"\0" else "utf-16-be", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def _columns(head: str) -> dict[str, None]:
    """Names in the first line with content, in lower case and in order."""
    line = next((line for line in head.splitlines() if line.strip()), "")
    cells = (cell.strip().strip('"').strip() for cell in line.split(separator(line)))
    return dict.fromkeys(cell.casefold() for cell in cells)


def _nothing(path: Path, paths: Sequence[Path], forced: str | None) -> InputError:
    known = FORMATS[forced] if forced else "; ".join(FORMATS.values())
    if path.is_dir():
        there = f"the folder holds {named([one.name for one in paths])}" if paths else "the folder is empty"
        what = f"{there}, and no answers in a format that is known here"
    else:
        what = "this file holds no answers in a format that is known here"
    return InputError(f"{what}: {known}", "Name a file or folder in one of these formats", file=path.name)
