"""Laws of the model: what it may not depend on, and what it must find."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers
from onevoice.errors import SettingsError
from onevoice.opinion.choice import choose
from onevoice.opinion.covariance import draw_posterior
from onevoice.opinion.fitted import pack, unpack
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.simulation import simulate_scenario
from onevoice.opinion.truth import Scenario
from onevoice.testing import simulate


def _swapped(calls):
    """Turn every agreement into a disagreement and back."""
    response = np.asarray(calls.answers.response, np.int8)
    turned = np.where(np.abs(response) == 1, -response, response).astype(np.int8)
    return replace(calls, answers=replace(calls.answers, response=turned))


@settings(max_examples=12)
@given(seed=st.integers(0, 1000), dims=st.integers(0, 3), groups=st.booleans())
def test_swapping_agree_and_disagree_mirrors_the_terms(seed, dims, groups):
    """Ideal points stay up to a dimension's sign; intercepts, loadings and leniency change sign."""
    calls = simulate(60, 20, 2, 0.5, seed=seed).calls
    model = IdealPointModel(n_dims=dims, groups=groups)
    one, other = (model.fit(build_matrix(c)) for c in (calls, _swapped(calls)))
    sign = np.sign((one.point * other.point).sum(axis=0))
    assert np.allclose(one.point, other.point * sign, atol=1e-7)
    assert np.allclose(one.leniency, -other.leniency, atol=1e-7)
    assert np.allclose(one.intercept, -other.intercept, atol=1e-7)
    assert np.allclose(one.loading, -other.loading * sign, atol=1e-7)
    assert np.allclose(one.group_term, -other.group_term, atol=1e-7)


@settings(max_examples=10)
@given(seed=st.integers(0, 1000), name=st.sampled_from(["", "aaa", "zzz"]))
def test_a_silent_member_changes_no_parameter(seed, name):
    """A member who answered nothing moves nobody and no proposition."""
    calls = simulate(50, 15, 2, 0.5, seed=seed).calls
    more = replace(calls, members=(Member(name + "silent"), *calls.members))
    answers = calls.answers
    more = replace(
        more,
        answers=Answers(np.asarray(answers.member, np.int32) + 1, answers.proposition, answers.response),
    )
    one, other = (IdealPointModel(n_dims=2).fit(build_matrix(c)) for c in (calls, more))
    place = {m: i for i, m in enumerate(other.member_ids)}
    rows = [place[m] for m in one.member_ids]
    assert np.allclose(one.terms, other.terms, atol=1e-8)
    assert np.allclose(one.mean, other.mean[rows], atol=1e-8)
    assert one.priors.leniency_variance == pytest.approx(other.priors.leniency_variance, abs=1e-8)


@pytest.mark.parametrize("dims", [1, 2])
def test_true_ideal_points_are_found(dims):
    """With many answers, ideal points explain the true ones, up to a rotation and a scale."""
    simulated = simulate(400, 120, 3, 0.9, seed=1, dims=dims)
    points = IdealPointModel(n_dims=dims).fit(build_matrix(simulated.calls))
    order = np.argsort(simulated.truth.member_ids)
    true = np.asarray(simulated.truth.ideal_points)[order]
    design = np.column_stack([np.ones(400), points.point])
    left = true - design @ np.linalg.lstsq(design, true, rcond=None)[0]
    assert 1 - left.var() / true.var() > 0.9


def test_no_structure_is_a_possible_answer():
    """Where members differ in nothing but chance, no dimension is chosen, save where chance itself has one.

    The rule takes what lies within one standard error, so that about one body of chance in eight has one.
    """
    few = {"dims": (0, 1, 2), "scales": (0.5, 2.0)}
    chosen = [choose(build_matrix(_chance(seed)), IdealPointModel(), **few).n_dims for seed in range(4)]
    assert chosen.count(0) >= 3
    assert max(chosen) <= 1


def _chance(seed):
    rng = np.random.default_rng(seed)
    calls = simulate(200, 30, 2, 0.5, seed=2 + seed).calls
    side = np.where(rng.random(len(calls.answers)) < 0.6, 1, -1).astype(np.int8)
    return replace(calls, answers=replace(calls.answers, response=side), groups=(), memberships=())


def test_fewest_dimensions_within_one_standard_error():
    """The chosen loss is within its standard error of the best, and no smaller number is."""
    choice = choose(build_matrix(simulate(150, 40, 3, 0.5, seed=3, dims=2).calls), IdealPointModel())
    best = min(x.log_loss for x in choice.curve)
    within = [x.n_dims for x in choice.curve if x.log_loss <= best + x.se + 1e-12]
    assert choice.n_dims == min(within)


def test_the_rule_told_is_the_one_that_chose():
    """No dimension for want of propositions is not called a number that was given, and a given one is."""
    matrix = build_matrix(simulate(40, 3, 2, 0.8, seed=1).calls)
    assert choose(matrix, IdealPointModel()).rule == "so few propositions can show no dimension"
    assert choose(matrix, IdealPointModel(), dims=(1,)).rule == "the number of dimensions was given"


def test_start_from_an_earlier_fit_ends_in_the_same_place():
    """A warm start takes fewer sweeps and gives the same probabilities."""
    matrix = build_matrix(simulate(200, 40, 2, 0.5, seed=4).calls)
    model = IdealPointModel(n_dims=2, tolerance=1e-5, most_sweeps=3000)
    cold = model.fit(matrix)
    warm = model.fit(matrix, start=cold)
    cells = np.arange(200) % matrix.n_members, np.arange(200) % matrix.n_propositions
    assert warm.n_sweeps < cold.n_sweeps
    assert np.allclose(cold.probability(*cells), warm.probability(*cells), atol=2e-3)


def test_members_folded_in_stand_where_the_fit_put_them():
    """Placing members by their answers, propositions held, gives back their places."""
    matrix = build_matrix(simulate(150, 40, 2, 0.6, seed=5).calls)
    points = IdealPointModel(n_dims=2, tolerance=1e-6, most_sweeps=5000).fit(matrix)
    again = points.place(matrix)
    assert np.allclose(again.mean, points.mean, atol=0.02)
    half = matrix.among(np.arange(matrix.n_members) % 2 == 0)
    assert np.allclose(points.place(half).mean, again.mean[::2], atol=1e-9)


def test_the_silent_stand_with_those_who_answer_little():
    """Where one side answers more, it is found, and who said nothing is placed on the other."""
    scenario = Scenario(members=400, propositions=60, heard=0.1, dims=1, activity_sd=0.2, attention=1.0)
    simulated = simulate_scenario(scenario, 3)
    matrix = build_matrix(simulated.calls)
    choice = choose(matrix, IdealPointModel(), dims=(1,))
    assert choice.activity
    points = choice.sized(IdealPointModel()).fit(matrix)
    true = simulated.truth.ideal_points[np.argsort(simulated.truth.member_ids), 0]
    silent = matrix.n_heard == 0
    found = points.point[:, 0] * np.sign(np.corrcoef(true, points.point[:, 0])[0, 1])
    assert silent.sum() > 10
    for place in (true, found):
        assert place[silent].mean() < place[~silent].mean() - 0.5


def test_a_turned_map_predicts_the_same():
    """Rotations of the map change no probability."""
    matrix = build_matrix(simulate(80, 20, 2, 0.6, seed=6).calls)
    points = IdealPointModel(n_dims=2).fit(matrix)
    c, s = np.cos(0.7), np.sin(0.7)
    turned = points.turned(np.array([[c, -s], [s, c]]))
    cells = np.arange(80) % matrix.n_members, np.arange(80) % matrix.n_propositions
    assert np.allclose(points.probability(*cells), turned.probability(*cells), atol=1e-12)


@pytest.mark.parametrize(("groups", "activity"), [(True, False), (False, False), (True, True)])
def test_joint_covariance_equals_the_dense_inverse(groups, activity):
    """Draws have the covariance of the whole curvature, inverted densely, for members and terms.

    The prior's means add to the members what they add where the terms are known.
    """
    matrix = build_matrix(simulate(40, 12, 2, 0.6, seed=7).calls)
    points = IdealPointModel(n_dims=1, groups=groups, activity=activity).fit(matrix)
    posterior = draw_posterior(matrix, points, n_draws=6000, seed=0)
    curvature, first_member, first_mean = _dense_curvature(matrix, points)
    dense = np.diag(np.linalg.inv(curvature[:first_mean, :first_mean]))
    known = np.diag(np.linalg.inv(curvature[first_member:first_mean, first_member:first_mean]))
    open_means = np.diag(np.linalg.inv(curvature[first_member:, first_member:]))[: len(known)]
    of_members = np.sqrt(dense[first_member:] + open_means - known)
    terms = np.sqrt(np.einsum("jpp->jp", posterior.terms_spread)).ravel()
    members = np.sqrt(np.einsum("ipp->ip", posterior.member_spread)).ravel()
    assert posterior.form == "joint"
    assert np.allclose(terms / np.sqrt(dense[:first_member]), 1, atol=0.05)
    assert np.allclose(members / of_members, 1, atol=0.03)
    drawn = posterior.member_draws().std(axis=0).ravel()
    assert np.allclose(drawn / of_members, 1, atol=0.06)


def _dense_curvature(matrix, points):
    """Curvature over all terms, members and prior means at once, from the formulas of the model."""
    d, k, p = points.n_dims, points.n_dims + 1, points.terms.shape[1]
    n, m = matrix.n_members, matrix.n_propositions
    first_mean = m * p + n * k
    curvature = np.zeros((first_mean + points.background.shape[1] * d,) * 2)
    scale = np.ones(p) / points.priors.group_term_variance
    scale[0], scale[1 : d + 1] = points.intercept_scale**-2, 1 / np.diag(points.priors.loading)
    curvature[np.diag_indices(m * p)] = np.tile(scale, m)
    held = np.linalg.inv(points.priors.within)
    curvature[first_mean:, first_mean:] = np.kron(np.eye(points.background.shape[1]), held)
    for i in range(n):
        away = np.zeros((d, len(curvature)))
        away[:, m * p + i * k : m * p + i * k + d] = np.eye(d)
        away[:, first_mean:] = -np.kron(points.background[i], np.eye(d))
        curvature += away.T @ held @ away
        curvature[m * p + i * k + d, m * p + i * k + d] += 1 / points.priors.leniency_variance
    for s in np.flatnonzero(matrix.answer):
        i, j = matrix.row[s], matrix.column[s]
        chance = points.probability(matrix.row[s : s + 1], matrix.column[s : s + 1])[0]
        slope = np.zeros(len(curvature))
        slope[j * p : (j + 1) * p] = np.concatenate([[1], points.point[i], points.belongs[i]])
        slope[m * p + i * k : m * p + (i + 1) * k] = np.append(points.loading[j], 1)
        curvature += chance * (1 - chance) * np.outer(slope, slope)
    return curvature, m * p, first_mean


@given(st.integers(1, 6))
def test_packing_symmetric_matrices_loses_nothing(k):
    """Packed upper triangles unpack to the same matrix."""
    full = np.arange(k * k, dtype=float).reshape(k, k)
    full = full + full.T
    assert (unpack(pack(full), k) == full).all()


def test_nine_dimensions_are_refused():
    """The model has at most eight dimensions, and says so."""
    with pytest.raises(SettingsError, match="0 to 8"):
        IdealPointModel(n_dims=9)
