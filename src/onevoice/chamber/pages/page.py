"""What every page shares: who asks, whether they may, and a plain page for whatever is refused."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.module_loading import import_string

from onevoice.chamber.acts.may import may
from onevoice.chamber.pages import failing, kept
from onevoice.chamber.pages.routes import Route
from onevoice.chamber.pages.visit import visit_of
from onevoice.chamber.readings.head import head, reading_at
from onevoice.chamber.refusals import refuse
from onevoice.errors import OnevoiceError

Respond = Callable[..., HttpResponse]


def page(route: Route) -> Respond:
    """Give what answers at an address."""

    def respond(request: HttpRequest, assembly: str | None = None, **parts: str) -> HttpResponse:
        allowed = ["GET", "HEAD", *(["POST"] if route.acts else [])]
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        try:
            visit = visit_of(request, assembly)
            request.visit = visit  # type: ignore[attr-defined]  # the frame of every page shows it
            refuse(may(visit.doer, route.reads, visit.place))
            view: Respond = import_string(f"onevoice.chamber.pages.{route.view}")
            if visit.assembly is None:
                return view(request, visit, **parts)
            found = head(visit.assembly.id)
            request.head = found  # type: ignore[attr-defined]  # before anything is read: none can be missed
            if request.method == "POST":
                return view(request, visit, **parts)
            with reading_at(found):
                return kept.answer(route, request, visit, lambda reader: view(request, reader, **parts))
        except OnevoiceError as error:
            return failing.shown(request, error)

    return respond
