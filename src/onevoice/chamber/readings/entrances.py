"""Whom a personal link is for, before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from onevoice.chamber import models


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a link opens.

    Attributes
    ----------
    name : str
        Of the person; empty for an administrator's link.
    assembly : str
        Name of the assembly; empty for an administrator's link.
    slug : str
        Of the assembly, in addresses; empty for an administrator's link.
    person : str
        Id; empty for an administrator's link.
    is_used : bool
    """

    name: str
    assembly: str
    slug: str
    person: str
    is_used: bool


def entrance(token: str) -> Entrance | None:
    """Say what a link opens; None if it opens nothing."""
    digest = sha256(token.encode()).hexdigest()
    living = models.Key.objects.filter(token_digest=digest, is_revoked=False)
    key = living.select_related("person__assembly").first()
    if key is None:
        return None
    person = key.person
    if person is None:
        return Entrance("", "", "", "", key.used_at is not None)
    here = person.assembly
    return Entrance(person.name, here.name, here.slug, person.id, key.used_at is not None)
