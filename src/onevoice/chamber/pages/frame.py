"""What the frame of every page shows: the assembly, who one is, and where one can go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from onevoice.chamber.acts.permissions import TABLE


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's part of a template's context."""
    visit = getattr(request, "visit", None)
    if visit is None:
        return {}
    may_read = {
        row.act for row in TABLE.values() if row.act.startswith("read-") and row.who & visit.doer.roles
    }
    return {"visit": visit, "assembly": visit.assembly, "person": visit.person, "may_read": may_read}
