"""What a division would bring if the question were put now, and how near that came once it was.

Ayes and noes are drawn as agreement and disagreement are: whoever has answered is taken at their word, the
others by the model. Who will stay away nobody can say, so all are counted as present.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.analysis import Analysis
from onevoice.opinion.document import Parts, plain
from onevoice.opinion.measured import triple
from onevoice.opinion.selection_basis import parts_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A prediction beside what happened.

    Attributes
    ----------
    members : int
        Members who voted aye or no.
    brier : float
        Mean squared distance of each one's probability of aye from what they did; a coin scores 0.25.
    plain_brier : float
        The same of one probability for all: the share of ayes that was expected.
    carried_expected : float
        Probability that was given to more ayes than noes.
    carried : bool
        Whether there were more.
    """

    members: int
    brier: float
    plain_brier: float
    carried_expected: float
    carried: bool


def expect_division(parts: Parts, proposition: int) -> dict[str, Any]:
    """Give ayes and noes by group with intervals, and the probability that the ayes have it.

    Parameters
    ----------
    parts : Parts
    proposition : int
        Its place.

    Returns
    -------
    dict
        ``carried``, and ``groups``: for each that may be shown its id, members, ayes and noes, each of the
        latter with median, 5 and 95 %.
    """
    support, standings = parts.found.shown.support, parts.basis.standings
    ayes, noes = support.agree_draws[:, :, proposition], support.disagree_draws[:, :, proposition]
    return {
        "carried": plain(float((ayes[:, 0] > noes[:, 0]).mean())),
        "groups": [
            {
                "id": standing.id,
                "members": round(float(support.eligible[g, proposition])),
                "ayes": triple(ayes[:, g]),
                "noes": triple(noes[:, g]),
            }
            for g, standing in enumerate(standings)
            if standing.above_floor
        ],
    }


def expected_divisions(analysis: Analysis) -> dict[str, dict[str, Any]]:
    """Give the expected division on every proposition, by id.

    Raises
    ------
    SettingsError
        If the analysis holds a document alone.
    """
    parts = parts_of(analysis)
    return {p.id: expect_division(parts, j) for j, p in enumerate(parts.matrix.propositions)}


def compare_division(chance: Floats, carried_expected: float, votes: Mapping[int, bool]) -> Comparison:
    """Score a prediction against the votes that were cast.

    Parameters
    ----------
    chance : float64 array of shape (n_members,)
        Probability of aye, of those who take a side.
    carried_expected : float
    votes : mapping of int to bool
        By member, whether aye; nobody else voted.
    """
    who = np.array(sorted(votes), dtype=np.int64)
    aye = np.array([votes[int(i)] for i in who], dtype=np.float64)
    mean = float(chance[who].mean())
    return Comparison(
        members=len(who),
        brier=float(((chance[who] - aye) ** 2).mean()),
        plain_brier=float(((mean - aye) ** 2).mean()),
        carried_expected=carried_expected,
        carried=bool(aye.sum() > len(aye) - aye.sum()),
    )
