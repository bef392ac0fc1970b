"""Polis exports, read: both generations, from the vote log or from the matrix of last votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import UNHEARD, Codebook, number_codes, stated
from onevoice.formats.declared import refuse_unknown_groups
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.gathering import Gathering, Ids, refuse_blank
from onevoice.formats.times import SECONDS_END, UNKNOWN, written

_MATRIX_HEAD = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
_COMMENT_COLUMNS = ("timestamp", "datetime", "comment-id", "agrees", "disagrees", "comment-body")


def read_polis(
    files: Mapping[str, Path], *, codes: str | None = None, groups: Sequence[str] = ()
) -> RollCall:
    """Read a Polis export.

    Parameters
    ----------
    files : mapping of str to Path
        Some of ``votes``, ``participants`` (the matrix of last votes), ``comments`` and ``summary``;
        at least one of the first two.
    codes : str, optional
        What the numbers mean; 1 agree, 0 pass, -1 disagree if not given.
    groups : sequence of str, default ()
        Kinds of group asked for by name; there are none.

    Returns
    -------
    RollCall
        A sounding without groups: Polis' ``group-id`` is a result of its own analysis, not a declaration.

    Raises
    ------
    InputError
        At the first row that cannot be understood.
    """
    refuse_unknown_groups(groups, ())
    codebook = stated(codes) if codes else Codebook({**number_codes("agree-pass-disagree"), "": UNHEARD})
    members, comments = Ids(), Ids()
    propositions = _comments(open_table(files["comments"]), comments) if "comments" in files else []
    if "votes" in files:
        gathering = _log(open_table(files["votes"]), members, comments, codebook)
    else:
        gathering = _matrix(open_table(files["participants"]), members, comments, codebook)
    ids = list(comments)
    propositions += [Proposition(key, key) for key in ids[len(propositions) :]]
    return RollCall(
        kind=Kind.SOUNDING,
        title=_topic(open_table(files["summary"])) if "summary" in files else "",
        has_roll=False,
        members=tuple(Member(key) for key in members),
        propositions=tuple(propositions),
        answers=gathering.resolved(),
    )


def _comments(table: Table, comments: Ids) -> list[Proposition]:
    """Read the statements: words, moderation, and the rest as fields."""
    id_at, text_at = table.place("comment-id"), table.place("comment-body")
    moderated_at, time_at = table.find("moderated"), table.find("timestamp")
    extra = [(at, name) for at, name in enumerate(table.header) if name and name not in _COMMENT_COLUMNS]
    found: list[tuple[int, list[str]]] = list(table.rows())
    times = (
        _milliseconds([cells[time_at] for _, cells in found], table, time_at)
        if time_at is not None
        else np.full(len(found), UNKNOWN)
    )
    propositions = []
    for (row, cells), time in zip(found, times, strict=True):
        key = cells[id_at].strip()
        if not key or key in comments:
            raise InputError(
                f"the comment {key!r} is already there" if key else "a comment without an id",
                "Keep one row for each comment-id",
                file=table.name,
                row=row,
                column="comment-id",
            )
        comments[key]
        propositions.append(
            Proposition(
                key,
                cells[text_at],
                written(int(time)) or None,
                moderated_out=moderated_at is not None and cells[moderated_at].strip() == "-1",
                fields=tuple((name, cells[at]) for at, name in extra if cells[at]),
            )
        )
    return propositions


def _log(table: Table, members: Ids, comments: Ids, codebook: Codebook) -> Gathering:
    """Read votes.csv: every vote event, of which the last of each cell holds."""
    places = [table.place(column) for column in ("voter-id", "comment-id", "vote")]
    time_at = table.find("timestamp")
    gathering = Gathering()
    codes = codebook.lookup()
    stamps: list[NDArray[np.int64]] = []
    for columns in table.chunks():
        member, comment, vote = (columns[at] for at in places)
        try:
            responses = [codes[cell] for cell in vote]
        except KeyError:
            raise _no_vote(table, places[2], codebook) from None
        gathering.extend(map(members.__getitem__, member), map(comments.__getitem__, comment), responses)
        if time_at is not None:
            stamps.append(_integers(columns[time_at], table, time_at))
    refuse_blank(table, (members, places[0]), (comments, places[1]))
    if stamps:
        gathering.time.frombytes(_in_milliseconds(np.concatenate(stamps)).tobytes())
    return gathering


def _matrix(table: Table, members: Ids, comments: Ids, codebook: Codebook) -> Gathering:
    """Read participants-votes.csv: one row for each voter, one column for each comment."""
    member_at = table.place("participant")
    columns = [
        (at, comments[name]) for at, name in enumerate(table.header) if name and name not in _MATRIX_HEAD
    ]
    gathering = Gathering()
    codes = codebook.lookup()
    for row, cells in table.rows():
        key = cells[member_at].strip()
        if not key or key in members:
            raise InputError(
                f"the participant {key!r} is already there" if key else "a participant without an id",
                "Keep one row for each participant",
                file=table.name,
                row=row,
                column="participant",
            )
        member = members[key]
        for at, comment in columns:
            cell = cells[at]
            if not cell:
                continue
            response = codes.get_code(cell)
            if response is None:
                raise _wrong_vote(table, row, at, cell, codebook)
            gathering.add(member, comment, response)
    return gathering


def _topic(table: Table) -> str:
    """Find the conversation's topic in summary.csv, which has rows of key and value and no header."""
    for _, cells in table.raw_rows():
        if cells and cells[0].strip().casefold() == "topic":
            return cells[1] if len(cells) > 1 else ""
    return ""


def _integers(cells: Sequence[str], table: Table, at: int) -> NDArray[np.int64]:
    try:
        return np.array([int(cell) if cell.strip() else UNKNOWN for cell in cells], dtype=np.int64)
    except (ValueError, OverflowError):
        row, cell = table.first(at, lambda cell: not _is_stamp(cell))
        raise InputError(
            f"{cell!r} is no time in seconds or milliseconds",
            "Correct it, or leave it blank",
            file=table.name,
            row=row,
            column=table.header[at],
        ) from None


def _is_stamp(cell: str) -> bool:
    try:
        return not cell.strip() or abs(int(cell)) < 1 << 62
    except ValueError:
        return False


def _milliseconds(cells: list[str], table: Table, at: int) -> NDArray[np.int64]:
    return _in_milliseconds(_integers(cells, table, at))


def _in_milliseconds(stamps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bring times to milliseconds, whichever of the two units the export used."""
    if len(stamps) and stamps.max() < SECONDS_END:
        return np.where(stamps < 0, UNKNOWN, stamps * 1000)
    return np.where(stamps < 0, UNKNOWN, stamps)


def _no_vote(table: Table, at: int, codebook: Codebook) -> InputError:
    codes = codebook.lookup()
    row, cell = table.first(at, lambda cell: codes.get_code(cell) is None)
    return _wrong_vote(table, row, at, cell, codebook)


def _wrong_vote(table: Table, row: int, at: int, cell: str, codebook: Codebook) -> InputError:
    return InputError(
        f"{cell!r} is no vote; expected {codebook.expected()} or a blank",
        "Correct it, or say with --codes what it means",
        file=table.name,
        row=row,
        column=table.header[at],
    )
