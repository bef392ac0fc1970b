"""The minutes as they are kept: each entry's canonical bytes, and private parts that can be destroyed."""

from __future__ import annotations

from django.db import models

from onevoice.chamber.models.assemblies import Assembly


class Entry(models.Model):
    """One act. Appended by ``chamber.minutes`` alone; never changed, never deleted."""

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    line = models.BinaryField()
    """``assembly.minutes.Entry.line``."""
    hash = models.CharField(max_length=64)
    act = models.CharField(max_length=40, db_index=True)
    person = models.CharField(max_length=16, db_index=True)
    time = models.DateTimeField()

    class Meta:
        """In order; a number is given once, so two writers can never both append."""

        ordering = ("sequence",)
        constraints = (models.UniqueConstraint(fields=("assembly", "sequence"), name="one_entry_a_number"),)


class PrivatePart(models.Model):
    """What an entry sealed: readable while salt and part are kept."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="private_part")
    salt = models.BinaryField()
    part = models.TextField()
    """Canonical JSON."""
