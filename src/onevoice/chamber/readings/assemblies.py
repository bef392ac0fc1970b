"""Assemblies as people see them."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role


@dataclass(frozen=True, slots=True)
class AssemblyListed:
    """An assembly in a list."""

    slug: str
    name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class PaperListed:
    """A paper in a list."""

    id: str
    title: str


def seen_by(doer: Doer) -> tuple[AssemblyListed, ...]:
    """Give the assemblies that a person may know of: open ones, and to an administrator all."""
    rows = models.Assembly.objects.all()
    if Role.ADMINISTRATOR not in doer.roles:
        rows = rows.filter(is_open=True)
    return tuple(AssemblyListed(one.slug, one.name, one.is_demo) for one in rows)


def papers(assembly: str) -> tuple[PaperListed, ...]:
    """Give an assembly's papers."""
    rows = models.Paper.objects.filter(assembly_id=assembly)
    return tuple(PaperListed(one.id, one.title) for one in rows)
