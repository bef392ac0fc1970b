"""The child that does the jobs: one job each, broken off or not, and never longer than its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chamber.evenings import Evening
from chamber.light_jobs import wait_for
from chamber.processes import children, is_alive, until
from onevoice.chamber import job_child, jobs, models
from onevoice.chamber.acts import accounts
from onevoice.chamber.readings.accounts import Latest, latest

pytestmark = pytest.mark.usefixtures("chamber")
_KEEP = "import sys; from onevoice.chamber import job_child\nwith job_child.kept(): sys.stdin.read()"


def waits(process: int) -> bool:
    """Say whether a child has come as far as waiting for another one's end."""
    if connection.vendor == "sqlite":
        try:
            opened = {one.readlink().name for one in Path(f"/proc/{process}/fd").iterdir()}
        except OSError:
            return False  # something was just closed
        return "jobs.lock" in opened
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone() is not None


def awaited(paper: str) -> Latest | None:
    """Give what was asked for, once it is done or has broken off."""
    found = latest(paper)
    return None if found is None or found.is_awaited else found


@pytest.fixture(autouse=True)
def _an_empty_queue(monkeypatch) -> None:
    """Take out what other tests have asked for; children know the jobs of tests."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    DBTaskResult.objects.all().delete()


@contextmanager
def parent() -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that keeps a child at work, as ``serve`` does."""
    with subprocess.Popen([sys.executable, "-c", _KEEP], stdin=subprocess.PIPE) as started:
        try:
            yield started
        finally:
            left = children(started.pid)
            started.kill()
            until(lambda: not any(is_alive(one) for one in left), "no child was left to other tests")


def test_a_job_is_done_and_the_next_child_does_the_next(tmp_path):
    """What is asked for is done without anybody waiting for it, one job a child."""
    jobs_asked = [wait_for.enqueue(path=str(tmp_path)) for _time in range(2)]
    with job_child.kept():
        rows = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL)
        until(lambda: rows.count() == len(jobs_asked), "both jobs were done")
    assert {row.return_value for row in rows} == {str(tmp_path)}
    assert len({worker for row in rows for worker in row.worker_ids}) == len(jobs_asked)
    until(lambda: not children(os.getpid()), "the child had ended")


def test_a_job_broken_off_is_told_and_can_be_asked_for_anew():
    """A child killed in the midst of a job leaves it as broken off; the next child does it when asked."""
    e = Evening()
    accounts.work_out(e.town.clerk, e.paper)
    with job_child.kept():
        row = jobs.asked_for(e.paper).filter(status=TaskResultStatus.RUNNING)
        until(row.exists, "the job was begun")
        for child in children(os.getpid()):
            os.kill(child, signal.SIGKILL)
        broken = until(lambda: awaited(e.paper), "the next child told of it")
        assert "broke off" in broken.why_not
        accounts.work_out(e.town.chair, e.paper)
        assert latest(e.paper).is_awaited
    assert [one.act for one in e.entries()].count("work-out") == 2


def test_a_job_that_fails_is_logged(caplog):
    """An error in a job is raised for the queue to tell of, and the server's log says what it was."""
    with pytest.raises(models.Paper.DoesNotExist):
        jobs.work_out.call(paper="nowhere", places=None)
    assert "Paper matching query does not exist" in caplog.text


def test_a_child_ends_with_its_parent():
    """A parent that is killed without a word takes its child along; one that stops in peace does too."""
    with parent() as killed:
        (child,) = until(lambda: children(killed.pid), "there was a child")
        killed.kill()
        until(lambda: not is_alive(child), "the child had ended")
    with parent() as stopped:
        (child,) = until(lambda: children(stopped.pid), "there was a child")
        stopped.communicate(b"")
        assert stopped.returncode == 0
        until(lambda: not is_alive(child), "the child had ended")


def test_of_two_children_one_works(tmp_path):
    """A second child on the same database waits: what the first is doing is not called broken off."""
    wait_for.enqueue(path=str(tmp_path / "first"))
    wait_for.enqueue(path=str(tmp_path))
    rows = DBTaskResult.objects.all()
    with parent() as one:
        until(rows.filter(status=TaskResultStatus.RUNNING).exists, "the first job was begun")
        with parent() as other:
            until(lambda: any(waits(child) for child in children(other.pid)), "another child waited")
            assert [row.status for row in rows.filter(finished_at=None).exclude(started_at=None)] == [
                "RUNNING"
            ]
            one.kill()
            until(rows.filter(status=TaskResultStatus.SUCCESSFUL).exists, "the other did the second job")
    assert {row.status for row in rows} == {TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL}
