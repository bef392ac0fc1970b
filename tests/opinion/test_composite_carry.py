"""Laws of the carry model: it scores as it says, and what is learned is what generated the votes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.errors import SettingsError
from onevoice.opinion.composite import ShareOfClauses
from onevoice.opinion.composite.carry_learned import RULES, Whole, hold_out, learn


def wholes(n=30, intercept=-2.0, slope=4.0, seed=1):
    """Draw votes on wholes by a known rule."""
    rng = np.random.default_rng(seed)
    found = []
    for k in range(n):
        agreement = rng.beta(1.5, 1.0, size=200)
        carried = rng.random(200) < 1 / (1 + np.exp(-intercept - slope * agreement))
        found.append(Whole(f"text {k}", agreement, np.full(200, agreement.mean()), carried))
    return found


@given(
    answers=st.lists(st.sampled_from((-1, 0, 1)), min_size=1, max_size=12),
    threshold=st.sampled_from((0.4, 0.5, 0.6, 2 / 3, 1.0)),
    passing=st.sampled_from((0.0, 0.5)),
)
def test_scores_add_up_to_the_rule(answers, threshold, passing):
    """Scores add up to zero or more just where the mean agreement reaches the threshold, to a thousandth."""
    model = ShareOfClauses(threshold, passing)
    score = model.score(np.array([answers], dtype=np.int8), np.ones((1, 1), dtype=bool)).sum()
    agreement = np.mean([1.0 if a > 0 else passing if a == 0 else 0.0 for a in answers])
    if abs(agreement - threshold) > 1e-3:
        assert (score >= 0) == (agreement > threshold)
    elif threshold in {0.4, 0.5, 0.6, 1.0}:
        assert score >= 0


def test_whoever_passes_on_everything_does_not_carry():
    """A pass is a fact and no agreement: passing throughout carries nothing."""
    score = ShareOfClauses().score(np.zeros((1, 5), dtype=np.int8), np.ones((1, 1), dtype=bool))
    assert score.sum() < 0


def test_with_all_weight_on_the_group_everybody_in_it_scores_alike():
    """A group share of one leaves nothing of a member's own answers; in no group, all count."""
    answers = np.array([[1], [-1], [1], [1]], dtype=np.int8)
    belongs = np.array([[True, False], [True, False], [False, True], [False, False]])
    score = ShareOfClauses(0.5, group_share=1.0).score(answers, belongs)
    assert score[:, 0].tolist() == [0, 0, 500, 250]


def test_what_is_learned_is_what_generated_the_votes():
    """From votes drawn by a known rule the rule is found again."""
    learned = learn(wholes())
    assert learned.intercept == pytest.approx(-2.0, abs=0.25)
    assert learned.slope == pytest.approx(4.0, abs=0.4)
    assert learned.threshold == pytest.approx(0.5, abs=0.04)
    assert learned.model("votes").calibrated == "votes"


def test_a_text_held_out_teaches_nothing_about_itself():
    """Turning one text's votes round changes what is foretold of every other text, and not of itself."""
    texts = wholes(6)
    turned = [*texts[:-1], Whole("turned", texts[-1].agreement, texts[-1].of_group, ~texts[-1].carried)]
    before, after = hold_out(texts), hold_out(turned)
    for rule in RULES:
        np.testing.assert_array_equal(before[-1].probability[rule], after[-1].probability[rule])
    assert (before[0].probability["learned"] != after[0].probability["learned"]).all()


def test_the_learned_rule_wins_where_it_is_true():
    """Where votes follow the learned rule, its log loss is the lowest and its totals are near."""
    trials = hold_out(wholes())
    losses = {rule: np.mean([trial.log_loss(rule) for trial in trials]) for rule in RULES}
    assert min(losses, key=losses.get) == "learned"
    assert np.mean([abs(trial.error("learned")) for trial in trials]) < 0.05


def test_nothing_cannot_be_learned_from():
    """Without a text there is no rule."""
    with pytest.raises(ValueError, match="no text"):
        learn([])


@pytest.mark.parametrize("settings", [{"threshold": 0.0}, {"passing": 1.5}, {"group_share": -0.1}])
def test_a_rule_that_cannot_be_is_refused_in_a_sentence(settings):
    """Shares outside of 0 to 1 are refused, and what to give is said."""
    with pytest.raises(SettingsError, match="Give"):
        ShareOfClauses(**settings)
