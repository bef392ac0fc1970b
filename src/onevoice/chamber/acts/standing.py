"""What a person is in an assembly today, by the roll."""

from __future__ import annotations

from datetime import date

from onevoice.assembly.messages import Message
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.refusals import NotHere


def roles_of(person: models.Person) -> frozenset[Role]:
    """Say what a person is today."""
    held = {Role.MEMBER: is_member(person), Role.CLERK: person.is_clerk, Role.CHAIR: person.is_chair}
    return frozenset(role for role, holds in held.items() if holds)


def is_member(person: models.Person) -> bool:
    """Say whether a person is on the roll as a member today."""
    today = date.today()  # noqa: DTZ011 - the roll knows days, not moments
    begun = person.since is None or person.since <= today
    return person.is_member and begun and (person.until is None or today <= person.until)


def standing_of(doer: Doer) -> Ruling:
    """Rule whether there is a member for whom an act is entered.

    Raises
    ------
    NotHere
        If the assembly has nobody of that id.
    """
    if not doer.acts_for or is_member(person_of(doer, doer.acts_for)):
        return IN_ORDER
    return Ruling.against("H4", Message.of("not-a-member", member=doer.acts_for))


def person_of(doer: Doer, person: str) -> models.Person:
    """Give a person of the doer's own assembly.

    Raises
    ------
    NotHere
        Whether the person is another assembly's or nobody.
    """
    found = models.Person.objects.filter(assembly_id=doer.assembly, pk=person).first()
    if found is None:
        raise NotHere("There is nobody of that id on the roll.")
    return found
