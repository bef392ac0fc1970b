"""A backup is the whole chamber, checked; what is not whole is not restored."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from chamber.assemblies import Town
from onevoice.chamber import configuration, keeping, models, sqlite
from onevoice.chamber.acts import founding
from onevoice.errors import InputError, SettingsError


@pytest.fixture
def backup(town: Town, tmp_path: Path) -> Path:
    """Give a backup of a chamber with a paper and a linked file."""
    founding.open_paper(town.clerk, "Libraries")
    note = configuration.data_folder() / "materials" / town.assembly.id / "note.html"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text("<p>note</p>", encoding="utf-8")
    path = tmp_path / "backup.zip"
    keeping.back_up(path)
    return path


def _entries(database: Path, assembly: str) -> list[bytes]:
    opened = sqlite.connect(database)
    lines = "SELECT line FROM chamber_entry WHERE assembly_id = ? ORDER BY sequence"
    found = [bytes(row[0]) for row in opened.execute(lines, (assembly,))]
    opened.close()
    return found


def test_a_restored_chamber_has_the_same_record(town: Town, backup: Path, tmp_path: Path) -> None:
    """The restore drill: every entry, byte for byte, and every file beside the database is there again."""
    manifest = keeping.restore(backup, tmp_path / "again")
    kept = [bytes(one.line) for one in models.Entry.objects.filter(assembly=town.assembly)]
    assert _entries(tmp_path / "again" / keeping.DATABASE, town.assembly.id) == kept
    assert len(kept) == 2
    assert (tmp_path / "again/materials" / town.assembly.id / "note.html").read_text() == "<p>note</p>"
    assert town.assembly.slug in manifest["heads"]


def test_a_restore_never_writes_over_a_database(backup: Path, tmp_path: Path) -> None:
    """A folder that holds a database is refused, and stays as it was."""
    keeping.restore(backup, tmp_path / "again")
    before = (tmp_path / "again" / keeping.DATABASE).read_bytes()
    with pytest.raises(SettingsError, match="holds a database already"):
        keeping.restore(backup, tmp_path / "again")
    assert (tmp_path / "again" / keeping.DATABASE).read_bytes() == before


def _rewritten(backup: Path, change) -> Path:
    """Write the backup again with its files changed by name, the manifest's digests made to fit."""
    with zipfile.ZipFile(backup) as kept:
        files = {name: kept.read(name) for name in kept.namelist()}
    change(files)
    changed = backup.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w") as kept:
        for name, content in files.items():
            kept.writestr(name, content)
    return changed


def _flip(files: dict[str, bytes]) -> None:
    content = bytearray(files[keeping.DATABASE])
    content[5000] ^= 0xFF
    files[keeping.DATABASE] = bytes(content)


def _drop(files: dict[str, bytes]) -> None:
    del files[keeping.DATABASE]


def _outside(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["../escaped"] = "0" * 64
    files["manifest.json"] = json.dumps(manifest).encode()
    files["../escaped"] = b"x"


def _other_heads(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["heads"] = {}
    files["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize("change", [_flip, _drop, _outside, _other_heads])
def test_what_is_not_as_it_was_backed_up_is_not_restored(change, backup: Path, tmp_path: Path) -> None:
    """A changed, missing or misplaced file, or minutes that end elsewhere, leave nothing written."""
    with pytest.raises(InputError):
        keeping.restore(_rewritten(backup, change), tmp_path / "again")
    assert list((tmp_path / "again").iterdir()) == []
    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04half"])
def test_a_file_that_is_no_backup_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    """Whatever else the file is, the sentence names it and says what to do."""
    source = tmp_path / "letter.doc"
    source.write_bytes(content)
    with pytest.raises(InputError, match=r"letter\.doc: this is no backup"):
        keeping.restore(source, tmp_path / "again")


def test_a_broken_chain_is_found(town: Town, backup: Path, tmp_path: Path) -> None:
    """An entry that somebody changed in the file itself stops backup and restore, and is named."""
    keeping.restore(backup, tmp_path / "again")
    path = tmp_path / "again" / keeping.DATABASE
    opened = sqlite.connect(path)
    row = opened.execute(
        "SELECT id, line FROM chamber_entry WHERE assembly_id = ? AND sequence = 1", (town.assembly.id,)
    ).fetchone()
    opened.execute(
        "UPDATE chamber_entry SET line = ? WHERE id = ?", (bytes(row[1]).replace(b"Town", b"Gown"), row[0])
    )
    opened.commit()
    opened.close()
    with pytest.raises(SettingsError, match=f"The minutes of {town.assembly.slug} are broken. Entry 1"):
        keeping.check_database(path)
