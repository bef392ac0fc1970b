"""Which groups each member belongs to: the usual ones, exceptions, and the combinations that occur."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.people import Group
from onevoice.assembly.sounding import Proposition, RollCall


def usual_memberships(
    calls: RollCall,
    groups: tuple[Group, ...],
    ids: tuple[str, ...],
    propositions: tuple[Proposition, ...],
) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Give the usual membership of each member, and the cells in which it was another.

    Parameters
    ----------
    calls : RollCall
    groups : tuple of Group
    ids : tuple of str
        Members, in the order of the rows.
    propositions : tuple of Proposition

    Returns
    -------
    belongs : bool array of shape (n_members, n_groups)
    moved : int32 array of shape (n_moves, 3)
        Member, proposition, group.
    """
    row = {member: i for i, member in enumerate(ids)}
    place = {group.id: g for g, group in enumerate(groups)}
    belongs = np.zeros((len(ids), len(groups)), dtype=np.bool_)
    spells: dict[tuple[int, int], list[tuple[str | None, str | None]]] = {}
    for membership in calls.memberships:
        i, g = row[membership.member], place[membership.group]
        if membership.since is None and membership.until is None:
            belongs[i, g] = True
        else:
            spells.setdefault((i, g), []).append((membership.since, membership.until))
    if not spells:
        return belongs, np.empty((0, 3), dtype=np.int32)
    days = np.array([(p.date or "")[:10] for p in propositions])
    moved: list[tuple[int, int, int]] = []
    for (i, g), times in sorted(spells.items()):
        held = days == ""
        for since, until in times:
            held |= (days >= (since or "")) & (days <= (until or "9999-12-31"))
        belongs[i, g] = bool(held.mean() >= 0.5)
        moved.extend((i, int(j), g) for j in np.flatnonzero(held != belongs[i, g]))
    return belongs, np.array(moved, dtype=np.int32).reshape(-1, 3)


def distinct_rows(flags: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Give the rows that differ, and which of them each row is; without sorting any.

    Parameters
    ----------
    flags : bool array of shape (n_rows, n_flags)

    Returns
    -------
    rows : bool array of shape (n_distinct, n_flags)
        In ascending order.
    row_of : int32 array of shape (n_rows,)

    Examples
    --------
    >>> import numpy as np
    >>> distinct_rows(np.array([[True, False], [False, True], [True, False]]))[1]
    array([1, 0, 1], dtype=int32)
    """
    code, count = np.zeros(len(flags), dtype=np.int64), 1
    for byte in np.packbits(flags, axis=1).T:
        code = code * 256 + byte
        seen = np.zeros(count * 256, bool)
        seen[code] = True
        code, count = (np.cumsum(seen) - 1)[code], int(seen.sum())
    example = np.empty(count, dtype=np.int64)
    example[code] = np.arange(len(flags))
    return flags[example], code.astype(np.int32)
