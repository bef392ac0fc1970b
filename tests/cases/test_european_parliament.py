"""The worked page of the European Parliament: facts of the record, and what the page says of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onevoice.formats import read

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases" / "european-parliament.md"


@pytest.fixture(scope="module")
def votes():
    """Find what takes the roll calls apart: a tool beside the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        from tools import european_votes  # noqa: PLC0415  # a tool beside the package

        yield european_votes


@pytest.fixture(scope="module")
def texts(shared_data, votes):
    """Take apart the shorter of the two records, where it is."""
    folder = shared_data / "rollcalls/ep-term10-2024"
    if not folder.is_dir():
        pytest.skip("the roll calls of 2024 are not in shared/data beside the checkout")
    return {text.name: text for text in votes.resolutions(read(folder))}


def test_seven_resolutions_of_2024_teach_the_carry_model(texts):
    """Seven texts have a vote on the whole and at least five on parts."""
    assert len(texts) == 7
    assert all(text.whole is not None and len(text.parts) >= 5 for text in texts.values())


def test_agreement_is_with_what_stands(texts, votes):
    """Who voted for every part that was adopted agrees wholly; who voted against each, not at all."""
    text = texts["B10-0007/2024"]
    cast, agreement = text.votes, votes.agreement(text)
    adopted = [j for j in text.parts if np.nansum(cast[:, j]) > 0]
    always = np.all(cast[:, adopted] == 1, axis=1)
    never = np.all(cast[:, adopted] == -1, axis=1)
    assert always.any()
    assert never.any()
    assert (agreement[always] == 1).all()
    assert (agreement[never] == 0).all()


def test_those_on_the_whole_are_those_who_voted_on_it(texts, votes):
    """What is learned from holds one entry for each vote on the whole, as many for it as were counted."""
    for text in texts.values():
        whole = votes.whole_of(text)
        if whole is not None:
            cast = text.votes[:, text.whole]
            assert len(whole.carried) == (~np.isnan(cast)).sum()
            assert whole.carried.sum() == (cast == 1).sum()


def test_the_page_says_the_published_facts():
    """The page names the eleven of 95 and none of 55 that a count of the roll calls gives."""
    told = PAGE.read_text(encoding="utf-8")
    assert "**11 of 95**" in told
    assert "**0 of 55**" in told
    assert "35 resolutions" in told
