"""What is too heavy for the web process: a child of ``serve`` does it, one after the other.

The queue lies in the throwaway file. What a job needs is imported when it runs, so that the web process,
which only asks for it, never loads numba or ortools.
"""

from __future__ import annotations

from typing import Any

from django_tasks import task


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

    return worked_out(paper, places)
