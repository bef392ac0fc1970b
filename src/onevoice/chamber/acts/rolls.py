"""The roll: who belongs to an assembly, in which groups and offices.

The minutes hold ids alone, and of each person a commitment to key, name and groups, sealed with a salt of
the person's own. Whoever has salt and words can show that they were so; once the salt is destroyed, nobody.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from onevoice.assembly.messages import Message
from onevoice.assembly.minutes import Json, read_line, seal
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import jobs, models
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.acts.standing import person_of
from onevoice.chamber.minutes import Book, writing
from onevoice.chamber.refusals import refuse
from onevoice.errors import RollError

_SALT = 16


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A line of the roll.

    Attributes
    ----------
    key : str
        The clerk's own key for the person; unique in the assembly.
    name : str
    groups : tuple of (str, str)
        Column and name of each: ("party", "Red").
    is_member : bool
    is_clerk, is_chair : bool or None
        None leaves it as it is; only an administrator may change them.
    since, until : date or None
        First and last day on the roll.
    weight : str
        Of the vote: a whole number or a fraction in words ("2/3").
    """

    key: str
    name: str
    groups: tuple[tuple[str, str], ...] = ()
    is_member: bool = True
    is_clerk: bool | None = None
    is_chair: bool | None = None
    since: date | None = None
    until: date | None = None
    weight: str = "1"


def import_roll(doer: Doer, entries: tuple[RollEntry, ...]) -> Done:
    """Put people on the roll, and change those whose key is there already; nobody is taken off.

    Raises
    ------
    Refused
        Also if a clerk would give or take an office.
    RollError
        If an entry cannot be, or a key stands twice.
    """
    keys = [one.key for one in entries]
    twice = next((one for one in keys if keys.count(one) > 1), None)
    if twice is not None:
        raise RollError(f"The key {twice!r} stands twice in the list. Give each person a key of their own.")
    with writing(doer.assembly) as book:
        people = {one.key: one for one in models.Person.objects.filter(assembly=book.assembly)}
        found = [(people.get(one.key) or models.Person(assembly=book.assembly), one) for one in entries]
        against = next(
            (ruling for ruling in (_offices(doer, *one) for one in found) if not ruling.allowed), IN_ORDER
        )
        refuse(may(doer, "import-roll", Object(book.assembly.id, state=against)))
        changed = [person for person, entry in found if _write(person, entry)]
        return _enter(book, doer, "import-roll", changed, on=book.assembly.id)


def change_person(doer: Doer, person: str, **changed: object) -> Done:
    """Change an entry of the roll: the fields of ``RollEntry``, by name.

    Raises
    ------
    NotHere, Refused
    RollError
        If the entry cannot be so, or the key is another's.
    """
    with writing(doer.assembly) as book:
        found = person_of(doer, person)
        entry = replace(_entry_of(found), **changed)  # type: ignore[arg-type]  # checked by `_write`
        others = models.Person.objects.filter(assembly=book.assembly, key=entry.key).exclude(pk=person)
        state = _erased(found) if _erased(found) is not IN_ORDER else _offices(doer, found, entry)
        refuse(may(doer, "change-person", Object(found.assembly_id, state=state)))
        if others.exists():
            raise RollError(f"The key {entry.key!r} is another person's. Choose another.")
        changed_people = [found] if _write(found, entry) else []
        return _enter(book, doer, "change-person", changed_people, on=person)


def appoint(doer: Doer, person: str, *, clerk: bool, chair: bool) -> Done:
    """Say which offices a person holds from now on.

    Raises
    ------
    NotHere, Refused
    """
    with writing(doer.assembly) as book:
        found = person_of(doer, person)
        refuse(may(doer, "appoint", Object(found.assembly_id, state=_erased(found))))
        found.is_clerk, found.is_chair = clerk, chair
        found.save()
        public = {"clerk": clerk, "chair": chair}
        return Done(book.enter("appoint", doer.signed, objects=(person,), public=public), person)


def erase_person(doer: Doer, person: str) -> Done:
    """Destroy a person's name, key, groups, drafts, answers and keys, and what the minutes sealed of them.

    Every entry in the minutes stays, and so does the id: nobody can say any more whose it was.

    Raises
    ------
    NotHere, Refused
    """
    with writing(doer.assembly) as book:
        found = person_of(doer, person)
        refuse(may(doer, "erase-person", Object(found.assembly_id, state=_erased(found))))
        for part in models.PrivatePart.objects.filter(entry__assembly=book.assembly).select_related("entry"):
            entry = read_line(bytes(part.entry.line))
            if person in {entry.person, *entry.objects}:
                part.delete()
        found.affiliations.all().delete()
        found.drafts.all().delete()
        found.responses.all().delete()
        found.invitations.all().delete()
        found.keys.all().delete()
        found.name, found.key, found.salt = "", found.id, None
        found.is_member = found.is_clerk = found.is_chair = False
        found.epoch += 1
        found.save()
        jobs.forget(person)
        return Done(book.enter("erase-person", doer.signed, objects=(person,)), person)


def commitment(person: models.Person) -> str:
    """Give the sealed hash of a person's key, name and groups; empty once the salt is destroyed."""
    if person.salt is None:
        return ""
    private = {"key": person.key, "name": person.name, "groups": [list(one) for one in _groups(person)]}
    return seal(bytes(person.salt), private)


def _offices(doer: Doer, person: models.Person, entry: RollEntry) -> Ruling:
    """Rule against an entry by which a clerk would give or take an office."""
    if Role.ADMINISTRATOR in doer.roles:
        return IN_ORDER
    given = (entry.is_clerk, entry.is_chair)
    held = (person.is_clerk, person.is_chair)
    if all(one is None or one == before for one, before in zip(given, held, strict=True)):
        return IN_ORDER
    return Ruling.against("H8", Message.of("offices-by-administrator", name=entry.name))


def _erased(person: models.Person) -> Ruling:
    if person.name or person.salt is not None:
        return IN_ORDER
    return Ruling.against("H9", Message.of("erased"))


def _entry_of(person: models.Person) -> RollEntry:
    return RollEntry(
        person.key,
        person.name,
        _groups(person),
        person.is_member,
        person.is_clerk,
        person.is_chair,
        person.since,
        person.until,
        person.weight,
    )


def _groups(person: models.Person) -> tuple[tuple[str, str], ...]:
    return tuple(person.affiliations.values_list("column", "name")) if person.pk else ()


def _write(person: models.Person, entry: RollEntry) -> bool:
    """Write an entry to a person's row; say whether anything changed."""
    _check(entry)
    is_new = person._state.adding  # noqa: SLF001 - Django's public way to ask
    clerk = person.is_clerk if entry.is_clerk is None else entry.is_clerk
    chair = person.is_chair if entry.is_chair is None else entry.is_chair
    entry = replace(entry, is_clerk=clerk, is_chair=chair)
    if not is_new and person.salt is not None and entry == _entry_of(person):
        return False
    for name in ("key", "name", "is_member", "since", "until", "weight"):
        setattr(person, name, getattr(entry, name))
    person.is_clerk, person.is_chair = clerk, chair
    person.salt = person.salt or secrets.token_bytes(_SALT)
    person.save()
    if is_new or entry.groups != _groups(person):
        person.affiliations.all().delete()
        for column, name in entry.groups:
            person.affiliations.create(column=column, name=name)
    return True


def _check(entry: RollEntry) -> None:
    who = entry.name or entry.key or "Somebody"
    for word, limit, said in ((entry.key, 100, "key"), (entry.name, 200, "name")):
        if not word.strip() or len(word) > limit:
            raise RollError(f"{who}: a {said} has 1 to {limit} characters. Correct it.")
    if any(not column or not name or len(column) > 100 or len(name) > 200 for column, name in entry.groups):
        raise RollError(f"{who}: a group has a kind and a name, neither too long. Correct it.")
    if entry.since and entry.until and entry.until < entry.since:
        raise RollError(f"{who}: the last day on the roll is before the first. Correct one of them.")
    try:
        weight = Fraction(entry.weight)
    except (ValueError, ZeroDivisionError):
        weight = Fraction(0)
    if weight <= 0 or len(entry.weight) > 40 or "e" in entry.weight.lower() or "." in entry.weight:
        raise RollError(f"{who}: the weight {entry.weight!r} is no whole number and no fraction such as 2/3.")


def _enter(book: Book, doer: Doer, act: str, people: list[models.Person], *, on: str) -> Done:
    public: Json = {"people": [_public(one) for one in people]}
    objects = dict.fromkeys((on, *(one.id for one in people)))
    return Done(book.enter(act, doer.signed, objects=tuple(objects), public=public), on)


def _public(person: models.Person) -> dict[str, Json]:
    """Give what the minutes say of a person."""
    return {
        "person": person.id,
        "commitment": commitment(person),
        "member": person.is_member,
        "clerk": person.is_clerk,
        "chair": person.is_chair,
        "since": person.since.isoformat() if person.since else None,
        "until": person.until.isoformat() if person.until else None,
        "weight": person.weight,
    }
