"""The child of ``serve`` that does the jobs: ``python -m onevoice.chamber.job_child``.

It ends after each job, and with its parent, which starts it again: what a job loaded is let go.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MODULE = "onevoice.chamber.job_child"
_PAUSE = 1.0  # seconds before a child that ended is started again
_NICENESS = 10  # pages come first


@contextmanager
def kept() -> Iterator[None]:
    """Keep a child at work while the block runs."""
    stopping = threading.Event()
    children: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not stopping.is_set():
            command = [sys.executable, "-m", _MODULE]
            child = subprocess.Popen(command)  # noqa: S603 - our own interpreter and our own module
            children[:] = [child]
            child.wait()
            stopping.wait(_PAUSE)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for child in children:
            child.terminate()


def main() -> None:
    """Do one job, when there is one."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    os.nice(_NICENESS)
    from onevoice.chamber import serving  # noqa: PLC0415 - it starts this process

    serving.begin()
    from django.core.management import call_command  # noqa: PLC0415 - Django is ready only now
    from django_tasks.base import TaskResultStatus  # noqa: PLC0415
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    broken_off = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    broken_off.update(status=TaskResultStatus.FAILED)  # by a child before this one: there is never another
    call_command("db_worker", interval=1, max_tasks=1, startup_delay=False, verbosity=0)


def _end_with(parent: int) -> None:
    """End when the process that started this one is gone."""
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(0.5)
    os._exit(0)


if __name__ == "__main__":
    main()
