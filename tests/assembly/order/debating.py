"""A debate in which anybody does anything, and the laws that hold in it under every rule pack."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from assembly.order.drawn import drawn_operations, partings, separate_votes
from onevoice.assembly.division import Count
from onevoice.assembly.motion import Amendment, Clause, Composite, Motion
from onevoice.assembly.order import asking, events
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.compositing import composite_hash, source_ids
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import as_it_reads, text_of
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.paper import depth
from onevoice.assembly.order.questions import question_now, script
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import (
    CARRIED,
    REVIVABLE,
    STANDING,
    WAITING,
    Form,
    Outcome,
    QuestionStage,
    SittingStage,
    Stage,
)
from onevoice.assembly.order.step import may, replay, step
from onevoice.assembly.order.what_if import what_if
from onevoice.assembly.order.words import say
from onevoice.assembly.wording.applying import apply, inserted_text
from onevoice.assembly.wording.operations import LeaveOut
from onevoice.testing_texts import texts

MEMBERS = ("Ada", "Ben", "Cleo")
COUNTS = (
    Count(60, 40, present=110, roll=120),
    Count(40, 60, present=110, roll=120),
    Count(50, 50, present=110, roll=120),
    Count(3, 2, present=5, roll=120),
)


@dataclass(frozen=True, slots=True)
class Unheard(events.Event):
    """An act that no rules know."""

    on: str = "m"


class Debating(RuleBasedStateMachine):
    """A debate in which anybody does anything, in order or not."""

    pack_id = ""

    def __init__(self):
        super().__init__()
        self.pack = PACKS[self.pack_id]
        self.start = self.debate = Debate(self.pack_id)
        self.done = []
        self.numbers = {one.number for one in self.pack.rules}
        self.carried = set()

    def happen(self, event):
        """Let an event happen if it is in order; a refusal cites a rule that the pack has, in words."""
        ruling = may(self.debate, event)
        if not ruling.allowed:
            with pytest.raises(Refused) as refused:
                step(self.debate, event)
            assert refused.value.ruling == ruling
            assert ruling.rule in self.numbers
            assert say(ruling.message, self.pack)
            return
        predicted = self._predicted(event)
        self.debate = step(self.debate, event)
        self.done.append(event)
        if predicted is not None:
            assert predicted.amendments == self.debate.amendments
            assert predicted.motions == self.debate.motions

    def _predicted(self, event):
        """Say what the rest of the paper should be after the question on an amendment is decided."""
        question = self.debate.question
        if not isinstance(event, events.Collect) or question.form not in {Form.AMENDMENT, Form.EN_BLOC}:
            return None
        outcome = Outcome.AGREED if event.agreed else Outcome.NEGATIVED
        return what_if(self.debate, self.pack, question.id, outcome).debate

    @initialize(text=texts(min_blocks=2, max_blocks=4), seed=st.integers(0, 2**32))
    def begin(self, text, seed):
        """Open the last sitting of a debate on a motion, or on several, with amendments on the paper."""
        self.luck = random.Random(seed)  # noqa: S311 - a debate to be played again, no secret
        self.happen(events.CallSitting("s", day=2, days=2))
        self.happen(events.OpenSitting(present=100))
        several = self.pack.pending.main != 1 or self.pack.compositing is not None
        for id_ in "mn" if several else "m":
            self.happen(events.TableMotion(Motion(id_, id_, text, mover="Ada")))
        for id_ in "abcde":
            operations = drawn_operations(self.luck, text, id_)
            day = f"2023-11-1{self.luck.randrange(5)}T10:00:00Z"
            amendment = Amendment(id_, "m", operations, mover=self.luck.choice(MEMBERS), notice=day)
            behalf = self.luck.choice(("", "government", "opposition"))
            self.happen(events.TableAmendment(amendment, behalf=behalf))
        for on in self.named():
            for member in MEMBERS:
                self.happen(events.Sign(on, by=member))
            self.happen(events.Number(on, f"no. {on}"))
        if self.luck.random() < 0.9:
            self.happen(self.selection(self.luck.sample(self.named(), len(self.named()))))
            self.happen(events.Move("m", by="Ada"))
            self.happen(events.Second("m", by="Dora"))

    def named(self):
        """Give the ids on the paper."""
        return [one.id for one in (*self.debate.motions, *self.debate.amendments)]

    def waiting(self):
        """Give the ids of amendments that wait."""
        return [one.id for one in self.debate.amendments if one.stage in WAITING]

    def selection(self, on):
        """Select as many as the pack allows, with reasons for all others."""
        selects = self.pack.selecting
        kept = [
            one
            for one in on
            if selects and (selects.motions or isinstance(self.debate.listed(one), ListedAmendment))
        ]
        if selects and selects.no_clash:
            kept = kept[:2]
        reasons = tuple((one, "a reason") for one in self.named())
        return events.Select(tuple(kept[: selects.cap if selects else 1]), reasons)

    @rule()
    def act(self):
        """Let several things happen, most of which bring the debate on."""
        acts = (self.press_on, self.press_on, self.press_on, self.take_en_bloc, self.composite, self.anything)
        for _ in range(6):
            self.luck.choice(acts)()
        if self.luck.random() < 0.5:
            self.table()

    def table(self):
        """Hand in another amendment, to the question now or to anything, as it now reads."""
        id_ = f"x{len(self.done)}"
        now = self.debate.question
        target = now.on[0] if now and now.on and self.luck.random() < 0.6 else self.luck.choice(self.named())
        drawn = drawn_operations(self.luck, text_of(self.debate, target), id_)
        self.happen(events.TableAmendment(Amendment(id_, target, drawn, mover="Cleo")))
        self.happen(events.Sign(id_, by="Ada"))
        self.happen(events.Number(id_, id_))
        self.happen(self.selection([id_]))

    def press_on(self):
        """Call what is next, or bring the question now to a decision."""
        for one in asking.to_judge(self.debate):
            if one.matter.blocks or self.luck.random() < 0.2:
                self.happen(self.judgement(one.matter, one.on))
        if self.debate.sitting.stage in {SittingStage.CLOSED, SittingStage.CANCELLED}:
            self.happen(events.CallSitting(f"s{len(self.done)}", day=2, days=2))
        if self.debate.sitting.stage is not SittingStage.OPEN:
            self.happen(events.OpenSitting(present=100))
        now = self.debate.question
        if now is None:
            self.happen(events.TakeUp("m"))
            self.happen(events.Move(self.luck.choice(self.debate.motions).id, by="Ada"))
        elif now.form in {Form.MAIN, Form.AMENDMENT} and self.luck.random() < 0.8:
            turns = [one.id for one in calling_order(self.debate, self.pack, now.on[0])[:1]]
            blocs = [one.id for one in self.debate.groupings if one.en_bloc]
            for on in [*blocs, *turns][:1]:
                self.happen(events.Call(on))
                self.happen(events.Move(on, by=self.luck.choice(MEMBERS)))
                self.happen(events.Second(on, by="Dora"))
        elif now.form is not Form.MAIN or self.luck.random() < 0.2:
            self.happen(events.Put())
            voices = events.Collect(self.luck.random() < 0.6)
            counted = events.Declare(self.luck.choice(COUNTS))
            self.happen(self.luck.choice((voices, voices, counted)))
            self.happen(events.CastingVote(self.luck.random() < 0.5))

    def take_en_bloc(self):
        """Put two amendments in a bloc, or pull one out."""
        waiting = self.waiting()
        pair = tuple(self.luck.sample(waiting, min(2, len(waiting))))
        self.happen(events.Group(f"g{len(self.done)}", pair, en_bloc=True))
        if pair and self.luck.random() < 0.3:
            self.happen(events.PullOut(pair[0]))

    def composite(self):
        """Put a composite together, with or without every consent, and move it."""
        for one in self.composites(self.luck.choice(self.named())):
            self.happen(one)
        for one in self.debate.composites:
            for consent in self.consents(one):
                self.happen(consent)
            if self.luck.random() < 0.5:
                self.happen(events.Move(one.composite.id, by="Ada"))

    def anything(self):
        """Do anything: something that is in order, or whatever it may be."""
        wise = self.luck.random() < 0.5
        candidates = self.candidates(self.luck)
        self.luck.shuffle(candidates)
        in_order = (one for one in candidates if not wise or may(self.debate, one).allowed)
        event = next(in_order, None)
        if event is not None:
            self.happen(event)

    def candidates(self, shuffle):
        """Give an act of every kind."""
        named = self.named()
        on, other = shuffle.choice([*named, "nothing"]), shuffle.choice(named)
        by, yes = shuffle.choice(MEMBERS), shuffle.random() < 0.5
        question = shuffle.choice(["", *(one.id for one in self.debate.questions), "nothing"])
        return [
            *(events.Call(one) for one in [*named, *(one.id for one in self.debate.groupings)]),
            *(
                events.Move(one, by=by)
                for one in [*named, *(one.composite.id for one in self.debate.composites)]
            ),
            events.Sign(on, by=by),
            events.Unsign(on, by=by),
            events.Second(on, by=by),
            events.Withdraw(on, leave=yes, seconder=yes, by=by),
            events.Return(on, "P5", "a reason"),
            events.Number(on, on),
            events.Group(f"g{len(self.done)}", (on, other) if on != other else (on,), en_bloc=yes),
            events.PullOut(on),
            self.selection([on]),
            events.TakeOver(on, leave=yes, seconder=yes, by="Ada"),
            *self.alterations(by),
            *self.judgements(on, other),
            events.DeclareFallen(on, "P5", "a reason"),
            events.CallSitting(f"s{len(self.done)}", day=2, days=2),
            events.OpenSitting(present=100),
            events.CountPresent(90),
            events.Adjourn(),
            events.CloseSitting(),
            events.TakeUp(on),
            *partings(self.debate, self.pack, f"d{len(self.done)}"),
            *separate_votes(self.debate, on, f"v{len(self.done)}"),
            *(events.MoveProcedure(f"t{len(self.done)}", one.kind, on) for one in self.pack.procedures),
            events.NotMoved(on),
            *(events.MoveProcedure(f"p{len(self.done)}", one.kind, by=by) for one in self.pack.procedures),
            events.BeginDebate(),
            events.Put(),
            events.Put(),
            events.Collect(yes, question),
            events.Divide(question),
            *(events.Declare(one, question) for one in COUNTS),
            events.CastingVote(yes, "a reason", question),
            events.Correct(on, shuffle.choice(COUNTS), "a slip"),
            *self.composites(on),
        ]

    def alterations(self, by):
        """Alter the motion by leaving out its first block."""
        first = self.debate.motions[0].text.blocks[:1]
        operations = tuple(LeaveOut(one.id, one.hash) for one in first)
        yield events.Alter("m", operations, leave=True, seconder=True, by=by)

    def judgement(self, matter, on):
        """Judge on a matter."""
        finding = "ranked" if matter.ranking else self.luck.choice(("yes", "no", "no"))
        about = tuple(self.luck.sample(on, len(on)))
        return events.Judge(matter.id, about, finding, "a reason", by="chair")

    def judgements(self, on, other):
        """Judge on every matter."""
        return [self.judgement(matter, tuple(dict.fromkeys((on, other)))) for matter in self.pack.matters]

    def composites(self, on):
        """Put a composite together."""
        listed = self.debate.listed(on)
        if listed is not None:
            target = "" if not isinstance(listed, ListedAmendment) else listed.amendment.target
            words = text_of(self.debate, on)
            composite = Composite(f"k{len(self.done)}", words, (Clause("c", on, "words", ()),))
            yield events.Compose(composite, target, by="Ada")
        for one in self.debate.composites:
            yield from self.consents(one)

    def consents(self, one):
        """Let the movers of a composite's sources consent."""
        for source in source_ids(one.composite):
            found = self.debate.named(source)
            mover = (found.amendment if isinstance(found, ListedAmendment) else found.motion).mover
            yield events.Consent(one.composite.id, composite_hash(one.composite), given=True, by=mover)

    @rule()
    def unheard_of(self):
        """Have an act that the rules do not know refused with a rule, whatever it names."""
        with pytest.raises(Refused) as refused:
            step(self.debate, Unheard())
        assert refused.value.ruling.rule == "P3"

    @invariant()
    def no_question_too_many(self):
        """Forbid a question pending beside the others where the pack does."""
        questions = self.debate.questions
        mains = [one for one in questions if one.form is Form.MAIN]
        hanging = [one for one in questions if one.form not in {Form.MAIN, Form.PROCEDURE}]
        limit = self.pack.pending.main
        assert limit is None or len(mains) <= limit
        depths = [depth(self.debate, self.debate.named(one.on[0])) for one in hanging]
        assert depths == list(range(1, len(depths) + 1))
        assert len(depths) <= self.pack.pending.depth
        assert all(
            one.stage is QuestionStage.PROPOSED
            for one in questions
            if one not in mains and one is not questions[-1]
        )
        for one in questions:
            for on in one.on:
                taken_up = self.pack.procedure(one.kind) if one.form is Form.PROCEDURE else None
                aside = taken_up is not None and taken_up.takes_up
                assert self.debate.named(on).stage is (Stage.DEFERRED if aside else Stage.MOVED)

    @invariant()
    def what_is_deferred_is_kept_whole(self):
        """Keep what is set aside once, with its questions, and nothing else at that stage."""
        held = self.debate.deferred
        on = [one.motion for one in held] + [on for one in held for asked in one.questions for on in asked.on]
        every = (*self.debate.motions, *self.debate.amendments)
        assert {one.id for one in every if one.stage is Stage.DEFERRED} == {*on}
        assert len({one.motion for one in held}) == len(held)
        assert all(one.questions[0].id == one.motion for one in held)

    @invariant()
    def what_is_called_stands(self):
        """Have only what still stands be called."""
        called = self.debate.called
        whole = next((one.on for one in self.debate.groupings if one.id == called), (called,))
        assert not called or any(self.debate.named(one).stage in STANDING for one in whole)

    @invariant()
    def agreed_never_falls(self):
        """Keep what is agreed to or taken in as it is; what falls has a rule."""
        for one in (*self.debate.motions, *self.debate.amendments):
            if one.id in self.carried:
                assert one.stage in CARRIED
            elif one.stage in CARRIED:
                self.carried.add(one.id)
            if one.stage is Stage.FALLEN:
                assert one.ruling is not None
                assert not one.ruling.allowed
                assert one.ruling.rule in self.numbers

    @invariant()
    def text_is_what_was_agreed(self):
        """Make the text as it reads of the text as tabled and all carried operations, in order."""
        for one in (*self.debate.motions, *self.debate.amendments):
            if isinstance(one, ListedAmendment):
                text, now = inserted_text(one.amendment), inserted_text(as_it_reads(one))
            else:
                text, now = one.motion.text, one.text
            for decision in self.debate.decisions:
                for carried in decision.carried:
                    text = apply(text, carried.operations) if carried.target == one.id else text
            assert [block.words for block in text.blocks] == [block.words for block in now.blocks]

    @invariant()
    def what_stands_can_be_carried(self):
        """Have all that stands on the paper rest on its target as that now reads."""
        for one in self.debate.amendments:
            if one.stage in REVIVABLE:
                apply(text_of(self.debate, one.amendment.target), one.operations)

    @precondition(lambda self: self.debate.questions)
    @invariant()
    def the_chair_has_words(self):
        """Have words for the question now, in every language of the pack."""
        for language in self.pack.languages:
            assert all(question_now(self.debate, self.pack, language))
            assert script(self.debate, self.pack, language)

    def teardown(self):
        """Replay the events, which must give the same debate."""
        assert replay(self.start, self.done) == self.debate
