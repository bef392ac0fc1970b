"""The one table of codes: what every word and number in a source means as a response.

``docs/formats.md`` prints this table, and a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevoice.assembly.sounding import Response
from onevoice.errors import AmbiguousCodesError, InputError

AGREE, PASS, DISAGREE = int(Response.AGREE), int(Response.PASS), int(Response.DISAGREE)
NOT_ELIGIBLE = int(Response.NOT_ELIGIBLE)
UNHEARD = 3  # only while a source is read: an unheard cell leaves no answer behind

MEANINGS: dict[str, int] = {
    "agree": AGREE,
    "disagree": DISAGREE,
    "pass": PASS,
    "unheard": UNHEARD,
    "not eligible": NOT_ELIGIBLE,
}
"""The five meanings, by the words that ``--codes`` uses for them."""

WORDS: dict[str, tuple[str, ...]] = {
    "agree": (
        *("agree", "agreed", "agrees", "aye", "ayes", "yes", "y", "yea", "for", "in favour", "in favor"),
        *("content", "oui", "pour", "teller - ayes", "teller for the ayes", "tellaye"),
    ),
    "disagree": (
        *("disagree", "disagreed", "disagrees", "no", "n", "nay", "noes", "against", "opposed"),
        *("not content", "non", "contre", "teller - noes", "teller for the noes", "tellno"),
    ),
    "pass": (
        *("pass", "abstain", "abstained", "abstention", "both", "voted both ways"),
        *("abstient",),
    ),
    "unheard": (
        *("", "absent", "excused", "no vote recorded", "not voting", "no vote", "no_show", "did not vote"),
        *("paired", "leave", "x", "e", "na", "n/a", "nan", "unheard", "excusé", "excusée"),
        *("n'a pas participé", "n'a pas participer", "président ne vote pas"),
    ),
    "not eligible": ("not eligible", "not_eligible", "not a member"),
}
"""Words in any case. ``y``, ``x`` and ``e`` are those of the Pennsylvania rolls (X no vote, E leave)."""

NUMBERS: dict[str, dict[str, tuple[int, ...]]] = {
    "voteview": {"agree": (1, 2, 3), "disagree": (4, 5, 6), "unheard": (7, 8, 9), "not eligible": (0,)},
    "public-whip": {"agree": (1, 2), "pass": (3,), "disagree": (4, 5), "unheard": (-9,)},
    "agree-pass-disagree": {"agree": (1,), "pass": (0,), "disagree": (-1,)},
    "yes-no": {"agree": (1,), "disagree": (0,)},
    "yes-no-absent": {"agree": (1,), "disagree": (0,), "unheard": (-1,)},
    "yes-no-missing": {"agree": (1,), "disagree": (0,), "unheard": (9,)},
    "yes-no-not-eligible": {"agree": (1,), "disagree": (0,), "not eligible": (9,)},
}
"""Named readings of numbers, which ``--codes`` may call by name."""

_WORD_CODES = {word: MEANINGS[meaning] for meaning, words in WORDS.items() for word in words}
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.0*)?")


def plain(cell: str) -> str:
    """Bring a cell to the form in which codes are looked up: ``" 1.0"`` to ``"1"``, ``Aye`` to ``aye``."""
    cell = " ".join(cell.split()).casefold().replace("\u2019", "'")
    if _NUMBER.fullmatch(cell):
        return str(int(cell.split(".")[0]))
    return cell


def is_number(code: str) -> bool:
    """Whether a plain code is a whole number."""
    return _NUMBER.fullmatch(code) is not None


def number_codes(reading: str) -> dict[str, int]:
    """Codes of a named reading of numbers."""
    return {
        str(number): MEANINGS[meaning] for meaning, numbers in NUMBERS[reading].items() for number in numbers
    }


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """The codes that hold for one file.

    Attributes
    ----------
    meaning : mapping of str to int
        Response (or unheard) of each plain code.
    """

    meaning: Mapping[str, int]

    def lookup(self) -> CellCodes:
        """Give a dict for the fast road that remembers every spelling it has met."""
        return CellCodes(self.meaning)

    def expected(self) -> str:
        """Say what could have stood in the cell."""
        plainest = [word for word in self.meaning if word and word in MEANINGS and word != "unheard"]
        numbers = [code for code in self.meaning if is_number(code)]
        return ", ".join([*numbers, *plainest])


class CellCodes(dict[str, int]):
    """Cell as the source spells it to response; unknown cells raise KeyError."""

    def __init__(self, meaning: Mapping[str, int]) -> None:
        super().__init__(meaning)
        self._meaning = meaning

    def get_code(self, cell: str) -> int | None:
        """Response of a cell in any spelling; None where it is no code."""
        try:
            return self[cell]
        except KeyError:
            return None

    def __missing__(self, cell: str) -> int:
        code = self._meaning[plain(cell)]
        self[cell] = code
        return code


def words_only() -> Codebook:
    """Give the words of the table, and no numbers."""
    return Codebook(_WORD_CODES)


def words_and(reading: str) -> Codebook:
    """Give the words of the table and a named reading of numbers."""
    return Codebook({**_WORD_CODES, **number_codes(reading)})


def stated(codes: str) -> Codebook:
    """Codes that a person states, on top of the words of the table.

    Parameters
    ----------
    codes : str
        A named reading (``"voteview"``), or pairs: ``"1=agree,0=disagree,-1=unheard"``. ``blank``
        stands for the empty cell.

    Raises
    ------
    InputError
        If the text is neither.
    """
    if codes.strip() in NUMBERS:
        return words_and(codes.strip())
    meaning = dict(_WORD_CODES)
    for pair in codes.split(","):
        code, equals, word = (part.strip() for part in pair.partition("="))
        aim = _WORD_CODES.get(plain(word.replace("_", " ")))
        if not equals or not code or not word or aim is None:
            raise InputError(
                f"the codes {codes!r} cannot be understood at {pair.strip()!r}",
                "Write pairs such as 1=agree,0=disagree,-1=unheard (agree, disagree, pass, unheard, "
                f"not eligible), or one of the names {', '.join(NUMBERS)}",
            )
        meaning["" if code == "blank" else plain(code)] = aim
    return Codebook(meaning)


def fitting(found: Iterable[str], name: str) -> Codebook:
    """Find the one reading that fits the codes found in a matrix.

    Words always mean what the table says. Numbers mean something only where a single named reading
    covers them all and gives the matrix both sides; see ``docs/formats.md`` for the reasons.

    Parameters
    ----------
    found : iterable of str
        Every plain code in the file, words among them.
    name : str
        The file, for errors.

    Raises
    ------
    AmbiguousCodesError
        If two readings fit.
    InputError
        If none does.
    """
    numbers = {code for code in found if is_number(code)}
    if not numbers:
        return words_only()
    fits = _readings(numbers)
    shown = ", ".join(sorted(numbers, key=int))
    if len(fits) > 1:
        readings = " or ".join(f"{reading} ({described(reading)})" for reading in fits)
        raise AmbiguousCodesError(
            f"the codes {shown} can be read in {len(fits)} ways: {readings}",
            f"Say which with --codes, for example --codes {fits[0]} or --codes {_pairs(fits[0], numbers)}",
            file=name,
        )
    if not fits:
        raise InputError(
            f"the numbers {shown} are no coding that is known here",
            "Say with --codes what each of them means, as in --codes 1=agree,0=disagree,-1=unheard",
            file=name,
        )
    return words_and(fits[0])


def _readings(numbers: set[str]) -> list[str]:
    """Named readings that fit a set of numbers and differ in what they make of it."""
    if numbers == {"1", "0"}:
        return ["yes-no"]
    if numbers == {"1", "-1"}:
        return ["agree-pass-disagree"]
    fits: dict[tuple[int, ...], str] = {}
    for reading in NUMBERS:
        codes = number_codes(reading)
        if numbers <= codes.keys() and _is_plausible(reading, numbers):
            fits.setdefault(tuple(codes[number] for number in sorted(numbers)), reading)
    return list(fits.values())


def _pairs(reading: str, numbers: set[str]) -> str:
    """Write a named reading as pairs, of the numbers that a file holds."""
    meanings = [(str(n), meaning) for meaning, those in NUMBERS[reading].items() for n in those]
    pairs = ",".join(f"{number}={meaning}" for number, meaning in meanings if number in numbers)
    return f'"{pairs}"' if " " in pairs else pairs


def _is_plausible(reading: str, numbers: set[str]) -> bool:
    """Keep scales of one to five or seven from passing as a roll call's codes."""
    if reading == "voteview":
        return {"1", "6"} <= numbers and not set("2345") <= numbers
    if reading == "public-whip":
        return "-9" in numbers
    return True


def described(reading: str) -> str:
    """Put a named reading into words: ``1 agree, 0 disagree, -1 unheard``."""
    return ", ".join(
        f"{number} {meaning}" for meaning, numbers in NUMBERS[reading].items() for number in numbers
    )
