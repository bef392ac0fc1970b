"""A text as Markdown (CommonMark): as a person would write it, with comments where there is no notation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from onevoice.assembly.text import Block, Kind, Text
from onevoice.formats.markdown_words import markdown_words
from onevoice.formats.numbering import BULLET, enclosed_number, heading_number

_DEEPEST = 20  # deeper lists than any reader follows are written with comments
_COUNTED = re.compile(r"(0|[1-9]\d{0,8})([.)])", re.ASCII)


def markdown_of(text: Text) -> str:
    """Write a text as Markdown, from which `parse_markdown` reads the same blocks."""
    lines = [f"<!-- language {text.language} -->", ""] if text.language else []
    lines += _Writer().lines(text.blocks)
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes blocks, with the lists that are open."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []  # delimiter, next number, width of the mark
        self._tight = False

    def lines(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Write every block."""
        before: Block | None = None
        for block in blocks:
            entry = self._entry(block, before)
            if before is not None and not (entry and self._tight):
                yield ""
            yield entry or _alone(block)
            before = block

    def _entry(self, block: Block, before: Block | None) -> str:
        """Write a list entry as Markdown has them; nothing where it has none like it."""
        if block.kind is not Kind.LIST_ENTRY or not 0 <= block.depth <= min(len(self._open), _DEEPEST):
            self._open.clear()
            return ""
        counted = _COUNTED.fullmatch(block.number)
        printed = _prints(enclosed_number(f"{block.number} x"), block)
        if not printed and not (block.words and (counted or block.number == BULLET)):
            self._open.clear()
            return ""
        del self._open[block.depth + 1 :]
        delimiter, number = (counted[2], int(counted[1])) if counted else ("-", 0)
        begins = len(self._open) == block.depth or self._open[-1][0] != delimiter
        if not begins and counted and self._open[-1][1] != number:
            self._open.clear()
            return ""
        self._tight = (
            before is not None and before.kind is Kind.LIST_ENTRY and not (begins and number != 1 and counted)
        )
        mark = f"{number}{delimiter} " if counted else "- "
        del self._open[block.depth :]
        indent = " " * sum(width for _, _, width in self._open)
        self._open.append((delimiter, number + 1, len(mark)))
        shown = f"{block.number} " if printed else ""
        return f"{indent}{mark}{shown}{markdown_words(block, guarded=not printed)}".rstrip(" ")


def _prints(found: tuple[str, str] | None, block: Block) -> bool:
    """Whether a number printed before a block's words is taken for its number."""
    return found == (block.number, "x") and not block.words[:1].isspace()


def _alone(block: Block) -> str:
    """Write a block that stands in no list, after a comment where one is needed."""
    if block.kind is Kind.HEADING and 1 <= block.depth <= 6:
        sign, words = "#" * block.depth, markdown_words(block, guarded=not block.number)
        if not block.number:
            return f"{sign} {words}".rstrip(" ")
        if _prints(heading_number(f"{block.number} x"), block):
            return f"{sign} {block.number} {words}".rstrip(" ")
    if block.kind is Kind.PARAGRAPH and not block.depth and not block.number and block.words:
        return markdown_words(block)
    depth = f", depth {block.depth}" if block.depth != (block.kind is Kind.HEADING) else ""
    given = html.escape(block.number).replace("-", "&#45;")
    number = f', number "{given}"' if block.number else ""
    empty = "" if block.words else ", no words"
    comment = f"<!-- {block.kind.value}{depth}{number}{empty} -->"
    return f"{comment}\n{markdown_words(block)}" if block.words else comment
