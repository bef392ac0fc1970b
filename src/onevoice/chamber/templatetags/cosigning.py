"""Who could be asked to sign a text, for its mover and the clerk: ``{% load cosigning %}``."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template.context import Context

from onevoice.chamber.readings.cosigning import Cosigning, CouldAsk
from onevoice.chamber.readings.papers import PaperRead

register = template.Library()
_KEPT = "cosigning"


@register.simple_tag(takes_context=True)
def could_ask(context: Context, on: str) -> CouldAsk | None:
    """Give how many members of other groups could be asked to sign a text; read once for a page's paper."""
    paper = context["paper"]
    assert isinstance(paper, PaperRead)  # noqa: S101 - pages with acts have one
    request = context.request  # type: ignore[attr-defined]  # pages render with one
    kept: dict[str, Cosigning] = vars(request).setdefault(_KEPT, {})
    if paper.id not in kept:
        kept[paper.id] = Cosigning(paper)
    return kept[paper.id].could_ask(on)


@register.filter
def called_plainly(id: str, names: Mapping[str, str]) -> str:  # noqa: A002 - a text's id
    """Say what an id is called, as plain words."""
    return names.get(id, id)
