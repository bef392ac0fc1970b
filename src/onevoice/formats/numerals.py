# ruff: noqa: RUF001  # letters of other scripts are meant
"""Numbers as lists print them: digits, letters, Roman, Hebrew, Arabic; and what a printed one may count as.

References
----------
ISO/IEC 29500-1:2016, 17.18.59 ST_NumberFormat (the names of the formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HEBREW_VALUES = (
    *((400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ")),
    *((40, "מ"), (30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז")),
    *((6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א")),
)
_LARGEST = 10_000


def _added(value: int, values: tuple[tuple[int, str], ...]) -> str:
    written = ""
    for worth, sign in values:
        times, value = divmod(value, worth)
        written += sign * times
    return written


def _repeated(value: int, letters: str) -> str:
    """Count a, b, ..., z, aa, bb: the letter is repeated, as word processors do."""
    times, place = divmod(value - 1, len(letters))
    return letters[place] * (times + 1)


def _ordinal(value: int) -> str:
    teen = value % 100 in {11, 12, 13}
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": lambda value: _repeated(value, _LATIN),
    "upperLetter": lambda value: _repeated(value, _LATIN).upper(),
    "lowerRoman": lambda value: _added(value, _ROMAN),
    "upperRoman": lambda value: _added(value, _ROMAN).upper(),
    "decimalZero": lambda value: f"{value:02}",
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hebrew1": lambda value: _added(value, _HEBREW_VALUES),
    "hebrew2": lambda value: _HEBREW[-1] * ((value - 1) // 22) + _HEBREW[(value - 1) % 22],
    "arabicAlpha": lambda value: _repeated(value, _ARABIC_ALPHABET),
    "arabicAbjad": lambda value: _repeated(value, _ARABIC_ABJAD),
    "hindiNumbers": lambda value: str(value).translate({48 + digit: 0x660 + digit for digit in range(10)}),
    "russianLower": lambda value: _repeated(value, _CYRILLIC),
    "russianUpper": lambda value: _repeated(value, _CYRILLIC).upper(),
}


def numeral(value: int, counting: str) -> str:
    """Print a number as a list counts.

    Parameters
    ----------
    value : int
        Zero, negative and very large numbers are printed in digits.
    counting : str
        Name of the format in WordprocessingML ("lowerRoman"); a way of counting that is not known
        here is printed in digits, "none" prints nothing.
    """
    if counting == "none":
        return ""
    if counting not in _FORMATS or not 0 < value < _LARGEST:
        return str(value)
    return _FORMATS[counting](value)


_DIGITS = re.compile(r"[0-9]{1,4}")
_LETTERS = re.compile(r"[a-z]{1,12}|[A-Z]{1,12}")
_READ_AS = (
    *((_DIGITS, "decimal"), (_DIGITS, "decimalZero"), (_LETTERS, "lowerRoman"), (_LETTERS, "upperRoman")),
    *((_LETTERS, "lowerLetter"), (_LETTERS, "upperLetter"), (re.compile("[א-ת]{1,5}"), "hebrew1")),
    *((re.compile("[أ-ي]{1,4}"), "arabicAlpha"), (re.compile("[أ-ي]{1,4}"), "arabicAbjad")),
    (re.compile("[٠-٩]{1,4}"), "hindiNumbers"),
)


def counted(printed: str) -> Iterator[tuple[str, str, str, int]]:
    """Say as what a printed number may count: what stands before, the format, what stands after, the value.

    Parameters
    ----------
    printed : str
        "1.", "(iv)", "1.2": the last number in it is the one that counts.

    Yields
    ------
    before : str
    counting : str
        A format for which ``before + numeral(value, counting) + after`` is what was printed.
    after : str
    value : int
    """
    for pattern, counting in _READ_AS:
        for match in list(pattern.finditer(printed))[-1:]:
            before, after = printed[: match.start()], printed[match.end() :]
            if before[-1:].isalnum() or after[:1].isalnum():
                continue
            for value in _values(match[0], counting):
                if numeral(value, counting) == match[0]:
                    yield before, counting, after, value


def _values(sign: str, counting: str) -> Iterator[int]:
    """Guess what a numeral is worth; the guess is checked by printing it."""
    if counting in {"decimal", "decimalZero", "hindiNumbers"}:
        yield int(sign)
    elif counting in {"lowerRoman", "upperRoman"}:
        left = sign.lower()
        value = 0
        for worth, roman in _ROMAN:
            while left.startswith(roman):
                value, left = value + worth, left.removeprefix(roman)
        yield value
    elif counting == "hebrew1":
        yield sum(worth * sign.count(letter) for worth, letter in _HEBREW_VALUES if len(letter) == 1)
    else:
        letters = {"arabicAlpha": _ARABIC_ALPHABET, "arabicAbjad": _ARABIC_ABJAD}.get(counting, _LATIN)
        if (place := letters.find(sign[0].lower())) >= 0:
            yield len(letters) * (len(sign) - 1) + place + 1
