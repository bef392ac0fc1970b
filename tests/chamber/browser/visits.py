"""Every page that there is, and who looks at it: from the table of addresses, so that none is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chamber.assemblies import ADMINISTRATOR
from chamber.browser.council import Council
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import TABLE, Role
from onevoice.chamber.pages.routes import ROUTES, Route

# addresses that are posted to, or that give a file and no page
NO_PAGES = {"act", "language", "enter-as", "material", "sitting-act"}
_ROLES = (Role.CLERK, Role.CHAIR, Role.MEMBER, Role.ADMINISTRATOR, Role.VISITOR)
_EVERYBODY = ("assembly", "paper", "motion", "common-ground")  # looked at by each: buttons differ by role


@dataclass(frozen=True)
class Look:
    """A page, and whose eyes see it."""

    name: str
    address: str
    role: Role
    doer: Doer | None


def pages() -> tuple[Route, ...]:
    """Give the addresses that show a page."""
    return tuple(one for one in ROUTES if one.name not in NO_PAGES)


def missing_samples(council: Council) -> set[str]:
    """Give the parts of addresses that no sample is known for."""
    named = {part for route in pages() for part in re.findall(r"<\w+:(\w+)>", route.pattern)}
    return named - set(council.ids)


def looks(council: Council) -> Iterator[Look]:
    """Give every page, seen by the first who may read it; the main ones by each role."""
    for route in pages():
        address = _address(route, council.ids)
        readers = [role for role in _ROLES if role in TABLE[route.reads].who]
        for role in readers if route.name in _EVERYBODY else readers[:1]:
            yield Look(route.name, address, role, _doer(council, role))


def _address(route: Route, ids: dict[str, str]) -> str:
    """Fill in what an address names; some pages are about another paper than most."""
    known = dict(ids)
    if "<str:composite>" in route.pattern:
        known["paper"] = ids["conference"]
    if "/decisions/<int:number>/" in route.pattern:
        known["paper"] = ids["decided"]
    return "/" + re.sub(r"<\w+:(\w+)>", lambda part: known[part[1]], route.pattern)


def _doer(council: Council, role: Role) -> Doer | None:
    return ADMINISTRATOR if role is Role.ADMINISTRATOR else council.doer(role)
