"""A person's own page: what is theirs, what others see of them, and a way out of every device."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from onevoice.chamber.acts import drafting, keys
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import me
from onevoice.chamber.readings.own_record import own_record
from onevoice.chamber.refusals import NotHere


def my_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what is one's own; throw a draft away, or sign out everywhere."""
    if request.method == "POST":
        return _done(request, visit)
    return render(request, "me.html", {"me": me.me(visit.doer)})


def export(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001 - as pages are called
    """Give everything that is kept about whoever asks, as a file."""
    if visit.person is None:
        raise NotHere("There is nobody here to give a file about.")
    found = own_record(visit.here, visit.person)
    content = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    headers = {
        "Content-Disposition": f'attachment; filename="{visit.here.slug}-my-data.json"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers=headers)


def _done(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.POST.get("do") == "sign-out-everywhere":
        keys.sign_out_everywhere(visit.doer)
        messages.success(request, _("You are signed out on every device. Ask the clerk for a new link."))
        return HttpResponseRedirect(reverse("assembly", args=(visit.here.slug,)))
    drafting.drop_draft(visit.doer, request.POST.get("draft", ""))
    messages.success(request, _("The draft is thrown away."))
    return HttpResponseRedirect(request.path)
