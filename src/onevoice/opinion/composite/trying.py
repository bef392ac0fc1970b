"""Where wordings are few, all are tried: the plainest proof there is."""

from __future__ import annotations

from itertools import islice, product

import numpy as np

from onevoice.opinion.composite.aims import Aim
from onevoice.opinion.composite.electorate import Electorate
from onevoice.opinion.composite.paper import Paper, Wording

MOST_WORDINGS = 20_000
_CELLS = 20_000_000  # rows times wordings that are scored at once


def few(paper: Paper, most: int = MOST_WORDINGS) -> bool:
    """Say whether there are few enough wordings, rules aside, to try them all."""
    number = 1
    for slot in range(len(paper.slots)):
        number *= len(paper.choices(slot))
        if number > most:
            return False
    return True


def try_all(
    paper: Paper, electorate: Electorate, aim: Aim, barred: frozenset[Wording]
) -> tuple[Wording, tuple[int, ...]] | None:
    """Try every wording that keeps the rules and is not barred.

    Returns
    -------
    tuple of the best wording and its key, or None
        None if there is no such wording.
    """
    every = product(*(paper.choices(slot) for slot in range(len(paper.slots))))
    kept = (wording for wording in every if wording not in barred and paper.keeps(wording))
    score = electorate.score.astype(np.float64)  # sums of whole numbers are exact in it
    everybody = np.ones((len(score), 1))
    seats = (electorate.weight[:, None] * np.hstack([electorate.belongs, everybody])).T
    sizes, total = electorate.sizes, electorate.total
    best: tuple[tuple[int, ...], Wording] | None = None
    while wordings := list(islice(kept, max(1, _CELLS // max(1, len(score))))):
        holds = np.zeros((len(paper.ids), len(wordings)))
        for w, wording in enumerate(wordings):
            holds[list(paper.standing(wording)), w] = 1
        counts = np.rint(seats @ (score @ holds >= 0)).astype(np.int64).T
        for wording, row in zip(wordings, counts, strict=True):
            changes = paper.changes(wording)
            values = (aim.value(stage, row, sizes, total, changes) for stage in aim.stages)
            found = (*values, *(-rank for rank in paper.ranks(wording))), wording
            best = max(best, found) if best else found
    return (best[1], best[0]) if best else None
