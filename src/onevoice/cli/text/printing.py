"""Texts as they are printed on a terminal or in a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.marking import Pair
from onevoice.assembly.wording.publishing import Version
from onevoice.cli.text.options import Language

_SIGNS = {State.DELETED: ("[-", "-]"), State.INSERTED: ("{+", "+}"), State.KEPT: ("", "")}
_WORDS = {
    Language.ENGLISH: {State.DELETED: "deleted", State.INSERTED: "inserted"},
    Language.GERMAN: {State.DELETED: "gestrichen", State.INSERTED: "eingefügt"},
}
_MOVED = {
    Language.ENGLISH: {"here": "moved here", "away": "moved away"},
    Language.GERMAN: {"here": "hierher verschoben", "away": "verschoben"},
}
_ENTRIES = (Kind.LIST_ENTRY, Kind.CLAUSE)


class Marking:
    """Prints what is deleted and inserted, with signs or with words.

    Parameters
    ----------
    language : Language
    in_words : bool
        Whether "deleted" and "inserted" are said in words, for reading aloud.
    """

    def __init__(self, language: Language, *, in_words: bool) -> None:
        self._language, self._in_words = language, in_words

    def lines(self, marked: Iterable[MarkedBlock]) -> Iterator[str]:
        """Print a marked-up text: a blank line between blocks."""
        for place, one in enumerate(marked):
            if place:
                yield ""
            yield self.block(one)

    def block(self, marked: MarkedBlock) -> str:
        """Print one block, with its number."""
        words = "".join(self._run(run) for run in marked.runs) or self._empty(marked.state)
        moved = f" ({_MOVED[self._language][marked.moved]})" if marked.moved else ""
        return f"{_indent(marked.block)}{_numbered(marked.block, words)}{moved}"

    def beside(self, pairs: Iterable[Pair], width: int) -> Iterator[str]:
        """Print two texts side by side, each in half of a width."""
        column = max(10, (width - 3) // 2)
        for place, pair in enumerate(pairs):
            left, right = (
                textwrap.wrap(self.block(side), column, drop_whitespace=True) if side else []
                for side in (pair.base, pair.amended)
            )
            if place:
                yield f"{'':{column}} |"
            for one, other in zip_longest(left, right, fillvalue=""):
                yield f"{one:{column}} | {other}".rstrip()

    def _run(self, run: Run) -> str:
        if run.state is State.KEPT:
            return run.words
        core = run.words.strip()
        before = run.words[: len(run.words) - len(run.words.lstrip())]
        after = run.words[len(run.words.rstrip()) :] if core else ""
        return f"{before}{self._named(run.state, core)}{after}"

    def _named(self, state: State, words: str) -> str:
        if self._in_words:
            return f"[{_WORDS[self._language][state]}: {words}]"
        opening, closing = _SIGNS[state]
        return f"{opening}{words}{closing}"

    def _empty(self, state: State) -> str:
        return "" if state is State.KEPT else self._named(state, "")


def numbered_lines(version: Version) -> Iterator[str]:
    """Print a published text with its line numbers: a blank line between blocks."""
    lines = version.lines()
    room = len(str(lines[-1].number)) if lines else 1
    last = ""
    for line in lines:
        block = version.text.block(line.block)
        begins = line.block != last
        if begins and last:
            yield ""
        last = line.block
        indent = _indent(block)
        label = f"{block.number} " if block.number else ""
        words = block.words[line.start : line.end].rstrip()
        yield f"{line.number:>{room}}  {indent}{label if begins else ' ' * len(label)}{words}".rstrip()


def columns(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Print rows of a name and words, the words wrapped beside the name."""
    room = max((len(name) for name, _ in rows), default=0)
    for name, words in rows:
        wrapped = textwrap.wrap(words, max(20, width - room - 2)) or [""]
        for place, line in enumerate(wrapped):
            yield f"{name if not place else '':{room}}  {line}"


def _indent(block: Block) -> str:
    return "  " * block.depth if block.kind in _ENTRIES else ""


def _numbered(block: Block, words: str) -> str:
    return f"{block.number} {words}" if block.number else words
