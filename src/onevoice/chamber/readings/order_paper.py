"""The order paper: what is before the assembly, in which order, what falls, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from onevoice.assembly.messages import Message
from onevoice.assembly.order.asking import to_judge
from onevoice.assembly.order.debate import Grouping, ListedAmendment, ListedMotion, Sitting
from onevoice.assembly.order.pack import Called
from onevoice.assembly.order.paper import blocs, depth, questions_now
from onevoice.assembly.order.questions import before_meeting
from onevoice.assembly.order.stages import STANDING, Outcome, QuestionStage, Stage
from onevoice.assembly.wording.explaining import explained
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.relating import Relation
from onevoice.chamber.models import Assembly
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.expected import Expectation, Expectations, expectations
from onevoice.chamber.readings.facts import Asked, Facts, Meeting, facts
from onevoice.chamber.readings.history import why_words_went
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.outcomes import OutcomeRead, outcomes
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import apart, told, worded
from onevoice.chamber.readings.versions import versions
from onevoice.chamber.readings.waiting_composites import CompositeOnPaper, waiting_composites


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is, and the rule."""

    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the paper says of a motion or amendment.

    Attributes
    ----------
    id : str
    name : str
        What it is called.
    number : str
        Empty until the clerk gave one.
    stage : Stage
    mover, seconder : str
        Names; empty for nobody.
    signatories : tuple of str
        Names of those who signed beside the mover, in their order.
    reason : Reason or None
        Why it was returned, not selected, or fell.
    decision : DecisionRead or None
    is_amendable : bool
        Whether amendments to it may be tabled, as far as the rules go.
    expected : Expectation or None
        If it were put now, by the account that was published last.
    """

    id: str
    name: str
    number: str
    stage: Stage
    mover: str
    seconder: str
    signatories: tuple[str, ...]
    reason: Reason | None
    decision: DecisionRead | None
    is_amendable: bool
    expected: Expectation | None


@dataclass(frozen=True, slots=True)
class AmendmentOnPaper:
    """An amendment.

    Attributes
    ----------
    standing : Standing
    says : tuple of str
        What it does, line by line; nothing of one that has ended.
    published : int
        Number of the version whose lines are named; 0 for those of the text as it now reads.
    turn : int
        In the order of calling, from 1; 0 where it does not wait.
    why : Reason or None
        Why it stands where it stands.
    outcomes : tuple of OutcomeRead
        If it is agreed to, if it is negatived.
    clashes : tuple of str
        With which others it cannot be carried, and on which words, beside those that fall if it is agreed to.
    bloc : str
        Name of the bloc in which it is taken.
    amendments : tuple of AmendmentOnPaper
        To itself.
    """

    standing: Standing
    says: tuple[str, ...]
    published: int
    turn: int
    why: Reason | None
    outcomes: tuple[OutcomeRead, ...]
    clashes: tuple[str, ...]
    bloc: str
    amendments: tuple[AmendmentOnPaper, ...]


@dataclass(frozen=True, slots=True)
class BlocOnPaper:
    """Amendments that one question decides."""

    name: str
    amendments: tuple[str, ...]
    outcomes: tuple[OutcomeRead, ...]


@dataclass(frozen=True, slots=True)
class MotionOnPaper:
    """A motion with its amendments: those that wait in order of calling, and the others.

    Attributes
    ----------
    standing : Standing
    title : str
    text : Version
        As it now reads, in the lines that its amendments name.
    published : int
        Number of the published version that these lines are of; 0 for none.
    waiting, others : tuple of AmendmentOnPaper
    blocs : tuple of BlocOnPaper
    """

    standing: Standing
    title: str
    text: Version
    published: int
    waiting: tuple[AmendmentOnPaper, ...]
    others: tuple[AmendmentOnPaper, ...]
    blocs: tuple[BlocOnPaper, ...]


@dataclass(frozen=True, slots=True)
class QuestionNow:
    """A question that is before the meeting, in the words in which the chair puts it."""

    sentence: str
    stage: QuestionStage


@dataclass(frozen=True, slots=True)
class ToJudgeRead:
    """What a person must judge, or may."""

    words: str
    rule: str
    names: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """An order paper as a page shows it."""

    paper: PaperRead
    sitting: Sitting | None
    called: str
    questions: tuple[QuestionNow, ...]
    motions: tuple[MotionOnPaper, ...]
    composites: tuple[CompositeOnPaper, ...]
    to_judge: tuple[ToJudgeRead, ...]
    decisions: tuple[DecisionRead, ...]
    expected: Expectations

    @property
    def rules(self) -> str:
        """Title of the rules that it goes by."""
        return self.paper.pack.title


def order_paper(assembly: Assembly, id: str) -> OrderPaper:  # noqa: A002 - as the field is called
    """Give the order paper of an assembly.

    Raises
    ------
    NotHere
        If the assembly has none of that id.
    """
    read = papers.paper(assembly.id, id)
    return OrderPaperOf(read, facts_of(assembly, read)).whole()


def facts_of(assembly: Assembly, read: PaperRead) -> Facts:
    """Give what takes time to work out of a paper, in the reader's language."""
    asked = Asked(read.id, read.version, get_language() or "en", assembly.width, versions(read.id))
    return facts(asked, read.debate, read.pack)


class OrderPaperOf:
    """Puts one paper into words."""

    def __init__(self, read: PaperRead, worked_out: Facts) -> None:
        self._read, self._facts = read, worked_out
        self._decisions = decisions(read)
        self.expected = expectations(read)

    def whole(self) -> OrderPaper:
        """Give all of it."""
        read = self._read
        return OrderPaper(
            paper=read,
            sitting=read.debate.sitting,
            called=read.names.get(read.debate.called, ""),
            questions=tuple(
                QuestionNow(
                    told(before_meeting(read.debate, read.pack, one), read.names, read.pack), one.stage
                )
                for one in questions_now(read.debate)
            ),
            motions=tuple(self.motion(one) for one in read.debate.motions),
            composites=tuple(waiting_composites(read, self.expected)),
            to_judge=tuple(self._to_judge()),
            decisions=self._decisions,
            expected=self.expected,
        )

    def amendment(self, listed: ListedAmendment) -> AmendmentOnPaper:
        """Give one amendment."""
        turns = self._facts.turns.get(listed.amendment.target, ())
        place, called = next(
            (place, called) for place, (one, called) in enumerate(turns, start=1) if one.id == listed.id
        )
        return self._amendment(listed, called, place)

    def standing(self, listed: ListedMotion | ListedAmendment) -> Standing:
        """Give what the paper says of a motion or amendment."""
        names = self._read.names
        own = listed.motion if isinstance(listed, ListedMotion) else listed.amendment
        mover = listed.moved_by or own.mover
        return Standing(
            id=listed.id,
            name=names[listed.id],
            number=listed.number,
            stage=listed.stage,
            mover=names.get(mover, mover),
            seconder=names.get(listed.seconder, listed.seconder),
            signatories=self._called(one.member for one in own.signatures if one.member != mover),
            reason=self._reason(listed),
            decision=next((one for one in reversed(self._decisions) if listed.id in one.on), None),
            is_amendable=listed.stage in STANDING
            and depth(self._read.debate, listed) < self._read.pack.pending.depth,
            expected=self.expected.of.get(listed.id),
        )

    def _reason(self, listed: ListedMotion | ListedAmendment) -> Reason | None:
        """Give why something was returned, not selected, or fell."""
        if listed.ruling is None:
            return None
        message = listed.ruling.message
        if message.id == "words-gone" and isinstance(listed, ListedAmendment):
            why = why_words_went(self._read.debate, listed)
            if why is not None:
                message = Message.of(message.id, by=message["by"], why=worded(why, self._read.names))
        return Reason(told(message, self._read.names, self._read.pack), listed.ruling.rule)

    def meetings(self, on: str) -> tuple[str, ...]:
        """Say what an amendment has in common with others."""
        found = (one for one in self._facts.meetings if on in {one.one, one.other})
        return tuple(sentence for one in found for sentence in self.meeting(one, clashing=False))

    def _clashes(self, on: str, outcomes: tuple[OutcomeRead, ...]) -> tuple[str, ...]:
        """Say with which others an amendment cannot be carried; why one falls is said there already."""
        told_already = {fall.on for one in outcomes if one.outcome is Outcome.AGREED for fall in one.falls}
        found = (one for one in self._facts.meetings if on in {one.one, one.other} and one.clashes)
        return tuple(
            sentence
            for one in found
            if not {one.one, one.other} & told_already
            for sentence in self.meeting(one, clashing=True)
        )

    def motion(self, listed: ListedMotion) -> MotionOnPaper:
        """Give one motion with its amendments."""
        every = self._amendments(listed.id)
        text, published = self._facts.lines[listed.id]
        return MotionOnPaper(
            standing=self.standing(listed),
            title=listed.motion.title,
            text=text,
            published=published,
            waiting=tuple(one for one in every if one.turn),
            others=tuple(one for one in every if not one.turn),
            blocs=tuple(self._bloc(one) for one in blocs(self._read.debate, listed.id)),
        )

    def _amendments(self, target: str) -> tuple[AmendmentOnPaper, ...]:
        turns = self._facts.turns.get(target, ())
        return tuple(
            self._amendment(listed, called, place) for place, (listed, called) in enumerate(turns, start=1)
        )

    def _amendment(self, listed: ListedAmendment, called: Called | None, place: int) -> AmendmentOnPaper:
        read = self._read
        bloc = next((one for one in read.debate.groupings if listed.id in one.on), None)
        _, published = self._facts.lines.get(listed.amendment.target, (None, 0))
        both = outcomes(read, self._facts, listed.id)
        return AmendmentOnPaper(
            standing=self.standing(listed),
            says=tuple(
                worded(one, read.names) if isinstance(one, Message) else one
                for one in self._facts.says.get(listed.id, ())
            ),
            published=published,
            turn=place if called else 0,
            why=None if called is None else Reason(told(called.message, read.names, read.pack), called.rule),
            outcomes=both,
            clashes=self._clashes(listed.id, both),
            bloc="" if bloc is None else read.names[bloc.id],
            amendments=self._amendments(listed.id),
        )

    def meeting(self, one: Meeting, *, clashing: bool) -> Iterable[str]:
        """Say what two amendments have in common, or only why they cannot both be carried."""
        names = self._read.names
        target = self._read.debate.amendment(one.one).amendment.target
        version, _ = self._facts.lines[target]
        first, second = (isolated(names[on]) for on in (one.one, one.other))
        for relation in one.relations:
            if relation.clashes or not clashing:
                shown = Relation(relation.kind, apart(relation.message, {}))
                yield explained(version, first, second, shown, get_language() or "en")

    def _bloc(self, bloc: Grouping) -> BlocOnPaper:
        names = self._read.names
        return BlocOnPaper(names[bloc.id], self._called(bloc.on), outcomes(self._read, self._facts, bloc.id))

    def _to_judge(self) -> Iterable[ToJudgeRead]:
        rules = {rule.number: rule.words for rule in self._read.pack.rules}
        for one in to_judge(self._read.debate):
            words = rules.get(one.matter.rule, "")
            yield ToJudgeRead(words, one.matter.rule, self._called(one.on), one.matter.blocks)

    def _called(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._read.names.get(one, one) for one in ids)
