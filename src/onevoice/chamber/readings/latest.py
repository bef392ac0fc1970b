"""The latest act on a paper."""

from __future__ import annotations

from onevoice.assembly.minutes import read_line
from onevoice.chamber import models
from onevoice.chamber.readings.minuted import Minuted
from onevoice.chamber.readings.papers import PaperRead


def latest_act(assembly: models.Assembly, read: PaperRead) -> str:
    """Give the latest act on a paper, in words; empty where there is none."""
    entry = _latest(assembly.id, read.id)
    return Minuted(read_line(bytes(entry.line)), read.names, read).sentence if entry else ""


def was_latest(assembly: str, paper: str, acts: frozenset[str], person: str = "") -> bool:
    """Say whether the latest act on a paper is one of some; with a person's id, whether it was theirs."""
    entry = _latest(assembly, paper)
    return entry is not None and entry.act in acts and (not person or entry.person == person)


def _latest(assembly: str, paper: str) -> models.Entry | None:
    row = models.Paper.objects.filter(assembly_id=assembly, pk=paper).first()
    if row is None:
        return None
    return models.Entry.objects.filter(assembly_id=assembly, sequence=row.latest).first()
