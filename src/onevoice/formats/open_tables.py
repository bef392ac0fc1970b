"""Open tables, read: members, propositions, responses and what relates them, as plain CSV files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats import sheets
from onevoice.formats.codes import Codebook, stated, words_only
from onevoice.formats.delimited import Table, open_table
from onevoice.formats.gathering import Gathering, Ids, refuse_blank
from onevoice.formats.times import is_time, parsed_column

Gather = Callable[[dict[str, int], dict[str, int]], Gathering]


def read_open_tables(
    files: Mapping[str, Path], *, codes: str | None = None, groups: Sequence[str] = ()
) -> RollCall:
    """Read open tables.

    Parameters
    ----------
    files : mapping of str to Path
        Path of each table by its name without ending; at least ``responses``.
    codes : str, optional
        What numbers in the response column mean.
    groups : sequence of str, default ()
        Columns of members.csv to use as kinds of group though they look like descriptions.

    Returns
    -------
    RollCall
        A sounding unless assembly.csv says otherwise.

    Raises
    ------
    InputError
        At the first row that cannot be understood.
    """
    tables = {name: open_table(path) for name, path in files.items()}
    responses = tables.pop("responses")
    codebook = stated(codes) if codes else words_only()
    return assembled(
        tables, lambda members, propositions: _gather(responses, members, propositions, codebook), groups
    )


def assembled(tables: Mapping[str, sheets.Sheet], gather: Gather, groups: Sequence[str]) -> RollCall:
    """Put a roll call together from the small tables and a way to gather the responses.

    Parameters
    ----------
    tables : mapping of str to Sheet
        The small tables that are there, by name.
    gather : callable
        Takes the indices of members and propositions, gives the answers. Where a table is missing the
        indices are open, and the keys that the responses use fill them.
    groups : sequence of str
        Kinds of group asked for by name.
    """
    whole = sheets.read_assembly(tables["assembly"]) if "assembly" in tables else sheets.Assembly()
    roll, propositions = sheets.Roll(), None
    members: dict[str, int] = Ids()
    if "members" in tables:
        roll = sheets.read_members(tables["members"], groups, whole.groups)
        members = {member.id: at for at, member in enumerate(roll.members)}
    proposition_ids: dict[str, int] = Ids()
    if "propositions" in tables:
        propositions = sheets.read_propositions(tables["propositions"])
        proposition_ids = {proposition.id: at for at, proposition in enumerate(propositions)}
    answers = gather(members, proposition_ids).resolved()
    if "members" not in tables:
        roll.members = [Member(key) for key in members]
    if propositions is None:
        propositions = [Proposition(key, key) for key in proposition_ids]
    if "memberships" in tables:
        sheets.read_memberships(tables["memberships"], roll, members)
    sheets.refuse_missing_groups(groups, roll)
    declared = roll.groups()
    return RollCall(
        kind=whole.kind,
        title=whole.title,
        has_roll="members" in tables if whole.has_roll is None else whole.has_roll,
        members=tuple(roll.members),
        propositions=tuple(propositions),
        answers=answers,
        groups=declared,
        memberships=tuple(roll.memberships),
        relations=tuple(sheets.read_relations(tables["relations"], proposition_ids))
        if "relations" in tables
        else (),
        red_lines=tuple(sheets.read_red_lines(tables["redlines"], members, declared, proposition_ids))
        if "redlines" in tables
        else (),
        notes=tuple(roll.notes),
    )


def _gather(
    table: Table, members: dict[str, int], propositions: dict[str, int], codebook: Codebook
) -> Gathering:
    """Stream responses.csv; only when something is wrong are rows looked at one by one."""
    places = [table.place(column) for column in ("member", "proposition", "response")]
    time_at = table.find("time")
    gathering = Gathering()
    codes = codebook.lookup()
    for columns in table.chunks():
        member, proposition, response = (columns[at] for at in places)
        try:
            gathering.extend(
                map(members.__getitem__, member),
                map(propositions.__getitem__, proposition),
                map(codes.__getitem__, response),
            )
        except KeyError:
            raise _stranger(table, places, members, propositions, codebook) from None
        if time_at is not None:
            try:
                gathering.time.frombytes(parsed_column(columns[time_at]).tobytes())
            except (ValueError, OverflowError):
                raise _no_time(table, time_at) from None
    refuse_blank(table, (members, places[0]), (propositions, places[1]))
    return gathering


def _stranger(
    table: Table,
    places: Sequence[int],
    members: Mapping[str, int],
    propositions: Mapping[str, int],
    codebook: Codebook,
) -> InputError:
    """Find the first cell that names nobody, nothing, or no answer."""
    codes = codebook.lookup()
    member_at, proposition_at, response_at = places
    for row, cells in table.rows():
        if codes.get_code(cells[response_at]) is None:
            return InputError(
                f"{cells[response_at]!r} is no answer; expected {codebook.expected()}",
                "Correct it, or say with --codes what it means",
                file=table.name,
                row=row,
                column=table.header[response_at],
            )
        for at, known, what in (
            (member_at, members, "member"),
            (proposition_at, propositions, "proposition"),
        ):
            if not isinstance(known, Ids) and cells[at] not in known:
                return InputError(
                    f"there is no {what} {cells[at]!r} in {what}s.csv",
                    f"Correct the id, or add the {what} to {what}s.csv",
                    file=table.name,
                    row=row,
                    column=table.header[at],
                )
    raise AssertionError("a key was unknown and then known")  # pragma: no cover


def _no_time(table: Table, at: int) -> InputError:
    row, cell = table.first(at, lambda cell: not is_time(cell))
    return InputError(
        f"{cell!r} is no ISO time",
        "Write it as 2024-12-31T23:59:00Z, or leave it blank",
        file=table.name,
        row=row,
        column=table.header[at],
    )
