"""A chamber with the demonstration's assembly, in a process of its own, and people who ask it over HTTP."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

_SEED = """
from pathlib import Path
from onevoice.chamber import serving
serving.prepare()
from onevoice.cli.demo_assembly import demo_assembly
from onevoice.cli.demo_chamber import seed
note = Path("note.html"); note.write_text("<p>note</p>")
seed(demo_assembly().calls, note)
"""


@dataclass
class Served:
    """A running chamber.

    Attributes
    ----------
    process : Popen
    port : int
    ready : float
        Seconds from start to the first answer.
    """

    process: subprocess.Popen[bytes]
    port: int
    ready: float

    @property
    def memory(self) -> int:
        """Resident bytes of the process and all that it started."""
        return sum(_resident(one) for one in _family(self.process.pid))

    def stop(self) -> None:
        """End it and what it started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def seed(folder: Path) -> None:
    """Set the invented assembly up in a folder."""
    subprocess.run([sys.executable, "-c", _SEED], env=_surroundings(folder, 8800), cwd=folder, check=True)


def serve(folder: Path) -> Served:
    """Serve a folder, and wait for the first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "onevoice", "serve"],
        env=_surroundings(folder, port),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    while asyncio.run(_answers(port)) is False:
        time.sleep(0.02)
    return Served(process, port, time.perf_counter() - begin)


@dataclass
class Person:
    """Somebody with a browser."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str) -> tuple[int, str]:
        """Ask for a page."""
        return await self._ask("GET", path, "")

    async def post(self, path: str, **fields: str) -> int:
        """Send a form."""
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return (await self._ask("POST", path, urlencode({**token, **fields})))[0]

    async def listen(self, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a stream; the caller reads it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self._head("GET", path, ""))
        await reader.readuntil(b"\r\n\r\n")
        return reader, writer

    async def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._head(method, path, body))
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            words = (await reader.read()).decode(errors="replace")
        finally:
            writer.close()
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name] = value
        return int(head.split(" ", 2)[1]), words

    def _head(self, method: str, path: str, body: str) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        if cookies:
            lines.append(f"Cookie: {cookies}")
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def enter(port: int, label: str) -> Person:
    """Enter the invented assembly by one of its doors."""
    person = Person(port)
    _, page = await person.get("/a/tamarel/")
    before = page[: page.index(label)]
    key = re.findall(r'name="person" value="([^"]*)"', before)[-1]
    await person.post("/a/tamarel/enter-as/", person=key)
    return person


def _surroundings(folder: Path, port: int) -> dict[str, str]:
    own = {"ONEVOICE_DATA": str(folder), "ONEVOICE_PORT": str(port), "ONEVOICE_DEMO": "1"}
    return {**os.environ, **own}


async def _answers(port: int) -> bool:
    try:
        return (await Person(port).get("/"))[0] == 200
    except (OSError, asyncio.IncompleteReadError):
        return False


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = one.read_text().rpartition(")")
        except OSError:
            continue
        if int(rest.split()[1]) == pid:
            found += _family(int(one.parent.name))
    return found


def _resident(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", words, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
