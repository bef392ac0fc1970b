"""A chamber starts on a folder of its own, on tables that it knows, and says so where it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onevoice.chamber import folders, sqlite
from onevoice.errors import SettingsError

_PREPARE = "from onevoice.chamber import serving; print(serving.prepare())"


def _prepared(folder: Path, code: str = _PREPARE) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ONEVOICE_DATA": str(folder), "ONEVOICE_URL": ""}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_a_first_start_makes_the_tables_and_one_link(tmp_path: Path) -> None:
    """The first administrator's link is printed until somebody has entered by one."""
    told = _prepared(tmp_path / "new")
    assert "/enter/" in told.stdout, told.stderr
    assert (tmp_path / "new/onevoice.sqlite3").exists()
    assert not (tmp_path / "new/backups").exists()


def test_a_later_versions_tables_are_refused(tmp_path: Path) -> None:
    """A database that knows more than this program is left alone, and the sentence says what to do."""
    _prepared(tmp_path)
    opened = sqlite.connect(tmp_path / "onevoice.sqlite3")
    opened.execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('chamber', '9999_later', '2030-01-01')"
    )
    opened.commit()
    opened.close()
    told = _prepared(tmp_path)
    assert "made by a later onevoice" in told.stderr
    assert "9999_later" in told.stderr


def test_a_folder_is_one_processs_at_a_time(tmp_path: Path) -> None:
    """While a process holds a folder another is refused; once that one is gone, it is not."""
    lock = tmp_path / "lock"
    hold = (
        "import sys; from pathlib import Path; from onevoice.chamber.folders import hold;"
        f"hold(Path({str(lock)!r})); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(SettingsError, match="Another onevoice works in"):
            folders.hold(lock)
        other.kill()
    folders.hold(lock)
    folders.hold(lock)


@pytest.mark.parametrize(("point", "refused"), [("/", False), ("{folder}", True), ("{folder}/deeper", False)])
def test_a_network_file_system_is_refused(point: str, refused: bool, tmp_path: Path) -> None:
    """Only the mount that the folder itself lies on decides."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {point.format(folder=tmp_path)} nfs4 rw 0 0\n")
    if point == "/":
        mounts.write_text("/dev/sda1 / ext4 rw 0 0\n")
    if not refused:
        folders.refuse_network(tmp_path, mounts)
        return
    with pytest.raises(SettingsError, match="network file system \\(nfs4\\)"):
        folders.refuse_network(tmp_path, mounts)


def test_two_libraries_never_meet() -> None:
    """Where an unsafe sqlite3 is loaded already, the chamber does not begin."""
    code = "import sqlite3; from onevoice.chamber.sqlite import choose_library; choose_library()"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    version = subprocess.run(
        [sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version_info >= (3, 51, 3))"],
        capture_output=True,
        text=True,
        check=True,
    )
    if version.stdout.strip() == "True":
        assert told.returncode == 0
    else:
        assert "was loaded before onevoice could choose another" in told.stderr
