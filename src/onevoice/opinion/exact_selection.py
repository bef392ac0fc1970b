"""The selection that unites most among those that keep the guarantee, found and proved by CP-SAT.

Fewest claims void by a clash come first, then the greatest sum of merit, then the lot. Most selections that
are good keep EJR+ unasked, so its conditions are put to the solver only as it breaks them: each answer is
the best under the conditions so far, and the first that breaks none is the best of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.ballots import Ballots
from onevoice.opinion.justified import select_justified
from onevoice.opinion.representation import claims_against, holding

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

BUDGET = 60.0
"""Deterministic time (about seconds of one core) after which the best selection so far is given."""
_WORKERS = 4  # subsolvers taken in turn: a fixed number, so that the same input goes the same way


@dataclass(frozen=True, slots=True)
class Choice:
    """What was found.

    Attributes
    ----------
    selected : tuple of int
        Ascending.
    void : int
        Claims void by a clash; no selection that keeps the guarantee has fewer, if ``proven``.
    merit : int
        Sum over the selected.
    bound : int
        No selection that keeps the guarantee, with as few void claims, has more merit.
    proven : bool
        Whether no other is better.
    """

    selected: tuple[int, ...]
    void: int
    merit: int
    bound: int
    proven: bool


def choose_exactly(
    ballots: Ballots,
    merit: NDArray[np.int64],
    clash: NDArray[np.bool_],
    k: int,
    order: Sequence[int] | None = None,
    *,
    seed: int = 0,
    budget: float = BUDGET,
) -> Choice:
    """Select at most k propositions, no two of which clash, that keep EJR+.

    Parameters
    ----------
    ballots : Ballots
    merit : int64 array of shape (n_propositions,)
        At least 0, and whole: bridging in millionths.
    clash : bool array of shape (n_propositions, n_propositions)
        Symmetric, False on its diagonal.
    k : int
        At least 1.
    order : sequence of int, optional
        All propositions; among equals those earlier in it are selected. By default as they stand.
    seed : int
        Of the solver.
    budget : float
        Deterministic time.

    Returns
    -------
    Choice
    """
    search = _Search(ballots, merit, clash, k, tuple(range(len(merit))) if order is None else tuple(order))
    return search.run(seed, budget)


class _Search:
    """One instance, and the conditions that the solver has been told so far."""

    def __init__(
        self,
        ballots: Ballots,
        merit: NDArray[np.int64],
        clash: NDArray[np.bool_],
        k: int,
        order: tuple[int, ...],
    ) -> None:
        self._ballots, self._merit, self._clash, self._k = ballots, merit, clash, k
        self._order = order
        self._told: set[tuple[int, int]] = set()
        # the lot is worth less than one unit of merit however many are selected, a void claim more than all
        self._unit = k * (len(merit) + 1)
        rank = np.empty(len(merit), dtype=np.int64)
        rank[list(order)] = np.arange(1, len(merit) + 1)
        self._worth = merit * self._unit - rank
        self._void_worth = int(np.sort(merit)[::-1][:k].sum() + 1) * self._unit

    def run(self, seed: int, budget: float) -> Choice:
        """Solve, look what is broken, tell the solver, and solve again."""
        from ortools.sat.python import cp_model  # noqa: PLC0415  # only a selection loads the solver

        best = select_justified(self._ballots, self._merit, self._clash, self._k, self._order)
        limit = float("inf")
        while True:
            model, select, void = self._model(cp_model.CpModel(), best)
            solver = cp_model.CpSolver()
            _set_up(solver, seed, budget)
            status = solver.solve(model)
            budget -= solver.response_proto.deterministic_time
            limit = min(limit, solver.best_objective_bound)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return self._choice(best, limit)
            found = tuple(int(j) for j in np.flatnonzero([solver.value(x) for x in select]))
            if not claims_against(self._ballots, found, self._k, self._clash)[0]:
                best = max(found, best, key=self._value)
            forgiven = {j for j, variable in void.items() if solver.value(variable)}
            broken = self._broken(found, forgiven)
            if status == cp_model.OPTIMAL and not broken:
                return self._choice(found, self._value(found))
            if status != cp_model.OPTIMAL or budget <= 0 or self._value(best) >= limit:
                return self._choice(best, limit)
            self._told |= broken

    def _value(self, selected: tuple[int, ...]) -> int:
        void = claims_against(self._ballots, selected, self._k, self._clash)[1]
        return int(self._worth[list(selected)].sum()) - self._void_worth * len(void)

    def _broken(self, found: tuple[int, ...], forgiven: set[int]) -> set[tuple[int, int]]:
        """Give proposition and level of each claim that was neither met nor paid for as void."""
        held = holding(self._ballots, found, self._k)
        return {(int(j), int(at) + 1) for j, at in np.argwhere(held) if j not in forgiven} - self._told

    def _choice(self, selected: tuple[int, ...], limit: float) -> Choice:
        value = self._value(selected)
        void = len(claims_against(self._ballots, selected, self._k, self._clash)[1])
        merit = int(self._merit[list(selected)].sum())
        proven = value >= limit
        room = int(min(limit, 2.0**62)) + self._void_worth * void
        bound = merit if proven else max(merit, min(room // self._unit + 1, self._most()))
        return Choice(tuple(sorted(selected)), void, merit, bound, proven)

    def _most(self) -> int:
        return int(np.sort(self._merit)[::-1][: self._k].sum())

    def _model(
        self, model: CpModel, hint: tuple[int, ...]
    ) -> tuple[CpModel, list[IntVar], dict[int, IntVar]]:
        """Write down the problem under the conditions told so far."""
        # propositions by lot, so that the order in which a file lists them cannot reach the solver
        by_lot = {j: model.new_bool_var(f"select {place}") for place, j in enumerate(self._order)}
        select = [by_lot[j] for j in range(len(self._merit))]
        model.add(sum(select) <= self._k)
        pairs = np.argwhere(np.triu(self._clash))
        for one, other in pairs:
            model.add_at_most_one(select[one], select[other])
        void = self._voids(model, select)
        self._conditions(model, select, void)
        worth = sum(int(w) * x for w, x in zip(self._worth, select, strict=True))
        model.maximize(worth - self._void_worth * sum(void.values()))
        for j, variable in enumerate(select):
            model.add_hint(variable, j in hint)
        return model, select, void

    def _voids(self, model: CpModel, select: list[IntVar]) -> dict[int, IntVar]:
        """Let a claim be left unmet at a price, if something that clashes with it is selected."""
        void = {}
        for j in sorted({j for j, _ in self._told}):
            rivals = np.flatnonzero(self._clash[j])
            if len(rivals):
                void[j] = model.new_bool_var(f"void {j}")
                model.add(void[j] <= sum(select[other] for other in rivals))
        return void

    def _conditions(self, model: CpModel, select: list[IntVar], void: dict[int, IntVar]) -> None:
        """At each proposition and level told, at most so many supporters may be short."""
        ballots, levels = self._ballots, self._levels()
        has: dict[int, list[IntVar]] = {}
        for b, level in levels.items():
            has[b] = [model.new_bool_var(f"ballot {b} has {one}") for one in range(1, level + 1)]
            for fewer, more in zip(has[b][:-1], has[b][1:], strict=True):
                model.add_implication(more, fewer)
            model.add(sum(has[b]) <= sum(select[j] for j in np.flatnonzero(ballots.approves[b])))
        for j, level in sorted(self._told):
            rows = np.flatnonzero(ballots.approves[:, j])
            needed = int(ballots.weight[rows].sum()) - (level * ballots.n - 1) // self._k
            served = sum(int(ballots.weight[b]) * has[int(b)][level - 1] for b in rows)
            excuse = select[j] + void[j] if j in void else select[j]
            model.add(served + needed * excuse >= needed)

    def _levels(self) -> dict[int, int]:
        """For each ballot that matters, the highest level asked about."""
        levels: dict[int, int] = {}
        for j, level in self._told:
            for b in np.flatnonzero(self._ballots.approves[:, j]):
                levels[int(b)] = max(level, levels.get(int(b), 0))
        return dict(sorted(levels.items()))


def _set_up(solver: CpSolver, seed: int, budget: float) -> None:
    solver.parameters.num_workers = _WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = max(budget, 1e-3)
    solver.parameters.relative_gap_limit = 0.0
