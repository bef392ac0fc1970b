"""Time and memory of fit, refit, fold-in, whole analysis and reading, each step in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.assemblies import SIZES, open_tables
from benchmarks.table import Table, gigabytes, seconds, verdict

RUNS = {"S": 3, "M": 3, "L": 3, "XL": 1}
GROWTH = 1.3
_ROOT = Path(__file__).parents[1]

TARGETS: dict[str, dict[str, tuple[float, float | None]]] = {
    "fit": {"S": (0.05, None), "M": (0.3, None), "L": (3, None), "XL": (30, 2e9)},
    "whole": {"S": (1, None), "M": (5, 0.6e9), "L": (30, 2e9), "XL": (300, 6e9)},
    "warm": {"M": (0.15, None), "L": (1.5, None), "XL": (12, None)},
    "fold-in": {"M": (0.05, None), "L": (0.05, None), "XL": (0.1, None)},
    "read": {"M": (1, None), "L": (6, None), "XL": (60, None)},
    "read-parquet": {"M": (1, None), "L": (6, None), "XL": (60, None)},
}
"""Seconds, and bytes at the peak where they are limited."""

NAMES = {
    "fit": "cold fit, two dimensions, leniency, posterior covariance of members",
    "whole": "whole analysis, all defaults",
    "warm": "warm refit after 1 % new votes",
    "fold-in": "fold-in of 1,000 votes",
    "read": "reading open tables",
    "read-parquet": "reading the same as Parquet",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Median seconds with their range, median processor time, and the largest peak, of several processes."""

    seconds: float
    least: float
    most: float
    processor: float
    bytes: float
    n: int

    def timing(self) -> str:
        """Give the median, and the range where there were several runs."""
        spread = f" ({self.least:.3g}-{self.most:.3g})" if self.n > 1 else ""
        return f"{seconds(self.seconds)}{spread}"


def run(command: list[str | Path], n: int) -> Run:
    """Run a command that prints a JSON line last, several times."""
    found = []
    for _ in range(n):
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    took = [each["seconds"] for each in found]
    worked = median(each["processor"] for each in found)
    return Run(median(took), min(took), max(took), worked, max(each["bytes"] for each in found), n)


def step(name: str, size: str, n: int | None = None) -> Run:
    """Measure one of our steps."""
    return run([sys.executable, "-m", "benchmarks.step", name, size], n or RUNS[size])


def measure(sizes: tuple[str, ...] = ("S", "M", "L")) -> Table:
    """Measure every step at every size that has a target."""
    found: dict[tuple[str, str], Run] = {}
    rows = []
    for name, targets in TARGETS.items():
        for size in sizes:
            if size in targets:
                open_tables(size)
                found[name, size] = step(name, size)
                rows.append(_row(name, size, found[name, size]))
                print("  " + " | ".join(rows[-1]), flush=True)
    rows += [row for name in ("fit", "whole") for row in _growth(name, sizes, found)]
    counts = {size: _votes(size) for size in sizes}
    described = "; ".join(
        f"{size} {SIZES[size].members:,} members, {SIZES[size].propositions:,} propositions, "
        f"{counts[size]:,} answers"
        for size in sizes
    )
    return Table(
        heading=("step", "size", "time", "target", "", "processor time", "peak memory", "target", ""),
        rows=tuple(rows),
        notes=(
            f"Simulated (three parties, two dimensions, 15 % passes, a heavy tail of activity): {described}.",
            (
                "Each run is a process of its own, kernels compiled and input in memory before the clock "
                "starts; "
                "median and range of the runs. Processor time adds up all threads, and does not grow on a "
                "busy machine. Peak memory is the whole process's, with input, "
                "interpreter and "
                f"compiler (about {gigabytes(_bare())}) included."
            ),
            (
                "The whole analysis at S is some seventy fits of about 10 ms: held-out folds that choose "
                "the size, resamples for the blocs' stability, and reruns without some members. Folds and "
                "resamples go side by side, the rest one after the other; fewer of them would be faster, and "
                "say less."
            ),
        ),
    )


def _row(name: str, size: str, found: Run) -> tuple[str, ...]:
    limit, memory = TARGETS[name][size]
    return (
        NAMES[name],
        size,
        found.timing(),
        f"{limit:g} s",
        verdict(reached=found.seconds <= limit),
        seconds(found.processor),
        gigabytes(found.bytes),
        "" if memory is None else gigabytes(memory),
        "" if memory is None else verdict(reached=found.bytes <= memory),
    )


def _growth(name: str, sizes: tuple[str, ...], found: dict[tuple[str, str], Run]) -> list[tuple[str, ...]]:
    """Hold time a vote against that of M."""
    rows: list[tuple[str, ...]] = []
    for size in sizes:
        if size in ("L", "XL") and (name, "M") in found:
            ratio = found[name, size].processor / _votes(size) / (found[name, "M"].processor / _votes("M"))
            what = f"{NAMES[name]}: processor time a vote, against M"
            reached = verdict(reached=ratio <= GROWTH)
            rows.append((what, size, f"{ratio:.2f} times", f"{GROWTH} times", reached, "", "", "", ""))
    return rows


def _votes(size: str) -> int:
    with (open_tables(size) / "responses.csv").open("rb") as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 24), b"")) - 1


def _bare() -> float:
    return step("nothing", "S", 1).bytes
