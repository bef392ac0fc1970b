"""On what a table was measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("numpy", "scipy", "numba")


def machine() -> str:
    """Say when, on what machine and with which versions, and how busy it was."""
    cores = len(os.sched_getaffinity(0))
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"Measured on {datetime.now(UTC):%d %b %Y} on {_processor()}, {cores} cores, {_memory():.0f} GiB; "
        f"Python {platform.python_version()}, {libraries}; load average {os.getloadavg()[2]:.1f} at the end."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
