"""Expected divisions, and what they are held against, as plain values for files."""

from __future__ import annotations

from typing import Any

from onevoice.chamber.readings.expected import Between, Expectation, Expectations, Expected, GroupExpected
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.predicted import Predicted


def expectation_document(one: Expectation | None) -> dict[str, Any] | None:
    """Give what is expected of a text; None where nothing was published, or its words have changed since."""
    return None if one is None or one.division is None else expected_document(one.division)


def expected_document(one: Expected) -> dict[str, Any]:
    """Give an expected division; shares and probabilities as words, so that nobody rounds them anew."""
    share = one.share
    return {
        "carried": decimal(one.carried),
        "share": None
        if share is None
        else {name: decimal(getattr(share, name)) for name in ("median", "low", "high")},
        **_group(one.whole),
        "groups": [{"name": for_file(each.called), **_group(each)} for each in one.groups],
    }


def predicted_document(one: Predicted | None) -> dict[str, Any] | None:
    """Give what was expected of a decision, and how near it came; None where nothing was."""
    if one is None:
        return None
    return {
        "expected": expected_document(one.expected),
        "ayes": one.ayes,
        "noes": one.noes,
        "share": None if one.share is None else decimal(one.share),
        "within": one.is_within,
        "carried": one.is_carried,
        "squared_distance": decimal(one.brier),
    }


def account_document(one: Expectations) -> dict[str, Any] | None:
    """Give which account expectations are from; None where none was published."""
    if one.published_at is None:
        return None
    return {"published": one.published_at.isoformat(), "paper_changed_since": one.is_earlier}


def expectation_cells(one: Expectation | None) -> list[str | int]:
    """Give ayes, noes, members and the probability of being carried, as cells of a row."""
    if one is None or one.division is None:
        return ["", "", "", ""]
    whole = one.division.whole
    return [whole.ayes.median, whole.noes.median, whole.members, decimal(one.division.carried)]


def decimal(value: float) -> str:
    """Write a share, a probability or a score in four decimals."""
    return f"{value:.4f}"


def _group(one: GroupExpected) -> dict[str, Any]:
    return {"members": one.members, "ayes": _between(one.ayes), "noes": _between(one.noes)}


def _between(one: Between) -> dict[str, int]:
    return {"median": one.median, "low": one.low, "high": one.high}
