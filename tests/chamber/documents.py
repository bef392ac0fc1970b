"""Accounts with shares that are made up, complete as the job process writes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from chamber import accounts
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.questions import Question, questions

Shares = Mapping[str, tuple[float, float, float]]
"""Low, median and high, by group."""


def document(paper: str, shares: Mapping[str, Shares], groups: tuple[str, ...] = ("party:Red", "party:Blue"),
             **more: Any) -> dict[str, Any]:  # fmt: skip
    """Write an account of a paper.

    Parameters
    ----------
    paper : str
    shares : mapping of str to Shares
        By question; of all members too, under "all", or else halfway between the groups.
    groups : tuple of str
        That are compared; empty for none.
    **more
        What takes the place of what would stand there.
    """
    row = models.Paper.objects.get(pk=paper)
    read = papers.paper(row.assembly_id, paper)
    asked = {one.id: one for one in questions(read)}
    rows = {on: _row(asked[on], given, groups) for on, given in shares.items()}
    kind = "none" if not groups else "blocs" if groups[0].startswith("bloc:") else "groups"
    return {
        "onevoice": "0",
        "version": read.version,
        "digest": "0" * 64,
        "public": False,
        "threshold": 0.5,
        "seed": 0,
        "counts": {"members": 40, "answered": 36, "propositions": len(rows), "agree": 0, "disagree": 0,
                   "pass": 0, "not_eligible": 0, "unheard": 0},
        "known": {"responses": 70, "votes": 0, "signatures": 2},
        "groups": [_group("all"), *map(_group, groups)],
        "basis": {"kind": kind, "column": groups[0].partition(":")[0] if kind == "groups" else None,
                  "groups": list(groups), "overlapping": False},
        "texts": [_text(one, groups) for on, one in rows.items() if not asked[on].is_part],
        "parts": [one | {"slot": asked[on].slot, "motion": asked[on].motion}
                  for on, one in rows.items() if asked[on].is_part],
        "selection": None,
        "composites": {},
        **more,
    }  # fmt: skip


def ready(paper: str, written: Mapping[str, Any]) -> str:
    """Leave an account as the job process does when it has worked it out; give its digest."""
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    accounts.finish(paper, {"account": text, "digest": digest, "could_ask": {}, "why_not": ""})
    return digest


def failed(paper: str, why_not: str) -> None:
    """Leave what the job process does when there is nothing to work out."""
    accounts.finish(paper, {"account": "", "digest": "", "could_ask": {}, "why_not": why_not})


def _group(group: str) -> dict[str, Any]:
    column, _, name = group.rpartition(":")
    members = 40 if group == "all" else 20
    return {"id": group, "column": column, "name": name, "members": members, "above_floor": True}


def _row(question: Question, given: Shares, groups: tuple[str, ...]) -> dict[str, Any]:
    known = dict(given)
    if "all" not in known:
        known["all"] = tuple(sum(values) / len(values) for values in zip(*given.values(), strict=True))  # type: ignore[assignment]
    least = min((known[one] for one in groups), default=None)
    return {
        "id": question.id,
        "words": question.digest,
        "support": {group: _support(group, three) for group, three in known.items()},
        "consensus": least and {"low": least[0], "median": least[1], "high": least[2], "group": groups[0],
                                "probability": 1.0 if least[0] >= 0.5 else 0.0},
        "bridging": 0.5,
        "bridging_interval": [0.4, 0.6],
        "divisiveness": 0.2,
    }  # fmt: skip


def _support(group: str, three: tuple[float, float, float]) -> dict[str, Any]:
    low, median, high = three
    shares = {"low": low, "median": median, "high": high}
    counts = {"agree": 20, "disagree": 11, "pass": 5, "unheard": 4} if group == "all" else {}
    return {**shares, "agree": None, "disagree": None, "pass": None, "unheard": None, **counts,
            "n": 40 if group == "all" else 20, "of_stances": shares}  # fmt: skip


def _text(row: dict[str, Any], groups: tuple[str, ...]) -> dict[str, Any]:
    def expected(group: str) -> dict[str, Any]:
        three = {"low": 4.0, "median": 5.0, "high": 6.0}
        return {"id": group, "members": 20, "ayes": three, "noes": three}

    return row | {
        "expected": {"carried": 0.5, "groups": [expected(group) for group in ("all", *groups)]},
        "could_ask": [],
    }
