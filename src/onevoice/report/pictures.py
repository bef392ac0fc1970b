"""The pictures: the map, the propositions at a glance and the choice of dimensions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from markupsafe import Markup

from onevoice.report.drawing import INK, MUTED, draw, styled
from onevoice.report.ellipses import CHI_SQUARE_90, Ellipse, ellipse_of, spread_of
from onevoice.report.symbols import Symbol

SIDE = 400  # pixels of every picture's inner width
LEAST_HEIGHT = 180


@dataclass(frozen=True)
class Point:
    """A member on the map.

    Attributes
    ----------
    place : tuple of float
        The first two dimensions; the second is 0 on a map of one.
    name : str
        What a pointer that rests on it is told.
    symbol : Symbol
        Its group's colour and shape.
    ellipse : Ellipse or None
        Where the member is with 90 % probability.
    """

    place: tuple[float, float]
    name: str
    symbol: Symbol
    ellipse: Ellipse | None


@dataclass(frozen=True)
class Cloud:
    """A group's members on the map."""

    name: str
    symbol: Symbol
    places: Sequence[tuple[float, float]]


def map_picture(
    points: Sequence[Point], clouds: Sequence[Cloud], axes: tuple[str, str], label: str
) -> Markup:
    """Draw members as points, each group's 90 % ellipse, and each member's own to be shown on demand."""
    pixels, height = _scale(points, clouds)
    ends = {"x": SIDE / 2 / pixels, "y": height / 2 / pixels}

    def marks(rows: list[dict[str, object]], name: str) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=rows), name=name).encode(
            x=alt.X("x:Q", scale=_symmetric(ends["x"]), axis=_map_axis(axes[0], "x", height)),
            y=alt.Y("y:Q", scale=_symmetric(ends["y"]), axis=_map_axis(axes[1], "y", height)),
        )

    shaped = {
        "shape": alt.Shape("shape:N", scale=None),
        "stroke": alt.Stroke("colour:N", scale=None),
        "fill": alt.Fill("colour:N", scale=None),
    }
    groups, labels = _clouds(clouds, pixels)
    members = [
        {"x": p.place[0], "y": p.place[1], "name": p.name, "colour": p.symbol.colour, "shape": p.symbol.shape}
        for p in points
    ]
    own = [
        {"x": p.place[0], "y": p.place[1], "colour": p.symbol.colour, "shape": p.ellipse.path(pixels)}
        for p in points
        if p.ellipse
    ]
    layers = [
        marks(groups, "group")
        .mark_point(size=4, fillOpacity=0.1, strokeWidth=2, opacity=1, aria=False)
        .encode(**shaped),
        marks(members, "member")
        .mark_point(size=110 if len(points) < 200 else 60, fillOpacity=0.75, strokeWidth=1, opacity=1)
        .encode(description="name:N", **shaped),
        marks(labels, "label")
        .mark_text(fontSize=15, fontWeight="bold", color=INK, limit=240)
        .encode(text="name:N"),
    ]
    if own:
        layers.insert(
            1,
            marks(own, "own")
            .mark_point(size=4, fillOpacity=0, strokeWidth=1, opacity=1, aria=False)
            .encode(**shaped),
        )
    return draw(styled(layers, SIDE, height, left=30, right=10), label)


def _scale(points: Sequence[Point], clouds: Sequence[Cloud]) -> tuple[float, int]:
    """Return pixels to the unit, the same both ways, and the map's height in pixels."""
    reach = [max((abs(point.place[d]) for point in points), default=0.0) for d in range(2)]
    for cloud in clouds:
        middle, covariance = spread_of(cloud.places)
        for d in range(2):
            reach[d] = max(reach[d], abs(middle[d]) + math.sqrt(covariance[d][d] * CHI_SQUARE_90))
    widest = 1.06 * max(reach) or 1.0
    return SIDE / 2 / widest, max(round(SIDE * 1.06 * reach[1] / widest), LEAST_HEIGHT)


def _symmetric(end: float) -> alt.Scale:
    return alt.Scale(domain=[-end, end], nice=False)


def _map_axis(title: str, which: str, height: int) -> alt.Axis:
    place: dict[str, Any] = (
        {"titleX": SIDE / 2, "titleY": 12} if which == "x" else {"titleX": -12, "titleY": height / 2}
    )
    return alt.Axis(title=title, labels=False, ticks=False, grid=False, **place)


def _clouds(
    clouds: Sequence[Cloud], pixels: float
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    drawn: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    for cloud in clouds:
        middle, covariance = spread_of(cloud.places)
        ellipse = ellipse_of(covariance)
        place = {"x": middle[0], "y": middle[1]}
        drawn.append(place | {"colour": cloud.symbol.colour, "shape": ellipse.path(pixels)})
        labels.append(place | {"name": cloud.name})
    return drawn, labels


def line_picture(points: Sequence[Point], rows: Sequence[Cloud], axis: str, label: str) -> Markup:
    """Draw members along the only dimension, a row for each group."""
    height = 44 * len(rows)
    reach = 1.08 * max((abs(point.place[0]) for point in points), default=1.0) or 1.0
    values = [
        {"x": p.place[0], "y": p.place[1], "name": p.name, "colour": p.symbol.colour, "shape": p.symbol.shape}
        for p in points
    ]
    x = alt.X(
        "x:Q",
        scale=_symmetric(reach),
        axis=alt.Axis(title=axis, labels=False, ticks=False, grid=False, titleX=SIDE / 2, titleY=12),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[len(rows), 0], nice=False), axis=None)
    members = (
        alt.Chart(alt.InlineData(values=values), name="member")
        .mark_point(size=90, fillOpacity=0.6, strokeWidth=1, opacity=1)
        .encode(
            x=x,
            y=y,
            description="name:N",
            shape=alt.Shape("shape:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fill=alt.Fill("colour:N", scale=None),
        )
    )
    titles = [{"x": -reach, "y": n + 0.12, "name": row.name} for n, row in enumerate(rows)]
    labels = (
        alt.Chart(alt.InlineData(values=titles), name="label")
        .mark_text(align="left", fontSize=14, color=INK, limit=380)
        .encode(x=x, y=y, text="name:N")
    )
    return draw(styled([members, labels], SIDE, height, left=20, right=20), label)


@dataclass(frozen=True)
class Dot:
    """A proposition at a glance: shares from 0 to 1."""

    across: float
    up: float
    name: str
    symbol: Symbol


def glance_picture(dots: Sequence[Dot], axes: tuple[str, str], label: str) -> Markup:
    """Draw every proposition by how many agree and how much it divides."""
    values = [
        {"x": d.across, "y": d.up, "name": d.name, "colour": d.symbol.colour, "shape": d.symbol.shape}
        for d in dots
    ]
    ticks, shares = [0, 0.25, 0.5, 0.75, 1], alt.Scale(domain=[0, 1], nice=False)
    common: dict[str, Any] = {"values": ticks, "ticks": False, "domain": False, "labelPadding": 6}
    chart = (
        alt.Chart(alt.InlineData(values=values), name="dot")
        .mark_point(size=120 if len(dots) < 200 else 50, fillOpacity=0.7, strokeWidth=1, opacity=1)
        .encode(
            x=alt.X(
                "x:Q",
                scale=shares,
                axis=alt.Axis(title=axes[0], format=".0%", titleX=SIDE / 2, titleY=32, **common),
            ),
            y=alt.Y(
                "y:Q",
                scale=shares,
                axis=alt.Axis(title=axes[1], format=".2~f", titleX=-42, titleY=130, **common),
            ),
            description="name:N",
            shape=alt.Shape("shape:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fill=alt.Fill("colour:N", scale=None),
        )
    )
    return draw(styled([chart], SIDE, 260, left=60, right=24), label)


def curve_picture(
    curve: Sequence[tuple[int, float, float]], chosen: int, axes: tuple[str, str], label: str
) -> Markup:
    """Draw held-out log loss, with a standard error each way, against the number of dimensions."""
    rows = [
        {"d": d, "loss": loss, "low": loss - se, "high": loss + se, "chosen": d == chosen}
        for d, loss, se in curve
    ]
    dims = [d for d, _, _ in curve]
    low, high = min(loss - se for _, loss, se in curve), max(loss + se for _, loss, se in curve)
    margin = 0.08 * (high - low) or 0.01
    x_scale = alt.Scale(domain=[dims[0] - 0.4, dims[-1] + 0.4], nice=False)
    scale = alt.Scale(domain=[low - margin, high + margin], nice=False, zero=False)
    x_axis = alt.Axis(title=axes[0], values=dims, format="d", grid=False, titleX=SIDE / 2, titleY=32)
    y_axis = alt.Axis(
        title=axes[1], format=".3f", tickCount=5, titleX=-54, titleY=110, domain=False, ticks=False
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=alt.X("d:Q", scale=x_scale, axis=x_axis))
    loss = alt.Y("loss:Q", scale=scale, axis=y_axis)
    ends = alt.Y("low:Q", scale=scale, axis=y_axis)
    layers = [
        base.mark_line(color=MUTED, strokeWidth=1.5, aria=False).encode(y=loss),
        base.mark_rule(color=INK, strokeWidth=1.5, aria=False).encode(y=ends, y2="high:Q"),
        base.mark_point(filled=True, opacity=1, strokeWidth=2, aria=False).encode(
            y=loss,
            fill=alt.condition("datum.chosen", alt.value("var(--accent)"), alt.value("var(--paper)")),
            stroke=alt.value(INK),
            size=alt.condition("datum.chosen", alt.value(220), alt.value(90)),
        ),
    ]
    return draw(styled(layers, SIDE, 220, left=72, right=16), label)
