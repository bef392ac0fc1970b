"""A paper as it is: its debate, its rule pack, and what ids on it are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.step import pack_of
from onevoice.chamber import models
from onevoice.chamber.refusals import NotHere
from onevoice.formats.paper import parse_paper


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper.

    Attributes
    ----------
    id, title : str
    version : int
        To be named by who acts on what they saw.
    debate : Debate
    pack : Pack
    names : mapping of str to str
        What ids are called: people by name, texts by number or title.
    """

    id: str
    title: str
    version: int
    debate: Debate
    pack: Pack
    names: Mapping[str, str]


def paper(assembly: str, id: str) -> PaperRead:  # noqa: A002 - as the field is called
    """Give a paper of an assembly.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    row = models.Paper.objects.filter(assembly_id=assembly, pk=id).first()
    if row is None:
        raise NotHere("There is no such paper in this assembly.")
    debate = _debate(row.id, row.version, row.state)
    return PaperRead(row.id, row.title, row.version, debate, pack_of(debate), names_on(assembly, debate))


def names_on(assembly: str, debate: Debate) -> dict[str, str]:
    """Say what the ids on a paper are called."""
    people = dict(models.Person.objects.filter(assembly_id=assembly).values_list("id", "name"))
    motions = {one.id: one.number or one.motion.title or one.id for one in debate.motions}
    amendments = {one.id: one.number or one.id for one in debate.amendments}
    return {**people, **motions, **amendments}


@lru_cache(maxsize=64)
def _debate(_paper: str, _version: int, state: str) -> Debate:
    """Read a debate; pages of one version share it, since it is frozen."""
    return parse_paper(state)
