"""Aims: what makes one wording better than another, as stages of whole numbers compared one by one.

Every aim ends with the fewest changes from the text as tabled, and then with the order of ids, so that of two
wordings one is always the better.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log
from typing import Literal, get_args

import numpy as np

from onevoice.errors import SettingsError
from onevoice.opinion.composite.electorate import Electorate, Ints
from onevoice.opinion.composite.paper import Paper, Wording

Name = Literal["least-group", "broadest", "nash", "quota"]
Stage = Literal["least", "total", "groups", "nash", "quota", "changes"]

UNITS = 1_000_000
"""Shares are compared in millionths."""
_KINKS = 64  # straight pieces of the logarithm
_LOG_UNITS = 100_000_000  # fine enough for the slope of one in many thousands
_STAGES: dict[Name, tuple[Stage, ...]] = {
    "least-group": ("least", "total", "changes"),
    "broadest": ("groups", "least", "total", "changes"),
    "nash": ("nash", "total", "changes"),
    "quota": ("quota", "changes", "least", "total"),
}


@dataclass(frozen=True, slots=True)
class Aim:
    """What to seek.

    Attributes
    ----------
    name : {"least-group", "broadest", "nash", "quota"}
        The largest carry in the least group; in as many groups as can reach ``threshold``; the largest
        product of the groups' carries (Nash 1950, doi:10.2307/1907266); the fewest changes with which
        ``threshold`` of all carry it.
    threshold : float
    """

    name: Name = "least-group"
    threshold: float = 0.5

    def __post_init__(self) -> None:
        if self.name not in get_args(Name):
            raise SettingsError(f"There is no aim {self.name!r}. Choose one of {', '.join(get_args(Name))}.")
        if not 0 < self.threshold <= 1:
            raise SettingsError(
                f"The threshold is {self.threshold:g}. Give a share above 0 and up to 1, such as 0.5."
            )

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What is compared, first things first; ids come last and are no stage."""
        return _STAGES[self.name]

    def value(self, stage: Stage, counts: Ints, sizes: Ints, total: int, changes: int) -> int:
        """Value of a stage, larger is better.

        Parameters
        ----------
        stage : str
        counts : int64 array of shape (n_groups + 1,)
            Weight that carries, by group, then in all.
        sizes : int64 array of shape (n_groups,)
        total : int
            Weight of all.
        changes : int
            From the text as tabled.
        """
        match stage:
            case "least":
                return int((UNITS * counts[:-1] // sizes).min())
            case "total":
                return int(counts[-1])
            case "groups":
                return sum(int(c) >= self.needed(int(n)) for c, n in zip(counts[:-1], sizes, strict=True))
            case "nash":
                pairs = zip(counts[:-1].tolist(), sizes.tolist(), strict=True)
                return sum(min(a + b * c for a, b in log_pieces(n)) for c, n in pairs)
            case "quota":
                return min(int(counts[-1]), self.needed(total))
            case "changes":
                return -changes

    def needed(self, size: int) -> int:
        """Weight out of ``size`` that reaches the threshold."""
        return ceil(self.threshold * size - 1e-9)


def log_pieces(size: int) -> list[tuple[int, int]]:
    """Give the logarithm of a share as straight pieces (offset, slope), the least of which holds.

    Nobody at all counts as half of one, so that a group that is lost does not make all wordings alike.
    """
    few = np.arange(1, min(size, _KINKS) + 1)  # each count a kink of its own
    ends = [0, *np.union1d(few, np.geomspace(1, size, _KINKS).round().astype(int)).tolist()]
    heights = [log(max(c, 0.5) / size) for c in ends]
    pieces = []
    for k in range(len(ends) - 1):
        slope = round(_LOG_UNITS * (heights[k + 1] - heights[k]) / (ends[k + 1] - ends[k]))
        pieces.append((round(_LOG_UNITS * heights[k]) - slope * ends[k], slope))
    return pieces


def better_key(aim: Aim, paper: Paper, electorate: Electorate, wording: Wording) -> tuple[int, ...]:
    """Key by which wordings compare: the larger is the better one, and no two are equal."""
    counts, sizes = electorate.counts(paper, wording), electorate.sizes
    changes = paper.changes(wording)
    values = (aim.value(stage, counts, sizes, electorate.total, changes) for stage in aim.stages)
    return (*values, *(-rank for rank in paper.ranks(wording)))
