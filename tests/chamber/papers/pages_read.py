"""A page as a reader meets it: the words that are shown, and which of them are set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Shown(HTMLParser):
    """The words of a page.

    Attributes
    ----------
    words : list of (str, bool)
        As they come, each with whether it runs in a direction of its own.
    ids : list of str
        Of elements.
    """

    words: list[tuple[str, bool]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        held = dict(attrs)
        self.tags.append(tag)
        if held.get("id"):
            self.ids.append(held["id"] or "")
        if tag not in _EMPTY:
            apart = tag in {"bdi", "title", "pre"} or (tag != "html" and "dir" in held)
            self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Hear words."""
        if not any(tag in {"script", "style"} for tag, _ in self._open):
            self.words.append((data, any(apart for _, apart in self._open)))

    @property
    def text(self) -> str:
        """All that is shown, with blanks folded."""
        return " ".join("".join(words for words, _ in self.words).split())


def shown(page: bytes) -> Shown:
    """Read a page."""
    reader = Shown()
    reader.feed(page.decode())
    return reader
