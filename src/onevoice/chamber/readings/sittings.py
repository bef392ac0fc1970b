"""Sittings as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import SittingStage
from onevoice.chamber import models
from onevoice.chamber.readings.papers import debate_of
from onevoice.chamber.refusals import NotHere

ENDED = (SittingStage.CLOSED.value, SittingStage.CANCELLED.value)
"""Stages from which a sitting does not go on."""


@dataclass(frozen=True, slots=True)
class AgendaRead:
    """What comes in a sitting: a paper, or a heading alone (then ``paper`` is empty)."""

    title: str
    paper: str


@dataclass(frozen=True, slots=True)
class PresentRead:
    """A member who is present."""

    id: str
    name: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class SittingRead:
    """A sitting.

    Attributes
    ----------
    id, title : str
    starts_at : datetime
    place : str
    quorum : int or None
    stage : SittingStage
    day, days : int
    interruption : str
        As in ``order.debate.Sitting``.
    agenda : tuple of AgendaRead
    present : tuple of PresentRead
        Who said so, and has not left.
    absent : tuple of (str, str)
        Id and name of the other members.
    counted : int or None
        How many members were counted, when it was opened or since; None where nobody counted.
    is_here : bool
        Whether whoever reads is among the present.
    """

    id: str
    title: str
    starts_at: datetime
    place: str
    quorum: int | None
    stage: SittingStage
    day: int
    days: int
    interruption: str
    agenda: tuple[AgendaRead, ...]
    present: tuple[PresentRead, ...]
    absent: tuple[tuple[str, str], ...]
    counted: int | None
    is_here: bool

    @property
    def has_ended(self) -> bool:
        """Whether it was closed or cancelled."""
        return self.stage.value in ENDED

    @property
    def lacks_quorum(self) -> bool:
        """Whether fewer were counted, or said that they are present, than the quorum asks for."""
        here = len(self.present) if self.counted is None else self.counted
        return self.quorum is not None and here < self.quorum


def sittings(assembly: str) -> tuple[SittingRead, ...]:
    """Give an assembly's sittings, the latest first; without who is present."""
    rows = models.Sitting.objects.filter(assembly_id=assembly).prefetch_related("agenda")
    return tuple(_read(row, (), (), is_here=False) for row in rows)


def counts_days(assembly: models.Assembly) -> bool:
    """Say whether rules of the assembly, or of a paper of it, look at the day of a debate."""
    packs = {assembly.pack, *(debate_of(one).pack for one in assembly.papers.all())}
    return any(PACKS[one].days for one in packs)


def sitting(assembly: str, id: str, reader: str) -> SittingRead:  # noqa: A002 - as the field is called
    """Give a sitting, to a reader.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    row = models.Sitting.objects.filter(assembly_id=assembly, pk=id).prefetch_related("agenda").first()
    if row is None:
        raise NotHere("There is no such sitting in this assembly.")
    rows = row.presences.filter(left_at=None).select_related("person")
    present = tuple(PresentRead(one.person_id, one.person.name, one.arrived_at) for one in rows)
    here = {one.id for one in present}
    members = models.Person.objects.filter(assembly_id=assembly, is_member=True).exclude(name="")
    absent = tuple((one.id, one.name) for one in members if one.id not in here)
    return _read(row, present, absent, is_here=reader in here)


def _counted(row: models.Sitting) -> int | None:
    """Give how many were counted: each paper on the agenda of a sitting that is open knows."""
    if row.stage != SittingStage.OPEN.value:
        return None
    papers = (one.paper for one in row.agenda.select_related("paper") if one.paper is not None)
    held = (debate_of(one).sitting for one in papers)
    return next((one.present for one in held if one is not None and one.id == row.id), None)


def _read(
    row: models.Sitting,
    present: tuple[PresentRead, ...],
    absent: tuple[tuple[str, str], ...],
    *,
    is_here: bool,
) -> SittingRead:
    return SittingRead(
        id=row.id,
        title=row.title,
        starts_at=row.starts_at,
        place=row.place,
        quorum=row.quorum,
        stage=SittingStage(row.stage),
        day=row.day,
        days=row.days,
        interruption=row.interruption,
        agenda=tuple(AgendaRead(one.title, one.paper_id or "") for one in row.agenda.all()),
        present=present,
        counted=_counted(row),
        absent=absent,
        is_here=is_here,
    )
