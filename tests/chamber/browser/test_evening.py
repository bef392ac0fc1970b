"""A whole evening, played in a browser by clerk, chair and members of two groups."""

from __future__ import annotations

import json

import pytest

from chamber.browser.evening import Enter, Evening
from onevoice.assembly.minutes import find_broken
from onevoice.chamber import models
from onevoice.formats.paper import parse_paper


@pytest.mark.parametrize(
    ("language", "width", "scripted"),
    [("en", 1280, True), ("he", 360, True), ("en", 360, False)],
    ids=["english-wide", "hebrew-phone", "without-javascript"],
)
def test_an_evening_is_played_to_its_end(language: str, width: int, scripted: bool, enter: Enter) -> None:
    """From the first link to the last decision, with a composite that movers of both sides consent to."""
    settings = {"viewport": {"width": width, "height": 900}, "java_script_enabled": scripted}
    evening = Evening(enter, settings, language)
    evening.play()
    row = models.Paper.objects.get(pk=evening.paper)
    debate = parse_paper(row.state)
    assert not debate.questions, evening.taken
    assert {"divide", "declare"} & set(evening.taken)
    assert debate.decision("m1") is not None, evening.taken
    lines = [bytes(one.line) for one in models.Entry.objects.filter(assembly__slug=evening.slug)]
    assert find_broken(lines, {}) is None
    _exports(evening)


def _exports(evening: Evening) -> None:
    """Everything that was decided can be taken away as a document, a table and plain values."""
    request = evening.pages["Clare Adewale"].request
    for path in ("PAPER/", "minutes/", "PAPER/texts/m1/?view=marked"):
        for form in ("docx", "csv", "json"):
            address = evening.at(path) + ("&" if "?" in path else "?") + f"format={form}"
            answer = request.get(address)
            assert answer.ok, address
            assert answer.body(), address
            if form == "json":
                json.loads(answer.body())
