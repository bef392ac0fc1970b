"""What a person may set, by environment: one tuple is setting, default and documentation."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from onevoice.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    Attributes
    ----------
    name : str
    default : str
    words : str
        What it does, in a sentence.
    """

    name: str
    default: str
    words: str


DATA = Setting("ONEVOICE_DATA", "onevoice-data", "Folder of the database, the materials and the keys.")
DATABASE_URL = Setting(
    "ONEVOICE_DATABASE_URL",
    "",
    "A PostgreSQL database, as in postgresql://name:password@host:5432/database; SQLite in the data folder"
    " where it is empty.",
)
HOST = Setting("ONEVOICE_HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 for every one of this machine.")
PORT = Setting("ONEVOICE_PORT", "8800", "Port to listen on.")
URL = Setting(
    "ONEVOICE_URL",
    "",
    "Address under which people reach it, as in https://council.example. It fixes links, QR codes, allowed"
    " hosts, the origins of forms, and (with https) secure cookies.",
)
SECRET = Setting(
    "ONEVOICE_SECRET",
    "",
    "Key that signs sessions; drawn once and kept in the data folder (keys/secret) where it is empty.",
)
DEMO = Setting(
    "ONEVOICE_DEMO", "", "Set to 1 by `onevoice demo`: offers one-tap links into the invented assembly."
)

SETTINGS = (DATA, DATABASE_URL, HOST, PORT, URL, SECRET, DEMO)


def value(setting: Setting) -> str:
    """Give what is set, or the default."""
    return os.environ.get(setting.name, "").strip() or setting.default


def data_folder() -> Path:
    """Give the data folder, absolute; it need not be there yet."""
    return Path(value(DATA)).expanduser().resolve()


def secret() -> str:
    """Give the key that signs sessions; draws and keeps one the first time."""
    given = value(SECRET)
    if given:
        return given
    kept = data_folder() / "keys" / "secret"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        drawn = secrets.token_urlsafe(48)
        try:
            kept.touch(mode=0o600, exist_ok=False)
        except FileExistsError:  # another process drew one at the same moment
            return secret()
        kept.write_text(drawn, encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


def address() -> str:
    """Give the address under which people reach it, without a slash at its end.

    Raises
    ------
    SettingsError
        If what is set is no address.
    """
    given = value(URL).rstrip("/")
    if not given:
        host = value(HOST)
        return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{value(PORT)}"  # noqa: S104 - compared
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise SettingsError(
            f"{given!r} is no address. Give a scheme and a host alone, as in https://council.example."
        )
    return given


def hosts() -> list[str]:
    """Give the host names that requests may name."""
    named = urlsplit(address()).hostname or ""
    return [named] if value(URL) else sorted({named, "localhost", "127.0.0.1", "[::1]"})
