"""Streams and states for live pages, outside of Django: they hold no thread while they wait."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from onevoice.chamber.live.hub import HUB
from onevoice.chamber.live.state import State, state_for

_QUIET = 20.0  # seconds between signs of life, under what proxies allow
_POLL = 1.0  # seconds between looks at the database, for acts of other processes


async def events(request: Request) -> Response:
    """Stream the number of the latest entry, and what is public of the paper that is looked at."""
    state = await _state(request)
    if state is None:
        return Response("There is no such stream.", status_code=404, media_type="text/plain")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request, state), media_type="text/event-stream", headers=headers)


async def state(request: Request) -> Response:
    """Give the same once, for pages that poll."""
    found = await _state(request)
    if found is None:
        return JSONResponse({"sentence": "There is no such assembly."}, status_code=404)
    return JSONResponse(found.public, headers={"Cache-Control": "no-store"})


async def watch() -> None:
    """Tell listeners of acts that another process wrote, as long as the program runs."""
    while True:
        await asyncio.sleep(_POLL)
        for assembly in HUB.listened():
            HUB.tell(assembly, 0)


ROUTES = [
    Route("/live/{assembly}/{paper}/events", events),
    Route("/live/{assembly}/{paper}/state", state),
]


async def _stream(request: Request, first: State) -> AsyncIterator[str]:
    queue = HUB.listen(first.assembly)
    told = ""
    current: State | None = first
    try:
        while current is not None:
            body = json.dumps(current.public, ensure_ascii=False, separators=(",", ":"))
            if body != told:
                yield f"id: {current.public['sequence']}\nevent: changed\ndata: {body}\n\n"
                told = body
            try:
                await asyncio.wait_for(queue.get(), _QUIET)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            current = await _state(request)
    finally:
        HUB.leave(first.assembly, queue)


async def _state(request: Request) -> State | None:
    slug, paper = request.path_params["assembly"], request.path_params["paper"]
    return await sync_to_async(state_for)(slug, paper, request.cookies.get("onevoice", ""))
