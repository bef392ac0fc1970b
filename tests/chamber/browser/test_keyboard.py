"""Every page can be used by keys alone: everything is reached, in order, and one sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from chamber.browser.conftest import Enter
from chamber.browser.council import Council

_REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}))
  .filter(one => one.type !== 'radio' || one.checked
    || !document.querySelector(`[name="${one.name}"]:checked`))
  .map((one, place) => { one.dataset.stop = place; return place; })"""
_HERE = (
    "document.activeElement.dataset.stop === undefined ? null : Number(document.activeElement.dataset.stop)"
)
_SEEN = """() => {
  const look = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
  const outlined = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  return outlined && box.bottom > 0 && box.top < innerHeight;
}"""


def stops(page: Page) -> tuple[list[int], list[int], list[int]]:
    """Walk the page by the Tab key; give what is there, what was reached, and where one could not be seen."""
    there = page.evaluate(_REACHABLE)
    reached: list[int] = []
    unseen: list[int] = []
    for _ in range(len(there) + 2):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None or here in reached:
            break
        reached.append(here)
        if not page.evaluate(_SEEN):
            unseen.append(here)
    return there, reached, unseen


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(
    "place", ["", "papers/{paper}/", "papers/{paper}/texts/{motion}/", "sittings/", "me/"]
)
def test_keys_reach_everything_in_order(council: Council, enter: Enter, place: str, language: str) -> None:
    """The Tab key reaches whatever can be used, in the order in which it is read, and one sees it."""
    page = enter(council.members[0], language, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/a/{council.slug}/{place.format_map(council.ids)}")
    there, reached, unseen = stops(page)
    assert reached == there
    assert unseen == []


def test_the_first_stop_leads_to_the_words(council: Council, enter: Enter) -> None:
    """The first stop is the way past the frame; it is seen when it has the focus, and works."""
    page = enter(council.members[0], viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/a/{council.slug}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_language_is_changed_by_keys(council: Council, enter: Enter) -> None:
    """The switch is a button: pressed by a key it brings the same page in the other language, and stays."""
    page = enter(council.members[0], viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/a/{council.slug}/sittings/")
    page.focus("button[name=language]")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=he]")
    assert page.url.endswith(f"/a/{council.slug}/sittings/")
    page.goto(f"/a/{council.slug}/")
    assert page.get_attribute("html", "dir") == "rtl"


def test_an_error_has_the_focus(enter: Enter) -> None:
    """What is wrong with a form is read first: its summary has the focus, and leads to the field."""
    page = enter(None, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/enter/")
    page.fill("input[name=code]", "WRONG")
    page.click("main button")
    page.wait_for_selector("#error-summary")
    assert page.evaluate("document.activeElement.id") == "error-summary"
