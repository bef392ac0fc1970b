"""The roll: who is on it, importing it with a preview, and changing one entry."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onevoice.chamber.acts import rolls
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import people
from onevoice.chamber.readings.wrong_input import said
from onevoice.errors import InputError, RollError
from onevoice.formats.lines import LARGEST
from onevoice.formats.roll import RollLine, RollRead, read_roll

_PENDING = "roll"  # in the session: what was read of a file, until it is confirmed


class FileForm(forms.Form):
    """A roll to be read."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or XLSX. The first line names the columns: name, and where you have them id, role, since,"
            " until, weight. Every other column is a kind of group (party, ward), with ; between several."
        ),
    )


class PersonForm(forms.Form):
    """One entry of the roll."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    key = forms.CharField(
        label=gettext_lazy("Id"),
        help_text=gettext_lazy("The roll's own key for this person."),
        max_length=100,
    )
    groups = forms.CharField(
        label=gettext_lazy("Groups"),
        help_text=gettext_lazy("One on each line, as in party: Harvest League"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        required=False,
    )
    is_member = forms.BooleanField(
        label=gettext_lazy("Is a member, and may vote"), required=False, initial=True
    )
    since = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    weight = forms.CharField(label=gettext_lazy("Weight of the vote"), initial="1", max_length=40)

    def clean_groups(self) -> tuple[tuple[str, str], ...]:
        """Read the groups, a line each."""
        found = []
        for line in self.cleaned_data["groups"].splitlines():
            column, colon, name = (part.strip() for part in line.partition(":"))
            if line.strip() and not (column and colon and name):
                raise forms.ValidationError(_("Write a group as its kind, a colon and its name: %s") % line)
            if line.strip():
                found.append((column, name))
        return tuple(found)


class OfficesForm(forms.Form):
    """Which offices a person holds."""

    clerk = forms.BooleanField(label=gettext_lazy("Clerk"), required=False)
    chair = forms.BooleanField(label=gettext_lazy("Chair"), required=False)


def roll(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List who is on the roll, and take a file to be read."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            read = _read(form.cleaned_data["file"])
        except InputError as error:
            form.add_error("file", said(InputError(error.what, error.todo)))
        else:
            request.session[_PENDING] = {"lines": [asdict(one) for one in read.lines]}
            gives = Role.ADMINISTRATOR in visit.doer.roles
            leaves = not gives and any(one.is_clerk or one.is_chair for one in read.lines)
            shown = {"read": read, "shown": read.lines[:50], "gives_offices": gives, "leaves_offices": leaves}
            return render(request, "roll_preview.html", shown)
    listed = people.on_roll(visit.here.id)
    linkless = sum(1 for one in listed if not one.entered and not one.has_key)
    context = {"form": form, "people": listed, "linkless": linkless}
    return render(request, "roll.html", context, status=422 if form.errors else 200)


def import_roll(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put what was shown on the roll."""
    pending: dict[str, Any] | None = request.session.pop(_PENDING, None)
    if request.method == "POST" and pending:
        offices = Role.ADMINISTRATOR in visit.doer.roles
        entries = tuple(_entry(one, offices=offices) for one in pending["lines"])
        rolls.import_roll(visit.doer, entries)
        number = len(entries)
        said = ngettext("%(number)d person is on the roll.", "%(number)d people are on the roll.", number)
        messages.success(request, said % {"number": number})
    return HttpResponseRedirect(reverse("roll", args=(visit.here.slug,)))


def person(request: HttpRequest, visit: Visit, person: str) -> HttpResponse:
    """Show and change one entry; with "new" for its id, add one."""
    shown = None if person == "new" else people.person(visit.here.id, person)
    form = PersonForm(request.POST or None, initial=_initial(shown))
    if request.method == "POST" and form.is_valid():
        try:
            if shown is None:
                rolls.import_roll(visit.doer, (rolls.RollEntry(**form.cleaned_data),))
            else:
                rolls.change_person(visit.doer, person, **form.cleaned_data)
        except RollError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The roll is kept."))
            return HttpResponseRedirect(reverse("roll", args=(visit.here.slug,)))
    offices = OfficesForm(initial={"clerk": shown.is_clerk, "chair": shown.is_chair} if shown else None)
    context = {"form": form, "shown": shown, "offices": offices}
    return render(request, "roll_person.html", context, status=422 if form.errors else 200)


def appoint(request: HttpRequest, visit: Visit, person: str) -> HttpResponse:
    """Say which offices a person holds."""
    form = OfficesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rolls.appoint(visit.doer, person, **form.cleaned_data)
        messages.success(request, _("The offices are kept."))
    return HttpResponseRedirect(reverse("person", args=(visit.here.slug, person)))


def erase(request: HttpRequest, visit: Visit, person: str) -> HttpResponse:
    """Erase a person's name, after asking once more."""
    shown = people.person(visit.here.id, person)
    if request.method == "POST":
        rolls.erase_person(visit.doer, person)
        messages.success(
            request, _("The name is erased. The minutes keep the acts under an id that nobody can trace.")
        )
        return HttpResponseRedirect(reverse("roll", args=(visit.here.slug,)))
    return render(request, "roll_erase.html", {"shown": shown})


def _read(upload: Any) -> RollRead:
    """Read an upload from a file of its own, under the name that it had."""
    if upload.size > LARGEST:
        raise InputError(_("A roll has at most %d MB") % (LARGEST >> 20), _("Take out what is not the roll"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roll"
        path.write_bytes(upload.read())
        return read_roll(path, Path(str(upload.name)).name)


def _entry(line: dict[str, Any], *, offices: bool) -> rolls.RollEntry:
    """Make an entry of what was read; offices are an administrator's to give."""
    read = RollLine(**{**line, "groups": tuple((column, name) for column, name in line["groups"])})
    return rolls.RollEntry(
        read.key,
        read.name,
        read.groups,
        is_member=read.is_member,
        is_clerk=read.is_clerk if offices else None,
        is_chair=read.is_chair if offices else None,
        since=date.fromisoformat(read.since) if read.since else None,
        until=date.fromisoformat(read.until) if read.until else None,
        weight=read.weight,
    )


def _initial(shown: people.PersonRead | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    groups = "\n".join(f"{column}: {name}" for column, name in shown.groups)
    return {**asdict(shown), "groups": groups}
