"""The worked page of 27 March 2019."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import onevoice

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases" / "27-march-2019.md"


@pytest.fixture(scope="module")
def record(shared_data):
    """Find the division lists, where they are."""
    folder = shared_data / "rollcalls/uk-indicative-votes-2019"
    if not folder.is_dir():
        pytest.skip("the divisions of 27 March 2019 are not in shared/data beside the checkout")
    return folder


def test_the_page_is_what_its_command_writes(record, monkeypatch):
    """The page that stands in the documentation follows from the division lists, to the letter."""
    monkeypatch.syspath_prepend(ROOT)
    from tools import indicative_votes  # noqa: PLC0415  # a tool beside the package

    assert PAGE.read_text(encoding="utf-8") == indicative_votes.page(onevoice.analyse(onevoice.read(record)))


def test_packages_are_counted_as_the_record_has_them(record):
    """Customs union with revocation: counted by hand from the lists, the ayes and noes are the page's."""
    votes: dict[str, int] = {}
    with (record / "votes_long.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["division_number"] in {"389", "391"}:
                side = {"Aye": 1, "Teller - Ayes": 1, "No": -1, "Teller - Noes": -1}.get(row["vote"], 0)
                votes[row["member"]] = votes.get(row["member"], 0) + side
    ayes, noes = (sum(side * vote > 0 for vote in votes.values()) for side in (1, -1))
    assert f"| J and L | {ayes} | {noes} | " in PAGE.read_text(encoding="utf-8")
