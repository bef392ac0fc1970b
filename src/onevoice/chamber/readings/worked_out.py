"""Values that take time to work out: once for all who ask, and anew when what they rest on has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class WorkedOut(Generic[Value]):
    """The latest values by key. Who asks for one that another thread works out waits for that.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = Lock()
        self._held: OrderedDict[Hashable, Future[Value]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give the value of a key, and make it if nobody has."""
        with self._guard:
            held = self._held.get(key)
            mine = held is None
            future = held if held is not None else Future[Value]()
            self._held[key] = future
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        if mine:
            try:
                future.set_result(make())
            except BaseException as error:  # noqa: BLE001 - whoever waits gets it too
                with self._guard:
                    self._held.pop(key, None)
                future.set_exception(error)
        return future.result()

    def forget(self, key: Hashable) -> None:
        """Have the value of a key made anew when it is asked for next."""
        with self._guard:
            self._held.pop(key, None)
