"""Laws of acts wait for no disk: that what was acknowledged survives is shown where programs are killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _unhurried_disk(chamber) -> Iterator[None]:  # noqa: ARG001 - the tables must be there
    """Let SQLite leave it to the system when this thread's writes reach the disk."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
