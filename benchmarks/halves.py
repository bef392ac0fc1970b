"""A conversation cut in two: half of the answers to choose by, half to judge by."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

import onevoice
from onevoice.assembly.sounding import Answers, RollCall
from onevoice.opinion.heldout import fold_of, keep
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.peers.polis_groups import counted_members
from onevoice.opinion.peers.polis_map import Votes, draw_map

CONVERSATIONS = Path(__file__).parents[2] / "shared" / "data" / "polis"
ENOUGH = 5
"""Answers that every group must have given to a statement for it to be judged, and so to be chosen."""
_STARTS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """One split of a conversation.

    Attributes
    ----------
    chosen_by : ResponseMatrix
    calls : RollCall
        The same answers, as an analysis takes them.
    judged_by : ResponseMatrix
    """

    chosen_by: ResponseMatrix
    calls: RollCall
    judged_by: ResponseMatrix


def conversations() -> tuple[Path, ...]:
    """List the folders of the conversations.

    Raises
    ------
    FileNotFoundError
        If there are none beside the checkout.
    """
    there = tuple(folder for folder in sorted(CONVERSATIONS.glob("*")) if folder.is_dir())
    if not there:
        raise FileNotFoundError(f"no conversations in {CONVERSATIONS}")
    return there


def halves(folder: Path, splits: int) -> Iterator[Halves]:
    """Cut a conversation in two, cell by cell, in so many ways."""
    calls = onevoice.read(folder)
    matrix = build_matrix(calls)
    for seed in range(splits):
        first = fold_of(matrix, seed, 2) == 0
        one = keep(matrix, first)
        yield Halves(one, as_calls(one, calls), keep(matrix, ~first))


def as_calls(matrix: ResponseMatrix, calls: RollCall) -> RollCall:
    """Give a matrix's answers as a roll call of the same members and propositions."""
    member = {one.id: one for one in calls.members}
    return replace(
        calls,
        members=tuple(member[name] for name in matrix.member_ids),
        propositions=matrix.propositions,
        answers=Answers(
            array("i", matrix.row.tolist()),
            array("i", matrix.column.tolist()),
            array("b", matrix.answer.tolist()),
        ),
    )


def polis_votes(matrix: ResponseMatrix) -> Votes:
    """Give a matrix's answers as Polis has them, passes among them."""
    return Votes(
        n_members=matrix.n_members,
        n_statements=matrix.n_propositions,
        member=matrix.row,
        statement=matrix.column,
        vote=-matrix.answer,
        moderated=np.zeros(matrix.n_propositions, dtype=np.bool_),
    )


def judge(matrix: ResponseMatrix, groups: int) -> NDArray[np.float64]:
    """Score every statement by the least over groups of (agree + 1) / (answers + 2).

    Returns
    -------
    float64 array of shape (n_propositions,)
        Not a number where a group gave fewer than five answers.
    """
    votes = polis_votes(matrix)
    counted = counted_members(votes)
    points = draw_map(votes).members[counted]
    of_member = np.full(matrix.n_members, -1)
    of_member[counted] = _clusters(points, groups)
    cell = of_member[matrix.row] * matrix.n_propositions + matrix.column
    inside = of_member[matrix.row] >= 0
    size = groups * matrix.n_propositions
    shape = (groups, matrix.n_propositions)
    answers = np.bincount(cell[inside], minlength=size).reshape(shape)
    agree = np.bincount(cell[inside & (matrix.answer > 0)], minlength=size).reshape(shape)
    least = ((agree + 1) / (answers + 2)).min(axis=0)
    return np.where(answers.min(axis=0) >= ENOUGH, least, np.nan)


def _clusters(points: NDArray[np.float64], groups: int) -> NDArray[np.int64]:
    """k-means, the best of several starts."""
    best, labels = np.inf, np.zeros(len(points), dtype=np.int64)
    for start in range(_STARTS):
        centres, found = kmeans2(points, groups, minit="++", seed=start, missing="warn")
        apart = float(((points - centres[found]) ** 2).sum())
        if apart < best and len(np.unique(found)) == groups:
            best, labels = apart, found
    return labels
