from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.errors import SettingsError
from onevoice.opinion.heldout import CLIP, fold_of, held_out, keep, losses, scores, stances
from onevoice.opinion.matrix import ResponseMatrix, build_matrix


def roll_call(rows: list[tuple[int, int, int]], n_members: int, n_propositions: int) -> RollCall:
    """Make a sounding of members m0, m1, ... and propositions p0, p1, ..."""
    return RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(f"m{i}") for i in range(n_members)),
        propositions=tuple(Proposition(f"p{j}", f"words {j}") for j in range(n_propositions)),
        answers=Answers.from_rows(rows),
    )


def full(n_members: int, n_propositions: int, seed: int = 0) -> RollCall:
    """Everybody answers everything, at random."""
    answer = np.random.default_rng(seed).choice([-1, 0, 1], (n_members, n_propositions))
    rows = [(i, j, int(answer[i, j])) for i in range(n_members) for j in range(n_propositions)]
    return roll_call(rows, n_members, n_propositions)


@st.composite
def roll_calls(draw: st.DrawFn) -> RollCall:
    """Up to six members and propositions, any cells answered."""
    n_members = draw(st.integers(1, 6))
    n_propositions = draw(st.integers(1, 6))
    cells = st.tuples(st.integers(0, n_members - 1), st.integers(0, n_propositions - 1))
    answered = draw(st.dictionaries(cells, st.sampled_from([-1, 0, 1]), min_size=1))
    return roll_call([(i, j, r) for (i, j), r in answered.items()], n_members, n_propositions)


def by_cell(matrix: ResponseMatrix, values: np.ndarray) -> dict[tuple[str, str], int]:
    """Key one value per answer by the ids of its cell."""
    ids = [p.id for p in matrix.propositions]
    cells = zip(matrix.row, matrix.column, values, strict=True)
    return {(matrix.member_ids[i], ids[j]): int(value) for i, j, value in cells}


predictions = st.integers(1, 40).flatmap(
    lambda n: st.tuples(
        arrays(np.float64, n, elements=st.floats(0, 1)), arrays(np.bool_, n, elements=st.booleans())
    )
)


@given(roll_calls(), st.integers(0, 2**40), st.randoms(use_true_random=False))
def test_row_order_moves_no_answer(calls, seed, random):
    """Shuffling a file's rows, members and propositions leaves every answer in its fold."""
    members = list(calls.members)
    propositions = list(calls.propositions)
    random.shuffle(members)
    random.shuffle(propositions)
    cells = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
    rows = [
        (members.index(calls.members[i]), propositions.index(calls.propositions[j]), r) for i, j, r in cells
    ]
    random.shuffle(rows)
    shuffled = replace(
        calls, members=tuple(members), propositions=tuple(propositions), answers=Answers.from_rows(rows)
    )
    before, after = build_matrix(calls), build_matrix(shuffled)
    assert by_cell(before, fold_of(before, seed, 5)) == by_cell(after, fold_of(after, seed, 5))


@given(roll_calls(), st.integers(0, 2**40), st.sampled_from([-1, 0, 1]))
def test_newcomers_move_no_answer(calls, seed, response):
    """A member who joins and a proposition that is added leave every earlier answer in its fold."""
    n_members, n_propositions = len(calls.members), len(calls.propositions)
    rows = list(zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True))
    rows += [(n_members, j, response) for j in range(n_propositions + 1)]
    larger = replace(
        calls,
        members=(Member("a newcomer"), *calls.members[1:], calls.members[0]),
        propositions=(*calls.propositions, Proposition("another", "")),
        answers=Answers.from_rows(
            [(i or n_members, j, r) if i < n_members else (0, j, r) for i, j, r in rows]
        ),
    )
    before, after = build_matrix(calls), build_matrix(larger)
    folds = by_cell(after, fold_of(after, seed, 5))
    assert by_cell(before, fold_of(before, seed, 5)).items() <= folds.items()


@given(roll_calls(), st.integers(0, 2**40), st.floats(0.05, 0.95))
def test_a_split_loses_nothing(calls, seed, share):
    """Training answers and held-out answers together are the answers given, each once, and passes train."""
    matrix = build_matrix(calls)
    split = held_out(matrix, share, seed)
    given_ = by_cell(matrix, matrix.answer)
    train = by_cell(split.train, split.train.answer)
    ids = [p.id for p in matrix.propositions]
    test = {
        (matrix.member_ids[i], ids[j]): 1 if agrees else -1
        for i, j, agrees in zip(split.member, split.proposition, split.agrees, strict=True)
    }
    assert not train.keys() & test.keys()
    assert train | test == given_
    assert split.train.member_ids == matrix.member_ids
    assert split.train.propositions == matrix.propositions
    assert (np.diff(split.train.start) >= 0).all()


@given(roll_calls(), st.integers(0, 2**40))
def test_the_split_does_not_see_the_answer(calls, seed):
    """Swapping agree and disagree holds out the same cells."""
    swapped = replace(
        calls,
        answers=Answers.from_rows(
            [
                (i, j, -r)
                for i, j, r in zip(
                    calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True
                )
            ]
        ),
    )
    one, other = (held_out(build_matrix(c), 0.3, seed) for c in (calls, swapped))
    assert (one.member == other.member).all()
    assert (one.proposition == other.proposition).all()
    assert (one.agrees != other.agrees).all()


def test_folds_are_fair():
    """Folds and hold-outs of 90,000 answers have their nominal shares, by chance alone."""
    matrix = build_matrix(full(300, 300))
    n = matrix.n_answers
    counts = np.bincount(fold_of(matrix, 7, 5), minlength=5)
    assert np.abs(counts - n / 5).max() < 4 * math.sqrt(n * 0.2 * 0.8)
    n_stances = int(stances(matrix).sum())
    n_test = len(held_out(matrix, 0.1, 7).agrees)
    assert abs(n_test - n_stances / 10) < 4 * math.sqrt(n_stances * 0.1 * 0.9)


def test_seeds_draw_apart():
    """Two seeds are independent, and so are the folds inside a training set of what was held out."""
    matrix = build_matrix(full(200, 200))
    a, b = fold_of(matrix, 0, 2), fold_of(matrix, 1, 2)
    assert abs(np.mean(a == b) - 0.5) < 4 * 0.5 / 200
    train = held_out(matrix, 0.5, 0).train
    assert abs(np.mean(fold_of(train, 0, 2)) - 0.5) < 4 * 0.5 / 140


def test_only_stances_are_scored():
    """A pass is not a stance."""
    matrix = build_matrix(roll_call([(0, 0, 1), (0, 1, 0), (0, 2, -1)], 1, 3))
    assert stances(matrix).tolist() == [True, False, True]


@given(roll_calls())
def test_keeping_everything_changes_nothing(calls):
    """Keeping all answers gives the same digest, keeping none an empty matrix of the same shape."""
    matrix = build_matrix(calls)
    assert keep(matrix, np.ones(matrix.n_answers, dtype=bool)).digest == matrix.digest
    none = keep(matrix, np.zeros(matrix.n_answers, dtype=bool))
    assert none.n_answers == 0
    assert none.n_heard.tolist() == [0] * matrix.n_members


@given(predictions)
def test_auc_counts_pairs(case):
    """The area under the curve is the share of (agree, disagree) pairs in the right order, ties half."""
    probability, agrees = case
    p = np.clip(probability, CLIP, 1 - CLIP)
    pairs = [(a > d) + 0.5 * (a == d) for a in p[agrees] for d in p[~agrees]]
    auc = scores(probability, agrees).auc
    assert math.isnan(auc) if not pairs else auc == pytest.approx(np.mean(pairs), abs=1e-12)


@given(predictions)
def test_scores_are_symmetric(case):
    """Calling agreement disagreement, and every p one minus p, changes no score."""
    probability, agrees = case
    one, other = scores(probability, agrees), scores(1 - probability, ~agrees)
    assert one.log_loss == pytest.approx(other.log_loss, abs=1e-12)
    assert one.brier == pytest.approx(other.brier, abs=1e-12)
    assert one.n == other.n
    # 1 - p can merge two numbers that differ in the last bit; the pairs' order is otherwise kept
    if len({round(p, 9) for p in probability}) == len(set(probability)) and not math.isnan(one.auc):
        assert one.auc == pytest.approx(other.auc, abs=1e-12)


@given(predictions)
def test_the_clip_bounds_the_loss(case):
    """No cell costs more than -log(0.01) or less than -log(0.99), and the log loss is their mean."""
    probability, agrees = case
    cells = losses(probability, agrees)
    assert (cells >= -math.log(1 - CLIP) - 1e-12).all()
    assert (cells <= -math.log(CLIP) + 1e-12).all()
    assert scores(probability, agrees).log_loss == pytest.approx(cells.mean(), abs=1e-12)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 3.0, math.nan])
def test_a_share_outside_0_and_1_is_refused(share):
    """A share that leaves nothing to learn from, or nothing to score, is refused in a sentence."""
    with pytest.raises(SettingsError, match=r"between 0 and 1"):
        held_out(build_matrix(full(3, 3)), share, 0)
