"""Laws of support: facts stay facts, only the unheard are drawn, and small cells are kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.opinion import support as support_module
from onevoice.opinion.basis import find_basis
from onevoice.opinion.blocs import Blocs
from onevoice.opinion.covariance import draw_posterior
from onevoice.opinion.disclosure import SMALL, protect
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.passes import fit_passes
from onevoice.opinion.support import draw_support
from onevoice.testing import roll_calls, simulate


def _drawn(matrix, weights, *, dims=1, seed=0, n_draws=100):
    points = IdealPointModel(n_dims=dims).fit(matrix)
    posterior = draw_posterior(matrix, points, n_draws=n_draws, seed=seed)
    return draw_support(matrix, posterior, fit_passes(matrix, points), weights, matrix.moved[:0])


def _everybody(matrix):
    return np.hstack([np.ones((matrix.n_members, 1)), matrix.belongs])


@settings(max_examples=25)
@given(calls=roll_calls())
def test_draws_lie_between_the_bounds(calls):
    """No draw has fewer agreeing than were heard to, or more than could."""
    matrix = build_matrix(calls)
    found = _drawn(matrix, _everybody(matrix), n_draws=20)
    assert (found.agree_draws >= found.agree - 1e-4).all()
    assert (found.disagree_draws >= found.disagree - 1e-4).all()
    most = found.eligible - found.passed
    assert (found.agree_draws + found.disagree_draws <= most + 1e-4).all()
    assert (found.unheard >= 0).all()


@settings(max_examples=10)
@given(seed=st.integers(0, 99), heard=st.floats(0.3, 0.95))
def test_draws_of_whole_types_lie_between_the_bounds_too(seed, heard):
    """However large the roll and whoever moved between groups, no draw leaves what the facts allow."""
    matrix = build_matrix(simulate(40, 10, 3, heard, seed=seed).calls)
    weights = _everybody(matrix)
    points = IdealPointModel(n_dims=1).fit(matrix)
    posterior = draw_posterior(matrix, points, n_draws=20, seed=seed)
    chance = np.random.default_rng(seed)
    cells = chance.choice(matrix.n_members * matrix.n_propositions, 60, replace=False)
    member, proposition = np.divmod(cells, matrix.n_propositions)
    moved = np.stack([member, proposition, chance.integers(1, weights.shape[1], 60)], axis=1)
    before = support_module.CELL_DRAWS_AT_MOST
    try:
        support_module.CELL_DRAWS_AT_MOST = 0
        passes = fit_passes(matrix, points)
        found = draw_support(matrix, posterior, passes, weights, moved.astype(np.int32))
    finally:
        support_module.CELL_DRAWS_AT_MOST = before
    assert (found.agree_draws >= found.agree - 1e-3).all()
    assert (found.disagree_draws >= found.disagree - 1e-3).all()
    most = found.eligible - found.passed
    assert (found.agree_draws + found.disagree_draws <= most + 1e-3).all()


@settings(max_examples=25)
@given(calls=roll_calls())
def test_counts_equal_a_plain_count(calls):
    """Answers by group and the eligible are what counting the rows one by one gives."""
    matrix = build_matrix(calls)
    weights = _everybody(matrix)
    found = _drawn(matrix, weights, dims=0, n_draws=2)
    for g in range(weights.shape[1]):
        for j in range(matrix.n_propositions):
            rows = matrix.row[(matrix.column == j) & (weights[matrix.row, g] > 0)]
            answers = matrix.answer[(matrix.column == j) & (weights[matrix.row, g] > 0)]
            barred = matrix.barred_member[matrix.barred_proposition == j]
            assert found.agree[g, j] == (answers == 1).sum()
            assert found.disagree[g, j] == (answers == -1).sum()
            assert found.passed[g, j] == (answers == 0).sum()
            assert found.eligible[g, j] == weights[:, g].sum() - weights[barred, g].sum()
            assert len(rows) <= found.eligible[g, j]


def test_swapping_sides_exchanges_the_shares():
    """With agree and disagree swapped, agreeing and disagreeing shares change places, to chance."""
    calls = simulate(120, 20, 2, 0.4, seed=1, passes=0.2).calls
    response = np.asarray(calls.answers.response, np.int8)
    turned = np.where(np.abs(response) == 1, -response, response).astype(np.int8)
    other = replace(calls, answers=replace(calls.answers, response=turned))
    one, two = (_drawn(build_matrix(c), _everybody(build_matrix(c)), n_draws=800) for c in (calls, other))
    agree, against = one.agree_draws.mean(axis=0), two.disagree_draws.mean(axis=0)
    assert np.allclose(agree / one.eligible, against / two.eligible, atol=0.02)


def test_more_answers_give_narrower_intervals():
    """In the mean over simulations, intervals are narrower at 40 % heard than at 20 %."""

    def width(heard):
        widths = []
        for seed in range(6):
            matrix = build_matrix(simulate(150, 25, 3, heard, seed=seed).calls)
            low, high = np.percentile(_drawn(matrix, _everybody(matrix)).share, [5, 95], axis=0)
            widths.append((high - low).mean())
        return np.mean(widths)

    assert width(0.4) < width(0.2)


def test_types_stand_for_members():
    """Weighted types give the shares and widths that drawing every member gives, nearly."""
    matrix = build_matrix(simulate(600, 30, 3, 0.3, seed=2).calls)
    weights = _everybody(matrix)
    before = support_module.CELL_DRAWS_AT_MOST
    one = _drawn(matrix, weights, n_draws=400)
    try:
        support_module.CELL_DRAWS_AT_MOST = 0
        other = _drawn(matrix, weights, n_draws=400)
    finally:
        support_module.CELL_DRAWS_AT_MOST = before
    assert one.every_member
    assert not other.every_member
    assert np.abs(one.share.mean(axis=0) - other.share.mean(axis=0)).max() < 0.02
    assert other.share.std(axis=0).mean() == pytest.approx(one.share.std(axis=0).mean(), rel=0.1)


@settings(max_examples=25)
@given(seed=st.integers(0, 500), heard=st.floats(0.2, 0.95))
def test_no_small_cell_is_shown_or_can_be_worked_out(seed, heard):
    """No count of one to four is shown, nor is it the only one hidden in its row or column of groups."""
    matrix = build_matrix(simulate(60, 8, 3, heard, seed=seed).calls)
    basis = find_basis(matrix, (), Blocs(np.ones((matrix.n_members, 1)), None))
    found = _drawn(matrix, basis.weights, n_draws=10)
    shown = protect(found, basis)
    cells = np.stack([found.agree, found.disagree, found.passed, found.unheard])
    small = (cells > 0) & (cells < SMALL)
    assert shown.hidden[small].all()
    assert not (shown.hidden.sum(axis=0) == 1).any()
    groups = list(basis.least)
    if matrix.belongs[:, [g - 1 for g in groups]].sum() == matrix.n_members:
        lone = (shown.hidden[:, groups].sum(axis=1) == 1) & ~shown.hidden[:, 0]
        assert not lone.any()
    rounded = shown.support.agree_draws[:, shown.hidden[0]]
    whole = np.isclose(rounded % SMALL, 0) | np.isclose(rounded, found.eligible[shown.hidden[0]])
    assert whole.all()
