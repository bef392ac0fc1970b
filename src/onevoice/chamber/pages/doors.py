"""One-tap doors into an invented assembly: in demonstration data only, and only under `onevoice demo`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onevoice.chamber import configuration
from onevoice.chamber.pages.visit import Visit, bind, unbind
from onevoice.chamber.readings import doors
from onevoice.chamber.refusals import NotHere


def enter_as(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Enter as whoever stands behind a door."""
    if request.method != "POST" or not (visit.here.is_demo and configuration.value(configuration.DEMO)):
        raise NotHere("There are no doors here.")
    behind = doors.behind(visit.here.id, request.POST.get("person", ""))
    if behind is None:
        unbind(request, visit.here)
    else:
        bind(request, behind)
    return HttpResponseRedirect(reverse("assembly", args=(visit.here.slug,)))
