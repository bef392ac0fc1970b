"""The walk of a composite: from an analysis and the paper behind it to the wording that carries furthest.

``Analysis -> Paper -> rows -> best wording, next best, frontier, cost of vetoes -> judged -> document``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from onevoice.assembly.sounding import Proposition, RollCall
from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.answer_draws import draw_answers
from onevoice.opinion.basis import Basis
from onevoice.opinion.composite.aims import Aim
from onevoice.opinion.composite.carry import CarryModel, ShareOfClauses
from onevoice.opinion.composite.conflict import irreducible_conflict
from onevoice.opinion.composite.electorate import Bools, Electorate
from onevoice.opinion.composite.exact import Best, find_best
from onevoice.opinion.composite.paper import Binding, Paper, Rule, Wording, at_least, without
from onevoice.opinion.composite.papers import Demands, paper_of
from onevoice.opinion.composite.sampling import MOST_SEEN, Body, sample_electorate
from onevoice.opinion.composite.told import conflict_sentence
from onevoice.opinion.document import Parts
from onevoice.opinion.matrix import ResponseMatrix

Progress = Callable[[str, float], None]
Seek = Callable[..., Best | None]
"""``find_best`` for one body and aim."""

SOUGHT = 100
"""Draws on which a wording is sought; the others judge it."""
_JUDGED = 200
_NEXT = 3
_MOST_POINTS = 40


@dataclass(frozen=True, eq=False)
class Point:
    """A point of the frontier: the best wording with at least so many clauses."""

    clauses: int
    best: Best


@dataclass(frozen=True, eq=False)
class Found:
    """All that was sought, before it is judged.

    Attributes
    ----------
    paper : Paper
    propositions : tuple of Proposition
        Of the paper's clauses.
    groups : tuple of int
        The groups over which the least is taken, among the basis' standings.
    body : Body
    electorate : Electorate
        The rows on which wordings were sought.
    best : Best
    nearest : tuple of Best
        The next best wordings.
    frontier : tuple of Point
        Most clauses first.
    vetoes : tuple of (tuple of Rule, Best or None)
        Red lines of groups on one clause, and the best wording without them.
    """

    paper: Paper
    propositions: tuple[Proposition, ...]
    groups: tuple[int, ...]
    body: Body
    electorate: Electorate
    best: Best
    nearest: tuple[Best, ...]
    frontier: tuple[Point, ...]
    vetoes: tuple[tuple[tuple[Rule, ...], Best | None], ...]


@dataclass(frozen=True, eq=False)
class Composite:
    """A composite as it may be published.

    Attributes
    ----------
    document : dict
        Everything, as plain values; ``docs/methods/composite.md`` says what each is.
    """

    document: dict[str, Any] = field(repr=False)


def compose(
    analysis: Analysis,
    *,
    aim: Aim | None = None,
    carry: CarryModel | None = None,
    demands: Demands | None = None,
    budget: float = 20.0,
    progress: Progress | None = None,
) -> Composite:
    """Find the wording that carries furthest, and say why.

    Parameters
    ----------
    analysis : Analysis
        Of a roll call whose propositions are clauses with slots.
    aim : Aim, optional
        By default the largest carry in the least group, its threshold the analysis'.
    carry : CarryModel, optional
        By default at least half of the clauses; an assumption.
    demands : Demands, optional
        What a person fixes, forbids or limits.
    budget : float
        Deterministic time for all that is sought, about seconds.
    progress : callable, optional

    Returns
    -------
    Composite

    Raises
    ------
    SettingsError
        If there is no paper, or no wording keeps all demands; the message names demands of which any one
        could be dropped.
    """
    from onevoice.opinion.composite.certificate import certificate  # noqa: PLC0415  # which needs Found

    parts = analysis.parts
    if parts is None:
        raise SettingsError("This analysis has no answers behind it. Make it anew with onevoice.analyse.")
    if budget <= 0:
        raise SettingsError(f"The budget is {budget:g}. Give a number of seconds above 0.")
    tell = progress or (lambda _stage, _share: None)
    aim = aim or Aim(threshold=parts.settings.threshold)
    carry, demands = carry or ShareOfClauses(), demands or Demands()
    paper, propositions = paper_of(parts.calls, demands)
    tell("Drawing what was not asked", 0.0)
    body = body_of(parts, paper, propositions, carry)
    last = min(SOUGHT, max(1, body.draws.n_draws // 2))
    electorate = sample_electorate(body, last)
    if (electorate.sizes == 0).any():
        raise SettingsError("A group has no member who was eligible for every clause. Choose other groups.")
    seen = sample_electorate(body, last, MOST_SEEN)
    seek = partial(find_best, electorate=electorate, aim=aim, seen=seen)
    found = _seek(paper, propositions, _groups(parts.basis), body, electorate, seek, budget, tell)
    tell("Judging on fresh draws", 0.9)
    until = min(body.draws.n_draws, last + _JUDGED)
    return Composite(certificate(parts, found, aim, carry, demands, budget, (last, max(until, last + 1))))


def body_of(parts: Parts, paper: Paper, propositions: Sequence[Proposition], carry: CarryModel) -> Body:
    """Gather who may carry the clauses of a paper: everybody who was eligible for all of them."""
    matrix = parts.matrix
    columns = _columns(matrix, propositions)
    barred = matrix.barred_member[np.isin(matrix.barred_proposition, columns)]
    return Body(
        draws=draw_answers(matrix, parts.found),
        columns=columns,
        carry=carry,
        belongs=_belongs(parts.basis, _groups(parts.basis)),
        never=_red_lines(parts.calls, matrix, paper),
        counted=~np.isin(np.arange(matrix.n_members), barred),
    )


def _seek(
    paper: Paper,
    propositions: tuple[Proposition, ...],
    groups: tuple[int, ...],
    body: Body,
    electorate: Electorate,
    seek: Seek,
    budget: float,
    tell: Progress,
) -> Found:
    """Seek the wording first, then all that explains it: a third of the budget for each of three parts."""
    tell("Seeking the wording", 0.1)
    best = seek(paper, budget=budget / 3)
    if best is None:
        conflict = irreducible_conflict(paper)
        raise SettingsError(conflict_sentence(paper, conflict))
    vetoed = _vetoed(paper)
    tell("Seeking the next best", 0.4)
    share = budget / 3 / (_NEXT + len(vetoed))
    nearest: list[Best] = []
    for _ in range(_NEXT):
        known = [best.wording, *(other.wording for other in nearest)]
        other = seek(paper, budget=share, barred=known)
        if other is None:
            break
        nearest.append(other)
    vetoes = tuple(
        (rules, seek(without(paper, rules), budget=share, starts=[best.wording])) for rules in vetoed
    )
    tell("Setting substance against support", 0.6)
    frontier = _frontier(paper, seek, best, budget / 3)
    return Found(paper, propositions, groups, body, electorate, best, tuple(nearest), frontier, vetoes)


def _frontier(paper: Paper, seek: Seek, best: Best, budget: float) -> tuple[Point, ...]:
    """Ask for one clause, then for one more than the last point has, up to all slots; most clauses first."""
    asked = next(rule.of[0] for rule in paper.rules if rule.binding is Binding.CLAUSES)
    share = budget / min(len(paper.slots), _MOST_POINTS)
    points: dict[Wording, Point] = {}
    clauses = 1
    while clauses <= len(paper.slots) and len(points) < _MOST_POINTS:
        found: Best | None = best
        if clauses != asked:
            found = seek(at_least(paper, clauses), budget=share, starts=[best.wording])
        if found is None:
            clauses = max(clauses + 1, asked) if clauses < asked else len(paper.slots) + 1
            continue
        size = len(paper.standing(found.wording))
        points[found.wording] = Point(size, found)
        # where slots may stay empty only below the number asked for, what is found below stands for that far
        clauses = size + 1 if clauses >= asked else min(size + 1, asked)
    return tuple(sorted(points.values(), key=lambda point: (-point.clauses, point.best != best)))


def _vetoed(paper: Paper) -> list[tuple[Rule, ...]]:
    """Gather the groups' red lines, those on one clause together."""
    people = {"required", "protected", "fixed", "forbidden", "paper"}
    by_clause: dict[int, list[Rule]] = {}
    for rule in paper.rules:
        if rule.binding is Binding.OUT and rule.by not in people:
            by_clause.setdefault(rule.of[0], []).append(rule)
    return [tuple(rules) for rules in by_clause.values()]


def _columns(matrix: ResponseMatrix, propositions: Sequence[Proposition]) -> np.ndarray[Any, Any]:
    place = {p.id: j for j, p in enumerate(matrix.propositions)}
    missing = [p.id for p in propositions if p.id not in place]
    if missing:
        raise SettingsError(f"The analysis leaves out the clause {missing[0]!r}. Analyse the whole paper.")
    return np.array([place[p.id] for p in propositions], dtype=np.int64)


def _groups(basis: Basis) -> tuple[int, ...]:
    """Give the groups over which the least is taken: of blocs those that somebody is most in."""
    groups = basis.least or (0,)
    if basis.kind != "blocs":
        return groups
    filled = _belongs(basis, groups).sum(axis=0) > 0
    return tuple(np.array(groups)[filled].tolist())


def _belongs(basis: Basis, groups: tuple[int, ...]) -> Bools:
    """Membership of the groups; of blocs a member is in the one that they are in most."""
    weights = basis.weights[:, list(groups)]
    if basis.kind != "blocs":
        return np.asarray(weights > 0.5)
    return np.asarray((weights == weights.max(axis=1, keepdims=True)) & (weights > 0))


def _red_lines(calls: RollCall, matrix: ResponseMatrix, paper: Paper) -> Bools:
    """Who cannot accept which clause; a group's red line is a rule of the paper instead."""
    member = {key: i for i, key in enumerate(matrix.member_ids)}
    place = {key: k for k, key in enumerate(paper.ids)}
    never = np.zeros((matrix.n_members, len(paper.ids)), dtype=np.bool_)
    for line in calls.red_lines:
        if not line.is_group and line.proposition in place:
            never[member[line.holder], place[line.proposition]] = True
    return never
