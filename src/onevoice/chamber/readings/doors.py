"""Who can be entered as in a demonstration: the officers, and a member of either side."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.chamber import configuration, models


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody to enter as.

    Attributes
    ----------
    person : str
        Id; empty for a visitor.
    name : str
    role : str
        "clerk", "chair", "member" or "visitor".
    group : str
        Of a member, the first group.
    """

    person: str
    name: str
    role: str
    group: str = ""


def doors(assembly: models.Assembly) -> tuple[Door, ...]:
    """Give the doors of an assembly; none where it is a real one."""
    if not (assembly.is_demo and configuration.value(configuration.DEMO)):
        return ()
    people = models.Person.objects.filter(assembly=assembly).prefetch_related("affiliations")
    officers = [_door(one) for one in people if one.is_chair or one.is_clerk]
    sides: dict[str, Door] = {}
    for one in sorted(people, key=lambda person: person.key):
        door = _door(one)
        if door.role == "member" and door.group:
            sides.setdefault(door.group, door)
    return (*sorted(officers, key=lambda door: door.role), *sides.values(), Door("", "", "visitor"))


def behind(assembly: str, person: str) -> models.Person | None:
    """Give whom a door leads to; None for the visitors' door."""
    return models.Person.objects.filter(assembly_id=assembly, pk=person).first() if person else None


def _door(person: models.Person) -> Door:
    role = "chair" if person.is_chair else "clerk" if person.is_clerk else "member"
    group = next((one.name for one in person.affiliations.all()), "")
    return Door(person.id, person.name, role, group)
