"""Jobs that need nothing, for tests of whoever does them."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from django_tasks import task


@task()
def wait_for(*, path: str) -> str:
    """Wait until there is a file."""
    pause = Event()
    while not Path(path).exists():
        pause.wait(0.02)
    return path
