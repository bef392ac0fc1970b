"""Numbering of a DOCX: definitions of lists, and counting through a document as a word processor does.

References
----------
ISO/IEC 29500-1:2016, 17.9 Numbering: abstractNum, num, lvlOverride, startOverride, lvlRestart, isLgl,
numStyleLink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from onevoice.formats.numerals import numeral

LEVELS = 9
"""Levels of a list in a DOCX, from 0."""

_PRIVATE = range(0xE000, 0xF900)  # where symbol fonts keep their signs
_SIGNS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF076: "❖",
    0xF06C: "●",
    0xF06E: "■",
    0xF0A8: "□",
    0xF0E0: "→",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list prints its numbers.

    Attributes
    ----------
    text : str
        What is printed; "%1" to "%9" stand for the number of a level.
    counting : str
        Name of the format ("lowerRoman"); see numerals.
    start : int
    restart : int or None
        The level (from 1) whose entries, or those above it, let this one begin anew; 0 for never, None
        for every level above.
    legal : bool
        Whether the numbers of all levels are printed in digits.
    style : str
        Id of the paragraph style that is numbered at this level; empty for none.
    """

    text: str
    counting: str = "decimal"
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A list's own definition: which scheme it counts by, and where it begins.

    Attributes
    ----------
    scheme : str
        Id of the abstract definition; series of one scheme count on together.
    starts : mapping of int to int
        Level to the number at which this series begins anew.
    levels : mapping of int to Level
        Levels that print otherwise than the scheme's.
    """

    scheme: str
    starts: Mapping[int, int] = field(default_factory=dict)
    levels: Mapping[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbering:
    """All definitions of a document, by their ids; they can grow while a document is written."""

    schemes: dict[str, dict[int, Level]] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)

    def level(self, series: str, at: int) -> Level | None:
        """Give a level of a series; None if there is no such series or level."""
        if series not in self.series:
            return None
        own = self.series[series]
        return own.levels.get(at) or self.schemes.get(own.scheme, {}).get(at)

    def level_of_style(self, series: str, style: str) -> int | None:
        """Give the level at which a paragraph style is numbered; None if the series has none for it."""
        levels = ((at, self.level(series, at)) for at in range(LEVELS))
        return next((at for at, level in levels if level and level.style == style), None)


class Counters:
    """Counts through a document in reading order.

    Parameters
    ----------
    numbering : Numbering
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, dict[int, int]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def peek(self, series: str, at: int) -> str:
        """Say what the next entry of a series would print, without counting it."""
        values, starts = self._after(series, at)
        return self._printed(series, at, values, starts)

    def count(self, series: str, at: int) -> str:
        """Count an entry of a series at a level, and say what is printed before it."""
        if self._numbering.level(series, at) is None:
            return ""
        values, starts = self._after(series, at)
        scheme = self._numbering.series[series].scheme
        self._values[scheme], self._starts[scheme] = values, starts
        self._begun.add(series)
        return self._printed(series, at, values, starts)

    def _after(self, series: str, at: int) -> tuple[dict[int, int], dict[int, int]]:
        """Count an entry: the values of the levels, and where they begin."""
        own = self._numbering.series[series]
        values = dict(self._values.get(own.scheme, {}))
        starts = dict(self._starts.get(own.scheme, {}))
        if series not in self._begun:
            starts |= own.starts
            values = {level: value for level, value in values.items() if level not in own.starts}
        values[at] = values[at] + 1 if at in values else self._start(series, at, starts)
        for below in [level for level in values if level > at]:
            level = self._numbering.level(series, below)
            if level is None or level.restart is None or at < level.restart:
                del values[below]
        return values, starts

    def _start(self, series: str, at: int, starts: Mapping[int, int]) -> int:
        level = self._numbering.level(series, at)
        return starts.get(at, level.start if level else 1)

    def _printed(self, series: str, at: int, values: Mapping[int, int], starts: Mapping[int, int]) -> str:
        level = self._numbering.level(series, at)
        if level is None:
            return ""

        def number(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            there = self._numbering.level(series, other)
            counting = "decimal" if level.legal or there is None else there.counting
            # a level above that no entry has reached yet prints the number at which it will begin
            return numeral(values.get(other, self._start(series, other, starts)), counting)

        return re.sub("%([1-9])", number, level.text).strip()


def read_numbering(part: Any, styles: Mapping[str, str]) -> Numbering:
    """Read the definitions of a numbering part.

    Parameters
    ----------
    part : element
        The part's root, ``w:numbering``.
    styles : mapping of str to str
        Id of a style to the id of the series that it brings, for schemes that lead to a list style.
    """
    numbering = Numbering()
    links: dict[str, str] = {}
    for scheme in part.findall(qn("w:abstractNum")):
        name = scheme.get(qn("w:abstractNumId"), "")
        numbering.schemes[name] = dict(_levels(scheme))
        if (link := value_of(scheme, "w:numStyleLink")) is not None:
            links[name] = link
    for series in part.findall(qn("w:num")):
        overrides = series.findall(qn("w:lvlOverride"))
        starts = {
            int(one.get(qn("w:ilvl"), "0")): int(start)
            for one in overrides
            if (start := value_of(one, "w:startOverride")) is not None
        }
        levels = {at: level for one in overrides for at, level in _levels(one)}
        scheme = value_of(series, "w:abstractNumId") or ""
        numbering.series[series.get(qn("w:numId"), "")] = Series(scheme, starts, levels)
    for name, style in links.items():
        linked = numbering.series.get(styles.get(style, ""))
        if linked is not None:
            numbering.schemes[name] = numbering.schemes.get(linked.scheme, {})
    return numbering


def value_of(element: Any, name: str) -> str | None:
    """Give the value of a child such as ``w:start``; None if there is none."""
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"), "")


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for element in parent.findall(qn("w:lvl")):
        text = value_of(element, "w:lvlText") or ""
        counting = value_of(element, "w:numFmt") or "decimal"
        restart = value_of(element, "w:lvlRestart")
        legal = element.find(qn("w:isLgl"))
        yield (
            int(element.get(qn("w:ilvl"), "0")),
            Level(
                _bullet(text, element) if counting == "bullet" else text,
                counting,
                int(value_of(element, "w:start") or 1),
                None if restart is None else int(restart),
                legal is not None and legal.get(qn("w:val"), "1") not in {"0", "false", "off"},
                value_of(element, "w:pStyle") or "",
            ),
        )


def _bullet(text: str, level: Any) -> str:
    """Give the sign that a bullet shows, for those that symbol fonts keep where Unicode has nothing."""
    fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if text == "o" and fonts is not None and fonts.get(qn("w:ascii"), "").startswith("Courier"):
        return "◦"
    return shown(text, "•").strip() or "•"


def shown(text: str, otherwise: str = "\ufffd") -> str:
    """Give what signs of symbol fonts show, and another sign for those that are not known."""
    return "".join(_SIGNS.get(ord(sign), otherwise) if ord(sign) in _PRIVATE else sign for sign in text)
