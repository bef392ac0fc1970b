"""What a chamber needs to run well: each need as a finding, with what to do where it is not met."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onevoice.chamber import configuration, folders, keeping, serving, sqlite
from onevoice.errors import OnevoiceError

_ROOM = 500_000_000  # bytes
_BACKUP_AGE = 7  # days


@dataclass(frozen=True, slots=True)
class Finding:
    """One need.

    Attributes
    ----------
    need : str
    met : bool
    sentence : str
        What was found, and what to do where it is not met.
    """

    need: str
    met: bool
    sentence: str


def examine() -> tuple[Finding, ...]:
    """Look at everything that can be looked at without stopping a running chamber."""
    if configuration.value(configuration.DATABASE_URL):
        return (_address(), _postgresql())
    folder = configuration.data_folder()
    looks: tuple[Callable[[Path], Iterator[Finding]], ...] = (
        _library, _file_system, _room, _database, _keys, _backups,
    )  # fmt: skip
    return (*(finding for look in looks for finding in look(folder)), _address())


def _library(_folder: Path) -> Iterator[Finding]:
    needed = ".".join(map(str, sqlite.SAFE))
    try:
        version = ".".join(map(str, sqlite.choose_library()))
        yield Finding("SQLite", met=True, sentence=f"SQLite {version} is safe in WAL mode (from {needed}).")
    except OnevoiceError as error:
        yield Finding("SQLite", met=False, sentence=str(error))


def _file_system(folder: Path) -> Iterator[Finding]:
    try:
        folders.refuse_network(folder)
        kind = folders.file_system(folder) or "unknown"
        yield Finding("file system", met=True, sentence=f"{folder} lies on a disk of this machine ({kind}).")
    except OnevoiceError as error:
        yield Finding("file system", met=False, sentence=str(error))


def _room(folder: Path) -> Iterator[Finding]:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    words = f"{free / 1e9:.1f} GB are free."
    met = free >= _ROOM
    yield Finding(
        "room on the disk", met, words if met else f"{words} Make room: acts are refused on a full disk."
    )


def _database(folder: Path) -> Iterator[Finding]:
    path = folder / keeping.DATABASE
    if not path.exists():
        yield Finding(
            "database", met=False, sentence=f"There is none in {folder}. Start one with: onevoice serve"
        )
        return
    try:
        heads = keeping.check_database(path)
    except OnevoiceError as error:
        yield Finding("database", met=False, sentence=str(error))
        return
    opened = sqlite.connect(path)
    mode = opened.execute("PRAGMA journal_mode").fetchone()[0]
    opened.close()
    whole = (
        f"Whole; the minutes hang together (assemblies: {len(heads)}). Journal: {mode}; synchronous: full."
    )
    yield Finding("database", met=True, sentence=whole)


def _keys(folder: Path) -> Iterator[Finding]:
    kept = folder / "keys"
    if not kept.exists():
        return
    shut = not kept.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    todo = f"Others may read {kept}. Close it: chmod 700 {kept}"
    yield Finding("keys", met=shut, sentence="Only this account reads the keys." if shut else todo)


def _backups(folder: Path) -> Iterator[Finding]:
    if not (folder / keeping.DATABASE).exists():
        return
    made = sorted((folder / "backups").glob("*.zip"), key=lambda path: path.stat().st_mtime)
    if not made:
        yield Finding(
            "backup", met=False, sentence="There is none in the data folder. Make one: onevoice backup"
        )
        return
    age = (datetime.now(UTC).timestamp() - made[-1].stat().st_mtime) / 86_400
    words = f"The latest, {made[-1].name}, is {age:.0f} days old."
    met = age <= _BACKUP_AGE
    yield Finding("backup", met, words if met else f"{words} Make one: onevoice backup")


def _address() -> Finding:
    try:
        address = configuration.address()
    except OnevoiceError as error:
        return Finding("address", met=False, sentence=str(error))
    if address.startswith("https://"):
        return Finding("address", met=True, sentence=f"{address}: cookies are secure.")
    return Finding(
        "address",
        met=True,
        sentence=f"{address}: plain http, as on a hall's own network; who shares it could listen."
        " For the internet put a proxy with https before it and say --url https://...",
    )


def _postgresql() -> Finding:
    serving.begin()
    from django.db import Error, connection  # noqa: PLC0415 - Django is ready only now

    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            row = cursor.fetchone()
        return Finding("database", met=True, sentence=f"PostgreSQL {row[0] if row else ''} answers.")
    except Error as error:
        return Finding("database", met=False, sentence=f"PostgreSQL does not answer: {error}")
