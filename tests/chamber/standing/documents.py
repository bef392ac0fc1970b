"""Accounts by hand: what an account says of texts, in few numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chamber.accounts import made_ready, read
from chamber.evenings import Evening
from onevoice.chamber.acts import accounts
from onevoice.chamber.readings.expected import words_now

GROUPS = (
    {"id": "all", "column": "", "name": "all", "members": 7},
    {"id": "party:Red", "column": "party", "name": "Red", "members": 3},
    {"id": "party:Blue", "column": "party", "name": "Blue", "members": 3},
    {"id": "bloc:1", "column": "bloc", "name": "1", "members": 4.5},
)


def triple(median: float, low: float | None = None, high: float | None = None) -> dict[str, float]:
    """Give an interval."""
    return {"median": median, "low": median if low is None else low, "high": median if high is None else high}


def division(
    carried: float, ayes: Mapping[str, float], *, low: float = 2, high: float = 6, share: float = 0.6
) -> dict[str, Any]:
    """Give what an account says of a text: by group its ayes, and noes for the rest of the seven."""
    of = [
        {"id": group, "members": 7, "ayes": triple(n, low, high), "noes": triple(7 - n, 1, 5)}
        for group, n in ayes.items()
    ]
    return {
        "expected": {"carried": carried, "groups": of},
        "support": {"all": {"of_stances": triple(share, share - 0.1, share + 0.1)}},
        "could_ask": [],
    }


def ready(e: Evening, texts: Mapping[str, Mapping[str, Any]], **more: Any) -> str:
    """Have an account ready that says this of texts as they now read; give its digest."""
    words = words_now(read(e))
    rows = [{"id": on, "words": words[on], **row} for on, row in texts.items()]
    document = {"groups": GROUPS, "basis": {"kind": "groups", "column": "party"}, "texts": rows, **more}
    return made_ready(e, more.pop("could_ask", None), **document)


def published(e: Evening, texts: Mapping[str, Mapping[str, Any]]) -> None:
    """Publish such an account."""
    accounts.publish_account(e.town.clerk, e.paper, ready(e, texts))
