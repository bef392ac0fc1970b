"""Words as tokens, and how one row of tokens became another as a reader would tell it.

A token is a whole word, a run of blanks, or a sign; put together, the tokens are the words again. What
changed are *hunks*: spans of tokens of the base and of the draft, widened and merged so that nobody reads
"leave out 'r' and insert 'gr'".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onevoice.assembly.text import Block
from onevoice.assembly.wording.graphemes import boundary

Opcodes = Callable[[Sequence[str], Sequence[str]], Iterable[tuple[str, int, int, int, int]]]
"""Gives tag and spans of two rows of tokens, as difflib and rapidfuzz do."""

# signs of all scripts, and the blocks of Unicode that hold nothing else
_SIGNS = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + (
    "\u2010-\u2027\u2030-\u205e«»¡¿§¶·،؛؟٪٫٬۔\u05be\u05c0\u05c3\u05f3\u05f4、。「」『』【】（），；：！？"  # noqa: RUF001  # full width is meant
)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\s{_SIGNS}{_IDEOGRAPHS}]+"
_JOINERS = "[-'’\u2010\u2011.,:/@_\"\u05be\u05f3\u05f4]"  # noqa: RUF001  # an apostrophe
_TOKEN = re.compile(rf"{_LETTERS}(?:{_JOINERS}{_LETTERS})*|\s+|.", re.DOTALL)
_ENDS_SENTENCE = frozenset(".!?;:؟؛۔。！？；")  # noqa: RUF001  # signs of all scripts


@dataclass(slots=True)
class Hunk:
    """A span of tokens of the base that a span of the draft's stands for; either may be empty."""

    base_start: int
    base_end: int
    draft_start: int
    draft_end: int

    @property
    def replaces(self) -> bool:
        """Whether tokens go and others come."""
        return self.base_start < self.base_end and self.draft_start < self.draft_end


def tokens(words: str) -> list[str]:
    """Part words to tokens: whole words, runs of blanks, single signs; no letter is parted from its accents.

    >>> tokens("the House's two-state, 3.5 m")
    ['the', ' ', "House's", ' ', 'two-state', ',', ' ', '3.5', ' ', 'm']
    """
    found: list[str] = []
    at = 0
    for token in _TOKEN.findall(words):
        if boundary(words, at):
            found.append(token)
        else:
            found[-1] += token
        at += len(token)
    return found


def is_word(token: str) -> bool:
    """Whether a token is a word, and no blank or sign.

    >>> is_word("3.5"), is_word(" "), is_word(",")
    (True, False, False)
    """
    return any(character.isalnum() for character in token)


def marked_tokens(block: Block) -> tuple[list[str], list[str]]:
    """Give a block's tokens, and the same with their marks, so that other marks are another token."""
    plain = tokens(block.words)
    if not block.marks:
        return plain, plain
    keys, at = list[str](), 0
    for token in plain:
        end = at + len(token)
        marks = sorted(
            (max(one.start, at) - at, min(one.end, end) - at, one.kind.value, one.target)
            for one in block.marks
            if one.start < end and one.end > at
        )
        keys.append(f"{token}\0{marks}" if marks else token)
        at = end
    return plain, keys


def hunks(base: Sequence[str], draft: Sequence[str], opcodes: Opcodes) -> list[Hunk]:
    """Find what changed between two rows of tokens, merged and placed as a reader would tell it.

    Parameters
    ----------
    base, draft : sequence of str
        Tokens, or tokens with marks.
    opcodes : callable

    Returns
    -------
    list of Hunk
        In order, parted by at least one token that stays.
    """
    head = _common(base, draft)
    tail = _common(base[head:][::-1], draft[head:][::-1])
    middle = opcodes(base[head : len(base) - tail], draft[head : len(draft) - tail])
    found: list[Hunk] = []
    for tag, start, end, draft_start, draft_end in middle:
        if tag == "equal":
            continue
        hunk = Hunk(start + head, end + head, draft_start + head, draft_end + head)
        if found and _belongs(found[-1], hunk, base):
            hunk = Hunk(found[-1].base_start, hunk.base_end, found[-1].draft_start, hunk.draft_end)
            found.pop()
        found.append(_trimmed(hunk, base, draft))
    ends = [0, *(hunk.base_end + 1 for hunk in found)]
    starts = [*(hunk.base_start - 1 for hunk in found), len(base)]
    return [
        _placed(hunk, base, draft, (least, most))
        for hunk, least, most in zip(found, ends, starts[1:], strict=False)
    ]


def _common(base: Sequence[str], draft: Sequence[str]) -> int:
    """Count the tokens that two rows begin with alike."""
    count = 0
    for one, other in zip(base, draft, strict=False):
        if one != other:
            break
        count += 1
    return count


def _belongs(before: Hunk, after: Hunk, base: Sequence[str]) -> bool:
    """Whether a reader would tell two changes as one, for how little stays between them."""
    between = base[before.base_end : after.base_start]
    words = [token for token in between if is_word(token)]
    if not words:
        return all(token.isspace() for token in between) or (before.replaces and after.replaces)
    if not (before.replaces and after.replaces):
        return False
    if len(words) == 1 and len(words[0]) <= 4:
        return True
    return len(words) <= 3 and min(_size(before, base), _size(after, base)) >= 3 * len(words)


def _size(hunk: Hunk, base: Sequence[str]) -> int:
    """Count the words that go."""
    return sum(map(is_word, base[hunk.base_start : hunk.base_end]))


def _trimmed(hunk: Hunk, base: Sequence[str], draft: Sequence[str]) -> Hunk:
    """Leave out of a merged change what stays at its edges."""
    gone, come = base[hunk.base_start : hunk.base_end], draft[hunk.draft_start : hunk.draft_end]
    head = _common(gone, come)
    tail = _common(gone[head:][::-1], come[head:][::-1])
    return Hunk(hunk.base_start + head, hunk.base_end - tail, hunk.draft_start + head, hunk.draft_end - tail)


def _placed(hunk: Hunk, base: Sequence[str], draft: Sequence[str], bounds: tuple[int, int]) -> Hunk:
    """Choose among places that give the same words the one at which a reader would part them.

    "the big, [big, ]house": what comes or goes alone could as well stand a little to the left or right.
    """
    if hunk.replaces:
        return hunk
    row = draft if hunk.base_start == hunk.base_end else base
    start, end = (hunk.draft_start, hunk.draft_end) if row is draft else (hunk.base_start, hunk.base_end)
    least, most = bounds[0] - hunk.base_start, bounds[1] - hunk.base_end
    left = 0
    while left > least and row[start + left - 1] == row[end + left - 1]:
        left -= 1
    right = 0
    while right < most and row[start + right] == row[end + right]:
        right += 1
    shift = max(range(left, right + 1), key=lambda by: (_reads_well(row, start + by, end + by), by))
    return Hunk(
        *(place + shift for place in (hunk.base_start, hunk.base_end, hunk.draft_start, hunk.draft_end))
    )


def _reads_well(row: Sequence[str], start: int, end: int) -> int:
    """Say how well a span of tokens stands alone: whole sentences first, then words with the blank after."""
    after = row[end] if end < len(row) else ""
    before = next((row[at] for at in range(start - 1, -1, -1) if not row[at].isspace()), ".")
    begins_blank, ends_blank = row[start].isspace(), row[end - 1].isspace()
    score = 4 if before[-1] in _ENDS_SENTENCE else 0
    score += 1 if ends_blank and not begins_blank and is_word(after) else 0
    return score + (1 if begins_blank and not ends_blank and not is_word(after) else 0)
