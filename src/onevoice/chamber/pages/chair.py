"""The chair's page: what to say and do now; and the way to the paper before the assembly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from onevoice.chamber.pages import again
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.chairs_page import chairs_page, paper_before


def now(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lead to the chair's page of the paper before the assembly."""
    found = paper_before(visit.here.id)
    if not found:
        return render(request, "no_paper.html", {})
    return HttpResponseRedirect(reverse("chair-paper", args=(visit.here.slug, found)))


def on_paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show what the chair says and does now on a paper."""
    found = chairs_page(visit.here, paper)
    context = {"paper": found.paper, "page": found, "again": again.take(request, paper)}
    return render(request, "chair.html", context)
