"""Members of other groups switch on the most polarised statement, and it climbs.

5 % and 15 % of the roll, from groups that do not support it, answer that they agree. Figure to reach: its
rank by our bridging moves no more than by Community Notes' intercept and Polis' group-informed consensus.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

import onevoice
from benchmarks.halves import as_calls, conversations, polis_votes
from benchmarks.table import Table, verdict
from onevoice.assembly.people import Group, Membership
from onevoice.assembly.sounding import Answers, RollCall
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.peers.community_notes import factorise
from onevoice.opinion.peers.polis_groups import counted_members, find_groups
from onevoice.opinion.peers.polis_map import draw_map
from onevoice.opinion.peers.polis_statements import group_informed_consensus, group_votes
from onevoice.opinion.selection_basis import parts_of

SHARES = (0.05, 0.15)
THRESHOLD = 0.5
RULES = ("ours, bridging", "ours, least group", "Community Notes", "Polis' consensus")


def measure() -> Table:
    """Set ranks before and after out as a table."""
    rows, moved = [], {rule: [0.0] * len(SHARES) for rule in RULES}
    for folder in conversations():
        found = _conversation(folder)
        row: list[str] = [folder.name, str(found.propositions)]
        least = [min(_climb(found.ranks[rule], step) for rule in RULES[2:]) for step in range(len(SHARES))]
        for rule in RULES:
            row.append(" → ".join(str(rank) for rank in found.ranks[rule]))
            for step in range(len(SHARES)):
                moved[rule][step] += _climb(found.ranks[rule], step)
        reached = all(_climb(found.ranks[RULES[0]], step) <= least[step] for step in range(len(SHARES)))
        rows.append((*row, found.flips, verdict(reached=reached)))
    means = {rule: [total / len(rows) for total in totals] for rule, totals in moved.items()}
    reached = all(means[RULES[0]][s] <= min(means[peer][s] for peer in RULES[2:]) for s in range(len(SHARES)))
    told = [", ".join(f"{value:.1f}" for value in means[rule]) for rule in RULES]
    rows.append(("**mean places climbed, at 5 % and at 15 %**", "", *told, "", verdict(reached=reached)))
    return Table(
        heading=("conversation", "statements", *RULES, "accounts that flip it", ""),
        rows=tuple(rows),
        notes=(
            "Target: its rank by our bridging moves no more than by either peer, at 5 % and at 15 %.",
            (
                "Rank 1 is the best, before → with 5 % → with 15 % of the roll switching. The statement is "
                "the one on which two groups' support is furthest apart; groups are k-means on our map, "
                "declared before the attack and held. Those who switch are of the group that supports it "
                "less, first those who had answered it; their answer to it alone becomes agreement."
            ),
            (
                "Accounts that flip it: how many of that group's members would have to switch for "
                '"carried across" (at least half of every group, in the median) to hold, and their share of '
                "the roll."
            ),
            (
                "Why it is missed: on a closed roll whoever switches is a member whose answer counts, so "
                "support in their group is as they say, and so it is by Polis. Ours mostly starts lower on "
                "the list and has further to climb. Community Notes' intercept discounts agreement where "
                "its factor expects none; it discounts a change of mind in the same way."
            ),
            'Ours by `settings="fast"`, two dimensions.',
        ),
    )


class _Found:
    """Ranks of the polarised statement by each rule, before and after."""

    def __init__(self, propositions: int) -> None:
        self.propositions = propositions
        self.ranks: dict[str, list[int]] = {rule: [] for rule in RULES}
        self.flips = ""


def _climb(ranks: list[int], step: int) -> int:
    return abs(ranks[0] - ranks[step + 1])


def _conversation(folder: Path) -> _Found:
    calls = onevoice.read(folder)
    matrix = build_matrix(calls)
    plain = onevoice.analyse(calls, settings="fast", dims=2)
    grouped, of = _declare(as_calls(matrix, calls), plain)
    analysis = onevoice.analyse(grouped, settings="fast", dims=2)
    target, poor = _polarised(analysis)
    found = _Found(matrix.n_propositions)
    _rank(found, analysis, matrix, target)
    found.flips = _flips(analysis, target, poor, matrix.n_members)
    column = np.flatnonzero([p.id == target for p in matrix.propositions])[0]
    order = _switchers(matrix, int(column), of == poor)
    for share in SHARES:
        who = order[: ceil(share * matrix.n_members)]
        attacked = _switched(matrix, grouped, who, int(column))
        _rank(found, onevoice.analyse(attacked, settings="fast", dims=2), build_matrix(attacked), target)
    return found


def _declare(calls: RollCall, plain: Analysis) -> tuple[RollCall, NDArray[np.int64]]:
    """Declare two groups: k-means on the map."""
    points = parts_of(plain).found.points.point
    _, of = kmeans2(points, 2, minit="++", seed=0)
    groups = tuple(Group("side", name) for name in ("one", "other"))
    memberships = tuple(
        Membership(member.id, groups[int(g)].id) for member, g in zip(calls.members, of, strict=True)
    )
    return replace(calls, groups=groups, memberships=memberships), of.astype(np.int64)


def _polarised(analysis: Analysis) -> tuple[str, int]:
    """Give the statement on which the two groups are furthest apart, and the group that supports it less."""
    apart = {
        row["id"]: row["support"]["side:one"]["median"] - row["support"]["side:other"]["median"]
        for row in analysis.document["propositions"]
    }
    target = max(apart, key=lambda name: (abs(apart[name]), name))
    return target, int(apart[target] > 0)


def _switchers(matrix: ResponseMatrix, column: int, poor: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Draw in which order members of a group switch: those who answered the statement first."""
    rng = np.random.default_rng(0)
    answered = np.isin(np.arange(matrix.n_members), matrix.row[matrix.column == column])
    parts = (np.flatnonzero(poor & answered), np.flatnonzero(poor & ~answered))
    return np.concatenate([rng.permutation(part) for part in parts])


def _switched(matrix: ResponseMatrix, calls: RollCall, who: NDArray[np.int64], column: int) -> RollCall:
    kept = ~((matrix.column == column) & np.isin(matrix.row, who))
    member = [*matrix.row[kept].tolist(), *who.tolist()]
    proposition = [*matrix.column[kept].tolist(), *[column] * len(who)]
    response = [*matrix.answer[kept].tolist(), *[1] * len(who)]
    return replace(calls, answers=Answers(array("i", member), array("i", proposition), array("b", response)))


def _rank(found: _Found, analysis: Analysis, matrix: ResponseMatrix, target: str) -> None:
    rows = analysis.document["propositions"]
    place = next(j for j, row in enumerate(rows) if row["id"] == target)
    votes = polis_votes(matrix)
    groups = find_groups(draw_map(votes).members, counted_members(votes))
    scores = (
        np.array([row["bridging"] for row in rows]),
        np.array([row["consensus"]["median"] for row in rows]),
        factorise(matrix).note_intercept,
        group_informed_consensus(group_votes(votes, groups.of_member, groups.count)),
    )
    for rule, score in zip(RULES, scores, strict=True):
        found.ranks[rule].append(1 + int((score > score[place]).sum()))


def _flips(analysis: Analysis, target: str, poor: int, members: int) -> str:
    row = next(row for row in analysis.document["propositions"] if row["id"] == target)
    support = row["support"]["side:other" if poor else "side:one"]
    needed = max(0, ceil((THRESHOLD - support["median"]) * support["n"]))
    return f"{needed:,} ({needed / members:.0%})"
