"""Open tables, written: a roll call as small tables that hold all of it, and a long one of responses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from onevoice.assembly.people import Group, Membership
from onevoice.assembly.sounding import Proposition, Response, RollCall
from onevoice.formats.placing import placed_folder, refuse_unwritable, write_rows
from onevoice.formats.sheets import FIELD, PROPOSITION_COLUMNS, TABLES
from onevoice.formats.times import UNKNOWN, written_column

Rows = tuple[Sequence[str], list[Sequence[str]]]
RESPONSE_WORDS = {
    Response.AGREE: "agree",
    Response.DISAGREE: "disagree",
    Response.PASS: "pass",
    Response.NOT_ELIGIBLE: "not eligible",
}
_RUN = 1 << 16


def write_open_tables(calls: RollCall, path: Path, *, overwrite: bool = False) -> None:
    """Write a folder of open tables, from which the same roll call is read again.

    Parameters
    ----------
    calls : RollCall
    path : Path
        The folder.
    overwrite : bool, default False
        Whether open tables that are there already may be replaced.

    Raises
    ------
    InputError
        If something is there already, or an id or a text could not be read again.
    """
    refuse_unwritable(calls)
    with placed_folder(path, [f"{name}.csv" for name in TABLES], overwrite=overwrite) as draft:
        for name, (header, rows) in small_tables(calls).items():
            write_rows(draft / f"{name}.csv", header, rows)
        header = ["member", "proposition", "response", *(["time"] if has_times(calls) else [])]
        write_rows(draft / "responses.csv", header, _responses(calls))


def has_times(calls: RollCall) -> bool:
    """Whether any answer has a known time."""
    times = calls.answers.time
    return times is not None and bool((np.asarray(times) != UNKNOWN).any())


def small_tables(calls: RollCall) -> dict[str, Rows]:
    """Every table but the responses, as header and rows of text."""
    inline = _inline_columns(calls.groups)
    tables: dict[str, Rows] = {
        "assembly": _assembly(calls, inline),
        "members": _members(calls, inline),
        "propositions": _propositions(calls.propositions),
    }
    memberships = _memberships(calls, inline)
    if memberships:
        tables["memberships"] = (("member", "column", "name", "since", "until"), memberships)
    if calls.relations:
        tables["relations"] = (("a", "relation", "b"), [(one.a, one.kind, one.b) for one in calls.relations])
    if calls.red_lines:
        lines: list[Sequence[str]] = [
            ("" if one.is_group else one.holder, one.holder if one.is_group else "", one.proposition)
            for one in calls.red_lines
        ]
        tables["redlines"] = (("member", "group", "proposition"), lines)
    return tables


def _assembly(calls: RollCall, inline: Sequence[str]) -> Rows:
    return ("field", "value"), [
        ("kind", calls.kind.value),
        ("title", calls.title),
        ("has_roll", _truth(calls.has_roll)),
        ("groups", ";".join(inline)),
    ]


def _inline_columns(groups: Iterable[Group]) -> list[str]:
    """Kinds of group that can be a column of members.csv."""
    return [
        column
        for column in dict.fromkeys(group.column for group in groups)
        if column
        and column == column.strip()
        and ";" not in column
        and column.casefold() not in {"id", "name"}
    ]


def _is_inline(membership: Membership, group: Group, inline: Sequence[str]) -> bool:
    """Whether a cell of members.csv can hold a membership."""
    dated = membership.since is not None or membership.until is not None
    name = group.name
    return group.column in inline and not dated and bool(name) and name == name.strip() and ";" not in name


def _members(calls: RollCall, inline: Sequence[str]) -> Rows:
    by_id = {group.id: group for group in calls.groups}
    cells: dict[tuple[str, str], list[str]] = {}
    for membership in calls.memberships:
        group = by_id[membership.group]
        if _is_inline(membership, group, inline):
            cells.setdefault((membership.member, group.column), []).append(group.name)
    rows: list[Sequence[str]] = [
        (one.id, one.name, *(";".join(cells.get((one.id, column), ())) for column in inline))
        for one in calls.members
    ]
    return ("id", "name", *inline), rows


def _memberships(calls: RollCall, inline: Sequence[str]) -> list[Sequence[str]]:
    """Rows for what members.csv cannot hold: dated memberships, odd names, groups without members."""
    by_id = {group.id: group for group in calls.groups}
    rows: list[Sequence[str]] = []
    peopled = {membership.group for membership in calls.memberships}
    rows += [("", group.column, group.name, "", "") for group in calls.groups if group.id not in peopled]
    for membership in calls.memberships:
        group = by_id[membership.group]
        if not _is_inline(membership, group, inline):
            since, until = membership.since or "", membership.until or ""
            rows.append((membership.member, group.column, group.name, since, until))
    return rows


def _propositions(propositions: Sequence[Proposition]) -> Rows:
    keys = list(dict.fromkeys(key for one in propositions for key, _ in one.fields))
    rows: list[Sequence[str]] = []
    for one in propositions:
        fields = dict(one.fields)
        rows.append(
            (
                *(one.id, one.text, one.slot, one.source, "" if one.words is None else str(one.words)),
                *(_truth(one.required), _truth(one.protected), one.date or "", _truth(one.moderated_out)),
                *(fields.get(key, "") for key in keys),
            )
        )
    return (*PROPOSITION_COLUMNS, *map(_field_column, keys)), rows


def _field_column(key: str) -> str:
    """Column of a field, marked where its name alone would be taken for one of ours."""
    clear = key.strip() == key and key and key.casefold() not in PROPOSITION_COLUMNS
    return key if clear and not key.startswith(FIELD) else FIELD + key


def _responses(calls: RollCall) -> Iterator[tuple[str, ...]]:
    """Rows of responses.csv, a run at a time so that no copy of them all is made."""
    members = [one.id for one in calls.members]
    propositions = [one.id for one in calls.propositions]
    answers, times = calls.answers, has_times(calls)
    words = {int(code): word for code, word in RESPONSE_WORDS.items()}
    for start in range(0, len(answers), _RUN):
        run = slice(start, start + _RUN)
        columns: list[Iterable[str]] = [
            map(members.__getitem__, answers.member[run]),
            map(propositions.__getitem__, answers.proposition[run]),
            map(words.__getitem__, answers.response[run]),
        ]
        if times and answers.time is not None:
            columns.append(written_column(np.asarray(answers.time[run], dtype=np.int64)))
        yield from zip(*columns, strict=True)


def _truth(value: bool) -> str:
    return "yes" if value else "no"
