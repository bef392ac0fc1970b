"""The worked page of 15 November 2023."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases" / "kings-speech.md"


@pytest.fixture
def page(monkeypatch):
    """Find what writes the page: a tool beside the package."""
    monkeypatch.syspath_prepend(ROOT)
    from tools import kings_speech  # noqa: PLC0415  # a tool beside the package

    return kings_speech.page


@pytest.fixture(scope="module")
def record(shared_data):
    """Read the record, where it is."""
    path = shared_data / "rollcalls/uk-kings-speech-2023-11-15/kings-speech-2023-11-15.json"
    if not path.exists():
        pytest.skip("the record of 15 November 2023 is not in shared/data beside the checkout")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_page_is_what_its_command_writes(record, page):
    """The page that stands in the documentation follows from the record, to the letter."""
    assert PAGE.read_text(encoding="utf-8") == page(record)


def test_no_words_longer_than_a_clause_are_copied(record):
    """Nine words in a row of an amendment stand nowhere on the page."""
    there = " ".join(PAGE.read_text(encoding="utf-8").split())
    for told in record["amendments"]:
        words = told["text"].split()
        assert not any(" ".join(words[at : at + 9]) in there for at in range(len(words) - 8))


def test_both_can_be_carried(record, page):
    """The page says that two additions at one end are no conflict."""
    assert "Both can be carried, in turn." in page(record)
