"""Files that are linked from an assembly's pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onevoice.chamber import configuration, models
from onevoice.chamber.refusals import NotHere


@dataclass(frozen=True, slots=True)
class MaterialRead:
    """A linked file."""

    id: str
    title: str
    media_type: str
    path: Path


def material(assembly: str, id: str) -> MaterialRead:  # noqa: A002 - as the field is called
    """Give a file of an assembly.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    row = models.Material.objects.filter(assembly_id=assembly, pk=id).first()
    if row is None:
        raise NotHere("There is no such file in this assembly.")
    return _read(row)


def materials(assembly: str, paper: str | None = None) -> tuple[MaterialRead, ...]:
    """Give the files of an assembly's first page, or those beside a paper."""
    return tuple(_read(row) for row in models.Material.objects.filter(assembly_id=assembly, paper_id=paper))


def _read(row: models.Material) -> MaterialRead:
    path = configuration.data_folder() / "materials" / row.assembly_id / row.name
    return MaterialRead(row.id, row.title, row.media_type, path)
