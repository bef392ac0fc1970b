"""Setting up: assemblies and their settings."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.assembly.order.pack import PACKS
from onevoice.chamber import configuration
from onevoice.chamber.acts import establishing, founding
from onevoice.chamber.acts.recording import WIDTHS
from onevoice.chamber.pages.visit import Visit
from onevoice.errors import SettingsError


def _packs() -> list[tuple[str, str]]:
    return [(name, PACKS[name].title) for name in PACKS]


def _time_zones() -> list[tuple[str, str]]:
    return [
        (name, name.replace("_", " "))
        for name in sorted(available_timezones())
        if "/" in name or name == "UTC"
    ]


class SettingsForm(forms.Form):
    """What of an assembly may be changed."""

    name = forms.CharField(label=gettext_lazy("Name of the assembly"), max_length=200)
    pack = forms.ChoiceField(
        label=gettext_lazy("Rules of order"),
        help_text=gettext_lazy(
            "New papers go by them; papers that are open go on by those they were opened under."
        ),
        choices=_packs,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the assembly"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=_time_zones, initial="Europe/London"
    )
    width = forms.IntegerField(
        label=gettext_lazy("Characters to a line of published versions"),
        min_value=WIDTHS[0],
        max_value=WIDTHS[-1],
        initial=80,
    )
    is_open = forms.BooleanField(
        label=gettext_lazy("Visitors may read papers and minutes"), required=False, initial=True
    )


class FoundingForm(SettingsForm):
    """A new assembly."""

    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy(
            "Short, in small letters and hyphens, as in long-barrow. It cannot be changed later."
        ),
        max_length=60,
        error_messages={
            "invalid": gettext_lazy("Write the address in small letters a to z, digits and hyphens.")
        },
    )
    field_order = ("name", "slug")


def found(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Set up a new assembly."""
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        given = {name: asked.pop(name) for name in ("slug", "name", "pack", "language", "time_zone")}
        try:
            made = founding.found_assembly(visit.doer, **given)
        except SettingsError as error:
            form.add_error("slug", str(error))
        else:
            return HttpResponseRedirect(reverse("roll", args=(made.slug,)))
    return render(request, "found.html", {"form": form}, status=422 if form.errors else 200)


def assembly_settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show and change an assembly's settings."""
    here = visit.here
    before = {name: getattr(here, name) for name in establishing.SETTINGS}
    form = SettingsForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        changed = {name: value for name, value in form.cleaned_data.items() if value != before[name]}
        if changed:
            establishing.change_settings(visit.doer, **changed)
        messages.success(request, _("The settings are kept."))
        return HttpResponseRedirect(reverse("setup", args=(here.slug,)))
    is_plain = configuration.address().startswith("http://")
    context = {"form": form, "is_plain": is_plain, "address": configuration.address()}
    return render(request, "settings.html", context, status=422 if form.errors else 200)
