"""Texts of a paper as sentences name them: with the word for what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import ListedMotion
from onevoice.chamber.readings.isolating import isolated

if TYPE_CHECKING:  # its rows need a database
    from onevoice.chamber.readings.papers import PaperRead


def in_full(read: PaperRead, on: str) -> str:
    """Name a motion, amendment or composite within a sentence; its own name is set apart."""
    name = isolated(read.names.get(on, _("that is no longer on the paper")))
    listed = read.debate.listed(on)
    if isinstance(listed, ListedMotion):
        return _("motion {name}").format(name=name if listed.number else f"“{name}”")
    made = {one.composite.id for one in read.debate.composites}
    if listed is None or (on in made and not listed.number):  # "composite 1" says what it is
        return name
    return _("amendment {name}").format(name=name)
