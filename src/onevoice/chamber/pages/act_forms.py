"""What the form of each act on a paper holds, and how it becomes the act."""

from __future__ import annotations

from django import forms

from onevoice.chamber.acts import doing, signing
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.may import Doer


class ActForm(forms.Form):
    """What every act's form holds: the version of the paper that the person saw."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Do the act with what was filled in."""
        raise NotImplementedError


class OnText(ActForm):
    """An act on one motion or amendment."""

    on = forms.CharField(max_length=60, widget=forms.HiddenInput)


class SignForm(OnText):
    """Add one's name."""

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Sign."""
        return signing.sign(doer, paper, self.cleaned_data["on"])


class UnsignForm(OnText):
    """Take one's name off."""

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Unsign."""
        return signing.unsign(doer, paper, self.cleaned_data["on"])


class SecondForm(OnText):
    """Second."""

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Second."""
        return signing.second(doer, paper, self.cleaned_data["on"])


class UndoForm(ActForm):
    """Undo one's latest act."""

    def carry_out(self, doer: Doer, paper: str) -> Done:
        """Undo."""
        return doing.undo(doer, paper, seen=self.cleaned_data["seen"])


FORMS: dict[str, type[ActForm]] = {
    "sign": SignForm,
    "unsign": UnsignForm,
    "second": SecondForm,
    "undo": UndoForm,
}
