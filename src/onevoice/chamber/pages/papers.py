"""The order paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.paper_files import csv_file, docx_file, json_file
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import materials
from onevoice.chamber.readings.head import KeptAtHead
from onevoice.chamber.readings.order_paper import OrderPaper
from onevoice.chamber.readings.order_paper import order_paper as read_order_paper

_SHEETS: KeptAtHead[OrderPaper] = KeptAtHead(32)


def order_paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show what is before the assembly, in which order, and what falls on each outcome."""
    sheet = _SHEETS.get(paper, lambda: read_order_paper(visit.here, paper))
    ways = {
        "docx": lambda: docx_file(sheet),
        "csv": lambda: csv_file(sheet),
        "json": lambda: json_file(sheet),
    }
    shown = {
        "paper": sheet.paper,
        "sheet": sheet,
        "materials": materials.materials(visit.here.id, paper),
        "has_predictions": any(one.predicted for one in sheet.decisions),
    }
    return export(request, sheet.paper.title, ways) or render(request, "paper.html", shown)
