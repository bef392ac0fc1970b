"""A text's blocks as a form: each with its words, and what may be done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from onevoice.assembly.text import Block, Text
from onevoice.chamber.pages.given_words import EnteredForm
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.choices import Choice, Choices


@dataclass(frozen=True, slots=True)
class Row:
    """A block with the fields of what may be done to it.

    Attributes
    ----------
    place : int
        Its number in the list, from 1.
    block : Block
    alone : Text
        The block as a text, to be drawn.
    words, out, insert, after : BoundField
    is_open : bool
        Whether something was chosen, or is wrong, so that its fields are shown unasked.
    """

    place: int
    block: Block
    alone: Text
    words: BoundField
    out: BoundField
    insert: BoundField
    after: BoundField
    is_open: bool


class BlocksForm(EnteredForm):
    """Choices for every block of a text.

    Parameters
    ----------
    visit : Visit
    acts : tuple of str
    text : Text
    chosen : Choices
        What was chosen until now.
    """

    def __init__(
        self, visit: Visit, acts: tuple[str, ...], text: Text, chosen: Choices, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(visit, acts, *args, **kwargs)
        self._text, self._chosen = text, chosen
        for place, block in enumerate(text.blocks, start=1):
            self.fields |= _fields(place, block, chosen.blocks.get(place, Choice()))
        self.fields["first"] = _area(_("Insert before the first part"), chosen.first)
        self.fields["end"] = _area(_("Add at the end"), chosen.end)

    @property
    def first_open(self) -> bool:
        """Whether something is inserted before the first paragraph, or is wrong with it."""
        return bool(self._chosen.first.strip()) or bool(self["first"].errors)

    def rows(self) -> list[Row]:
        """Give every block with its fields."""
        return [self._row(place, block) for place, block in enumerate(self._text.blocks, start=1)]

    def _row(self, place: int, block: Block) -> Row:
        words, out, insert, after = (self[f"{name}-{place}"] for name in ("words", "out", "insert", "after"))
        is_open = place in self._chosen.blocks or any(one.errors for one in (words, insert, after))
        alone = Text((block,), self._text.language)
        return Row(place, block, alone, words, out, insert, after, is_open)


def _fields(place: int, block: Block, choice: Choice) -> dict[str, forms.Field]:
    words = block.words if choice.words is None else choice.words
    return {
        f"words-{place}": _area(_("Change the words"), words, rows=3 + len(block.words) // 90),
        f"out-{place}": forms.BooleanField(label=_("Leave it out"), required=False, initial=choice.out),
        f"insert-{place}": _area(_("Insert after it"), choice.insert),
        f"after-{place}": forms.CharField(
            label=_("Move it to stand after part"),
            help_text=_("The number of another part; 0 for the beginning. Empty leaves it where it is."),
            required=False,
            initial=choice.after,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "class": "short"}),
        ),
    }


def _area(label: str, initial: str, *, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": min(rows, 14), "dir": "auto"})
    return forms.CharField(label=label, required=False, strip=False, initial=initial, widget=widget)
