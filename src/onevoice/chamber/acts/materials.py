"""Files that are linked from an assembly's pages: a report, a briefing note."""

from __future__ import annotations

import shutil
from pathlib import Path

from onevoice.chamber import configuration, models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import writing
from onevoice.chamber.models.ids import new_id
from onevoice.chamber.refusals import refuse

_ENDINGS = {"text/html": ".html", "application/pdf": ".pdf"}


def link_material(doer: Doer, title: str, source: Path, media_type: str, *, paper: str | None = None) -> Done:
    """Copy a file to the assembly's materials and link it.

    Parameters
    ----------
    doer : Doer
    title : str
    source : path
    media_type : {"text/html", "application/pdf"}
    paper : str, optional
        Id of the paper beside which it is linked; by default the assembly's first page.

    Raises
    ------
    NotHere, Refused
    """
    with writing(doer.assembly) as book:
        refuse(may(doer, "link-material", Object(assembly=book.assembly.id)))
        if paper is not None:
            paper_of_assembly(doer, paper)
        name = new_id() + _ENDINGS[media_type]
        shutil.copyfile(source, folder_of(doer.assembly) / name)
        row = models.Material.objects.create(
            assembly=book.assembly, paper_id=paper, title=title, media_type=media_type, name=name
        )
        sequence = book.enter("link-material", doer.signed, objects=(row.id,), public={"title": title})
        return Done(sequence, row.id)


def folder_of(assembly: str) -> Path:
    """Give the folder of an assembly's materials."""
    folder = configuration.data_folder() / "materials" / assembly
    folder.mkdir(parents=True, exist_ok=True)
    return folder
