"""The addresses of an evening, as the list of routes has them."""

from __future__ import annotations

from django.urls import reverse

from chamber.evenings import Evening
from onevoice.chamber.pages.routes import ROUTES


def pages_of(e: Evening) -> list[str]:
    """Give the address of every page of an assembly, of its paper, and of the texts on it."""
    on = [*(one.id for one in e.debate.motions), *(one.id for one in e.debate.amendments)] or ["m1"]
    every = []
    for route in ROUTES:
        parts = {one for one in ("assembly", "paper", "text") if f":{one}>" in route.pattern}
        if not parts or route.pattern.count("<") != len(parts) or route.name.startswith("live"):
            continue
        given = {"assembly": e.town.assembly.slug, "paper": e.paper}
        for text in on if "text" in parts else on[:1]:
            named = {name: value for name, value in {**given, "text": text}.items() if name in parts}
            every.append(reverse(route.name, kwargs=named))
    return every
