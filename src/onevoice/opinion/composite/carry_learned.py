"""A carry model learned: from texts voted on in parts and then as a whole.

What a member thinks of the whole is set against the share of its parts that they agreed with, the parts as
they stand in the text as adopted. Whole texts are held out, never single votes, for the members of one vote
are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from onevoice.opinion.composite.carry import ShareOfClauses
from onevoice.opinion.heldout import losses

Floats = NDArray[np.float64]

_PULL = 1e-3  # a prior so weak that it only keeps slopes finite


@dataclass(frozen=True, eq=False)
class Whole:
    """One text: each voting member's agreement with its parts, and their vote on the whole.

    Attributes
    ----------
    name : str
    agreement : float64 array of shape (n_members,)
        Share of the parts in the text as adopted that the member agreed with, of those they voted on; an
        abstention is no agreement.
    of_group : float64 array of shape (n_members,)
        Mean agreement of the member's group.
    carried : bool array of shape (n_members,)
        Whether they voted for the whole.
    """

    name: str
    agreement: Floats
    of_group: Floats
    carried: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learned:
    """The log odds of a vote for the whole: ``intercept + slope * agreement``."""

    intercept: float
    slope: float

    @property
    def threshold(self) -> float:
        """Agreement from which a vote for the whole is likelier than not."""
        return -self.intercept / self.slope

    def probability(self, agreement: Floats) -> Floats:
        """Probability of a vote for the whole."""
        return np.asarray(expit(self.intercept + self.slope * agreement))

    def model(self, source: str) -> ShareOfClauses:
        """Give the carry model with this threshold; ``source`` says what it was learned from."""
        return ShareOfClauses(threshold=round(self.threshold, 2), calibrated=source)


def learn(wholes: Sequence[Whole]) -> Learned:
    """Learn from texts, each of which counts alike.

    Raises
    ------
    ValueError
        If there are none.
    """
    if not wholes:
        raise ValueError("there is no text to learn from")
    agreement = np.concatenate([whole.agreement for whole in wholes])
    carried = np.concatenate([whole.carried for whole in wholes]).astype(np.float64)
    weight = np.concatenate([np.full(len(whole.carried), 1 / len(whole.carried)) for whole in wholes])

    def loss(terms: Floats) -> float:
        odds = terms[0] + terms[1] * agreement
        return float((weight * (np.logaddexp(0, odds) - carried * odds)).sum() + _PULL * terms[1] ** 2)

    intercept, slope = minimize(loss, np.array([0.0, 1.0])).x
    return Learned(float(intercept), float(slope))


@dataclass(frozen=True, eq=False)
class Trial:
    """How rules foretold one text that none of them had seen.

    Attributes
    ----------
    name : str
    actual : float
        Share that voted for the whole.
    probability : dict of str to float64 array of shape (n_members,)
        By rule: "learned", "mean of parts", "group's majority".
    carried : bool array of shape (n_members,)
    """

    name: str
    actual: float
    probability: dict[str, Floats]
    carried: NDArray[np.bool_]

    def log_loss(self, rule: str) -> float:
        """Mean log loss over members, nats, probabilities clipped to [.01, .99]."""
        return float(losses(self.probability[rule], self.carried).mean())

    def error(self, rule: str) -> float:
        """Foretold share less the true one."""
        return float(self.probability[rule].mean() - self.actual)

    def right(self, rule: str) -> float:
        """Share of members foretold on the right side."""
        return float(((self.probability[rule] >= 0.5) == self.carried).mean())


RULES = ("learned", "mean of parts", "group's majority")


def hold_out(wholes: Sequence[Whole]) -> list[Trial]:
    """Foretell every text from all others.

    The mean of parts is taken as a probability as it stands. A group's majority says one side only; its
    probability is how often it was right in the texts that may be seen.
    """
    return [_trial(wholes, held) for held in range(len(wholes))]


def _trial(wholes: Sequence[Whole], held: int) -> Trial:
    seen, whole = [w for k, w in enumerate(wholes) if k != held], wholes[held]
    says = np.concatenate([w.of_group >= 0.5 for w in seen])
    carried = np.concatenate([w.carried for w in seen])
    rates = [(carried[says == side].sum() + 1) / ((says == side).sum() + 2) for side in (False, True)]
    probability = {
        "learned": learn(seen).probability(whole.agreement),
        "mean of parts": whole.agreement,
        "group's majority": np.where(whole.of_group >= 0.5, rates[1], rates[0]),
    }
    return Trial(whole.name, float(whole.carried.mean()), probability, whole.carried)
