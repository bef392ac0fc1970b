from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.report.ellipses import CHI_SQUARE_90, ellipse_of, spread_of
from onevoice.report.pictures import (
    Cloud,
    Dot,
    Point,
    curve_picture,
    glance_picture,
    line_picture,
    map_picture,
)
from onevoice.report.symbols import symbol

RNG = np.random.default_rng(3)


def svg_tree(picture):
    """Parse a picture."""
    return ET.fromstring(str(picture))  # noqa: S314 - drawn by the test itself


def members(n, groups=3):
    """Place members around."""
    places = RNG.normal(size=(n, 2))
    return [
        Point(
            (float(x), float(y)),
            f"Member & <{i}>",
            symbol(i % groups),
            ellipse_of([[0.1, 0.02], [0.02, 0.05]]),
        )
        for i, (x, y) in enumerate(places)
    ]


@pytest.fixture(scope="module")
def drawn():
    """Draw one of each picture."""
    points = members(30)
    clouds = [Cloud(f"<Group> {g}", symbol(g), [p.place for p in points[g::3]]) for g in range(3)]
    return {
        "map": map_picture(points, clouds, ("one", "two"), 'A "map"'),
        "line": line_picture(points, clouds, "one", "a line"),
        "glance": glance_picture([Dot(0.2, 0.4, "<p>", symbol(1))], ("agree", "divide"), "all"),
        "curve": curve_picture([(0, 0.5, 0.0), (1, 0.4, 0.01), (2, 0.4, 0.02)], 1, ("dims", "loss"), "loss"),
    }


@pytest.mark.parametrize("which", ["map", "line", "glance", "curve"])
def test_a_picture_takes_colour_and_letters_from_the_page(drawn, which):
    """No picture has a colour, a font, a size or an id of its own, so it follows the page's scheme."""
    svg = str(drawn[which])
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    assert all(colour in {"none", "currentColor"} or colour.startswith("var(--") for colour in colours)
    assert "font-family" not in svg
    assert " id=" not in svg
    assert "url(" not in svg
    assert not re.search(r"<svg[^>]* (width|height)=", svg)


@pytest.mark.parametrize("which", ["map", "line", "glance", "curve"])
def test_a_picture_has_a_name_for_those_who_do_not_see_it(drawn, which):
    """A picture is one image with a label; nothing in it is announced apart."""
    root = svg_tree(drawn[which])
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert not any(element.get("role") for element in root.iter() if element is not root)


def test_every_member_is_drawn_with_name_and_ellipse(drawn):
    """The map has a point and an ellipse for every member, and a resting pointer is told who it is."""
    root = svg_tree(drawn["map"])
    layers = {group.get("class"): list(group) for group in root.iter("g") if group.get("class")}
    assert len(layers["member_marks"]) == len(layers["own_marks"]) == 30
    assert [mark.findtext("title") for mark in layers["member_marks"]][:2] == ["Member & <0>", "Member & <1>"]
    assert len(layers["group_marks"]) == len(layers["label_marks"]) == 3


def test_the_same_picture_has_the_same_bytes(drawn):
    """Nothing of the process, such as counters, is in a picture."""
    curve = curve_picture([(0, 0.5, 0.0), (1, 0.4, 0.01), (2, 0.4, 0.02)], 1, ("dims", "loss"), "loss")
    assert str(curve) == str(drawn["curve"])


def test_both_dimensions_have_one_scale():
    """A step along either dimension of the map is as long, so that no direction is exaggerated."""
    corners = [(1.0, 0.5), (-1.0, -0.5), (1.0, -0.5), (-1.0, 0.5)]
    points = [Point(place, str(place), symbol(0), None) for place in corners]
    root = svg_tree(map_picture(points, [], ("one", "two"), "a map"))
    (layer,) = (group for group in root.iter("g") if group.get("class") == "member_marks")
    at = {
        mark.findtext("title"): [float(v) for v in re.findall(r"[\d.]+", mark.get("transform"))]
        for mark in layer
    }
    across = at["(1.0, 0.5)"][0] - at["(-1.0, 0.5)"][0]
    down = at["(1.0, -0.5)"][1] - at["(1.0, 0.5)"][1]
    assert across == pytest.approx(2 * down, rel=0.01)


@given(st.floats(0.01, 4), st.floats(0.01, 4), st.floats(-math.pi / 2 + 0.01, math.pi / 2 - 0.01))
def test_an_ellipse_has_the_covariances_own_axes(first, second, angle):
    """Axes of the ellipse are the eigenvectors of the covariance, as long as 90 % of it asks."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    covariance = turn @ np.diag([first, second]) @ turn.T
    found = ellipse_of(covariance.tolist())
    assert found.major**2 == pytest.approx(max(first, second) * CHI_SQUARE_90, rel=1e-6)
    assert found.minor**2 == pytest.approx(min(first, second) * CHI_SQUARE_90, rel=1e-6, abs=1e-9)
    direction = np.array([math.cos(found.angle), math.sin(found.angle)])
    assert direction @ covariance @ direction == pytest.approx(max(first, second), rel=1e-6)


def test_the_ellipse_holds_ninety_per_cent():
    """Of many draws from a normal distribution, nine in ten lie within its ellipse."""
    covariance = np.array([[1.0, 0.6], [0.6, 0.8]])
    draws = RNG.multivariate_normal([0, 0], covariance, size=40_000)
    found = ellipse_of(covariance.tolist())
    turn = np.array(
        [[math.cos(found.angle), math.sin(found.angle)], [-math.sin(found.angle), math.cos(found.angle)]]
    )
    inside = ((draws @ turn.T / [found.major, found.minor]) ** 2).sum(axis=1) <= 1
    assert inside.mean() == pytest.approx(0.9, abs=0.01)


def test_the_spread_of_points_is_their_covariance():
    """The middle and the covariance of a group's points are the usual ones."""
    points = RNG.normal(size=(20, 2))
    middle, covariance = spread_of(points.tolist())
    assert middle == pytest.approx(points.mean(axis=0))
    assert np.allclose(covariance, np.cov(points.T))


def test_groups_differ_in_colour_or_shape():
    """No two of the first 56 groups look alike, and neighbours differ in both."""
    drawn = [symbol(n) for n in range(56)]
    assert len(set(drawn)) == 56
    pairs = pairwise(drawn)
    assert all(a.colour != b.colour and a.shape != b.shape for a, b in pairs)
