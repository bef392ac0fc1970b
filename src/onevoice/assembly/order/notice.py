"""Notice: until when a motion or amendment must be handed in, on the assembly's own clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onevoice.assembly.messages import Message
from onevoice.assembly.order.pack import Deadline, Pack
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.errors import SettingsError

_SATURDAY = 5


def latest(deadline: Deadline, day: date, zone: str, holidays: Collection[date] = ()) -> datetime:
    """Give the last moment at which notice is in time.

    Parameters
    ----------
    deadline : Deadline
    day : date
        The day of the sitting.
    zone : str
        The assembly's time zone ("Europe/London"), by whose clock the deadline's time is meant.
    holidays : collection of date
        Public holidays; only a deadline in working days heeds them.

    Returns
    -------
    datetime
        In that zone. A time that the clock shows twice is the earlier one.

    Raises
    ------
    SettingsError
        If there is no such time zone.
    """
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"There is no time zone “{zone}”. Give one by region and city, such as Europe/London."
        ) from error
    left = deadline.days
    while left > 0:
        day -= timedelta(days=1)
        if not deadline.working or (day.weekday() < _SATURDAY and day not in holidays):
            left -= 1
    return datetime.combine(day, time.fromisoformat(deadline.time), clock)


def in_time(
    pack: Pack, what: str, handed_in: str, day: date, zone: str, holidays: Collection[date] = ()
) -> Ruling:
    """Rule whether notice was in time for a sitting.

    Parameters
    ----------
    pack : Pack
        Where it has no deadline for this, any notice will do.
    what : str
        "motion" or "amendment".
    handed_in : str
        ISO 8601 time, UTC; empty where unknown, which is not in time where there is a deadline.
    day, zone, holidays
        As for `latest`.
    """
    for deadline in pack.deadlines:
        if deadline.what != what:
            continue
        last = latest(deadline, day, zone, holidays)
        told = {"what": what, "latest": last.isoformat(timespec="minutes"), "zone": zone}
        if not handed_in:
            return Ruling.against(deadline.rule, Message.of("notice-unknown", **told))
        if _moment(handed_in).replace(microsecond=0) > last.astimezone(UTC) + timedelta(seconds=59):
            return Ruling.against(deadline.rule, Message.of("notice-late", **told))
    return IN_ORDER


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
