"""Approval ballots: which propositions each member supports, identical ones merged.

What representation is counted on. Two members who support the same are one row of weight two; a member who
supports nothing is counted in ``n`` and needs no row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ballots:
    """Distinct approval ballots.

    Attributes
    ----------
    approves : bool array of shape (n_ballots, n_propositions)
        Distinct rows, sorted, none of them empty.
    weight : int64 array of shape (n_ballots,)
        How many members have each.
    n : int
        Members who count, those who approve nothing among them.
    """

    approves: Bools
    weight: NDArray[np.int64]
    n: int

    def __post_init__(self) -> None:
        self.approves.setflags(write=False)
        self.weight.setflags(write=False)

    @property
    def n_propositions(self) -> int:
        """Propositions to choose from."""
        return int(self.approves.shape[1])

    @cached_property
    def weighted(self) -> NDArray[np.float64]:
        """Weights by proposition and ballot, shape (n_propositions, n_ballots); 0 if not approved."""
        return np.ascontiguousarray((self.approves * self.weight[:, None].astype(np.float64)).T)

    @cached_property
    def supporters(self) -> NDArray[np.int64]:
        """Members who approve each proposition, shape (n_propositions,)."""
        return np.asarray(self.weighted.sum(axis=1).astype(np.int64))

    def approved(self, selected: Iterable[int]) -> NDArray[np.int64]:
        """Count the selected propositions that each ballot approves, shape (n_ballots,)."""
        counts: NDArray[np.int64] = self.approves[:, sorted(selected)].sum(axis=1, dtype=np.int64)
        return counts

    def short(self, selected: Iterable[int], k: int) -> NDArray[np.int64]:
        """Count the supporters of each proposition who are short of 1, 2 ... k selected ones they approve.

        Returns
        -------
        int64 array of shape (n_propositions, k)
        """
        below = self.approved(selected)[:, None] < np.arange(1, k + 1)
        return np.rint(self.weighted @ below.astype(np.float64)).astype(np.int64)


def merge_ballots(
    approves: Bools, n: int | None = None, weight: NDArray[np.integer] | None = None
) -> Ballots:
    """Merge identical ballots, whatever their order.

    Parameters
    ----------
    approves : bool array of shape (n_members, n_propositions)
    n : int, optional
        Members who count; by default all rows.
    weight : int array of shape (n_members,), optional
        Members that each row stands for; by default one.

    Raises
    ------
    SettingsError
        If fewer members count than have a ballot.

    Examples
    --------
    >>> import numpy as np
    >>> merge_ballots(np.array([[True, False], [False, False], [True, False]])).weight
    array([2])
    """
    each = np.ones(len(approves), dtype=np.int64) if weight is None else weight.astype(np.int64)
    counted = int(each.sum()) if n is None else n
    given = approves.any(axis=1) & (each > 0)
    if counted < int(each[given].sum()):
        raise SettingsError(
            f"{counted} members cannot hold {int(each[given].sum())} ballots. Count everybody."
        )
    packed, place = np.unique(np.packbits(approves[given], axis=1), axis=0, return_inverse=True)
    rows = np.unpackbits(packed, axis=1, count=approves.shape[1]).astype(np.bool_)
    total = np.zeros(len(rows), dtype=np.int64)
    np.add.at(total, place.reshape(-1), each[given])
    return Ballots(rows, total, counted)
