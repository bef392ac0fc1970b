"""Who asks, and in which assembly: told from the session, anew for every request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer, Object
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.acts.standing import roles_of
from onevoice.chamber.refusals import NotHere

PEOPLE = "people"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Visit:
    """A request's assembly and person.

    Attributes
    ----------
    assembly : Assembly or None
        None on pages outside of any.
    person : Person or None
        None for visitors, and for administrators who are nobody here.
    doer : Doer
    """

    assembly: models.Assembly | None
    person: models.Person | None
    doer: Doer

    @property
    def here(self) -> models.Assembly:
        """The assembly, on pages that have one."""
        if self.assembly is None:
            raise NotHere("There is no such assembly.")
        return self.assembly

    @property
    def place(self) -> Object:
        """The assembly as the object of a reading."""
        if self.assembly is None:
            return Object()
        return Object(assembly=self.assembly.id, is_open=self.assembly.is_open)


def visit_of(request: HttpRequest, slug: str | None) -> Visit:
    """Tell who asks.

    Raises
    ------
    NotHere
        If there is no assembly of that name.
    """
    administrates = {Role.ADMINISTRATOR} if is_administrator(request) else set()
    if slug is None:
        return Visit(None, None, Doer(roles=frozenset({Role.VISITOR, *administrates})))
    assembly = models.Assembly.objects.filter(slug=slug).first()
    if assembly is None:
        raise NotHere("There is no such assembly.")
    timezone.activate(ZoneInfo(assembly.time_zone))
    person = _person(request, assembly)
    roles = frozenset({Role.VISITOR, *administrates, *(roles_of(person) if person else ())})
    return Visit(assembly, person, Doer(assembly.id, person.id if person else "", roles))


def entering(doer: Doer, member: str) -> Doer:
    """Give who acts where a form names a member for whom an act is entered.

    Raises
    ------
    NotHere
        If the assembly has nobody of that id.
    """
    if not member or member == doer.person:
        return doer
    if not models.Person.objects.filter(pk=member, assembly_id=doer.assembly).exists():
        raise NotHere("There is nobody of that id on the roll.")
    return replace(doer, acts_for=member)


def bind(request: HttpRequest, person: models.Person) -> None:
    """Bind this browser to a person, in a session of a new name."""
    request.session.cycle_key()
    people = dict(request.session.get(PEOPLE, {}))
    request.session[PEOPLE] = {**people, person.assembly_id: [person.id, person.epoch]}


def unbind(request: HttpRequest, assembly: models.Assembly) -> None:
    """Let this browser be nobody in an assembly again."""
    people = dict(request.session.get(PEOPLE, {}))
    people.pop(assembly.id, None)
    request.session[PEOPLE] = people


def is_administrator(request: HttpRequest) -> bool:
    """Say whether this browser was bound by a living key of an administrator."""
    key = request.session.get(ADMINISTRATOR)
    return bool(key) and models.Key.objects.filter(pk=key, person=None, is_revoked=False).exists()


def _person(request: HttpRequest, assembly: models.Assembly) -> models.Person | None:
    bound = request.session.get(PEOPLE, {}).get(assembly.id)
    if bound is None:
        return None
    return models.Person.objects.filter(pk=bound[0], epoch=bound[1], assembly=assembly).first()
