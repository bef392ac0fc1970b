"""Sittings: called, changed, cancelled, their agenda and who is present, opened, adjourned, closed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.acts import founding, sittings
from onevoice.chamber.pages.visit import Visit, entering
from onevoice.chamber.readings import assemblies, minutes
from onevoice.chamber.readings import sittings as readings
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.refusals import NotHere

_MOMENT = "%Y-%m-%dT%H:%M"


class SittingForm(forms.Form):
    """A sitting to be called.

    Parameters
    ----------
    days : bool
        Whether rules look at the day of the debate and the moment of interruption.
    """

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum"),
        help_text=gettext_lazy("Members that must be present; leave it empty where the rules ask for none."),
        required=False,
        min_value=1,
    )
    day = forms.IntegerField(
        label=gettext_lazy("Day of the debate"),
        help_text=gettext_lazy("1 on the first day; some rules look at it."),
        initial=1,
        min_value=1,
        max_value=99,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days of the debate in all"), initial=1, min_value=1, max_value=99
    )
    interruption = forms.DateTimeField(
        label=gettext_lazy("Moment of interruption"),
        help_text=gettext_lazy("From then on questions are put without debate; leave it empty for none."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )

    def __init__(self, *args: Any, days: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not days:
            for name in ("day", "days", "interruption"):
                del self.fields[name]

    def clean_interruption(self) -> str:
        """Give the moment as events have it."""
        moment: datetime | None = self.cleaned_data["interruption"]
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


class PaperForm(forms.Form):
    """A paper to be opened."""

    title = forms.CharField(label=gettext_lazy("Subject"), max_length=200)


class PresentForm(forms.Form):
    """Members counted."""

    present = forms.IntegerField(
        label=gettext_lazy("Members present"),
        help_text=gettext_lazy(
            "As counted in the room; leave it empty to count those who said so themselves."
        ),
        required=False,
        min_value=0,
    )


def listed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the sittings, and call one."""
    form = SittingForm(request.POST or None, days=readings.counts_days(visit.here))
    chosen = tuple(request.POST.getlist("paper"))
    if request.method == "POST" and form.is_valid():
        try:
            done = sittings.call_sitting(visit.doer, **form.cleaned_data, papers=chosen)
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, done.on)))
    context = {
        "form": form,
        "chosen": chosen,
        "sittings": readings.sittings(visit.here.id),
        "papers": assemblies.papers(visit.here.id),
        "time_zone": ZoneInfo(visit.here.time_zone),
    }
    return render(request, "sittings.html", context, status=422 if form.errors else 200)


def sitting(request: HttpRequest, visit: Visit, sitting: str) -> HttpResponse:
    """Show a sitting: its agenda, its stage, who is present."""
    read = readings.sitting(visit.here.id, sitting, visit.person.id if visit.person else "")
    context = {"sitting": read, "present_form": PresentForm(), "now": timezone.now()}
    return render(request, "sitting.html", context)


def change(request: HttpRequest, visit: Visit, sitting: str) -> HttpResponse:
    """Change a sitting that has not begun, or cancel it."""
    read = readings.sitting(visit.here.id, sitting, "")
    there = reverse("sitting", args=(visit.here.slug, sitting))
    if request.POST.get("do") == "cancel":
        sittings.cancel_sitting(visit.doer, sitting)
        messages.success(request, _("The sitting is cancelled."))
        return HttpResponseRedirect(there)
    kept = {name: getattr(read, name) for name in ("title", "starts_at", "place", "quorum", "day", "days")}
    kept["interruption"] = datetime.fromisoformat(read.interruption) if read.interruption else None
    counts = readings.counts_days(visit.here) or read.days > 1 or bool(read.interruption)
    form = SittingForm(request.POST or None, initial=kept, days=counts)
    if request.method == "POST" and form.is_valid():
        try:
            sittings.change_sitting(visit.doer, sitting, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The sitting is changed."))
            return HttpResponseRedirect(there)
    context = {"sitting": read, "form": form, "time_zone": ZoneInfo(visit.here.time_zone)}
    return render(request, "sitting_change.html", context, status=422 if form.errors else 200)


def act(request: HttpRequest, visit: Visit, sitting: str, act: str) -> HttpResponse:
    """Do what a button on a sitting's page says."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, sitting)))
    doer = entering(visit.doer, request.POST.get("acts_for", ""))
    form = PresentForm(request.POST)
    present = form.cleaned_data["present"] if form.is_valid() else None
    match act:
        case "open-sitting":
            done = sittings.open_sitting(doer, sitting, present)
        case "count-present":
            done = sittings.count_present(doer, sitting, present)
        case "adjourn-sitting":
            done = sittings.adjourn_sitting(doer, sitting)
        case "close-sitting":
            done = sittings.close_sitting(doer, sitting)
        case "arrive":
            done = sittings.arrive(doer, sitting)
        case "leave":
            done = sittings.leave(doer, sitting)
        case _:
            raise NotHere("There is no such act.")
    messages.success(request, minutes.entry(visit.here, done.sequence).read.sentence)
    asked = request.POST.get("next", "")
    own = reverse("sitting", args=(visit.here.slug, sitting))
    return HttpResponseRedirect(asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else own)


def agenda(request: HttpRequest, visit: Visit, sitting: str) -> HttpResponse:
    """Set what comes when."""
    read = readings.sitting(visit.here.id, sitting, "")
    papers = assemblies.papers(visit.here.id)
    agenda, wrong = read.agenda, ""
    if request.method == "POST":
        rows = zip(request.POST.getlist("title"), request.POST.getlist("paper"), strict=False)
        titles = {one.id: one.title for one in papers}
        entries = ((title.strip() or titles.get(paper, ""), paper) for title, paper in rows)
        agenda = tuple(readings.AgendaRead(title, paper) for title, paper in entries if title)
        try:
            sittings.set_agenda(visit.doer, sitting, tuple((one.title, one.paper) for one in agenda))
        except Refused as error:
            wrong = sentence(error)
        else:
            messages.success(request, _("The agenda is kept."))
            return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, sitting)))
    context = {"sitting": read, "agenda": agenda, "papers": papers, "blanks": range(3), "wrong": wrong}
    return render(request, "agenda.html", context, status=422 if wrong else 200)


def open_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Open an order paper on a subject."""
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = founding.open_paper(visit.doer, form.cleaned_data["title"])
        return HttpResponseRedirect(reverse("paper", args=(visit.here.slug, done.on)))
    return render(request, "new_paper.html", {"form": form}, status=422 if form.errors else 200)
