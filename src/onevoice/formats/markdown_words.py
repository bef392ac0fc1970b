"""A block's words as Markdown writes them: escaped, with emphasis and links, and blanks that stay."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence

from onevoice.assembly.text import Block, Kind, MarkKind
from onevoice.formats.flow import safe_target
from onevoice.formats.inline import Piece, Style, pieces, put_together
from onevoice.formats.markdown_text import parse_markdown
from onevoice.formats.numbering import enclosed_number, heading_number

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=[#A-Za-z])")
_HEADING_SPECIAL = re.compile(rf"{_SPECIAL.pattern}|#")
_NOTATION = re.compile(r"[-+](?=\s|$|[-+])|#{1,6}(?=\s|$)|>|~~~")
_COUNTED = re.compile(r"(\d{1,9})(?=[.)])", re.ASCII)
_DELIMITERS = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**"}
_TAGS = {MarkKind.EMPHASIS: "em", MarkKind.STRONG: "strong", MarkKind.LINK: "a"}

Edge = Callable[[Style], str]
"""Writes what stands where a mark begins or ends."""


def markdown_words(block: Block, *, guarded: bool = True) -> str:
    """Write a block's words; guarded, so that their beginning is not taken for a number or a list.

    Emphasis is written with stars where Markdown reads it back so, and with tags of HTML elsewhere.
    """
    drawn = _drawn(block, _star, _star_end)
    if block.marks and not _reads_back(drawn, block):
        drawn = _drawn(block, _tag, _tag_end)
    return _guard(drawn, block) if guarded else drawn


def markdown_words_in_tags(block: Block, *, guarded: bool = True) -> str:
    """Write a block's words as ``markdown_words`` does, but with tags only, which stand beside others."""
    drawn = _drawn(block, _tag, _tag_end)
    return _guard(drawn, block) if guarded else drawn


def _reads_back(drawn: str, block: Block) -> bool:
    read = parse_markdown(_guard(drawn, block)).blocks
    return [(one.words, one.marks) for one in read] == [put_together(pieces(block.words, block.marks))]


def _guard(drawn: str, block: Block) -> str:
    """Escape what would be notation at the beginning of a paragraph."""
    find = heading_number if block.kind is Kind.HEADING else enclosed_number
    if _NOTATION.match(drawn) or (drawn.startswith("(") and find(block.words)):
        return f"\\{drawn}"
    return _COUNTED.sub(r"\1\\", drawn, count=1) if _COUNTED.match(drawn) else drawn


def _drawn(block: Block, begin: Edge, end: Edge) -> str:
    """Write words with their marks, each mark as long as marks that lie crosswise let it be."""
    parts = list(pieces(block.words, block.marks))
    special = _HEADING_SPECIAL if block.kind is Kind.HEADING else _SPECIAL
    found: list[str] = []
    stack: list[Style] = []
    for place, part in enumerate(parts):
        styles = set(_written_styles(part))
        keep = next((depth for depth, style in enumerate(stack) if style not in styles), len(stack))
        found += [end(style) for style in reversed(stack[keep:])]
        del stack[keep:]
        for style in sorted(styles.difference(stack), key=lambda one: (-_reach(parts, place, one), str(one))):
            found.append(begin(style))
            stack.append(style)
        found += _escaped(part.words, special, first=place == 0, last=place == len(parts) - 1)
    return "".join([*found, *(end(style) for style in reversed(stack))])


def _written_styles(part: Piece) -> Iterator[Style]:
    """Give the marks that are written: of links, those that lead where a text may lead, and only one."""
    links = sorted(target for kind, target in part.styles if kind is MarkKind.LINK and safe_target(target))
    yield from (style for style in part.styles if style[0] is not MarkKind.LINK)
    if links:
        yield MarkKind.LINK, links[0]


def _reach(parts: Sequence[Piece], place: int, style: Style) -> int:
    """Count the pieces through which a mark goes on."""
    return next((at for at in range(place, len(parts)) if style not in parts[at].styles), len(parts)) - place


def _escaped(words: str, special: re.Pattern[str], *, first: bool, last: bool) -> Iterator[str]:
    """Escape what is notation, and write blanks at the block's edges so that no reader strips them."""
    if first and (words[:1].isspace() or words[:1] == "\ufeff"):  # which would mark the file's encoding
        yield f"&#{ord(words[0])};"
        words = words[1:]
    ending = words[-1:] if last and words[-1:].isspace() else ""
    yield special.sub(r"\\\g<0>", words.removesuffix(ending))
    if ending:
        yield f"&#{ord(ending)};"


def _star(style: Style) -> str:
    return _DELIMITERS.get(style[0], "[")


def _star_end(style: Style) -> str:
    kind, target = style
    if kind is not MarkKind.LINK:
        return _DELIMITERS[kind]
    target = re.sub(r"[\\<>()]|&(?=[#A-Za-z])", r"\\\g<0>", target)
    return f"](<{target}>)" if re.search(r"\s", target) else f"]({target})"


def _tag(style: Style) -> str:
    kind, target = style
    return f'<a href="{html.escape(target)}">' if kind is MarkKind.LINK else f"<{_TAGS[kind]}>"


def _tag_end(style: Style) -> str:
    return f"</{_TAGS[style[0]]}>"
