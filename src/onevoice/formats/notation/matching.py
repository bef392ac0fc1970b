# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""Where words stand in other words: whole words only, by letter, or but for their typography."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from onevoice.assembly.wording.graphemes import boundary

_FOLDED = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›`´", "'"), **dict.fromkeys("‐‑–—−", "-")}
# Scripts that put no blanks between words: any letter may begin or end a quotation there.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f]"
)
_NEAR = 60.0

Seeking = Callable[[str, str], Iterator[tuple[int, int]]]


def whole_words(words: str, start: int, end: int) -> bool:
    """Whether a span neither begins nor ends within a word or a letter."""
    return word_boundary(words, start) and word_boundary(words, end)


def word_boundary(words: str, at: int) -> bool:
    """Whether a word may begin or end at an offset."""
    if not 0 < at < len(words):
        return True
    return boundary(words, at) and not (_in_word(words[at - 1]) and _in_word(words[at]))


def _in_word(letter: str) -> bool:
    return (letter.isalnum() or unicodedata.category(letter)[0] == "M" or letter in "_\u200c\u200d") and not (
        UNSPACED.match(letter)
    )


def exact(words: str, block: str) -> Iterator[tuple[int, int]]:
    """List where words stand, letter by letter."""
    start = block.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = block.find(words, start + 1)


def typographic(words: str, block: str) -> Iterator[tuple[int, int]]:
    """List where words stand but for the shape of quotation marks, dashes and blanks."""
    folded, starts = _fold(block)
    for start, end in exact(_fold(words)[0], folded):
        yield starts[start], starts[end] if end < len(starts) else len(block)


@lru_cache(maxsize=512)
def _fold(words: str) -> tuple[str, tuple[int, ...]]:
    """Give words in plain typography, and where each letter of them begins."""
    folded: list[str] = []
    starts: list[int] = []
    for at, letter in enumerate(words):
        plain = " " if letter.isspace() else _FOLDED.get(letter, letter)
        if plain == " " and folded and folded[-1] == " ":
            continue
        folded.append(plain)
        starts.append(at)
    return "".join(folded), tuple(starts)


def nearest(words: str, block: str) -> tuple[float, int, int] | None:
    """Give how like words the part of a block's that is most like them is (to 100), and where it stands."""
    best = fuzz.partial_ratio_alignment(words.casefold(), _same_length_fold(block), score_cutoff=_NEAR)
    if best is None or best.dest_end <= best.dest_start:
        return None
    start, end = best.dest_start, best.dest_end
    while not word_boundary(block, start) or (start and block[start].isspace()):
        start -= 1
    while not word_boundary(block, end):
        end += 1
    return best.score, start, start + len(block[start:end].rstrip())


def _same_length_fold(words: str) -> str:
    """Give words in lower case without changing where they stand."""
    return "".join(lower if len(lower := letter.casefold()) == 1 else letter for letter in words)
