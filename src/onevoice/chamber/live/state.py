"""What is public of a paper at this moment, in at most 2 KB: enough to know that a page is out of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from onevoice.chamber import models


@dataclass(frozen=True, slots=True)
class State:
    """A paper's public state.

    Attributes
    ----------
    assembly : str
        Id.
    public : dict
        "sequence" of the latest entry, "paper" and its "version".
    """

    assembly: str
    public: dict[str, Any]


def state_for(slug: str, paper: str, session: str) -> State | None:
    """Give the state, for whoever holds a session; None if they may not see it, or there is none.

    Parameters
    ----------
    slug : str
        The assembly's.
    paper : str
        Paper id; "-" for the assembly alone.
    session : str
        Key of the session; empty for none.
    """
    assembly = models.Assembly.objects.filter(slug=slug).first()
    if assembly is None or not (assembly.is_open or _belongs(assembly, session)):
        return None
    last = (
        models.Entry.objects.filter(assembly=assembly).order_by("-sequence").values_list("sequence").first()
    )
    version = models.Paper.objects.filter(assembly=assembly, pk=paper).values_list("version").first()
    public = {"sequence": last[0] if last else 0, "paper": paper, "version": version[0] if version else 0}
    return State(assembly.id, public)


def _belongs(assembly: models.Assembly, session: str) -> bool:
    bound = SessionStore(session).get("people", {}).get(assembly.id) if session else None
    return bound is not None and models.Person.objects.filter(pk=bound[0], epoch=bound[1]).exists()
