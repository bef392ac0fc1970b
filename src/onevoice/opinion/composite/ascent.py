"""A wording to begin with: from a few starts, change one slot at a time as long as that is better.

Fast and often right, but no proof: it gives the exact search its hint, and stands where time runs out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from onevoice.opinion.composite.aims import Aim
from onevoice.opinion.composite.electorate import Electorate, Ints
from onevoice.opinion.composite.paper import Paper, Wording
from onevoice.opinion.composite.tally import Tally

_STARTS = 100
_STIRRED = 3  # a third of the slots of a start are stirred


def ascend(
    paper: Paper,
    electorate: Electorate,
    aim: Aim,
    starts: Sequence[Wording],
    barred: frozenset[Wording] = frozenset(),
    seed: int = 0,
) -> Wording:
    """Find a wording that no change of one slot makes better.

    Parameters
    ----------
    paper : Paper
    electorate : Electorate
    aim : Aim
    starts : sequence of tuple of int
        Wordings that keep every rule; at least one.
    barred : frozenset of tuple of int
        Wordings not to give, none of them in ``starts``.
    seed : int
        Of the stirring.
    """
    climb = _Climb(paper, electorate, aim, barred)
    best = max((climb.up(start) for start in starts), key=lambda found: found[0])
    rng = np.random.default_rng(seed)
    for _ in range(_STARTS):
        best = max(best, climb.up(climb.stir(best[1], rng)), key=lambda found: found[0])
    return best[1]


class _Climb:
    """Ascents over one paper and electorate."""

    def __init__(self, paper: Paper, electorate: Electorate, aim: Aim, barred: frozenset[Wording]) -> None:
        self.paper, self.aim, self.barred = paper, aim, barred
        self.tally = Tally(electorate)
        self.sizes, self.total = electorate.sizes, electorate.total

    def up(self, wording: Wording) -> tuple[tuple[int, ...], Wording]:
        """Change the slot that helps most until none does; give the key and the wording."""
        best = self._key(wording, self.tally.of(wording))
        while True:
            options = [(slot, to) for slot in range(len(wording)) for to in self._changed(wording, slot)]
            counts = self.tally.changed(
                wording, [slot for slot, _ in options], [to[slot] for slot, to in options]
            )
            keys = ((self._key(to, row), to) for (_, to), row in zip(options, counts, strict=True))
            found, to = max(keys, default=(best, wording))
            if found <= best:
                return best, wording
            best, wording = found, to

    def stir(self, wording: Wording, rng: np.random.Generator) -> Wording:
        """Change some slots at random, rules kept."""
        for _ in range(max(1, len(wording) // _STIRRED)):
            options = list(self._changed(wording, int(rng.integers(len(wording)))))
            if options:
                wording = options[int(rng.integers(len(options)))]
        return wording

    def _changed(self, wording: Wording, slot: int) -> Iterator[Wording]:
        for clause in self.paper.choices(slot):
            changed = (*wording[:slot], clause, *wording[slot + 1 :])
            if clause != wording[slot] and changed not in self.barred and self.paper.keeps(changed):
                yield changed

    def _key(self, wording: Wording, counts: Ints) -> tuple[int, ...]:
        changes = self.paper.changes(wording)
        values = (self.aim.value(s, counts, self.sizes, self.total, changes) for s in self.aim.stages)
        return (*values, *(-rank for rank in self.paper.ranks(wording)))
