"""The clerk's desk: over all papers, and on one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevoice.chamber.pages import again
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import assemblies, clerks_desk


def desk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what waits for the clerk on each paper, and what the clerk begins."""
    context = {
        "papers": clerks_desk.waiting(visit.here.id),
        "sitting": assemblies.next_sitting(visit.here.id),
    }
    return render(request, "clerk.html", context)


def on_paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the clerk's desk on a paper."""
    found = clerks_desk.desk(visit.here, paper)
    context = {"paper": found.paper, "desk": found, "again": again.take(request, paper)}
    return render(request, "clerk_paper.html", context)
