"""Sittings: called, their agenda and who is present, opened, adjourned, closed."""

from __future__ import annotations

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

from onevoice.chamber.acts import founding, sittings
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.pages.visit import Visit, entering
from onevoice.chamber.readings import assemblies
from onevoice.chamber.readings import sittings as readings
from onevoice.chamber.refusals import NotHere

_MOMENT = "%Y-%m-%dT%H:%M"


class SittingForm(forms.Form):
    """A sitting to be called."""

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
    form = SittingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        papers = tuple(request.POST.getlist("paper"))
        done = sittings.call_sitting(visit.doer, **form.cleaned_data, papers=papers)
        return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, done.on)))
    context = {
        "form": form,
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


def act(request: HttpRequest, visit: Visit, sitting: str, act: str) -> HttpResponse:
    """Do what a button on a sitting's page says."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, sitting)))
    doer = entering(visit.doer, request.POST.get("acts_for", ""))
    form = PresentForm(request.POST)
    present = form.cleaned_data["present"] if form.is_valid() else None
    match act:
        case "open-sitting":
            sittings.open_sitting(doer, sitting, present)
        case "count-present":
            sittings.count_present(doer, sitting, present)
        case "adjourn-sitting":
            sittings.adjourn_sitting(doer, sitting)
        case "close-sitting":
            sittings.close_sitting(doer, sitting)
        case "arrive":
            sittings.arrive(doer, sitting)
        case "leave":
            sittings.leave(doer, sitting)
        case _:
            raise NotHere("There is no such act.")
    messages.success(request, _("Done: %(act)s.") % {"act": TABLE[act].words})
    asked = request.POST.get("next", "")
    own = reverse("sitting", args=(visit.here.slug, sitting))
    return HttpResponseRedirect(asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else own)


def agenda(request: HttpRequest, visit: Visit, sitting: str) -> HttpResponse:
    """Set what comes when."""
    read = readings.sitting(visit.here.id, sitting, "")
    if request.method == "POST":
        rows = zip(request.POST.getlist("title"), request.POST.getlist("paper"), strict=False)
        titles = {one.id: one.title for one in assemblies.papers(visit.here.id)}
        entries = tuple((title.strip() or titles.get(paper, ""), paper) for title, paper in rows)
        sittings.set_agenda(visit.doer, sitting, tuple(one for one in entries if one[0]))
        messages.success(request, _("The agenda is kept."))
        return HttpResponseRedirect(reverse("sitting", args=(visit.here.slug, sitting)))
    context = {"sitting": read, "papers": assemblies.papers(visit.here.id), "blanks": range(3)}
    return render(request, "agenda.html", context)


def open_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Open an order paper on a subject."""
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = founding.open_paper(visit.doer, form.cleaned_data["title"])
        return HttpResponseRedirect(reverse("paper", args=(visit.here.slug, done.on)))
    return render(request, "new_paper.html", {"form": form}, status=422 if form.errors else 200)
