"""Parsers that go wild, to be started in a child process."""

from __future__ import annotations

from onevoice.assembly.text import Block, Kind, Text


def takes_for_ever(content: bytes) -> Text:
    """Parse for ever."""
    while True:
        content = content[:1]


def takes_some_memory(content: bytes) -> Text:
    """Parse with a good deal of memory, and give something back."""
    kept = [bytearray(50 << 20) for _ in range(16)]
    return Text((Block("b1", Kind.PARAGRAPH, f"{len(kept)} {len(content) > 0}"),))


def ends_badly(_: bytes) -> Text:
    """Parse with an error that nobody expects."""
    raise KeyError("word/document.xml")
