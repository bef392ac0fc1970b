"""Composites: clauses of several texts put together, and the yes or no of those who moved them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from onevoice.assembly.motion import Clause, Composite
from onevoice.assembly.order.events import Compose
from onevoice.assembly.text import Text
from onevoice.chamber.acts import compositing, drafting
from onevoice.chamber.acts.may import may
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.pages.given_words import EnteredForm
from onevoice.chamber.pages.ruled import ruled
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import composing, drafts, papers
from onevoice.chamber.readings.begun_wording import Begun, begun_with
from onevoice.chamber.readings.composing import CompositeRead, Source
from onevoice.chamber.readings.frontier import Frontier, frontier, whole
from onevoice.chamber.readings.half_composites import FORM, Half, composite_of, half_of, written
from onevoice.chamber.readings.previewing import PREVIEWED
from onevoice.chamber.readings.typed import typed_text, typing_of
from onevoice.chamber.readings.wrong_input import said
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import InputError


class ComposeForm(EnteredForm):
    """Ticks and numbers for clauses, and the wording.

    Parameters
    ----------
    visit : Visit
    sources : tuple of Source
    chosen : tuple of Clause
        Ticked until now, in their order.
    """

    def __init__(
        self, visit: Visit, sources: tuple[Source, ...], chosen: composing.Clauses, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(visit, ("compose",), *args, **kwargs)
        places = {one.id: place for place, one in enumerate(chosen, start=1)}
        for clause in (one for source in sources for one in source.clauses):
            self.fields[f"take-{clause.id}"] = forms.BooleanField(
                label=clause.words, required=False, initial=clause.id in places
            )
            self.fields[f"place-{clause.id}"] = forms.IntegerField(
                label=_("Order"),
                required=False,
                min_value=1,
                max_value=9999,
                initial=places.get(clause.id),
                error_messages={"invalid": _("Give a whole number, such as 1 or 2.")},
            )
        self.fields["words"] = forms.CharField(
            label=_("Wording"),
            help_text=_("Of the whole text, as it should read. Edit it freely: the sources stay named."),
            required=False,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        )


def compose(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """Show the page on which a composite is put together, or put it on the paper."""
    return _Table(request, visit, paper, "").answer()


def recompose(request: HttpRequest, visit: Visit, paper: str, composite: str) -> HttpResponse:
    """Show the same page for a composite whose wording changes: every consent to it is void then."""
    return _Table(request, visit, paper, composite).answer()


def composite(request: HttpRequest, visit: Visit, paper: str, composite: str) -> HttpResponse:
    """Show a composite: its wording, its sources, and who has said yes or is awaited."""
    read = papers.paper(visit.here.id, paper)
    shown = composing.composite(read, composite)
    movers = {one.member for one in shown.said}
    knows = _knows(visit)
    context = {
        "paper": read,
        "composite": shown,
        "is_mover": visit.doer.person in movers,
        "is_clerk": Role.CLERK in visit.doer.roles,
        "frontier": frontier(read, shown.target, unpublished=knows, ours=shown.text),
        "whole": whole(read, composite, unpublished=knows),
    }
    return render(request, "composite.html", context)


def _knows(visit: Visit) -> bool:
    """Say whether somebody may see an account that is not published."""
    return may(visit.doer, "read-answers", visit.place).allowed


class _Table:
    """A composite while it is put together."""

    def __init__(self, request: HttpRequest, visit: Visit, paper: str, composite: str) -> None:
        self._request, self._visit = request, visit
        self._read = papers.paper(visit.here.id, paper)
        self._given = request.POST if request.method == "POST" else request.GET
        self._before = composing.composite(self._read, composite) if composite else None
        if self._before and self._before.is_listed:
            raise NotHere("It has been moved, and its wording no longer changes so.")
        target = self._before.target if self._before else self._given.get("target", "")
        motions = self._read.debate.motions
        if not self._before and "target" not in self._given and len(motions) == 1:
            target = motions[0].id
        if target and not any(one.id == target for one in motions):
            raise NotHere("There is no such motion on this paper.")
        self._target = target
        self._sources = _with_own(composing.sources(self._read, target), self._before)
        self._shown: dict[str, Any] = {}
        kept = self._given.get("draft", "")
        self._draft = drafts.draft(visit.doer, self._read.id, kept, target) if kept else None
        if self._draft and composite_of(self._draft) != composite:
            raise NotHere("That draft is of another composite.")

    def answer(self) -> HttpResponse:
        """Give the page, or go on from it."""
        if self._given.get("begin"):
            return self._begin(str(self._given["begin"]))
        if self._request.method != "POST" and self._draft:
            return self._go_on_with(half_of(self._draft.words))
        if self._request.method != "POST":
            return self._page(self._form(self._before.clauses if self._before else (), None))
        given = {name: str(value) for name, value in self._request.POST.items()}
        form = self._form(self._chosen(given), given)
        form.is_valid()
        if given.get("do") == "keep":
            return self._keep(form, given)
        if given.get("do") == "fill" and not form.errors:
            given["words"] = composing.joined(self._chosen(given))
            form = self._form(self._chosen(given), given)
            form.is_valid()
            return self._page(form)
        return self._preview(form, given)

    def _go_on_with(self, half: Half) -> HttpResponse:
        """Fill the form with a draft."""
        chosen = half.chosen(tuple(one for source in self._sources for one in source.clauses))
        self._shown["is_thinned"] = len(chosen) < len(half.clauses)
        return self._page(ComposeForm(self._visit, self._sources, chosen, initial={"words": half.words}))

    def _keep(self, form: ComposeForm, given: dict[str, str]) -> HttpResponse:
        """Keep what is half made as a draft of one's own."""
        chosen = tuple(one.id for one in self._chosen(given))
        half = Half(self._before.id if self._before else "", chosen, given.get("words", ""))
        seen = given.get("version", "")
        try:
            done = drafting.keep_draft(
                self._visit.doer,
                self._read.id,
                FORM,
                written(half),
                target=self._target,
                draft=self._draft.id if self._draft else "",
                version=int(seen) if seen.isdecimal() else None,
            )
        except Outdated as error:
            theirs = half_of(error.theirs).words
            difference = drafts.difference(half.words, theirs)
            self._shown["conflict"] = {"mine": half.words, "theirs": theirs, "difference": difference}
            if self._draft:  # the next to keep has seen both
                self._draft = drafts.draft(self._visit.doer, self._read.id, self._draft.id, self._target)
            return self._page(form, status=409)
        messages.success(self._request, _("Your draft is kept. Nobody else sees it."))
        asked = urlencode({"target": self._target, "draft": done.on})
        return HttpResponseRedirect(f"{self._request.path}?{asked}")

    def _begin(self, mark: str) -> HttpResponse:
        """Fill the form with a wording that was worked out; nothing is put on the paper by it."""
        found = self._frontier()
        wording = found.begins(mark) if found is not None else None
        if found is None or wording is None:
            self._shown["is_gone"] = True
            begun = Begun(self._before.clauses if self._before else (), "")
        else:
            debate = self._read.debate
            begun = begun_with(debate, self._target, wording, found.slots, self._sources)
            self._shown["is_begun"] = True
        initial = {"words": begun.words, "acts_for": self._given.get("acts_for", "")}
        return self._page(ComposeForm(self._visit, self._sources, begun.clauses, initial=initial))

    def _frontier(self) -> Frontier | None:
        return frontier(self._read, self._target, unpublished=_knows(self._visit))

    def _chosen(self, given: dict[str, str]) -> composing.Clauses:
        """Give the clauses that are ticked, in order of their numbers."""
        ticked = [
            clause for source in self._sources for clause in source.clauses if given.get(f"take-{clause.id}")
        ]
        places = {
            one.id: int(number)
            for one in ticked
            if (number := given.get(f"place-{one.id}", "").strip()).isdecimal() and len(number) < 7
        }
        return composing.in_order(ticked, places)

    def _form(self, chosen: composing.Clauses, given: dict[str, str] | None) -> ComposeForm:
        words = typing_of(self._before.text) if self._before else ""
        return ComposeForm(self._visit, self._sources, chosen, given, initial={"words": words})

    def _preview(self, form: ComposeForm, given: dict[str, str]) -> HttpResponse:
        chosen = self._chosen(given)
        if not chosen:
            form.add_error(None, _("Tick at least one clause: a composite is made of words of others."))
        if not given.get("words", "").strip() and chosen:
            form.add_error("words", _("Write the wording, or fill it with the clauses that you ticked."))
        if form.errors:
            return self._page(form)
        try:
            text = typed_text(given["words"])
        except InputError as error:
            form.add_error("words", said(error))
            return self._page(form)
        return self._go_on(form, given, chosen, text)

    def _go_on(
        self, form: ComposeForm, given: dict[str, str], chosen: composing.Clauses, text: Text
    ) -> HttpResponse:
        """Show what would be put on the paper, or put it there if that is what was shown."""
        read = self._read
        named = self._before.id if self._before else f"c{len(read.debate.composites) + 1}"
        text = composing.called_after(text, f"{named}.{read.version}")
        digest = _digest(text, chosen, self._before)
        event = Compose(Composite(self._before.id if self._before else PREVIEWED, text, chosen), self._target)
        ruling = ruled(self._visit, form.doer, read, "compose", event, _("the composite"))
        if given.get("do") == "compose":
            if given.get("shown") == digest:
                return self._compose(form, text, chosen)
            self._shown["is_stale"] = True
        by_source = [(source, [one for one in chosen if one.source == source.id]) for source in self._sources]
        self._shown |= {
            "text": text,
            "taken": [(source, clauses) for source, clauses in by_source if clauses],
            "digest": digest,
            "ruled": ruling,
        }
        return self._page(form)

    def _compose(self, form: ComposeForm, text: Text, chosen: composing.Clauses) -> HttpResponse:
        own = self._before.id if self._before else ""
        read = self._read
        try:
            done = compositing.compose(
                form.doer, read.id, self._target, text, chosen, composite=own, seen=read.version
            )
        except Outdated:
            self._shown["is_stale"] = True
            return self._page(form)
        if self._draft:
            drafting.drop_draft(self._visit.doer, self._draft.id)
        messages.success(
            self._request, _("The composite is on the paper. Those who moved its sources are asked.")
        )
        there = reverse("composite", args=(self._visit.here.slug, read.id, done.on))
        return HttpResponseRedirect(there)

    def _page(self, form: ComposeForm, *, status: int = 200) -> HttpResponse:
        seen = self._request.POST.get("version") if "conflict" not in self._shown else None
        context = {
            "paper": self._read,
            "form": form,
            "sources": [
                (source, [(form[f"take-{one.id}"], form[f"place-{one.id}"]) for one in source.clauses])
                for source in self._sources
            ],
            "target": self._target,
            "target_name": self._read.names.get(self._target, ""),
            "before": self._before,
            "draft": self._draft,
            "version": seen or (self._draft.version if self._draft else ""),
            "frontier": self._frontier(),
            "is_open": self._request.method != "POST" and "is_begun" not in self._shown,
            **self._shown,
        }
        return render(self._request, "compose.html", context, status=status)


def _with_own(sources: tuple[Source, ...], before: CompositeRead | None) -> tuple[Source, ...]:
    """Add the clauses of a composite that its sources no longer have in these words."""
    if before is None:
        return sources
    known = {one.id for one in sources}
    found = []
    for source in (*sources, *(one for one in before.sources if one.id not in known)):
        now = {clause.id for clause in source.clauses}
        own: list[Clause] = [one for one in before.clauses if one.source == source.id and one.id not in now]
        clauses = (*source.clauses, *own)
        found.append(replace(source, clauses=clauses))
    return tuple(found)


def _digest(text: Text, chosen: composing.Clauses, before: CompositeRead | None) -> str:
    """Give the SHA-256 of what would be put on the paper: whoever does it names what they saw."""
    blocks = [[one.hash, one.depth, one.number] for one in text.blocks]
    made_of = [[one.id, one.words, one.spans] for one in chosen]
    content = json.dumps([blocks, made_of, before.hash if before else ""], separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
