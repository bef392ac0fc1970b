"""Polis as a predictor: an answer is predicted by the rate of the member's Polis group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.heldout import keep, stances
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.peers.polis_groups import counted_members, find_groups
from onevoice.opinion.peers.polis_map import Votes, draw_map
from onevoice.opinion.peers.rates import majority, smoothed


def polis_group_rates(
    train: ResponseMatrix, members: NDArray[np.int32], propositions: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Predict by the rate of the member's Polis group, (agree + 1) / (agree + disagree + 2).

    Map and groups come from the training answers alone, with the steps of ``polis_figures`` but without
    the passes: Polis maps a pass as a vote halfway and counts it in its rates, and both made its
    predictions of agree or disagree worse. A person whom Polis leaves without a group is predicted by the
    rate of all, which did better than their nearest group.

    Parameters
    ----------
    train : ResponseMatrix
    members, propositions : int32 arrays of shape (n_cells,)

    Returns
    -------
    float64 array of shape (n_cells,)
    """
    sides = keep(train, stances(train))
    votes = Votes(
        n_members=sides.n_members,
        n_statements=sides.n_propositions,
        member=sides.row,
        statement=sides.column,
        vote=-sides.answer,
        moderated=np.zeros(sides.n_propositions, dtype=np.bool_),
    )
    groups = find_groups(draw_map(votes).members, counted_members(votes))
    group = groups.of_member

    predicted = majority(train, members, propositions)
    counted = group[sides.row] >= 0
    cell = group[sides.row] * sides.n_propositions + sides.column
    rate = smoothed(cell[counted], sides.answer[counted] > 0, groups.count * sides.n_propositions)
    grouped = group[members] >= 0
    predicted[grouped] = rate[group[members[grouped]] * sides.n_propositions + propositions[grouped]]
    return predicted
