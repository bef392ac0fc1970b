"""A running chamber and one Chromium: the program as it is served, with a council in mid-debate."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext

from chamber.browser.council import Council, make_council
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.pages.visit import ADMINISTRATOR, PEOPLE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in the thread of the tests


@pytest.fixture(scope="session")
def served(chamber: Path) -> Iterator[str]:
    """Serve the data folder of the tests; give the address."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with serving(chamber) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run the chamber of a data folder in a process of its own, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        **os.environ,
        "ONEVOICE_DATA": str(folder),
        "ONEVOICE_PORT": str(port),
        "ONEVOICE_DEMO": "1",
    }
    for name in ("ONEVOICE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        surroundings.pop(name, None)
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port)]
    with (folder / "served.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "onevoice.chamber.asgi:app"], env=surroundings, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, process, folder / "served.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the program answers; fail with what it said if it ends before."""
    while process.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.05)  # let it get on
            continue
        return
    pytest.fail(f"the chamber did not start: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def council(served: str) -> Council:  # noqa: ARG001 - the tables must be there
    """Give a council in mid-debate; shared, so tests only look at it."""
    return make_council()


Enter = Callable[..., BrowserContext]


@pytest.fixture
def enter(chromium: Browser, served: str) -> Iterator[Enter]:
    """Give what opens a browser for somebody, or (None) a visitor: ``enter(doer, "he", **settings)``."""
    opened: list[BrowserContext] = []

    def entered(doer: Doer | None = None, language: str = "en", **settings: Any) -> BrowserContext:
        context = chromium.new_context(base_url=served, **settings)
        context.add_cookies([{"name": "onevoice-language", "value": language, "url": served}])
        key = session_of(doer)
        if key:
            context.add_cookies([{"name": "onevoice", "value": key, "url": served}])
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield entered
    for context in opened:
        context.close()


def session_of(doer: Doer | None) -> str:
    """Bind a session to somebody, as a personal link does, and give its key; empty for a visitor."""
    if doer is None:
        return ""
    session = SessionStore()
    if doer.person:
        person = models.Person.objects.get(pk=doer.person)
        session[PEOPLE] = {person.assembly_id: [person.id, person.epoch]}
    else:
        key = models.Key.objects.create(
            token_digest=secrets.token_hex(32),
            issued_at="2026-11-01T00:00:00Z",
            used_at="2026-11-01T00:00:00Z",
        )
        session[ADMINISTRATOR] = key.id
    session.save()
    return session.session_key
