"""The child of ``serve`` that does the jobs: ``python -m onevoice.chamber.job_child``.

It ends after each job, and with its parent, which starts it again: what a job loaded is let go. Of several on
one database one works, and the others wait for its end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from onevoice.chamber import configuration, folders

_MODULE = "onevoice.chamber.job_child"
_PAUSE = 1.0  # seconds before a child that ended is started again; twice that after each failure
_LONGEST_PAUSE = 60.0
_PATIENCE = 600.0  # seconds to wait for a child that goes before this one
_NICENESS = 10  # pages come first
_ADVISORY = 8_615_501_205  # names our lock among those of the PostgreSQL server


@contextmanager
def kept() -> Iterator[None]:
    """Keep a child at work while the block runs.

    The first is started before the block: a worker that the server forks in the midst of a start would hold
    the pipe by which it is told that the child began, and no other would ever follow.
    """
    stopping, starting = threading.Event(), threading.Lock()
    children = [_start()]

    def keep() -> None:
        pause = _PAUSE
        while True:
            ended = children[0].wait()
            pause = _PAUSE if ended == 0 else min(2 * pause, _LONGEST_PAUSE)
            if stopping.wait(pause):
                return
            with starting:
                if stopping.is_set():
                    return
                children[0] = _start()

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        with starting:
            stopping.set()
            children[0].kill()  # a job is done whole or not at all; the next child says so
        keeper.join()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", _MODULE, str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own interpreter and our own module


def main() -> None:
    """Do one job, when there is one."""
    threading.Thread(target=_end_with, args=(int(sys.argv[1]),), daemon=True).start()
    os.nice(_NICENESS)
    from onevoice.chamber import serving  # noqa: PLC0415 - it starts this process

    serving.begin()
    from django.core.management import call_command  # noqa: PLC0415 - Django is ready only now

    kept_open = _alone()
    _end_broken_off()
    call_command("db_worker", interval=1, max_tasks=1, startup_delay=False, verbosity=0)
    del kept_open


def _alone() -> object:
    """Wait until no other child works on this database; give what must stay open for it to be so."""
    from django.db import connections  # noqa: PLC0415 - Django is ready only now

    if not configuration.value(configuration.DATABASE_URL):
        folders.hold(configuration.data_folder() / "jobs.lock", patience=_PATIENCE)
        return None
    connection = connections.create_connection("default")  # not closed between jobs, as the worker's own is
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", (_ADVISORY,))
    return connection


def _end_broken_off() -> None:
    """Mark as failed what a child before this one began and did not end: there is never another at work."""
    from django_tasks.base import TaskResultStatus  # noqa: PLC0415 - Django is ready only now
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    broken_off = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    broken_off.update(status=TaskResultStatus.FAILED, finished_at=datetime.now(UTC))


def _end_with(parent: int) -> None:
    """End when the process that started this one is gone."""
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(0.5)
    os._exit(0)


if __name__ == "__main__":
    main()
