"""A town council to test with: its roll, its officers, a paper with a motion."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from onevoice.chamber import models
from onevoice.chamber.acts import founding
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role

ADMINISTRATOR = Doer(roles=frozenset({Role.VISITOR, Role.ADMINISTRATOR}))


@dataclass(frozen=True)
class Town:
    """An assembly, and who acts in it."""

    assembly: models.Assembly
    clerk: Doer
    chair: Doer
    members: tuple[Doer, ...]
    visitor: Doer

    @property
    def member(self) -> Doer:
        """The first member."""
        return self.members[0]


def make_town(pack: str = "uk_council") -> Town:
    """Found an assembly with a clerk, a chair and six members: three Reds, three Blues."""
    slug = f"town-{secrets.token_hex(4)}"
    assembly = founding.found_assembly(ADMINISTRATOR, slug, "Town council", pack)
    clerk = _person(assembly, "clerk", "Clare Clerk", is_clerk=True, is_member=False)
    chair = _person(assembly, "chair", "Chris Chair", is_chair=True)
    members = tuple(
        _person(assembly, f"m{n}", f"Member {n}", group="Red" if n < 4 else "Blue") for n in range(1, 7)
    )
    return Town(
        assembly,
        _doer(clerk, Role.CLERK),
        _doer(chair, Role.CHAIR, Role.MEMBER),
        tuple(_doer(one, Role.MEMBER) for one in members),
        Doer(assembly.id),
    )


def _person(
    assembly: models.Assembly, key: str, name: str, *, group: str = "", **offices: bool
) -> models.Person:
    person = models.Person.objects.create(assembly=assembly, key=key, name=name, **offices)
    if group:
        models.Affiliation.objects.create(person=person, column="party", name=group)
    return person


def _doer(person: models.Person, *roles: Role) -> Doer:
    return Doer(person.assembly_id, person.id, frozenset({Role.VISITOR, *roles}))
