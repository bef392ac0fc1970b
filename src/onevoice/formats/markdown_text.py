"""A text from Markdown (CommonMark), as markdown-it-py reads it; HTML in it is sanitised like any other.

What CommonMark has no notation for (clauses, numbers before paragraphs) stands in a comment before the
block: ``<!-- clause, depth 1, number "(a)" -->``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError
from onevoice.formats.flow import Flow
from onevoice.formats.html_text import INLINE, cut_marks, parse_html
from onevoice.formats.numbering import BULLET, Nesting, enclosed_number, heading_number

NESTED_LIMIT = 120
"""How many blocks of Markdown may stand within one another; a list and its entry are two."""

BRACKETS_LIMIT = 20_000
"""How many brackets may open: each may begin a link, and the parser follows it to its end."""

COMMENT = re.compile(
    r"<!--\s*(?P<kind>heading|paragraph|list-entry|clause)(?:, depth (?P<depth>-?\d{1,9}))?"
    r"(?:, number \"(?P<number>[^\"]*)\")?(?P<empty>, no words)?\s*-->"
)
_LANGUAGE = re.compile(r"<!--\s*language ([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*-->")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_TARGET = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_ACTING = frozenset({"script", "style", "template", "iframe", "object", "svg", "math", "textarea", "title"})


def parse_markdown(source: str, *, name: str = "") -> Text:
    """Read the words of a Markdown file.

    Parameters
    ----------
    source : str
    name : str, optional
        What errors call the file.

    Raises
    ------
    InputError
        If blocks are nested beyond ``NESTED_LIMIT``, or over ``BRACKETS_LIMIT`` brackets open.
    """
    if source.count("[") > BRACKETS_LIMIT:
        todo = "Save it from a word processor, or as plain text"
        raise InputError(f"over {BRACKETS_LIMIT:,} brackets open here", todo, file=name)
    reader = _Reader(name)
    for token in _Parser().parse(source):
        reader.read(token)
    return Text(tuple(reader.blocks), reader.language)


class _Parser(MarkdownIt):
    """CommonMark with its HTML; targets of links stay as they stand, and are judged with their words."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True, "maxNesting": NESTED_LIMIT})

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # the library's name
        return link


@dataclass(slots=True)
class _List:
    """A list that is open: how the number of its next entry is printed."""

    ordered: bool
    next: int
    dress: str


class _Reader:
    """Turns the tokens of markdown-it into blocks."""

    def __init__(self, name: str) -> None:
        self.blocks: list[Block] = []
        self.language = ""
        self._name = name
        self._lists: list[_List] = []
        self._number: str | None = None  # of a list entry that has begun and has no words yet
        self._heading = 0
        self._told: Block | None = None  # what a comment says of the block to come
        self._nesting = Nesting()

    def read(self, token: Token) -> None:
        """Take a token of the level of blocks."""
        if token.level >= NESTED_LIMIT - 2:
            row = token.map[0] + 1 if token.map else None
            what = "lists and quotations are nested too deep here"
            raise InputError(what, "Take some of the indents out", file=self._name, row=row)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            ordered = token.type.startswith("ordered")
            self._lists.append(_List(ordered, int(start) if start is not None else 1, token.markup))
            self._number = None
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._number = self._count(token)
        elif token.type == "list_item_close":
            self._number = None
        elif token.type == "heading_open":
            self._heading = int(token.tag[1])
        elif token.type == "inline":
            self._inline(token)
        elif token.type in ("code_block", "fence"):
            for line in token.content.splitlines():
                flow = Flow()
                flow.keep(line)
                if line.strip():
                    self._end(*flow.finish())
        elif token.type == "html_block":
            self._html(token.content)

    def _count(self, token: Token) -> str:
        current = self._lists[-1]
        if not current.ordered:
            return BULLET
        current.next += 1
        return f"{current.next - 1}{token.markup or current.dress}"

    def _inline(self, token: Token) -> None:
        words, marks = _flowed(token.children or [])
        self._end(words, marks, printed=token.content)

    def _end(self, words: str, marks: tuple[Mark, ...], *, printed: str = "") -> None:
        """Make a block of words, after what stands round it.

        A number is parted from them where one stands as it is ``printed``, without an escape.
        """
        block_id = f"b{len(self.blocks) + 1}"
        if self._told is not None:
            self.blocks.append(replace(self._told, id=block_id, words=words, marks=marks))
            self._told, self._heading, self._number = None, 0, None
            self._nesting.end()
            return
        kind, depth, number = Kind.PARAGRAPH, 0, ""
        if self._heading:
            kind, depth = Kind.HEADING, self._heading
        elif self._lists:
            kind, depth, number = Kind.LIST_ENTRY, len(self._lists) - 1, self._number or ""
        find = heading_number if self._heading else enclosed_number
        found = find(words) if find(printed) and (self._number is not None or not self._lists) else None
        if found:
            number, rest = found
            words, marks = cut_marks(words, marks, len(words) - len(rest))
            if kind is Kind.PARAGRAPH:
                kind, depth = Kind.LIST_ENTRY, self._nesting.place(number, sure=True) or 0
        if not found or self._lists:
            self._nesting.end()
        self._heading, self._number = 0, None
        self.blocks.append(Block(block_id, kind, words, depth, number, marks))

    def _html(self, content: str) -> None:
        """Take a comment's word for the block to come, and any other HTML as blocks of its own."""
        language = _LANGUAGE.match(content.strip())
        if language and not self.blocks:
            self.language = language[1]
            return
        told = COMMENT.fullmatch(content.strip())
        if not told:
            for block in parse_html(content, name=self._name).blocks:
                self.blocks.append(replace(block, id=f"b{len(self.blocks) + 1}"))
            return
        kind = Kind(told["kind"])
        usual = 1 if kind is Kind.HEADING else 0
        depth = int(told["depth"]) if told["depth"] else usual
        self._told = Block("", kind, "", depth, html.unescape(told["number"] or ""))
        if told["empty"]:
            self._end("", ())


def _flowed(children: list[Token]) -> tuple[str, tuple[Mark, ...]]:
    """Let the tokens of a paragraph flow together to its words and marks."""
    flow = Flow()
    acting = ""
    kinds = {"em": MarkKind.EMPHASIS, "strong": MarkKind.STRONG, "link": MarkKind.LINK}
    for token in children:
        kind, _, edge = token.type.partition("_")
        if token.type == "html_inline":
            acting = _tag(flow, token.content, acting)
        elif acting:
            continue
        elif kind in kinds and edge == "open":
            flow.open(kinds[kind], str(token.attrGet("href") or ""))
        elif kind in kinds and edge == "close":
            flow.close(kinds[kind])
        elif token.type in ("softbreak", "hardbreak"):
            flow.keep(" ")
        else:  # text, code, and the words that stand for a picture
            flow.keep(token.content)
    return flow.finish()


def _tag(flow: Flow, tag: str, acting: str) -> str:
    """Take a tag within a paragraph; give the element under way whose content is no words, if any."""
    found = _TAG.match(tag)
    if not found:
        return acting
    name = found[2].lower()
    if acting or name in _ACTING:
        return "" if found[1] and name == acting else acting or ("" if found[1] else name)
    if name in INLINE:
        if found[1]:
            flow.close(INLINE[name])
        else:
            target = _TARGET.search(tag)
            flow.open(INLINE[name], html.unescape(target[target.lastindex or 0]) if target else "")
    elif name == "br":
        flow.keep(" ")
    return acting
