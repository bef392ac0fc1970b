"""Papers (a debate each), drafts, published versions, and names recorded on paper."""

from __future__ import annotations

from django.db import models

from onevoice.chamber.models.assemblies import Assembly
from onevoice.chamber.models.ids import new_id
from onevoice.chamber.models.people import Person


class Paper(models.Model):
    """The order paper of one debate, as its latest entry in the minutes left it."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    state = models.TextField()
    """The debate, as ``formats.paper`` writes it."""
    version = models.PositiveIntegerField(default=0)
    """How many acts have changed it: who acts on what they saw names the version that they saw."""
    before = models.TextField(blank=True)
    """The debate before the latest act, while that act may be undone; empty where it may not."""
    latest = models.PositiveIntegerField(default=0)
    """Sequence of the latest entry on it."""
    latest_by = models.CharField(max_length=16, blank=True)
    """Id of whoever did the latest act."""

    class Meta:
        """In order of title."""

        ordering = ("title", "id")


class Draft(models.Model):
    """Words that a member works on before tabling them: seen by its owner alone, in no minutes."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    target = models.CharField(max_length=60, blank=True)
    """Id of the motion or amendment that it would change; empty for a new motion."""
    title = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=10)
    """How it is written: "blocks", "notation", "text" or "composite"."""
    words = models.TextField(blank=True)
    """As typed: JSON for blocks and composites, notation in words, or the edited text as Markdown."""
    rests_on = models.CharField(max_length=64, blank=True)
    """Digest of the target's text that it was written against."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """The latest first."""

        ordering = ("-changed_at", "id")


class PublishedVersion(models.Model):
    """A text as it was published: its lines were made once, and stay."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    text = models.CharField(max_length=60)
    """Id of the motion."""
    number = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField()
    content = models.TextField()
    """Text, breaks and first line as JSON."""
    published_at = models.DateTimeField()

    class Meta:
        """In order of number; a number is given once."""

        ordering = ("text", "number")
        constraints = (
            models.UniqueConstraint(fields=("paper", "text", "number"), name="one_version_a_number"),
        )


class NameRecorded(models.Model):
    """How a member voted in a division taken on paper, as the clerk recorded it. Public by rule."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="names")
    decision = models.PositiveIntegerField()
    """Which of the paper's decisions, from 0."""
    person = models.ForeignKey(Person, models.PROTECT)
    vote = models.CharField(max_length=10)
    """"aye", "no" or "abstain"."""

    class Meta:
        """One vote a member."""

        constraints = (
            models.UniqueConstraint(fields=("paper", "decision", "person"), name="one_vote_a_member"),
        )
