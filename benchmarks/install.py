"""From nothing to a running demonstration: what is fetched, how long it takes, how much it weighs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Table, verdict

_ROOT = Path(__file__).parents[1]
_UV = Path(sys.executable).with_name("uv")


def measure() -> Table:
    """Install into a new environment with an empty cache, and start the demonstration twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv = folder / "venv"
        own = {**os.environ, "UV_CACHE_DIR": str(folder / "cache"), "VIRTUAL_ENV": str(venv)}
        subprocess.run([_UV, "venv", "--quiet", "--python", sys.executable, venv], env=own, check=True)
        begin = time.perf_counter()
        subprocess.run([_UV, "pip", "install", "--quiet", _ROOT], env=own, check=True, cwd=folder)
        installed = time.perf_counter() - begin
        size = sum(one.stat().st_size for one in venv.rglob("*") if one.is_file() and not one.is_symlink())
        first, second = (_started(venv, folder) for _ in range(2))
    rows = (
        ("downloading and installing, empty cache", f"{installed:.1f} s", "", ""),
        ("environment on the disk", f"{size / 1e6:.0f} MB", "", ""),
        (
            "from `onevoice demo` to the chamber's first answer, kernels compiled on the way",
            f"{first:.1f} s",
            "90 s",
            verdict(reached=first <= 90),
        ),
        ("the same, later", f"{second:.1f} s", "", ""),
    )
    return Table(("what", "measured", "target", ""), rows)


def _started(venv: Path, folder: Path) -> float:
    """Start the demonstration, wait until its chamber answers, and stop it; give the seconds."""
    begin = time.perf_counter()
    command = [venv / "bin/onevoice", "demo", "--port", "8973"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as demo:
        address = next(
            found[1] for line in demo.stdout or () if (found := re.search(r"chamber: (\S+)", line))
        )
        answer = ["curl", "--silent", "--retry", "60", "--retry-delay", "0", "--retry-connrefused", address]
        subprocess.run(answer, check=True, stdout=subprocess.DEVNULL)
        took = time.perf_counter() - begin
        os.killpg(demo.pid, signal.SIGKILL)
    return took
