"""What the form of each act on a paper holds, and how it becomes the act.

A field is called as the act's parameter is. Beside those, a form may hold a field for each text, block or
person, named by its id: "reason-a1", "place-a1", "part-b2", "vote-<person>".
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from onevoice.assembly.majority import Count
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.registry import ACTS
from onevoice.chamber.readings.votes_there import most_votes
from onevoice.errors import InputError

_LONGEST = 4000
_LARGEST = 1_000_000


class ActForm(forms.Form):
    """What every act's form holds: the version of the paper that the person saw."""

    act: ClassVar[str]
    heeds_version: ClassVar[bool] = False
    """Whether the act is refused where anything has changed on the paper since."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Do the act with what was filled in."""
        given = {name: value for name, value in self.arguments().items() if value is not None}
        if self.heeds_version:
            given["seen"] = self.cleaned_data["seen"]
        return cast("Done", ACTS[self.act](doer, paper, **given))

    def arguments(self) -> dict[str, Any]:
        """Give the act's arguments; None for what was left empty."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def each(self, prefix: str) -> dict[str, str]:
        """Give what stands in the fields that are named by an id: "reason-a1" as "a1"."""
        start = f"{prefix}-"
        return {
            name.removeprefix(start): str(value).strip()[:_LONGEST]
            for name, value in self.data.items()
            if name.startswith(start) and str(value).strip()
        }


class OnQuestion(ActForm):
    """An act on a question: the one that the person saw, under the name "question" or "on"."""

    question = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Take the question's id from where it stands."""
        named = self.cleaned_data["question"] or str(self.data.get("on", ""))
        return super().arguments() | {"question": named}


class OnSeveral(ActForm):
    """An act on several texts, in the order of their fields "place-<id>" where there are any."""

    on = forms.Field(widget=forms.SelectMultiple)

    def clean_on(self) -> tuple[str, ...]:
        """Give the ids in order; those without a place come last."""
        places = {name: int(place) for name, place in self.each("place").items() if place.isdecimal()}
        named = tuple(dict.fromkeys(str(one) for one in self.cleaned_data["on"]))
        return tuple(sorted(named, key=lambda one: places.get(one, _LARGEST)))


class SelectForm(OnSeveral):
    """Select: what others put on the paper meanwhile would not be selected unseen, so the version counts.

    Nothing need be selected: then all that waits is left out.
    """

    heeds_version = True
    on = forms.Field(widget=forms.SelectMultiple, required=False)

    def arguments(self) -> dict[str, Any]:
        """Add the reasons."""
        return super().arguments() | {"reasons": tuple(self.each("reason").items())}


class PartsForm(ActForm):
    """An act that may divide a motion: every block's part by number."""

    def arguments(self) -> dict[str, Any]:
        """Add the parts."""
        found: dict[str, list[str]] = {}
        for block, part in self.each("part").items():
            found.setdefault(part, []).append(block)
        parts = tuple(tuple(found[part]) for part in sorted(found, key=lambda one: (len(one), one)))
        return super().arguments() | {"parts": parts}


class CountForm(OnQuestion):
    """An act with a count."""

    ayes = forms.IntegerField(label=_("For"), min_value=0, max_value=_LARGEST)
    noes = forms.IntegerField(label=_("Against"), min_value=0, max_value=_LARGEST)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=_LARGEST, required=False)
    spoiled = forms.IntegerField(label=_("Spoiled papers"), min_value=0, max_value=_LARGEST, required=False)
    present = forms.IntegerField(label=_("Members present"), min_value=0, max_value=_LARGEST, required=False)
    roll = forms.IntegerField(label=_("Members on the roll"), min_value=0, max_value=_LARGEST, required=False)

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Do the act, unless more voted than there are: what is declared wrongly cannot be undone."""
        given = (self.cleaned_data[one] or 0 for one in ("ayes", "noes", "abstentions", "spoiled"))
        votes, most = sum(given), most_votes(doer.assembly, paper)
        if votes > most:
            too_many = _("These are %(votes)s votes, and there are %(most)s at most")
            todo = _("Check the numbers; if more are here than on the roll, count the members present first")
            raise InputError(str(too_many) % {"votes": votes, "most": most}, str(todo))
        return super().carry_out(doer, paper)


class CorrectForm(CountForm):
    """Correct a declared count."""

    heeds_version = True
    reason = forms.CharField(label=_("Reason"), max_length=_LONGEST)

    def arguments(self) -> dict[str, Any]:
        """Make the count of its numbers."""
        given = super().arguments()
        held = {name: given[name] for name in ("ayes", "noes", "present", "roll")}
        count = Count(**held, abstentions=given["abstentions"] or 0, spoiled=given["spoiled"] or 0)
        return {"question": given["question"], "reason": given["reason"], "count": count}


class NamesForm(ActForm):
    """Record names: every person's vote."""

    heeds_version = True
    decision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Add the votes."""
        return super().arguments() | {"votes": self.each("vote")}


class OnceForm(ActForm):
    """An act that nothing on the paper would keep from being done twice: the version that was seen does."""

    heeds_version = True


class JudgeForm(OnSeveral):
    """Judge: as `OnceForm`."""

    heeds_version = True


class UndoForm(ActForm):
    """Undo one's latest act: if there has been another since, it is not the one that was meant."""

    heeds_version = True


def _words(label: Any, *, long: bool = True, required: bool = True) -> forms.Field:
    widget = forms.Textarea if long else forms.TextInput
    limit = _LONGEST if long else 200
    return forms.CharField(label=label, max_length=limit, required=required, widget=widget)


def _tick(label: Any) -> forms.Field:
    return forms.BooleanField(label=label, required=False)


def _either(label: Any, yes: Any, no: Any) -> forms.Field:
    choices = [("yes", yes), ("no", no)]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=lambda one: one == "yes")


_ON = forms.CharField(max_length=60, widget=forms.HiddenInput)
_LEAVE = {"leave": _tick(_("The meeting gives leave")), "seconder": _tick(_("The seconder agrees"))}
_REASON = {"rule": _words(_("Rule"), long=False), "reason": _words(_("Reason"))}
_FIELDS: dict[str, tuple[type[ActForm], dict[str, forms.Field]]] = {
    "submit": (ActForm, {"on": _ON}),
    "sign": (ActForm, {"on": _ON}),
    "unsign": (ActForm, {"on": _ON}),
    "second": (ActForm, {"on": _ON}),
    "withdraw": (ActForm, {"on": _ON, **_LEAVE}),
    "return": (ActForm, {"on": _ON, **_REASON}),
    "number": (ActForm, {"on": _ON, "number": _words(_("Letter or number"), long=False)}),
    "group": (
        OnSeveral,
        {
            "id": _words(_("Name of the group"), long=False, required=False),
            "title": _words(_("Title"), long=False, required=False),
            "en_bloc": _tick(_("Decide them in one question")),
        },
    ),
    "pull-out": (ActForm, {"on": _ON}),
    "take-in": (ActForm, {"on": _ON, **_LEAVE}),
    "take-in-for-committee": (ActForm, {"on": _ON}),
    "consent": (
        ActForm,
        {
            "on": _ON,
            "composite_hash": forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput),
            "given": _either(_("Do you consent?"), _("Yes"), _("No")),
        },
    ),
    "select": (SelectForm, {}),
    "judge": (
        JudgeForm,
        {
            "matter": _words(_("Matter"), long=False),
            "finding": _words(_("Finding"), long=False),
            "reason": _words(_("Reason"), required=False),
        },
    ),
    "declare-fallen": (ActForm, {"on": _ON, **_REASON}),
    "call": (ActForm, {"on": _ON}),
    "move": (ActForm, {"on": _ON}),
    "not-moved": (ActForm, {"on": _ON}),
    "move-procedure": (
        PartsForm,
        {
            "kind": _words(_("Motion to order"), long=False),
            "on": forms.CharField(max_length=60, required=False, widget=forms.HiddenInput),
        },
    ),
    "take-apart": (PartsForm, {"on": _ON}),
    "take-up": (ActForm, {"on": _ON}),
    "begin-debate": (OnQuestion, {}),
    "put": (OnQuestion, {}),
    "collect": (OnQuestion, {"agreed": _either(_("Voices"), _("Agreed to"), _("Not agreed to"))}),
    "divide": (OnQuestion, {}),
    "declare": (CountForm, {}),
    "cast": (
        OnQuestion,
        {
            "aye": _either(_("Casting vote"), _("For"), _("Against")),
            "reason": _words(_("Reason"), required=False),
        },
    ),
    "rule": (
        OnceForm,
        {
            "point": _words(_("Point of order")),
            "ruling": _words(_("Ruling")),
            "raised_by": forms.CharField(max_length=16, required=False),
        },
    ),
    "record-names": (NamesForm, {}),
    "correct": (CorrectForm, {}),
    "publish-version": (
        OnceForm,
        {
            "on": _ON,
            "width": forms.IntegerField(
                label=_("Characters to a line"), min_value=20, max_value=200, required=False
            ),
        },
    ),
    "invite": (ActForm, {"on": _ON}),
    "decline-invitation": (ActForm, {"on": _ON}),
    "undo": (UndoForm, {}),
}


def _form(act: str) -> type[ActForm]:
    base, fields = _FIELDS[act]
    kind: Any = type(base)
    return cast("type[ActForm]", kind(base.__name__, (base,), {"act": act, **fields}))


FORMS: dict[str, type[ActForm]] = {act: _form(act) for act in _FIELDS}
