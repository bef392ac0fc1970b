"""Pages that show nothing of who reads them: made once for all of a role, kept until something is minuted.

Such a page is made for somebody without a name or an id, so that it cannot hold what is another's. The
reader's own name, and the token of their forms, are put in as it leaves.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils.html import escape

from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.pages.routes import Route
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.head import KeptAtHead, current

_FOR_A_ROLE = frozenset({"assembly", "entry", "minutes", "projector", "sittings", "version"})
_FOR_VISITORS = frozenset({"motion", "paper"})
"""Routes of pages that offer members what is theirs to do."""
_QUERY = frozenset({"page", "paper", "view"})
"""What may stand in the query; a file, a check made anew or a choice of amendments is not kept."""
_MOST = 128  # pages
_LARGEST = 1 << 20  # bytes of a page

TOKEN, _NAME = (secrets.token_hex(16) for _ in range(2))
"""What stands in the place of the token of forms, and of a name: drawn anew, so that nobody has typed it."""


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    digest: str


_PAGES: KeptAtHead[_Page | None] = KeptAtHead(_MOST)


def answer(
    route: Route, request: HttpRequest, visit: Visit, make: Callable[[Visit], HttpResponse]
) -> HttpResponse:
    """Give a page, from what is kept if it is one that is.

    Parameters
    ----------
    route : Route
    request : HttpRequest
    visit : Visit
        Who reads; that they may was ruled before.
    make : callable
        Gives the page as whoever visits sees it.
    """
    if not _is_kept(route, request, visit):
        return make(visit)
    nobody = _nobody(visit)
    key = (request.get_full_path(), nobody.doer.roles)
    page = _PAGES.get(key, lambda: _made(request, visit, nobody, make))
    return make(visit) if page is None else _sent(request, visit, page)


def is_made_for_all(request: HttpRequest) -> bool:
    """Say whether a page is being made that will be kept."""
    return getattr(request, "is_made_for_all", False)


def _is_kept(route: Route, request: HttpRequest, visit: Visit) -> bool:
    is_visitor = visit.doer.roles == {Role.VISITOR}
    return (
        current() is not None
        and (route.name in _FOR_A_ROLE or (is_visitor and route.name in _FOR_VISITORS))
        and request.GET.keys() <= _QUERY
        and not len(get_messages(request))
    )


def _nobody(visit: Visit) -> Visit:
    """Give a visit of the same roles by nobody."""
    person = models.Person(id="", name=_NAME) if visit.person else None
    return Visit(visit.assembly, person, Doer(visit.doer.assembly, "", visit.doer.roles))


def _made(
    request: HttpRequest, visit: Visit, nobody: Visit, make: Callable[[Visit], HttpResponse]
) -> _Page | None:
    """Make a page for all; None where something came that is no page to be kept."""
    request.visit = nobody  # type: ignore[attr-defined]  # the frame of every page shows it
    request.is_made_for_all = True  # type: ignore[attr-defined]
    try:
        made = make(nobody)
    finally:
        request.visit = visit  # type: ignore[attr-defined]
        request.is_made_for_all = False  # type: ignore[attr-defined]
    is_page = made.status_code == HttpResponse.status_code and not made.streaming and not made.cookies
    if not is_page or len(made.content) > _LARGEST:
        return None
    return _Page(made.content, sha256(made.content).hexdigest())


def _sent(request: HttpRequest, visit: Visit, page: _Page) -> HttpResponse:
    """Give a page to its reader, or word that their browser has it already."""
    name = str(escape(visit.person.name)) if visit.person else ""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    mark = f'W/"{sha256(chr(0).join((page.digest, name, cookie)).encode()).hexdigest()[:32]}"'
    response: HttpResponse
    if cookie and request.headers.get("If-None-Match") == mark:
        response = HttpResponseNotModified()
    else:
        body = page.body.replace(_NAME.encode(), name.encode())
        response = HttpResponse(body.replace(TOKEN.encode(), get_token(request).encode()))
    if cookie:  # with a new one, the token in what the browser holds fits no more
        response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response
