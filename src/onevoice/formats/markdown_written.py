"""A text as Markdown (CommonMark): as a person would write it, with comments where there is no notation."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from onevoice.assembly.text import Block, Kind, Text
from onevoice.formats.markdown_words import markdown_words
from onevoice.formats.numbering import BULLET, enclosed_number, heading_number

_DEEPEST = 20  # deeper lists than any reader follows are written with comments
_Words = Callable[[bool], str]
_COUNTED = re.compile(r"(0|[1-9]\d{0,8})([.)])", re.ASCII)


def markdown_of(text: Text) -> str:
    """Write a text as Markdown, from which `parse_markdown` reads the same blocks."""
    return markdown_page(text.blocks, text.language)


def markdown_page(
    blocks: Sequence[Block], language: str, words: Callable[[int, bool], str] | None = None
) -> str:
    """Write a whole Markdown document of blocks.

    Parameters
    ----------
    blocks : sequence of Block
    language : str
        BCP 47; empty where unknown.
    words : callable, optional
        Gives the words of the block at a place, guarded against being taken for notation where that is asked;
        by default the block's own.
    """
    lines = [f"<!-- language {language} -->", ""] if language else []
    lines += _Writer(words or (lambda place, guarded: markdown_words(blocks[place], guarded=guarded))).lines(
        blocks
    )
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes blocks, with the lists that are open."""

    def __init__(self, words: Callable[[int, bool], str]) -> None:
        self._words = words
        self._open: list[tuple[str, int, int]] = []  # delimiter, next number, width of the mark
        self._tight = False

    def lines(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Write every block."""
        before: Block | None = None
        for place, block in enumerate(blocks):
            words = partial(self._words, place)
            entry = self._entry(block, before, words)
            if before is not None and not (entry and self._tight):
                yield ""
            yield entry or _alone(block, words)
            before = block

    def _entry(self, block: Block, before: Block | None, words: _Words) -> str:
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
        return f"{indent}{mark}{shown}{words(not printed)}".rstrip(" ")


def _prints(found: tuple[str, str] | None, block: Block) -> bool:
    """Whether a number printed before a block's words is taken for its number."""
    return found == (block.number, "x") and not block.words[:1].isspace()


def _alone(block: Block, words: _Words) -> str:
    """Write a block that stands in no list, after a comment where one is needed."""
    if block.kind is Kind.HEADING and 1 <= block.depth <= 6:
        sign, said = "#" * block.depth, words(not block.number)
        if not block.number:
            return f"{sign} {said}".rstrip(" ")
        if _prints(heading_number(f"{block.number} x"), block):
            return f"{sign} {block.number} {said}".rstrip(" ")
    if block.kind is Kind.PARAGRAPH and not block.depth and not block.number and block.words:
        return words(True)
    depth = f", depth {block.depth}" if block.depth != (block.kind is Kind.HEADING) else ""
    given = html.escape(block.number).replace("-", "&#45;")
    number = f', number "{given}"' if block.number else ""
    empty = "" if block.words else ", no words"
    comment = f"<!-- {block.kind.value}{depth}{number}{empty} -->"
    return f"{comment}\n{words(True)}" if block.words else comment
