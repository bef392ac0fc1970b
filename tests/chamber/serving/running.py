"""A chamber in a process of its own, that can be killed, and what acts on it from outside."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.contrib.sessions.backends.db import SessionStore

from onevoice.chamber import keeping, models, sqlite
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.pages.visit import PEOPLE


@dataclass
class Running:
    """A served chamber."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """End it and all that it started, at once, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def run(folder: Path) -> Running:
    """Start a chamber on a data folder, and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "ONEVOICE_DATA": str(folder), "ONEVOICE_PORT": str(port)}
    surroundings.pop("ONEVOICE_URL", None)
    with (folder / "served.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "onevoice", "serve"],
            env=surroundings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    running = Running(process, port)
    while process.poll() is None:
        try:
            if Visitor(port).get("/")[0] == http.client.OK:
                return running
        except OSError:
            _pass_time(process)
    raise AssertionError((folder / "served.log").read_text(encoding="utf-8", errors="replace"))


def _pass_time(process: subprocess.Popen[bytes]) -> None:
    """Let a process get on; it should not end."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.05)


def copied(chamber: Path, folder: Path) -> Path:
    """Copy a chamber to a folder that no other process works in."""
    for name in (keeping.DATABASE, "throwaway.sqlite3"):
        source = sqlite.connect(chamber / name)
        source.execute("VACUUM INTO ?", (str(folder / name),))
        source.close()
    return folder


class Visitor:
    """Somebody with a browser: a session, and the token that its forms carry."""

    def __init__(self, port: int, session: str = "") -> None:
        self._port = port
        self._cookies = {"onevoice": session} if session else {}

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; give its status and words."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> int:
        """Send a form; give the status."""
        token = {"csrfmiddlewaretoken": self._cookies["csrftoken"]}
        return self._ask("POST", path, urlencode({**token, **fields}))[0]

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            words = answer.read().decode()
        finally:
            connection.close()
        for given in answer.headers.get_all("Set-Cookie") or ():
            found = re.match(r"([^=]+)=([^;]*)", given)
            if found:
                self._cookies[found[1]] = found[2]
        return answer.status, words


def session_of(doer: Doer) -> str:
    """Bind a session to somebody, as a personal link does; give its key."""
    person = models.Person.objects.get(pk=doer.person)
    session = SessionStore()
    session[PEOPLE] = {person.assembly_id: [person.id, person.epoch]}
    session.save()
    return str(session.session_key)
