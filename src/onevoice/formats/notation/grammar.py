"""What a language's notations are made of, as values, and the pieces that all languages build them from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

QUOTED = "\ue000"
"""Stands, with a number, for a quotation in the outline of a notation."""

LABEL = (
    r"(?:\(\w{1,4}\)|\d+[a-z]{0,2}\b|[a-z]{1,4}\)|[a-z](?= |$))"
    rf"(?:\)|\.(?! {QUOTED}))?(?:\(\w{{1,4}}\))*"
)
"""A number as printed before a block, with those of the blocks nested in it: 3, (2)(a), b)."""
_RANGE = r"(?: ?- ?| (?:%s) )"


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's notations.

    Attributes
    ----------
    language : str
        "en" or "de".
    noise : re.Pattern
        Words that say nothing here, such as articles.
    opening : re.Pattern
        What may stand before the first instruction.
    scopes : tuple of re.Pattern
        A place in which an instruction is to be carried out, in its readings.
    forms : tuple of (str, re.Pattern)
        What instructions look like; the name says what is made of one.
    piece : re.Pattern
        One piece of what is inserted.
    between : re.Pattern
        What stands between two instructions.
    goes_on : re.Pattern
        What may follow a quotation.
    ordinals : mapping of str to int
    kinds : mapping of str to str
        A kind of block by its words.
    inclusive : bool
        Whether quoted bounds go too where nothing is said.
    """

    language: str
    noise: re.Pattern[str]
    opening: re.Pattern[str]
    scopes: tuple[re.Pattern[str], ...]
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    piece: re.Pattern[str]
    between: re.Pattern[str]
    goes_on: re.Pattern[str]
    ordinals: Mapping[str, int]
    kinds: Mapping[str, str]
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Pieces:
    """Builds the parts of patterns from a language's words.

    Every part takes the letter by which its groups are told from those of other parts.
    """

    line: str
    to: str
    kinds: Mapping[str, str]
    ordinals: Mapping[str, int]
    within: str
    where: str
    times: str
    everywhere: str

    @property
    def kind(self) -> str:
        """A kind of block."""
        return _either(self.kinds)

    @property
    def ordinal(self) -> str:
        """A word that counts."""
        return _either(self.ordinals)

    def place(self, x: str, *, nested: bool = True) -> str:
        """Lines, or blocks of a kind, which may be nested in another: "Absatz 2 Buchstabe a"."""
        to = _RANGE % self.to
        inner = rf"(?: ?(?:{self.within} )?(?:{self.kind} )(?P<{x}_inner>{LABEL}))?"
        run = rf"(?:{to}(?:{self.kind} )?(?P<{x}_until>{LABEL}))?"
        lines = rf"(?:{self.line}) (?P<{x}_first>\d+)\.?(?:{to}(?:(?:{self.line}) )?(?P<{x}_last>\d+)\.?)?"
        blocks = (
            rf"(?:(?P<{x}_ordinal>{self.ordinal}) (?P<{x}_counted>{self.kind})"
            rf"|(?P<{x}_kind>{self.kind})(?: (?P<{x}_label>{LABEL}){inner if nested else ''}{run})?)"
        )
        return rf"(?:{lines}|{blocks})(?![^ :;])"

    def quotation(self, x: str) -> str:
        """Quoted words, which of them, and where they stand."""
        which = self.ordinal
        several = rf"(?P<{x}_every>{self.everywhere})|(?P<{x}_again>{which}) (?:{self.times})"
        return (
            rf"(?:(?P<{x}_which>{which}) )?{QUOTED}(?P<{x}_quoted>\d+)"
            rf"(?: \(?(?:{self.where} )?(?:{several})\)?)?"
            rf"(?: (?:{self.within}) {self.place(x + 'p')})?(?: ,)?"
        )

    def anchor(self, x: str) -> str:
        """Quoted words, or a place."""
        return rf"(?:{self.quotation(x)}|{self.place(x + 'w')})"


def _either(words: Mapping[str, object]) -> str:
    """Any of the words, the longest first; they may hold patterns."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
