"""The selection board: what may be selected, who signed it, what clashes, and what would be in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onevoice.assembly.order.asking import may_select
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.pack import Pack, Selecting
from onevoice.assembly.order.paper import ready
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.text import Text
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.order_paper import OrderPaperOf, facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.pending import in_words
from onevoice.chamber.readings.told import told

AnyListed = ListedMotion | ListedAmendment
Affiliations = Mapping[str, tuple[tuple[str, str], ...]]
"""Column and name of each group, by person."""

_OPEN = {Stage.ON_PAPER, Stage.NOT_SELECTED}


@dataclass(frozen=True, slots=True)
class CandidateRead:
    """A text that may be selected, or was.

    Attributes
    ----------
    id, name, mover : str
    is_motion : bool
    target : str
        What an amendment amends, where that is an amendment; otherwise empty.
    stage : Stage
    says : tuple of str
        What an amendment does.
    text : Text or None
        Of a motion.
    signers : int
        With the mover.
    groups : tuple of (str, tuple of (str, int))
        By column of the roll: its groups, and how many of their members signed, the most first.
    clashes_with : tuple of str
        Names of others beside which it cannot be carried.
    clashes : tuple of str
        Why, in words.
    is_open : bool
        Whether it can be chosen now.
    why_not, rule : str
        Why it cannot be selected even by itself; empty where it can.
    is_chosen : bool
    reason : str
        As given.
    place : str
        In the chair's own order.
    """

    id: str
    name: str
    mover: str
    is_motion: bool
    target: str
    stage: Stage
    says: tuple[str, ...]
    text: Text | None
    signers: int
    groups: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    clashes_with: tuple[str, ...]
    clashes: tuple[str, ...]
    is_open: bool
    why_not: str
    rule: str
    is_chosen: bool
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Board:
    """The selection board of a paper.

    Attributes
    ----------
    paper : PaperRead
    selecting : Selecting or None
        None where nothing is selected under its rules.
    rules : tuple of (str, str)
        Number and words of the rules of the selection.
    candidates : tuple of CandidateRead
    is_ordered : bool
        Whether amendments are called in the order in which the chair names them.
    between : tuple of str
        What those that are chosen have between them that cannot be carried together.
    allowed : bool or None
        Whether the choice would be in order; None where nothing was asked.
    why_not, rule : str
        If not: why, and by which rule.
    """

    paper: PaperRead
    selecting: Selecting | None
    rules: tuple[tuple[str, str], ...]
    candidates: tuple[CandidateRead, ...]
    is_ordered: bool
    between: tuple[str, ...]
    allowed: bool | None
    why_not: str
    rule: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice as the form holds it.

    Attributes
    ----------
    on : tuple of str
        Ids, in the chair's order.
    reasons, places : mapping of str to str
    """

    on: tuple[str, ...]
    reasons: Mapping[str, str]
    places: Mapping[str, str]


def board(assembly: models.Assembly, id: str, chosen: Chosen | None = None) -> Board:  # noqa: A002 - as above
    """Give the selection board, with a choice that is being thought about or none.

    Raises
    ------
    NotHere
        If the assembly has no such paper.
    """
    read = papers.paper(assembly.id, id)
    selecting = read.pack.selecting
    facts = facts_of(assembly, read)
    listed = _candidates(read.debate, read.pack)
    groups = _groups(assembly.id)
    asked = chosen or Chosen((), {}, {})
    ruling = _ruling(read.debate, listed, asked) if chosen else None
    cited = _cited(selecting)
    return Board(
        paper=read,
        selecting=selecting,
        rules=tuple((one.number, one.words) for one in read.pack.rules if one.number in cited),
        candidates=tuple(_candidate(read, facts, one, groups, asked) for one in listed),
        is_ordered=_is_ordered(read.debate, read.pack, listed),
        between=_between(read, facts, asked.on),
        allowed=None if ruling is None else ruling.allowed,
        why_not="" if ruling is None or ruling.allowed else told(ruling.message, read.names, read.pack),
        rule="" if ruling is None else ruling.rule,
    )


def _cited(selecting: Selecting | None) -> set[str]:
    if selecting is None:
        return set()
    return {selecting.rule, selecting.cap_rule, selecting.reasons_rule, selecting.no_clash}


def _candidates(debate: Debate, pack: Pack) -> tuple[AnyListed, ...]:
    every: tuple[AnyListed, ...] = (*debate.motions, *debate.amendments)
    shown = _OPEN | {Stage.SELECTED}
    return tuple(one for one in every if one.stage in shown and ready(pack, one) is Stage.SELECTED)


def _ruling(debate: Debate, listed: Sequence[AnyListed], chosen: Chosen) -> Ruling:
    reasons = tuple((on, reason) for on, reason in chosen.reasons.items() if reason)
    known = {one.id for one in listed}
    return may_select(debate, tuple(one for one in chosen.on if one in known), reasons)


def _candidate(
    read: PaperRead, facts: Facts, listed: AnyListed, groups: Affiliations, chosen: Chosen
) -> CandidateRead:
    is_motion = isinstance(listed, ListedMotion)
    own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    signers = dict.fromkeys(
        (*([own.mover] if own.mover in groups else []), *(s.member for s in own.signatures))
    )
    counted = Counter(group for one in signers for group in groups.get(one, ()))
    columns = dict.fromkeys(column for column, _name in counted)
    alone = _alone(read.debate, read.pack, listed)
    target = "" if isinstance(listed, ListedMotion) else listed.amendment.target
    on_amendment = any(one.id == target for one in read.debate.amendments)
    return CandidateRead(
        id=listed.id,
        name=read.names[listed.id],
        mover=read.names.get(own.mover, ""),
        is_motion=is_motion,
        target=read.names[target] if on_amendment else "",
        stage=listed.stage,
        says=in_words(read, facts, listed.id),
        text=listed.text if isinstance(listed, ListedMotion) else None,
        signers=len(signers),
        groups=tuple(
            (column, tuple((name, n) for (of, name), n in counted.most_common() if of == column))
            for column in columns
        ),
        clashes_with=tuple(
            read.names[other]
            for one in facts.meetings
            if one.clashes and listed.id in {one.one, one.other}
            for other in {one.one, one.other} - {listed.id}
        ),
        clashes=_clashes(read, facts, {listed.id}, at_least=1),
        is_open=listed.stage in _OPEN,
        why_not="" if alone.allowed else told(alone.message, read.names, read.pack),
        rule=alone.rule,
        is_chosen=listed.id in chosen.on,
        reason=chosen.reasons.get(listed.id, ""),
        place=chosen.places.get(listed.id, ""),
    )


def _alone(debate: Debate, pack: Pack, listed: AnyListed) -> Ruling:
    """Rule whether a text could be selected by itself, whatever reasons are given; with what it amends."""
    if listed.stage not in _OPEN:
        return Ruling(allowed=True, rule="", message=may_select(debate, ()).message)
    on = [listed.id]
    above = listed
    while isinstance(above, ListedAmendment):
        above = debate.named(above.amendment.target)
        if above.stage in _OPEN and ready(pack, above) is Stage.SELECTED:
            on.append(above.id)
    every: tuple[AnyListed, ...] = (*debate.motions, *debate.amendments)
    return may_select(debate, tuple(on), tuple((one.id, "-") for one in every))


def _between(read: PaperRead, facts: Facts, on: Sequence[str]) -> tuple[str, ...]:
    """Say what the chosen have between them, with those that are selected already."""
    held = {*on, *(one.id for one in read.debate.amendments if one.stage is Stage.SELECTED)} if on else set()
    return _clashes(read, facts, held, at_least=2)


def _clashes(read: PaperRead, facts: Facts, held: set[str], *, at_least: int) -> tuple[str, ...]:
    """Say what cannot be carried together, of pairs of which one or both are among some."""
    sheet = OrderPaperOf(read, facts)
    return tuple(
        sentence
        for one in facts.meetings
        if one.clashes and len({one.one, one.other} & held) >= at_least
        for sentence in sheet.meeting(one, clashing=True)
    )


def _is_ordered(debate: Debate, pack: Pack, listed: Sequence[AnyListed]) -> bool:
    """Say whether the order in which they are named changes the order in which they are called."""
    ids = tuple(one.id for one in listed if isinstance(one, ListedAmendment))[:2]
    if len(ids) < 2:
        return False
    turns = (pack.order(replace(debate, selected=named), ids) for named in (ids, ids[::-1]))
    first, second = (tuple(one.id for one in turn) for turn in turns)
    return first != second


def _groups(assembly: str) -> Affiliations:
    """Give the declared groups of everybody on the roll."""
    people = models.Person.objects.filter(assembly_id=assembly).values_list("id", flat=True)
    found: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(people, ())
    rows = models.Affiliation.objects.filter(person__assembly_id=assembly)
    for person, column, name in rows.order_by("pk").values_list("person_id", "column", "name"):
        found[person] = (*found[person], (column, name))
    return found
