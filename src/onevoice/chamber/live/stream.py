"""Streams and states for live pages, outside of Django: they hold no thread while they wait."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Awaitable, Callable

from asgiref.sync import sync_to_async
from django.conf import settings
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from onevoice.chamber.live.hub import HUB
from onevoice.chamber.live.state import State, latest, may_hear, state_of
from onevoice.chamber.pages.routes import LIVE

_QUIET = 20.0  # seconds between signs of life, under what proxies allow
_LOOK = 1.0  # seconds between looks at the database, for acts of other processes
_AGAIN = (2000, 6000)  # milliseconds before a listener comes back: not all at once after a restart
_READS = {route.name: route.reads for route in LIVE}

_reading: dict[tuple[str, str, int], asyncio.Task[State | None]] = {}


async def events(request: Request) -> Response:
    """Stream the number of the latest entry, and what is public of the paper that is looked at."""
    found = await _seen(request, "live-events", 0)
    if found is None:
        return Response("There is no such stream.", status_code=404, media_type="text/plain")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request, found), media_type="text/event-stream", headers=headers)


async def state(request: Request) -> Response:
    """Give the same once, for pages that poll."""
    found = await _seen(request, "live-state", 0)
    if found is None:
        return JSONResponse({"sentence": "There is no such assembly."}, status_code=404)
    return JSONResponse(found.public, headers={"Cache-Control": "no-store"})


async def watch() -> None:
    """Tell listeners of acts that another process wrote, as long as the program runs."""
    told: dict[str, int] = {}
    while True:
        await asyncio.sleep(_LOOK)
        listened = HUB.listened()
        if not listened:
            continue
        now = await sync_to_async(latest)(listened)
        for assembly, sequence in now.items():
            if told.get(assembly) != sequence:  # who has only just come may have missed one
                HUB.tell(assembly, sequence)
        told = now


async def _stream(request: Request, first: State) -> AsyncIterator[str]:
    queue = HUB.listen(first.assembly)
    told = ""
    try:
        # what happened between the first look and the moment from which we listen is looked at again
        current = await _seen(request, "live-events", 0)
        yield f"retry: {random.randint(*_AGAIN)}\n\n"  # noqa: S311 - no secret
        while current is not None:
            body = json.dumps(current.public, ensure_ascii=False, separators=(",", ":"))
            if body != told:
                yield f"id: {current.public['sequence']}\nevent: changed\ndata: {body}\n\n"
                told = body
            try:
                heard = await asyncio.wait_for(queue.get(), _QUIET)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            current = await _seen(request, "live-events", heard)
    finally:
        HUB.leave(first.assembly, queue)


async def _seen(request: Request, route: str, heard: int) -> State | None:
    """Give the state for whoever asks; None where there is none, or they may not see it."""
    slug, paper = request.path_params["assembly"], request.path_params["paper"]
    found = await _shared(slug, paper, heard)
    if found is None or found.is_open:
        return found
    session = request.cookies.get(settings.SESSION_COOKIE_NAME, "")
    return found if await sync_to_async(may_hear)(slug, session, _READS[route]) else None


async def _shared(slug: str, paper: str, heard: int) -> State | None:
    """Read the state once for all who heard of one entry at one time; it was written before they heard."""
    key = (slug, paper, heard)
    if not heard:
        return await sync_to_async(state_of)(slug, paper)
    if key not in _reading:
        _reading[key] = asyncio.create_task(sync_to_async(state_of)(slug, paper))
        _reading[key].add_done_callback(lambda _done: _reading.pop(key, None))
    return await asyncio.shield(_reading[key])


def _path(pattern: str) -> str:
    """Write a pattern of the table as Starlette does."""
    return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", pattern)


_ANSWERS: dict[str, Callable[[Request], Awaitable[Response]]] = {"live-events": events, "live-state": state}
ROUTES = [Route(_path(route.pattern), _ANSWERS[route.name]) for route in LIVE]
