"""Selections and wordings by hand: what an account proposes, in few numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chamber.accounts import made_ready, read
from chamber.evenings import Evening
from chamber.standing.documents import GROUPS, triple
from onevoice.chamber.acts import accounts
from onevoice.chamber.readings.questions import questions

Row = dict[str, Any]
PARTIES = ("party:Red", "party:Blue")


def account(e: Evening, texts: Iterable[str], parts: Iterable[str] = (), **more: Any) -> str:
    """Have an account ready in which members were asked about some texts and parts; give its digest."""
    asked = {one.id: one for one in questions(read(e))}
    document = {
        "public": True,
        "threshold": 0.5,
        "groups": GROUPS,
        "basis": {"kind": "groups", "column": "party", "groups": list(PARTIES), "overlapping": False},
        "texts": [_asked(asked[on].id, asked[on].digest) | _WHOLE for on in texts],
        "parts": [
            _asked(on, asked[on].digest) | {"slot": asked[on].slot, "motion": asked[on].motion}
            for on in parts
        ],
        "selection": None,
        "composites": {},
        **more,
    }
    return made_ready(e, **document)


def publish(e: Evening, digest: str) -> None:
    """Publish it."""
    accounts.publish_account(e.town.clerk, e.paper, digest)


_WHOLE: Row = {"expected": {"carried": 0.9, "groups": []}, "could_ask": []}


_UNTOLD: Row = dict.fromkeys(("agree", "disagree", "pass", "unheard"))


def _asked(on: str, words: str) -> Row:
    support = {
        group: triple(median, median - 0.05, median + 0.05) | _UNTOLD | {"n": members}
        for group, median, members in (("all", 0.6, 7), ("party:Red", 0.7, 3), ("party:Blue", 0.4, 3))
    }
    return {
        "id": on,
        "words": words,
        "support": support,
        "bridging": 0.53,
        "bridging_interval": [0.5, 0.55],
        "divisiveness": 0.2,
        "consensus": None,
    }


def claim(on: str, owed: int = 1, members: int = 4) -> Row:
    """Give who would be short, and of what."""
    return {"id": on, "owed": owed, "members": members}


def left_out(on: str, **more: Any) -> Row:
    """Give a text that unites more than a proposed one, and why it is left out."""
    reasons = {"clashes_with": [], "instead_of": None, "claim": None, "void": None}
    return {"id": on, "bridging": 0.61, **reasons, **more}


def instead(rule: str, selected: Sequence[str], claims: Sequence[Row] = (), void: int = 0) -> Row:
    """Give what another rule would have selected."""
    return {"rule": rule, "selected": list(selected), "bridging": 0.9, "claims": list(claims), "void": void}


def selection(
    rounds: Sequence[tuple[str, int | None]],
    *,
    k: int = 2,
    supports: Mapping[str, Sequence[str]] = {},
    **more: Any,
) -> Row:
    """Give a proposed selection: each round's text, and how many its supporters were owed."""
    selected = [
        {"id": on, "text": "", "bridging": 0.53, "bridging_interval": [0.5, 0.55], "supporters": 4}
        for on, _ in rounds
    ]
    told = [
        {"id": on, "owed": owed, "members": 4, "bridging": 0.53, "why": "claim" if owed else "bridging"}
        for on, owed in rounds
    ]
    groups = [
        {
            "group": group,
            "members": 3,
            "supports": list(supports.get(group, [on for on, _ in rounds])),
            "could_support": 1,
            "best": rounds[0][0] if rounds else None,
            "support": triple(0.4, 0.3, 0.5),
        }
        for group in PARTIES
    ]
    sure = {"share_of_draws": 0.93, "draws": 400, "proven": True, "bridging": 1.06, "bound": 1.06}
    base = {
        "k": k,
        "members": 7,
        "observed": False,
        "supposed": 0.06,
        "measure": "bridging",
        "selected": selected,
        "rounds": told,
        "guarantee": sure,
        "void_by_clash": [],
        "left_out": [],
        "groups": groups,
        "instead": [],
    }
    return base | more


def _carry(least: float, every: float) -> Row:
    return {"party:Red": triple(every), "party:Blue": triple(least), "all": triple((least + every) / 2)}


def point(wording: Sequence[str | None], least: float, every: float = 0.9, *, proved: bool = True) -> Row:
    """Give a wording of the frontier."""
    return {
        "wording": list(wording),
        "clauses": sum(one is not None for one in wording),
        "carry": _carry(least, every),
        "least": triple(least, least - 0.05, least + 0.05),
        "bound": {"proved": proved},
    }


def swap(slot: str, to: str | None, least: float, red: float = 0.0) -> Row:
    """Give one clause of the default wording swapped."""
    difference = {
        "party:Red": triple(red, red - 0.02, red + 0.02),
        "party:Blue": triple(0.0),
        "all": triple(-0.1),
    }
    return {"slot": slot, "to": to, "least": triple(least), "difference": difference}


def composite(
    slots: Sequence[str],
    frontier: Sequence[Row],
    *,
    default: Sequence[str | None],
    tabled: Sequence[str | None],
    swaps: Sequence[Row] = (),
    assumption: bool = True,
) -> Row:
    """Give the wordings of a motion."""
    return {
        "wording": [{"slot": slot, "clause": one} for slot, one in zip(slots, default, strict=True)],
        "frontier": list(frontier),
        "next_best": [],
        "swaps": list(swaps),
        "tabled": {name: value for name, value in point(tabled, 0.2).items() if name != "clauses"},
        "binding_group": {"group": "party:Blue", "share": 0.8},
        "groups": [
            {"id": group, "name": group.rpartition(":")[2], "members": 3} for group in (*PARTIES, "all")
        ],
        "assumption": assumption,
    }
