# ruff: noqa: RUF001  # quotation marks and signs of all scripts are meant
"""Where sentences and their parts end: not after "Mr." or "Abs." and not within quotation marks or brackets.

In doubt a sentence goes on: a clerk parts what belongs apart more easily than they notice what was torn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "“": "”",
    "«": "»",
    "„": "“”",
    "‘": "’",
    "‹": "›",
    "‚": "‘’",
    "「": "」",
}
_MARKS = frozenset("".join([*_PAIRS, *_PAIRS.values(), '"']))
_END = re.compile(r"[.!?…؟۔]+[\"'”’»›)\]]*(?=\s|$)|[。！？]+[」』”）]*")
_SEMICOLON = re.compile("[;؛；]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_FOLLOWING = re.compile(r"\s*[\"'“‘„«(\[]*(§|\w*)")
_LONGEST = 60  # characters that are looked back for an abbreviation
_ALWAYS = frozenset(
    {
        *("mr", "mrs", "ms", "mx", "dr", "prof", "rt", "hon", "st", "sr", "gen", "col", "lt", "sgt", "capt"),
        *(
            "rev",
            "cf",
            "viz",
            "vs",
            "approx",
            "incl",
            "eg",
            "ie",
            "messrs",
            "mme",
            "mlle",
            "hr",
            "fr",
            "dipl",
        ),
        *("bzw", "ggf", "vgl", "ca", "sog", "inkl", "evtl", "gem", "bspw", "ggü", "zzgl", "abzgl", "ing"),
        *("jan", "feb", "aug", "sept", "sep", "oct", "okt", "nov", "dec", "dez"),
    }
)
_NUMBERING = frozenset(
    {
        *("no", "nos", "nr", "nrn", "abs", "art", "arts", "para", "paras", "pp", "cl", "sch", "ziff", "bd"),
        *(
            "kap",
            "cap",
            "ch",
            "sec",
            "sect",
            "reg",
            "regs",
            "vol",
            "fig",
            "cm",
            "cmd",
            "rn",
            "rz",
            "lit",
            "ff",
        ),
    }
)
_MONTHS = frozenset(
    {
        *("januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"),
        *(
            "oktober",
            "november",
            "dezember",
            "jahrhundert",
            "jahrhunderts",
            "wahlperiode",
            "legislaturperiode",
        ),
    }
)
_BEFORE_ORDINAL = frozenset(
    {"am", "vom", "zum", "dem", "den", "der", "des", "im", "beim", "bis", "ab", "die", "das"}
)


@dataclass(frozen=True, slots=True)
class Enclosures:
    """Spans within quotation marks or brackets, the signs included."""

    spans: tuple[tuple[int, int], ...]

    def hold(self, at: int) -> bool:
        """Whether an offset lies within one."""
        place = bisect_left(self.spans, (at,)) - 1
        return place >= 0 and at < self.spans[place][1]


def enclosures(words: str) -> Enclosures:
    """Find the outermost quotations and brackets; a sign without its fellow encloses nothing.

    >>> enclosures("say “so; or” (no) and 'so").spans
    ((4, 12), (13, 17))
    """
    waiting: list[tuple[str, int]] = []
    wanted: Counter[str] = Counter()  # signs that would close something
    found: list[tuple[int, int]] = []
    for at, sign in enumerate(words):
        if sign not in _MARKS or _within_word(words, at):
            continue
        if wanted[sign]:
            closes = ""
            while sign not in closes:
                closes, begin = waiting.pop()
                wanted.subtract(closes)
            found.append((begin, at + 1))
        elif sign in _PAIRS or sign == '"':
            waiting.append((_PAIRS.get(sign, '"'), at))
            wanted.update(waiting[-1][0])
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return Enclosures(tuple(outermost))


def semicolons(words: str, within: Enclosures) -> Iterator[tuple[int, int]]:
    """Find where parts of a sentence end and the next begin, outside quotations and brackets."""
    for found in _SEMICOLON.finditer(words):
        if not within.hold(found.start()):
            yield found.span()


def sentence_ends(words: str, within: Enclosures) -> Iterator[int]:
    """Find the offsets at which sentences end before others, outside quotations and brackets.

    >>> text = "Mr. Roe moved No. 5. It was agreed, e.g. by z. B. Ms. Doe. All rose."
    >>> list(sentence_ends(text, enclosures(text)))
    [20, 58]
    """
    last = len(words.rstrip())
    for found in _END.finditer(words):
        if found.end() < last and not within.hold(found.end()) and _ends(words, found):
            yield found.end()


def _within_word(words: str, at: int) -> bool:
    """Whether a sign is an apostrophe, or a mark within a Hebrew acronym."""
    before, after = words[at - 1 : at] if at else "", words[at + 1 : at + 2]
    if words[at] in "\"'’":
        return before.isalnum() and after.isalnum()
    return False


def _ends(words: str, found: re.Match[str]) -> bool:
    """Whether a full stop or the like ends a sentence, by what stands before and after it."""
    after = _FOLLOWING.match(words, found.end())
    following = after[1] if after else ""
    if following[:1].islower():
        return False
    if set(found[0].rstrip("\"'”’»›)]")) != {"."} or found[0].startswith(".."):
        return True
    earlier = words[max(0, found.start() - _LONGEST) : found.start()]
    before = "" if earlier[-1:].isspace() else (earlier.split() or [""])[-1].lstrip("\"'“‘„«([")
    folded = before.casefold()
    if folded in _ALWAYS or _INITIALS.fullmatch(before):
        return False
    if folded in _NUMBERING:
        return not (following[:1].isdigit() or following == "§")
    if before.isdigit() and len(before) <= 2:
        return following.casefold() not in _MONTHS and not _BEFORE_ORDINAL & {
            *earlier.casefold().split()[-2:-1]
        }
    return True
