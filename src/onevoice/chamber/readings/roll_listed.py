"""The members of an assembly, to choose one of."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.chamber import models
from onevoice.chamber.acts.standing import is_member


@dataclass(frozen=True, slots=True)
class MemberListed:
    """A member in a list."""

    id: str
    name: str


def members(assembly: str) -> tuple[MemberListed, ...]:
    """Give the members of today, in order of their names."""
    rows = models.Person.objects.filter(assembly_id=assembly, is_member=True)
    return tuple(MemberListed(one.id, one.name) for one in rows if is_member(one))
