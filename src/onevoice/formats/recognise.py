"""Which format a path is in, told from what the files hold and never from their endings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onevoice.errors import InputError
from onevoice.formats.delimited import named, open_table, separator
from onevoice.formats.grid import SAMPLE_ROWS, is_grid, refuse_few_strangers, survey
from onevoice.formats.popolo_documents import holds_votes, is_popolo, load
from onevoice.formats.sheets import TABLES
from onevoice.formats.voteview import is_voteview

FORMATS = {
    "open-tables": "open tables (responses.csv with member, proposition, response)",
    "polis": "a Polis export (votes.csv or participants-votes.csv)",
    "commons": "UK Commons division files",
    "european-parliament": "European Parliament roll calls (votes.csv with identifier, mepid, result)",
    "public-whip": "a Public Whip vote matrix",
    "voteview": "a coded matrix of pscl or Voteview",
    "popolo": "Popolo vote events (JSON)",
    "parquet": "open tables as Parquet",
    "swiss-council": "votes of the Swiss National Council",
    "matrix": "a matrix of answers (one cell for each member and proposition)",
}
"""The formats that can be read, with the words in which errors name them."""

_HEAD = 1 << 16
_ENDINGS = {".csv", ".tsv", ".json"}
_OWN = re.compile(r'\s*\{\s*"onevoice": \{"kind"')  # how the Popolo files of our own writer begin


@dataclass(slots=True)
class Found:
    """The files of a path, each with its part in a format.

    Attributes
    ----------
    format : str
        A key of ``FORMATS``.
    parts : dict of str to list of Path
        Files by their part ("votes", "comments").
    unread : list of Path
        Files that have no part.
    """

    format: str
    parts: dict[str, list[Path]] = field(default_factory=dict)
    unread: list[Path] = field(default_factory=list)

    def single(self) -> dict[str, Path]:
        """One file for each part; two for one part are two bodies."""
        for part, paths in self.parts.items():
            if len(paths) > 1:
                names = named([one.name for one in paths])
                raise InputError(
                    f"{names} hold the same kind of table ({part}): two bodies, or one body twice",
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
    if not (path.is_file() or path.is_dir()):
        raise InputError(
            "this is neither a file nor a folder, but a pipe or a device, which cannot be read twice",
            "Save what it gives to a file, and name that",
            file=str(path),
        )
    paths = _files(path)
    found: dict[str, Found] = {}
    for one in paths:
        part = _forced_part(one, forced, alone=one == path) if forced else part_of(one)
        if part is not None:
            found.setdefault(part[0], Found(part[0])).parts.setdefault(part[1], []).append(one)
    held = [one for one in found.values() if set(_ANSWERS[one.format]) & one.parts.keys()]
    if len(held) > 1:
        raise InputError(
            f"this folder holds {' and '.join(FORMATS[one.format] for one in held)}",
            "Keep each in a folder of its own, or force one with --format",
            file=path.name,
        )
    if not held:
        for one in paths:
            if one == path or one.suffix.casefold() in _ENDINGS:
                _refuse_damaged(one, alone=len(paths) == 1)
        raise _nothing(path, paths, forced)
    used = {one for paths_ in held[0].parts.values() for one in paths_}
    held[0].unread = [one for one in paths if one not in used]
    return held[0]


def _forced_part(path: Path, forced: str, *, alone: bool) -> tuple[str, str] | None:
    """Part of a file in the format that a person names; a file named by itself holds its answers."""
    part = part_of(path)
    if part is not None and (part[0] == forced or {part[0], forced} == {"matrix", "voteview"}):
        return forced, part[1]
    return (forced, _ANSWERS[forced][0]) if alone else None


def part_of(path: Path) -> tuple[str, str] | None:
    """Format and part of one file, or None where it is in none."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_HEAD)
    except OSError as error:
        if path.suffix.casefold() not in _ENDINGS:
            return None
        raise InputError(
            f"the file cannot be opened ({error.strerror})", "Check its permissions", file=path.name
        ) from None
    if start.startswith(b"PAR1"):
        return "parquet", path.stem if path.stem in TABLES else "responses"
    head = _text(start)
    if head.lstrip().startswith(("{", "[")):
        # Reading a long file twice would take longer than all the rest.
        return ("popolo", "documents") if _OWN.match(head) else _json_part(path)
    return _table_part(path, head) or _grid_part(path)


def _table_part(path: Path, head: str) -> tuple[str, str] | None:
    """Tell a table by its first line."""
    if head.lstrip()[:16].casefold().lstrip('"').startswith("division number"):
        return "commons", "divisions"
    columns = _columns(head)
    for wanted, part in _HEADERS:
        if wanted <= columns.keys():
            return part
    if path.stem in TABLES and path.suffix == ".csv":
        return "open-tables", path.stem
    return ("polis", "summary") if next(iter(columns), "") == "topic" else None


_HEADERS: tuple[tuple[frozenset[str], tuple[str, str]], ...] = (
    (frozenset({"comment-id", "voter-id", "vote"}), ("polis", "votes")),
    (frozenset({"comment-id", "comment-body"}), ("polis", "comments")),
    (frozenset({"participant", "n-votes", "n-agree"}), ("polis", "participants")),
    (frozenset({"n-votes", "n-comments", "n-visitors"}), ("polis", "history")),
    (frozenset({"comment-id", "total-votes"}), ("polis", "comment-groups")),
    (frozenset({"participant", "xid"}), ("polis", "xids")),
    (frozenset({"member", "proposition", "response"}), ("open-tables", "responses")),
    (frozenset({"identifier", "mepid", "eugroup", "result"}), ("european-parliament", "votes")),
    (frozenset({"identifier", "date", "title"}), ("european-parliament", "rollcalls")),
    (frozenset({"mepid", "firstname", "lastname"}), ("european-parliament", "meps")),
    (frozenset({"reference", "title", "committee"}), ("european-parliament", "texts")),
    (frozenset({"rowid", "date", "voteno", "bill"}), ("public-whip", "matrix")),
    (frozenset({"mpid", "firstname", "surname", "party"}), ("public-whip", "members")),
    (frozenset({"votedate", "voteregistrationnumber"}), ("swiss-council", "votes")),
    (frozenset({"faction", "firstname", "lastname"}), ("swiss-council", "members")),
)

_ANSWERS = {
    "polis": ("votes", "participants"),
    "open-tables": ("responses",),
    "commons": ("divisions",),
    "european-parliament": ("votes",),
    "public-whip": ("matrix",),
    "swiss-council": ("votes",),
    "voteview": ("matrix",),
    "matrix": ("matrix",),
    "popolo": ("documents",),
    "parquet": ("responses",),
}
"""Parts without which a format holds no answers."""


def _json_part(path: Path) -> tuple[str, str] | None:
    """Tell Popolo votes, and the people and organisations that go with them."""
    try:
        document = load(path)
    except InputError:
        return None
    if holds_votes(document):
        return "popolo", "documents"
    return ("popolo", "people") if is_popolo(document) else None


def _grid_part(path: Path) -> tuple[str, str] | None:
    """Tell a matrix of codes by its first rows; a damaged file is none."""
    try:
        grid = survey(open_table(path), rows=SAMPLE_ROWS)
    except InputError:
        return None
    if not is_grid(grid):
        return None
    return ("voteview" if is_voteview(grid) else "matrix"), "matrix"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    paths = _entries(path)
    for one in paths:
        if one.suffix.casefold() in _ENDINGS and one.is_symlink() and not one.exists():
            raise InputError(
                "this is a link that leads nowhere", "Mend it, or remove it from the folder", file=one.name
            )
    return [one for one in paths if one.is_file()]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise InputError(
            f"the folder cannot be opened ({error.strerror})", "Check its permissions", file=folder.name
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


def _refuse_damaged(path: Path, *, alone: bool) -> None:
    """Say what is wrong with a file that could not be recognised because it is damaged."""
    if path.suffix.casefold() == ".json":
        load(path)
        return
    with path.open("rb") as stream:
        if stream.read(4) == b"PK\3\4":
            raise InputError(
                "this is a workbook or an archive", "Save the sheet as CSV in UTF-8", file=path.name
            )
    table = open_table(path)
    for _ in table.rows():
        pass
    if alone:
        refuse_few_strangers(survey(table))


def _nothing(path: Path, paths: Sequence[Path], forced: str | None) -> InputError:
    known = FORMATS[forced] if forced else "; ".join(FORMATS.values())
    if path.is_dir() and not paths:
        return _no_files(path)
    if path.is_dir():
        there = f"the folder holds {named([one.name for one in paths])}"
        what = f"{there}, and no answers in a format that is known here"
    else:
        what = "this file holds no answers in a format that is known here"
    return InputError(f"{what}: {known}", "Name a file or folder in one of these formats", file=path.name)


def _no_files(folder: Path) -> InputError:
    """Say of a folder without files what is in it instead."""
    entries = _entries(folder)
    if not entries:
        return InputError("the folder is empty", "Put the answers into it, or name another", file=folder.name)
    what = f"the folder holds no files, only {named([one.name for one in entries])}"
    if all(one.is_dir() for one in entries):
        return InputError(what, "Name the folder that holds the answers", file=folder.name)
    return InputError(what, "Put files with the answers into it, or name another", file=folder.name)
