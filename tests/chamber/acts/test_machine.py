"""Whatever people do of an evening, in order or not, the chamber keeps its laws."""

from __future__ import annotations

import random
from dataclasses import replace

from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chamber.evenings import STARTS, WORDS, Evening, adds, leaves_out
from onevoice.assembly.minutes import digest, read_line
from onevoice.assembly.motion import Clause
from onevoice.assembly.order import step
from onevoice.assembly.order.asking import to_judge
from onevoice.assembly.order.calling import calling_order
from onevoice.assembly.order.compositing import composite_hash
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import How
from onevoice.chamber import models
from onevoice.chamber.acts import (
    altering,
    compositing,
    debating,
    doing,
    marshalling,
    recording,
    signing,
    sittings,
    tabling,
)
from onevoice.chamber.refusals import Outdated
from onevoice.formats.paper import parse_paper

PACKS = ("uk_council", "commons", "robert", "conference")
LUCK = st.integers(0, 2**32)


class Evenings(RuleBasedStateMachine):
    """An evening on which anybody does anything."""

    def __init__(self):
        super().__init__()
        self.evening = None

    @initialize(pack=st.sampled_from(PACKS), seed=LUCK)
    def begin(self, pack, seed):
        """Set the council up, call and open the sitting, and bring a motion with amendments before it."""
        self.evening = Evening(pack)
        self.town, self.paper = self.evening.town, self.evening.paper
        self.luck = random.Random(seed)  # noqa: S311 - an evening to be played again, no secret
        self.sitting = self.evening.sitting(is_open=True)
        self.motion = self.evening.motion()
        on = [self.evening.amendment(self.motion, mover) for mover in self.town.members[1:4]]
        reasons = tuple((one, "Said already") for one in on)
        if self.luck.random() < 0.8:
            self.do(marshalling.select, self.town.chair, self.paper, tuple(on[:1]), reasons)
            self.do(debating.move, self.town.member, self.paper, self.motion)
            self.do(signing.second, self.town.members[5], self.paper, self.motion)
        self.checked, self.head = 0, None

    def do(self, act, doer, *given, **named):
        """Let somebody do something: once, or not at all. Say whether it was done."""
        before = self.paper_row()
        entered = self.count()
        try:
            done = act(doer, *given, **named)
        except (Refused, Outdated):
            assert self.count() == entered
            assert self.paper_row() == before
            return None
        after = self.paper_row()
        fresh = [one for one in self.lines(entered) if self.paper in one.objects[:1]]
        assert after["version"] == before["version"] + len(fresh)
        assert done.sequence > entered
        return done

    def paper_row(self):
        """Give the paper's row."""
        return models.Paper.objects.filter(pk=self.paper).values().get()

    def count(self):
        """Count the entries."""
        return models.Entry.objects.filter(assembly=self.town.assembly).count()

    def lines(self, after):
        """Give the entries after a number."""
        rows = models.Entry.objects.filter(assembly=self.town.assembly, sequence__gt=after)
        return [read_line(bytes(one)) for one in rows.values_list("line", flat=True)]

    @property
    def debate(self):
        """The debate as it is stored."""
        return parse_paper(self.paper_row()["state"])

    def any_member(self):
        """Give a member, or the clerk or chair acting for one."""
        member = self.luck.choice(self.town.members)
        if self.luck.random() < 0.8:
            return member
        return replace(self.luck.choice((self.town.clerk, self.town.chair)), acts_for=member.person)

    def any_text(self):
        """Give the id of a text on the paper, or of none."""
        debate = self.debate
        named = [one.id for one in (*debate.motions, *debate.amendments)]
        return self.luck.choice([*named, *named, "a99"])

    @rule()
    def table(self):
        """Hand in a motion or an amendment, and sign and number it."""
        member = self.any_member()
        if self.luck.random() < 0.2:
            done = self.do(tabling.table_motion, member, self.paper, "Another", WORDS)
        else:
            operations = adds(f" and {self.luck.random()}")
            done = self.do(tabling.table_amendment, member, self.paper, self.any_text(), operations)
        if done is not None and self.luck.random() < 0.8:
            self.do(tabling.number, self.town.clerk, self.paper, done.on, f"no. {done.on}")

    @rule()
    def put_names(self):
        """Sign, take a name off, second, and perhaps think better of it."""
        act = self.luck.choice((signing.sign, signing.sign, signing.unsign, signing.second))
        doer = self.any_member()
        self.do(act, doer, self.paper, self.any_text())
        if self.luck.random() < 0.3:
            self.do(doing.undo, self.luck.choice((doer, self.any_member())), self.paper)

    @rule()
    def marshal(self):
        """Let the clerk or chair number, return, group, select, judge, or declare fallen."""
        clerk, chair, on, other = self.town.clerk, self.town.chair, self.any_text(), self.any_text()
        reasons = tuple((one.id, "a reason") for one in self.debate.amendments)
        acts = (
            lambda: self.do(tabling.number, clerk, self.paper, on, f"no. {on}"),
            lambda: self.do(tabling.return_, clerk, self.paper, on, "P5", "a reason"),
            lambda: self.do(
                marshalling.group, clerk, self.paper, "", (on, other), en_bloc=self.luck.random() < 0.5
            ),
            lambda: self.do(marshalling.select, chair, self.paper, (on,), reasons),
            lambda: self.do(marshalling.declare_fallen, chair, self.paper, on, "P5", "a reason"),
            lambda: self.do(tabling.withdraw, self.any_member(), self.paper, on, leave=True, seconder=True),
            lambda: self.do(altering.take_in, self.any_member(), self.paper, on, leave=True, seconder=True),
            lambda: self.do(tabling.recommend, clerk, self.paper, on, adds(" as advised")),
            lambda: self.do(recording.publish_version, clerk, self.paper, self.motion),
        )
        self.luck.choice(acts)()
        if self.luck.random() < 0.3:
            self.do(doing.undo, self.luck.choice((clerk, chair)), self.paper)

    @rule()
    def press_on(self):
        """Call what is next and move it, or bring the question now to a decision."""
        chair, debate = self.town.chair, self.debate
        for one in to_judge(debate):
            if one.matter.blocks:
                finding = "ranked" if one.matter.ranking else "no"
                self.do(marshalling.judge, chair, self.paper, one.matter.id, one.on, finding, "a reason")
        question = debate.question
        if question is None:
            self.do(debating.move, self.town.member, self.paper, self.any_text())
            return
        if question.on and self.luck.random() < 0.5:
            target = question.on[0]
            waiting = calling_order(debate, step.pack_of(debate), target)
            for turn in waiting[:1]:
                self.do(debating.call, chair, self.paper, turn.id)
                self.do(debating.move, self.any_member(), self.paper, turn.id)
                self.do(signing.second, self.town.members[5], self.paper, turn.id)
        if self.luck.random() < 0.7:
            self.decide()

    def decide(self):
        """Put the question now, and declare it by voices or by a count."""
        chair, question = self.town.chair, self.debate.question
        named = question.id if question else ""
        self.do(debating.put, chair, self.paper, question=named)
        if self.luck.random() < 0.4:
            self.do(debating.collect, chair, self.paper, self.luck.random() < 0.6, named)
            return
        self.do(debating.divide, chair, self.paper, named)
        ayes, noes = self.luck.choice(((4, 2), (2, 4), (3, 3)))
        self.do(debating.declare, chair, self.paper, ayes, noes, question=named, present=7, roll=7)
        self.do(debating.cast, chair, self.paper, self.luck.random() < 0.5, question=named)
        number = len(self.debate.decisions) - 1
        votes = {one.person: "aye" for one in self.town.members[:3]}
        self.do(recording.record_names, self.town.clerk, self.paper, number, votes)

    @rule()
    def procedure(self):
        """Make a motion to order, and decide it."""
        kinds = [one.kind for one in step.pack_of(self.debate).procedures]
        if kinds:
            self.do(debating.move_procedure, self.any_member(), self.paper, self.luck.choice(kinds))
            self.decide()
        self.do(debating.take_up, self.town.chair, self.paper, self.motion)

    @rule()
    def sit(self):
        """Adjourn, close, call or open a sitting, or come and go."""
        chair, clerk = self.town.chair, self.town.clerk
        held = models.Sitting.objects.get(pk=self.sitting).stage
        if held in {"closed", "cancelled"}:
            papers = (self.paper,)
            done = self.do(sittings.call_sitting, clerk, "Again", STARTS, "Hall", None, papers)
            self.sitting = done.on if done else self.sitting
        elif held == "called" and self.luck.random() < 0.2:
            self.do(sittings.cancel_sitting, clerk, self.sitting)
        elif held != "open":
            self.do(sittings.open_sitting, chair, self.sitting, 7)
        else:
            acts = (sittings.adjourn_sitting, sittings.close_sitting, sittings.count_present)
            self.do(self.luck.choice(acts), chair, self.sitting)
        self.do(self.luck.choice((sittings.arrive, sittings.leave)), self.any_member(), self.sitting)

    @rule()
    def reword(self):
        """Alter one's own words, or put a composite on the paper, consent to it and move it."""
        mover, debate = self.town.member, self.debate
        if debate.motion(self.motion).text.blocks:
            out = leaves_out(debate, self.motion)
            self.do(altering.alter, mover, self.paper, self.motion, out, leave=True, seconder=True)
        if step.pack_of(debate).compositing is None:
            return
        self.evening.motion(self.town.members[1])
        sources = [one.id for one in self.debate.motions][-2:]
        clauses = tuple(Clause(f"k{n}", one, "Words", (("b1", 0, 1),)) for n, one in enumerate(sources))
        done = self.do(compositing.compose, self.town.clerk, self.paper, "", WORDS, clauses)
        if done is None:
            return
        words = composite_hash(self.debate.composites[-1].composite)
        for member in self.town.members:
            self.do(compositing.consent, member, self.paper, done.on, words, self.luck.random() < 0.9)
        self.do(debating.move, mover, self.paper, done.on)

    @invariant()
    @precondition(lambda self: self.evening is not None)
    def the_chain_is_whole(self):
        """Every new entry follows the one before."""
        for entry in self.lines(self.checked):
            assert entry.sequence == self.checked + 1
            assert self.head is None or entry.before == self.head
            self.checked, self.head = entry.sequence, digest(entry.line)

    @invariant()
    @precondition(lambda self: self.evening is not None)
    def nothing_is_decided_twice(self):
        """No question is decided again while its first decision stands, but for altered words and appeals."""
        asked = [
            one.question
            for one in self.debate.decisions
            if one.how is not How.ALTERED and not one.question.startswith("p")
        ]
        assert len({*asked}) == len(asked)

    def teardown(self):
        """Tell the debate anew from the minutes: it is the one that is stored."""
        if self.evening is not None:
            self.evening.assert_kept()


def test_an_evening_of_any_acts():
    """Over many evenings each act is whole or not at all, and the minutes come to what is stored."""
    run_state_machine_as_test(
        Evenings,
        settings=settings(
            max_examples=200 if connection.vendor == "sqlite" else 30,
            stateful_step_count=6,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
