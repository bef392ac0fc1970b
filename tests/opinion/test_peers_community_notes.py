from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.peers.community_notes import community_notes, factorise


def toy(seed: int, n_members: int = 7, n_propositions: int = 5) -> ResponseMatrix:
    """Answer two thirds of the cells at random, some by passing."""
    rng = np.random.default_rng(seed)
    cells = np.argwhere(rng.random((n_members, n_propositions)) < 0.67)
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(f"m{i}") for i in range(n_members)),
        propositions=tuple(Proposition(f"p{j}", "") for j in range(n_propositions)),
        answers=Answers.from_rows([(int(i), int(j), int(rng.choice([-1, 1, 1, 0]))) for i, j in cells]),
    )
    return build_matrix(calls)


def objective(parameters: np.ndarray, matrix: ResponseMatrix) -> float:
    """Evaluate the documented objective, cell by cell."""
    n, m = matrix.n_members, matrix.n_propositions
    mu, i_u, i_n, f_u, f_n = np.split(parameters, np.cumsum([1, n, m, n]))
    total = 0.15 * (mu[0] ** 2 + i_u @ i_u + i_n @ i_n) + 0.03 * (f_u @ f_u + f_n @ f_n)
    for u, k, answer in zip(matrix.row, matrix.column, matrix.answer, strict=True):
        if answer != 0:
            rating = 1.0 if answer > 0 else 0.0
            total += (rating - mu[0] - i_u[u] - i_n[k] - f_u[u] * f_n[k]) ** 2
    return float(total)


@pytest.mark.parametrize("seed", [0, 1, 17])
def test_no_optimiser_finds_a_better_minimum(seed):
    """Quasi-Newton from 25 random starts never gets below the alternating least squares' objective."""
    matrix = toy(seed)
    rng = np.random.default_rng(seed)
    size = 1 + 2 * (matrix.n_members + matrix.n_propositions)
    found = min(
        (
            minimize(objective, rng.normal(size=size), args=(matrix,), options={"gtol": 1e-7})
            for _ in range(25)
        ),
        key=lambda run: run.fun,
    )
    fit = factorise(matrix)
    assert fit.objective == pytest.approx(found.fun, rel=1e-7)


@pytest.mark.parametrize("seed", [0, 1, 17])
def test_the_objective_reported_is_that_of_the_parameters(seed):
    """The objective of a fit, evaluated anew from its parameters, is the one it reports."""
    matrix = toy(seed)
    fit = factorise(matrix)
    parameters = [
        [fit.constant],
        fit.member_intercept,
        fit.note_intercept,
        fit.member_factor,
        fit.note_factor,
    ]
    assert objective(np.concatenate(parameters), matrix) == pytest.approx(fit.objective, rel=1e-9)


def test_nobody_heard_is_predicted_by_the_constant():
    """A member and a proposition without training answers add nothing to the constant."""
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=(Member("a"), Member("b")),
        propositions=(Proposition("p", ""), Proposition("q", "")),
        answers=Answers.from_rows([(0, 0, 1)]),
    )
    matrix = build_matrix(calls)
    unheard = np.ones(1, dtype=np.int32)
    assert community_notes(matrix, unheard, unheard)[0] == pytest.approx(factorise(matrix).constant)


def test_a_factor_is_found_where_there_is_a_divide():
    """Two camps that answer everything against one another are told apart, cell by cell."""
    side = np.where(np.arange(20)[:, None] < 10, 1, -1) * np.where(np.arange(12) < 6, 1, -1)
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(f"m{i:02}") for i in range(20)),
        propositions=tuple(Proposition(f"p{j:02}", "") for j in range(12)),
        answers=Answers.from_rows([(i, j, int(side[i, j])) for i in range(20) for j in range(12) if i != j]),
    )
    cells = np.arange(12, dtype=np.int32)
    predicted = community_notes(build_matrix(calls), cells, cells)
    assert (predicted[side[cells, cells] > 0] > 0.9).all()
    assert (predicted[side[cells, cells] < 0] < 0.1).all()
