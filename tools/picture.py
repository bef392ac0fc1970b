"""Draw the picture of the README: what each community of the demonstration makes of each clause."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

import onevoice
from onevoice.cli.demo_assembly import COMMUNITIES, PAPER, demo_assembly

COLOURS = ("#0b6e99", "#b8500f")
INK, PALE = "#222222", "#dddddd"


def rows() -> list[dict[str, Any]]:
    """Support of each clause in each community, with its interval."""
    document = onevoice.analyse(demo_assembly().calls, public=True).document
    entries = {entry["id"]: entry for entry in document["propositions"]}
    return [
        {"clause": _label(clause.id), "community": name, **_interval(entries[clause.id], name)}
        for clause in PAPER
        for name in COMMUNITIES
    ]


def picture(values: list[dict[str, Any]]) -> str:
    """Draw the rows as SVG."""
    order = [_label(clause.id) for clause in PAPER]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y(
            "clause:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=12)
        ),
        yOffset=alt.YOffset("community:N", sort=list(COMMUNITIES)),
        color=alt.Color(
            "community:N",
            scale=alt.Scale(domain=list(COMMUNITIES), range=list(COLOURS)),
            legend=alt.Legend(title=None, orient="top", symbolType="circle", symbolSize=120),
        ),
    )
    share = alt.X(
        "low:Q",
        scale=alt.Scale(domain=[0, 1]),
        title="share that agrees, with the range that holds the true share with 90% probability",
        axis=alt.Axis(
            format=".0%", values=[0, 0.25, 0.5, 0.75, 1], gridColor=PALE, ticks=False, domain=False
        ),
    )
    chart = (
        alt.layer(
            base.mark_rule(strokeWidth=4, opacity=0.45, strokeCap="round").encode(x=share, x2="high:Q"),
            base.mark_point(filled=True, size=70, opacity=1).encode(x="median:Q"),
        )
        .properties(
            width=430,
            height=alt.Step(15),
            padding=18,
            background="white",
            title=alt.TitleParams(
                "The bridge at Sarn: two wordings divide, one carries across",
                subtitle="A simulated assembly on an invented island (onevoice demo)",
                anchor="start",
                fontSize=15,
                subtitleFontSize=12,
                color=INK,
                subtitleColor=INK,
                offset=8,
            ),
        )
        .configure_axis(
            labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
        )
        .configure_legend(labelColor=INK, labelFontSize=13)
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _interval(entry: dict[str, Any], community: str) -> dict[str, float]:
    support = entry["support"][f"community:{community}"]
    return {key: support[key] for key in ("median", "low", "high")}


def _label(clause: str) -> str:
    source, number = clause.split(".")
    return f"{'Motion' if source == 'motion' else f'Amendment {source}'}, clause {number}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(rows()) + "\n", encoding="utf-8")
