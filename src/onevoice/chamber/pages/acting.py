"""Buttons that do one act on a paper: parse, act, and back to where the button was."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.pages import again
from onevoice.chamber.pages.act_forms import FORMS, ActForm
from onevoice.chamber.pages.visit import Visit, entering
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.latest import latest_act, was_latest
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import DivisionError, InputError, SettingsError


def on_paper(request: HttpRequest, visit: Visit, paper: str, act: str) -> HttpResponse:
    """Do an act, named in the address, with what the form holds."""
    kind = FORMS.get(act)
    if kind is None:
        raise NotHere("There is no such act.")
    back = _back(request, visit, paper)
    try:
        _do(request, visit, paper, kind)
    except (Refused, Outdated, InputError, SettingsError, DivisionError) as error:
        if _is_second_press(request, visit, paper, act):
            messages.info(request, _("That is done already. This is how it stands now."))
            return HttpResponseRedirect(back)
        if not again.asked(request):
            raise
        read = papers.paper(visit.here.id, paper)
        again.keep(request, paper, act, sentence(error, read.names, read.pack))
    else:
        messages.success(request, _done(visit, paper, act))
    return HttpResponseRedirect(back)


def _done(visit: Visit, paper: str, act: str) -> str:
    """Say what was done as the minutes do; where they say nothing of it, by what the act is called."""
    if act == "undo":
        return _("That is undone.")
    if visit.doer.person and was_latest(visit.here.id, paper, frozenset({act}), visit.doer.person):
        return latest_act(visit.here, papers.paper(visit.here.id, paper))
    return _("Done: %(act)s.") % {"act": TABLE[act].words}


def _is_second_press(request: HttpRequest, visit: Visit, paper: str, act: str) -> bool:
    """Say whether somebody's own latest act comes once more, of a form that was made before it."""
    seen, person = request.POST.get("seen", ""), visit.doer.person
    if not person or not seen.isdecimal() or int(seen) >= papers.paper(visit.here.id, paper).version:
        return False
    return was_latest(visit.here.id, paper, frozenset({act}), person)


def _do(request: HttpRequest, visit: Visit, paper: str, kind: type[ActForm]) -> None:
    form = kind(request.POST)
    if not form.is_valid():
        field, wrong = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        what = str(wrong[0]).rstrip(".")
        raise InputError(f"{label}: {what}" if label else what, _("Go back and correct it"))
    form.carry_out(entering(visit.doer, request.POST.get("acts_for", "")), paper)


def _back(request: HttpRequest, visit: Visit, paper: str) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("paper", args=(visit.here.slug, paper))
