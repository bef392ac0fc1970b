"""The roll as the clerk sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onevoice.chamber import models
from onevoice.chamber.refusals import NotHere


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A person of an assembly.

    Attributes
    ----------
    id, key, name : str
    groups : tuple of (str, str)
        Column and name of each.
    is_member, is_clerk, is_chair : bool
    since, until : date or None
    weight : str
    entered : datetime or None
        When the latest key was used; None if it was not.
    has_key : bool
        Whether a key was issued that is not used yet.
    """

    id: str
    key: str
    name: str
    groups: tuple[tuple[str, str], ...]
    is_member: bool
    is_clerk: bool
    is_chair: bool
    since: date | None
    until: date | None
    weight: str
    entered: datetime | None
    has_key: bool

    @property
    def group_names(self) -> tuple[str, ...]:
        """Names of the groups, for tags."""
        return tuple(name for _, name in self.groups)


def on_roll(assembly: str) -> tuple[PersonRead, ...]:
    """Give everybody whose name is on the roll or who holds an office."""
    rows = models.Person.objects.filter(assembly_id=assembly).exclude(name="")
    return tuple(_read(row) for row in rows.prefetch_related("affiliations", "keys"))


def person(assembly: str, id: str) -> PersonRead:  # noqa: A002 - as the field is called
    """Give one person.

    Raises
    ------
    NotHere
        If the assembly has nobody of that id.
    """
    row = models.Person.objects.filter(assembly_id=assembly, pk=id).first()
    if row is None:
        raise NotHere("There is nobody of that id on the roll.")
    return _read(row)


def _read(row: models.Person) -> PersonRead:
    keys = [key for key in row.keys.all() if not key.is_revoked]
    return PersonRead(
        id=row.id,
        key=row.key,
        name=row.name,
        groups=tuple((one.column, one.name) for one in row.affiliations.all()),
        is_member=row.is_member,
        is_clerk=row.is_clerk,
        is_chair=row.is_chair,
        since=row.since,
        until=row.until,
        weight=row.weight,
        entered=next((key.used_at for key in keys if key.used_at), None),
        has_key=any(key.used_at is None for key in keys),
    )
