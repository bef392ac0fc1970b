"""Declared groups: which columns of a members' table are kinds of group, and who was in which when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from onevoice.assembly.people import Group, Membership
from onevoice.errors import InputError
from onevoice.formats.delimited import named

MOST_VALUES = 50  # a column of more different values is a description, not a division of the body


def usable(cells: Iterable[Sequence[str]]) -> bool:
    """Whether a column divides members into groups, and is not a name, an address or a number.

    Parameters
    ----------
    cells : iterable of sequence of str
        The values of each member, several where the member is in several groups.

    Returns
    -------
    bool
        False with over 50 different values, or where over half of the values given are one member's alone.
    """
    counts = Counter(value for values in cells for value in values)
    alone = sum(count == 1 for count in counts.values())
    return len(counts) <= MOST_VALUES and 2 * alone <= counts.total()


def refuse_unknown_groups(asked: Sequence[str], there: Sequence[str]) -> None:
    """Refuse a kind of group that the source does not have."""
    for column in asked:
        if column not in there:
            known = f"it has {named(list(filter(None, there)))}" if there else "it has none"
            raise InputError(
                f"there is no kind of group {column!r} in this input; {known}",
                "Name one of these, or leave --groups out",
            )


def left_out_note(column: str) -> str:
    """Write the sentence for a column that was not used as a kind of group."""
    return (
        f"The column {column!r} was not used as a kind of group, because it has over {MOST_VALUES} values "
        f"or over half of them belong to one member only; name it with --groups to use it."
    )


def sorted_groups(memberships: Iterable[tuple[str, str]], columns: Sequence[str]) -> tuple[Group, ...]:
    """Sort groups from (column, name) pairs: columns in the order given, names sorted within each."""
    place = {column: at for at, column in enumerate(columns)}
    pairs = sorted(set(memberships), key=lambda pair: (place[pair[0]], pair[1]))
    return tuple(Group(*pair) for pair in pairs)


def spells(column: str, seen: Mapping[str, Mapping[str, str]]) -> list[Membership]:
    """Memberships from the group that each member was seen in on each day.

    Parameters
    ----------
    column : str
        The kind of group.
    seen : mapping of str to mapping of str to str
        Member id to ISO day to group name; an undated sight has the day "".

    Returns
    -------
    list of Membership
        One without dates where the group never changed; otherwise one for each spell, the first open
        at its beginning, the last at its end, each lasting until the day before the next begins.
    """
    found: list[Membership] = []
    for member, days in seen.items():
        runs: list[tuple[str, str]] = []
        for day, name in sorted(days.items()):
            if not runs or runs[-1][1] != name:
                runs.append((day, name))
        for at, (day, name) in enumerate(runs):
            until = _day_before(runs[at + 1][0]) if at + 1 < len(runs) else None
            group = Group(column, name).id
            found.append(Membership(member, group, day or None if at else None, until))
    return found


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
