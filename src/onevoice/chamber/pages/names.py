"""Names recorded from paper beside a declared count: ticked one by one, or read from a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from onevoice.chamber.acts import recording
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.names_recorded import VOTES, names_page, read_list, recorded
from onevoice.chamber.refusals import Outdated

_LARGEST = 2_000_000  # bytes of an uploaded list


def names(request: HttpRequest, visit: Visit, paper: str, number: int) -> HttpResponse:
    """Show the names beside a count; read a list into them, or record them."""
    if request.method != "POST":
        return _page(request, visit, paper, number, None)
    votes = {
        name.removeprefix("vote-"): str(vote)
        for name, vote in request.POST.items()
        if name.startswith("vote-") and vote in VOTES
    }
    if request.POST.get("do") == "read":
        words, wrong = _list(request)
        read, unread = read_list(visit.here.id, words)
        return _page(request, visit, paper, number, {**votes, **read}, (*wrong, *unread), read=len(read))
    seen = request.POST.get("seen", "")
    if votes != recorded(paper, number) or not votes:  # pressed twice, it is recorded once
        try:
            recording.record_names(
                visit.doer, paper, number - 1, votes, seen=int(seen) if seen.isdecimal() else None
            )
        except Outdated:
            return _page(request, visit, paper, number, votes, is_stale=True)
    messages.success(request, _("The names are recorded."))
    return HttpResponseRedirect(reverse("clerk-paper", args=(visit.here.slug, paper)))


def _list(request: HttpRequest) -> tuple[str, tuple[str, ...]]:
    """Give the words of the list, from the file if one was chosen."""
    given = request.FILES.get("file")
    if given is None:
        return request.POST.get("list", ""), ()
    if (given.size or 0) > _LARGEST:
        return "", (_("The file is too large: choose a list of at most 2 MB."),)
    try:
        return given.read().decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return "", (_("The file is no text in UTF-8. Save it as CSV (UTF-8), or paste the rows."),)


def _page(
    request: HttpRequest,
    visit: Visit,
    paper: str,
    number: int,
    votes: dict[str, str] | None,
    wrong: tuple[str, ...] = (),
    *,
    read: int | None = None,
    is_stale: bool = False,
) -> HttpResponse:
    found = names_page(visit.here, paper, number, votes)
    context = {
        "paper": found.paper,
        "page": found,
        "wrong": wrong,
        "read": read,
        "is_stale": is_stale,
        "list": request.POST.get("list", "") if wrong else "",
    }
    return render(request, "names.html", context, status=409 if is_stale else 422 if wrong else 200)
