"""Notice on the assembly's own clock: deadlines in days and working days, over summer time and holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.order.notice import in_time, latest
from onevoice.assembly.order.pack import PACKS, Deadline
from onevoice.errors import SettingsError

FIVE_WORKING = Deadline("C1", "motion", days=5, time="17:00", working=True)
COUNCIL = replace(PACKS["uk_council"], deadlines=(FIVE_WORKING,))
TUESDAY = date(2026, 11, 24)


def test_working_days_leave_out_weekends_and_holidays():
    """Five working days before a Tuesday is the Tuesday before; with a holiday between, the Monday."""
    assert latest(FIVE_WORKING, TUESDAY, "Europe/London").date() == date(2026, 11, 17)
    assert latest(FIVE_WORKING, TUESDAY, "Europe/London", [date(2026, 11, 19)]).date() == date(2026, 11, 16)


def test_the_time_is_that_of_the_assemblys_clock():
    """Seventeen hours is one UTC time in winter and another in summer, and a third in another zone."""
    winter = latest(FIVE_WORKING, TUESDAY, "Europe/London").astimezone(UTC)
    summer = latest(FIVE_WORKING, date(2026, 6, 23), "Europe/London").astimezone(UTC)
    berlin = latest(FIVE_WORKING, TUESDAY, "Europe/Berlin").astimezone(UTC)
    assert (winter.hour, summer.hour, berlin.hour) == (17, 16, 16)


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(0, 30),
    st.sampled_from(("Europe/London", "Asia/Kathmandu", "America/St_Johns")),
)
def test_one_minute_late_is_late(day, days, zone):
    """Notice within the last minute is in time on every clock, and in the next it is not."""
    deadline = Deadline("C1", "motion", days=days, time="12:00")
    pack = replace(PACKS["uk_council"], deadlines=(deadline,))
    last = latest(deadline, day, zone).astimezone(UTC)
    assert (day - latest(deadline, day, zone).date()).days == days
    assert in_time(pack, "motion", (last + timedelta(seconds=59)).isoformat(), day, zone).allowed
    late = in_time(pack, "motion", (last + timedelta(seconds=60)).isoformat(), day, zone)
    assert (late.allowed, late.rule, late.message.id) == (False, "C1", "notice-late")


def test_notice_that_nobody_knows_is_not_in_time():
    """Where there is a deadline, unknown notice is refused by its rule; where there is none, any will do."""
    assert in_time(COUNCIL, "motion", "", TUESDAY, "Europe/London").message.id == "notice-unknown"
    assert in_time(COUNCIL, "amendment", "", TUESDAY, "Europe/London").allowed
    assert in_time(COUNCIL, "motion", "2026-11-17T17:00:00Z", TUESDAY, "Europe/London").allowed
    assert in_time(COUNCIL, "motion", "2026-11-17T17:00:00", TUESDAY, "Europe/London").allowed
    assert in_time(COUNCIL, "motion", "2026-11-17T18:00:30+01:00", TUESDAY, "Europe/London").allowed
    assert datetime(2026, 11, 17, 17, tzinfo=UTC) == latest(FIVE_WORKING, TUESDAY, "Europe/London")


@pytest.mark.parametrize("zone", ["Middle/Earth", "", "../etc"])
def test_an_unknown_time_zone_is_told_in_a_sentence(zone):
    """A time zone that does not exist is the person's mistake, and the sentence says what one looks like."""
    with pytest.raises(SettingsError, match="Europe/London"):
        latest(FIVE_WORKING, TUESDAY, zone)
