"""Drawing up an amendment: on the blocks, in the words of an order paper, or as an edited text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.chamber.acts import drafting
from onevoice.chamber.pages.blocks_form import BlocksForm
from onevoice.chamber.pages.given_words import EnteredForm, WordsForm, with_upload
from onevoice.chamber.pages.handing_in import ALTERING, AMENDING, HandingIn, Purpose
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import drafts, papers
from onevoice.chamber.readings.choices import choices_from, read_choices, told_choices
from onevoice.chamber.readings.drafted import (
    BLOCKS,
    NOTATION,
    TEXT,
    TONGUES,
    WAYS,
    Drafted,
    Understood,
    kept_choices,
    redrafted,
    understood,
)
from onevoice.chamber.readings.drafts import DraftRead
from onevoice.chamber.readings.grounds import ground
from onevoice.chamber.readings.previewing import PREVIEWED, Preview, preview
from onevoice.chamber.readings.typed import typing_of
from onevoice.chamber.readings.versions import cited, versions
from onevoice.chamber.refusals import Outdated
from onevoice.errors import WordingError


class NotationForm(EnteredForm):
    """An amendment in the words of an order paper."""

    tongue = forms.ChoiceField(
        label=gettext_lazy("Language of the notation"),
        choices=[("en", gettext_lazy("English")), ("de", gettext_lazy("German"))],
    )
    words = forms.CharField(
        label=gettext_lazy("The amendment in words"),
        help_text=gettext_lazy(
            "For example: in line 4, leave out “ten” and insert “two”; after paragraph 2 insert “…”;"
            " at end add “…”. One instruction to a line."
        ),
        error_messages={"required": gettext_lazy("Nothing is changed yet. Say what should change.")},
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )


def amend(request: HttpRequest, visit: Visit, paper: str, text: str) -> HttpResponse:
    """Show the editor of an amendment; preview, keep or table what it holds."""
    return _Editor(request, visit, paper, text, AMENDING).answer()


def alter(request: HttpRequest, visit: Visit, paper: str, text: str) -> HttpResponse:
    """Show the same editor to the mover who alters the words of a motion."""
    return _Editor(request, visit, paper, text, ALTERING).answer()


class _Editor:
    """An amendment while it is drawn up."""

    def __init__(self, request: HttpRequest, visit: Visit, paper: str, text: str, purpose: Purpose) -> None:
        self._request, self._visit, self._target, self._purpose = request, visit, text, purpose
        self._read = papers.paper(visit.here.id, paper)
        given = request.POST if request.method == "POST" else request.GET
        self._draft: DraftRead | None = None
        if given.get("draft"):
            self._draft = drafts.draft(visit.doer, paper, given["draft"], text)
        rests_on = self._draft.rests_on if self._draft else given.get("rests_on", "")
        self._ground = ground(self._read.debate, text, rests_on)
        asked = given.get("way", self._draft.form if self._draft else BLOCKS)
        self._way = asked if asked in WAYS else BLOCKS
        self._version, _number = cited(self._read.debate, text, paper, versions(paper), visit.here.width)
        # an amendment's blocks are named anew when it is tabled; those of an alteration stay as they are
        self._called = PREVIEWED if purpose is AMENDING else f"{text}.{self._read.version}"
        self._shown: dict[str, Any] = {}

    def answer(self) -> HttpResponse:
        """Give the page, or go on from it."""
        if self._request.method != "POST":
            return self._page(self._form(self._kept(), None))
        given, unread = with_upload(self._request)
        given.setdefault("tongue", self._tongue())
        drafted = self._drafted(given)
        form = self._form(drafted, given)
        form.is_valid()
        if unread:
            form.add_error("file", unread)
            return self._page(form)
        do = given.get("do", "preview")
        if do == "keep" and self._purpose.drafts:
            return self._keep(form, drafted)
        found = understood(self._ground, drafted, self._called, self._visit.here.width)
        for name, sentence in found.wrong.items():
            if not form.has_error(name):
                form.add_error(name, sentence)
        if found.wrong:
            return self._page(form)
        if do in {f"way-{NOTATION}", f"way-{TEXT}"}:
            return self._another_way(form, do.removeprefix("way-"), found)
        return self._previewed(form, found, do)

    def _kept(self) -> Drafted:
        """Give what the draft holds in the way that is asked for; nothing where it is in another."""
        draft, text = self._draft, self._ground.text
        if draft and draft.form == self._way:
            tongues = [
                one
                for one in TONGUES
                if self._way == NOTATION
                and not understood(self._ground, Drafted(NOTATION, draft.words, one), PREVIEWED, 80).wrong
            ]
            return Drafted(self._way, draft.words, tongues[0] if tongues else self._tongue())
        return Drafted(self._way, typing_of(text) if self._way == TEXT else "", self._tongue())

    def _tongue(self) -> str:
        pack = self._read.pack.languages[0]
        return pack if pack in TONGUES else TONGUES[0]

    def _drafted(self, given: dict[str, str]) -> Drafted:
        """Read what was posted."""
        if self._way == BLOCKS:
            return kept_choices(choices_from(given, self._ground.text))
        tongue = given["tongue"] if given["tongue"] in TONGUES else self._tongue()
        return Drafted(self._way, given.get("words", ""), tongue)

    def _form(self, drafted: Drafted, given: dict[str, str] | None) -> EnteredForm:
        acts = self._purpose.acts
        if self._way == BLOCKS:
            return BlocksForm(self._visit, acts, self._ground.text, read_choices(drafted.words), given)
        first = {"words": drafted.words, "tongue": drafted.tongue}
        kind = NotationForm if self._way == NOTATION else WordsForm
        return kind(self._visit, acts, given, initial=first)

    def _another_way(self, form: EnteredForm, way: str, found: Understood) -> HttpResponse:
        """Go on in another way, on the text as it now reads, with what was understood."""
        text = self._version.text
        try:
            drafted = redrafted(text, found.operations, way, self._visit.here.width)
        except WordingError as error:
            self._shown["not_sayable"] = str(error)
            return self._previewed(form, found, "preview")
        if self._ground.since:
            self._draft = None  # it rests on the text as it was, and stays as it is
        self._way, self._ground = way, ground(self._read.debate, self._target)
        return self._page(self._form(drafted, None))

    def _previewed(self, form: EnteredForm, found: Understood, do: str) -> HttpResponse:
        """Show what would be handed in, or hand it in if that is what was shown."""
        self._shown["unplaced"] = found.unplaced
        if not found.operations:
            return self._page(form)
        try:
            shown = preview(self._read, self._version, self._target, found.operations, _("(this one)"))
        except WordingError as error:
            form.add_error("end" if self._way == BLOCKS else "words", str(error))
            return self._page(form)
        handing_in = HandingIn(self._visit, self._read, self._target, found.operations, self._purpose)
        if handing_in.knows(do) and not form.errors:
            if self._request.POST.get("shown") == shown.digest:
                return self._hand_in(form, handing_in, do, shown)
            self._shown["is_stale"] = True
        self._shown |= {"preview": shown, "ways": handing_in.ways(form.doer), "is_ready": not form.errors}
        return self._page(form)

    def _hand_in(self, form: EnteredForm, handing_in: HandingIn, do: str, shown: Preview) -> HttpResponse:
        try:
            on = handing_in.carry_out(form.doer, do, self._request.POST)
        except Outdated:
            self._shown |= {"is_stale": True, "preview": shown, "ways": handing_in.ways(form.doer)}
            return self._page(form, status=409)
        if self._draft:
            drafting.drop_draft(self._visit.doer, self._draft.id)
        messages.success(self._request, handing_in.said(do))
        return HttpResponseRedirect(reverse("motion", args=(self._visit.here.slug, self._read.id, on)))

    def _keep(self, form: EnteredForm, drafted: Drafted) -> HttpResponse:
        if not self._draft and self._ground.since:
            found = understood(self._ground, drafted, self._called, self._visit.here.width)
            if found.wrong or found.unplaced:
                self._shown["not_kept"] = True
                return self._previewed(form, found, "preview") if not found.wrong else self._page(form)
            drafted = redrafted(self._version.text, found.operations, TEXT, self._visit.here.width)
        draft, seen = self._draft, self._request.POST.get("version", "")
        try:
            done = drafting.keep_draft(
                self._visit.doer,
                self._read.id,
                drafted.way,
                drafted.words,
                target=self._target,
                draft=draft.id if draft else "",
                version=int(seen) if seen.isdecimal() else None,
            )
        except Outdated as error:
            return self._conflict(form, drafted, error.theirs)
        messages.success(self._request, _("Your draft is kept. Nobody else sees it."))
        return HttpResponseRedirect(f"{self._request.path}?draft={done.on}")

    def _conflict(self, form: EnteredForm, drafted: Drafted, theirs: str) -> HttpResponse:
        """Show both texts and the difference; who keeps again has seen both."""
        other = drafts.draft(
            self._visit.doer, self._read.id, self._draft.id if self._draft else "", self._target
        )
        self._draft = other
        mine = told_choices(drafted.words) if drafted.way == BLOCKS else drafted.words
        kept = told_choices(theirs) if other.form == BLOCKS else theirs
        difference = drafts.difference(mine, kept)
        self._shown |= {"conflict": {"mine": mine, "theirs": kept, "difference": difference}}
        return self._page(form, status=409)

    def _page(self, form: EnteredForm, *, status: int = 200) -> HttpResponse:
        draft = self._draft
        seen = self._request.POST.get("version") if draft and "conflict" not in self._shown else None
        context = {
            "paper": self._read,
            "target": self._target,
            "name": self._read.names[self._target],
            "text": self._ground.text,
            "lines": self._version if self._version.text == self._ground.text else None,
            "ground": self._ground,
            "way": self._way,
            "purpose": self._purpose,
            "form": form,
            "draft": draft,
            "version": seen or (draft.version if draft else ""),
            **self._shown,
        }
        return render(self._request, "amend.html", context, status=status)
