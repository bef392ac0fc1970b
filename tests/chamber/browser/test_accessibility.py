"""Every page, as its readers see it: what axe finds, where things stand, what a first visit loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from chamber.browser.conftest import Enter
from chamber.browser.council import Council
from chamber.browser.visits import Look, looks, missing_samples
from onevoice.chamber.acts.permissions import Role

_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_WAYS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)
_AXE = """([kind, values]) => axe.run(document, {runOnly: {type: kind, values}, resultTypes: ['violations']})
  .then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
_LAWS = Path(__file__).with_name("geometry.js").read_text(encoding="utf-8")
_GEOMETRY = f"""() => Object.entries({_LAWS}).flatMap(([name, law]) =>
  law().map(one => `${{name}}: ${{one.outerHTML.slice(0, 160)}}`))"""
_SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# as a language with longer words has them: a pseudo-locale, without loading the page once more
_LENGTHEN = """() => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    node.data = node.data.replace(/\\p{L}{3,}/gu, word => word + word.slice(-Math.ceil(word.length * 0.4)));
  }
}"""
_UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


def test_every_part_of_an_address_is_known(council: Council) -> None:
    """A page added with a new part in its address has a sample in the council, so that it is looked at."""
    assert missing_samples(council) == set()


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_page_keeps_the_rules_of_looking(council: Council, enter: Enter, language: str) -> None:
    """Axe finds nothing, light, dark or in the reader's colours; nothing stands wrong, at any width."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    told: list[tuple[str, str]] = []
    opened: dict[Role, Page] = {}
    for look in looks(council):
        if look.role not in opened:
            opened[look.role] = enter(
                look.doer, language, bypass_csp=True, reduced_motion="reduce"
            ).new_page()
        told += _looked_at(opened[look.role], look, axe.AXE_SCRIPT)
    if told:
        pytest.fail("\n".join(f"{who}: {what}" for who, what in told), pytrace=False)


def _looked_at(page: Page, look: Look, axe: str) -> list[tuple[str, str]]:
    """Hold a page to every law; give what breaks one."""
    who = f"{look.name} ({look.role.value})"
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 900})
    try:
        answer = page.goto(look.address)
    except Error as error:
        if "Download is starting" in error.message:
            return []  # a file and no page
        raise
    if answer is None or answer.status != 200:
        return [(who, f"answers {answer.status if answer else 'nothing'}")]
    page.evaluate(_UNFOLD)
    page.evaluate(axe)
    told = [(who, one) for one in page.evaluate(_AXE, ["tag", _STANDARDS])]
    for way in _WAYS:
        page.emulate_media(**way)
        told += [(f"{who}, {way}", one) for one in page.evaluate(_AXE, ["rule", _COLOURS])]
    for width in (1280, 320):  # 320 is also what 1280 leaves at 400 %
        page.set_viewport_size({"width": width, "height": 900})
        told += [(f"{who}, {width}", one) for one in page.evaluate(_GEOMETRY)]
        told += [(f"{who}, {width}", "scrolls sideways")] if page.evaluate(_SCROLLS) else []
    page.evaluate(_LENGTHEN)
    told += [(f"{who}, longer words", "scrolls sideways")] if page.evaluate(_SCROLLS) else []
    return told
