"""Minutes: formal acts in a chain of hashes, as bytes that anyone can check without us.

An entry is one line of canonical JSON (RFC 8785 with ASCII keys and without floats), and carries the hash of
the line before it. So whoever knows the hash of one line, from paper or a screen, can check all up to it.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from onevoice.assembly.messages import Message
from onevoice.errors import MinutesError

Json = Any  # None, bool, int, str, and lists, tuples and mappings of these

FIRST = "0" * 64  # what the first entry carries as the hash of the one before
_LARGEST = 2**53 - 1  # beyond it, readers in other languages round (RFC 7493)
_DEEPEST = 40
_SALT = 16
_KEYS = ("act", "before", "objects", "person", "private", "public", "sequence", "time")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)

SENTENCES = {
    "not-canonical": "The minutes cannot hold {found} (at {at})."
    " Write it as a whole number, a text, or lists and names of these.",
    "number-too-large": "The number at {at} is too large to be read alike everywhere. Write it as a text.",
    "key-not-ascii": "The name {found} (at {at}) is not in plain ASCII letters. Rename it.",
    "broken-letter": "The text at {at} holds half a letter (a lone surrogate). Correct it at its source.",
    "too-deep": "What is at {at} is nested more than {most} deep. Say it in fewer levels.",
    "not-an-entry": "This is no entry of minutes: {found}. Take the line as it was published.",
    "salt-short": "A salt has {least} random bytes or more. Draw a new one.",
    "entry-changed": "Entry {sequence} is not the one that was minuted: its hash is not the one"
    " that was noted of it.",
    "entry-elsewhere": "Entry {sequence} is not where it should be: an entry was changed, moved or left out.",
    "head-differs": "Entry {sequence} is not the one whose hash was given from outside.",
    "entries-missing": "The minutes end before entry {sequence}, whose hash was given from outside.",
}


def canonical(value: Json) -> bytes:
    """Give the one way to write a value as bytes.

    Keys are sorted, there are no spaces, letters beyond ASCII stand as themselves in UTF-8.

    Raises
    ------
    MinutesError
        For floats and whatever else JSON cannot hold or readers would round, saying where it stands.
    """
    plain = _plain(value, "the top", 0)
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def seal(salt: bytes, private: Json) -> str:
    """Give the salted hash of a private part, as hexadecimal digits.

    Who has no salt learns nothing from it; once salt and part are destroyed, nobody does.

    Raises
    ------
    MinutesError
        If the salt is too short, or the part has no canonical bytes.
    """
    if len(salt) < _SALT:
        raise _refused("salt-short", least=str(_SALT))
    return hmac.digest(salt, canonical(private), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One act.

    Attributes
    ----------
    sequence : int
        From 1.
    time : str
        ISO 8601 time, UTC, ending in Z.
    act : str
    person : str
        Random id of whoever acted; names live elsewhere.
    objects : tuple of str
        Ids of what was acted on.
    public : JSON value
    private : str
        `seal` of the private part; empty where there is none.
    before : str
        Hash of the entry before; `FIRST` for the first.

    Raises
    ------
    MinutesError
        If a field is not of this kind.
    """

    sequence: int
    time: str
    act: str
    person: str
    objects: tuple[str, ...] = ()
    public: Json = None
    private: str = ""
    before: str = FIRST

    def __post_init__(self) -> None:
        for name in ("time", "act", "person", "private", "before"):
            if not isinstance(getattr(self, name), str):
                raise _refused("not-an-entry", found=f"its {name} is no text")
        if type(self.sequence) is not int or self.sequence < 1:
            raise _refused("not-an-entry", found=f"its number is {self.sequence!r}")
        if not _is_time(self.time):
            raise _refused("not-an-entry", found=f"its time is {self.time!r}, not as in 2023-11-15T19:00:00Z")
        if not isinstance(self.objects, tuple) or not all(isinstance(one, str) for one in self.objects):
            raise _refused("not-an-entry", found="its objects are not a list of ids")
        if not _HASH.fullmatch(self.before) or (self.private and not _HASH.fullmatch(self.private)):
            raise _refused("not-an-entry", found="a hash in it is not 64 hexadecimal digits")

    @property
    def line(self) -> bytes:
        """The entry as canonical bytes."""
        return canonical({name: getattr(self, name) for name in _KEYS})

    @property
    def hash(self) -> str:
        """SHA-256 of the line, as hexadecimal digits; the latest entry's is the head of the minutes."""
        return digest(self.line)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is provably not as it was minuted.

    Attributes
    ----------
    sequence : int
        Its place in the minutes, from 1.
    message : Message
        `say` gives the sentence.
    """

    sequence: int
    message: Message


def digest(line: bytes) -> str:
    """Give the hash of a line."""
    return sha256(line).hexdigest()


def following(
    last: Entry | None,
    *,
    time: str,
    act: str,
    person: str,
    objects: Sequence[str] = (),
    public: Json = None,
    private: str = "",
) -> Entry:
    """Make the entry that follows another; None for the first."""
    sequence, before = (1, FIRST) if last is None else (last.sequence + 1, last.hash)
    return Entry(sequence, time, act, person, tuple(objects), public, private, before)


def read_line(line: bytes) -> Entry:
    """Read an entry back.

    Raises
    ------
    MinutesError
        If these are not, byte for byte, the canonical bytes of an entry.
    """
    try:
        fields = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise _refused("not-an-entry", found="it is not JSON") from None
    if not isinstance(fields, dict) or tuple(sorted(fields)) != _KEYS:
        raise _refused("not-an-entry", found=f"its names are not {', '.join(_KEYS)}")
    if not isinstance(fields["objects"], list):
        raise _refused("not-an-entry", found="its objects are not a list of ids")
    entry = Entry(**{**fields, "objects": tuple(fields["objects"])})
    if entry.line != line:
        raise _refused("not-an-entry", found="its bytes are not written canonically")
    return entry


def find_broken(lines: Sequence[bytes], heads: Mapping[int, str]) -> Broken | None:
    """Check minutes against hashes that are known from outside.

    Parameters
    ----------
    lines : sequence of bytes
        The entries, from the first.
    heads : mapping of int to str
        Hashes of entries by their number, as kept outside. Entries after the last of these are only checked
        for hanging together.

    Returns
    -------
    Broken or None
        The first entry that is provably not as minuted; None if all are. Of neighbours that were changed
        together it is the last, since nothing vouches for what a changed entry says of the one before it.
    """
    entries = [_entry_or_none(line) for line in lines]
    hashes = [digest(line) for line in lines]
    at = _first_changed(entries, hashes, heads)
    if at is not None:
        if heads.get(at + 1, hashes[at]) != hashes[at]:
            return _broken("head-differs", at + 1)
        return _broken("entry-elsewhere" if _is_elsewhere(entries, at) else "entry-changed", at + 1)
    missing = [number for number in heads if number > len(lines)]
    return _broken("entries-missing", min(missing)) if missing else None


def say(message: Message) -> str:
    """Give the English sentence of a message of minutes."""
    return SENTENCES[message.id].format(**dict(message.parameters))


def _first_changed(
    entries: Sequence[Entry | None], hashes: Sequence[str], heads: Mapping[int, str]
) -> int | None:
    """Index of the first entry that cannot be the one minuted, going by outside hashes and by neighbours."""
    vouched = [heads.get(at + 1) == found for at, found in enumerate(hashes)]
    parted = [
        after is not None and after.before != found for found, after in zip(hashes, entries[1:], strict=False)
    ]

    def is_proven(at: int) -> bool:
        if entries[at] is None or _is_elsewhere(entries, at) or (at + 1 in heads and not vouched[at]):
            return True
        return at > 0 and vouched[at - 1] and parted[at - 1]

    def is_suspect(at: int) -> bool:
        return at < len(parted) and parted[at] and not vouched[at]

    for at in range(len(entries)):
        # a changed entry may misname the one before it, so that one is not blamed on its word
        if is_proven(at) or (is_suspect(at) and not (is_proven(at + 1) or is_suspect(at + 1))):
            return at
    return None


def _is_elsewhere(entries: Sequence[Entry | None], at: int) -> bool:
    """Whether an entry does not belong at its place, by its own number."""
    entry = entries[at]
    return entry is not None and (entry.sequence != at + 1 or (at == 0 and entry.before != FIRST))


def _entry_or_none(line: bytes) -> Entry | None:
    try:
        return read_line(line)
    except MinutesError:
        return None


def _broken(message: str, sequence: int) -> Broken:
    return Broken(sequence, Message.of(message, sequence=str(sequence)))


def _plain(value: Json, at: str, depth: int) -> Json:
    """Give a value as lists and dicts, or refuse what has no canonical bytes."""
    if depth > _DEEPEST:
        raise _refused("too-deep", at=at, most=str(_DEEPEST))
    if value is None or isinstance(value, bool):
        return value
    if type(value) is int:
        if abs(value) > _LARGEST:
            raise _refused("number-too-large", at=at)
        return value
    if type(value) is str:
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise _refused("broken-letter", at=at)
        return value
    if isinstance(value, list | tuple):
        return [_plain(one, f"{at}, {number}", depth + 1) for number, one in enumerate(value, start=1)]
    if isinstance(value, Mapping):
        for key in value:
            if type(key) is not str or not key.isascii():
                raise _refused("key-not-ascii", found=repr(key), at=at)
        return {key: _plain(one, f"{at}, {key}", depth + 1) for key, one in value.items()}
    raise _refused("not-canonical", found=f"{value!r:.80}", at=at)


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _refused(message: str, **parameters: str) -> MinutesError:
    about = Message.of(message, **parameters)
    return MinutesError(say(about), about)
