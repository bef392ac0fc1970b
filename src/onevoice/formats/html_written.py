"""A text as HTML: headings, paragraphs and nested lists, which every browser and screen reader knows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from onevoice.assembly.text import Block, Kind, MarkKind, Text
from onevoice.formats.direction import is_right_to_left
from onevoice.formats.flow import safe_target
from onevoice.formats.inline import Piece, pieces
from onevoice.formats.numbering import BULLET, enclosed_number, heading_number

_FOLDING = re.compile(r"^[ \t]+|[ \t]+$|[ \t]{2,}|\t")
_COUNTED = re.compile(r"(0|[1-9][0-9]{0,8})\.")
_STYLE = "li:has(> .number), li.unnumbered { list-style: none }"


def html_of(text: Text) -> str:
    """Write a text as a whole HTML document.

    Numbers that no list of HTML gives ("(a)") are printed in ``<span class="number">``; clauses are
    ``<p class="clause">``; blanks that would fold are kept by ``white-space: pre``.
    """
    return html_page([(block, words_in_html(block)) for block in text.blocks], text.language)


def html_page(blocks: Sequence[tuple[Block, str]], language: str, style: str = "") -> str:
    """Write a whole HTML document of blocks, each with its words as HTML.

    Parameters
    ----------
    blocks : sequence of (Block, str)
    language : str
        BCP 47; empty where unknown.
    style : str
        CSS besides the page's own.
    """
    direction = ' dir="rtl"' if is_right_to_left(language) else ""
    language = f' lang="{html.escape(language)}"' if language else ""
    title = next((one.words for one, _ in blocks if one.words.strip()), "")
    meta = f'<meta charset="utf-8">\n<title>{html.escape(title[:200])}</title>'
    head = f"<head>\n{meta}\n<style>{_STYLE}{style}</style>\n</head>"
    body = "\n".join(_Writer().lines(blocks)).replace("\n</li>", "</li>")
    return f"<!doctype html>\n<html{language}{direction}>\n{head}\n<body>\n{body}\n</body>\n</html>\n"


class _Writer:
    """Writes blocks, with the lists that are open."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []  # tag, and the number of the entry to come

    def lines(self, blocks: Iterable[tuple[Block, str]]) -> Iterator[str]:
        """Write every block with its words, and close what is open."""
        for block, words in blocks:
            if block.kind is Kind.LIST_ENTRY:
                yield from self._entry(block, words)
            else:
                yield from self._close(0)
                yield _alone(block, words)
        yield from self._close(0)

    def _entry(self, block: Block, words: str) -> Iterator[str]:
        counted = _COUNTED.fullmatch(block.number)
        tag = "ol" if counted else "ul" if block.number == BULLET else ""
        depth = max(0, block.depth)
        yield from self._close(depth + 1)
        if len(self._open) == depth + 1:
            if tag in ("", self._open[-1][0]):
                yield "</li>"
            else:
                yield from self._close(depth)
        while len(self._open) < depth:
            yield "<ul>\n<li>"
            self._open.append(("ul", 1))
        if len(self._open) == depth:
            start = f' start="{int(counted[1])}"' if counted and int(counted[1]) != 1 else ""
            yield f"<{tag or 'ul'}{start}>"
            self._open.append((tag or "ul", int(counted[1]) if counted else 1))
        tag, expected = self._open[-1]
        place = int(counted[1]) if counted else expected
        value = f' value="{place}"' if place != expected else ""
        self._open[-1] = (tag, place + 1)
        number = "" if counted or block.number == BULLET else block.number
        yield f"<li{value}{_classes(block)}>{_numbered(block, number, words)}"

    def _close(self, depth: int) -> Iterator[str]:
        while len(self._open) > depth:
            yield f"</li>\n</{self._open.pop()[0]}>"


def _alone(block: Block, words: str) -> str:
    """Write a block that stands in no list."""
    level = min(6, max(1, block.depth))
    tag, usual = (f"h{level}", level) if block.kind is Kind.HEADING else ("p", 0)
    depth = f' data-depth="{block.depth}"' if block.depth != usual else ""
    return f"<{tag}{_classes(block)}{depth}>{_numbered(block, block.number, words)}</{tag}>"


def _classes(block: Block) -> str:
    names = [
        *(["clause"] if block.kind is Kind.CLAUSE else []),
        *(["empty"] if not block.words else []),
        *(["unnumbered"] if block.kind is Kind.LIST_ENTRY and not block.number else []),
    ]
    return f' class="{" ".join(names)}"' if names else ""


def _numbered(block: Block, number: str, words: str) -> str:
    """Write a block's words after its number; where none is meant but they look like one, say so."""
    find = heading_number if block.kind is Kind.HEADING else enclosed_number
    given = html.escape(number)
    if number:
        return f'<span class="number">{given}</span> {words}'
    if find(block.words):
        return f'<span class="number"></span>{words}'
    return words


def words_in_html(block: Block) -> str:
    """Write a block's words, with the elements of their marks."""
    folding = [found.span() for found in _FOLDING.finditer(block.words)]
    parts, at = list[str](), 0
    for piece in pieces(block.words, block.marks, (end for span in folding for end in span)):
        kept = any(start <= at < end for start, end in folding)
        parts.append(_piece(piece, kept=kept))
        at += len(piece.words)
    return "".join(parts)


def _piece(piece: Piece, *, kept: bool) -> str:
    """Write words in the elements of their marks, a link outermost."""
    words = html.escape(piece.words, quote=False)
    if kept:
        words = f'<span style="white-space: pre">{words}</span>'
    kinds = {kind for kind, _ in piece.styles}
    for kind, tag in ((MarkKind.EMPHASIS, "em"), (MarkKind.STRONG, "strong")):
        if kind in kinds:
            words = f"<{tag}>{words}</{tag}>"
    target = next(
        (safe_target(to) for kind, to in sorted(piece.styles, key=str) if kind is MarkKind.LINK), ""
    )
    return f'<a href="{html.escape(target)}">{words}</a>' if target else words
