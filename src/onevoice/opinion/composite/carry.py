"""The carry model: how a member's answers on the clauses become their vote on the whole.

It is an assumption until it has been calibrated on divisions of the assembly in question: votes on parts,
then on the whole. ``carry_learned`` does that; a model says itself which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError
from onevoice.opinion.composite.electorate import Bools, Ints

UNIT = 1000
"""Scores are in thousandths."""


class CarryModel(Protocol):
    """Any rule that adds up over clauses: a member carries a wording whose scores sum to zero or more."""

    @property
    def calibrated(self) -> str:
        """What it was calibrated on, as words; empty where it is an assumption."""

    def sentence(self) -> str:
        """Say the rule as a sentence."""

    def score(self, answers: NDArray[np.int8], belongs: Bools) -> Ints:
        """Score each answer.

        Parameters
        ----------
        answers : int8 array of shape (n_members, n_clauses)
            1 agree, 0 pass, -1 disagree.
        belongs : bool array of shape (n_members, n_groups)

        Returns
        -------
        int64 array of shape (n_members, n_clauses)
        """


@dataclass(frozen=True, slots=True)
class ShareOfClauses:
    """A member carries what they agree with in large enough a share of its clauses.

    Attributes
    ----------
    threshold : float
        That share, within (0, 1].
    passing : float
        What a pass counts, from 0 (as no agreement) to 1.
    group_share : float
        How much the group's mean agreement counts instead of the member's own, 0 to 1.
    calibrated : str
        What the numbers were learned from; empty where they are an assumption.
    """

    threshold: float = 0.5
    passing: float = 0.0
    group_share: float = 0.0
    calibrated: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise SettingsError(
                f"The share of clauses is {self.threshold:g}. Give a share above 0 and up to 1, such as 0.5."
            )
        if not (0 <= self.passing <= 1 and 0 <= self.group_share <= 1):
            raise SettingsError("A pass, and a group's share, each count from 0 to 1. Give numbers within.")

    def sentence(self) -> str:
        """Say the rule as a sentence."""
        of = "half" if self.threshold == 0.5 else f"{self.threshold:.0%}"
        if self.group_share:
            mean = f"the mean of their own agreement and their group's, which counts {self.group_share:.0%},"
            rule = f"A member carries the wording if {mean} is at least {of}"
        else:
            rule = f"A member carries the wording if they agree with at least {of} of its clauses"
        return f"{rule}; a pass counts {'as no agreement' if not self.passing else f'{self.passing:g}'}."

    def score(self, answers: NDArray[np.int8], belongs: Bools) -> Ints:
        """Score each answer; see ``CarryModel``."""
        agreement = np.where(answers > 0, 1.0, np.where(answers < 0, 0.0, self.passing))
        if self.group_share:
            agreement = (1 - self.group_share) * agreement + self.group_share * _group_mean(
                agreement, belongs
            )
        return np.rint(UNIT * (agreement - self.threshold)).astype(np.int64)


def _group_mean(agreement: NDArray[np.float64], belongs: Bools) -> NDArray[np.float64]:
    """Mean agreement in each member's groups; of all, for a member who is in none."""
    inside = belongs.astype(np.float64)
    means = (inside.T @ agreement) / np.maximum(inside.sum(axis=0), 1)[:, None]
    several = inside.sum(axis=1, keepdims=True)
    own: NDArray[np.float64] = inside @ means / np.maximum(several, 1)
    return np.where(several > 0, own, agreement.mean(axis=0))
