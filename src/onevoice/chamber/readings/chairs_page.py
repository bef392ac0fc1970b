"""The chair's page: what to say, the question now, what follows on either outcome, what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import ListedMotion, Sitting
from onevoice.assembly.order.paper import AnyListed, questions_now
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, WAITING, SittingStage, Stage
from onevoice.chamber import models
from onevoice.chamber.readings import judging, papers
from onevoice.chamber.readings.chairs_script import spoken_now
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.judging import MatterRead, Texts
from onevoice.chamber.readings.latest import latest_act
from onevoice.chamber.readings.next_act import NextAct, People, next_acts
from onevoice.chamber.readings.order_paper import facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.pending import PendingRead, WordsRead, called, coming_up, pending
from onevoice.chamber.readings.procedures import ProcedureRead, ToDivide, procedures, to_divide
from onevoice.chamber.readings.roll_listed import members
from onevoice.chamber.readings.sittings import ENDED, sitting
from onevoice.chamber.readings.told import told


@dataclass(frozen=True, slots=True)
class ActRead:
    """An act that brings the debate on, as ``NextAct``, with what it is about in words.

    Attributes
    ----------
    act, on, name, who : str
    what : str
        What it is about, in a sentence: "amendment b".
    people : sequence of (str, str)
    matter : MatterRead or None
    why, rule : str
        Why a text cannot be called, and by which rule.
    """

    act: str
    on: str
    name: str
    what: str
    who: str
    people: People
    matter: MatterRead | None
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class ChairsPage:
    """What the chair sees.

    Attributes
    ----------
    paper : PaperRead
    language : str
        In which the chair speaks.
    says : tuple of str
    first : ActRead
        What to do next.
    others : tuple of ActRead
        What else brings the debate on.
    questions : tuple of PendingRead
    called, waiting : tuple of WordsRead
        What was called, and what waits to be called on the question now.
    sitting : Sitting or None
    lacks_quorum : bool
        Whether it is open, and fewer are known to be there than its quorum asks for.
    awaited, matters : tuple of MatterRead
        What waits for a judgement; all that one can be made on.
    procedures : tuple of ProcedureRead
    divides : tuple of ToDivide
    standing : tuple of (str, str)
        Texts that can be declared fallen.
    rules : tuple of (str, str)
        Number and words of each.
    members : tuple of (str, str)
    latest : str
        The latest act, in words.
    decision : DecisionRead or None
        The latest.
    for_clerk : int
        How many texts wait for the clerk.
    next_paper : (str, str) or None
        Id and title of the next on the agenda with something left to do.
    """

    paper: PaperRead
    language: str
    says: tuple[str, ...]
    first: ActRead
    others: tuple[ActRead, ...]
    questions: tuple[PendingRead, ...]
    called: tuple[WordsRead, ...]
    waiting: tuple[WordsRead, ...]
    sitting: Sitting | None
    lacks_quorum: bool
    awaited: tuple[MatterRead, ...]
    matters: tuple[MatterRead, ...]
    procedures: tuple[ProcedureRead, ...]
    divides: tuple[ToDivide, ...]
    standing: Texts
    rules: tuple[tuple[str, str], ...]
    members: People
    latest: str
    decision: DecisionRead | None
    for_clerk: int
    next_paper: tuple[str, str] | None


def _lacks_quorum(assembly: str, now: Sitting | None) -> bool:
    if now is None or now.stage is not SittingStage.OPEN:
        return False
    return sitting(assembly, now.id, "").lacks_quorum


def chairs_page(assembly: models.Assembly, id: str) -> ChairsPage:  # noqa: A002 - as the field is called
    """Give the chair's page of a paper.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    read = papers.paper(assembly.id, id)
    facts = facts_of(assembly, read)
    people = named_members(assembly.id)
    coming = next_acts(read.debate, read.pack, people)
    acts = tuple(_act(read, one) for one in coming)
    every: tuple[AnyListed, ...] = (*read.debate.motions, *read.debate.amendments)
    asked = {on for one in questions_now(read.debate)[-1:] if len(one.on) == 1 for on in one.on}
    decided = decisions(read)
    return ChairsPage(
        paper=read,
        language=assembly.language,
        says=spoken_now(assembly, read, coming[0]),
        first=acts[0],
        others=acts[1:],
        questions=pending(assembly, read, facts),
        called=called(read, facts),
        waiting=coming_up(read, facts),
        sitting=read.debate.sitting,
        lacks_quorum=_lacks_quorum(assembly.id, read.debate.sitting),
        awaited=judging.awaited(read),
        matters=judging.to_raise(read),
        procedures=procedures(read),
        divides=to_divide(read),
        standing=tuple(
            (one.id, read.names[one.id]) for one in every if one.stage in WAITING or one.id in asked
        ),
        rules=tuple((one.number, one.words) for one in read.pack.rules),
        members=people,
        latest=latest_act(assembly, read),
        decision=decided[-1] if decided else None,
        for_clerk=sum(one.stage is Stage.TABLED for one in every),
        next_paper=next_paper(assembly.id, read) if coming[0].act == "over" else None,
    )


def named_members(assembly: str) -> People:
    """Give id and name of the members of today."""
    return tuple((one.id, one.name) for one in members(assembly) if one.name)


def paper_before(assembly: str) -> str:
    """Give the id of the paper before the assembly; else of the first with something left to do; else "".

    Papers on the agenda of the sitting that goes on come first, in its order.
    """
    rows = {one.id: one for one in models.Paper.objects.filter(assembly_id=assembly)}
    ordered = [*(one for one in _agenda(assembly) if one in rows), *rows]
    for asks in (_is_pending, _has_business, lambda _row: True):
        found = next((one for one in ordered if asks(rows[one])), "")
        if found:
            return found
    return ""


def next_paper(assembly: str, read: PaperRead) -> tuple[str, str] | None:
    """Give the next paper on the agenda with something left to do."""
    ids = _agenda(assembly)
    after = ids[ids.index(read.id) + 1 :] if read.id in ids else ids
    rows = {one.id: one for one in models.Paper.objects.filter(assembly_id=assembly, pk__in=after)}
    return next(
        ((one, rows[one].title) for one in after if one in rows and _has_business(rows[one])),
        None,
    )


def _agenda(assembly: str) -> list[str]:
    """Give the papers on the agenda of the sitting that goes on, or of the next one."""
    sittings = models.Sitting.objects.filter(assembly_id=assembly).exclude(stage__in=ENDED)
    found = sittings.filter(stage=SittingStage.OPEN.value).first() or sittings.order_by("starts_at").first()
    return [one.paper_id for one in found.agenda.all() if one.paper_id] if found else []


def _is_pending(row: models.Paper) -> bool:
    return bool(papers.debate_of(row).questions)


def _has_business(row: models.Paper) -> bool:
    return any(one.stage in STANDING - BEFORE_PAPER for one in papers.debate_of(row).motions)


def what_is(read: PaperRead, on: str) -> str:
    """Say what a text is, with its name set apart: "amendment b", "motion 1"."""
    name = isolated(read.names.get(on, ""))
    listed = read.debate.listed(on)
    if isinstance(listed, ListedMotion):
        return _("motion %(name)s") % {"name": name}
    return name if listed is None else _("amendment %(name)s") % {"name": name}


def _act(read: PaperRead, one: NextAct) -> ActRead:
    ruling, judge = one.ruling, one.judge
    matter = None
    if judge is not None:
        matter = next(
            (
                each
                for each in judging.awaited(read)
                if each.id == judge.matter.id and tuple(one for one, _name in each.texts) == judge.on
            ),
            None,
        )
    return ActRead(
        act=one.act,
        on=one.on,
        name=read.names.get(one.on, ""),
        what=what_is(read, one.on),
        who=one.who if any(one.who == id_ for id_, _name in one.people) else "",
        people=one.people,
        matter=matter,
        why="" if ruling is None else told(ruling.message, read.names, read.pack),
        rule="" if ruling is None else ruling.rule,
    )
