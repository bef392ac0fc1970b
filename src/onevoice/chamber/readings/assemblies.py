"""Assemblies as people see them: what there is, what comes next, and how far each paper has come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from onevoice.assembly.order.stages import BEFORE_PAPER, SittingStage, Stage
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.readings.papers import debate_of
from onevoice.chamber.readings.sittings import ENDED


@dataclass(frozen=True, slots=True)
class AssemblyListed:
    """An assembly in a list."""

    slug: str
    name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class PaperListed:
    """A paper in a list.

    Attributes
    ----------
    id, title : str
    motions, amendments : int
        How many are on it; those that were only drafted or handed in count as well.
    decided : int
        How many questions have been decided.
    is_before_us : bool
        Whether a question on it is before the assembly now.
    stages : tuple of Stage
        What has become of its motions, each stage once.
    """

    id: str
    title: str
    motions: int
    amendments: int
    decided: int
    is_before_us: bool
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class SittingListed:
    """A sitting that is open, adjourned or to come.

    Attributes
    ----------
    title, place : str
    starts_at : datetime
    stage : SittingStage
    agenda : tuple of (str, str)
        Title and paper id of each entry; no id for a heading alone.
    """

    id: str
    title: str
    place: str
    starts_at: datetime
    stage: SittingStage
    agenda: tuple[tuple[str, str], ...]


def seen_by(doer: Doer, belongs: Collection[str] = ()) -> tuple[AssemblyListed, ...]:
    """Give the assemblies that a person may know of: open ones and their own, and to an administrator all.

    Parameters
    ----------
    doer : Doer
    belongs : collection of str
        Ids of the assemblies to whose rolls this browser is bound.
    """
    rows = models.Assembly.objects.all()
    if Role.ADMINISTRATOR not in doer.roles:
        rows = rows.filter(is_open=True) | rows.filter(pk__in=belongs)
    return tuple(AssemblyListed(one.slug, one.name, one.is_demo) for one in rows)


def papers(assembly: str) -> tuple[PaperListed, ...]:
    """Give an assembly's papers: what is before it first, then by title."""
    rows = models.Paper.objects.filter(assembly_id=assembly)
    return tuple(sorted(map(_listed, rows), key=lambda one: not one.is_before_us))


def next_sitting(assembly: str) -> SittingListed | None:
    """Give the sitting that goes on, or the next one that is called; None where there is neither."""
    rows = models.Sitting.objects.filter(assembly_id=assembly).exclude(stage__in=ENDED)
    going_on = rows.exclude(stage=SittingStage.CALLED.value).first()
    found = going_on or rows.order_by("starts_at").first()
    if found is None:
        return None
    agenda = tuple((one.title, one.paper_id or "") for one in found.agenda.all())
    return SittingListed(
        found.id, found.title, found.place, found.starts_at, SittingStage(found.stage), agenda
    )


def _listed(row: models.Paper) -> PaperListed:
    """Say how far a paper has come."""
    debate = debate_of(row)
    motions = [one for one in debate.motions if one.stage is not Stage.DRAFT]
    stages = dict.fromkeys(one.stage for one in motions if one.stage not in BEFORE_PAPER)
    return PaperListed(
        id=row.id,
        title=row.title,
        motions=len(motions),
        amendments=sum(one.stage is not Stage.DRAFT for one in debate.amendments),
        decided=len(debate.decisions),
        is_before_us=bool(debate.questions),
        stages=tuple(stages),
    )
