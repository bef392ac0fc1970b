"""Simulated assemblies and Hypothesis strategies, for tests of onevoice and of what is built on it.

`simulate` needs nothing but onevoice; `roll_calls` needs the package hypothesis.

>>> from onevoice.testing import simulate
>>> simulate(members=40, propositions=10, groups=2, heard=0.3, seed=1).calls.has_roll
True
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, Response, RollCall
from onevoice.errors import OnevoiceError
from onevoice.opinion.simulation import Simulated, simulate, simulate_scenario
from onevoice.opinion.truth import Scenario, Truth

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["Scenario", "Simulated", "Truth", "roll_calls", "simulate", "simulate_scenario"]

# ids as files really have them: digits that sort badly, blanks, letters beyond ASCII and right-to-left
_ODD_IDS = ("7", "10", "007", "a b", "ä", "é", "שרה", "名", "x:y", "x;y", "'", "-1", "🗳")


def roll_calls(
    *,
    max_members: int = 8,
    max_propositions: int = 6,
    kinds: Iterable[Kind] = tuple(Kind),
    not_eligible: bool = True,
) -> SearchStrategy[RollCall]:
    """Generate small roll calls: overlapping groups, the unheard, passes, odd ids.

    Parameters
    ----------
    max_members, max_propositions : int
        Largest size; the smallest is 1.
    kinds : iterable of Kind
        Soundings, divisions or both.
    not_eligible : bool
        Whether members may be not eligible for some propositions.

    Returns
    -------
    hypothesis.strategies.SearchStrategy of RollCall
        Every one has at least one answer and is valid input for `onevoice.analyse`.

    Raises
    ------
    OnevoiceError
        If hypothesis is not installed.
    """
    try:
        strategies: Any = importlib.import_module("hypothesis.strategies")
    except ImportError as error:
        raise OnevoiceError(
            "`roll_calls` needs the package hypothesis. Install it with: pip install hypothesis."
        ) from error
    codes = [code for code in Response if not_eligible or code is not Response.NOT_ELIGIBLE]
    build: Callable[..., SearchStrategy[RollCall]] = strategies.composite(_draw_roll_call)
    return build(strategies, max_members, max_propositions, tuple(kinds), codes)


def _draw_roll_call(
    draw: DrawFn,
    st: Any,
    max_members: int,
    max_propositions: int,
    kinds: tuple[Kind, ...],
    codes: list[Response],
) -> RollCall:
    ids = st.sampled_from(_ODD_IDS) | st.text("abcXYZ019_. ", min_size=1, max_size=4).map(str.strip).filter(
        bool
    )
    members = draw(st.lists(ids, min_size=1, max_size=max_members, unique=True))
    propositions = draw(st.lists(ids, min_size=1, max_size=max_propositions, unique=True))
    cells = [(i, j) for i in range(len(members)) for j in range(len(propositions))]
    answered = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=len(cells), unique=True))
    rows = [(i, j, int(draw(st.sampled_from(codes)))) for i, j in answered]
    rows[0] = (*rows[0][:2], int(draw(st.sampled_from([Response.AGREE, Response.DISAGREE]))))
    groups = [
        Group(column, name)
        for column, names in (("party", "ABC"), ("association", "XY"))
        for name in draw(st.lists(st.sampled_from(names), max_size=len(names), unique=True))
    ]
    memberships = [
        Membership(member, group.id) for member in members for group in groups if draw(st.booleans())
    ]
    times = draw(st.none() | st.lists(st.integers(-1, 2**41), min_size=len(rows), max_size=len(rows)))
    return RollCall(
        kind=draw(st.sampled_from(kinds)),
        title=draw(st.sampled_from(("", "A town", "עיר"))),
        has_roll=draw(st.booleans()),
        members=tuple(Member(member, draw(st.sampled_from(("", f"Name of {member}")))) for member in members),
        propositions=tuple(Proposition(key, f"Wording {k}: {key}") for k, key in enumerate(propositions)),
        answers=Answers.from_rows(rows, times),
        groups=tuple(groups),
        memberships=tuple(memberships),
    )
