"""The order paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import papers


def order_paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show what is before the assembly, in which order, and what falls on each outcome."""
    return render(request, "paper.html", {"paper": papers.paper(visit.here.id, paper)})
