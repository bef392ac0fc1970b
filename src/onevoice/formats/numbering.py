"""Numbers as they are printed before a paragraph ("1.", "(a)", "iv)", "•"), and how deep they say it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onevoice.formats.numerals import counted, numeral

BULLET = "•"
_BULLETS = frozenset("•◦▪‣●○■□*-–—·")  # noqa: RUF001  # an en dash is a bullet too
_COUNTINGS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LARGEST_ROMAN = 60  # "mix" and "civil" are words
_CORE = r"\d{1,3}|[a-z]{1,5}|[A-Z]{1,5}|[א-ת]{1,2}|[أ-ي]"
_ENCLOSED = re.compile(rf"(\((?:{_CORE})\))(?:\s+|$)")
_POINTED = re.compile(rf"((?:{_CORE})[.)])(?:\s+|$)")
_LEVELS = re.compile(r"(\d{1,3}(?:\.\d{1,3})+\.?)(?:\s+|$)")
_DASHED = re.compile(rf"([{re.escape(''.join(_BULLETS))}])(?:\s+|$)")


def enclosed_number(words: str) -> tuple[str, str] | None:
    """Part a number in brackets, as "(a)" or "(1)", from the words after it; None if there is none.

    In a file with markup only these are taken from the words: all others are marked up as lists.
    """
    found = _ENCLOSED.match(words)
    return (found[1], words[found.end() :]) if found and _readings(found[1]) else None


def heading_number(words: str) -> tuple[str, str] | None:
    """Part the number of a heading, as "1.", "2.3" or "(a)", from its words; None if there is none."""
    found = _LEVELS.match(words) or _ENCLOSED.match(words) or re.match(r"(\d{1,3}[.)])(?:\s+|$)", words)
    return (found[1], words[found.end() :]) if found else None


def printed_number(line: str) -> tuple[str, str] | None:
    """Part any number or bullet at the beginning of a printed line from its words; None if there is none."""
    found = _ENCLOSED.match(line) or _POINTED.match(line)
    if found and _readings(found[1]):
        return found[1], line[found.end() :]
    dash = _DASHED.match(line)
    return (BULLET, line[dash.end() :]) if dash else None


class Nesting:
    """Where each number of a list stands, told from the numbers before it."""

    def __init__(self) -> None:
        self._levels: list[tuple[str, int]] = []  # style and value of the last number at each depth

    def place(self, number: str, following: str = "", *, sure: bool = False) -> int | None:
        """Tell the depth of a number, or None if it begins or continues no list.

        Parameters
        ----------
        number : str
        following : str, optional
            The number after it, which may show that a list begins here in its middle.
        sure : bool, default False
            Whether it is a list number whatever stands around it.
        """
        readings = _readings(number)
        for depth in range(len(self._levels) - 1, -1, -1):
            style, last = self._levels[depth]
            if (style, last + 1) in readings or (number == BULLET and style == BULLET):
                self._levels[depth:] = [(style, last + 1)]
                return depth
        begins = [one for one in readings if one[1] == 1]
        if not begins and following:
            after = _readings(following)
            begins = [(style, value) for style, value in readings if (style, value + 1) in after]
        if not begins and sure:
            begins = list(readings)[:1]
        if not begins:
            return None
        known = [style for style, _ in self._levels]
        style, value = begins[0]
        depth = known.index(style) if style in known else len(known)
        self._levels[depth:] = [(style, value)]
        return depth

    def end(self) -> None:
        """End the list."""
        self._levels.clear()


def listed_number(place: int, style: str = "1") -> str:
    """Print a number in a style of HTML's ordered lists: 1, a, A, i or I."""
    return f"{numeral(place, _COUNTINGS.get(style, 'decimal'))}."


def _readings(number: str) -> Sequence[tuple[str, int]]:
    """Give every style and value that a number may have: "(i)" is a Roman one, and the ninth letter."""
    if number == BULLET:
        return [(BULLET, 1)]
    return [
        (f"{before}{counting}{after}", value)
        for before, counting, after, value in counted(number)
        if not (counting.endswith("Roman") and value > _LARGEST_ROMAN)
    ]
