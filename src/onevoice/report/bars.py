"""Every proposition as bars by group, with its interval, raw counts and measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.names import Document, Names, all_heard
from onevoice.report.sentences import MOST

MOST_DETAIL_ROWS = 4_000  # rows of measures in one page; beyond, only the first in each headline keep theirs
MOST_OTHER_GROUPS = 12
_HEADLINES = ("agreement", "divides", "undecided")


@dataclass(frozen=True)
class Bar:
    """One group's support for one proposition.

    Attributes
    ----------
    group : Markup
        The group's name.
    style : str
        Where bar and whisker begin and end, as CSS properties in per cent.
    heard : bool
        Whether everyone was heard, so that there is no whisker.
    share, interval : str
        The figures in words.
    counts : tuple of str
        Agree, disagree, pass, unheard and members; empty where there is nothing to count.
    """

    group: Markup
    style: str
    heard: bool
    share: str
    interval: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """A named figure of a proposition, with the term that defines it."""

    term: str
    name: str
    value: str
    interval: str


@dataclass(frozen=True)
class GroupMeasures:
    """What is measured of one group on one proposition, each as words."""

    group: Markup
    of_stances: str
    rice: str
    agreement_index: str
    bounds: str


@dataclass(frozen=True)
class Parameter:
    """An estimate of the model with its standard error."""

    name: Markup | str
    estimate: str
    error: str


@dataclass(frozen=True)
class Details:
    """What is folded away under a proposition's bars; ``unshown`` counts groups that are too many."""

    measures: list[Measure]
    groups: list[GroupMeasures]
    parameters: list[Parameter]
    others: list[Bar]
    unshown: int


@dataclass(frozen=True)
class Card:
    """One proposition on the page.

    Attributes
    ----------
    anchor, id, text : str
        Where it stands, its key, its words.
    date : str or None
        When it was put.
    marks : list of Markup
        The headlines it is in.
    order : dict of str to str
        The published figures by which the list can be sorted.
    bars : list of Bar
        All, then the groups of the basis.
    weight : str
        Its weight where it is a near-duplicate, else empty.
    details : Details or None
        Measures; None where the page would grow too long.
    """

    anchor: str
    id: str
    text: str
    date: str | None
    marks: list[Markup]
    order: dict[str, str]
    bars: list[Bar]
    weight: str
    details: Details | None


def cards(names: Names) -> list[Card]:
    """Build a card for every proposition, those with most agreement across groups first."""
    entries = sorted(names.document["propositions"], key=_least_support_first)
    marks = _marks(names)
    rows = len(entries) * (len(names.groups) + 8)
    told = {line["id"] for lines in _HEADLINES for line in names.document["headlines"][lines][:MOST]}
    return [
        _card(names, entry, marks, detailed=rows <= MOST_DETAIL_ROWS or entry["id"] in told)
        for entry in entries
    ]


def percent(value: float) -> str:
    """Write a share as a CSS percentage without its sign."""
    return f"{100 * value:.1f}".rstrip("0").rstrip(".")


def bar(names: Names, group: Markup, share: Document, counts: tuple[str, ...] = ()) -> Bar:
    """Draw a share with its interval."""
    language = names.language
    median, low, high = share["median"], share["low"], share["high"]
    if median is None or low is None or high is None:
        return Bar(group, "", True, language.share(None), "", counts)
    style = f"--m:{percent(median)};--l:{percent(low)};--h:{percent(high)}"
    exact = all_heard(share) if "unheard" in share else low == high
    return Bar(
        group, style, exact, language.share(median), "" if exact else language.interval(low, high), counts
    )


def _least_support_first(entry: Document) -> tuple[float, float]:
    everyone = entry["support"]["all"]["median"] or 0.0
    least = entry["consensus"]["median"] if entry["consensus"] else everyone
    return -least, -everyone


def _marks(names: Names) -> dict[str, list[Markup]]:
    language = names.language
    words = {
        "agreement": language.say("Agreement across") if names.across else language.say("Most agree"),
        "divides": language.say("Divides"),
        "undecided": language.say("Undecided"),
    }
    found: dict[str, list[Markup]] = {}
    for which, word in words.items():
        for line in names.document["headlines"][which]:
            found.setdefault(line["id"], []).append(word)
    return found


def _card(names: Names, entry: Document, marks: dict[str, list[Markup]], *, detailed: bool) -> Card:
    support = entry["support"]
    shown = [group for group in ("all", *names.basis) if group in support]
    return Card(
        anchor=names.anchor(entry["id"]),
        id=entry["id"],
        text=names.text(entry["id"]),
        date=entry["date"][:10] if entry["date"] else None,
        marks=marks.get(entry["id"], []),
        order=_order(entry),
        bars=[_support_bar(names, group, support[group]) for group in shown],
        weight=names.language.number(entry["weight"]) if entry["weight"] < 1 else "",
        details=_details(names, entry, shown) if detailed else None,
    )


def _order(entry: Document) -> dict[str, str]:
    """Return published figures to sort by; a page without script keeps its first order."""
    figures = {
        "across": entry["consensus"]["median"] if entry["consensus"] else None,
        "divides": entry["divisiveness"]
        if entry["divisiveness"] is not None
        else entry["latent_divisiveness"],
        "all": entry["support"]["all"]["median"],
        "passes": entry["support"]["all"]["pass"],
    }
    return {name: f"{value:.4g}" for name, value in figures.items() if value is not None}


def _support_bar(names: Names, group: str, support: Document) -> Bar:
    keys = ("agree", "disagree", "pass", "unheard", "n")
    counts = tuple(_small(names, support[key]) for key in keys)
    return bar(names, names.group(group), support, counts)


def _small(names: Names, count: int | None) -> str:
    return names.language.plain("hidden") if count is None else names.language.count(count)


def _details(names: Names, entry: Document, shown: list[str]) -> Details:
    others = [group for group in entry["support"] if group not in shown and _spoken_of(names, group)]
    few = len(others) <= MOST_OTHER_GROUPS
    return Details(
        measures=list(_measures(names, entry)),
        groups=[_group_measures(names, group, entry) for group in shown if group in entry["cohesion"]],
        parameters=list(_parameters(names, entry)),
        others=[_support_bar(names, group, entry["support"][group]) for group in others] if few else [],
        unshown=0 if few else len(others),
    )


def _spoken_of(names: Names, group: str) -> bool:
    """Blocs that are not stable are not spoken of."""
    known = names.groups.get(group)
    return not known or known["column"] != "bloc" or bool(names.document["blocs"]["named"])


def _measures(names: Names, entry: Document) -> Iterable[Measure]:
    language, consensus = names.language, entry["consensus"]
    if consensus:
        certain = all(all_heard(entry["support"][group]) for group in names.basis)
        least = names.plain_group(consensus["group"])
        yield Measure(
            "consensus",
            language.plain("Consensus (least: {group})", group=least),
            language.share(consensus["median"]),
            language.interval(consensus["low"], consensus["high"]),
        )
        yield Measure(
            "probability",
            language.plain("Probability of reaching the threshold in every group"),
            language.probability(consensus["probability"], certain=certain),
            "",
        )
    named = (
        ("bridging", language.plain("Bridging"), "bridging", "bridging_interval"),
        ("latent-bridging", language.plain("Latent bridging"), "latent_bridging", None),
        ("divisiveness", language.plain("Divisiveness"), "divisiveness", "divisiveness_interval"),
        ("latent-divisiveness", language.plain("Latent divisiveness"), "latent_divisiveness", None),
    )
    for term, name, key, interval in named:
        if entry[key] is not None:
            low, high = (entry[interval] or (None, None)) if interval else (None, None)
            yield Measure(
                term,
                name,
                language.number(entry[key]),
                language.number_interval(low, high) if low is not None else "",
            )


def _group_measures(names: Names, group: str, entry: Document) -> GroupMeasures:
    language, cohesion = names.language, entry["cohesion"][group]
    bounds = entry["bounds"].get(group) or (None, None)
    return GroupMeasures(
        names.group(group),
        _triple(names, entry["support"][group]["of_stances"]),
        _number_triple(names, cohesion["rice"]),
        _number_triple(names, cohesion["agreement_index"]),
        language.interval(*bounds),
    )


def _triple(names: Names, figure: Document) -> str:
    language = names.language
    if figure["median"] is None:
        return language.share(None)
    return language.plain(
        "{median} ({interval})",
        median=language.share(figure["median"]),
        interval=language.interval(figure["low"], figure["high"]),
    )


def _number_triple(names: Names, figure: Document) -> str:
    language = names.language
    if figure["median"] is None:
        return language.number(None)
    return language.plain(
        "{median} ({interval})",
        median=language.number(figure["median"]),
        interval=language.number_interval(figure["low"], figure["high"]),
    )


def _parameters(names: Names, entry: Document) -> Iterable[Parameter]:
    language, parameters = names.language, entry["parameters"]

    def shown(name: Markup | str, figure: Document) -> Parameter:
        return Parameter(name, language.number(figure["estimate"]), language.number(figure["se"]))

    yield shown(language.plain("Intercept"), parameters["intercept"])
    for number, loading in enumerate(parameters["loadings"], 1):
        yield shown(language.plain("Loading on dimension {number}", number=number), loading)
    terms = parameters["group_terms"]
    if len(terms) <= MOST_OTHER_GROUPS:
        for group, figure in terms.items():
            yield shown(language.say("Group term of {group}", group=names.group(group)), figure)
    if parameters["pass_intercept"]:
        yield shown(language.plain("Intercept of passing"), parameters["pass_intercept"])
