"""What is public of a paper at this moment, in at most 2 KB: enough to know that a page is out of date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.db.models import Max
from django.http import HttpRequest

from onevoice.chamber import models
from onevoice.chamber.acts.may import may
from onevoice.chamber.pages.visit import visit_of
from onevoice.chamber.refusals import NotHere


@dataclass(frozen=True, slots=True)
class State:
    """A paper's public state.

    Attributes
    ----------
    assembly : str
        Id.
    is_open : bool
        Whether visitors may read there.
    public : dict
        "sequence" of the latest entry, "paper" and its "version".
    """

    assembly: str
    is_open: bool
    public: dict[str, Any]


def state_of(slug: str, paper: str) -> State | None:
    """Give the state of a paper, whoever asks; None if there is no such assembly.

    Parameters
    ----------
    slug : str
        The assembly's.
    paper : str
        Paper id; "-" for the assembly alone.
    """
    close_old_connections()
    assembly = models.Assembly.objects.filter(slug=slug).first()
    if assembly is None:
        return None
    sequence = latest((assembly.id,)).get(assembly.id, 0)
    version = (
        models.Paper.objects.filter(assembly=assembly, pk=paper).values_list("version", flat=True).first()
    )
    known = paper if version is not None else "-"
    return State(
        assembly.id, assembly.is_open, {"sequence": sequence, "paper": known, "version": version or 0}
    )


def may_hear(slug: str, session: str, reads: str) -> bool:
    """Say whether whoever holds a session may hear of an assembly, by the same table as its pages.

    Parameters
    ----------
    slug : str
    session : str
        Key of the session; empty for none.
    reads : str
        Row of the permission table.
    """
    close_old_connections()
    asking = HttpRequest()
    asking.session = SessionStore(session or None)
    try:
        visit = visit_of(asking, slug)
    except NotHere:
        return False
    return may(visit.doer, reads, visit.place).allowed


def latest(assemblies: Collection[str]) -> dict[str, int]:
    """Give the sequence of the latest entry of each of these assemblies."""
    close_old_connections()
    rows = models.Entry.objects.filter(assembly_id__in=assemblies).order_by()
    return dict(rows.values_list("assembly_id").annotate(Max("sequence")))
