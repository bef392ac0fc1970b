"""Entering by a personal link or a code from a slip, and leaving again."""

from __future__ import annotations

from ipaddress import ip_address

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.chamber import models
from onevoice.chamber.acts import keys
from onevoice.chamber.pages.visit import ADMINISTRATOR, Visit, bind, unbind, visit_of
from onevoice.chamber.readings import entrances
from onevoice.errors import InputError


class CodeForm(forms.Form):
    """A code from a slip."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Eight letters on your slip, as in ABCD-EFGH"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


def link(request: HttpRequest, visit: Visit, token: str) -> HttpResponse:  # noqa: ARG001 - as pages are called
    """Show whom a link is for; a button enters. Opening it uses nothing up.

    On the device that it opened it goes on leading in: people keep their link, and tap it again.
    """
    entrance = entrances.entrance(token)
    if entrance and entrance.slug and entrance.is_used:
        here = visit_of(request, entrance.slug).person
        if here is not None and here.id == entrance.person:
            return HttpResponseRedirect(reverse("assembly", args=(entrance.slug,)))
    if request.method == "POST":
        return _enter(request, token)
    return render(request, "enter_link.html", {"entrance": entrance}, status=200 if entrance else 404)


def code(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001 - as pages are called
    """Ask for the code from a slip."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, form.cleaned_data["code"])
        except InputError as error:
            form.add_error("code", f"{error.what}. {error.todo}.")
    return render(request, "enter_code.html", {"form": form}, status=422 if form.errors else 200)


def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leave an assembly on this device."""
    if request.method == "POST":
        unbind(request, visit.here)
        messages.success(request, _("You have left on this device."))
    return HttpResponseRedirect(reverse("assembly", args=(visit.here.slug,)))


def _enter(request: HttpRequest, given: str) -> HttpResponse:
    bound = keys.bind(given, address=address_of(request))
    if isinstance(bound, models.Key):
        request.session.cycle_key()
        request.session[ADMINISTRATOR] = bound.id
        return HttpResponseRedirect(reverse("home"))
    bind(request, bound)
    messages.success(request, _("Welcome, %(name)s.") % {"name": bound.name})
    return HttpResponseRedirect(reverse("assembly", args=(bound.assembly.slug,)))


def address_of(request: HttpRequest) -> str:
    """Give the address that a request came from; of one that our own proxy passed on, as that proxy says.

    Only the last address in X-Forwarded-For is the proxy's own word; whoever sends may write the others.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        if passed_on and ip_address(direct).is_loopback:
            return str(ip_address(passed_on))
    except ValueError:
        pass
    return str(direct)
