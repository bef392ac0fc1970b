"""The roll: who belongs to an assembly, who holds an office, and the keys that bind a browser to a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevoice.chamber.models.assemblies import Assembly
from onevoice.chamber.models.ids import new_id


class Person(models.Model):
    """A person of one assembly. The minutes know the id alone; the name stands here."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="people")
    key = models.CharField(max_length=100)
    """The roll's own key for this person, as the clerk's list has it; unique in the assembly."""
    name = models.CharField(max_length=200)
    salt = models.BinaryField(null=True)
    """Salt of the commitment in the minutes to key, name and groups; destroyed with the name."""
    is_member = models.BooleanField(default=True)
    is_clerk = models.BooleanField(default=False)
    is_chair = models.BooleanField(default=False)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    weight = models.CharField(max_length=40, default="1")
    """Of the vote: a whole number or a fraction in words ("2/3")."""
    epoch = models.PositiveIntegerField(default=0)
    """Raised to sign a person out everywhere: sessions carry the one they began with."""

    class Meta:
        """In order of the name; a key is given once."""

        ordering = ("name", "key")
        constraints = (models.UniqueConstraint(fields=("assembly", "key"), name="one_person_a_key"),)

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Affiliation(models.Model):
    """A person's time in a declared group: a party, an association."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    column = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        """In the order in which they were given."""

        ordering = ("id",)


class Key(models.Model):
    """A personal link, or the link of an administrator (without a person).

    Only digests are kept. Opening a link changes nothing; a button on the page that it opens binds the
    browser. Issuing another key for the same person kills the one before.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="keys")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True)
    """Of the short code that is printed on a slip for typing."""
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    is_revoked = models.BooleanField(default=False)

    class Meta:
        """A code that still opens something is given once."""

        constraints = (
            models.UniqueConstraint(
                fields=("code_digest",),
                condition=Q(is_revoked=False) & ~Q(code_digest=""),
                name="one_living_key_a_code",
            ),
        )
