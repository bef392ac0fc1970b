"""Personal links and printed slips: issued here, and shown this once."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from onevoice.chamber import configuration
from onevoice.chamber.acts import keys
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import people


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip to be handed to one person.

    Attributes
    ----------
    name : str
    link, code : str
    picture : str
        The link as a QR code, SVG.
    """

    name: str
    link: str
    code: str
    picture: SafeString


def slips(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Choose for whom links are issued, and show them once."""
    found = people.on_roll(visit.here.id)
    if request.method == "POST":
        chosen = set(request.POST.getlist("person"))
        wanted = [one for one in found if one.id in chosen]
        if not wanted:
            messages.warning(request, _("Choose at least one person."))
            return HttpResponseRedirect(reverse("slips", args=(visit.here.slug,)))
        issued = [_slip(one.name, keys.issue_key(visit.doer, one.id)) for one in wanted]
        context = {"slips": issued, "address": configuration.address()}
        response = render(request, "slips_printed.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(request, "slips.html", {"people": found})


def _slip(name: str, issued: keys.Issued) -> Slip:
    link = configuration.address() + reverse("enter-link", args=(issued.token,))
    drawn = segno.make(link, error="m").svg_inline(
        scale=3, border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return Slip(name, link, issued.code, mark_safe(drawn))  # noqa: S308 - drawn of our own link
