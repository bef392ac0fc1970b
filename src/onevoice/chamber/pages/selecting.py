"""The selection board: choose by hand what may be moved, see what that would do, and select it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.pages.act_forms import FORMS, SelectForm
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.selection import Board, Chosen, board
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.refusals import Outdated


def board_page(request: HttpRequest, found: Board, wrong: str = "", *, status: int = 200) -> HttpResponse:
    """Show the board as it is."""
    return render(
        request, "selection.html", {"paper": found.paper, "board": found, "wrong": wrong}, status=status
    )


def board_of(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the board; say whether a choice would be in order, or select."""
    if request.method != "POST":
        return board_page(request, board(visit.here, paper))
    form = cast("SelectForm", FORMS["select"](request.POST))
    form.is_valid()
    chosen = Chosen(form.cleaned_data.get("on", ()), form.each("reason"), form.each("place"))
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
