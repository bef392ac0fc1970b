"""The geometry of ellipses on the map: where 90 % of a bivariate normal distribution lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CHI_SQUARE_90 = -2 * math.log(0.1)  # 90 % point of chi-square with two degrees of freedom
_QUARTER = 4 / 3 * (math.sqrt(2) - 1)  # cubic approximation of a quarter of the circle


@dataclass(frozen=True)
class Ellipse:
    """An ellipse in units of the map.

    Attributes
    ----------
    major, minor : float
        Half its length and half its breadth.
    angle : float
        Direction of its length, in radians from the first axis.
    """

    major: float
    minor: float
    angle: float

    def path(self, pixels: float) -> str:
        """Draw it around the origin as an SVG path, ``pixels`` to the unit, downwards positive."""
        k = _QUARTER
        quarters = [
            ((1, 0),),
            ((1, k), (k, 1), (0, 1)),
            ((-k, 1), (-1, k), (-1, 0)),
            ((-1, -k), (-k, -1), (0, -1)),
            ((k, -1), (1, -k), (1, 0)),
        ]
        cos, sin = math.cos(self.angle), math.sin(self.angle)

        def turned(x: float, y: float) -> str:
            a, b = x * self.major * pixels, y * self.minor * pixels
            return f"{a * cos - b * sin:.1f},{-(a * sin + b * cos):.1f}"

        start, *curves = ([turned(x, y) for x, y in quarter] for quarter in quarters)
        return "M" + start[0] + "".join("C" + ",".join(curve) for curve in curves) + "Z"


def ellipse_of(covariance: Sequence[Sequence[float]]) -> Ellipse:
    """Return the 90 % ellipse of a two by two covariance."""
    (a, b), (_, d) = covariance
    middle, spread = (a + d) / 2, math.hypot((a - d) / 2, b)
    return Ellipse(
        math.sqrt(max(middle + spread, 0.0) * CHI_SQUARE_90),
        math.sqrt(max(middle - spread, 0.0) * CHI_SQUARE_90),
        math.atan2(2 * b, a - d) / 2,
    )


def spread_of(points: Sequence[Sequence[float]]) -> tuple[list[float], list[list[float]]]:
    """Return the middle and the covariance of some points of the map; at least two points."""
    n = len(points)
    middle = [sum(point[d] for point in points) / n for d in range(2)]
    return middle, [
        [sum((p[a] - middle[a]) * (p[b] - middle[b]) for p in points) / (n - 1) for b in range(2)]
        for a in range(2)
    ]
