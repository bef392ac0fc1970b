"""Laws of the composite's part of the page, and of the files that are handed round."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest

import onevoice
from onevoice.errors import SettingsError
from onevoice.opinion.composite import compose
from onevoice.report import render
from onevoice.report.wording_written import markdown, wording_file
from onevoice.testing import simulate
from report.read_page import Page
from report.sample_document import sample_document


@pytest.fixture(scope="module")
def document():
    """Compose for a small town, and put the composite with its analysis."""
    calls = simulate(members=60, propositions=16, groups=2, heard=0.6, seed=3, motion=True, passes=0.05).calls
    analysis = onevoice.analyse(calls, settings="fast", dims=1, reruns=False)
    return analysis.document | {"wording": compose(analysis, budget=2).document}


@pytest.mark.parametrize("code", ["en", "he"])
def test_the_wording_is_a_part_of_the_page(document, code):
    """It has a heading, an entry in the contents, a picture with a table under it, and links that arrive."""
    html = render(document, code)
    page = Page(html)
    assert "wording" in page.ids
    assert "#wording" in page.links
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(after <= before + 1 for before, after in pairwise(page.headings))
    section = html[html.index('<section id="wording"') : html.index('<section id="propositions"')]
    assert section.index("<svg") < section.rindex("<table")


def test_without_a_wording_there_is_no_such_part():
    """An analysis alone says nothing of a composite."""
    assert "wording-h" not in render(sample_document())


def test_the_part_tells_shares_as_the_document_has_them(document):
    """Each group's share stands as it was judged, and every clause of the wording by its words."""
    html = render(document)
    section = html[html.index('<section id="wording"') : html.index('<section id="propositions"')]
    words = " ".join(re.sub("<[^>]*>", " ", section).split())
    for group in document["wording"]["groups"]:
        share = document["wording"]["carry"][group["id"]]["median"]
        assert f"{round(100 * share)}%" in words
    for row in document["wording"]["wording"]:
        assert row["text"] in words


def test_no_share_stands_without_its_interval(document):
    """As tabled, and what a change would cost whom, come with both ends, on the page and in the files."""
    section = render(document).partition('<section id="wording"')[2].partition("</section>")[0]
    said = " ".join(re.sub("<[^>]*>", " ", section).split())
    for triple in document["wording"]["tabled"]["carry"].values():
        median, low, high = (f"{round(100 * triple[name])}%" for name in ("median", "low", "high"))
        assert f"{median} ({low} to {high})" in said
    text = markdown(document["wording"])
    cost = next(
        triple
        for swap in document["wording"]["swaps"]
        for triple in swap["difference"].values()
        if round(100 * triple["low"]) < round(100 * triple["median"]) < 0
    )
    median, low, high = (f"{round(100 * cost[name]):+d}" for name in ("median", "low", "high"))
    assert f"{median} points ({low} to {high})" in text.replace("\\", "")


def test_the_files_hold_the_wording_its_sources_and_why(document):
    """Markdown and DOCX hold every clause, where it comes from, every sentence and every group."""
    composite = document["wording"]
    text = markdown(composite)
    sheet = docx.Document(io.BytesIO(wording_file(composite, Path("a.docx"))))
    paragraphs = "\n".join(p.text for p in sheet.paragraphs)
    for row in composite["wording"]:
        assert row["text"] in text
        assert row["text"] in paragraphs
        assert row["source"] in paragraphs
    for sentence in composite["explanation"]:
        assert sentence in paragraphs
    cells = {cell.text for table in sheet.tables for row in table.rows for cell in row.cells}
    assert {group["name"] for group in composite["groups"] if group["id"] != "all"} <= cells


def test_the_same_document_gives_the_same_bytes(document):
    """Files written twice are the same, byte for byte."""
    for name in ("a.md", "a.docx"):
        written = [wording_file(document["wording"], Path(name)) for _ in range(2)]
        assert written[0] == written[1]


def test_marks_in_a_persons_words_stay_words(document):
    """Nothing in a clause is read as Markdown's own marks."""
    composite = document["wording"]
    rows = [{**row, "text": "1. *a* | <b> [c](d) # `e`"} for row in composite["wording"]]
    text = markdown({**composite, "wording": rows})
    assert r"1\. \*a\* \| \<b\> \[c\](d) \# \`e\`" in text


def test_another_ending_is_refused_in_a_sentence(document):
    """A name that ends in something else is refused, and the endings are named."""
    with pytest.raises(SettingsError, match=r"\.md or \.docx"):
        wording_file(document["wording"], Path("a.odt"))
