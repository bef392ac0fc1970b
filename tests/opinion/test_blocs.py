"""Laws of blocs, near-duplicates and measures."""

from __future__ import annotations

from array import array
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from onevoice.assembly.sounding import Kind
from onevoice.opinion.blocs import adjusted_rand, find_blocs
from onevoice.opinion.duplicates import duplicate_weights
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.measures import agreement_index, bridging, consensus, divisiveness, rice
from onevoice.testing import simulate

SHARES = npst.arrays(np.float64, (3, 4, 5), elements=st.floats(0, 1))


def _blocs(calls):
    matrix = build_matrix(calls)
    model = IdealPointModel(n_dims=2, groups=False)
    return matrix, find_blocs(matrix, model.fit(matrix), model, seed=0, resamples=6)


def test_two_camps_are_found_and_hold_still():
    """Two well-separated camps are two stable blocs, and each member is in the right one."""
    simulated = simulate(240, 90, 2, 0.8, seed=1, dims=1, between=0.95)
    matrix, blocs = _blocs(replace(simulated.calls, groups=(), memberships=()))
    declared = build_matrix(simulated.calls).belongs[:, 0]
    assert blocs.count == 2
    assert blocs.named
    assert adjusted_rand(blocs.of, declared.astype(int)) > 0.9
    assert np.allclose(blocs.weights.sum(axis=1), 1)
    assert matrix.n_members == len(blocs.weights)


def test_every_bloc_is_somebodys():
    """Members who answer alike in k ways are never in more than k blocs, and those of one mind are in one."""
    simulated = simulate(12, 6, 1, 1.0, seed=1)
    calls = replace(simulated.calls, groups=(), memberships=())
    for ways in (1, 2, 3):
        answers = [
            1 if i % ways * (j + 1) % 3 else -1
            for i, j in zip(calls.answers.member, calls.answers.proposition, strict=True)
        ]
        alike = replace(calls, answers=replace(calls.answers, response=array("b", answers)))
        _, blocs = _blocs(alike)
        assert blocs.count <= ways
        assert len(np.unique(blocs.of)) == blocs.count


def test_one_camp_is_one_bloc():
    """Members drawn from one place are one bloc, which has no stability to speak of."""
    _, blocs = _blocs(simulate(240, 40, 1, 0.5, seed=2, dims=1).calls)
    assert blocs.count == 1
    assert blocs.stability is None
    assert not blocs.named


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.permutations(range(4)))
def test_agreement_of_partitions_ignores_their_names(labels, names):
    """A partition agrees fully with itself under other names."""
    a = np.array(labels)
    assert adjusted_rand(a, np.array(names)[a]) == 1.0


def test_copies_of_a_statement_weigh_one_together():
    """Three copies answered alike weigh a third each; the same words answered otherwise weigh one."""
    calls = simulate(80, 12, 2, 1.0, seed=3).calls
    response = np.asarray(calls.answers.response, np.int8).reshape(80, 12).copy()
    response[:, 1], response[:, 2] = response[:, 0], response[:, 0]
    texts = [f"{chr(97 + j) * 3} {chr(110 + j) * 4} words of proposition" for j in range(12)]
    texts[1], texts[2] = texts[0].upper(), texts[0] + "."
    calls = replace(
        calls,
        propositions=tuple(replace(p, text=t) for p, t in zip(calls.propositions, texts, strict=True)),
        answers=replace(calls.answers, response=response.ravel()),
    )
    weights = dict(
        zip(
            [p.id for p in build_matrix(calls).propositions],
            duplicate_weights(build_matrix(calls)),
            strict=True,
        )
    )
    ids = [p.id for p in calls.propositions]
    assert [round(weights[ids[j]], 3) for j in range(3)] == [0.333, 0.333, 0.333]
    assert all(weights[ids[j]] == 1 for j in range(3, 12))
    response[:, 1] = -response[:, 1]
    turned = build_matrix(replace(calls, answers=replace(calls.answers, response=response.ravel())))
    assert duplicate_weights(turned)[[p.id for p in turned.propositions].index(ids[1])] == 1
    division = build_matrix(replace(calls, kind=Kind.DIVISION))
    assert (duplicate_weights(division) == 1).all()


@given(SHARES)
def test_measures_stay_in_range_and_in_order(share):
    """Consensus is at most bridging, bridging at most the mean; divisiveness is a share."""
    assert (consensus(share) <= bridging(share) + 1e-9).all()
    assert (bridging(share) <= share.mean(axis=1) + 1e-9).all()
    assert ((divisiveness(share) >= 0) & (divisiveness(share) <= 1 + 1e-9)).all()


@given(SHARES, st.permutations(range(4)))
def test_measures_do_not_know_the_order_of_groups(share, order):
    """Groups in another order give the same numbers."""
    for measure in (consensus, bridging, divisiveness):
        assert np.allclose(measure(share), measure(share[:, list(order)]), atol=1e-9)


@given(SHARES, st.integers(0, 3))
def test_more_support_never_lowers_consensus_or_bridging(share, group):
    """Raising one group's support lowers neither."""
    more = share.copy()
    more[:, group] = (more[:, group] + 1) / 2
    assert (consensus(more) >= consensus(share)).all()
    assert (bridging(more) >= bridging(share) - 1e-9).all()


@given(st.floats(0, 1))
def test_divisiveness_is_zero_where_groups_agree(level):
    """Equal support in all groups, none and all included, divides nobody."""
    assert divisiveness(np.full((1, 3, 1), level))[0, 0] < 1e-9


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_cohesion_ignores_which_side_is_which(agree, disagree, passed):
    """Rice's and the agreement index are the same with the sides swapped, and lie within [0, 1]."""
    a, d, p = (np.array([float(x)]) for x in (agree, disagree, passed))
    assert rice(a, d) == rice(d, a)
    assert agreement_index(a, d, p) == agreement_index(d, a, p)
    assert 0 <= rice(a, d)[0] <= 1
    assert -1e-9 <= agreement_index(a, d, p)[0] <= 1
