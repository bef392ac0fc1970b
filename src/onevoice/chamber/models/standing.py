"""Where an assembly stands on a paper: answers given, an account worked out of them, who is asked to sign."""

from __future__ import annotations

from django.db import models

from onevoice.chamber.models.ids import new_id
from onevoice.chamber.models.papers import Paper
from onevoice.chamber.models.people import Person


class Response(models.Model):
    """A member's answer to a question on a paper. Private: no page shows it but its owner's."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="responses")
    person = models.ForeignKey(Person, models.CASCADE, related_name="responses")
    question = models.CharField(max_length=130)
    """``readings.questions.Question.id``."""
    words = models.CharField(max_length=64)
    """Digest of the words that were answered: an answer to other words counts no more."""
    response = models.SmallIntegerField()
    """``assembly.sounding.Response``."""

    class Meta:
        """One answer to a question."""

        constraints = (
            models.UniqueConstraint(
                fields=("paper", "person", "question"), name="one_response_a_member_and_question"
            ),
        )


class Account(models.Model):
    """An account of where the assembly stands on a paper, as it was published."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="accounts")
    sequence = models.PositiveIntegerField()
    """Of its entry in the minutes."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the document."""
    document = models.TextField()
    """JSON; ``docs/methods/account.md`` names the keys."""
    published_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-sequence",)


class Invitation(models.Model):
    """That a member is asked to sign a text. Nobody but them learns of it before they sign."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    on = models.CharField(max_length=60)
    """Id of the motion or amendment."""
    words = models.CharField(max_length=64)
    """Digest of the words that they are asked to sign: once these change, nobody is asked any more."""
    asked_at = models.DateTimeField()
    is_declined = models.BooleanField(default=False)

    class Meta:
        """A member is asked once about a text."""

        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("paper", "person", "on"), name="one_invitation_a_member_and_text"
            ),
        )
