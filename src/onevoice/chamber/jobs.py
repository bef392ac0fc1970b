"""What is too heavy for the web process: a child of ``serve`` does it, one after the other.

The queue lies in the throwaway file. What a job needs is imported when it runs, so that the web process,
which only asks for it, never loads numba or ortools.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db.models import QuerySet
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_log = logging.getLogger(__name__)
_FINISHED = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)


@task()
def work_out(*, paper: str, places: int | None) -> dict[str, Any]:
    """Work out where the assembly stands on a paper.

    Returns
    -------
    dict
        ``account`` (JSON text) with its ``digest``, ``could_ask`` (ids of members by text), and ``why_not``:
        a sentence where there is nothing to work out, empty otherwise.
    """
    from onevoice.chamber.working_out import worked_out  # noqa: PLC0415 - see above

    try:
        return worked_out(paper, places)
    except Exception:
        _log.exception("Working out where the assembly stands broke off.")
        raise


def ask(paper: str, places: int | None) -> None:
    """Queue the working out of a paper; what was worked out of it before is let go."""
    asked_for(paper).filter(status__in=_FINISHED).delete()
    work_out.enqueue(paper=paper, places=places)


def asked_for(paper: str) -> QuerySet[DBTaskResult[Any, Any]]:
    """Give what was asked for on a paper."""
    return _every().filter(args_kwargs__kwargs__paper=paper)


def forget(person: str) -> None:
    """Let go what was worked out and names somebody as one to ask."""
    for row in _every().filter(status__in=_FINISHED):
        likely = (row.return_value or {}).get("could_ask", {})
        if any(person in people for people in likely.values()):
            row.delete()


def _every() -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(task_path=work_out.module_path)
