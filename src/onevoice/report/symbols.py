"""Colours and shapes that tell groups apart, always together: colour is never the only sign."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

# Drawn in a square from -1 to 1, as both Vega and the page's own legend read them.
_SHAPES = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1.15L1.05,.8H-1.05Z",
    "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "M-.4,-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
    "M0,1.15L1.05,-.8H-1.05Z",
    "M1.15,0L-.8,1.05V-1.05Z",
)
_COLOURS = 8
NO_GROUP = "M.55,0A.55,.55,0,1,1,-.55,0A.55,.55,0,1,1,.55,0Z"


@dataclass(frozen=True)
class Symbol:
    """How one group is drawn.

    Attributes
    ----------
    colour : str
        A CSS colour that follows the page's light or dark scheme.
    shape : str
        An SVG path in a square from -1 to 1.
    """

    colour: str
    shape: str


@dataclass(frozen=True)
class Legend:
    """A symbol beside what it stands for."""

    symbol: Symbol
    name: Markup


def symbol(number: int) -> Symbol:
    """Return the symbol of the n-th group; 56 groups differ in colour or shape."""
    return Symbol(f"var(--c{number % _COLOURS + 1})", _SHAPES[number % len(_SHAPES)])


def plain_symbol() -> Symbol:
    """Return the small grey circle of whoever or whatever is in none of the groups."""
    return Symbol("var(--muted)", NO_GROUP)
