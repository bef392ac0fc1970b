"""Readers and actors in threads of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from onevoice.chamber import page_threads
from onevoice.chamber.page_threads import PageThreads

Message = dict[str, Any]
Result = TypeVar("Result")


def ran(work: Coroutine[Any, Any, Result]) -> Result:
    """Run in a thread of its own: where browsers are driven, the main one has a loop already."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()


async def asked(pages: PageThreads, method: str, *chunks: bytes, left: bool = False) -> list[Message]:
    """Send a request, and give what comes back; a sender may have left before all of it was there."""
    waiting: list[Message] = [{"type": "http.request", "body": one, "more_body": True} for one in chunks]
    waiting.append({"type": "http.disconnect"} if left else {"type": "http.request"})
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"content-length", str(sum(map(len, chunks))).encode())],
    }
    await pages(scope, receive, send)
    return sent


def test_an_act_passes_all_readers() -> None:
    """With every reader's thread taken and more in line, an act is answered."""
    let_go, begun = Event(), Event()

    def pages(environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "GET":
            begun.set()
            let_go.wait()
        begin("200 OK", [])
        return [environ["wsgi.input"].read()]

    async def evening() -> None:
        threads = PageThreads(pages, readers=2, actors=1)
        readers = [asyncio.create_task(asked(threads, "GET")) for _ in range(5)]
        await asyncio.to_thread(begun.wait)
        _start, body = await asyncio.wait_for(asked(threads, "POST", b"on=", b"a1"), 30)
        assert body["body"] == b"on=a1"
        assert not any(one.done() for one in readers)
        let_go.set()
        assert len(await asyncio.gather(*readers)) == 5

    ran(evening())


def test_an_answer_arrives_as_it_was_given() -> None:
    """Status, every header and every chunk; of HEAD no body; and the answer is closed."""
    closed = Event()

    class Chunks:
        def __iter__(self) -> Iterator[bytes]:
            return iter((b"a", b"b"))

        def close(self) -> None:
            closed.set()

    def pages(_environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        begin("404 Not Found", [("Set-Cookie", " a=1"), ("Set-Cookie", " b=2")])
        return Chunks()

    threads = PageThreads(pages, readers=1, actors=1)
    start, body = ran(asked(threads, "GET"))
    assert start == {
        "type": "http.response.start",
        "status": 404,
        "headers": [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")],
    }
    assert body["body"] == b"ab"
    assert closed.is_set()
    assert ran(asked(threads, "HEAD"))[1]["body"] == b""


def test_a_request_that_is_too_large_or_broken_off_reaches_no_page(monkeypatch: Any) -> None:
    """It takes no thread: what is larger than any page takes is refused, and who left is not waited for."""
    monkeypatch.setattr(page_threads, "_LARGEST", 5)
    came: list[str] = []

    def pages(environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        came.append(environ["REQUEST_METHOD"])
        begin("200 OK", [])
        return []

    threads = PageThreads(pages, readers=1, actors=1)
    assert ran(asked(threads, "POST", b"abc", b"def"))[0]["status"] == 413
    assert ran(asked(threads, "POST", b"abc", left=True))[0]["status"] == 400
    assert came == []
    ran(asked(threads, "POST", b"abcde"))
    assert came == ["POST"]
