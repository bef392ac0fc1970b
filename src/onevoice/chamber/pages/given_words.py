"""Forms in which members write: words in a field or a file, and for whom a clerk enters them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.pages.visit import Visit, entering
from onevoice.chamber.readings.roll_listed import members
from onevoice.chamber.readings.typed import typing_of, uploaded_text
from onevoice.chamber.readings.wrong_input import said
from onevoice.errors import InputError
from onevoice.formats.text_source import SIZE_LIMIT

ACCEPTED = ".md,.markdown,.docx,.html,.htm,.txt"


class EnteredForm(forms.Form):
    """A form that a clerk may fill in for a member who wrote on paper.

    Parameters
    ----------
    visit : Visit
    acts : tuple of str
        Rows of the permission table that it is filled in for.
    """

    def __init__(self, visit: Visit, acts: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._doer = visit.doer
        if not any(TABLE[act].entered_by & visit.doer.roles for act in acts):
            return
        own = any(TABLE[act].who & visit.doer.roles for act in acts)
        first = _("Myself") if own else _("Choose a member")
        self.fields["acts_for"] = forms.ChoiceField(
            label=_("For member"),
            help_text=_("Who handed it in on paper. The minutes say that you entered it."),
            choices=[("", first), *((one.id, one.name) for one in members(visit.here.id))],
            required=not own,
            error_messages={"required": _("Choose the member for whom you enter this.")},
        )

    @property
    def doer(self) -> Doer:
        """Who acts, for whomever the form names; what nobody may choose counts for nothing."""
        if "acts_for" not in self.fields or not self.is_bound:
            return self._doer
        named = self["acts_for"].value() or ""
        known = {str(value) for value, _label in self.fields["acts_for"].choices}  # type: ignore[attr-defined]
        return entering(self._doer, named if named in known else "")


class WordsForm(EnteredForm):
    """Words in a field, or in a file whose words take their place there."""

    words = forms.CharField(
        label=gettext_lazy("Words"),
        strip=False,
        error_messages={"required": gettext_lazy("There are no words here. Write them, or choose a file.")},
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        help_text=gettext_lazy(
            "Word (.docx), Markdown, HTML or plain text, up to 2 MB. Its words are put into the field above."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


def with_upload(request: HttpRequest) -> tuple[dict[str, str], str]:
    """Put the words of an uploaded file in the place of those in the field.

    Returns
    -------
    dict of str to str
        What was posted, with the file's words as "words".
    str
        Why the file could not be read; empty where it was, or there is none.
    """
    given = {name: str(value) for name, value in request.POST.items()}
    upload = request.FILES.get("file")
    if upload is None:
        return given, ""
    name = upload.name or _("the file")
    try:
        # one byte over the limit suffices to refuse it
        given["words"] = typing_of(uploaded_text(name, upload.read(SIZE_LIMIT + 1)))
    except InputError as error:
        return given, said(error)
    given["uploaded"] = name
    return given, ""
