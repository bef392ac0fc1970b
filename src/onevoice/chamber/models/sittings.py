"""Sittings: when the assembly meets, what is on the agenda, and who is there."""

from __future__ import annotations

from django.db import models

from onevoice.chamber.models.assemblies import Assembly
from onevoice.chamber.models.ids import new_id
from onevoice.chamber.models.papers import Paper
from onevoice.chamber.models.people import Person


class Sitting(models.Model):
    """A meeting of an assembly, called for a time."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="sittings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    quorum = models.PositiveIntegerField(null=True)
    """Members that must be present; None where the rules ask for none."""
    stage = models.CharField(max_length=10, default="called")
    """One of ``SittingStage``."""
    day = models.PositiveIntegerField(default=1)
    """Which day of the debate it is, from 1, of ``days``."""
    days = models.PositiveIntegerField(default=1)
    interruption = models.CharField(max_length=20, blank=True, default="")
    """The moment of interruption, as in ``order.debate.Sitting``; empty for none."""

    class Meta:
        """The latest first."""

        ordering = ("-starts_at", "id")


class AgendaEntry(models.Model):
    """What comes when in a sitting: a paper, or a heading alone."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="agenda")
    order = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="agenda")

    class Meta:
        """In order."""

        ordering = ("order",)


class Presence(models.Model):
    """A member's time in a sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="presences")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        """In order of arrival; nobody is there twice at once."""

        ordering = ("arrived_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("sitting", "person"), condition=models.Q(left_at=None), name="present_once"
            ),
        )
