"""The language of the pages: chosen by a button, kept by a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from onevoice.chamber.pages.visit import Visit

_YEAR = 60 * 60 * 24 * 365


def language(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001 - as pages are called
    """Keep the language that was chosen, and go back to where the button was."""
    asked = request.POST.get("next", "")
    back = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("home")
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
