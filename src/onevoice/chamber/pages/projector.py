"""The projector: what the hall sees, with no controls, and a code by which visitors join."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from onevoice.chamber import configuration
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.hall import hall as read_hall


def hall(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show what is before the assembly, in large letters."""
    found = read_hall(visit.here, paper)
    link = configuration.address() + reverse("paper", args=(visit.here.slug, paper))
    context = {"paper": found.paper, "hall": found, "link": link, "picture": picture(link)}
    return render(request, "projector.html", context)


def picture(link: str) -> SafeString:
    """Draw one of our own links as a QR code."""
    drawn = segno.make(link, error="m").svg_inline(
        scale=3, border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - drawn of our own link
