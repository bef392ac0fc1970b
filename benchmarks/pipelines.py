"""red-dwarf's Polis pipeline and our whole analysis, in turn in the same run, on the same files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.assemblies import open_tables
from benchmarks.speed import RUNS, Run, run, step
from benchmarks.table import Table, gigabytes, seconds

_ROOT = Path(__file__).parents[1]
_PEER = _ROOT / ".venv-bench" / "bin" / "python"


def measure(sizes: tuple[str, ...] = ("S", "M")) -> Table:
    """Time both at each size; red-dwarf in its own environment."""
    subprocess.run(
        ["sh", _ROOT / "tools" / "bench_environment.sh", sys.executable, "red-dwarf"], check=True, cwd=_ROOT
    )
    rows = []
    for size in sizes:
        responses = open_tables(size) / "responses.csv"
        ours = step("whole", size)
        theirs = run([_PEER, Path(__file__).with_name("red_dwarf.py"), responses], min(RUNS[size], 3))
        rows.append(_row(size, ours, theirs))
        print("  " + " | ".join(rows[-1]), flush=True)
    return Table(
        heading=(
            "size", "onevoice, whole analysis", "red-dwarf, pipeline", "ratio", "processor time",
            "red-dwarf's", "memory", "red-dwarf's",
        ),
        rows=tuple(rows),
        notes=(
            (f"red-dwarf {_version()}: vote matrix, two principal components, k-means with silhouettes, "
            "representative statements. Ours also chooses its dimensions, draws intervals for every "
            "share, and repeats the "
            "analysis without some members. Neither counts reading the file."),
        ),
    )  # fmt: skip


def _row(size: str, ours: Run, theirs: Run) -> tuple[str, ...]:
    return (
        size,
        ours.timing(),
        theirs.timing(),
        f"{theirs.seconds / ours.seconds:.1f}",
        seconds(ours.processor),
        seconds(theirs.processor),
        gigabytes(ours.bytes),
        gigabytes(theirs.bytes),
    )


def _version() -> str:
    said = subprocess.run(
        [_PEER, "-c", "from importlib.metadata import version; print(version('red-dwarf'))"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return said.stdout.strip()
