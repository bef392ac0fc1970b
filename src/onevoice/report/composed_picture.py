"""The picture of a composite's frontier: how much substance for how much support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt
from markupsafe import Markup

from onevoice.report.drawing import INK, MUTED, draw, styled
from onevoice.report.pictures import SIDE

_HEIGHT = 220


@dataclass(frozen=True)
class Trade:
    """A point of the frontier: clauses, the least group's share and interval, whether it is proposed."""

    clauses: int
    share: float
    low: float
    high: float
    chosen: bool


def frontier_picture(trades: Sequence[Trade], axes: tuple[str, str], label: str) -> Markup:
    """Draw the least group's share, with its interval, against the number of clauses."""
    counts = sorted({trade.clauses for trade in trades})
    shares = alt.Scale(domain=[0, 1], nice=False)
    common: dict[str, Any] = {"ticks": False, "domain": False, "labelPadding": 6}
    y_axis = alt.Axis(
        title=axes[1], format=".0%", values=[0, 0.25, 0.5, 0.75, 1], titleX=-52, titleY=_HEIGHT / 2, **common
    )
    x = alt.X(
        "clauses:Q",
        scale=alt.Scale(domain=[counts[0] - 0.5, counts[-1] + 0.5], nice=False),
        axis=alt.Axis(title=axes[0], values=counts, format="d", grid=False, titleX=SIDE / 2, titleY=32),
    )
    base = alt.Chart(alt.InlineData(values=[asdict(trade) for trade in trades])).encode(x=x)
    share = alt.Y("share:Q", scale=shares, axis=y_axis)
    layers = [
        base.mark_line(color=MUTED, strokeWidth=1.5, aria=False).encode(y=share),
        base.mark_rule(color=INK, strokeWidth=1.5, aria=False).encode(
            y=alt.Y("low:Q", scale=shares, axis=y_axis), y2="high:Q"
        ),
        base.mark_point(filled=True, opacity=1, strokeWidth=2, aria=False).encode(
            y=share,
            fill=alt.condition("datum.chosen", alt.value("var(--accent)"), alt.value("var(--paper)")),
            stroke=alt.value(INK),
            size=alt.condition("datum.chosen", alt.value(220), alt.value(90)),
        ),
    ]
    return draw(styled(layers, SIDE, _HEIGHT, left=72, right=16), label)
