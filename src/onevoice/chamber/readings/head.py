"""The head of an assembly's minutes, and what is kept while it stays the same.

Whatever pages show to all of a role is minuted in the transaction that writes it. What was read after a
head was therefore at least as new as that head, and whoever comes later finds it under the same head or not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import get_language

from onevoice.chamber import models
from onevoice.chamber.readings.worked_out import WorkedOut

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Head:
    """The latest entry of an assembly's minutes.

    Attributes
    ----------
    assembly : str
        Id.
    sequence : int
        0 before the first.
    hash : str
    """

    assembly: str
    sequence: int
    hash: str


_trusted = [0]  # how often what was kept was thrown away
_HEAD: ContextVar[Head | None] = ContextVar("head", default=None)


def head(assembly: str) -> Head:
    """Give the head of an assembly's minutes, from the database."""
    rows = models.Entry.objects.filter(assembly_id=assembly).order_by("-sequence")
    sequence, digest = rows.values_list("sequence", "hash").first() or (0, "")
    return Head(assembly, sequence, digest)


@contextmanager
def reading_at(found: Head) -> Iterator[None]:
    """Let what is read from here on be kept, and taken from what was kept, under a head just now found."""
    token = _HEAD.set(found)
    try:
        yield
    finally:
        _HEAD.reset(token)


def current() -> Head | None:
    """Give the head at which is read; None where something may be written."""
    return _HEAD.get()


def keep_nothing_older() -> None:
    """Have everything read anew: rows were found to have changed without an entry."""
    _trusted[0] += 1


class KeptAtHead(Generic[Value]):
    """Values of an assembly in a language, by head and key; worked out anew outside of `reading_at`.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._held: WorkedOut[Value] = WorkedOut(most)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give the value of a key, and make it if nobody has since the latest entry."""
        found = current()
        if found is None:
            return make()
        return self._held.get((found, _trusted[0], get_language(), key), make)
