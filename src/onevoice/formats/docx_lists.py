"""Numbering of a DOCX to be written: every block keeps its number, by a list that counts where one can.

A number that a running list would print next is counted by it; one that it would not ("1a.", or a list that
begins anew) begins a series of its own; what counts as nothing ("•", "bis") is printed as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from onevoice.formats.docx_numbering import LEVELS, Counters, Level, Numbering, Series
from onevoice.formats.numerals import counted, numeral

_STEP = 567  # twentieths of a point: one centimetre


class Family(Enum):
    """Blocks that are numbered together, whatever stands between them."""

    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block that stands in a list.

    Attributes
    ----------
    number : str
        As it is printed; empty for an entry without one.
    level : int
        From 0.
    family : Family
    views : tuple of int
        The readings of the document in which the block stands, such as the one with all changes accepted.
    """

    number: str
    level: int
    family: Family
    views: tuple[int, ...] = (0,)


class Lists:
    """Finds a series for every numbered block of a document.

    Parameters
    ----------
    blocks : sequence of Numbered
        In reading order.
    """

    def __init__(self, blocks: Sequence[Numbered]) -> None:
        self._numbering = Numbering()
        self._schemes: dict[tuple[Family, int, Level], str] = {}
        views = 1 + max((view for block in blocks for view in block.views), default=0)
        self._counters = [Counters(self._numbering) for _ in range(views)]
        self._running: dict[tuple[Family, int], str] = {}
        following = reversed(list(_following(blocks)))
        self.series: tuple[str, ...] = tuple(
            self._place(block, after) for block, after in zip(blocks, following, strict=True)
        )

    def _place(self, block: Numbered, following: str) -> str:
        """Count a block in a running series, or begin one for it."""
        key = block.family, block.level
        running = self._running.get(key)
        for family, level in list(self._running):
            if family is block.family and level > block.level:
                del self._running[family, level]
        if running is None or any(
            self._counters[view].peek(running, block.level) != block.number for view in block.views
        ):
            running = self._begun(block, following)
        for view in block.views:
            self._counters[view].count(running, block.level)
        self._running[key] = running
        return running

    def _begun(self, block: Numbered, following: str) -> str:
        """Begin a series that prints a block's number."""
        level, start = _counting(block.number, block.level, following)
        scheme = self._schemes.setdefault((block.family, block.level, level), str(len(self._schemes) + 1))
        self._numbering.schemes[scheme] = {block.level: level}
        name = str(len(self._numbering.series) + 1)
        self._numbering.series[name] = Series(scheme, {block.level: start})
        return name

    def write(self, part: Any) -> None:
        """Write the definitions into a numbering part, in place of what it holds."""
        for child in list(part):
            part.remove(child)
        for (family, at, level), name in self._schemes.items():
            part.append(_scheme(name, family, at, level))
        for name, series in self._numbering.series.items():
            part.append(_series(name, series))


def _following(blocks: Sequence[Numbered]) -> Iterator[str]:
    """Say, from the last block to the first, which number comes next on the same level of its list."""
    next_numbers: dict[tuple[Family, int], str] = {}
    for block in reversed(blocks):
        yield next_numbers.get((block.family, block.level), "")
        for family, level in list(next_numbers):
            if family is block.family and level > block.level:
                del next_numbers[family, level]
        next_numbers[block.family, block.level] = block.number


def _counting(number: str, at: int, following: str) -> tuple[Level, int]:
    """Give a level that prints a number, and its start; one that prints the next as well, if any does."""
    readings = list(counted(number))
    for before, counting, after, value in readings:
        if before + numeral(value + 1, counting) + after == following:
            return Level(f"{before}%{at + 1}{after}", counting), value
    if readings:
        before, counting, after, value = min(readings, key=lambda one: one[3])
        return Level(f"{before}%{at + 1}{after}", counting), value
    return Level(number, "bullet" if len(number) == 1 else "none"), 1


def _scheme(name: str, family: Family, own: int, level: Level) -> Any:
    """Write an abstract definition: the level that is used, and plain ones for entries added later."""
    scheme = element("w:abstractNum", {"w:abstractNumId": name})
    scheme.append(element("w:multiLevelType", {"w:val": "hybridMultilevel"}))
    for at in range(LEVELS):
        one = level if at == own else Level(f"%{at + 1}.")
        child = element("w:lvl", {"w:ilvl": str(at)})
        child.append(element("w:start", {"w:val": str(one.start)}))
        child.append(element("w:numFmt", {"w:val": one.counting}))
        child.append(element("w:suff", {"w:val": "space" if family is Family.HEADINGS else "tab"}))
        child.append(element("w:lvlText", {"w:val": one.text}))
        child.append(element("w:lvlJc", {"w:val": "left"}))
        if family is not Family.HEADINGS:
            place = element("w:pPr")
            left, hanging = str(_STEP * (at + 1)), str(_STEP)
            place.append(element("w:ind", {"w:left": left, "w:hanging": hanging}))
            child.append(place)
        scheme.append(child)
    return scheme


def _series(name: str, series: Series) -> Any:
    one = element("w:num", {"w:numId": name})
    one.append(element("w:abstractNumId", {"w:val": series.scheme}))
    for at, start in series.starts.items():
        override = element("w:lvlOverride", {"w:ilvl": str(at)})
        override.append(element("w:startOverride", {"w:val": str(start)}))
        one.append(override)
    return one


def element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    """Make an element of WordprocessingML."""
    return OxmlElement(tag, {qn(name): value for name, value in (attributes or {}).items()})
