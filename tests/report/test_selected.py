from __future__ import annotations

import re
from itertools import pairwise

import pytest

from onevoice.report import render
from report.read_page import Page
from report.sample_document import sample_document


@pytest.fixture(scope="module")
def document():
    """Give a sample document with a selection of its first two propositions."""
    plain = sample_document()
    names = [row["id"] for row in plain["propositions"]]
    guarantee = {"proven": True, "bridging": 1.2, "bound": 1.2, "share_of_draws": 0.93, "draws": 400}
    claim = {"id": names[2], "owed": 1, "members": 40}
    return plain | {
        "selection": {
            "public": True,
            "members": 100,
            "selected": [{"id": name} for name in names[:2]],
            "rounds": [
                {"id": names[0], "owed": 1, "members": 60, "bridging": 0.7},
                {"id": names[1], "owed": None, "members": 30, "bridging": 0.5},
            ],
            "guarantee": guarantee,
            "void_by_clash": [claim | {"clashes_with": names[:1]}],
            "instead": [
                {"rule": rule, "selected": names[:1], "bridging": 0.7, "claims": claims}
                for rule, claims in (("bridging", [claim]), ("approval", []), ("largest-parties", []))
            ],
            "explanation": ["2 of <3> would be put to the vote."],
        }
    }


@pytest.mark.parametrize("code", ["en", "he"])
def test_the_selection_is_a_part_of_the_page(document, code):
    """It has a heading, an entry in the contents, its links arrive, and words of the document are escaped."""
    html = render(document, code)
    page = Page(html)
    assert "selection" in page.ids
    assert "#selection" in page.links
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(after <= before + 1 for before, after in pairwise(page.headings))
    assert "2 of &lt;3&gt; would be put" in html


def test_without_a_selection_there_is_no_such_part():
    """An analysis alone says nothing of what to put to the vote."""
    assert "selection-h" not in render(sample_document())


def test_the_part_tells_figures_as_the_document_has_them(document):
    """Share of draws, members with a claim and who is left short stand as they were computed."""
    html = render(document)
    section = html[html.index('<section id="selection"') : html.index('<section id="propositions"')]
    words = " ".join(re.sub("<[^>]*>", " ", section).split())
    assert "93% of 400 draws" in words
    assert "60 of 100 members support it and had fewer than 1" in words
    assert "40 who support" in words
    assert "nobody" in words


def test_counts_of_a_private_sounding_are_told_as_rough(document):
    """Who is short is told exactly only where answers are public."""
    selection = document["selection"]
    rounds = [{**selection["rounds"][0], "owed": 1, "members": 15}, *selection["rounds"][1:]]
    for public, begins in ((True, ">15 of"), (False, "About 15 of")):
        said = render({**document, "selection": {**selection, "public": public, "rounds": rounds}})
        assert begins in said


def test_an_unproved_selection_says_how_far_it_may_be(document):
    """Where the search ended early, the page says what is reached at the most."""
    hurried = document["selection"]["guarantee"] | {"proven": False, "bound": 1.5}
    html = render(document | {"selection": document["selection"] | {"guarantee": hurried}})
    assert "bridging adds up to 1.20, and to 1.50 at the most" in html
