"""In which direction pages run, and the words on them."""

from __future__ import annotations

import pytest

from chamber.browser.conftest import Enter
from chamber.browser.council import Council


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl")])
def test_reading_begins_where_the_language_begins(
    council: Council, enter: Enter, language: str, direction: str
) -> None:
    """The page runs in its language's direction; words that people typed run in their own."""
    page = enter(council.members[0], language, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/a/{council.slug}/")
    assert page.get_attribute("html", "dir") == direction
    head = page.evaluate("document.querySelector('h1').getBoundingClientRect().left")
    name = page.evaluate("document.querySelector('.who').getBoundingClientRect().left")
    assert (head < name) == (direction == "ltr")
    typed = "[...document.querySelectorAll('bdi')].filter(one => /[א-ת]/.test(one.textContent))"
    assert page.evaluate(f"{typed}.length") > 0
    assert page.evaluate(f"{typed}.every(one => getComputedStyle(one).unicodeBidi === 'isolate')")
