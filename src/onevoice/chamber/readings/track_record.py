"""Predicted against happened, over all decisions of an assembly of which something was expected."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.predicted import Predicted


@dataclass(frozen=True, slots=True)
class Held:
    """A decision held against what was expected of it.

    Attributes
    ----------
    paper, title : str
        Id of the paper, and what it is called.
    decision : DecisionRead
    predicted : Predicted
    """

    paper: str
    title: str
    decision: DecisionRead
    predicted: Predicted


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Every decision of which something was expected, the latest first."""

    rows: tuple[Held, ...]

    @property
    def compared(self) -> int:
        """How many have a share of ayes to compare."""
        return sum(one.predicted.is_within is not None for one in self.rows)

    @property
    def within(self) -> int:
        """Of how many of these the share of ayes lay within its interval."""
        return sum(bool(one.predicted.is_within) for one in self.rows)

    @property
    def brier(self) -> float | None:
        """Mean squared distance of the probabilities of being carried from what happened; None of nothing."""
        return sum(one.predicted.brier for one in self.rows) / len(self.rows) if self.rows else None


def track_record(assembly: str) -> TrackRecord:
    """Give every decision of an assembly of which something was expected.

    Parameters
    ----------
    assembly : str
        Id.
    """
    published = models.Paper.objects.filter(assembly_id=assembly, accounts__isnull=False).distinct()
    reads = [papers.paper(assembly, one) for one in published.values_list("pk", flat=True)]
    found = [
        Held(read.id, read.title, one, one.predicted)
        for read in reads
        for one in decisions(read)
        if one.predicted is not None
    ]
    return TrackRecord(tuple(sorted(found, key=lambda one: one.decision.at, reverse=True)))
