"""Rows for the search: drawn answers of members, or in a large roll of somebody of each type.

A sample average (Kleywegt, Shapiro and Homem-de-Mello 2002, doi:10.1137/S1052623499363220): the wording is
sought on some draws and judged on others. Where members times draws are many, members with near-equal
posteriors, groups and red lines are of one type; in each draw another of them answers for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.answer_draws import AnswerDraws
from onevoice.opinion.chance import mix
from onevoice.opinion.composite.carry import CarryModel
from onevoice.opinion.composite.electorate import Bools, Electorate, Ints, merged, refused
from onevoice.opinion.member_types import gather_types

MOST_ROWS = 8_000
"""As many as the solver has room for."""

MOST_SEEN = 40_000
"""As many as a wording is preferred to another by."""


@dataclass(frozen=True, eq=False)
class Body:
    """Who may carry a paper's clauses, and by which rule.

    Attributes
    ----------
    draws : AnswerDraws
    columns : int64 array of shape (n_clauses,)
        The paper's clauses among the propositions.
    carry : CarryModel
    belongs : bool array of shape (n_members, n_groups)
        Groups over which the least is taken.
    never : bool array of shape (n_members, n_clauses)
        Red lines of members.
    counted : bool array of shape (n_members,)
        Members who are in a denominator: those who were eligible for every clause.
    """

    draws: AnswerDraws
    columns: NDArray[np.int64]
    carry: CarryModel
    belongs: Bools
    never: Bools
    counted: Bools

    def scores(self, first: int, last: int) -> Iterator[Ints]:
        """Give the scores of all members for the draws from ``first`` up to, but not, ``last``."""
        for answers in islice(self.draws, first, last):
            yield refused(self.carry.score(answers[:, self.columns], self.belongs), self.never)


def sample_electorate(body: Body, last: int, most: int = MOST_ROWS) -> Electorate:
    """Gather rows from the draws before ``last``.

    Parameters
    ----------
    body : Body
    last : int
    most : int
        Aim at no more rows than this.

    Returns
    -------
    Electorate
    """
    members = np.flatnonzero(body.counted)
    posterior = body.draws.posterior
    alike = np.hstack([body.belongs, body.never])[members]
    _, pattern = np.unique(alike, axis=0, return_inverse=True)
    mean, spread = posterior.points.mean[members], posterior.member_spread[members]
    types = gather_types(mean, spread, pattern.reshape(-1), max(1, most // last))
    # in each type members stand in the order of their keys, so that no file's order reaches the sample
    order = np.lexsort((mix(posterior.member_keys[members]), types.of))
    begin = np.searchsorted(types.of[order], np.arange(len(types.count)))
    size = types.count.astype(np.int64)
    chosen = [members[order[begin + s % size]] for s in range(last)]
    scores = [score[who] for score, who in zip(body.scores(0, last), chosen, strict=True)]
    return merged(Electorate(np.vstack(scores), np.tile(size, last), body.belongs[np.concatenate(chosen)]))
