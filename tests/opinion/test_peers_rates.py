from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.peers.community_notes import community_notes
from onevoice.opinion.peers.polis_rates import polis_group_rates
from onevoice.opinion.peers.rates import (
    declared_group_rate,
    fit_additive_logit,
    majority,
    member_statement_logit,
)

PREDICTORS = [majority, member_statement_logit, declared_group_rate, polis_group_rates, community_notes]
GROUPS = ("Ash", "Beech", "Cedar")


@st.composite
def roll_calls(draw: st.DrawFn) -> RollCall:
    """Draw members of none, one or two of three groups, some with a spell that ends, and their answers."""
    n_members = draw(st.integers(1, 8))
    n_propositions = draw(st.integers(1, 6))
    cells = st.tuples(st.integers(0, n_members - 1), st.integers(0, n_propositions - 1))
    answered = draw(st.dictionaries(cells, st.sampled_from([-1, 0, 1]), min_size=1))
    memberships = [
        Membership(f"m{i}", f"party:{name}", until=draw(st.sampled_from([None, "2024-01-02"])))
        for i in range(n_members)
        for name in draw(st.lists(st.sampled_from(GROUPS), max_size=2, unique=True))
    ]
    return RollCall(
        kind=Kind.DIVISION,
        title="",
        has_roll=True,
        members=tuple(Member(f"m{i}") for i in range(n_members)),
        propositions=tuple(
            Proposition(f"p{j}", f"words {j}", date=f"2024-01-0{j + 1}") for j in range(n_propositions)
        ),
        answers=Answers.from_rows([(i, j, r) for (i, j), r in answered.items()]),
        groups=(*(Group("party", name) for name in GROUPS), Group("ward", "North")),
        memberships=(*memberships, Membership("m0", "ward:North")),
    )


def every_cell(calls: RollCall) -> tuple[np.ndarray, np.ndarray]:
    """Give all cells, answered or not."""
    members, propositions = np.indices((len(calls.members), len(calls.propositions)), dtype=np.int32)
    return members.ravel(), propositions.ravel()


def rate(votes: list[int]) -> float:
    """Rate of agreement among votes, passes left out, one of each side added."""
    return (votes.count(1) + 1) / (votes.count(1) + votes.count(-1) + 2)


@given(roll_calls())
def test_majority_counts_each_proposition(calls):
    """The majority's prediction is the proposition's own rate, counted one answer at a time."""
    members, propositions = every_cell(calls)
    answers = list(zip(calls.answers.proposition, calls.answers.response, strict=True))
    expected = [rate([r for k, r in answers if k == j]) for j in propositions]
    predicted = majority(build_matrix(calls), members, propositions)
    assert predicted == pytest.approx(expected, abs=1e-12)


@given(roll_calls())
def test_declared_groups_are_those_of_the_day(calls):
    """A cell is predicted by its member's groups on the proposition's date, several by the mean of them."""
    members, propositions = every_cell(calls)

    def groups(i: int, j: int) -> set[str]:
        return {
            m.group
            for m in calls.memberships
            if m.member == f"m{i}" and m.group != "ward:North" and m.holds_on(calls.propositions[j].date)
        }

    answers = list(zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True))
    expected = []
    for i, j in zip(members, propositions, strict=True):
        mine = groups(i, j)
        votes = [[r for m, k, r in answers if k == j and g in groups(m, j)] for g in mine]
        everyone = [r for _, k, r in answers if k == j]
        expected.append(np.mean([rate(v) for v in votes]) if mine else rate(everyone))
    predicted = declared_group_rate(build_matrix(calls), members, propositions)
    assert predicted == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25)
@given(roll_calls())
def test_the_additive_logit_is_at_its_maximum(calls):
    """At the fit, what each effect leaves unexplained is just what its prior pulls back."""
    matrix = build_matrix(calls)
    fit = fit_additive_logit(matrix)
    sides = matrix.answer != 0
    row, column = matrix.row[sides], matrix.column[sides]
    left = (matrix.answer[sides] > 0) - expit(fit.constant + fit.leniency[row] + fit.popularity[column])
    # 5e-3: the variances are still creeping when the effects have come to rest
    by_member = np.bincount(row, left, matrix.n_members)
    by_proposition = np.bincount(column, left, matrix.n_propositions)
    assert fit.leniency / fit.leniency_variance == pytest.approx(by_member, abs=5e-3)
    assert fit.popularity / fit.popularity_variance == pytest.approx(by_proposition, abs=5e-3)


@pytest.mark.parametrize("predict", PREDICTORS)
@settings(max_examples=15)
@given(calls=roll_calls())
def test_predictions_are_probabilities(predict, calls):
    """Every peer answers for every cell, heard or not, with a number from 0 to 1, the same each time."""
    matrix = build_matrix(calls)
    cells = every_cell(calls)
    predicted = predict(matrix, *cells)
    assert predicted.shape == cells[0].shape
    assert ((predicted >= 0) & (predicted <= 1)).all()
    assert (predict(matrix, *cells) == predicted).all()


@pytest.mark.parametrize("predict", PREDICTORS)
@settings(max_examples=15)
@given(calls=roll_calls(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_prediction(predict, calls, random):
    """Shuffling the file's rows changes no peer's prediction."""
    rows = list(zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True))
    random.shuffle(rows)
    shuffled = replace(calls, answers=Answers.from_rows(rows))
    cells = every_cell(calls)
    assert (predict(build_matrix(shuffled), *cells) == predict(build_matrix(calls), *cells)).all()


@pytest.mark.parametrize("predict", [p for p in PREDICTORS if p is not community_notes])
@settings(max_examples=15)
@given(calls=roll_calls())
def test_swapping_the_sides_mirrors_the_prediction(predict, calls):
    """With agree and disagree swapped, p becomes 1 - p; only Community Notes holds its constant near 0."""
    rows = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
    swapped = replace(calls, answers=Answers.from_rows([(i, j, -r) for i, j, r in rows]))
    cells = every_cell(calls)
    mirrored = 1 - predict(build_matrix(swapped), *cells)
    assert mirrored == pytest.approx(predict(build_matrix(calls), *cells), abs=1e-5)


def test_polis_groups_need_enough_votes():
    """Whom Polis leaves without a group is predicted by the rate of all, the others by their group's."""
    answer = np.where(np.arange(40)[:, None] < 20, 1, -1) * np.array([1, 1, 1, 1, -1, -1, -1, -1])
    rows = [(i, j, int(answer[i, j])) for i in range(40) for j in range(8)] + [(40, 0, 1)]
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(str(i)) for i in range(41)),
        propositions=tuple(Proposition(str(j), "") for j in range(8)),
        answers=Answers.from_rows(rows),
    )
    matrix = build_matrix(calls)
    place = [matrix.member_ids.index(name) for name in ("0", "39", "40")]
    predicted = polis_group_rates(matrix, np.array(place, dtype=np.int32), np.zeros(3, dtype=np.int32))
    assert predicted == pytest.approx([21 / 22, 1 / 22, 22 / 43], abs=1e-12)
