"""Texts as published, and the lines by which an amendment is described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.wording.publishing import Version, publish
from onevoice.chamber import models
from onevoice.chamber.refusals import NotHere
from onevoice.formats.version import parse_version


@dataclass(frozen=True, slots=True)
class VersionListed:
    """A published version in a list.

    Attributes
    ----------
    text : str
        Id of the motion.
    number : int
    published_at : datetime
    """

    text: str
    number: int
    published_at: datetime


def versions(paper: str) -> tuple[VersionListed, ...]:
    """Give the published versions of a paper's texts, in order."""
    rows = models.PublishedVersion.objects.filter(paper_id=paper)
    return tuple(
        VersionListed(*one) for one in rows.values_list("text", "number", "published_at").order_by("number")
    )


def version(paper: str, text: str, number: int) -> tuple[Version, datetime]:
    """Give a published version, and when it was published.

    Raises
    ------
    NotHere
        If the text has none of that number.
    """
    row = models.PublishedVersion.objects.filter(paper_id=paper, text=text, number=number).first()
    if row is None:
        raise NotHere("There is no such version of this text.")
    return parse_version(row.content), row.published_at


def cited(
    debate: Debate, target: str, paper: str, listed: Sequence[VersionListed], width: int
) -> tuple[Version, int]:
    """Give the lines by which amendments to a text are described, and the number of the version they are of.

    They are those of the latest published version, while the text reads as it did then; else lines made of
    the text as it now reads, and the number is 0.
    """
    text = text_of(debate, target)
    numbers = [one.number for one in listed if one.text == target]
    if numbers:
        latest, _ = version(paper, target, max(numbers))
        if latest.text == text:
            return latest, latest.number
    return publish(text, width=width), 0
