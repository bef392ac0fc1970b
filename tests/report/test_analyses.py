from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

import onevoice
from onevoice.opinion.simulation import simulate
from onevoice.report import render
from report.read_page import Page


@pytest.fixture(scope="module", params=["private", "public"])
def document(request):
    """Analyse a small simulated assembly."""
    calls = simulate(members=40, propositions=10, groups=2, heard=0.6, seed=4).calls
    analysis = onevoice.analyse(calls, settings="fast", public=request.param == "public")
    return analysis.document


def test_an_analysis_fits_the_schema(document):
    """What the analysis publishes is a document by the schema that ships with it."""
    schema = json.loads(
        files("onevoice.opinion").joinpath("analysis.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("code", ["en", "he"])
def test_an_analysis_becomes_a_page(document, code):
    """A real analysis is told in full, every link on its page arrives, and private members stay private."""
    html = render(document, code)
    page = Page(html)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    text = "\n".join(page.text)
    assert all(entry["text"] in text for entry in document["propositions"])
    assert document["public"] or not any(member["id"] in html for member in document["members"])
