from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.report.tables import tables
from report.sample_document import sample_document


def rows(text):
    """Read a table back as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"public": False, "has_roll": False, "groups": (), "basis": "blocs"},
        {"dims": 0, "groups": (), "basis": "none", "blocs": 1},
        {"overlapping": True, "dims": 5},
    ],
    ids=["groups", "private", "no structure", "overlapping"],
)
def test_every_table_is_rectangular_and_joins(shape):
    """Each table has one width, and every proposition and group it names is in their tables."""
    document = sample_document(**shape)
    laid = tables(document)
    for text in laid.values():
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(line) for line in lines}) == 1
        assert len(set(lines[0])) == len(lines[0])
    propositions = {row["proposition"] for row in rows(laid["propositions.csv"])}
    groups = {row["group"] for row in rows(laid["groups.csv"])}
    for name in ("support.csv", "parameters.csv", "axes.csv", "headlines.csv", "added_accounts.csv"):
        assert {row["proposition"] for row in rows(laid[name])} <= propositions
    assert {row["group"] for row in rows(laid["support.csv"])} <= groups


def test_numbers_in_the_tables_are_the_documents_own():
    """The tables compute nothing: each figure is the document's to the last digit."""
    document = sample_document()
    by_cell = {(row["proposition"], row["group"]): row for row in rows(tables(document)["support.csv"])}
    for entry in document["propositions"]:
        for group, support in entry["support"].items():
            row = by_cell[entry["id"], group]
            assert float(row["support"]) == support["median"]
            assert float(row["of_stances_high"]) == support["of_stances"]["high"]
            assert int(row["agree"]) == support["agree"]


def test_a_private_table_of_members_has_no_name_or_place():
    """Where a document is private, names, places and leniency are empty cells."""
    members = rows(tables(sample_document(public=False))["members.csv"])
    assert all(row[key] == "" for row in members for key in ("name", "dimension_1", "se_2", "leniency"))


def test_what_is_not_shown_is_an_empty_cell():
    """A suppressed count is empty in the table, never 0."""
    document = sample_document(public=False, members=30)
    hidden = sum(s["agree"] is None for p in document["propositions"] for s in p["support"].values())
    assert hidden
    assert sum(row["agree"] == "" for row in rows(tables(document)["support.csv"])) == hidden


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_no_text_is_a_formula(text):
    """A spreadsheet that opens the tables never finds a formula in a text; other texts stay as they are."""
    document = sample_document(
        members=6, propositions=1, dims=0, groups=(), basis="none", texts=[text or "x"]
    )
    (row,) = csv.DictReader(io.StringIO(tables(document)["propositions.csv"], newline=""))
    assert not row["text"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["text"].removeprefix("'") == (text or "x").removeprefix("'")
