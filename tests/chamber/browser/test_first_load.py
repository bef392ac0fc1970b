"""What a first visit loads: little enough for a slow telephone, and once."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest

from chamber.browser.conftest import session_of
from chamber.browser.council import Council
from chamber.browser.visits import Look, looks
from onevoice.chamber.static_files import files

LIMIT = 100_000


def sent(served: str, address: str, look: Look | None = None) -> tuple[int, str, dict[str, str]]:
    """Give how many bytes an address sends, what they are, and the head of the answer."""
    cookies = f"onevoice={session_of(look.doer)}" if look else ""
    asked = Request(f"{served}{address}", headers={"Accept-Encoding": "gzip", "Cookie": cookies})  # noqa: S310
    with urlopen(asked, timeout=30) as answer:  # noqa: S310 - our own address
        head, body = dict(answer.headers), answer.read()
    packed = head.get("content-encoding") == "gzip"
    return len(body), (gzip.decompress(body) if packed else body).decode("utf-8", "replace"), head


@pytest.fixture
def pages(council: Council) -> Iterator[Look]:
    """Give every page."""
    return looks(council)


def test_a_first_visit_is_light(served: str, pages: Iterator[Look]) -> None:
    """A page, and the style, script and picture that all pages share, are at most 100 KB as they are sent."""
    shared = sum(len(one.compressed) for one in files().values())
    heavy = {}
    for look in pages:
        size, _words, _head = sent(served, look.address, look)
        if size + shared > LIMIT:
            heavy[look.name] = size + shared
    assert heavy == {}


def test_what_pages_share_is_loaded_once(served: str) -> None:
    """Style and script are sent packed, and kept for a year under the address of their version."""
    _size, words, _head = sent(served, "/")
    address = words.split('rel="stylesheet" href="')[1].split('"')[0]
    size, style, head = sent(served, address)
    assert size < len(style) / 2
    assert "immutable" in head["cache-control"]
    _size, _style, other = sent(served, address.split("?")[0])
    assert other["cache-control"] == "no-cache"
