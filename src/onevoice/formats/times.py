"""Times: ISO 8601 text to milliseconds since 1970 UTC and back, one by one or a whole column at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
SECONDS_END = 10**11  # a number below this counts seconds (until the year 5138), above it milliseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z", re.ASCII)
_MILLISECOND = timedelta(milliseconds=1)


def parsed(text: str) -> int:
    """Milliseconds of one ISO date or time; blank is -1, no zone is UTC, ValueError where it is none."""
    text = text.strip()
    if not text:
        return UNKNOWN
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    passed = (moment - _EPOCH) // _MILLISECOND
    if passed < 0:
        raise ValueError(text)
    return passed


def is_time(text: str) -> bool:
    """Whether a text is an ISO date or time, or blank."""
    try:
        parsed(text)
    except (ValueError, OverflowError):
        return False
    return True


def parsed_column(texts: Sequence[str]) -> NDArray[np.int64]:
    """Milliseconds of a column of ISO times, shape (len(texts),); ValueError where one is none.

    Columns in one plain form (all in UTC, equally long) are parsed by NumPy, twenty times faster.
    """
    width = len(texts[0])
    if _PLAIN.fullmatch(texts[0]) and set(map(len, texts)) == {width}:
        array = np.array(texts, dtype=f"U{width}")
        letters = array.view(np.uint32).reshape(len(texts), width)
        numeral = letters - ord("0") < 10  # unsigned: everything below "0" wraps far above 10
        marks = ~numeral[0]
        if (numeral == numeral[0]).all() and (letters[:, marks] == letters[0, marks]).all():
            try:
                moments = array.astype(f"U{width - 1}").astype("datetime64[ms]").astype(np.int64)
            except ValueError:
                moments = np.array([UNKNOWN])
            if (moments >= 0).all():
                return moments
    return np.array([parsed(text) for text in texts], dtype=np.int64)


def written(milliseconds: int) -> str:
    """ISO text of one time in UTC; blank for -1."""
    if milliseconds == UNKNOWN:
        return ""
    moment = _EPOCH + milliseconds * _MILLISECOND
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def written_column(milliseconds: NDArray[np.int64]) -> Iterable[str]:
    """ISO texts of a column of times in UTC; blank for -1."""
    texts = np.datetime_as_string(milliseconds.astype("datetime64[ms]"), unit="ms", timezone="UTC")
    texts[milliseconds == UNKNOWN] = ""
    return texts.tolist()  # type: ignore[no-any-return]  # NumPy types this as Any
