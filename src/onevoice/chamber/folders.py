"""The data folder: whose turn it is there, and whether it is a place where a database can lie."""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from typing import IO

from onevoice.errors import SettingsError

_NETWORK = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.glusterfs",
    "fuse.sshfs",
    "glusterfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_HELD: dict[Path, IO[str]] = {}  # a lock is held for as long as its file is open


def hold(lock: Path, *, patience: float = 0.0) -> None:
    """Take a lock for as long as this process lives; one that it holds already is its own.

    Parameters
    ----------
    lock : path
    patience : float
        Seconds to wait for another process to end.

    Raises
    ------
    SettingsError
        If another process holds it.
    """
    if lock in _HELD:
        return
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = lock.open("w", encoding="ascii")
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() < until:
                time.sleep(0.05)
                continue
            held.close()
            raise SettingsError(
                f"Another onevoice works in {lock.parent}. Stop it first, or name another folder with --data."
            ) from None
        _HELD[lock] = held
        return


def refuse_network(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Refuse a folder on a network file system: SQLite's locks do not hold there.

    Raises
    ------
    SettingsError
    """
    kind = file_system(folder, mounts)
    if kind in _NETWORK:
        raise SettingsError(
            f"{folder} lies on a network file system ({kind}), where SQLite can be damaged."
            " Name a folder on a disk of this machine with --data, or use PostgreSQL."
        )


def file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Name the kind of file system that a folder lies on; empty where the machine does not say."""
    if not mounts.exists():
        return ""
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, kind, *_ = line.split()
        mounted = point.replace("\\040", " ")
        if folder.is_relative_to(mounted) and len(mounted) >= len(found[0]):
            found = (mounted, kind)
    return found[1]
