"""A text from HTML: sanitised first, then parsed; nothing but words, structure and marks is taken from it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError
from onevoice.formats.flow import Flow
from onevoice.formats.numbering import BULLET, Nesting, enclosed_number, heading_number, listed_number

NESTED_LIMIT = 200
"""How many elements of one name may be open at once: beyond it no text has a meaning, and parsers crawl."""

INLINE = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "a": MarkKind.LINK,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "header", "hr", "main", "nav", "p", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "li", "pre", *_HEADINGS, *_LISTS),
    }
)
_TAGS = {*_BLOCKS, *INLINE, "span", "br", "img"}
_DROPPED = {
    *("script", "style", "title", "template", "noscript", "textarea", "select", "iframe", "object", "svg"),
    *("math", "head", "audio", "video", "canvas", "del", "noembed", "noframes", "xmp", "plaintext"),
}
_ATTRIBUTES = {
    "*": {"class", "data-depth"},
    "a": {"href"},
    "ol": {"start", "type"},
    "li": {"value"},
    "img": {"alt"},
    "span": {"style"},
}
_OPENED = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_CLOSES_ITSELF = frozenset(
    {*("p", "li", "br", "img", "hr", "td", "th", "tr", "dt", "dd", "input", "meta", "link", "option", "col")}
)
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.IGNORECASE
)


def parse_html(source: str, *, name: str = "") -> Text:
    """Read the words of an HTML file.

    Parameters
    ----------
    source : str
    name : str, optional
        What errors call the file.

    Raises
    ------
    InputError
        If elements are nested beyond ``NESTED_LIMIT``.
    """
    _refuse_abyss(source, name)
    reader = _Reader()
    reader.feed(
        nh3.clean(
            source,
            tags=_TAGS,
            clean_content_tags=_DROPPED,
            attributes=_ATTRIBUTES,
            link_rel=None,
            url_schemes={"http", "https", "mailto"},
            filter_style_properties={"white-space"},
        )
    )
    reader.close()
    reader.flush()
    language = _LANGUAGE.search(source[:10_000])
    return Text(tuple(reader.blocks), language[1] if language else "")


def _refuse_abyss(source: str, name: str) -> None:
    opened: Counter[str] = Counter()
    for found in _OPENED.finditer(source):
        tag = found[2].lower()
        if tag in _CLOSES_ITSELF:
            continue
        opened[tag] = max(0, opened[tag] + (-1 if found[1] else 1))
        if opened[tag] > NESTED_LIMIT:
            raise InputError(
                f"over {NESTED_LIMIT} elements <{tag}> stand within one another",
                "Save it again from a word processor, or as plain text",
                file=name,
                row=source.count("\n", 0, found.start()) + 1,
            )


@dataclass(slots=True)
class _List:
    """A list that is open, and where its counting is."""

    ordered: bool
    style: str
    next: int


@dataclass(slots=True)
class _Frame:
    """What the block under way has been told it is."""

    kind: Kind
    depth: int
    number: str = ""
    settled: bool = False  # a number was given, even if it is none
    empty: bool = False  # it stands though it has no words


class _Reader(HTMLParser):
    """Turns sanitised HTML into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._flow = Flow()
        self._frame = _Frame(Kind.PARAGRAPH, 0)
        self._lists: list[_List] = []
        self._nesting = Nesting()
        self._spans: list[str] = []
        self._printed: list[str] | None = None
        self._verbatim = 0
        self._broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        classes = given.get("class", "").split()
        if tag in _BLOCKS:
            self.flush()
            self._begin(tag, given, classes)
        elif tag in INLINE:
            self._flow.open(INLINE[tag], given.get("href", ""))
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._flow.fold(given.get("alt", ""))
        else:
            self._begin_span(given, classes)

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE:
            self._flow.close(INLINE[tag])
        elif tag == "span" and self._spans:
            self._end_span(self._spans.pop())
        elif tag in _BLOCKS:
            self.flush()
            if tag in _LISTS and self._lists:
                self._lists.pop()
            elif tag == "pre":
                self._verbatim -= 1
            self._frame = self._inherited()

    def handle_data(self, data: str) -> None:
        if self._printed is not None:
            self._printed.append(data)
        elif not self._verbatim:
            if data.strip(" \t\n\r\f"):
                self._broken = False
            self._flow.fold(data)
        else:
            for place, line in enumerate(data.split("\n")):
                if place:
                    self.flush()
                self._flow.keep(line)

    def flush(self) -> None:
        """End the block under way, if it has words or is known to be empty."""
        words, marks = self._flow.finish()
        frame = self._frame
        self._broken = False
        if not words and not frame.empty:
            return
        if not frame.settled:
            words, marks = self._part_number(words, marks, frame)
        if frame.kind is not Kind.LIST_ENTRY or self._lists:
            self._nesting.end()
        block_id = f"b{len(self.blocks) + 1}"
        self.blocks.append(Block(block_id, frame.kind, words, frame.depth, frame.number, marks))
        self._frame = self._inherited()

    def _begin(self, tag: str, given: dict[str, str], classes: list[str]) -> None:
        if tag in _LISTS:
            self._frame = self._inherited()
            start = _whole(given.get("start", ""), 1)
            self._lists.append(_List(tag == "ol", given.get("type", "1"), start))
            return
        if tag == "pre":
            self._verbatim += 1
        frame = self._inherited() if tag != "li" else self._entry(given)
        if tag != "li" and self._waiting:
            frame = self._frame  # what begins an entry is the entry
        if tag in _HEADINGS:
            frame = _Frame(Kind.HEADING, int(tag[1]))
        if "clause" in classes:
            frame = _Frame(Kind.CLAUSE, 0)
        if "data-depth" in given:
            frame.depth = _whole(given["data-depth"], frame.depth)
        if "unnumbered" in classes:
            frame.number, frame.settled = "", True
        frame.empty = "empty" in classes
        self._frame = frame

    def _entry(self, given: dict[str, str]) -> _Frame:
        """Begin a list entry with the number that its list gives it."""
        if not self._lists:
            return _Frame(Kind.LIST_ENTRY, 0, BULLET)
        current = self._lists[-1]
        place = _whole(given.get("value", ""), current.next)
        current.next = place + 1
        number = listed_number(place, current.style) if current.ordered else BULLET
        return _Frame(Kind.LIST_ENTRY, len(self._lists) - 1, number)

    @property
    def _waiting(self) -> bool:
        """Whether a list entry has begun and has no words yet."""
        return self._frame.kind is Kind.LIST_ENTRY and bool(self._frame.number)

    def _inherited(self) -> _Frame:
        """Say what words are that no element of their own encloses."""
        if self._lists:
            return _Frame(Kind.LIST_ENTRY, len(self._lists) - 1, settled=True)
        return _Frame(Kind.PARAGRAPH, 0)

    def _part_number(
        self, words: str, marks: tuple[Mark, ...], frame: _Frame
    ) -> tuple[str, tuple[Mark, ...]]:
        """Take a number that is printed before the words into the block's number."""
        found = heading_number(words) if frame.kind is Kind.HEADING else enclosed_number(words)
        if not found:
            return words, marks
        number, rest = found
        if frame.kind is Kind.PARAGRAPH:
            depth = self._nesting.place(number, sure=True)
            frame.kind, frame.depth = Kind.LIST_ENTRY, depth or 0
        frame.number = number
        return cut_marks(words, marks, len(words) - len(rest))

    def _break(self) -> None:
        """Part lines with a blank, and two of them in a row with a new block."""
        if self._broken:
            self.flush()
        else:
            self._flow.fold(" ")
            self._broken = True

    def _begin_span(self, given: dict[str, str], classes: list[str]) -> None:
        if "number" in classes:
            self._spans.append("number")
            self._printed = []
        elif "pre" in given.get("style", ""):
            self._spans.append("pre")
            self._verbatim += 1
        else:
            self._spans.append("")

    def _end_span(self, span: str) -> None:
        if span == "pre":
            self._verbatim -= 1
        elif span == "number" and self._printed is not None:
            self._frame.number, self._frame.settled = " ".join("".join(self._printed).split()), True
            self._printed = None


def cut_marks(words: str, marks: tuple[Mark, ...], at: int) -> tuple[str, tuple[Mark, ...]]:
    """Leave out the beginning of a block's words."""
    kept = (Mark(max(0, one.start - at), one.end - at, one.kind, one.target) for one in marks if one.end > at)
    return words[at:], tuple(kept)


def _whole(given: str, otherwise: int) -> int:
    return int(given) if re.fullmatch(r"-?\d{1,9}", given) else otherwise
