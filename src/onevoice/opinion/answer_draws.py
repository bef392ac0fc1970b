"""Whole assemblies drawn from the posterior: every member's answer to every proposition.

What was answered is a fact in every draw, and whoever was not eligible has no answer in any. The unheard are
drawn from the same numbers as support is, so a draw here is the draw behind the published shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from onevoice.errors import SettingsError
from onevoice.opinion.covariance import Posterior
from onevoice.opinion.estimate import Estimate
from onevoice.opinion.fast_chance import logistic, uniform
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.passes import Passes
from onevoice.opinion.recentring import recentre_by_member
from onevoice.opinion.threads import threads_for

Floats32 = NDArray[np.float32]

MOST_CELLS = 30_000_000
"""Members times propositions up to which everybody's answer is drawn by itself."""
_CELL_DRAWS_AT_MOST = 1_000_000_000
_LEAST_DRAWS = 20


@dataclass(frozen=True, eq=False)
class AnswerDraws:
    """Draws of all answers, made one at a time.

    Attributes
    ----------
    matrix : ResponseMatrix
    posterior : Posterior
    passes : Passes
    """

    matrix: ResponseMatrix
    posterior: Posterior
    passes: Passes

    @cached_property
    def n_draws(self) -> int:
        """How many draws there are: the posterior's, fewer where they would take too long."""
        cells = self.matrix.n_members * self.matrix.n_propositions
        return min(self.posterior.n_draws, max(_LEAST_DRAWS, _CELL_DRAWS_AT_MOST // cells))

    @cached_property
    def heard(self) -> NDArray[np.int8]:
        """What was answered, shape (n_members, n_propositions): 1, 0, -1; 2 not eligible; 3 unheard."""
        matrix = self.matrix
        cells = np.full((matrix.n_members, matrix.n_propositions), 3, dtype=np.int8)
        cells[matrix.row, matrix.column] = matrix.answer
        cells[matrix.barred_member, matrix.barred_proposition] = 2
        cells.setflags(write=False)
        return cells

    @cached_property
    def chance(self) -> Floats32:
        """Probability of agreeing, passes counted against it, shape (n_members, n_propositions).

        1 or 0 where it was answered, 0 where the member was not eligible; the mean over draws elsewhere.
        """
        total = np.zeros(self.heard.shape, dtype=np.float32)
        for s in range(self.n_draws):
            total += self._draw(s)[0]
        total /= np.float32(self.n_draws)
        chance: Floats32 = np.where(self.heard == 3, total, self.heard == 1).astype(np.float32)
        chance.setflags(write=False)
        return chance

    def __iter__(self) -> Iterator[NDArray[np.int8]]:
        """Give each draw: 1 agree, 0 pass, -1 disagree, 2 not eligible, shape (n_members, n_propositions)."""
        for s in range(self.n_draws):
            yield np.where(self.heard == 3, self._draw(s)[1], self.heard)

    @cached_property
    def _members(self) -> Floats32:
        draws = self.posterior.member_draws().transpose(1, 2, 0)
        return np.ascontiguousarray(draws, dtype=np.float32)

    @cached_property
    def _terms(self) -> Floats32:
        with threads_for(self.matrix.n_answers * self.posterior.n_draws):
            return recentre_by_member(self.matrix, self.posterior, self._members)

    def _draw(self, s: int) -> tuple[Floats32, NDArray[np.int8]]:
        passes = self.passes
        with threads_for(self.heard.size):
            return _draw_answers(
                np.ascontiguousarray(self._members[:, :, s]),
                self._terms[s],
                self.posterior.points.belongs.astype(np.float32),
                passes.reticence.astype(np.float32),
                passes.evasion.astype(np.float32),
                np.float32(passes.ambivalence),
                passes.any,
                self.matrix.member_keys,
                self.matrix.proposition_keys,
                np.uint64(self.posterior.seed),
                np.uint64(s),
            )


def draw_answers(matrix: ResponseMatrix, found: Estimate) -> AnswerDraws:
    """Make ready to draw all answers.

    Raises
    ------
    SettingsError
        If there are more members and propositions than can be drawn one by one.
    """
    if matrix.n_members * matrix.n_propositions > MOST_CELLS:
        raise SettingsError(
            f"{matrix.n_members:,} members and {matrix.n_propositions:,} propositions are too many to draw "
            "everybody's answers. Choose fewer propositions with --where."
        )
    return AnswerDraws(matrix, found.posterior, found.passes)


@njit(cache=True, parallel=True, error_model="numpy", fastmath={"contract"})
def _draw_answers(
    members: Floats32,
    terms: Floats32,
    belongs: Floats32,
    reticence: Floats32,
    evasion: Floats32,
    ambivalence: np.float32,
    any_pass: bool,
    member_keys: NDArray[np.uint64],
    proposition_keys: NDArray[np.uint64],
    seed: np.uint64,
    draw: np.uint64,
) -> tuple[Floats32, NDArray[np.int8]]:
    """One draw: each cell's probability of agreeing, and an answer."""
    n_members, n_propositions = len(members), terms.shape[1]
    d = members.shape[1] - 1
    half, one = np.float32(0.5), np.float32(1.0)
    chances = np.empty((n_members, n_propositions), np.float32)
    answers = np.empty((n_members, n_propositions), np.int8)
    salt = (seed + draw * np.uint64(2) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
    for i in prange(n_members):
        odds = terms[0] + members[i, d]
        for p in range(d):
            odds += members[i, p] * terms[1 + p]
        for g in range(belongs.shape[1]):
            if belongs[i, g] != 0.0:
                odds += terms[1 + d + g]
        for j in range(n_propositions):
            chance = logistic(odds[j])
            passing = np.float32(0.0)
            if any_pass:
                torn = one - np.float32(2.0) * abs(chance - half)
                passing = logistic(reticence[i] + evasion[j] + ambivalence * torn)
            u = uniform(member_keys[i] ^ salt, proposition_keys[j])
            edge = passing + (one - passing) * chance
            chances[i, j] = edge - passing
            answers[i, j] = 1 if passing <= u < edge else -1 if u >= edge else 0
    return chances, answers
