"""Blocs found in the answers: how many, how firm, what marks them, and where the groups stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.bars import Bar, bar, percent
from onevoice.report.names import Document, Names


@dataclass(frozen=True)
class Mark:
    """A proposition that marks a bloc off from the rest."""

    proposition: Markup
    sentence: Markup
    bars: list[Bar]


@dataclass(frozen=True)
class Bloc:
    """A bloc with what marks it."""

    name: Markup
    size: Markup
    marks: list[Mark]


@dataclass(frozen=True)
class Cell:
    """The share of a group in a bloc."""

    share: str
    style: str


@dataclass(frozen=True)
class GroupRow:
    """How one declared group spreads over the blocs."""

    group: Markup
    cells: list[Cell]


@dataclass(frozen=True)
class Blocs:
    """The section on blocs: what is said of them, then each, then the groups in them."""

    lead: list[Markup]
    blocs: list[Bloc]
    by_group: list[GroupRow]


def found_blocs(names: Names) -> Blocs:
    """Build the section; blocs that are not firm are counted and not described."""
    found = names.document["blocs"]
    if found["count"] <= 1 or not found["named"]:
        return Blocs(_none(names), [], [])
    marks = {entry["bloc"]: entry["propositions"] for entry in found["representative"]}
    blocs = [
        Bloc(
            names.language.say("Bloc {number}", number=names.language.count(number)),
            _size(names, members),
            [_mark(names, number, entry) for entry in marks.get(number, [])],
        )
        for number, members in enumerate(found["members"], 1)
    ]
    rows = [
        GroupRow(names.group(row["group"]), [_cell(names, share) for share in row["shares"]])
        for row in found["by_group"]
    ]
    return Blocs(_some(names), blocs, rows)


def _none(names: Names) -> list[Markup]:
    language, found = names.language, names.document["blocs"]
    if found["count"] <= 1:
        return [language.say("The answers form one body: no separate blocs were found in them.")]
    return [
        language.say_n(
            "The answers would split best into {n} bloc, but this is not firm enough to be described.",
            "The answers would split best into {n} blocs, but they are not firm enough to be described.",
            found["count"],
        ),
        language.say(
            "When the answers were sampled again, the same members came together with a stability of "
            "{stability} of 1.",
            stability=names.figure(language.number(found["stability"], 3), "stability"),
        ),
    ]


def _some(names: Names) -> list[Markup]:
    language, found = names.language, names.document["blocs"]
    return [
        language.say_n(
            "{n} bloc was found in the answers, without looking at the declared groups.",
            "{n} blocs were found in the answers, without looking at the declared groups.",
            found["count"],
        ),
        language.say(
            "A member belongs to each in some measure. Stability is {stability} of 1.",
            stability=names.figure(language.number(found["stability"], 3), "stability"),
        ),
    ]


def _size(names: Names, members: float) -> Markup:
    return names.language.say_n(
        "About {n} member belongs to it.", "About {n} members belong to it.", round(members)
    )


def _mark(names: Names, number: int, entry: Document) -> Mark:
    language = names.language
    inside, outside = entry["inside"], entry["outside"]
    points, low, high = _points(names, entry["difference"])
    sentence = language.say(
        "{side}, by {points} percentage points ({low} to {high}).",
        side=_side(names, entry["side"]),
        points=names.figure(points, "support"),
        low=low,
        high=high,
    )
    return Mark(
        names.full(entry["id"]),
        sentence,
        [
            bar(names, language.say("In bloc {number}", number=language.count(number)), inside),
            bar(names, language.say("Outside it"), outside),
        ],
    )


def _side(names: Names, side: str) -> Markup:
    say, roll = names.language.say, names.document["has_roll"]
    if side == "agree":
        return (
            say("More of them agree than of the other members")
            if roll
            else say("More of them agree than of the others of those who took part")
        )
    return (
        say("Fewer of them agree than of the other members")
        if roll
        else say("Fewer of them agree than of the others of those who took part")
    )


def _points(names: Names, difference: Document) -> tuple[str, str, str]:
    """Word a difference in percentage points, the side being said already."""
    sign = -100 if difference["median"] < 0 else 100
    low, high = sorted((sign * difference["low"], sign * difference["high"]))
    middle, *ends = (names.language.number(value, 0) for value in (sign * difference["median"], low, high))
    return middle, ends[0], ends[1]


def _cell(names: Names, share: float | None) -> Cell:
    return Cell(names.language.share(share), f"--m:{percent(share)}" if share is not None else "")
