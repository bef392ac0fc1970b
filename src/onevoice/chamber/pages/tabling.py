"""Tabling a motion: its title and words, how they are read, and then the act."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.assembly.motion import Motion
from onevoice.assembly.order.events import TableMotion
from onevoice.assembly.text import Kind, Text
from onevoice.chamber.acts import drafting, tabling
from onevoice.chamber.pages.given_words import WordsForm, with_upload
from onevoice.chamber.pages.ruled import Ruled, ruled
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import drafts, papers
from onevoice.chamber.readings.drafts import DraftRead
from onevoice.chamber.readings.previewing import PREVIEWED
from onevoice.chamber.readings.typed import one_paragraph, typed_text
from onevoice.chamber.readings.wrong_input import said
from onevoice.chamber.refusals import Outdated
from onevoice.errors import InputError


class MotionForm(WordsForm):
    """A motion as somebody writes it."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": gettext_lazy("Give the motion a title.")},
    )
    field_order = ("acts_for", "title", "words", "file")

    def clean_title(self) -> str:
        """Give the title on one line."""
        return one_paragraph(self.cleaned_data["title"])


def new_motion(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the form of a new motion; preview, keep or table what it holds."""
    return _Sheet(request, visit, paper).answer()


class _Sheet:
    """A new motion while it is written."""

    def __init__(self, request: HttpRequest, visit: Visit, paper: str) -> None:
        self._request, self._visit = request, visit
        self._read = papers.paper(visit.here.id, paper)
        given = request.POST if request.method == "POST" else request.GET
        self._draft: DraftRead | None = None
        if given.get("draft"):
            self._draft = drafts.draft(visit.doer, paper, given["draft"])
        self._shown: dict[str, Any] = {}

    def answer(self) -> HttpResponse:
        """Give the page, or go on from it."""
        if self._request.method != "POST":
            return self._page(self._form(None))
        given, unread = with_upload(self._request)
        form = self._form(given)
        if unread:
            form.is_valid()
            form.add_error("file", unread)
            return self._page(form)
        if given.get("do") == "keep":
            return self._keep(form)
        text = self._text(form)
        if text is None:
            return self._page(form)
        if given.get("do") in {"table", "seek"}:
            if given.get("shown") == _digest(form, text):
                return self._table(form, text, seek=given["do"] == "seek")
            self._shown["is_stale"] = True
        return self._preview(form, text)

    def _form(self, given: dict[str, str] | None) -> MotionForm:
        first = {"title": self._draft.title, "words": self._draft.words} if self._draft else {}
        if given is not None and not given.get("title", "").strip() and given.get("uploaded"):
            given["title"] = _first_heading(given["words"])
        return MotionForm(self._visit, ("table-motion",), given, initial=first)

    def _text(self, form: MotionForm) -> Text | None:
        """Read the words; None where something is wrong, which the form then says."""
        form.is_valid()
        if form.has_error("words"):
            return None
        try:
            text = typed_text(form.cleaned_data["words"])
        except InputError as error:
            form.add_error("words", said(error))
            return None
        return None if form.errors else text

    def _preview(self, form: MotionForm, text: Text) -> HttpResponse:
        self._shown |= {
            "text": text,
            "digest": _digest(form, text),
            "table": self._ruled(form, text, seek=False),
            "seek": self._ruled(form, text, seek=True),
        }
        return self._page(form)

    def _ruled(self, form: MotionForm, text: Text, *, seek: bool) -> Ruled:
        event = TableMotion(Motion(PREVIEWED, form.cleaned_data["title"], text), draft=seek)
        called = form.cleaned_data["title"]
        return ruled(self._visit, form.doer, self._read, "table-motion", event, called)

    def _keep(self, form: MotionForm) -> HttpResponse:
        words, title = form["words"].value() or "", one_paragraph(form["title"].value() or "")[:200]
        kept = self._draft.id if self._draft else ""
        seen = self._request.POST.get("version", "")
        try:
            done = drafting.keep_draft(
                self._visit.doer,
                self._read.id,
                "text",
                words,
                title=title,
                draft=kept,
                version=int(seen) if seen.isdecimal() else None,
            )
        except Outdated as error:
            self._shown["conflict"] = {
                "mine": words,
                "theirs": error.theirs,
                "difference": drafts.difference(words, error.theirs),
            }
            return self._page(form, status=409)
        messages.success(self._request, _("Your draft is kept. Nobody else sees it."))
        return HttpResponseRedirect(f"{self._request.path}?draft={done.on}")

    def _table(self, form: MotionForm, text: Text, *, seek: bool) -> HttpResponse:
        title = form.cleaned_data["title"]
        done = tabling.table_motion(form.doer, self._read.id, title, text, seek=seek)
        if self._draft:
            drafting.drop_draft(self._visit.doer, self._draft.id)
        said = _("Your motion seeks signatures now.") if seek else _("The motion is handed in.")
        messages.success(self._request, said)
        return HttpResponseRedirect(reverse("motion", args=(self._visit.here.slug, self._read.id, done.on)))

    def _page(self, form: MotionForm, *, status: int = 200) -> HttpResponse:
        draft = self._draft
        if draft and "conflict" in self._shown:  # the next to keep has seen both
            draft = drafts.draft(self._visit.doer, self._read.id, draft.id)
        seen = self._request.POST.get("version") if "conflict" not in self._shown else None
        version = seen or (draft.version if draft else "")
        context = {"paper": self._read, "form": form, "draft": draft, "version": version, **self._shown}
        return render(self._request, "new_motion.html", context, status=status)


def _digest(form: MotionForm, text: Text) -> str:
    """Give the SHA-256 of what would be tabled: whoever tables names what they saw."""
    content = f"{form.cleaned_data['title']}\n{text.digest}"
    return hashlib.sha256(content.encode()).hexdigest()


def _first_heading(words: str) -> str:
    """Give the heading with which words begin; empty where they begin otherwise."""
    first = typed_text(words).blocks[0]
    return first.words[:200] if first.kind is Kind.HEADING else ""
