"""Polis' figures on statements: group votes, representativeness, consensus and the order of asking.

The tests and thresholds are Polis' own: one-sided 90 %, no correction for the number of statements, and a
pass counts as a vote that is not an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.peers.polis_map import AGREE, DISAGREE, Votes

SURE = 1.2816
"""One-sided 90 % point of the normal distribution."""

SHOWN = 5
META_PRIORITY = 49.0

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class GroupVotes:
    """Votes of each group on each statement; all arrays of shape (n_groups, n_statements).

    Attributes
    ----------
    agree, disagree, votes : int64 arrays
        ``votes`` has the passes too.
    """

    agree: Counts
    disagree: Counts
    votes: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """How far one side, agree or disagree, marks each group; all of shape (n_groups, n_statements).

    Attributes
    ----------
    share, share_test : float64 arrays
        (n + 1) / (votes + 2), and its test against one half.
    ratio, ratio_test : float64 arrays
        That share over the same share among the other groups, and the test of the two proportions.
    """

    share: Floats
    share_test: Floats
    ratio: Floats
    ratio_test: Floats

    @property
    def passes(self) -> NDArray[np.bool_]:
        """Statements that mark the group by both tests."""
        both: NDArray[np.bool_] = (self.share_test > SURE) & (self.ratio_test > SURE)
        return both

    @property
    def strength(self) -> Floats:
        """The product of all four, by which Polis sorts."""
        return self.ratio * self.ratio_test * self.share * self.share_test


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that Polis shows for a group.

    Attributes
    ----------
    statement : int
    agrees : bool
        The side that marks the group.
    best_agree : bool
        Whether it is the agreement that Polis puts first.
    """

    statement: int
    agrees: bool
    best_agree: bool


def group_votes(votes: Votes, of_member: NDArray[np.int64], count: int) -> GroupVotes:
    """Count the votes of each group, moderated statements among them."""
    group = of_member[votes.member]
    inside = group >= 0
    cell = group * votes.n_statements + votes.statement
    size = count * votes.n_statements

    def counted(chosen: NDArray[np.bool_]) -> Counts:
        return np.bincount(cell[inside & chosen], minlength=size).reshape(count, votes.n_statements)

    return GroupVotes(
        counted(votes.vote == AGREE),
        counted(votes.vote == DISAGREE),
        counted(np.ones(len(cell), dtype=np.bool_)),
    )


def share_test(successes: Counts, trials: Counts) -> Floats:
    """Test a proportion against one half, with one success and one trial added."""
    return 2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)


def ratio_test(successes: Counts, trials: Counts, others: Counts, other_trials: Counts) -> Floats:
    """Test two proportions, with one success and one trial added to each; 0 where all are successes."""
    n1, n2 = trials + 1, other_trials + 1
    p1, p2 = (successes + 1) / n1, (others + 1) / n2
    pooled = (successes + others + 2) / (n1 + n2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    certain = pooled >= 1
    return np.where(certain, 0.0, (p1 - p2) / np.where(certain, 1.0, spread))


def side_of_groups(successes: Counts, trials: Counts) -> Share:
    """Compare each group's share of one side with that of all other groups together.

    Parameters
    ----------
    successes, trials : int64 arrays of shape (n_groups, n_statements)
    """
    others = successes.sum(axis=0) - successes
    other_trials = trials.sum(axis=0) - trials
    share = (successes + 1) / (trials + 2)
    return Share(
        share=share,
        share_test=share_test(successes, trials),
        ratio=share / ((others + 1) / (other_trials + 2)),
        ratio_test=ratio_test(successes, trials, others, other_trials),
    )


def representative(
    agree: Share, disagree: Share, heard: NDArray[np.bool_], asked: NDArray[np.int64]
) -> list[list[Representative]]:
    """Choose the statements that Polis shows for each group, agreements first.

    Parameters
    ----------
    agree, disagree : Share
        The two sides, over the matrix in which moderated columns are zero.
    heard : bool array of shape (n_groups, n_statements)
        Whether the group agreed or disagreed at all; where not, no agreement is put first.
    asked : int64 array of shape (n_asked,)
        The statements to choose from: those voted on and not moderated.
    """
    if not len(asked):
        return [[] for _ in heard]
    return [_of_group(g, agree, disagree, heard[g], asked) for g in range(len(heard))]


def _of_group(
    g: int, agree: Share, disagree: Share, heard: NDArray[np.bool_], asked: NDArray[np.int64]
) -> list[Representative]:
    toward = agree.ratio_test[g] > disagree.ratio_test[g]
    strength = np.where(toward, agree.strength[g], disagree.strength[g])
    sufficient = [int(j) for j in asked if agree.passes[g, j] or disagree.passes[g, j]]
    first = _best_agree(g, agree, heard, asked)
    if not sufficient:
        # Polis sets the bar by the test of the side shown, and keeps the first of equals
        test = np.maximum(agree.ratio_test[g], disagree.ratio_test[g])
        fallback = first if first is not None else int(asked[np.argmax(test[asked])])
        return [Representative(fallback, bool(toward[fallback]), first is not None)]
    ranked = sorted((j for j in sufficient if j != first), key=lambda j: -strength[j])
    chosen = [Representative(j, bool(toward[j]), best_agree=False) for j in ranked]
    if first is not None:
        chosen.insert(0, Representative(first, bool(toward[first]), best_agree=True))
    return sorted(chosen[:SHOWN], key=lambda shown: not shown.agrees)


def _best_agree(g: int, agree: Share, heard: NDArray[np.bool_], asked: NDArray[np.int64]) -> int | None:
    """Walk through the statements in order as Polis does, keeping the agreement that speaks best."""
    best: int | None = None
    popularity = agree.share[g] * agree.share_test[g]
    for j in asked[heard[asked]]:
        if best is None:
            better = agree.share_test[g, j] > SURE or (agree.ratio[g, j] > 1 and agree.share[g, j] > 0.5)
        elif agree.ratio[g, best] > 1:
            better = agree.strength[g, j] > agree.strength[g, best]
        else:
            better = popularity[j] > popularity[best]
        if better:
            best = int(j)
    return best


def consensus(successes: Counts, trials: Counts, asked: NDArray[np.int64]) -> list[int]:
    """List up to five statements on which all members together take one side.

    Parameters
    ----------
    successes, trials : int64 arrays of shape (n_statements,)
        Votes of that side, and all votes.
    asked : int64 array of shape (n_asked,)
        The statements to choose from.
    """
    share = (successes + 1) / (trials + 2)
    test = share_test(successes, trials)
    passing = [int(j) for j in asked if share[j] > 0.5 and test[j] > SURE]
    return sorted(passing, key=lambda j: -share[j] * test[j])[:SHOWN]


def group_informed_consensus(counts: GroupVotes) -> Floats:
    """Multiply the groups' shares of agreement, (agree + 1) / (votes + 2), shape (n_statements,)."""
    product: Floats = np.prod((counts.agree + 1) / (counts.votes + 2), axis=0)
    return product


def priority(counts: GroupVotes, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Weigh each statement for being asked next, shape (n_statements,).

    Parameters
    ----------
    counts : GroupVotes
    extremity : float64 array of shape (n_statements,)
    meta : bool array of shape (n_statements,)
        Statements about the members rather than opinions.
    """
    votes = counts.votes.sum(axis=0)
    agree = counts.agree.sum(axis=0)
    passed = votes - agree - counts.disagree.sum(axis=0)
    importance = (1 - (passed + 1) / (votes + 2)) * (extremity + 1) * (agree + 1) / (votes + 2)
    fresh = 1 + 8 * 2.0 ** (-votes / 5)
    return np.where(meta, META_PRIORITY, (importance * fresh) ** 2)
