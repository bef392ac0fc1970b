"""The one way to write: take the lock, do what is to be done, append to the chain, let go.

On SQLite one process writes, and its threads take turns in the order in which they came; on PostgreSQL the
assembly's row is locked. Either way the head of the chain is read inside, so no two entries follow one.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock, get_ident

from django.db import connection, transaction

from onevoice.assembly import minutes
from onevoice.assembly.minutes import Json
from onevoice.chamber import models
from onevoice.chamber.live.hub import announce

_SALT = 16


class Turns:
    """A lock that is given in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Event] = deque()
        self._holder: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; whoever holds it may not ask again."""
        own = Event()
        with self._guard:
            if self._holder == get_ident():
                raise RuntimeError("an act may not begin another act: both would wait for each other")
            self._waiting.append(own)
            if len(self._waiting) == 1:
                own.set()
        own.wait()
        self._holder = get_ident()
        try:
            yield
        finally:
            with self._guard:
                self._holder = None
                self._waiting.popleft()
                if self._waiting:
                    self._waiting[0].set()


_TURNS = Turns()


@dataclass
class Book:
    """An assembly's minutes while they are written.

    Attributes
    ----------
    assembly : Assembly
        Its row, locked.
    now : str
        ISO 8601 time, UTC, of this writing.
    """

    assembly: models.Assembly
    now: str = field(default_factory=lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _last: minutes.Entry | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        row = models.Entry.objects.filter(assembly=self.assembly).order_by("-sequence").first()
        self._last = minutes.read_line(bytes(row.line)) if row else None

    @property
    def head(self) -> int:
        """Sequence of the latest entry; 0 before the first."""
        return self._last.sequence if self._last else 0

    def enter(
        self, act: str, person: str, *, objects: Sequence[str] = (), public: Json = None, private: Json = None
    ) -> int:
        """Append an entry; give its sequence.

        Parameters
        ----------
        act : str
        person : str
            Id of whoever acted.
        objects : sequence of str
            Ids of what was acted on.
        public : JSON value
        private : JSON value
            Sealed with a salt of its own; None for nothing.
        """
        salt = secrets.token_bytes(_SALT)
        entry = minutes.following(
            self._last,
            time=self.now,
            act=act,
            person=person,
            objects=objects,
            public=public,
            private="" if private is None else minutes.seal(salt, private),
        )
        row = models.Entry.objects.create(
            assembly=self.assembly,
            sequence=entry.sequence,
            line=entry.line,
            hash=entry.hash,
            act=act,
            person=person,
            time=datetime.fromisoformat(self.now),
        )
        if private is not None:
            part = minutes.canonical(private).decode()
            models.PrivatePart.objects.create(entry=row, salt=salt, part=part)
        self._last = entry
        return entry.sequence


@contextmanager
def writing(assembly: str) -> Iterator[Book]:
    """Write what belongs to an assembly, and its minutes, in one transaction.

    Parameters
    ----------
    assembly : str
        Id.

    Yields
    ------
    Book

    Raises
    ------
    Assembly.DoesNotExist
        If there is none of that id.
    """
    with _turn(), transaction.atomic(durable=True):
        locked = models.Assembly.objects.select_for_update().get(pk=assembly)
        book = Book(locked)
        yield book
    announce(assembly, book.head)


@contextmanager
def founding(assembly: models.Assembly) -> Iterator[Book]:
    """Write a new assembly and its first entries."""
    with _turn(), transaction.atomic(durable=True):
        assembly.save(force_insert=True)
        yield Book(assembly)


@contextmanager
def keeping() -> Iterator[None]:
    """Write what belongs to no assembly, as the keys of administrators."""
    with _turn(), transaction.atomic(durable=True):
        yield


@contextmanager
def _turn() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with _TURNS.turn():
        yield
