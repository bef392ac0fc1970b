"""Stable maps: turn a map so that it lies as close as it can to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from onevoice.errors import InputError, SettingsError
from onevoice.opinion.fitted import unpack
from onevoice.opinion.ideal_points import IdealPoints


def align(points: IdealPoints, previous: Mapping[str, Any]) -> IdealPoints:
    """Turn a fit onto the map of an earlier analysis (orthogonal Procrustes over common members).

    Parameters
    ----------
    points : IdealPoints
    previous : mapping
        The earlier analysis document. Each common member counts by how well they are known.

    Raises
    ------
    InputError
        If the earlier document is no analysis.
    SettingsError
        If the earlier map has other dimensions, or no members' places, or none in common.

    References
    ----------
    Schoenemann 1966, doi:10.1007/BF02289451.
    """
    d = points.n_dims
    dims, then = _earlier_places(previous)
    if dims != d:
        raise SettingsError(
            f"The earlier map has {dims} dimension{'' if dims == 1 else 's'} and this one {d}. "
            f"Analyse again with --dims {dims} to align them."
        )
    common = [i for i, name in enumerate(points.member_ids) if name in then]
    if not common:
        raise SettingsError(
            "The earlier analysis shows no places of members who are here too, so the maps cannot be "
            "aligned. Make it again with --public, or leave out --align."
        )
    if d == 0:
        return points
    old = np.array([then[points.member_ids[i]] for i in common])
    spread = unpack(points.spread[common], d + 1)[:, :d, :d]
    weight = 1 / np.trace(spread, axis1=1, axis2=2)
    left, _, right = np.linalg.svd((points.point[common].T * weight) @ old)
    return points.turned(left @ right)


def _earlier_places(previous: Mapping[str, Any]) -> tuple[int, dict[str, list[float]]]:
    """Read how many dimensions the earlier map has, and where its members stand."""
    try:
        dims = int(previous["dims"]) if isinstance(previous["digest"], str) else -1
        shown = [member for member in previous["members"] if member["coords"] is not None]
        then = {str(member["id"]): [float(value) for value in member["coords"]] for member in shown}
    except (KeyError, TypeError, ValueError):
        dims, then = -1, {}
    if dims < 0 or any(len(place) != dims or not np.isfinite(place).all() for place in then.values()):
        raise InputError(
            "the earlier analysis is not one written by onevoice",
            "Name a file made with: onevoice analyse PATH --json FILE",
        )
    return dims, then
