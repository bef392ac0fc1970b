"""The rest of the evening on one sheet of paper, to go on by when the network fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import override

from onevoice.assembly.order.debate import Debate, Question
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import form_of, to
from onevoice.assembly.order.questions import question
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING, Form, Stage
from onevoice.assembly.order.words import say
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.chairs_page import named_members
from onevoice.chamber.readings.chairs_script import called_by_name
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.next_act import People
from onevoice.chamber.readings.order_paper import facts_of
from onevoice.chamber.readings.outcomes import OutcomeRead, outcomes
from onevoice.chamber.readings.papers import PaperRead, names_on
from onevoice.chamber.readings.pending import WordsRead, words


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that is still to be put.

    Attributes
    ----------
    name : str
        Of the text or bloc.
    is_motion : bool
    sentence : str
        In which the chair puts it.
    words : tuple of WordsRead
    outcomes : tuple of OutcomeRead
    is_pending : bool
        Whether it is before the meeting now.
    waits : str
        What it waits for: "selection" where it is not selected yet; empty for its turn.
    """

    name: str
    is_motion: bool
    sentence: str
    words: tuple[WordsRead, ...]
    outcomes: tuple[OutcomeRead, ...]
    is_pending: bool
    waits: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet.

    Attributes
    ----------
    paper : PaperRead
    language : str
        Of the questions.
    questions : tuple of Asking
        In the order in which they would be put, each motion after its amendments.
    decided : tuple of DecisionRead
    roll : sequence of (str, str)
    seconding : bool
        Whether amendments must be seconded.
    """

    paper: PaperRead
    language: str
    questions: tuple[Asking, ...]
    decided: tuple[DecisionRead, ...]
    roll: People
    seconding: bool


def sheet(assembly: models.Assembly, id: str) -> Sheet:  # noqa: A002 - as the field is called
    """Give the sheet of a paper.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    read = papers.paper(assembly.id, id)
    facts = facts_of(assembly, read)
    with override(assembly.language):
        named = called_by_name(read.debate, names_on(assembly.id, read.debate))
    speaks = _Speaks(read, named, facts, assembly.language)
    return Sheet(
        paper=read,
        language=assembly.language,
        questions=tuple(speaks.questions()),
        decided=decisions(read),
        roll=named_members(assembly.id),
        seconding=read.pack.seconding is not None,
    )


class _Speaks:
    """Puts the questions that are left into words."""

    def __init__(self, read: PaperRead, named: Debate, facts: Facts, language: str) -> None:
        self._read, self._named, self._facts, self._language = read, named, facts, language

    @property
    def _pack(self) -> Pack:
        return self._read.pack

    def questions(self) -> Iterator[Asking]:
        """Give them in order."""
        for one in self._read.debate.questions:
            if one.form is Form.PROCEDURE:
                yield Asking("", False, self._say(one), (), (), True, "")
        for motion in self._read.debate.motions:
            if motion.stage in STANDING - BEFORE_PAPER:
                yield from self._under(motion.id)
                for bloc in self._read.debate.groupings:
                    if bloc.en_bloc and self._is_open(bloc.on, motion.id):
                        yield self._bloc(bloc.id, bloc.on)
                yield self._asking(motion.id)

    def _under(self, target: str) -> Iterator[Asking]:
        debate = self._read.debate
        whole = {on for one in debate.groupings if one.en_bloc for on in one.on}
        turns = [one.id for one, _called in self._facts.turns.get(target, ())]
        left = [one.id for one in to(debate, target) if one.stage in STANDING - BEFORE_PAPER]
        for on in (*(one for one in turns if one in left), *(one for one in left if one not in turns)):
            if on not in whole:
                yield from self._under(on)
                yield self._asking(on)

    def _asking(self, on: str) -> Asking:
        listed = self._read.debate.named(on)
        asked = Question(on, form_of(self._read.debate, self._pack, on), (on,))
        pending = any(on in one.on for one in self._read.debate.questions)
        selects = self._pack.selecting is not None
        told = words(self._read, self._facts, on)
        waits = "selection" if selects and listed.stage is Stage.ON_PAPER and not told.is_motion else ""
        return Asking(
            name=self._read.names[on],
            is_motion=told.is_motion,
            sentence=self._say(asked),
            words=(told,),
            outcomes=told.outcomes,
            is_pending=pending,
            waits=waits,
        )

    def _bloc(self, on: str, texts: tuple[str, ...]) -> Asking:
        standing = tuple(one for one in texts if self._read.debate.amendment(one).stage in STANDING)
        return Asking(
            name=self._read.names[on],
            is_motion=False,
            sentence=self._say(Question(on, Form.EN_BLOC, standing)),
            words=tuple(words(self._read, self._facts, one) for one in standing),
            outcomes=outcomes(self._read, self._facts, on),
            is_pending=any(one.id == on for one in self._read.debate.questions),
            waits="",
        )

    def _is_open(self, texts: tuple[str, ...], motion: str) -> bool:
        debate = self._read.debate
        listed = [debate.amendment(one) for one in texts]
        own = any(debate.motion_of(one.id).id == motion for one in listed)
        return own and any(one.stage in STANDING for one in listed)

    def _say(self, asked: Question) -> str:
        return say(question(self._named, self._pack, replace(asked)), self._pack, self._language)
