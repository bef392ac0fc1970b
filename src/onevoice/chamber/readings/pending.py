"""The questions before the meeting, with the words that they are about and what follows on either outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onevoice.assembly.majority import Base, Count, Majority
from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.deciding import found, majority_for
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import bloc, questions_now
from onevoice.assembly.order.stages import Form, Outcome, QuestionStage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.marked import MarkedBlock, State
from onevoice.chamber.models import Assembly
from onevoice.chamber.readings.chairs_script import put_in_words
from onevoice.chamber.readings.facts import Facts
from onevoice.chamber.readings.outcomes import OutcomeRead, outcomes
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.supposed import SupposedText, suppose
from onevoice.chamber.readings.told import worded
from onevoice.chamber.readings.worked_out import WorkedOut
from onevoice.errors import DivisionError, WordingError


@dataclass(frozen=True, slots=True)
class WordsRead:
    """A motion or amendment that is called or asked about.

    Attributes
    ----------
    id, name, title : str
        The title is empty of amendments.
    mover : str
    is_motion : bool
    says : tuple of str
        What an amendment does, in words.
    text : Text or None
        Of a motion, as it now reads.
    marked : tuple of MarkedBlock
        Of an amendment: the blocks that it changes, marked up.
    language : str
        Of the text.
    outcomes : tuple of OutcomeRead
    """

    id: str
    name: str
    title: str
    mover: str
    is_motion: bool
    says: tuple[str, ...]
    text: Text | None
    marked: tuple[MarkedBlock, ...]
    language: str
    outcomes: tuple[OutcomeRead, ...]


@dataclass(frozen=True, slots=True)
class PendingRead:
    """A question that is pending.

    Attributes
    ----------
    id : str
    sentence : str
        In the assembly's language.
    stage : QuestionStage
    name : str
        What it is on, in a few words.
    words : tuple of WordsRead
    outcomes : tuple of OutcomeRead
        Of the bloc, where one question decides several.
    needs : str
        What majority it needs, in words; empty for the usual one.
    asks : tuple of str
        What must be counted beside ayes and noes: "present", "roll".
    abstaining : bool
        Whether abstentions are counted.
    count : Count or None
        What the tellers announced, of a tie.
    """

    id: str
    sentence: str
    stage: QuestionStage
    name: str
    words: tuple[WordsRead, ...]
    outcomes: tuple[OutcomeRead, ...]
    needs: str
    asks: tuple[str, ...]
    abstaining: bool
    count: Count | None

    @property
    def cannot_agree(self) -> bool:
        """Whether it cannot be agreed to on the words as they now read."""
        every = (*self.outcomes, *(one for each in self.words for one in each.outcomes))
        return any(one.impossible and one.outcome is Outcome.AGREED for one in every)


_MARKED: WorkedOut[SupposedText] = WorkedOut(64)


def pending(assembly: Assembly, read: PaperRead, facts: Facts) -> tuple[PendingRead, ...]:
    """Give the questions that are put now: one, or several side by side."""
    sentences = dict(
        zip((one.id for one in read.debate.questions), put_in_words(assembly, read), strict=True)
    )
    return tuple(
        _pending(read, facts, one, sentences[one.id], counted)
        for one, counted in _wanted(read.debate, read.pack)
    )


def called(read: PaperRead, facts: Facts) -> tuple[WordsRead, ...]:
    """Give what was called and is not moved yet: an amendment, or those of a bloc."""
    on = read.debate.called
    if not on:
        return ()
    whole = bloc(read.debate, on)
    return tuple(words(read, facts, one) for one in (whole.on if whole else (on,)))


def coming_up(read: PaperRead, facts: Facts) -> tuple[WordsRead, ...]:
    """Give the amendments that wait to be called on the question now, in their order."""
    asked = read.debate.question
    if asked is None or asked.form not in {Form.MAIN, Form.AMENDMENT} or not asked.on:
        return ()
    turns = calling_order(read.debate, read.pack, asked.on[0])
    return tuple(words(read, facts, one.id) for one in turns if one.id != read.debate.called)


def words(read: PaperRead, facts: Facts, on: str) -> WordsRead:
    """Give a motion or amendment by its words."""
    listed = read.debate.named(on)
    is_motion = isinstance(listed, ListedMotion)
    own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
    mover = listed.moved_by or own.mover
    return WordsRead(
        id=on,
        name=read.names[on],
        title=listed.motion.title if isinstance(listed, ListedMotion) else "",
        mover=read.names.get(mover, ""),
        is_motion=is_motion,
        says=in_words(read, facts, on),
        text=listed.text if isinstance(listed, ListedMotion) else None,
        marked=() if isinstance(listed, ListedMotion) else _marked(read, listed),
        language=read.debate.motion_of(on).text.language,
        outcomes=outcomes(read, facts, on),
    )


def in_words(read: PaperRead, facts: Facts, on: str) -> tuple[str, ...]:
    """Say what an amendment does, line by line."""
    return tuple(
        worded(one, read.names) if isinstance(one, Message) else one for one in facts.says.get(on, ())
    )


def _wanted(debate: Debate, pack: Pack) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Give each question with what must be counted beside ayes and noes for it to be decided."""
    for one in questions_now(debate):
        asks: tuple[str, ...] = ()
        for more in ((), ("present",), ("roll",), ("present", "roll")):
            asks = more
            present, roll = (1 if name in more else None for name in ("present", "roll"))
            try:
                found(debate, pack, one, Count(1, 0, present=present, roll=roll))
            except DivisionError:
                continue
            break
        yield one, asks


def _pending(
    read: PaperRead, facts: Facts, asked: Question, sentence: str, asks: tuple[str, ...]
) -> PendingRead:
    is_bloc = asked.form is Form.EN_BLOC
    return PendingRead(
        id=asked.id,
        sentence=sentence,
        stage=asked.stage,
        name=_name(read, asked),
        words=() if asked.form is Form.PROCEDURE else tuple(words(read, facts, one) for one in asked.on),
        outcomes=outcomes(read, facts, asked.id) if is_bloc else (),
        needs=_needs(read.pack.majorities[majority_for(read.debate, read.pack, asked)[0]]),
        asks=asks,
        abstaining=read.pack.dividing.voting.abstaining,
        count=asked.count,
    )


def _name(read: PaperRead, asked: Question) -> str:
    if asked.form is Form.PROCEDURE:
        return _("the motion to order")
    if asked.form is Form.EN_BLOC:
        return read.names.get(asked.id, "")
    return read.names.get(asked.on[0], "")


def _needs(majorities: tuple[Majority, ...]) -> str:
    """Say what majority is needed, where it is not simply more ayes than noes."""
    said = []
    for one in majorities:
        if one == Majority():
            continue
        base = {
            Base.AYES_AND_NOES: _("of those who vote for or against"),
            Base.VOTES: _("of all votes, abstentions too"),
            Base.PRESENT: _("of the members present"),
            Base.ROLL: _("of all members"),
        }[one.base]
        least = _("at least %(share)s %(base)s") if one.at_least else _("more than %(share)s %(base)s")
        said.append(least % {"share": str(one.fraction), "base": base})
    return "; ".join(said)


def _marked(read: PaperRead, listed: ListedAmendment) -> tuple[MarkedBlock, ...]:
    """Mark an amendment up in the text that it amends: only the blocks that it changes."""
    try:
        text, amendment = text_of(read.debate, listed.amendment.target), as_it_reads(listed)
        key = (read.id, read.version, text.digest, listed.id)
        whole = _MARKED.get(key, lambda: suppose(text, [amendment])).marked
    except (WordingError, ValueError):  # it no longer rests on the words as they now read
        return ()
    return tuple(one for one in whole if any(run.state is not State.KEPT for run in one.runs) or one.moved)
