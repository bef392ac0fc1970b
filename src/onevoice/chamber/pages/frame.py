"""What the frame of every page shows: the assembly, who one is, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from onevoice.chamber.acts.permissions import TABLE, Role
from onevoice.chamber.pages import kept
from onevoice.chamber.pages.routes import ROUTES
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.head import Head

_READS = {route.name: route.reads for route in ROUTES}

# where the frame leads, in order: route, and what it is called there
_PLACES: tuple[tuple[str, Promise], ...] = (
    ("assembly", _("Papers")),
    ("sittings", _("Sittings")),
    ("minutes", _("Minutes")),
    ("me", _("My page")),
    ("chair", _("Chair")),
    ("clerk", _("Clerk")),
    ("setup", _("Set-up")),
)
_OFFICES: dict[Role, Promise] = {
    Role.CHAIR: _("Chair"),
    Role.CLERK: _("Clerk"),
    Role.MEMBER: _("Member"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that the frame leads to."""

    label: Promise
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A language that the pages can be read in."""

    code: str
    name: str
    direction: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's part of a template's context."""
    address = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    own = {"address": address, "languages": _languages()}
    visit: Visit | None = getattr(request, "visit", None)
    if visit is None:
        return own
    if kept.making_of(request) is not None:
        own["csrf_token"] = kept.TOKEN
    may_do = {row.act for row in TABLE.values() if row.who & visit.doer.roles}
    return {
        **own,
        "visit": visit,
        "assembly": visit.assembly,
        "person": visit.person,
        "may_do": may_do,
        "may_read": {act for act in may_do if act.startswith("read-")},
        "office": next((words for role, words in _OFFICES.items() if role in visit.doer.roles), ""),
        "places": _places(request, visit, may_do),
        "listens": _listens(request, visit),
        "sequence": _sequence(request),
    }


def _places(request: HttpRequest, visit: Visit, may_do: set[str]) -> list[Place]:
    """Give where one can go from here, of what there is and one may see."""
    if visit.assembly is None or not (
        visit.assembly.is_open or visit.person or visit.doer.roles - {Role.VISITOR}
    ):
        return []
    found = []
    for name, label in _PLACES:
        if _READS.get(name) in may_do:
            address = reverse(name, args=(visit.assembly.slug,))
            found.append(Place(label, address, address == request.path))
    return found


def _listens(request: HttpRequest, visit: Visit) -> str:
    """Give the address under which this page hears of changes; empty for none."""
    if visit.assembly is None or request.resolver_match is None:
        return ""
    paper = request.resolver_match.kwargs.get("paper", "-")
    return f"/live/{visit.assembly.slug}/{paper}/"


def _sequence(request: HttpRequest) -> int:
    """Give how far the minutes were before the page was read, so that it knows whether it is out of date."""
    found: Head | None = getattr(request, "head", None)
    return found.sequence if found else 0


def _languages() -> list[Offered]:
    """Give the languages other than the one that is read now."""
    return [
        Offered(code, name, "rtl" if get_language_info(code)["bidi"] else "ltr")
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
