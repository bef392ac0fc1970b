"""The sheet for a failing network: printed from the page, or taken as a document."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.paper_files import decision_in_words, falls_in_words
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.sheet import Asking, Sheet
from onevoice.chamber.readings.sheet import sheet as read_sheet
from onevoice.formats.docx_outline import Line, Style, outline_docx
from onevoice.formats.plain_text import plain


def sheet(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the rest of the evening as one sheet to print."""
    found = read_sheet(visit.here, paper)
    context = {"paper": found.paper, "sheet": found, "now": timezone.now()}
    return export(request, found.paper.title, {"docx": lambda: docx_file(found)}) or render(
        request, "sheet.html", context
    )


def docx_file(found: Sheet) -> bytes:
    """Give the sheet as a document."""
    lines = (Line(one.style, for_file(one.words), one.depth) for one in _lines(found))
    return outline_docx(lines, title=found.paper.title, language=get_language() or "en")


def _lines(found: Sheet) -> Iterator[Line]:
    yield Line(Style.TITLE, found.paper.title)
    yield Line(Style.WORDS, _("Rules: %(title)s") % {"title": found.paper.pack.title})
    for one in found.questions:
        yield from _question(one, seconding=found.seconding)
    if found.decided:
        yield Line(Style.HEADING, _("Decided"))
        yield from (Line(Style.ENTRY, decision_in_words(one)) for one in found.decided)
    yield Line(Style.HEADING, _("Roll"))
    yield from (Line(Style.ENTRY, f"{name}   ☐ {_('Aye')}   ☐ {_('No')}") for _id, name in found.roll)


def _question(one: Asking, *, seconding: bool) -> Iterator[Line]:
    kind = _("Motion %(name)s") if one.is_motion else _("Amendment %(name)s")
    yield Line(Style.HEADING, kind % {"name": one.name} if one.name else _("Motion to order"))
    for words in one.words:
        yield from (Line(Style.WORDS, says) for says in words.says)
        if words.text is not None:
            yield from (Line(Style.WORDS, line) for line in plain(words.text).split("\n") if line.strip())
    yield Line(Style.WORDS, one.sentence)
    blank = "__________"
    if not one.is_motion and one.name:
        moved = f"{_('Moved by')}: {blank}"
        yield Line(Style.WORDS, f"{moved}   {_('Seconded by')}: {blank}" if seconding else moved)
    counted = f"{_('Ayes')}: ______   {_('Noes')}: ______   {_('Abstentions')}: ______"
    yield Line(Style.WORDS, f"{counted}   ☐ {_('Agreed to')}   ☐ {_('Negatived')}")
    yield from (Line(Style.ENTRY, falls_in_words(each)) for each in one.outcomes)
