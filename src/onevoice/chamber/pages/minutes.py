"""The minutes: every formal act in a sentence, and the chain by which anyone can check them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.minutes_files import csv_file, docx_file, json_file
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import materials
from onevoice.chamber.readings import minutes as reading
from onevoice.chamber.readings.head import KeptAtHead, keep_nothing_older

_READ: KeptAtHead[reading.MinutesPage] = KeptAtHead(32)


def minutes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the minutes, the latest entry first, of the whole assembly or of one paper."""
    here, paper = visit.here, request.GET.get("paper", "")
    ways = {
        "docx": lambda: docx_file(here, paper),
        "csv": lambda: csv_file(here, paper),
        "json": lambda: json_file(here, paper),
    }
    file = export(request, f"{here.name} minutes", ways)
    if file is not None:
        return file
    asked = request.GET.get("page", "1")
    page, checked = int(asked) if asked.isdecimal() else 0, "check" in request.GET
    if checked:
        found = reading.minutes(here, page=page, paper=paper, anew=True)
        if found.chain.broken:
            keep_nothing_older()
    else:
        found = _READ.get((page, paper), lambda: reading.minutes(here, page=page, paper=paper))
    context = {"found": found, "checked": checked, "materials": materials.materials(here.id)}
    return render(request, "minutes.html", context)


def entry(request: HttpRequest, visit: Visit, sequence: int) -> HttpResponse:
    """Show one entry with its bytes, its hash and its place in the chain."""
    return render(request, "minutes_entry.html", {"found": reading.entry(visit.here, sequence)})
