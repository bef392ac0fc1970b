"""The one module that opens a SQLite file, with a library that is safe.

Versions before 3.51.3 can corrupt a file in WAL mode when two connections write and checkpoint at once
(https://sqlite.org/wal.html). Where Python's own is older, the pysqlite3 wheel takes its place before
anything else asks for ``sqlite3``. Two libraries on one file are never allowed: POSIX locks of one would let
go those of the other.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from onevoice.errors import SettingsError

SAFE = (3, 51, 3)
OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
"""How Django opens a file: what was acknowledged is on the disk."""


def choose_library() -> tuple[int, int, int]:
    """Make ``sqlite3`` mean a safe library in this process; give its version.

    Raises
    ------
    SettingsError
        If an unsafe one is loaded already, or no safe one is installed.
    """
    loaded = sys.modules.get("sqlite3")
    if loaded is not None:
        return _checked(loaded.sqlite_version_info, "was loaded before onevoice could choose another")
    own = import_module("sqlite3")
    if own.sqlite_version_info >= SAFE:
        return _checked(own.sqlite_version_info, "")
    for name in [one for one in sys.modules if one == "sqlite3" or one.startswith("sqlite3.")]:
        del sys.modules[name]  # nothing has opened a file with it: it was loaded a line ago
    try:
        wheel = import_module("pysqlite3")
    except ImportError:
        return _checked(own.sqlite_version_info, "comes with this Python, and pysqlite3 is not installed")
    sys.modules["sqlite3"] = wheel
    sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
    return _checked(wheel.sqlite_version_info, "comes with pysqlite3")


def connect(path: Path, **options: Any) -> Any:
    """Open a file outside Django, for backups and checks; as ``sqlite3.connect``."""
    choose_library()
    return import_module("sqlite3").connect(path, **options)


def _checked(version: tuple[int, int, int], why: str) -> tuple[int, int, int]:
    if version < SAFE:
        found, needed = ".".join(map(str, version)), ".".join(map(str, SAFE))
        raise SettingsError(
            f"SQLite {found} {why}, and versions before {needed} can damage a file."
            " Install pysqlite3 0.6.1 or later, or set ONEVOICE_DATABASE_URL to a PostgreSQL database."
        )
    return version
