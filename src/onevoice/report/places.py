"""The map and the axes: where members stand, as far as that may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.ellipses import ellipse_of
from onevoice.report.names import Document, Names
from onevoice.report.pictures import Cloud, Point, line_picture, map_picture
from onevoice.report.symbols import Legend, Symbol, plain_symbol, symbol

MOST_POINTS = 3_000
MOST_ELLIPSES = 1_000
MOST_CLOUDS = 8
LEAST_IN_CLOUD = 5


@dataclass(frozen=True)
class MemberRow:
    """A member in the table under the map."""

    name: str
    groups: list[Markup]
    coords: list[str]
    errors: list[str]


@dataclass(frozen=True)
class Loading:
    """A proposition that an axis rests on, with its loading's interval as CSS places."""

    proposition: Markup
    value: str
    interval: str
    style: str


@dataclass(frozen=True)
class Axis:
    """One dimension and what characterises it."""

    number: int
    share: str
    ends: Markup
    loadings: list[Loading]


@dataclass(frozen=True)
class Map:
    """The map's section.

    Attributes
    ----------
    lead : list of Markup
        Sentences before the picture, or instead of it.
    picture : Markup or None
        The map; None where it cannot or may not be shown.
    legend : list of Legend
        Symbols of the groups.
    ellipses : bool
        Whether each member's own ellipse can be shown.
    members : list of MemberRow
        The table under the picture.
    dims : int
        Columns of the table.
    axes : list of Axis
        What the dimensions mean.
    """

    lead: list[Markup]
    picture: Markup | None
    legend: list[Legend]
    ellipses: bool
    members: list[MemberRow]
    dims: int
    axes: list[Axis]


def members_map(names: Names) -> Map:
    """Build the map's section for any number of dimensions, public or not."""
    placed = [m for m in names.document["members"] if m["coords"]]
    dims = min(names.document["dims"], 2)
    lead = list(_lead(names, len(placed)))
    drawn = bool(dims and placed and len(placed) <= MOST_POINTS)
    axes = [_axis(names, number, axis, drawn=drawn) for number, axis in enumerate(names.document["axes"], 1)]
    if not drawn:
        return Map(lead, None, [], ellipses=False, members=[], dims=dims, axes=axes)
    symbols = {group: symbol(n) for n, group in enumerate(names.basis)}
    picture, ellipses = _picture(names, placed, symbols, dims)
    return Map(
        lead,
        picture,
        _legend(names, placed, symbols),
        ellipses=ellipses,
        members=[_row(names, member, dims) for member in placed],
        dims=dims,
        axes=axes,
    )


def _lead(names: Names, placed: int) -> Sequence[Markup]:
    language, document = names.language, names.document
    if document["dims"] == 0:
        return [
            language.say(
                "No map is drawn: the answers are described best without any dimension. Members differ in "
                "how readily "
                "they agree, not in which side they take."
            )
        ]
    shares = [language.share(axis["share"]) for axis in document["axes"][:2]]
    told = []
    if not document["public"]:
        told.append(
            language.say(
                "These answers are private, so members are not shown on a map, not even without names."
            )
        )
    elif placed > MOST_POINTS:
        told.append(language.say("There are too many members to draw; the tables hold the place of each."))
    if document["dims"] == 1 or len(shares) < 2:
        told.append(language.say("One dimension describes the answers."))
    elif document["dims"] == 2:
        told.append(
            language.say(
                "Two dimensions describe the answers; they carry {first} and {second} of what the fit "
                "explains.",
                first=names.figure(shares[0], "dimension"),
                second=names.figure(shares[1], "dimension"),
            )
        )
    else:
        told.append(
            language.say(
                "{n} dimensions describe the answers. The two that matter most carry {first} and {second} of "
                "what the "
                "fit explains.",
                n=language.count(document["dims"]),
                first=names.figure(shares[0], "dimension"),
                second=names.figure(shares[1], "dimension"),
            )
        )
    if document["aligned_to"]:
        told.append(
            language.say(
                "The map was turned to lie as near as it can to the map of the analysis with digest "
                "{digest}.",
                digest=Markup("<code>{}</code>").format(document["aligned_to"][:12]),
            )
        )
    return told


def _symbol_of(member: Document, symbols: dict[str, Symbol]) -> Symbol:
    own = next((g for g in symbols if g in member["groups"] or g == f"bloc:{member['bloc']}"), None)
    return symbols[own] if own else plain_symbol()


def _in_group(member: Document, group: str) -> bool:
    return group in member["groups"] or group == f"bloc:{member['bloc']}"


def _picture(
    names: Names, placed: Sequence[Document], symbols: dict[str, Symbol], dims: int
) -> tuple[Markup, bool]:
    language = names.language
    label = language.plain("Members by their place in opinion space; the table below holds the same.")
    if dims == 1:
        return _line(names, placed, symbols, label), False
    ellipses = len(placed) <= MOST_ELLIPSES
    points = [
        Point(
            (member["coords"][0], member["coords"][1]),
            _tooltip(names, member),
            _symbol_of(member, symbols),
            ellipse_of([row[:2] for row in member["cov"][:2]]) if ellipses and member["cov"] else None,
        )
        for member in placed
    ]
    clouds = []
    for group, drawn in symbols.items():
        places = [(m["coords"][0], m["coords"][1]) for m in placed if _in_group(m, group)]
        if len(places) >= LEAST_IN_CLOUD:
            clouds.append(Cloud(names.plain_group(group), drawn, places))
    clouds.sort(key=lambda cloud: -len(cloud.places))
    axes = (_axis_title(names, 0), _axis_title(names, 1))
    return map_picture(points, clouds[:MOST_CLOUDS], axes, label), any(p.ellipse for p in points)


def _axis_title(names: Names, number: int) -> str:
    language = names.language
    share = language.share(names.document["axes"][number]["share"])
    if number == 0:
        return language.plain("First dimension ({share})", share=share)
    return language.plain("Second dimension ({share})", share=share)


def _line(names: Names, placed: Sequence[Document], symbols: dict[str, Symbol], label: str) -> Markup:
    """Put each group in a row, its members spread over four heights so that few hide each other."""
    groups = [group for group in symbols if any(_in_group(m, group) for m in placed)]
    rows = [Cloud(names.plain_group(group), symbols[group], []) for group in groups]
    points = [
        Point((m["coords"][0], n + 0.42 + 0.14 * (k % 4)), _tooltip(names, m), symbols[group], None)
        for n, group in enumerate(groups)
        for k, m in enumerate(m for m in placed if _in_group(m, group))
    ]
    others = [m for m in placed if not any(_in_group(m, group) for group in groups)]
    if others:
        plain = plain_symbol()
        name = names.language.plain("Not in these groups") if groups else names.plain_group("all")
        points += [
            Point((m["coords"][0], len(rows) + 0.42 + 0.14 * (k % 4)), _tooltip(names, m), plain, None)
            for k, m in enumerate(others)
        ]
        rows.append(Cloud(name, plain, []))
    return line_picture(points, rows, _axis_title(names, 0), label)


def _tooltip(names: Names, member: Document) -> str:
    own = [names.plain_group(group) for group in member["groups"] if group in names.basis]
    return ", ".join([member["name"] or member["id"], *own])


def _legend(names: Names, placed: Sequence[Document], symbols: dict[str, Symbol]) -> list[Legend]:
    legend = [Legend(drawn, names.group(group)) for group, drawn in symbols.items()]
    if any(not any(_in_group(m, g) for g in symbols) for m in placed):
        none = names.language.say("Not in these groups") if symbols else names.group("all")
        legend.append(Legend(plain_symbol(), none))
    return legend


def _row(names: Names, member: Document, dims: int) -> MemberRow:
    language = names.language
    errors = member["se"] or [None] * dims
    return MemberRow(
        member["name"] or member["id"],
        [names.group(group) for group in names.basis if _in_group(member, group)],
        [language.number(value) for value in member["coords"][:dims]],
        [language.number(value) for value in errors[:dims]],
    )


def _axis(names: Names, number: int, axis: Document, *, drawn: bool) -> Axis:
    language = names.language
    reach = max((max(abs(p["low"]), abs(p["high"])) for p in axis["propositions"]), default=1.0) or 1.0

    def across(value: float) -> str:
        return f"{50 + 50 * value / reach:.1f}"

    return Axis(
        number,
        language.share(axis["share"]),
        _ends(names, number if drawn else 0),
        [
            Loading(
                names.brief(p["id"]),
                language.number(p["loading"]),
                language.number_interval(p["low"], p["high"]),
                f"--m:{across(p['loading'])};--l:{across(p['low'])};--h:{across(p['high'])}",
            )
            for p in axis["propositions"]
        ],
    )


def _ends(names: Names, number: int) -> Markup:
    """Say what it means to be at one end of a dimension; 0 stands for one that no map shows."""
    say = names.language.say
    if number == 1:
        return say(
            "These propositions tell its ends apart. Members further right on the map tend to agree with "
            "those whose dot "
            "is right of the middle, and to disagree with the others."
        )
    if number == 2:
        return say(
            "These propositions tell its ends apart. Members higher up on the map tend to agree with those "
            "whose dot "
            "is right of the middle, and to disagree with the others."
        )
    return say(
        "These propositions tell its ends apart: members at one end tend to agree with those whose dot is "
        "right of the "
        "middle, and to disagree with the others; at the other end it is the reverse."
    )
