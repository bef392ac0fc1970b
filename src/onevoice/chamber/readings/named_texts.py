"""Texts of a paper as sentences name them: with the word for what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import ListedMotion
from onevoice.chamber.readings.isolating import isolated

if TYPE_CHECKING:  # its rows need a database
    from onevoice.chamber.readings.papers import PaperRead


def composite_number(id: str) -> str:  # noqa: A002 - as the field is called
    """Give the number under which a composite is spoken of; empty for what is none by its id.

    >>> composite_number("c1"), composite_number("a1")
    ('C1', '')
    """
    return id.upper() if id[:1] == "c" and id[1:].isdigit() else ""


def in_full(read: PaperRead, on: str) -> str:
    """Name a motion, amendment or composite within a sentence; its own name is set apart."""
    name = isolated(read.names.get(on, _("that is no longer on the paper")))
    listed = read.debate.listed(on)
    if isinstance(listed, ListedMotion):
        is_number = bool(listed.number or composite_number(on))
        return _("motion {name}").format(name=name if is_number else f"“{name}”")
    if listed is None:  # "composite C1" says what it is
        return name
    return _("amendment {name}").format(name=name)
