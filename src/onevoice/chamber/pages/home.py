"""The first pages: which assemblies there are, and what one of them is doing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import assemblies


def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the assemblies that one may see."""
    return render(request, "home.html", {"assemblies": assemblies.seen_by(visit.doer)})


def assembly(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show an assembly's papers and sittings."""
    return render(request, "assembly.html", {"papers": assemblies.papers(visit.here.id)})
