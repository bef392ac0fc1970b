"""Simulated assemblies: who is asked what and answers how, where the truth is known.

Answers are drawn in blocks of members, so that a hundred million of them need little more room than
they take themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, Relation, RollCall
from onevoice.opinion.truth import Floats, Scenario, Truth, draw_truth

_BLOCK_CELLS = 4_000_000
_CELLS_KEPT = 50_000_000
_AMBIVALENCE = 1.0  # what full ambivalence adds to the log-odds of a pass
_OPENING = 1_704_067_200_000  # 1 January 2024, 00:00 UTC, in ms
_DAY = 86_400_000
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va")


@dataclass(frozen=True, eq=False)
class Simulated:
    """A simulated assembly.

    Attributes
    ----------
    calls : RollCall
        What was heard, as any format's reader would give it.
    truth : Truth
        What is really so.
    scenario : Scenario
    seed : int
    """

    calls: RollCall
    truth: Truth
    scenario: Scenario
    seed: int


def simulate(
    members: int = 300,
    propositions: int = 60,
    groups: int = 3,
    heard: float = 0.15,
    seed: int = 0,
    **knobs: Any,
) -> Simulated:
    """Simulate an assembly whose truth is known.

    Parameters
    ----------
    members, propositions, groups : int
        Members on the roll, propositions on the paper, parties.
    heard : float
        Share of all cells that are answered.
    seed : int
        The same seed gives the same assembly.
    **knobs
        Any other field of `Scenario`.

    Returns
    -------
    Simulated

    Raises
    ------
    SettingsError
        If no assembly can be like that.

    Examples
    --------
    >>> town = simulate(members=50, propositions=12, groups=2, heard=0.5, seed=7)
    >>> len(town.calls.members), len(town.calls.propositions)
    (50, 12)
    >>> town.truth.support("party:Party 1").shape
    (12,)
    """
    scenario = Scenario(members=members, propositions=propositions, groups=groups, heard=heard, **knobs)
    return simulate_scenario(scenario, seed)


def simulate_scenario(scenario: Scenario, seed: int = 0) -> Simulated:
    """Simulate an assembly from all its knobs; see `simulate`."""
    for_truth, for_answers, for_paper = np.random.SeedSequence(seed).spawn(3)
    truth = draw_truth(scenario, np.random.default_rng(for_truth))
    answers, full = hear(truth, scenario, for_answers)
    paper = _paper(truth.proposition_ids, scenario, np.random.default_rng(for_paper))
    calls = RollCall(
        kind=Kind.SOUNDING,
        title=f"A simulated assembly of {scenario.members} members",
        has_roll=True,
        members=tuple(Member(member) for member in truth.member_ids),
        propositions=paper,
        answers=answers,
        groups=tuple(Group(*group.split(":", 1)) for group in truth.group_ids),
        memberships=tuple(_memberships(truth)),
        relations=_relations(paper) if scenario.motion else (),
    )
    return Simulated(calls, replace(truth, answers=full), scenario, seed)


def hear(
    truth: Truth, scenario: Scenario, seeds: np.random.SeedSequence
) -> tuple[Answers, NDArray[np.int8] | None]:
    """Ask members and draw their answers, block by block.

    Parameters
    ----------
    truth : Truth
        The parameters.
    scenario : Scenario
        Who is asked what: ``heard``, ``activity_sd``, ``exposure``, ``times``.
    seeds : numpy.random.SeedSequence

    Returns
    -------
    answers : Answers
        What was heard, by member and then by proposition.
    full : int8 array of shape (n_members, n_propositions) or None
        What each would answer to everything; None above 50 million cells.
    """
    n, j = len(truth.member_ids), len(truth.proposition_ids)
    chance = _chance_to_be_asked(truth, scenario, np.random.default_rng(seeds.spawn(1)[0]))
    columns = (array("i"), array("i"), array("b"), array("q"))
    full = np.empty((n, j), dtype=np.int8) if n * j <= _CELLS_KEPT else None
    height = max(1, _BLOCK_CELLS // j)
    for first, seed in zip(range(0, n, height), seeds.spawn(-(-n // height)), strict=True):
        rng = np.random.default_rng(seed)
        last = min(n, first + height)
        if full is not None:
            row, column = np.divmod(np.arange((last - first) * j), j)
            full[first:last] = _draw(truth, first + row, column, rng).reshape(-1, j)
        row, column = _asked(truth, chance[first:last], first, scenario.exposure, rng)
        answer = full[row, column] if full is not None else _draw(truth, row, column, rng)
        drawn: list[NDArray[Any]] = [row.astype(np.int32), column.astype(np.int32), answer]
        if scenario.times:
            drawn.append(_times(row, rng))
        for kept, values in zip(columns, drawn, strict=False):
            kept.frombytes(values.tobytes())
    member, proposition, response, time = columns
    return Answers(member, proposition, response, time if scenario.times else None), full


def _chance_to_be_asked(truth: Truth, scenario: Scenario, rng: np.random.Generator) -> Floats:
    """Each member's chance to be asked one proposition: heavy-tailed, with the mean asked for."""
    activity = np.exp(scenario.activity_sd * rng.standard_normal(len(truth.member_ids)))
    if scenario.attention:
        activity *= np.exp(scenario.attention * truth.ideal_points[:, 0])
    low, high = 0.0, 1 / float(activity.min())
    for _ in range(60):
        middle = (low + high) / 2
        if np.minimum(1, middle * activity).mean() < scenario.heard:
            low = middle
        else:
            high = middle
    return np.minimum(1, high * activity)


def _asked(
    truth: Truth, chance: Floats, first: int, exposure: float, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Choose the cells that are asked, by thinning twice: one random byte a cell, then exactly."""
    j = len(truth.proposition_ids)
    ceiling = np.minimum(1, 2 * chance) if exposure else chance
    bytes_won = np.ceil(256 * ceiling).astype(np.int64)
    lottery = rng.integers(0, 256, size=(len(chance), j), dtype=np.uint8)
    won = lottery <= (np.maximum(bytes_won, 1) - 1).astype(np.uint8)[:, None]
    row, column = np.divmod(np.flatnonzero(won), j)
    wanted = chance[row]
    if exposure:
        side = np.einsum("kd,kd->k", truth.ideal_points[first + row], truth.loadings[column])
        wanted = np.minimum(1, wanted * 2 / (1 + np.exp(-exposure * side)))
    asked = rng.random(len(row)) * np.maximum(bytes_won, 1)[row] / 256 < wanted
    return first + row[asked], column[asked]


def _draw(
    truth: Truth, row: NDArray[np.int64], column: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int8]:
    """Draw answers: pass or take a stance, then the side; the model's own hurdle."""
    eta = (
        truth.intercepts[column]
        + truth.leniency[row]
        + np.einsum("kd,kd->k", truth.ideal_points[row], truth.loadings[column])
        + truth.party_terms[truth.party[row], column]
    )
    agree = 1 / (1 + np.exp(-eta))
    ambivalence = _AMBIVALENCE * (1 - 2 * np.abs(agree - 0.5))
    passing = 1 / (1 + np.exp(-(truth.pass_intercepts[column] + truth.pass_leaning[row] + ambivalence)))
    stance = np.where(rng.random(len(eta)) < agree, 1, -1)
    return np.where(rng.random(len(eta)) < passing, 0, stance).astype(np.int8)


def _times(row: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Give each member an hour of arrival within a fortnight, then twenty seconds an answer, in any order."""
    order = np.lexsort((rng.random(len(row)), row))
    member, begin, count = np.unique(row, return_index=True, return_counts=True)
    arrival = _OPENING + rng.integers(0, 14 * _DAY, size=len(member))
    turn = np.empty(len(row), dtype=np.int64)
    turn[order] = np.arange(len(row)) - np.repeat(begin, count)
    return np.repeat(arrival, count) + 20_000 * turn


def _memberships(truth: Truth) -> Iterator[Membership]:
    for i, g in np.argwhere(truth.belongs):
        yield Membership(truth.member_ids[i], truth.group_ids[g])


def _paper(ids: tuple[str, ...], scenario: Scenario, rng: np.random.Generator) -> tuple[Proposition, ...]:
    """Give each proposition words of its own, and in a motion a slot, a source and a length."""
    syllables = rng.integers(0, len(_SYLLABLES), size=(len(ids), 8, 3))
    texts = [" ".join("".join(_SYLLABLES[s] for s in word) for word in words) for words in syllables]
    if not scenario.motion:
        return tuple(Proposition(key, text.capitalize()) for key, text in zip(ids, texts, strict=True))
    n_slots = max(1, len(ids) // 4)
    lengths = rng.integers(8, 60, size=len(ids)).tolist()
    return tuple(
        Proposition(
            id=key,
            text=text.capitalize(),
            slot=f"clause {k % n_slots + 1}",
            source="motion" if k < n_slots else f"amendment {k // n_slots}",
            words=words,
        )
        for k, (key, text, words) in enumerate(zip(ids, texts, lengths, strict=True))
    )


def _relations(paper: tuple[Proposition, ...]) -> tuple[Relation, ...]:
    """Let every amendment's second clause need its first and clash with the motion's third."""
    by_source: dict[str, list[str]] = {}
    for proposition in paper:
        by_source.setdefault(proposition.source, []).append(proposition.id)
    motion = by_source.pop("motion")
    relations: list[Relation] = []
    for clauses in by_source.values():
        if len(clauses) > 1:
            relations.append(Relation(clauses[1], "needs", clauses[0]))
            if len(motion) > 2:
                relations.append(Relation(clauses[1], "clashes", motion[2]))
    return tuple(relations)
