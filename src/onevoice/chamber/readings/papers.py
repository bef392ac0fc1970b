"""A paper as it is: its debate, its rule pack, and what ids on it are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.step import pack_of
from onevoice.chamber import models
from onevoice.chamber.readings.head import KeptAtHead
from onevoice.chamber.readings.named_texts import composite_number
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


_PAPERS: KeptAtHead[PaperRead] = KeptAtHead(64)


def paper(assembly: str, id: str) -> PaperRead:  # noqa: A002 - as the field is called
    """Give a paper of an assembly.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    return _PAPERS.get((assembly, id), lambda: _paper(assembly, id))


def _paper(assembly: str, id: str) -> PaperRead:  # noqa: A002 - as the field is called
    row = models.Paper.objects.filter(assembly_id=assembly, pk=id).first()
    if row is None:
        raise NotHere("There is no such paper in this assembly.")
    debate = debate_of(row)
    return PaperRead(row.id, row.title, row.version, debate, pack_of(debate), names_on(assembly, debate))


def names_on(assembly: str, debate: Debate) -> dict[str, str]:
    """Say what the ids on a paper are called: no id is ever shown to a person."""
    rows = models.Person.objects.filter(assembly_id=assembly).values_list("id", "name")
    people = {id: name or _("(name erased)") for id, name in rows}  # noqa: A001 - as the column is called
    offices = {"chair": _("the chair"), "clerk": _("the clerk"), "assembly": _("the assembly")}
    motions = {
        one.id: one.number
        or one.motion.title
        or composite_number(one.id)
        or _("motion %(number)s") % {"number": place}
        for place, one in enumerate(debate.motions, start=1)
    }
    composites = {one.composite.id: _composite(one.composite.id) for one in debate.composites}
    return {**people, **offices, **composites, **motions, **_amendments(debate, people), **_blocs(debate)}


def _amendments(debate: Debate, people: Mapping[str, str]) -> dict[str, str]:
    """Say what amendments are called: those without a number by who moves them."""
    names: dict[str, str] = {}
    for one in debate.amendments:
        mover = people.get(one.amendment.mover)
        moved = _("by %(name)s") % {"name": mover} if mover else _("without a number")
        name = one.number or composite_number(one.id) or moved
        same = [given for given in names.values() if given == name or given.startswith(f"{name} (")]
        names[one.id] = name if one.number or not same else f"{name} ({len(same) + 1})"
    return names


def _composite(id: str) -> str:  # noqa: A002 - as the field is called
    """Say what a composite is called until it is moved; then it is an amendment or motion of that number."""
    return _("composite %(number)s") % {"number": composite_number(id)}


def _blocs(debate: Debate) -> dict[str, str]:
    return {
        one.id: one.title
        or _("bloc of %(numbers)s")
        % {"numbers": ", ".join((debate.amendment(on).number or "?") for on in one.on)}
        for one in debate.groupings
    }


def debate_of(row: models.Paper) -> Debate:
    """Give a paper's debate; whoever reads one version shares it, since it is frozen."""
    return _debate(row.id, row.version, row.state)


@lru_cache(maxsize=128)
def _debate(_paper: str, _at: int, state: str) -> Debate:
    return parse_paper(state)
