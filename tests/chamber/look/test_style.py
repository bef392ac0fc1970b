"""The style: small, one for both directions of reading, and nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onevoice.chamber
from onevoice.chamber import static_files

ROOM = Path(onevoice.chamber.__file__).parent
STYLES = sorted((ROOM / "static").rglob("*.css"))
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
_SIDES = re.compile(
    r"(?<![\w.-])(float|clear|left|right|top|bottom|"
    r"(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)[\w-]*|"
    r"(min-|max-)?(width|height))\s*:"
)
_TO_A_SIDE = re.compile(r"(text-align|float|clear|justify-content|caption-side)\s*:\s*(left|right)")
_INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)


def test_the_style_is_small() -> None:
    """All styles together are at most 40 KB before compression."""
    assert sum(style.stat().st_size for style in STYLES) <= 40_000


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_styles_know_no_left_and_right(style: Path) -> None:
    """Sides are named by the direction of reading, so that Hebrew needs no style of its own."""
    rules = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.sub(r"@media[^{]*\{", "{", rules)  # a screen has a width and no direction
    assert [found[0] for found in _SIDES.finditer(rules)] == []
    assert [found[0] for found in _TO_A_SIDE.finditer(rules)] == []


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_styles_ask_nobody_for_anything(style: Path) -> None:
    """No import and no address: everything works without the internet."""
    words = style.read_text(encoding="utf-8")
    assert "@import" not in words
    assert "url(" not in words


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(ROOM / "templates").as_posix()
)
def test_templates_hold_no_style_and_no_script(template: Path) -> None:
    """The content policy forbids them, so nobody may rely on them; nor does any page ask other hosts."""
    words = re.sub(r"\{%.*?%\}", "", template.read_text(encoding="utf-8"))
    assert _INLINE.findall(words) == []
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", words) == []


def test_a_file_is_kept_for_as_long_as_its_address_names_its_version() -> None:
    """The address of a file holds its digest; another content has another address."""
    name, version = static_files.address("onevoice.css").split("?v=")
    assert name == "/static/onevoice.css"
    assert version == static_files.files()["onevoice.css"].version
    with pytest.raises(KeyError):
        static_files.address("nothing.css")
