"""A page as a reader of its HTML finds it."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """What stands on a page: its ids, links, loaded things, headings and plain text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note what an element is and leads to."""
        self._within.append(tag)
        named = dict(attrs)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        self.loaded += [named[name] for name in ("src", "srcset", "poster", "data") if name in named]
        if tag in {"link", "iframe", "object", "embed", "base", "img", "use", "image"}:
            self.loaded.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        """Keep the text that is read, not styles and scripts."""
        if not self._within or self._within[-1] not in {"style", "script"}:
            self.text.append(data)

    def handle_endtag(self, tag):
        """Leave an element."""
        while self._within and self._within.pop() != tag:
            pass
