"""What the running process takes: time of one step, by the clock and on the processor, and memory."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

_STATUS = Path("/proc/self/status")
_REFERENCES = Path("/proc/self/clear_refs")


def peak() -> int:
    """Give the peak of the resident set in bytes since the process began or `forget_peak`."""
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def forget_peak() -> None:
    """Let the peak start again from what is held now."""
    gc.collect()
    _REFERENCES.write_text("5")


def timed(step: Callable[[], object]) -> dict[str, float]:
    """Run a step; give its seconds, those of all its threads together, and the peak meanwhile.

    The peak is the whole process's, what it was given before included.
    """
    forget_peak()
    begin, worked = perf_counter(), process_time()
    kept = step()
    took, worked = perf_counter() - begin, process_time() - worked
    found = {"seconds": took, "processor": worked, "bytes": float(peak())}
    del kept
    return found
