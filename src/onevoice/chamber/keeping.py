"""Backups: database, materials and keys in one file, checked when it is made and when it is restored."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onevoice.assembly.minutes import find_broken, say
from onevoice.chamber import configuration, sqlite
from onevoice.errors import InputError, SettingsError
from onevoice.formats.placing import placed_file

DATABASE = "onevoice.sqlite3"
_MANIFEST = "manifest.json"
_KEPT = ("materials", "keys")
_LARGEST = 64 << 30  # bytes unpacked; a backup beyond it is not ours


def copy_database(into: Path) -> None:
    """Write a consistent copy of the SQLite database, while it may be written to.

    ``VACUUM INTO`` reads one snapshot. The stepwise backup interface starts anew at every foreign write and
    need never end.
    """
    source = sqlite.connect(configuration.data_folder() / DATABASE)
    try:
        source.execute("VACUUM INTO ?", (str(into),))
    finally:
        source.close()


def back_up(to: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Write a backup; give its manifest.

    Raises
    ------
    SettingsError
        If there is no SQLite database to back up, or it is damaged.
    InputError
        If there is something at ``to`` already.
    """
    folder = configuration.data_folder()
    if configuration.value(configuration.DATABASE_URL):
        raise SettingsError(
            "This chamber is on PostgreSQL. Back it up with pg_dump, and copy materials and keys."
        )
    if not (folder / DATABASE).exists():
        raise SettingsError(f"There is no database in {folder}. Name the data folder with --data.")
    with tempfile.TemporaryDirectory(dir=folder, prefix="backup-") as drafts:
        copy = Path(drafts) / DATABASE
        copy_database(copy)
        heads = check_database(copy)
        files = {DATABASE: copy} | {str(one.relative_to(folder)): one for one in _beside(folder)}
        manifest = {
            "onevoice-backup": 1,
            "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "heads": heads,
            "files": {name: _digest(path) for name, path in files.items()},
        }
        with (
            placed_file(to, overwrite=overwrite) as draft,
            zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as kept,
        ):
            kept.writestr(_MANIFEST, json.dumps(manifest, indent=1))
            for name, path in files.items():
                kept.write(path, name)
    return manifest


def restore(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into an empty data folder, after checking all of it; give its manifest.

    Raises
    ------
    InputError
        If it is no backup of ours, or not whole; nothing is written then.
    SettingsError
        If the folder holds a database already.
    """
    if (folder / DATABASE).exists():
        raise SettingsError(
            f"{folder} holds a database already. Move it away, or name another folder with --data."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as drafts:
        unpacked = Path(drafts)
        manifest = _unpack(source, unpacked)
        heads = check_database(unpacked / DATABASE)
        if heads != manifest["heads"]:
            raise InputError(
                "its minutes end elsewhere than its manifest says", "Take another", file=source.name
            )
        for name in _KEPT:
            if (unpacked / name).is_dir():
                shutil.copytree(unpacked / name, folder / name, dirs_exist_ok=True)
        if (folder / "keys").is_dir():
            (folder / "keys").chmod(0o700)
        (unpacked / DATABASE).rename(folder / DATABASE)
    return manifest


def check_database(path: Path) -> dict[str, str]:
    """Check a SQLite file and the chains of minutes in it; give the head of each assembly's.

    Raises
    ------
    SettingsError
        If the file is damaged, or a chain is broken.
    """
    database = sqlite.connect(path)
    try:
        try:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
        except Exception as error:  # noqa: BLE001 - either library has its own name for a damaged file
            found = str(error)
        if found != "ok":
            raise SettingsError(f"The database {path.name} is damaged: {found}. Restore a backup.")
        names = database.execute("SELECT id, slug FROM chamber_assembly ORDER BY slug").fetchall()
        lines = "SELECT line FROM chamber_entry WHERE assembly_id = ? ORDER BY sequence"
        return {
            slug: _head(slug, [bytes(row[0]) for row in database.execute(lines, (key,))])
            for key, slug in names
        }
    finally:
        database.close()


def _head(slug: str, lines: list[bytes]) -> str:
    broken = find_broken(lines, {})
    if broken is not None:
        raise SettingsError(f"The minutes of {slug} are broken. {say(broken.message)} Restore a backup.")
    return hashlib.sha256(lines[-1]).hexdigest() if lines else ""


def _beside(folder: Path) -> Iterator[Path]:
    for name in _KEPT:
        yield from sorted(path for path in (folder / name).rglob("*") if path.is_file())


def _unpack(source: Path, into: Path) -> dict[str, Any]:
    """Unpack what the manifest names, and nothing else."""
    try:
        with zipfile.ZipFile(source) as kept:
            manifest: dict[str, Any] = json.loads(kept.read(_MANIFEST))
            files = manifest["files"]
            if sum(kept.getinfo(name).file_size for name in files) > _LARGEST:
                raise InputError("it is larger than any backup", "Take another", file=source.name)
            for name, digest in files.items():
                path = (into / name).resolve()
                if not path.is_relative_to(into.resolve()):
                    raise InputError(f"{name!r} would lie outside of it", "Take another", file=source.name)
                path.parent.mkdir(parents=True, exist_ok=True)
                with kept.open(name) as packed, path.open("wb") as written:
                    shutil.copyfileobj(packed, written)
                if _digest(path) != digest:
                    raise InputError(f"{name!r} is not as it was backed up", "Take another", file=source.name)
    except OSError:
        raise InputError(
            "there is no such file, or it may not be read", "Check the path", file=source.name
        ) from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError):
        raise InputError("this is no backup, or not all of one", "Take another", file=source.name) from None
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
