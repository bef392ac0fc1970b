# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""A notation taken apart: its quotations, its outline in plain words, and the instructions in that."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from onevoice.formats.notation import english, german
from onevoice.formats.notation.grammar import QUOTED, Grammar
from onevoice.formats.notation.instructions import (
    EVERY,
    SAME_BLOCK,
    SAME_LINE,
    Beside,
    Between,
    Edge,
    Inserting,
    Instruction,
    LeavingOut,
    Moving,
    Phrase,
    Piece,
    Place,
    Quotation,
    Whole,
)
from onevoice.formats.notation.quoting import endings, opens
from onevoice.formats.notation.sentences import refusal

GRAMMARS = {"en": english.grammar, "de": german.grammar}
_MOVER = re.compile(r"\s*[—–]\s*\([^()“”\"]*\)\s*\.?\s*$")
_UNSURE = 20
"""So many quotations may end where no notation goes on, before it is taken to be none."""
_PAGE = re.compile(r"(?:in |on |auf )?(?:page|seite) \d")
_WORD = re.compile(r"[^\s;:,—“”„‘‚»«\"]+")
_Value = TypeVar("_Value")
_COMMA = re.compile(r"\s*,")
_LABEL = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outline:
    """A notation in lower case, its quotations as numbers, without what says nothing.

    Attributes
    ----------
    words : str
    quotations : tuple of str
    starts : tuple of int
        Where in the outline each word begins.
    sources : tuple of int
        Where in the notation each word begins; one more for the end.
    """

    words: str
    quotations: tuple[str, ...]
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, at: int) -> int:
        """Where in the notation the outline's word at an offset begins."""
        if at >= len(self.words):
            return self.sources[-1]
        return self.sources[max(0, bisect_right(self.starts, at) - 1)]


def parse(notation: str, language: str) -> tuple[Instruction, ...]:
    """Take a notation apart into instructions.

    Parameters
    ----------
    notation : str
    language : str
        "en" or "de".

    Returns
    -------
    tuple of Instruction
        At least one. A place named at the beginning holds for what is joined to it with "and" or a comma, up
        to a semicolon, a full stop or the end of the line.

    Raises
    ------
    WordingError
        If it is no notation, or only its beginning is.
    """
    grammar = GRAMMARS[language]()
    notation = _MOVER.sub("", unicodedata.normalize("NFC", notation))
    outline = _outline(notation, grammar)
    found: list[Instruction] = []
    at = _skip(grammar.opening, outline.words, 0)
    scope: Place | None = None
    ended = 0
    while at < len(outline.words):
        start = outline.source(at)
        if re.search(r"[;\n]", notation[ended:start]) or notation[:start].rstrip().endswith("."):
            scope = None
        instruction, end = _instruction(outline, grammar, at)
        for named in (scoped.match(outline.words, at) for scoped in grammar.scopes):
            if named is None:
                continue
            within, further = _instruction(outline, grammar, named.end())
            if further > end:
                instruction, end = within, further
                scope = _place(named.groupdict(), "s", grammar)
        if instruction is None:
            message = "page-named" if _PAGE.match(outline.words, at) else "not-understood"
            raise refusal(language, message, words=notation[start:])
        if not isinstance(instruction, Moving):
            scope = instruction.scope or scope
            instruction = replace(instruction, scope=scope)
        found.append(instruction)
        ended = outline.source(end - 1)
        at = _skip(grammar.between, outline.words, end)
    if not found:
        raise refusal(language, "not-understood", words=notation)
    return tuple(found)


def _skip(pattern: re.Pattern[str], words: str, at: int) -> int:
    found = pattern.match(words, at)
    return found.end() if found else at


def _outline(notation: str, grammar: Grammar) -> Outline:
    words: list[str] = []
    quotations: list[str] = []
    sources: list[int] = []
    at = unsure = 0
    while at < len(notation):
        if notation[at] == ";":
            words.append(";")
            sources.append(at)
        if notation[at].isspace() or notation[at] in ";,:—":
            at += 1
            continue
        if opens(notation[at]):
            end, quoted, sure = _quotation(notation, at, grammar)
            unsure += not sure
            if unsure > _UNSURE:  # this is no notation, or in another language: look no further
                raise refusal(grammar.language, "not-understood", words=notation)
            words.append(f"{QUOTED}{len(quotations)}")
            quotations.append(quoted)
            sources.append(at)
            at = end
            if _COMMA.match(notation, at):
                words.append(",")
                sources.append(at)
            continue
        found = _WORD.match(notation, at)
        end = found.end() if found else at + 1
        word = _plain(notation[at:end], words)
        if word and not grammar.noise.fullmatch(word):
            words.append(word)
            sources.append(at)
        at = end
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    return Outline(" ".join(words), tuple(quotations), tuple(starts[:-1]), (*sources, len(notation)))


def _quotation(notation: str, at: int, grammar: Grammar) -> tuple[int, str, bool]:
    """Find the end of a quotation: the first mark after which a notation could go on, if there is one."""
    first: tuple[int, str] | None = None
    for found in endings(notation, at):
        if grammar.goes_on.match(notation, found[0]):
            return (*found, True)
        first = first or found
    if first is None:
        raise refusal(grammar.language, "quotation-open", words=notation[at:])
    return (*first, False)


def _plain(word: str, before: list[str]) -> str:
    """Give a word as the patterns have it; empty if it says nothing."""
    word = word.lower().replace("–", "-").replace("‐", "-")
    if word == "&":
        return "and"
    if word == "-":
        return word if before and re.search(r"\d\.?$", before[-1]) and QUOTED not in before[-1] else ""
    if not re.fullmatch(r"\d+\.", word):
        word = word.rstrip(".!")
    bare = word.strip("()")
    return bare if len(bare) > 4 and bare.isalpha() else word


def _instruction(outline: Outline, grammar: Grammar, at: int) -> tuple[Instruction | None, int]:
    """Find the form that explains most of the outline from an offset on."""
    best: tuple[str, re.Match[str]] | None = None
    for name, form in grammar.forms:
        match = form.match(outline.words, at)
        if match and (best is None or match.end() > best[1].end()):
            best = name, match
    if best is None:
        return None, at
    name, match = best
    return _Maker(outline, grammar, match.groupdict()).make(name), match.end()


def _place(groups: Mapping[str, str | None], x: str, grammar: Grammar) -> Place | None:
    first, last = groups.get(f"{x}_first"), groups.get(f"{x}_last")
    if first:
        return Place(lines=(int(first), int(last or first)))
    counted, kind = groups.get(f"{x}_counted"), groups.get(f"{x}_kind")
    if counted:
        ordinal = _count(groups[f"{x}_ordinal"] or "", grammar)
        return Place(kind=_meaning(counted, grammar.kinds), ordinal=ordinal)
    if not kind:
        return None
    labels = "".join(f"{groups.get(f'{x}_{part}') or ''} " for part in ("label", "inner"))
    return Place(
        kind=_meaning(kind, grammar.kinds),
        labels=tuple(_LABEL.findall(labels)),
        until=tuple(_LABEL.findall(groups.get(f"{x}_until") or "")),
    )


def _meaning(words: str, table: Mapping[str, _Value]) -> _Value:
    """Look words up in a table whose keys are patterns."""
    return next(value for pattern, value in table.items() if re.fullmatch(pattern, words))


def _count(words: str, grammar: Grammar) -> int:
    """Give the number that an ordinal says: "third", "3rd", "3."."""
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else _meaning(words, grammar.ordinals)


class _Maker:
    """Makes an instruction from the groups of a form."""

    def __init__(self, outline: Outline, grammar: Grammar, groups: dict[str, str | None]) -> None:
        self._outline, self._grammar, self._groups = outline, grammar, groups

    def make(self, name: str) -> Instruction:
        """Make the instruction of a form's name."""
        if name == "move":
            place = self._named("w")
            anchor = self._place("aw")
            if anchor is not None:
                return Moving(place, Beside(anchor, self._says("after")))
            return Moving(place, self._edge())
        scope = self._place("s")
        if name == "beside":
            return Inserting(Beside(self._anchor("a"), self._says("after")), self._content(), scope)
        if name == "edge":
            return Inserting(self._edge(), self._content(), scope)
        return LeavingOut(self._span(name), self._content(), scope)

    def _span(self, name: str) -> Phrase | Between | Whole:
        if name == "everything":
            return Whole(None)
        if name == "whole":
            return Whole(self._named("w"))
        if name == "phrase":
            return Phrase(self._quotation("a"))
        inclusive = self._says("inclusive") or (
            self._grammar.inclusive and not self._says("exclusive") and not self._says("side")
        )
        first = self._quotation("a") if self._groups.get("a_quoted") else None
        return Between(first, self._last(), inclusive)

    def _last(self) -> Quotation | Place | None:
        if self._groups.get("b_quoted"):
            return self._quotation("b")
        return self._end_of() or self._place("b")

    def _edge(self) -> Edge:
        return Edge(self._end_of(), self._says("end"))

    def _end_of(self) -> Place | None:
        """Give the place whose end or beginning is meant."""
        if self._says("same_line"):
            return SAME_LINE
        return SAME_BLOCK if self._says("same_block") else self._place("z")

    def _anchor(self, x: str) -> Quotation | Place:
        return self._quotation(x) if self._groups.get(f"{x}_quoted") else self._named(f"{x}w")

    def _place(self, x: str) -> Place | None:
        return _place(self._groups, x, self._grammar)

    def _named(self, x: str) -> Place:
        place = self._place(x)
        if place is None:
            raise LookupError(x)  # the form has it
        return place

    def _says(self, name: str) -> bool:
        return bool(self._groups.get(name))

    def _quotation(self, x: str) -> Quotation:
        groups = self._groups
        which = groups.get(f"{x}_which") or groups.get(f"{x}_again")
        ordinal = EVERY if groups.get(f"{x}_every") or groups.get("everywhere") else None
        if which:
            ordinal = _count(which, self._grammar)
        return Quotation(self._quoted(groups[f"{x}_quoted"]), ordinal, self._place(f"{x}p"))

    def _quoted(self, number: str | None) -> str:
        return self._outline.quotations[int(number or 0)]

    def _content(self) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        intro = self._kind(self._groups.get("intro"))
        for found in self._grammar.piece.finditer(self._groups.get("content") or ""):
            number = found["number"]
            kind = self._kind(found["kind"] or found["kind_after"]) or intro
            pieces.append(
                Piece(
                    words=self._quoted(found["words"]),
                    kind=kind,
                    number="" if found["unnumbered"] else None if number is None else self._quoted(number),
                    depth=None if found["depth"] is None else int(found["depth"]),
                )
            )
        return tuple(pieces)

    def _kind(self, words: str | None) -> str:
        if not words:
            return ""
        return next(
            (
                kind
                for pattern, kind in self._grammar.kinds.items()
                if re.search(rf"(?:^| ){pattern}$", words)
            ),
            "",
        )
