"""A limit to guessing codes. It is kept in memory: each process counts for itself, from its start."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from django.utils.translation import gettext as _

from onevoice.errors import InputError


class Wrong:
    """Wrong guesses by the address whence they came.

    Parameters
    ----------
    most : int
        How many are let pass in a minute.
    clock : callable
        Gives seconds.
    """

    _MINUTE = 60.0
    _ADDRESSES = 10_000

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._guard = Lock()
        self._guesses: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, address: str) -> None:
        """Count a wrong guess."""
        with self._guard:
            self._guesses.setdefault(address, deque(maxlen=self._most)).append(self._clock())
            self._guesses.move_to_end(address)
            if len(self._guesses) > self._ADDRESSES:
                self._guesses.popitem(last=False)

    def refuse(self, address: str) -> None:
        """Refuse to look at another guess so soon.

        Raises
        ------
        InputError
        """
        with self._guard:
            guesses = self._guesses.get(address, ())
            recent = sum(1 for one in guesses if self._clock() - one < self._MINUTE)
        if recent >= self._most:
            raise InputError(_("Too many wrong codes came from here"), _("Wait a minute, then try again"))


WRONG_CODES = Wrong(most=10)
