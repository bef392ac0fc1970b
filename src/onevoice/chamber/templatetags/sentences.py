"""Sentences in which names and typed words are set apart, drawn as HTML: ``{% load sentences %}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from onevoice.chamber.readings.isolating import FSI, PDI
from onevoice.chamber.readings.named_texts import in_full
from onevoice.chamber.readings.wrong_input import in_words

if TYPE_CHECKING:  # its rows need a database
    from onevoice.chamber.readings.papers import PaperRead

register = template.Library()

register.filter("in_words", in_words)


@register.filter("in_full")
def named_in_full(on: str, paper: PaperRead) -> SafeString:
    """Draw what a text of a paper is called within a sentence: "motion 2", "amendment c"."""
    return apart(in_full(paper, on))


_APART = re.compile(f"{FSI}([^{FSI}{PDI}]*){PDI}")
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@register.filter
def apart(sentence: str) -> SafeString:
    """Draw what is set apart as ``<bdi>``; everything is escaped.

    >>> str(apart("\u2068<b>\u2069 signed"))
    '<bdi>&lt;b&gt;</bdi> signed'
    """
    drawn = _APART.sub(r"<bdi>\1</bdi>", escape(sentence))
    return mark_safe(drawn)  # noqa: S308 - escaped before the tags came in


@register.filter
def shown_controls(words: str) -> str:
    """Write characters that turn directions round as escapes, so that bytes can be read as they stand."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", words)
