"""Pages for what was refused or is not there: what happened, by which rule, what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.readings.told import told
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import OnevoiceError

_STATUS = {NotHere: 404, Outdated: 409, Refused: 403}


def shown(request: HttpRequest, error: OnevoiceError) -> HttpResponse:
    """Show an error that a person can mend."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 422)
    context = {
        "sentence": _sentence(request, error),
        "rule": error.ruling.rule if isinstance(error, Refused) else "",
        "missing": isinstance(error, NotHere),
        "outdated": isinstance(error, Outdated),
        "looked": isinstance(error, Refused) and request.method in {"GET", "HEAD"},
        "back": _back(request),
    }
    return render(request, "problem.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """Show that there is nothing at an address."""
    context = {"sentence": sentence(NotHere("")), "missing": True}
    return render(request, "problem.html", context, status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """Show that a form was not sent from our own page, or too long ago."""
    return render(request, "problem.html", {"stale": True}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Show that something went wrong on our side."""
    return render(request, "problem.html", {"broken": True}, status=500)


def _sentence(request: HttpRequest, error: OnevoiceError) -> str:
    """Say an error with the names of the paper that it was about."""
    visit, match = getattr(request, "visit", None), request.resolver_match
    about = match.kwargs.get("paper") if match else None
    if not isinstance(error, Refused) or visit is None or visit.assembly is None or about is None:
        return sentence(error)
    try:
        found = papers.paper(visit.assembly.id, about)
    except NotHere:
        return sentence(error)
    return told(error.ruling.message, found.names, found.pack)


def _back(request: HttpRequest) -> str:
    """Give the address that the form which was refused stood at."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
