"""Stable maps: turn a map so that it lies as close as it can to an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from onevoice.errors import SettingsError
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
    SettingsError
        If the earlier map has other dimensions, or no members' places, or none in common.

    References
    ----------
    Schoenemann 1966, doi:10.1007/BF02289451.
    """
    d = points.n_dims
    if previous["dims"] != d:
        raise SettingsError(
            f"The earlier map has {previous['dims']} dimensions and this one {d}. "
            f"Analyse again with --dims {previous['dims']} to align them."
        )
    then = {m["id"]: m["coords"] for m in previous["members"] if m["coords"] is not None}
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
