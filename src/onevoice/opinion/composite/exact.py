"""The exact search: the best wording with its bound and its proof, by CP-SAT.

One formulation for every aim. A wording is a choice for each slot; a row that is said to carry it must have a
score of zero or more. The stages of the aim, and then the order of ids, are weighed into one number so that
an earlier one always counts for more than all later ones together; what does not fit into 60 bits is solved
afterwards, with what was reached held. The time is counted in the solver's own deterministic units (about a
second each), by one search with a fixed seed: the same input gives the same wording on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import floor
from typing import TYPE_CHECKING, Any

from onevoice.opinion.composite.aims import UNITS, Aim, Stage, better_key, log_pieces
from onevoice.opinion.composite.ascent import ascend
from onevoice.opinion.composite.electorate import Electorate
from onevoice.opinion.composite.paper import EMPTY, Binding, Paper, Rule, Wording
from onevoice.opinion.composite.trying import MOST_WORDINGS, few, try_all

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver

_LEAST_SHARE = 0.1  # of the budget, that a late part is given in any case
_MOST = 2**60
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Proved:
    """A stage's value and how much better it could be.

    Attributes
    ----------
    stage : str
    value, bound : int
        What was reached, and what no wording can exceed that reaches as much in the stages before.
    """

    stage: Stage
    value: int
    bound: int

    @property
    def done(self) -> bool:
        """Whether nothing better is possible."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Best:
    """The best wording that was found.

    Attributes
    ----------
    wording : tuple of int
    stages : tuple of Proved
        One for each stage of the aim. A later bound holds under what the earlier stages reached.
    ordered : bool
        Whether it is proved that no equal wording comes first by id.
    spent : float
        Deterministic time.
    """

    wording: Wording
    stages: tuple[Proved, ...]
    ordered: bool
    spent: float = field(compare=False)

    @property
    def proved(self) -> bool:
        """Whether no other wording is better."""
        return self.ordered and all(stage.done for stage in self.stages)


def find_best(
    paper: Paper,
    electorate: Electorate,
    aim: Aim,
    *,
    budget: float,
    seed: int = 0,
    barred: Iterable[Wording] = (),
    starts: Iterable[Wording] = (),
    seen: Electorate | None = None,
    most_tried: int = MOST_WORDINGS,
) -> Best | None:
    """Find the best wording.

    Parameters
    ----------
    paper : Paper
    electorate : Electorate
    aim : Aim
    budget : float
        Deterministic time for all stages together; a late stage gets a tenth of it in any case.
    seed : int
    barred : iterable of tuple of int
        Wordings that are not asked for, such as better ones already known.
    starts : iterable of tuple of int
        Wordings from which to look for a hint; those that break a rule are passed over.
    seen : Electorate, optional
        A larger sample of the same people, on which the hint is looked for and one wording preferred to
        another. Values and bounds are of ``electorate``, for which alone the solver has room.
    most_tried : int
        Where there are no more wordings than this, all are tried instead.

    Returns
    -------
    Best or None
        None if no wording keeps the rules.
    """
    shut = frozenset(barred)
    if few(paper, most_tried):
        return _tried(paper, electorate, aim, shut)
    first = _first(paper, shut, seed)
    if first is None:
        return None
    begin = [w for w in (paper.tabled, *starts) if w not in shut and paper.keeps(w)]
    seen = seen or electorate
    hint = ascend(paper, seen, aim, [first, *begin], shut, seed)
    return _Search(paper, electorate, seen, aim, shut, seed, budget, hint).run()


def _tried(paper: Paper, electorate: Electorate, aim: Aim, barred: frozenset[Wording]) -> Best | None:
    found = try_all(paper, electorate, aim, barred)
    if found is None:
        return None
    wording, key = found
    stages = (Proved(stage, value, value) for stage, value in zip(aim.stages, key, strict=False))
    return Best(wording, tuple(stages), ordered=True, spent=0.0)


def find_any(paper: Paper, seed: int = 0) -> Wording | None:
    """Find a wording that keeps the rules, or say by None that there is none."""
    return _first(paper, frozenset(), seed)


def _first(paper: Paper, barred: frozenset[Wording], seed: int) -> Wording | None:
    if paper.tabled not in barred and paper.keeps(paper.tabled):
        return paper.tabled
    from ortools.sat.python import cp_model  # noqa: PLC0415  # loaded only where a wording is sought

    model = cp_model.CpModel()
    stands = _wordings(model, paper, barred)
    same = [stands[clause] for clause in paper.standing(paper.tabled)]
    model.maximize(cp_model.LinearExpr.sum(same))
    solver = _solver(seed, 10.0)
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return _read(paper, solver, stands)


def _solver(seed: int, budget: float) -> CpSolver:
    from ortools.sat.python import cp_model  # noqa: PLC0415  # loaded only where a wording is sought

    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = budget
    # One search, without the linear relaxation, which is weak here: measured, two to ten times as fast as
    # several searches interleaved, and as deterministic.
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 0
    # What simplifies other models costs more than it saves where thousands of rows stand side by side.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.inprocessing_dtime_ratio = 0.0
    solver.parameters.max_presolve_iterations = 1
    return solver


def _wordings(model: CpModel, paper: Paper, barred: Iterable[Wording]) -> list[Any]:
    """Variables for the clauses, and the rules over them."""
    stands = [model.new_bool_var(f"clause {name}") for name in paper.ids]
    for clauses in paper.clauses:
        model.add_at_most_one(stands[clause] for clause in clauses)
    model.add_bool_or(stands)
    for rule in paper.rules:
        _add_rule(model, paper, stands, rule)
    for wording in barred:
        here = set(paper.standing(wording))
        model.add_bool_or(v.negated() if clause in here else v for clause, v in enumerate(stands))
    return stands


def _add_rule(model: CpModel, paper: Paper, stands: list[Any], rule: Rule) -> None:
    match rule.binding:
        case Binding.FILLED:
            model.add_bool_or(stands[clause] for clause in paper.clauses[rule.of[0]])
        case Binding.STANDS:
            model.add(stands[rule.of[0]] == 1)
        case Binding.OUT:
            model.add(stands[rule.of[0]] == 0)
        case Binding.NEEDS:
            model.add_implication(stands[rule.of[0]], stands[rule.of[1]])
        case Binding.CLASHES:
            model.add_bool_or([stands[clause].negated() for clause in set(rule.of)])
        case Binding.WORDS:
            words = zip(paper.words, stands, strict=True)
            model.add(sum(length * clause for length, clause in words) <= rule.of[0])
        case Binding.CLAUSES:
            model.add(sum(stands) >= rule.of[0])


def _read(paper: Paper, solver: CpSolver, stands: list[Any]) -> Wording:
    def chosen(clauses: tuple[int, ...]) -> int:
        return next((clause for clause in clauses if solver.boolean_value(stands[clause])), EMPTY)

    return tuple(chosen(clauses) for clauses in paper.clauses)


@dataclass(frozen=True, slots=True)
class _Part:
    """Something to maximise: its expression, its value for a wording, and the values it can have."""

    expression: Any
    value: Callable[[Wording], int]
    low: int
    high: int
    stage: Stage | None = None


@dataclass
class _Search:
    """One model, and the parts of the aim solved over it."""

    paper: Paper
    electorate: Electorate
    seen: Electorate
    aim: Aim
    barred: frozenset[Wording]
    seed: int
    budget: float
    best: Wording
    spent: float = 0.0

    def run(self) -> Best:
        from ortools.sat.python import cp_model  # noqa: PLC0415  # loaded only where a wording is sought

        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.stands = _wordings(self.model, self.paper, self.barred)
        self._add_counts()
        parts = [*map(self._stage_part, self.aim.stages), *map(self._rank_part, range(len(self.paper.slots)))]
        bounds: list[int] = []
        for together in _packed(parts):
            bounds += self._maximise(together)
        values = [part.value(self.best) for part in parts]
        n = len(self.aim.stages)
        stages = map(Proved, self.aim.stages, values[:n], bounds[:n])
        return Best(self.best, tuple(stages), values[n:] == bounds[n:], self.spent)

    def _add_counts(self) -> None:
        """Weight that carries, by group and in all, as sums over rows that are said to carry."""
        electorate, model = self.electorate, self.model
        self.carries = []
        for row in electorate.score.tolist():
            carried = model.new_bool_var("")
            model.add(self.cp.LinearExpr.weighted_sum(self.stands, row) >= 0).only_enforce_if(carried)
            self.carries.append(carried)
        weight = electorate.weight.tolist()
        inside = [electorate.belongs[:, g].nonzero()[0].tolist() for g in range(electorate.n_groups)]
        self.counts = []
        for rows in (*inside, range(len(weight))):
            count = model.new_int_var(0, sum(weight[i] for i in rows), "")
            here = [self.carries[i] for i in rows]
            model.add(count == self.cp.LinearExpr.weighted_sum(here, [weight[i] for i in rows]))
            self.counts.append(count)

    def _stage_part(self, stage: Stage) -> _Part:
        low, high = self._range(stage)
        return _Part(self._expression(stage), lambda w: self._value(stage, w), low, high, stage)

    def _rank_part(self, slot: int) -> _Part:
        """Of a slot's clauses take the first by id, and rather one than none."""
        clauses = self.paper.clauses[slot]
        n = len(clauses)
        expression = sum((n - rank) * self.stands[clause] for rank, clause in enumerate(clauses))
        return _Part(expression, lambda w: n - self.paper.choices(slot).index(w[slot]), 0, n)

    def _range(self, stage: Stage) -> tuple[int, int]:
        sizes, total = self.electorate.sizes.tolist(), self.electorate.total
        match stage:
            case "least":
                return 0, UNITS
            case "total":
                return 0, total
            case "groups":
                return 0, len(sizes)
            case "nash":
                return sum(log_pieces(size)[0][0] for size in sizes), 0
            case "quota":
                return 0, self.aim.needed(total)
            case "changes":
                return -len(self.paper.slots), 0

    def _expression(self, stage: Stage) -> Any:
        """Give what a stage maximises; it never exceeds the stage's true value, and can reach it."""
        model, sizes, counts = self.model, self.electorate.sizes.tolist(), self.counts[:-1]
        match stage:
            case "least":
                least = model.new_int_var(0, UNITS, "least")
                for count, size in zip(counts, sizes, strict=True):
                    model.add(size * least <= UNITS * count)
                return least
            case "total":
                return self.counts[-1]
            case "groups":
                reached = [model.new_bool_var("") for _ in sizes]
                for has, count, size in zip(reached, counts, sizes, strict=True):
                    model.add(count >= self.aim.needed(size)).only_enforce_if(has)
                return sum(reached)
            case "nash":
                return sum(self._log(count, size) for count, size in zip(counts, sizes, strict=True))
            case "quota":
                enough = model.new_int_var(0, self.aim.needed(self.electorate.total), "quota")
                model.add(enough <= self.counts[-1])
                return enough
            case "changes":
                return -sum(self._changed(slot) for slot in range(len(self.paper.slots)))

    def _log(self, count: Any, size: int) -> Any:
        pieces = log_pieces(size)
        log = self.model.new_int_var(pieces[0][0], 0, "")
        for offset, slope in pieces:
            self.model.add(log <= offset + slope * count)
        return log

    def _changed(self, slot: int) -> Any:
        clause = self.paper.tabled[slot]
        if clause == EMPTY:
            return sum(self.stands[clause] for clause in self.paper.clauses[slot])
        return 1 - self.stands[clause]

    def _value(self, stage: Stage, wording: Wording) -> int:
        counts, changes = self.electorate.counts(self.paper, wording), self.paper.changes(wording)
        return self.aim.value(stage, counts, self.electorate.sizes, self.electorate.total, changes)

    def _maximise(self, parts: list[_Part]) -> list[int]:
        """Maximise some parts in their order, take over a better wording, and give each part's bound."""
        weights = _weights(parts)
        pairs = list(zip(weights, parts, strict=True))
        self._hint()
        self.model.maximize(sum(weight * (part.expression - part.low) for weight, part in pairs))
        solver = _solver(self.seed, max(self.budget - self.spent, _LEAST_SHARE * self.budget))
        status = solver.solve(self.model)
        self.spent += solver.response_proto.deterministic_time
        reached = self.best
        if status in {self.cp.OPTIMAL, self.cp.FEASIBLE}:
            reached = _read(self.paper, solver, self.stands)
            self.best = max(self.best, reached, key=self._key)
        values = [part.value(self.best) for part in parts]
        for part, value in zip(parts, values, strict=True):
            self.model.add(part.expression >= value)
        if status == self.cp.OPTIMAL and values == [part.value(reached) for part in parts]:
            return values
        first = floor(solver.best_objective_bound / weights[0] + _SLACK) + parts[0].low
        return [max(values[0], min(first, parts[0].high)), *(part.high for part in parts[1:])]

    def _hint(self) -> None:
        here = set(self.paper.standing(self.best))
        carried = self.electorate.carries(self.paper, self.best).tolist()
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # the solver leaves this one without types
        for clause, variable in enumerate(self.stands):
            self.model.add_hint(variable, clause in here)
        for variable, holds in zip(self.carries, carried, strict=True):
            self.model.add_hint(variable, holds)

    def _key(self, wording: Wording) -> tuple[int, ...]:
        return better_key(self.aim, self.paper, self.seen, wording)


def _weights(parts: list[_Part]) -> list[int]:
    """Weigh each part above all that come after it."""
    weights = [1]
    for part in reversed(parts[1:]):
        weights.append(weights[-1] * (part.high - part.low + 1))
    return weights[::-1]


def _packed(parts: list[_Part]) -> list[list[_Part]]:
    """Put parts together as long as their weighted sum stays exact."""
    packed: list[list[_Part]] = []
    size = _MOST + 1
    for part in parts:
        values = part.high - part.low + 1
        size *= values
        if size > _MOST:
            packed.append([])
            size = values
        packed[-1].append(part)
    return packed
