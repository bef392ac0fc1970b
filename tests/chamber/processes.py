"""Processes that tests start, and waiting for what they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

Found = TypeVar("Found")
PATIENCE = 120  # seconds for what takes two


def until(found: Callable[[], Found | None], what: str) -> Found:
    """Wait until there is something, and give it."""
    pause, end = Event(), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        there = found()
        if there:
            return there
        pause.wait(0.02)
    raise AssertionError(f"in vain waited until {what}")


def children(parent: int) -> list[int]:
    """Give the children of a process that do jobs."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, ppid = (process / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (process / "cmdline").read_text()
        except OSError:
            continue  # it has just ended
        if int(ppid) == parent and state != "Z" and "job_child" in command:
            found.append(int(process.name))
    return found


def is_alive(process: int) -> bool:
    """Say whether a process is there, and not merely waited for."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
