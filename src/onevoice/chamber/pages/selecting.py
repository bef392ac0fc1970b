"""The selection board: choose by hand what may be moved, see what that would do, and select it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.pages.act_forms import FORMS, SelectForm
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.proposed_selection import beside
from onevoice.chamber.readings.selection import Board, Chosen, board
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.refusals import Outdated


def board_page(
    request: HttpRequest, found: Board, wrong: str = "", *, status: int = 200, is_proposed: bool = False
) -> HttpResponse:
    """Show the board as it is, and what an account proposes beside it."""
    known = beside(found.paper, [one.id for one in found.candidates])
    context = {
        "paper": found.paper,
        "board": found,
        "candidates": [(one, known.stands.get(one.id)) for one in found.candidates],
        "beside": known,
        "is_proposed": is_proposed,
        "wrong": wrong,
    }
    return render(request, "selection.html", context, status=status)


def board_of(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the board; say whether a choice would be in order, or select."""
    if request.method != "POST":
        return board_page(request, board(visit.here, paper))
    form = cast("SelectForm", FORMS["select"](request.POST))
    form.is_valid()
    chosen = Chosen(form.cleaned_data.get("on", ()), form.each("reason"), form.each("place"))
    if request.POST.get("do") == "propose":
        return _ticked(request, visit, paper, chosen)
    if request.POST.get("do") != "select":
        return board_page(request, board(visit.here, paper, chosen))
    try:
        form.carry_out(visit.doer, paper)
    except (Refused, Outdated) as error:
        found = board(visit.here, paper, chosen)
        status = 409 if isinstance(error, Outdated) else 403
        said = sentence(error, found.paper.names, found.paper.pack)
        return board_page(request, found, said, status=status)
    messages.success(request, _("The selection is made."))
    return HttpResponseRedirect(reverse("chair-paper", args=(visit.here.slug, paper)))


def _ticked(request: HttpRequest, visit: Visit, paper: str, chosen: Chosen) -> HttpResponse:
    """Show the board with what is proposed ticked, as far as it can be; nothing is selected by it."""
    found = board(visit.here, paper)
    proposal = beside(found.paper, [one.id for one in found.candidates]).proposal
    open_now = {one.id for one in found.candidates if one.is_open and not one.why_not}
    on = tuple(one for one in (proposal.on if proposal else ()) if one in open_now)
    return board_page(request, board(visit.here, paper, replace(chosen, on=on)), is_proposed=True)
