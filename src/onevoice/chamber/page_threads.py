"""Django's pages in threads: a few read and a few act, so that an act never waits behind readers.

Python runs one thread of a process at a time: more readers at once answer nobody sooner, and keep the event
loop, acts and streams from their turn. Whoever reads beyond these few waits in line, where waiting costs
nothing. A request is taken to a thread once it is there whole, and its answer leaves from the event loop:
slow lines hold no thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any, cast

from a2wsgi.wsgi import build_environ
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

_READS = frozenset({"GET", "HEAD"})
_LARGEST = 32 << 20  # bytes of a request: more than any page takes
_IN_MEMORY = 1 << 20  # bytes; more of a request lies in a file

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""As WSGI has it."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class PageThreads:
    """A WSGI application behind ASGI.

    Parameters
    ----------
    application : callable
        As WSGI has it.
    readers, actors : int
        Threads for requests that read, and for those that may write.
    """

    def __init__(self, application: Application, *, readers: int, actors: int) -> None:
        self._application = application
        self._readers = ThreadPoolExecutor(readers, "reader")
        self._actors = ThreadPoolExecutor(actors, "actor")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        reads = scope["method"] in _READS
        with SpooledTemporaryFile(_IN_MEMORY) as body:
            if not reads:
                problem = await _receive(receive, body)
                if problem is not None:
                    await PlainTextResponse(f"{problem.phrase}.", problem.value)(scope, receive, send)
                    return
            # the packages write the types of one protocol differently
            environ = cast("dict[str, Any]", build_environ(cast("Any", scope), cast("Any", body)))
            pool = self._readers if reads else self._actors
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(pool, copy_context().run, self._answer, environ)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    def _answer(self, environ: dict[str, Any]) -> _Answer:
        """Answer in a thread."""
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
            begun[:] = [(status, headers)]

        chunks = self._application(environ, begin)
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        status, headers = begun[0]
        written = [(_written(name).lower(), _written(value)) for name, value in headers]
        return _Answer(int(status.split(" ", 1)[0]), written, body)


def _written(words: str) -> bytes:
    return words.strip().encode("latin-1")


async def _receive(receive: Receive, body: SpooledTemporaryFile[bytes]) -> HTTPStatus | None:
    """Take in the body of a request; give what is wrong with it, if something is."""
    more, length = True, 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return HTTPStatus.BAD_REQUEST
        chunk = message.get("body", b"")
        length += len(chunk)
        if length > _LARGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        body.write(chunk)
        more = message.get("more_body", False)
    body.seek(0)
    return None
