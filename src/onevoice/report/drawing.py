"""Vega-Lite charts as inline SVG that takes its colours and fonts from the page around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert
from markupsafe import Markup

INK, MUTED, LINE = "currentColor", "var(--muted)", "var(--line)"
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_DROPPED = {"role", "aria-roledescription", "aria-hidden", "pointer-events", "font-family"}
_IDLE = {("opacity", "1"), ("fill-opacity", "1"), ("stroke-width", "1"), ("font-weight", "normal")}


def styled(
    layers: Sequence[alt.Chart], width: int, height: int, *, left: int, right: int, top: int = 12
) -> alt.LayerChart:
    """Lay marks over each other in the page's plain look and margins that no font can change."""
    chart: alt.LayerChart = (
        alt.LayerChart(layer=list(layers))
        .properties(width=width, height=height)
        .properties(
            autosize=alt.AutoSizeParams(type="none"),
            padding={"left": left, "right": right, "top": top, "bottom": 52},
            background="transparent",
        )
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            tickColor=LINE,
            domainColor=LINE,
            gridColor=LINE,
            labelFontSize=15,
            titleFontSize=15,
            titleFontWeight="normal",
            labelOverlap=False,
            labelLimit=400,
            titleLimit=400,
        )
        .configure_view(stroke=None)
    )
    return chart


def draw(chart: alt.LayerChart, label: str) -> Markup:
    """Render a chart.

    Parameters
    ----------
    chart : altair.LayerChart
        Colours may be CSS variables; marks named ``x`` come out in a group of class ``x_marks``.
    label : str
        What the picture shows, for those who do not see it.

    Returns
    -------
    Markup
        An ``svg`` element without sizes, fonts or ids.
    """
    spec: dict[str, Any] = chart.to_dict()
    root = ET.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314 - written by the renderer just now
    width, height = root.get("width", "0"), root.get("height", "0")
    for parent in list(root.iter()):
        for child in list(parent):
            if _is_empty(child):
                parent.remove(child)
    for element in root.iter():
        _plainer(element)
    root.attrib.clear()
    root.attrib.update(
        {"viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": label, "class": "picture"}
    )
    return Markup(ET.tostring(root, encoding="unicode", short_empty_elements=True))  # noqa: S704 - escaped by the renderer


def _is_empty(element: ET.Element) -> bool:
    kind = element.get("class", "")
    return kind in {"background", "foreground"} or (
        element.tag.endswith("}rect") and element.get("fill") == "white"
    )


def _plainer(element: ET.Element) -> None:
    """Drop what the page says already, and turn each mark's description into its tooltip."""
    element.tag = element.tag.split("}")[-1]
    description = element.attrib.pop("aria-label", None)
    is_mark = element.get("role") == "graphics-symbol" and element.tag == "path"
    for name, value in list(element.attrib.items()):
        if name in _DROPPED or (name, value) in _IDLE:
            del element.attrib[name]
        else:
            element.set(name, _NUMBER.sub(lambda found: f"{float(found[0]):.1f}", value))
    if "class" in element.attrib:
        names = [name for name in element.attrib["class"].split() if name.endswith("_marks")]
        element.attrib.pop("class")
        if names:
            element.set("class", " ".join(names))
    if description and is_mark:
        title = ET.SubElement(element, "title")
        title.text = description
