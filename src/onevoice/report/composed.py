"""The wording that carries furthest: the composite's part of the page, where the document has one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.bars import Bar, bar
from onevoice.report.composed_picture import Trade, frontier_picture
from onevoice.report.names import Document, Names
from onevoice.report.quoted import quoted

MOST_SWAPS = 12


@dataclass(frozen=True)
class Clause:
    """One slot of the wording: where it is, what stands there, where that comes from, what was tabled."""

    slot: str
    proposition: Markup
    source: str
    movers: str
    instead: Markup


@dataclass(frozen=True)
class Carried:
    """A group's share for the wording, and for the text as tabled in words."""

    bar: Bar
    tabled: str


@dataclass(frozen=True)
class Wording:
    """Another wording: how many clauses, which, and how it fares."""

    clauses: str
    chosen: bool
    propositions: list[Markup]
    least: str
    everybody: str


@dataclass(frozen=True)
class Swap:
    """A change of one slot, and what it costs or gains each group."""

    slot: str
    proposition: Markup
    differences: list[str]


@dataclass(frozen=True)
class Composed:
    """The section."""

    lead: list[Markup]
    clauses: list[Clause]
    carried: list[Carried]
    picture: Markup
    frontier: list[Wording]
    groups: list[Markup]
    swaps: list[Swap]
    nearest: list[Wording]
    sentences: list[Markup]


def composed(names: Names) -> Composed | None:
    """Build the section; None where no wording was composed with the analysis."""
    found = names.document.get("wording")
    if found is None:
        return None
    return Composed(
        _lead(names, found),
        [_clause(names, row) for row in found["wording"]],
        [_carried(names, found, group["id"]) for group in found["groups"]],
        _picture(names, found),
        [_wording(names, point) for point in found["frontier"]],
        [names.group(group["id"]) for group in found["groups"]],
        _swaps(names, found),
        [_wording(names, other) for other in found["next_best"]],
        [quoted(names.language, sentence) for sentence in found["explanation"]],
    )


def _lead(names: Names, found: Document) -> list[Markup]:
    language = names.language
    standing = sum(row["clause"] is not None for row in found["wording"])
    told = [
        language.say_n(
            "A wording of {n} clause, put together from the paper. It is a proposal; people decide.",
            "A wording of {n} clauses, put together from the paper. It is a proposal; people decide.",
            standing,
        )
    ]
    if found["assumption"]:
        told.append(
            language.say(
                "How answers on clauses become a vote on the whole is an assumption: no share is a forecast."
            )
        )
    return told


def _clause(names: Names, row: Document) -> Clause:
    language = names.language
    clause, tabled = row["clause"], row["tabled"]
    instead = language.say("as tabled")
    if row["changed"]:
        instead = names.brief(tabled) if tabled is not None else language.say("nothing")
    return Clause(
        row["slot"],
        names.full(clause) if clause is not None else language.say("left empty"),
        row["source"],
        ", ".join(row["movers"]),
        instead,
    )


def _carried(names: Names, found: Document, group: str) -> Carried:
    tabled = found["tabled"]
    return Carried(
        bar(names, names.group(group), found["carry"][group]),
        _share(names, tabled["carry"][group]) if tabled else names.language.plain("none"),
    )


def _share(names: Names, found: Document) -> str:
    language = names.language
    return f"{language.share(found['median'])} ({language.interval(found['low'], found['high'])})"


def _wording(names: Names, other: Document) -> Wording:
    standing = [clause for clause in other["wording"] if clause is not None]
    return Wording(
        names.language.count(len(standing)),
        bool(other.get("chosen")),
        [names.brief(clause) for clause in standing],
        _share(names, other["least"]),
        _share(names, other["carry"]["all"]),
    )


def _swaps(names: Names, found: Document) -> list[Swap]:
    language = names.language
    kindest = sorted(found["swaps"], key=lambda swap: -swap["least"]["median"])[:MOST_SWAPS]

    def points(difference: Document) -> str:
        whole, low, high = (round(100 * difference[name]) for name in ("median", "low", "high"))
        said = language.number(whole, 0) if whole <= 0 else f"+{language.number(whole, 0)}"
        return said if low == high == whole else f"{said} ({language.number_interval(low, high, 0)})"

    return [
        Swap(
            swap["slot"],
            names.brief(swap["to"]) if swap["to"] is not None else language.say("left empty"),
            [points(swap["difference"][group["id"]]) for group in found["groups"]],
        )
        for swap in kindest
    ]


def _picture(names: Names, found: Document) -> Markup:
    language = names.language
    trades = [
        Trade(
            point["clauses"],
            point["least"]["median"],
            point["least"]["low"],
            point["least"]["high"],
            point["chosen"],
        )
        for point in found["frontier"]
    ]
    axes = language.plain("Clauses"), language.plain("Share of the least group")
    label = language.plain("Share of the least group by number of clauses; the table below holds the same.")
    return frontier_picture(trades, axes, label)
