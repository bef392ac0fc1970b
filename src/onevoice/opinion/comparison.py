"""What moved between two analyses, and how sure that is.

Only what is published is used, so anyone who has the two documents can check the comparison.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onevoice.errors import InputError

ASSUMPTION = (
    "The two estimates are taken as independent. Where the same members were asked both times this makes "
    "intervals too wide rather than too narrow, so some real moves go unsaid."
)
_CHANCE = 0.10  # of a 90 % interval to exclude 0 though nothing moved


@dataclass(frozen=True, slots=True)
class Interval:
    """A median with its 5 and 95 % points."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Move:
    """One number that moved.

    Attributes
    ----------
    measure : str
        "support", "consensus" or "divisiveness".
    proposition, text : str
        Id and words.
    group : str or None
        Whose support; None for the other measures.
    before, after, difference : Interval
        ``difference`` is after minus before and excludes 0.
    """

    measure: str
    proposition: str
    text: str
    group: str | None
    before: Interval
    after: Interval
    difference: Interval


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """Proposition ids that entered and left a headline."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two analyses side by side.

    Attributes
    ----------
    before, after : str
        Digests of the two inputs.
    compared : int
        Numbers that stand in both.
    expected_by_chance : float
        How many of those would be listed as moves if nothing had moved.
    moves : tuple of Move
        Largest first.
    new, gone, reworded : tuple of str
        Proposition ids; a reworded proposition is not compared.
    headlines : dict of str to HeadlineChange
        For "agreement", "divides" and "undecided", over propositions in both.
    notes : tuple of str
        What makes the two less comparable.
    """

    before: str
    after: str
    compared: int
    expected_by_chance: float
    moves: tuple[Move, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    reworded: tuple[str, ...]
    headlines: dict[str, HeadlineChange]
    notes: tuple[str, ...]

    @property
    def document(self) -> dict[str, Any]:
        """Return the comparison as plain values, for a JSON file."""
        return {**asdict(self), "assumption": ASSUMPTION}


@dataclass(frozen=True, slots=True)
class _Published:
    """What a comparison reads in one document."""

    digest: str
    texts: dict[str, str]
    measures: dict[tuple[str, str, str | None], Interval]
    headlines: dict[str, tuple[str, ...]]
    circumstances: dict[str, Any]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Say what moved between two analyses.

    A move is listed only where the 90 % interval of the difference excludes 0. The interval comes
    from the two published ones by the method of variance estimates recovery.

    Parameters
    ----------
    before, after : mapping
        Documents of two analyses (``Analysis.document``, or analysis.json as read).

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If one of them is not an analysis.

    References
    ----------
    Zou, G. Y. and Donner, A. (2008). Construction of confidence limits about effect measures: a
    general approach. Statistics in Medicine 27(10), 1693-1702. https://doi.org/10.1002/sim.3095
    """
    old, new = _published(before, "first"), _published(after, "second")
    both = [key for key in old.texts if key in new.texts]
    reworded = tuple(key for key in both if old.texts[key] != new.texts[key])
    same_words = set(both) - set(reworded)
    basis_holds = old.circumstances["basis"] == new.circumstances["basis"] != "blocs"
    compared = [
        key
        for key in old.measures
        if key in new.measures and key[1] in same_words and (basis_holds or key[0] == "support")
    ]
    moves = []
    for measure, proposition, group in compared:
        was, now = (side.measures[measure, proposition, group] for side in (old, new))
        change = difference(was, now)
        if change.low > 0 or change.high < 0:
            moves.append(Move(measure, proposition, new.texts[proposition], group, was, now, change))
    moves.sort(key=lambda m: (-abs(m.difference.median), m.measure, m.proposition, m.group or ""))
    return Comparison(
        before=old.digest,
        after=new.digest,
        compared=len(compared),
        expected_by_chance=_CHANCE * len(compared),
        moves=tuple(moves),
        new=tuple(key for key in new.texts if key not in old.texts),
        gone=tuple(key for key in old.texts if key not in new.texts),
        reworded=reworded,
        headlines={
            name: HeadlineChange(
                gained=tuple(k for k in new.headlines[name] if k in same_words and k not in listed),
                lost=tuple(k for k in listed if k in same_words and k not in new.headlines[name]),
            )
            for name, listed in old.headlines.items()
        },
        notes=tuple(_notes(old, new)),
    )


def difference(before: Interval, after: Interval) -> Interval:
    """Interval of ``after - before`` for independent estimates, by recovered variances."""
    median = after.median - before.median
    down = math.hypot(after.median - after.low, before.high - before.median)
    up = math.hypot(after.high - after.median, before.median - before.low)
    return Interval(median, median - down, median + up)


def _published(document: Mapping[str, Any], which: str) -> _Published:
    try:
        propositions: Sequence[Mapping[str, Any]] = document["propositions"]
        measures: dict[tuple[str, str, str | None], Interval] = {}
        for proposition in propositions:
            measures.update(_measures(proposition))
        settings = document["settings"]
        return _Published(
            digest=str(document["digest"]),
            texts={str(p["id"]): str(p["text"]) for p in propositions},
            measures=measures,
            headlines={
                name: tuple(str(line["id"]) for line in document["headlines"][name])
                for name in ("agreement", "divides", "undecided")
            },
            circumstances={
                "basis": "blocs"
                if document["basis"]["kind"] == "blocs"
                else tuple(document["basis"]["groups"]),
                "threshold": float(settings["threshold"]),
                "settings": settings["name"],
                "roll": bool(document["has_roll"]),
                "version": document["onevoice"],
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"the {which} of the two is not an analysis written by onevoice",
            "Name two files made with: onevoice analyse PATH --json FILE",
        ) from error


def _measures(proposition: Mapping[str, Any]) -> dict[tuple[str, str, str | None], Interval]:
    """Collect the numbers of one proposition that are published with an interval."""
    key = str(proposition["id"])
    consensus, spread = proposition["consensus"], proposition["divisiveness_interval"]
    found: dict[tuple[str, str, str | None], Interval] = {}
    for group, support in proposition["support"].items():
        if str(group).startswith("bloc:"):
            continue  # bloc 1 of one analysis need not be bloc 1 of the other
        if support["median"] is not None and support["low"] is not None and support["high"] is not None:
            found["support", key, str(group)] = _interval(support)
    if consensus is not None:
        found["consensus", key, None] = _interval(consensus)
    if spread is not None and proposition["divisiveness"] is not None:
        found["divisiveness", key, None] = Interval(
            float(proposition["divisiveness"]), float(spread[0]), float(spread[1])
        )
    return found


def _interval(triple: Mapping[str, Any]) -> Interval:
    return Interval(float(triple["median"]), float(triple["low"]), float(triple["high"]))


def _notes(old: _Published, new: _Published) -> list[str]:
    was, now = old.circumstances, new.circumstances
    notes = []
    if old.digest == new.digest:
        notes.append("Both analyses rest on the same answers.")
    if was["basis"] == now["basis"] == "blocs":
        notes.append(
            "Blocs are found anew each time, so what rests on them (consensus, divisiveness) is not compared."
        )
    elif was["basis"] != now["basis"]:
        notes.append(
            "Consensus and divisiveness run over other groups than before, so these two are not compared."
        )
    if was["threshold"] != now["threshold"]:
        notes.append(
            f"The threshold was {was['threshold']:g}, now {now['threshold']:g}: headlines differ for it too."
        )
    if was["settings"] != now["settings"] or was["version"] != now["version"]:
        notes.append("The two were made with different settings or versions of onevoice.")
    if was["roll"] != now["roll"]:
        notes.append(
            "One has a roll and the other only those who took part; their shares are of different bodies."
        )
    return notes
