"""Two overviews: all propositions at a glance, and how the number of dimensions was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.names import Document, Names, shorten
from onevoice.report.pictures import Dot, curve_picture, glance_picture
from onevoice.report.quoted import quoted
from onevoice.report.symbols import NO_GROUP, Legend, Symbol, plain_symbol, symbol

LEAST_DOTS = 3
_HEADLINES = ("agreement", "divides", "undecided")


@dataclass(frozen=True)
class Glance:
    """The picture of all propositions, its legend, and its table.

    Attributes
    ----------
    picture : Markup
        An ``svg`` element.
    measure : Markup
        Name of the vertical axis, and of the table's last column.
    term : str
        Its definition.
    legend : list of Legend
        What the shapes mean.
    rows : list of (Markup, str, str)
        Proposition, support of all, divisiveness.
    """

    picture: Markup
    measure: Markup
    term: str
    legend: list[Legend]
    rows: list[tuple[Markup, str, str]]


@dataclass(frozen=True)
class Curve:
    """The picture of held-out loss by dimensions, its table, and the rule that chose."""

    picture: Markup | None
    rows: list[tuple[str, str, str, bool]]
    sentence: Markup
    rule: Markup


def glance(names: Names) -> Glance | None:
    """Draw all propositions by support and divisiveness; None for a handful, whose bars say it all."""
    language, document = names.language, names.document
    if len(document["propositions"]) < LEAST_DOTS:
        return None
    grouped = names.across and all(p["divisiveness"] is not None for p in document["propositions"])
    key = "divisiveness" if grouped else "latent_divisiveness"
    measure = language.say("Divisiveness") if grouped else language.say("Latent divisiveness")
    symbols = _symbols(document)
    shown = [p for p in document["propositions"] if p["support"]["all"]["median"] is not None]
    dots = [
        Dot(
            p["support"]["all"]["median"],
            min(max(p[key], 0), 1),
            shorten(names.text(p["id"])),
            symbols[p["id"]],
        )
        for p in sorted(shown, key=lambda p: symbols[p["id"]].shape != NO_GROUP)
    ]
    everyone = (
        language.plain("Support of all members")
        if document["has_roll"]
        else language.plain("Support of those who took part")
    )
    label = language.plain("Propositions by support and divisiveness; the table below holds the same.")
    return Glance(
        glance_picture(dots, (everyone, measure.striptags()), label),
        measure,
        key.replace("_", "-"),
        _legend(names),
        [
            (names.brief(p["id"]), language.share(p["support"]["all"]["median"]), language.number(p[key]))
            for p in document["propositions"]
        ],
    )


def _symbols(document: Document) -> dict[str, Symbol]:
    found = {p["id"]: plain_symbol() for p in document["propositions"]}
    for number, which in reversed(list(enumerate(_HEADLINES))):
        for line in document["headlines"][which]:
            found[line["id"]] = symbol(number)
    return found


def _legend(names: Names) -> list[Legend]:
    language, headlines = names.language, names.document["headlines"]
    words = (
        language.say("Agreement across") if names.across else language.say("Most agree"),
        language.say("Divides"),
        language.say("Undecided"),
    )
    listed = [
        Legend(symbol(number), word)
        for number, (which, word) in enumerate(zip(_HEADLINES, words, strict=True))
        if headlines[which]
    ]
    return [*listed, Legend(plain_symbol(), language.say("Under no headline"))]


def curve(names: Names) -> Curve:
    """Draw the held-out loss at each number of dimensions that was tried."""
    language, document = names.language, names.document
    points = [(c["dims"], c["log_loss"], c["se"] or 0.0) for c in document["fit"]["curve"]]
    picture = None
    if len(points) > 1:
        axes = (language.plain("Dimensions"), language.plain("Held-out log loss"))
        label = language.plain("Held-out log loss by number of dimensions; the table below holds the same.")
        picture = curve_picture(points, document["dims"], axes, label)
    rows = [
        (
            language.count(c["dims"]),
            language.number(c["log_loss"], 4),
            language.number(c["se"], 4),
            c["dims"] == document["dims"],
        )
        for c in document["fit"]["curve"]
    ]
    return Curve(picture, rows, _chosen(names, tried=len(points)), _rule(names))


def _rule(names: Names) -> Markup:
    if names.document["settings"]["dims"] != "auto":
        return Markup()
    rule = quoted(names.language, names.document["fit"]["rule"])
    return names.language.say("The rule: {rule}.", rule=rule)


def _chosen(names: Names, tried: int) -> Markup:
    language, dims = names.language, names.document["dims"]
    if names.document["settings"]["dims"] != "auto":
        return language.say_n("{n} dimension was asked for.", "{n} dimensions were asked for.", dims)
    if tried <= 1:
        return language.say("There was too little to compare different numbers of dimensions.")
    if dims == 0:
        return language.say("No dimension predicted hidden answers better than none at all.")
    return language.say_n(
        "{n} dimension was chosen by how well hidden answers were predicted.",
        "{n} dimensions were chosen by how well hidden answers were predicted.",
        dims,
    )
