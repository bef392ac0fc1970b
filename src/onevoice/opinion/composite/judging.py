"""How wordings fare on draws that they were not sought on: every member counted, draw by draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.composite.paper import Paper, Wording
from onevoice.opinion.composite.sampling import Body

Floats = NDArray[np.float64]


def count_carried(body: Body, paper: Paper, wordings: Sequence[Wording], first: int, last: int) -> Floats:
    """Count who carries each wording in each of the draws from ``first`` up to, but not, ``last``.

    Parameters
    ----------
    body : Body
    paper : Paper
    wordings : sequence of tuple of int
    first, last : int

    Returns
    -------
    float64 array of shape (n_draws, n_wordings, n_groups + 1)
        Members by group, then of all.
    """
    holds = np.zeros((len(paper.ids), len(wordings)))
    for w, wording in enumerate(wordings):
        holds[list(paper.standing(wording)), w] = 1
    everybody = np.ones((len(body.belongs), 1), dtype=np.bool_)
    inside = np.hstack([body.belongs, everybody])[body.counted].astype(np.float64)
    found = np.empty((last - first, len(wordings), inside.shape[1]))
    for s, score in enumerate(body.scores(first, last)):
        sums = score[body.counted].astype(np.float64) @ holds
        found[s] = (sums > -0.5).T.astype(np.float64) @ inside
    return found
