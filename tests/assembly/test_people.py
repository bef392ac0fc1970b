"""The roll: who belongs to the assembly on a day, with what weight, in which groups."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.counting import entitled_on
from onevoice.assembly.division import Entitled
from onevoice.assembly.people import Member, Membership, Roll, Seat
from onevoice.errors import RollError

START = date(2019, 1, 1)


def day(number: int | None) -> str | None:
    """Give the ISO date of a day of 2019; None stays None."""
    return None if number is None else (START + timedelta(days=number)).isoformat()


@st.composite
def times(draw) -> tuple[int | None, int | None]:
    """Draw a first and a last day, either perhaps unknown."""
    first, last = sorted(draw(st.tuples(st.integers(0, 9), st.integers(0, 9))))
    return draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None]))


def holds(span: tuple[int | None, int | None], number: int) -> bool:
    """Say whether a day is within first and last day."""
    first, last = span
    return (first is None or first <= number) and (last is None or number <= last)


spans = st.lists(st.tuples(st.sampled_from("abc"), times()), max_size=5)


@given(spans, spans, st.integers(0, 9))
def test_a_roll_holds_each_member_once_a_day_and_is_refused_otherwise(seats, groups, number: int):
    """On every day a member has one seat at most, and the groups held that day; overlaps are refused."""
    made = tuple(Seat(Member(one), day(span[0]), day(span[1])) for one, span in seats)
    inside = [(one, span) for one, span in groups if one in {member for member, _ in seats}]
    held = tuple(Membership(one, f"ward:{at}", day(s[0]), day(s[1])) for at, (one, s) in enumerate(inside))
    clash = any(
        sum(holds(span, each) for one, span in seats if one == member) > 1
        for member in "abc"
        for each in range(10)
    )
    if clash:
        with pytest.raises(RollError, match="is on the roll twice"):
            Roll(made, held)
        return
    roll = Roll(made, held)
    here = sorted(one for one, span in seats if holds(span, number))
    assert [seat.member.id for seat in roll.on(day(number))] == here
    expected = {
        member: tuple(
            sorted(
                f"ward:{at}" for at, (one, span) in enumerate(inside) if one == member and holds(span, number)
            )
        )
        for member in here
    }
    assert roll.groups(day(number)) == expected
    assert [seat.member.id for seat in roll.on(None)] == sorted({one for one, _ in seats})


def test_who_is_entitled_comes_from_the_roll_of_the_day():
    """The entitled list has the members of that day with their weights, groups, presence and proxies."""
    roll = Roll(
        (
            Seat(Member("b"), until="2019-03-27", weight=Fraction(3, 2)),
            Seat(Member("a"), since="2019-03-27"),
            Seat(Member("c"), since="2019-03-28"),
        ),
        (Membership("b", "ward:East"), Membership("a", "ward:West", until="2019-03-26")),
    )
    assert entitled_on(roll, "2019-03-27T14:00:00Z", present={"a"}, proxies={"b": "x"}) == (
        Entitled("a"),
        Entitled("b", Fraction(3, 2), ("ward:East",), present=False, proxy="x"),
    )
    assert entitled_on(roll, "2019-03-28") == (Entitled("a"), Entitled("c"))


def test_a_member_who_came_back_has_the_seat_of_that_time():
    """Two times on the roll that do not meet are two seats, each with its own weight."""
    seats = (Seat(Member("a"), "2019-03-02"), Seat(Member("a"), until="2019-03-01", weight=2))
    roll = Roll(seats)
    assert [roll.on(date)[0].weight for date in ("2019-03-01", "2019-03-02", None)] == [2, 1, 1]
    with pytest.raises(RollError, match="twice from 2019-03-01"):
        Roll((Seat(Member("a"), "2019-03-01"), Seat(Member("a"), until="2019-03-01")))


@pytest.mark.parametrize("weight", [0, -1, 1.5, True])
def test_a_weight_that_is_none_is_refused(weight):
    """A weight is an exact number over 0."""
    with pytest.raises(RollError, match="whole number or an exact fraction"):
        Seat(Member("a"), weight=weight)


def test_a_group_member_who_is_not_on_the_roll_is_refused():
    """Nobody is in a group of the assembly without being on its roll."""
    with pytest.raises(RollError, match="b is in ward:East, but not on the roll"):
        Roll((Seat(Member("a")),), (Membership("b", "ward:East"),))
