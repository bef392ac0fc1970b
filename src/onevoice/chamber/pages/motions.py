"""A motion or amendment by itself, its published versions, and the page that publishes the next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.text_files import (
    amendment_csv,
    amendment_docx,
    amendment_json,
    motion_csv,
    motion_docx,
    motion_json,
    version_csv,
    version_json,
    version_lines_docx,
)
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.head import KeptAtHead
from onevoice.chamber.readings.motions import (
    AmendmentPage,
    MotionPage,
    publishing_page,
    text_page,
    version_page,
)

VIEWS = ("now", "tabled", "marked", "beside", "then")
"""Forms in which a motion is shown: as it reads, as tabled, marked up, side by side, as it would read."""
_TEXTS: KeptAtHead[MotionPage | AmendmentPage] = KeptAtHead(64)


def text(request: HttpRequest, visit: Visit, paper: str, text: str) -> HttpResponse:
    """Show a motion in every form, or what an amendment changes."""
    chosen = request.GET.getlist("with") if "chosen" in request.GET else None
    asked = (paper, text, None if chosen is None else tuple(chosen))
    found = _TEXTS.get(asked, lambda: text_page(visit.here, paper, text, chosen))
    if isinstance(found, AmendmentPage):
        return _amendment(request, found)
    return _motion(request, found)


def version(request: HttpRequest, visit: Visit, paper: str, text: str, number: int) -> HttpResponse:
    """Show a published version with its line numbers, as they were printed."""
    found = version_page(visit.here, paper, text, number)
    ways = {
        "docx": lambda: version_lines_docx(found),
        "csv": lambda: version_csv(found),
        "json": lambda: version_json(found),
    }
    title = f"{found.title or found.standing.name} {number}"
    context = {"paper": found.paper, "found": found}
    return export(request, title, ways) or render(request, "version.html", context)


def publishing(request: HttpRequest, visit: Visit, paper: str, text: str) -> HttpResponse:
    """Show what the next version would be, with the button that publishes it."""
    found = publishing_page(visit.here, paper, text)
    return render(request, "version_publishing.html", {"paper": found.paper, "found": found})


def _motion(request: HttpRequest, found: MotionPage) -> HttpResponse:
    asked = request.GET.get("view", "")
    views = [one for one in VIEWS if one != "tabled" or found.is_altered]
    if not found.choices:
        views = [one for one in views if one in {"now", "tabled"}]
    view = asked if asked in views else "marked" if "marked" in views else "now"
    ways = {
        "docx": lambda: motion_docx(found),
        "csv": lambda: motion_csv(found),
        "json": lambda: motion_json(found),
    }
    query = request.GET.copy()
    for name in ("view", "format"):
        query.pop(name, None)
    context = {
        "paper": found.paper,
        "found": found,
        "view": view,
        "views": views,
        "query": query.urlencode(),
        "left_out": [one for one in found.choices if one.left_out],
    }
    return export(request, found.title or found.standing.name, ways) or render(
        request, "motion.html", context
    )


def _amendment(request: HttpRequest, found: AmendmentPage) -> HttpResponse:
    ways = {
        "docx": lambda: amendment_docx(found),
        "csv": lambda: amendment_csv(found),
        "json": lambda: amendment_json(found),
    }
    title = f"{found.motion.name} {found.on_paper.standing.name}"
    context = {"paper": found.paper, "found": found}
    return export(request, title, ways) or render(request, "motion_amendment.html", context)
