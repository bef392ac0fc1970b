"""Shares, counts and groups of an account in words: a share always with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onevoice.chamber.readings.isolating import isolated

Triple = Mapping[str, float]
"""Median, and the points below which 5 and 95 % of draws lie."""


def percent(value: float) -> str:
    """Word a share in whole per cent; only what is none or all reads as 0 or 100."""
    whole = round(100 * value)
    if whole == 0 and value > 0:
        return _("under 1%")
    if whole == 100 and value < 1:
        return _("over 99%")
    return f"{whole}%"


def interval(found: Triple) -> str:
    """Word a share with its interval; alone, where nothing of it is uncertain."""
    share, low, high = (percent(found[name]) for name in ("median", "low", "high"))
    return share if found["low"] == found["high"] else between(share, low, high)


def counted(found: Triple) -> str:
    """Word a group's support: a share with its interval, and of how many."""
    told = {"share": interval(found), "members": members(found["n"], exact=True)}
    return _("%(share)s of %(members)s") % told


def points(found: Triple) -> str:
    """Word a difference of shares in points of per cent, set apart so that its sign stays in front."""
    share, low, high = (_signed(found[name]) for name in ("median", "low", "high"))
    return share if found["low"] == found["high"] else between(share, low, high)


def between(share: str, low: str, high: str) -> str:
    """Word a figure with its interval."""
    return _("%(share)s (%(low)s to %(high)s)") % {"share": share, "low": low, "high": high}


def half(threshold: float) -> str:
    """Word the share of a group from which it is said to support a text."""
    return _("half") if threshold == 0.5 else percent(threshold)


def score(value: float) -> str:
    """Word a bridging to the nearest hundredth: formatted as it is, the rest would be cut off."""
    return number_format(round(value, 2), 2)


def members(count: float, *, exact: bool) -> str:
    """Count members; about, where a count is told to the nearest five."""
    number = round(count)
    told = {"n": number_format(number)}
    if exact:
        return ngettext("%(n)s member", "%(n)s members", number) % told
    return ngettext("about %(n)s member", "about %(n)s members", number) % told


def group_name(group: Mapping[str, Any]) -> str:
    """Give what a group of an account is called, set apart."""
    if group["id"] == "all":
        return _("All members")
    if group.get("column", group["id"].partition(":")[0]) == "bloc":
        return _("Bloc %(number)s") % {"number": group["name"]}
    return isolated(group["name"])


def _signed(value: float) -> str:
    whole = round(100 * value)
    return isolated(f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0")  # noqa: RUF001 - a minus
