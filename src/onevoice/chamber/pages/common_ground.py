"""Where the assembly stands on a paper: the account for everybody, and the officers' three steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.sounding import Response
from onevoice.chamber.acts import accounts, answers
from onevoice.chamber.acts.may import may
from onevoice.chamber.pages.answer_sheets import csv_sheet, read_sheet, xlsx_sheet
from onevoice.chamber.pages.exports import export
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.common_ground import CommonGround, on_sheet
from onevoice.chamber.readings.common_ground import common_ground as read_common_ground
from onevoice.chamber.readings.frontier import Frontier, frontier
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question, questions
from onevoice.chamber.readings.speech import sentence
from onevoice.chamber.readings.wrong_input import said
from onevoice.chamber.refusals import NotHere, refuse
from onevoice.errors import InputError
from onevoice.formats.answer_sheet import AnswersRead

_PENDING = "answers"  # in the session: what was read of a sheet, until it is given in or dropped


class SheetForm(forms.Form):
    """A sheet of answers to be read."""

    file = forms.FileField(
        label=gettext_lazy("The filled-in sheet"),
        help_text=gettext_lazy("CSV or XLSX. Nothing is kept before you have seen what was read."),
    )


class PlacesForm(forms.Form):
    """What an account is asked for with."""

    places = forms.IntegerField(
        label=gettext_lazy("How many texts may be selected"),
        help_text=gettext_lazy("Empty: as many as the rules allow, or half of them."),
        min_value=1,
        max_value=999,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """What a sheet says of a question."""

    label: str
    agree: int
    disagree: int
    passed: int


def common_ground(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show where the assembly stands, give a file of it, or do a step towards it."""
    if request.method == "POST":
        step = _STEPS.get(request.POST.get("do", ""))
        if step is None:
            raise NotHere("There is no such act.")
        try:
            return step(request, visit, paper)
        except Refused as error:
            return _page(request, visit, paper, wrong=sentence(error), status=403)
    if request.GET.get("sheet"):
        return _sheet(request, visit, paper)
    if request.GET.get("ask") == "take-away":
        refuse(may(visit.doer, "give-answers", visit.place))
        return render(request, "common_ground_taking_away.html", {"read": papers.paper(visit.here.id, paper)})
    if request.GET.get("format"):
        found = _found(request, visit, paper)
        shown = found.shown
        if shown is None:
            raise NotHere("No account of this paper was published.")
        answer = export(request, found.paper.title, {"json": lambda: shown.json})
        assert answer is not None  # noqa: S101 - a format was asked for
        return answer
    return _page(request, visit, paper)


def _page(
    request: HttpRequest,
    visit: Visit,
    paper: str,
    *,
    sheet: SheetForm | None = None,
    places: PlacesForm | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    found = _found(request, visit, paper)
    context = {
        "read": found.paper,
        "found": found,
        "shown": found.shown,
        "frontiers": _frontiers(request, visit, found),
        "sheet_form": sheet or SheetForm(),
        "places_form": places or PlacesForm(),
        "wrong": wrong,
    }
    return render(request, "common_ground.html", context, status=status)


def _frontiers(request: HttpRequest, visit: Visit, found: CommonGround) -> tuple[Frontier, ...]:
    """Give how far other wordings of each motion would carry; of the account that holds now alone."""
    if request.GET.get("at"):
        return ()
    officer = may(visit.doer, "read-answers", visit.place).allowed
    every = (frontier(found.paper, one.id, unpublished=officer) for one in found.paper.debate.motions)
    return tuple(one for one in every if one is not None)


def _found(request: HttpRequest, visit: Visit, paper: str) -> CommonGround:
    """Read the page as this reader may see it."""
    at = request.GET.get("at", "")
    officer = may(visit.doer, "read-answers", visit.place).allowed
    return read_common_ground(
        visit.here, paper, unpublished=officer, at=int(at) if at.isdecimal() and len(at) < 10 else None
    )


def _sheet(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Give the sheet to fill in."""
    refuse(may(visit.doer, "read-answers", visit.place))
    read = papers.paper(visit.here.id, paper)
    asked, members = questions(read), on_sheet(visit.here.id)
    ways = {
        "csv": lambda: csv_sheet(members, asked),
        "xlsx": lambda: xlsx_sheet(visit.here, read, members, asked),
    }
    answer = export(request, " ".join((read.title, _("Answers"))), ways, by="sheet")
    assert answer is not None  # noqa: S101 - a sheet was asked for
    return answer


# the steps, by what their buttons say


def _read(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Read a sheet, and show what it holds before anything is kept."""
    refuse(may(visit.doer, "give-answers", visit.place))
    form = SheetForm(request.POST, request.FILES)
    read, members = papers.paper(visit.here.id, paper), on_sheet(visit.here.id)
    if form.is_valid():
        try:
            found = read_sheet(form.cleaned_data["file"], read, members)
        except InputError as error:
            form.add_error("file", capfirst(said(InputError(error.what, error.todo))))
        else:
            asked = {one.id: one for one in questions(read)}
            request.session[_PENDING] = {"paper": paper, "lines": _pending(found, asked)}
            return render(request, "common_ground_sheet.html", _preview(visit, read, found, asked, members))
    return _page(request, visit, paper, sheet=form, status=422)


def _give(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Give in what was shown."""
    pending: dict[str, Any] | None = request.session.pop(_PENDING, None)
    if not pending or pending["paper"] != paper:
        messages.info(request, _("There is no sheet that waits. Read the filled-in sheet first."))
        return _back(visit, paper)
    given = {
        who: {question: (words, Response(answer)) for question, (words, answer) in own.items()}
        for who, own in pending["lines"].items()
    }
    answers.give_answers(visit.doer, paper, given)
    number = sum(bool(own) for own in given.values())
    said = ngettext(
        "The answers of %(number)d member are kept.", "The answers of %(number)d members are kept.", number
    )
    messages.success(request, said % {"number": number})
    return _back(visit, paper)


def _drop(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Keep nothing of what was read."""
    request.session.pop(_PENDING, None)
    return _back(visit, paper)


def _take_away(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Take all answers away, once that was confirmed."""
    answers.give_answers(visit.doer, paper, {})
    messages.success(request, _("All answers are taken away."))
    return _back(visit, paper)


def _work_out(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Have it worked out."""
    form = PlacesForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, paper, places=form, status=422)
    accounts.work_out(visit.doer, paper, places=form.cleaned_data["places"])
    return _back(visit, paper)


def _publish(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Publish the account that was read."""
    accounts.publish_account(visit.doer, paper, request.POST.get("digest", ""))
    messages.success(request, _("It is published. Everybody can read it here."))
    return _back(visit, paper)


_STEPS: dict[str, Callable[[HttpRequest, Visit, str], HttpResponse]] = {
    "read": _read,
    "give": _give,
    "drop": _drop,
    "take-away": _take_away,
    "work-out": _work_out,
    "publish": _publish,
}


def _back(visit: Visit, paper: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("common-ground", args=(visit.here.slug, paper)))


def _pending(found: AnswersRead, asked: dict[str, Question]) -> dict[str, dict[str, tuple[str, int]]]:
    """Give what was read as the session keeps it: with the words that stand now."""
    return {
        line.member: {on: (asked[on].digest, int(answer)) for on, answer in line.answers.items()}
        for line in found.lines
    }


def _preview(
    visit: Visit, read: PaperRead, found: AnswersRead, asked: dict[str, Question], members: Iterable[Any]
) -> dict[str, Any]:
    """Say what a sheet holds, and what giving it in would do."""
    known = read_common_ground(visit.here, read.id, unpublished=True).known
    named = {one.member for one in found.lines}
    counted = {on: Counter(line.answers.get(on) for line in found.lines) for on in found.questions}
    return {
        "read": read,
        "sheet": found,
        "members": sum(bool(line.answers) for line in found.lines),
        "answers": sum(len(line.answers) for line in found.lines),
        "columns": [
            Column(
                isolated(asked[on].label),
                one[Response.AGREE],
                one[Response.DISAGREE],
                one[Response.PASS],
            )
            for on, one in counted.items()
        ],
        "without": [isolated(one.label) for one in asked.values() if one.id not in found.questions],
        "silent": sum(one.id not in named for one in members),
        "replaces": known is not None and known.kept,
    }
