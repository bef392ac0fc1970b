"""Polis exports, written: the CSV files of either generation, for tools that read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.sounding import Response, RollCall
from onevoice.formats.open_tables_written import has_times
from onevoice.formats.placing import placed_folder, refuse_unwritable, write_rows
from onevoice.formats.times import UNKNOWN, is_time, parsed

NAMES = ("comments.csv", "votes.csv", "participants-votes.csv", "participant-votes.csv", "summary.csv")
_WEEKDAYS = ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")  # 1 January 1970 was a Thursday
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_polis(calls: RollCall, path: Path, *, overwrite: bool = False) -> None:
    """Write the files of the server exporter, in use since 2025: times in seconds."""
    _write(calls, path, since_2025=True, overwrite=overwrite)


def write_polis_classic(calls: RollCall, path: Path, *, overwrite: bool = False) -> None:
    """Write the files of the first exporter, in use until 2024: times in milliseconds."""
    _write(calls, path, since_2025=False, overwrite=overwrite)


def _write(calls: RollCall, path: Path, *, since_2025: bool, overwrite: bool) -> None:
    """Write a folder of Polis files.

    Polis numbers people and comments. Ids that are such numbers stay; otherwise all of their kind are
    numbered from 0 in the order of the roll call, and the people's own ids go into the column ``xid``,
    which only the first generation has. Groups, and who was not eligible, have no place in these files.
    """
    members, renamed = _numbers([one.id for one in calls.members])
    comments, _ = _numbers([one.id for one in calls.propositions])
    refuse_unwritable(calls)
    cells = _Cells(calls)
    with placed_folder(path, NAMES, overwrite=overwrite) as draft:
        scale = 1000 if since_2025 else 1
        write_rows(
            draft / "comments.csv",
            (
                "timestamp",
                "datetime",
                "comment-id",
                "author-id",
                "agrees",
                "disagrees",
                "moderated",
                "comment-body",
            ),
            _comments(calls, comments, cells, scale),
        )
        write_rows(
            draft / "votes.csv",
            ("timestamp", "datetime", "comment-id", "voter-id", "vote"),
            _log(cells, members, comments, scale),
        )
        matrix = "participant-votes.csv" if since_2025 else "participants-votes.csv"
        xids = [one.id for one in calls.members] if renamed and not since_2025 else None
        head = (
            "participant",
            *(("xid",) if xids else ()),
            "group-id",
            "n-comments",
            "n-votes",
            "n-agree",
            "n-disagree",
        )
        write_rows(draft / matrix, (*head, *comments), _matrix(calls, cells, members, xids))
        write_rows(
            draft / "summary.csv", ("topic", calls.title), _summary(calls, cells, since_2025=since_2025)
        )


class _Cells:
    """The answers that Polis knows of, sorted by comment, then person."""

    def __init__(self, calls: RollCall) -> None:
        answers = calls.answers
        response = np.asarray(answers.response, dtype=np.int64)
        member = np.asarray(answers.member, dtype=np.int64)
        proposition = np.asarray(answers.proposition, dtype=np.int64)
        time = (
            np.asarray(answers.time, dtype=np.int64)
            if has_times(calls) and answers.time is not None
            else np.full(len(response), UNKNOWN)
        )
        known = np.flatnonzero(response != Response.NOT_ELIGIBLE)
        order = known[np.lexsort((member[known], proposition[known]))]
        self.member: NDArray[np.int64] = member[order]
        self.proposition: NDArray[np.int64] = proposition[order]
        self.response: NDArray[np.int64] = response[order]
        self.time: NDArray[np.int64] = time[order]

    def of_members(self, n_members: int) -> Iterator[NDArray[np.intp]]:
        """Yield the rows of each member."""
        order = np.argsort(self.member, kind="stable")
        yield from np.split(order, np.cumsum(np.bincount(self.member, minlength=n_members))[:-1])


def _numbers(ids: Sequence[str]) -> tuple[list[str], bool]:
    """Ids as Polis has them, and whether they had to be numbered anew."""
    kept = all(key.isascii() and key.isdigit() and str(int(key)) == key for key in ids if len(key) < 18)
    if kept and all(len(key) < 18 for key in ids):
        return list(ids), False
    return [str(number) for number in range(len(ids))], True


def _stamps(times: NDArray[np.int64], scale: int) -> tuple[list[str], list[str]]:
    """Write timestamps and datetimes of a column of times; blank where a time is unknown."""
    days = {day: _day(day) for day in np.unique(times // 86_400_000).tolist()}
    seconds = np.unique(times // 1000 % 86_400).tolist()
    clock = {at: f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d} UTC" for at in seconds}
    stamps, moments = [], []
    for time in times.tolist():
        known = time != UNKNOWN
        before, year = days[time // 86_400_000]
        stamps.append(str(time // scale) if known else "")
        moments.append(f"{before} {clock[time // 1000 % 86_400]} {year}" if known else "")
    return stamps, moments


def _day(day: int) -> tuple[str, int]:
    """Weekday, month and day of a day since 1970, and its year, in English on every machine."""
    moment = np.datetime64(day, "D").item()
    return f"{_WEEKDAYS[day % 7]} {_MONTHS[moment.month - 1]} {moment.day:02d}", moment.year


def _comments(calls: RollCall, comments: Sequence[str], cells: _Cells, scale: int) -> Iterator[Sequence[str]]:
    sides = [
        np.bincount(cells.proposition[cells.response == side], minlength=len(comments)).tolist()
        for side in (Response.AGREE, Response.DISAGREE)
    ]
    dates = [parsed(one.date) if one.date and is_time(one.date) else UNKNOWN for one in calls.propositions]
    stamps, moments = _stamps(np.array(dates, dtype=np.int64), scale)
    for at, one in enumerate(calls.propositions):
        fields = dict(one.fields)
        moderated = "-1" if one.moderated_out else fields.get("moderated", "0")
        counts = (str(side[at]) for side in sides)
        author = fields.get("author-id", "")
        yield (stamps[at], moments[at], comments[at], author, *counts, moderated, one.text)


def _log(
    cells: _Cells, members: Sequence[str], comments: Sequence[str], scale: int
) -> Iterator[Sequence[str]]:
    return zip(
        *_stamps(cells.time, scale),
        map(comments.__getitem__, cells.proposition.tolist()),
        map(members.__getitem__, cells.member.tolist()),
        map(str, cells.response.tolist()),
        strict=True,
    )


def _matrix(
    calls: RollCall, cells: _Cells, members: Sequence[str], xids: Sequence[str] | None
) -> Iterator[Sequence[str]]:
    authored = Counter(dict(one.fields).get("author-id", "") for one in calls.propositions)
    for at, rows in enumerate(cells.of_members(len(members)) if len(members) else ()):
        votes = [""] * len(calls.propositions)
        for row in rows.tolist():
            votes[int(cells.proposition[row])] = str(int(cells.response[row]))
        own = (members[at], *((xids[at],) if xids else ()))
        counts = (authored[members[at]], len(rows), votes.count("1"), votes.count("-1"))
        yield (*own, "", *map(str, counts), *votes)


def _summary(calls: RollCall, cells: _Cells, *, since_2025: bool) -> Iterator[Sequence[str]]:
    voters = str(len(np.unique(cells.member)))
    authors = {dict(one.fields).get("author-id", "") for one in calls.propositions} - {""}
    yield ("url", "")
    if not since_2025:
        yield ("views", "")
    yield ("voters", voters)
    yield ("voters-in-conv", voters)
    yield ("commenters", str(len(authors)))
    yield ("comments", str(len(calls.propositions)))
    yield ("groups", "")
    yield ("conversation-description", "")
