"""Roll calls of the European Parliament taken apart: texts, their parts, and the vote on the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.extract import extract
from onevoice.assembly.sounding import Proposition, RollCall
from onevoice.opinion.choice import choose
from onevoice.opinion.composite.carry_learned import Whole
from onevoice.opinion.heldout import held_out, losses
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import ResponseMatrix, build_matrix

JANUARY = "B9-0068/2024"
"""A text whose vote on the whole is not in the record."""
_WHOLE = "(ensemble du texte)"
_DELETES = re.compile(r"Am [\d=/\s]*\d+S\b")
_FEWEST_PARTS = 5


@dataclass(frozen=True, eq=False)
class Resolution:
    """One text with its roll calls.

    Attributes
    ----------
    name : str
    matrix : ResponseMatrix
    group_of : int array of shape (n_members,)
        Political group on the day; -1 for none.
    parts : tuple of int
        Roll calls on parts.
    whole : int or None
        The roll call on the whole, where it is in the record.
    """

    name: str
    matrix: ResponseMatrix
    group_of: NDArray[np.int64]
    parts: tuple[int, ...]
    whole: int | None

    @property
    def votes(self) -> NDArray[np.float64]:
        """Votes, shape (n_members, n_roll_calls): 1 for, -1 against, 0 abstention, nan none."""
        votes = np.full((self.matrix.n_members, self.matrix.n_propositions), np.nan)
        votes[self.matrix.row, self.matrix.column] = self.matrix.answer
        return votes


def resolutions(calls: RollCall) -> Iterator[Resolution]:
    """Take the roll calls apart by text: those with a vote on the whole and five parts, and 18 January's."""
    names = dict.fromkeys(_field(p, "report") for p in calls.propositions)
    for name in names:
        own = [p for p in calls.propositions if _field(p, "report") == name]
        wholes = [p for p in own if _WHOLE in p.text]
        if not name or (not wholes and name != JANUARY) or len(own) - len(wholes) < _FEWEST_PARTS:
            continue
        matrix = build_matrix(extract(calls, [("report", name)], None, None))
        place = {p.id: j for j, p in enumerate(matrix.propositions)}
        whole = place[wholes[0].id] if wholes else None
        parts = tuple(sorted(place[p.id] for p in own if p not in wholes))
        yield Resolution(name, matrix, _groups(matrix), parts, whole)


def agreement(text: Resolution) -> NDArray[np.float64]:
    """Share of the parts in the text as adopted that each member agreed with; nan without any vote on them.

    A part that was adopted stands in the text, and a vote for it agrees. A part that was rejected does not.
    An amendment that would delete ("13S") is the other way round: rejected, what it would delete stands, and
    a vote against it agrees.
    """
    votes, told = text.votes, []
    for j in text.parts:
        adopted = np.nansum(votes[:, j]) > 0
        deletes = bool(_DELETES.search(text.matrix.propositions[j].text))
        if adopted == deletes:
            continue  # nothing of it stands in the text as adopted
        side = -1.0 if deletes else 1.0
        told.append(np.where(np.isnan(votes[:, j]), np.nan, votes[:, j] == side))
    return _mean(np.stack(told, axis=1)) if told else np.full(len(votes), np.nan)


def whole_of(text: Resolution) -> Whole | None:
    """Give what the carry model learns from; None where nothing that was voted on stands in the text."""
    own = agreement(text)
    if text.whole is None or np.isnan(own).all():
        return None
    votes = text.votes[:, text.whole]
    heard = ~np.isnan(votes)
    of_group = _of_group(own, text.group_of)
    filled = np.where(np.isnan(own), of_group, own)
    return Whole(text.name, filled[heard], of_group[heard], votes[heard] > 0)


def across(text: Resolution) -> list[Proposition]:
    """List the roll calls in which more than half of those voting were for, in every group."""
    votes, found = text.votes, []
    for j, proposition in enumerate(text.matrix.propositions):
        voting = ~np.isnan(votes[:, j])
        groups = np.unique(text.group_of[voting])
        if all((votes[voting & (text.group_of == g), j] > 0).mean() > 0.5 for g in groups):
            found.append(proposition)
    return found


def _field(proposition: Proposition, name: str) -> str:
    return dict(proposition.fields).get(name, "")


def _groups(matrix: ResponseMatrix) -> NDArray[np.int64]:
    """Each member's one political group on the day."""
    belongs = matrix.belongs.copy()
    for member, _, group in matrix.moved:
        belongs[member, group] = ~matrix.belongs[member, group]
    return np.where(belongs.any(axis=1), belongs.argmax(axis=1), -1)


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over columns of what is there; nan where nothing is."""
    there = ~np.isnan(values)
    total = np.where(there, values, 0).sum(axis=1)
    count = there.sum(axis=1)
    return np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)


def _of_group(own: NDArray[np.float64], group_of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Mean of each member's group; of all, where nobody of the group voted on a part."""
    means = np.full(len(own), np.nanmean(own))
    for group in np.unique(group_of):
        inside = group_of == group
        if not np.isnan(own[inside]).all():
            means[inside] = np.nanmean(own[inside])
    return means


def half_against_the_rest(text: Resolution) -> tuple[int, float, float, float]:
    """Fit to half of the votes on the parts; give what was kept back, its loss, a plain rule's, and hits."""
    split = held_out(text.matrix, 0.5, seed=0)
    model = IdealPointModel()
    points = choose(split.train, model).sized(model).fit(split.train)
    probability = points.probability(split.member, split.proposition)
    agrees = split.agrees
    stands = split.train.answer != 0
    ayes = np.bincount(split.train.column[stands], split.train.answer[stands] > 0, text.matrix.n_propositions)
    sides = np.bincount(split.train.column[stands], minlength=text.matrix.n_propositions)
    plain = ((ayes + 1) / (sides + 2))[split.proposition]
    right = float(((probability >= 0.5) == agrees).mean())
    return len(agrees), float(losses(probability, agrees).mean()), float(losses(plain, agrees).mean()), right
