"""Laws of the tables, the headlines and the reruns."""

from __future__ import annotations

from math import isclose

import pandas as pd
import polars as pl
import pytest

from onevoice.opinion.analysis import analyse
from onevoice.testing import simulate


@pytest.fixture(scope="module")
def document_and_analysis():
    """Analyse one simulated assembly for all tests here."""
    analysis = analyse(simulate(140, 18, 3, 0.6, seed=8, times=True).calls, dims=1, public=True)
    return analysis.document, analysis


def test_tables_hold_what_the_document_holds(document_and_analysis):
    """Polars and pandas read the same cells from the tables as stand in the document."""
    document, analysis = document_and_analysis
    support = pl.DataFrame(analysis.support.table())
    cells = [
        (p["id"], g, c["median"], c["agree"])
        for p in document["propositions"]
        for g, c in p["support"].items()
    ]
    assert list(support.select("proposition", "group", "median", "agree").iter_rows()) == cells
    members = pd.DataFrame.from_arrow(analysis.members.table())
    assert list(members["member"]) == [m["id"] for m in document["members"]]
    assert pl.DataFrame(analysis.propositions.table()).height == len(document["propositions"])


def test_headlines_are_sure_and_count_their_doubts(document_and_analysis):
    """What is listed has a probability of nine in ten, and the doubts add up to the expected false claims."""
    headlines = document_and_analysis[0]["headlines"]
    for kind in ("agreement", "divides"):
        chances = [claim["probability"] for claim in headlines[kind]]
        assert all(chance >= 0.9 for chance in chances)
        assert isclose(sum(1 - c for c in chances), headlines["expected_false"][kind], abs_tol=1e-4)


def test_reruns_name_every_way_of_leaving_some_out(document_and_analysis):
    """Late and most active members, copies and each basis group are left out, or it is said why not."""
    document = document_and_analysis[0]
    reruns = {rerun["id"]: rerun for rerun in document["robustness"]["reruns"]}
    assert set(reruns) == {"late", "active", "identical"} | {
        f"without:{g}" for g in document["basis"]["groups"]
    }
    for rerun in reruns.values():
        assert (rerun["skipped"] is None) == (rerun["largest_change"] is not None)
    late = reruns["late"]
    assert 0 < late["left_out"] <= 0.11 * document["counts"]["members"]


def test_added_accounts_take_the_headline_away(document_and_analysis):
    """The stated number of disagreeing accounts brings one group under the threshold; one fewer does not."""
    document = document_and_analysis[0]
    propositions = {p["id"]: p for p in document["propositions"]}
    assert len(document["robustness"]["flip"]) == len(document["headlines"]["agreement"])
    for flip in document["robustness"]["flip"]:
        cells = [propositions[flip["id"]]["support"][g] for g in document["basis"]["groups"]]
        shares = [c["median"] * c["n"] / (c["n"] + flip["accounts"]) for c in cells]
        fewer = [c["median"] * c["n"] / (c["n"] + flip["accounts"] - 1) for c in cells]
        assert min(shares) < 0.5 + 1e-6
        assert flip["accounts"] == 1 or min(fewer) >= 0.5 - 1e-6
