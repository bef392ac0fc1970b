"""Divisions to be conducted in tests: rules, entitled lists and rolls, drawn or by hand."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from onevoice.assembly.division import (
    Base,
    Choice,
    Division,
    Entitled,
    Lobbies,
    Majority,
    Measure,
    Names,
    Proxies,
    Tie,
    VotingRules,
)

MEMBERS = [f"m{number}" for number in range(7)]
AYE, NO, ABSTAIN, BOTH, UNRECORDED = Choice
ABBREVIATED = (Majority(), Majority(base=Base.VOTES, measure=Measure.WEIGHT), Majority(group="ward:East"))

rules = st.builds(
    VotingRules,
    names=st.sampled_from(Names),
    abstaining=st.booleans(),
    lobbies=st.sampled_from(Lobbies),
    changing=st.booleans(),
    late=st.booleans(),
    proxies=st.sampled_from(Proxies),
    pairing=st.booleans(),
    tellers=st.integers(0, 2),
    tellers_counted=st.booleans(),
    tie=st.sampled_from(Tie),
)
weights = st.one_of(st.just(1), st.integers(1, 9), st.fractions(Fraction(1, 9), 9, max_denominator=9))


@st.composite
def rolls(draw, *, proxies: bool = True) -> list[Entitled]:
    """Draw who is entitled, some away, some with a proxy."""
    roll = []
    for member in MEMBERS:
        holder = draw(st.sampled_from(["", "", *MEMBERS])) if proxies else ""
        groups = draw(st.sampled_from([(), ("ward:East",), ("ward:West",)]))
        here = draw(st.booleans())
        roll.append(Entitled(member, draw(weights), groups, here, holder if holder != member else ""))
    return roll


def division(**given_: object) -> Division:
    """Make a prepared division under given rules."""
    return Division(id="d1", question="q1", rules=VotingRules(**given_), majorities=ABBREVIATED)


def here(*members: str, **about: object) -> list[Entitled]:
    """Make an entitled list of members who are present."""
    return [Entitled(member, **about) for member in members or MEMBERS]
