"""Pages made once for all of a role, and kept until something is minuted.

Such a page is made for somebody without a name or an id, so that it cannot hold what is another's. Where a
template says ``{% each_reader %}``, what stands there is drawn for each reader; their name, and the token of
their forms, are put in as the page leaves.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.pages.routes import Route
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.head import KeptAtHead, current

Draw = Callable[[HttpRequest, Visit], str]
"""Draws what stands in a place of a page, for a reader."""

_ROUTES = frozenset({"assembly", "entry", "minutes", "motion", "paper", "projector", "sittings", "version"})
_QUERY = frozenset({"page", "paper", "view"})
"""What may stand in the query; a file, a check made anew or a choice of amendments is not kept."""
_MOST = 128  # pages
_LARGEST = 1 << 20  # bytes of a page

# drawn for this process, so that nobody can have typed them
TOKEN, _NAME, _PLACE = (secrets.token_hex(16) for _ in range(3))
"""What stands in the place of the token of forms, of the reader's name, and of what is drawn for each."""
_PLACES = re.compile(f"{_PLACE}-[0-9]+;".encode())


@dataclass(slots=True)
class Making:
    """A page while it is made for all of a role.

    Attributes
    ----------
    visit : Visit
        By nobody.
    places : list of Draw
    asks_who_reads : bool
        Whether something outside of these places turned out to depend on the reader: then it is not kept.
    """

    visit: Visit
    places: list[Draw] = field(default_factory=list)
    asks_who_reads: bool = False

    @property
    def has_readers(self) -> bool:
        """Whether those of this role differ; visitors do not."""
        return self.visit.person is not None

    def place(self, draw: Draw) -> SafeString:
        """Give the mark of a place."""
        self.places.append(draw)
        return mark_safe(f"{_PLACE}-{len(self.places)};")  # noqa: S308 - our own mark


@dataclass(frozen=True, slots=True)
class _Page:
    parts: tuple[bytes, ...]
    """What stands before, between and after the places."""
    places: tuple[Draw, ...]


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
    if not _is_kept(route, request):
        return make(visit)
    person = models.Person(id="", name=_NAME) if visit.person else None
    nobody = Visit(visit.assembly, person, Doer(visit.doer.assembly, "", visit.doer.roles))
    key = (request.get_full_path(), bool(person), visit.doer.roles)
    page = _PAGES.get(key, lambda: _made(request, visit, Making(nobody), make))
    return make(visit) if page is None else _sent(request, visit, page)


def making_of(request: HttpRequest) -> Making | None:
    """Give how a page is made for all of a role; None where it is made for its reader alone."""
    return getattr(request, "making", None)


def _is_kept(route: Route, request: HttpRequest) -> bool:
    is_asked = current() is not None and route.name in _ROUTES and request.GET.keys() <= _QUERY
    return is_asked and not len(get_messages(request))


def _made(
    request: HttpRequest, visit: Visit, making: Making, make: Callable[[Visit], HttpResponse]
) -> _Page | None:
    """Make a page for all; None where something came that is no page to be kept."""
    request.visit = making.visit  # type: ignore[attr-defined]  # the frame of every page shows it
    request.making = making  # type: ignore[attr-defined]
    try:
        made = make(making.visit)
    finally:
        request.visit = visit  # type: ignore[attr-defined]
        request.making = None  # type: ignore[attr-defined]
    is_page = made.status_code == HttpResponse.status_code and not made.streaming and not made.cookies
    if not is_page or making.asks_who_reads or len(made.content) > _LARGEST:
        return None
    return _Page(tuple(_PLACES.split(made.content)), tuple(making.places))


def _sent(request: HttpRequest, visit: Visit, page: _Page) -> HttpResponse:
    """Give a page to its reader, or word that their browser has it already."""
    drawn = [draw(request, visit).encode() for draw in page.places]
    pieces = [page.parts[0], *(one for both in zip(drawn, page.parts[1:], strict=True) for one in both)]
    name = str(escape(visit.person.name)) if visit.person else ""
    body = b"".join(pieces).replace(_NAME.encode(), name.encode())
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    mark = f'W/"{sha256(cookie.encode() + body).hexdigest()[:32]}"'
    response: HttpResponse
    if cookie and request.headers.get("If-None-Match") == mark:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body.replace(TOKEN.encode(), get_token(request).encode()))
    if cookie:  # with a new one, the token in what the browser holds fits no more
        response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response
