"""Strategies for roll calls of every shape, and the one form in which two of them are compared."""

from __future__ import annotations

from hypothesis import strategies as st

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, RedLine, Relation, RollCall

LETTERS = st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"])
WORDS = st.text(LETTERS, max_size=12)
NAMES = WORDS.filter(lambda text: text.strip() == text != "")
KEYS = st.one_of(NAMES, st.integers(0, 99).map(str))
DAYS = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day >= "1970-01-01")
TIMES = st.integers(1_350_000_000_000, 4_000_000_000_000)  # when Polis began, until 2096
FIELDS = st.dictionaries(NAMES, NAMES, max_size=2).map(lambda found: tuple(sorted(found.items())))


@st.composite
def propositions(draw: st.DrawFn, keys: st.SearchStrategy[str] = KEYS) -> tuple[Proposition, ...]:
    """Draw propositions with ids of their own."""
    return tuple(
        Proposition(
            key,
            draw(WORDS),
            draw(st.none() | DAYS),
            draw(WORDS),
            draw(WORDS),
            draw(st.none() | st.integers(0, 500)),
            *(draw(st.booleans()) for _ in range(3)),
            draw(FIELDS),
        )
        for key in draw(st.lists(keys, unique=True, max_size=4))
    )


@st.composite
def roll_calls(draw: st.DrawFn, keys: st.SearchStrategy[str] = KEYS, names: bool = True) -> RollCall:
    """Draw a roll call: groups with and without dates or members, times, red lines, cells of every kind."""
    members = tuple(
        Member(key, draw(WORDS) if names else "") for key in draw(st.lists(keys, unique=True, max_size=5))
    )
    put = draw(propositions(keys))
    # Ids of groups are told apart by their text alone, so names hold no colon here.
    plain = NAMES.filter(lambda text: ":" not in text)
    groups = tuple(draw(st.lists(st.builds(Group, plain, plain), unique=True, max_size=4)))
    cells = [(i, j) for i in range(len(members)) for j in range(len(put))]
    answered = draw(st.lists(st.sampled_from(cells), unique=True)) if cells else []
    times = draw(st.none() | st.lists(TIMES | st.just(-1), min_size=len(answered), max_size=len(answered)))
    return RollCall(
        kind=draw(st.sampled_from(Kind)),
        title=draw(WORDS),
        has_roll=draw(st.booleans()),
        members=members,
        propositions=put,
        answers=Answers.from_rows([(i, j, draw(st.sampled_from([1, 0, -1, 2]))) for i, j in answered], times),
        groups=groups,
        memberships=draw(memberships(members, groups)),
        relations=draw(relations(put)),
        red_lines=draw(red_lines(members, groups, put)),
    )


def memberships(members: tuple[Member, ...], groups: tuple[Group, ...]) -> st.SearchStrategy:
    """Draw who was in which group, and when."""
    if not members or not groups:
        return st.just(())
    one = st.builds(
        Membership,
        st.sampled_from([member.id for member in members]),
        st.sampled_from([group.id for group in groups]),
        st.none() | DAYS,
        st.none() | DAYS,
    )
    return st.lists(one, unique=True, max_size=6).map(tuple)


def relations(put: tuple[Proposition, ...]) -> st.SearchStrategy:
    """Draw what needs or clashes with what."""
    if not put:
        return st.just(())
    ids = st.sampled_from([one.id for one in put])
    return st.lists(st.builds(Relation, ids, st.sampled_from(["needs", "clashes"]), ids), max_size=3).map(
        tuple
    )


def red_lines(
    members: tuple[Member, ...], groups: tuple[Group, ...], put: tuple[Proposition, ...]
) -> st.SearchStrategy:
    """Draw what a member or a group cannot accept."""
    holders = [(one.id, False) for one in members] + [(one.id, True) for one in groups]
    if not holders or not put:
        return st.just(())
    pairs = st.tuples(st.sampled_from(holders), st.sampled_from([one.id for one in put]))
    return st.lists(pairs.map(lambda pair: RedLine(*pair[0], pair[1])), max_size=3).map(tuple)


def canonical(calls: RollCall) -> dict[str, object]:
    """Everything a roll call says, without the orders that say nothing."""
    answers = calls.answers
    times = answers.time
    if times is None or all(time == -1 for time in times):
        times = [None] * len(answers)
    return {
        "kind": calls.kind,
        "title": calls.title,
        "has_roll": calls.has_roll,
        "members": calls.members,
        "propositions": calls.propositions,
        "cells": sorted(
            (calls.members[i].id, calls.propositions[j].id, int(code), time)
            for i, j, code, time in zip(
                answers.member, answers.proposition, answers.response, times, strict=True
            )
        ),
        "groups": sorted(calls.groups),
        "memberships": set(calls.memberships),
        "relations": calls.relations,
        "red_lines": calls.red_lines,
    }
