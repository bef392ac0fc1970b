"""Damaged files: whatever was done to a source, it is read or refused with a sentence."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

import onevoice
from formats.examples import EXAMPLES, placed
from onevoice.errors import OnevoiceError

DAMAGED = 500


def flip(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes to others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Leave out the end."""
    return data[: chance.randrange(len(data))]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Put a line in twice, or in another place."""
    lines = data.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"".join(lines)


def leave_out(data: bytes, chance: random.Random) -> bytes:
    """Leave out a line."""
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def swap(data: bytes, chance: random.Random) -> bytes:
    """Swap a character of structure for another."""
    before, after = chance.sample([b",", b";", b"\t", b'"', b"\n", b"\r", b"|", b":", b"{", b"[", b"-"], 2)
    return data.replace(before, after, chance.choice([1, 3, -1]))


def insert(data: bytes, chance: random.Random) -> bytes:
    """Put something in that has no business there."""
    strange = [
        *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b",,,,", b"\r", b"\n\n", b"\x81", "\u2028".encode()),
        *(b"99999999999999999999999", b"-1e999", b"NaN", b"9" * 40, b"0000-00-00", b"\xed\xa0\x80", b"="),
    ]
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(strange) + data[at:]


def recode(data: bytes, chance: random.Random) -> bytes:
    """Store the text in another encoding, sometimes with an odd byte too many."""
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "cp037", "utf-32"])
    coded = data.decode(errors="replace").encode(encoding, errors="replace")
    return coded + chance.choice([b"", b"", b"\0"])


DAMAGES = (flip, cut, repeat, leave_out, swap, insert, recode)


def is_read(path: Path) -> bool:
    """Whether a path is read; anything but a roll call or an error for people goes through."""
    with suppress(OnevoiceError):
        calls = onevoice.read(path)
        assert len(calls.answers.member) == len(calls.answers.response)
        return True
    return False


@pytest.mark.parametrize("name", [*EXAMPLES, "parquet"])
def test_damaged_files_are_read_or_refused_with_a_sentence(name: str, tmp_path: Path):
    """However a file is damaged, reading it ends in a roll call or in an error that a person can mend."""
    chance = random.Random(f"damage to {name}")  # noqa: S311  # examples, not secrets
    folder = tmp_path / "source"
    if name == "parquet":
        placed(EXAMPLES["open-tables"], tmp_path / "tables")
        onevoice.write(onevoice.read(tmp_path / "tables"), folder, format="parquet")
    else:
        placed(EXAMPLES[name], folder)
    whole = {file.name: file.read_bytes() for file in folder.iterdir()}
    read = 0
    for _ in range(DAMAGED):
        file = chance.choice(list(whole))
        data = whole[file]
        for damage in chance.sample(DAMAGES, chance.choice([1, 1, 2])):
            data = damage(data, chance) if data else data
        (folder / file).write_bytes(data)
        read += is_read(folder / file if chance.random() < 0.2 else folder)
        (folder / file).write_bytes(whole[file])
    assert 0 < read < DAMAGED
