"""Parsers that go wild, to be started in a child process."""

from __future__ import annotations

from onevoice.assembly.text import Text


def takes_for_ever(content: bytes) -> Text:
    """Parse for ever."""
    while True:
        content = content[:1]


def takes_much_memory(content: bytes) -> Text:
    """Parse with ever more memory."""
    kept = []
    while True:
        kept.append(bytearray(50 << 20) + content)


def ends_badly(_: bytes) -> Text:
    """Parse with an error that nobody expects."""
    raise KeyError("word/document.xml")
