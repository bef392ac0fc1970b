"""What every test shares: real files where they are, no network, the same examples every time."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from onevoice.assembly.order.pack import PACKS
from onevoice.chamber.sqlite import choose_library

choose_library()  # before a test loads another for the same process

hypothesis.settings.register_profile("laws", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("laws")

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Find the folder of real roll calls and conversations beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the real files (shared/data beside the checkout) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for every test of this process: Playwright allows no second."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""

    def guarded(name: str):
        plain = getattr(socket.socket, name)

        def connect(self: socket.socket, address):
            inet = self.family in (socket.AF_INET, socket.AF_INET6)
            if inet and not str(address[0]).startswith(("127.", "::1", "localhost")):
                raise RuntimeError(f"a test tried to reach {address[0]}; tests use no network")
            return plain(self, address)

        return connect

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(name))


@pytest.fixture(autouse=True)
def _no_pack_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the rule packs that a test, or an example in a document, adds."""
    monkeypatch.setattr(PACKS, "_added", {})
