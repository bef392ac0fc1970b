"""A town with a motion to work on, and forms filled in as a browser would send them."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse
from django.urls import reverse

from chamber.assemblies import Town
from chamber.browsing import town_client
from onevoice.assembly.text import Block, Kind, Text
from onevoice.chamber import models
from onevoice.chamber.acts import founding, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings.papers import PaperRead, paper

LIBRARY = Text(
    (
        Block("b1", Kind.HEADING, "Sunday opening of the library", 1),
        Block("b2", Kind.PARAGRAPH, "That this Council notes that the library is closed on Sundays;"),
        Block("b3", Kind.PARAGRAPH, "and resolves that"),
        Block("b4", Kind.LIST_ENTRY, "the library shall open on Sundays from ten to four;", 0, "1."),
        Block("b5", Kind.LIST_ENTRY, "staff shall be paid for Sundays;", 0, "2."),
        Block("b6", Kind.LIST_ENTRY, "the mayor shall report in May.", 0, "3."),
    )
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ request }} {% csrf_token %}",
    "\u202eevil\u2066",
    "=HYPERLINK('x')",
    "שלום <b>עולם</b>",
)


class Desk:
    """A member's browser in a town, on a paper with one motion."""

    def __init__(self, town: Town, doer: Doer | None = None, *, language: str = "en") -> None:
        self.town, self.doer = town, doer or town.member
        self.paper = founding.open_paper(town.clerk, "Libraries").on
        self.motion = tabling.table_motion(town.member, self.paper, "Sunday opening", LIBRARY).on
        self.client = town_client(town, self.doer, language=language)

    def address(self, name: str, *parts: str) -> str:
        """Give the address of a page on the paper."""
        return reverse(name, args=(self.town.assembly.slug, self.paper, *parts))

    def read(self) -> PaperRead:
        """Give the paper as it is."""
        return paper(self.town.assembly.id, self.paper)

    def as_(self, doer: Doer) -> Desk:
        """Sit somebody else at the same paper."""
        other = object.__new__(Desk)
        other.town, other.doer, other.paper, other.motion = self.town, doer, self.paper, self.motion
        other.client = town_client(self.town, doer)
        return other

    def drafts(self) -> list[models.Draft]:
        """Give everybody's drafts on the paper."""
        return list(models.Draft.objects.filter(paper_id=self.paper))


def hidden(response: HttpResponse) -> dict[str, str]:
    """Give the hidden fields of a page, as a browser sends them again."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', response.content.decode())
    return {
        name: html.unescape(value) for name, value in found if name not in {"csrfmiddlewaretoken", "next"}
    }


def words(text: Text) -> list[tuple[str, str, int, str]]:
    """Give what a text reads as, whatever its blocks are called."""
    return [(block.kind.value, block.words, block.depth, block.number) for block in text.blocks]
