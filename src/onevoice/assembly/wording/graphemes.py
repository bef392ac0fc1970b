"""Where a letter ends: no operation and no line break parts a base character from its marks.

The standard library knows no grapheme clusters. This is the part of Unicode's rules (UAX 29, extended
grapheme clusters) that texts meet: combining marks, joiners, emoji with modifiers, flags and Hangul; where
in doubt it keeps characters together.
"""

from __future__ import annotations

import unicodedata

_JOINER, _NON_JOINER = "\u200d", "\u200c"
_MARKS = frozenset({"Mn", "Mc", "Me"})
_LEADING, _VOWELS, _TRAILING = (0x1100, 0x115F), (0x1160, 0x11A7), (0x11A8, 0x11FF)
_SYLLABLES = (0xAC00, 0xD7A3)


def boundary(words: str, at: int) -> bool:
    r"""Say whether words may be parted before the code point at an offset.

    >>> boundary("ab", 1), boundary("q\u0323", 1), boundary("👩\u200d🚀", 1), boundary("👩\u200d🚀", 2)
    (True, False, False, False)
    """
    if at <= 0 or at >= len(words):
        return True
    before, after = words[at - 1], words[at]
    if before < "\u0300" and after < "\u0300":
        return True
    if _extends(after) or before == _JOINER:
        return False
    if _regional(before) and _regional(after):
        return _regionals_before(words, at) % 2 == 0
    return not _same_syllable(ord(before), ord(after))


def boundary_before(words: str, at: int) -> int:
    """Give the last offset up to and with `at` where words may be parted."""
    while not boundary(words, at):
        at -= 1
    return at


def boundary_after(words: str, at: int) -> int:
    """Give the first offset from `at` on where words may be parted."""
    while not boundary(words, at):
        at += 1
    return at


def _extends(character: str) -> bool:
    point = ord(character)
    return (
        unicodedata.category(character) in _MARKS
        or character in (_JOINER, _NON_JOINER)
        or 0x1F3FB <= point <= 0x1F3FF  # skin tones
        or 0xE0020 <= point <= 0xE007F  # tags, as in the flag of Wales
    )


def _regional(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _regionals_before(words: str, at: int) -> int:
    first = at
    while first and _regional(words[first - 1]):
        first -= 1
    return at - first


def _same_syllable(before: int, after: int) -> bool:
    """Say whether two Hangul code points belong to one syllable."""

    def within(point: int, bounds: tuple[int, int]) -> bool:
        return bounds[0] <= point <= bounds[1]

    open_syllable = within(before, _SYLLABLES) and (before - _SYLLABLES[0]) % 28 == 0
    if within(before, _LEADING):
        return within(after, _LEADING) or within(after, _VOWELS) or within(after, _SYLLABLES)
    if within(before, _VOWELS) or open_syllable:
        return within(after, _VOWELS) or within(after, _TRAILING)
    return (within(before, _TRAILING) or within(before, _SYLLABLES)) and within(after, _TRAILING)
