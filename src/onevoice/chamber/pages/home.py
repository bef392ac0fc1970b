"""The first pages: which assemblies there are, and what one of them is doing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages.visit import PEOPLE, Visit
from onevoice.chamber.readings import assemblies, doors, materials
from onevoice.chamber.readings.track_record import track_record


def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the assemblies that one may see."""
    belongs = tuple(request.session.get(PEOPLE, {}))
    return render(request, "home.html", {"assemblies": assemblies.seen_by(visit.doer, belongs)})


def assembly(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show an assembly's papers, its sitting, and what is linked beside them."""
    shown = {
        "papers": assemblies.papers(visit.here.id),
        "sitting": assemblies.next_sitting(visit.here.id),
        "materials": materials.materials(visit.here.id),
        "doors": doors.doors(visit.here),
        "has_predictions": bool(track_record(visit.here.id).rows),
    }
    return render(request, "assembly.html", shown)
