"""Setting up an assembly, and opening papers in it."""

from __future__ import annotations

from onevoice.assembly.order.debate import Debate
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.establishing import check
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.minutes import founding, writing
from onevoice.chamber.refusals import refuse
from onevoice.errors import SettingsError
from onevoice.formats.paper import paper_of


def found_assembly(
    doer: Doer,
    slug: str,
    name: str,
    pack: str,
    *,
    language: str = "en",
    time_zone: str = "UTC",
    is_demo: bool = False,
) -> models.Assembly:
    """Set up an assembly, and give it its first entry.

    Raises
    ------
    Refused
    SettingsError
        If the address is taken, or a setting cannot be so.
    """
    refuse(may(doer, "found-assembly", Object()))
    check(name=name, pack=pack, language=language, time_zone=time_zone)
    if models.Assembly.objects.filter(slug=slug).exists():
        raise SettingsError(f"There is an assembly at “{slug}” already. Choose another address.")
    assembly = models.Assembly(
        slug=slug, name=name, pack=pack, language=language, time_zone=time_zone, is_demo=is_demo
    )
    with founding(assembly) as book:
        book.enter("found-assembly", doer.signed, objects=(assembly.id,), public={"name": name, "pack": pack})
    return assembly


def open_paper(doer: Doer, title: str, *, pack: str = "") -> Done:
    """Open an order paper, by the assembly's rule pack unless another is named.

    Raises
    ------
    Refused
    SettingsError
        If there is no such rule pack.
    """
    with writing(doer.assembly) as book:
        refuse(may(doer, "open-paper", Object(assembly=book.assembly.id)))
        if pack:
            check(pack=pack)
        debate = Debate(pack or book.assembly.pack, title=title)
        paper = models.Paper(assembly=book.assembly, title=title, state=paper_of(debate))
        public = {"title": title, "pack": debate.pack}
        paper.latest = book.enter("open-paper", doer.signed, objects=(paper.id,), public=public)
        paper.save(force_insert=True)
        return Done(paper.latest, paper.id)
