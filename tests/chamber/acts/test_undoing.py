"""An act is undone by whoever did it, until somebody builds on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chamber.evenings import WORDS, Evening
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import Stage
from onevoice.chamber.acts import altering, debating, doing, signing, tabling
from onevoice.chamber.refusals import Outdated

pytestmark = pytest.mark.usefixtures("chamber")


def refused(doer, evening):
    """Give the message by which undoing is refused."""
    with pytest.raises(Refused) as found:
        doing.undo(doer, evening.paper)
    return found.value.ruling.message.id


def test_only_the_latest_act_is_undone_and_only_once():
    """After undoing, what came before it stands: there is no chain of undoing back through the evening."""
    evening = Evening()
    ben, cleo = evening.town.members[1:3]
    on = evening.motion()
    signing.sign(ben, evening.paper, on)
    signing.second(cleo, evening.paper, on)
    assert refused(ben, evening) == "built-on"
    doing.undo(cleo, evening.paper)
    assert refused(cleo, evening) == "built-on"
    assert refused(ben, evening) == "built-on"
    assert evening.debate.motion(on).seconder == ""
    evening.assert_kept()


def test_nobody_undoes_what_another_did():
    """Neither chair nor clerk nor the mover takes back a member's signature."""
    evening = Evening()
    on = evening.motion()
    signing.sign(evening.town.members[1], evening.paper, on)
    for other in (evening.town.member, evening.town.clerk, evening.town.chair):
        assert refused(other, evening) == "built-on"


def test_who_entered_it_for_a_member_undoes_it():
    """The clerk who entered an act from paper can take the entry back; the member then cannot."""
    evening = Evening()
    on, member = evening.motion(), evening.town.members[1]
    signing.sign(replace(evening.town.clerk, acts_for=member.person), evening.paper, on)
    assert refused(member, evening) == "built-on"
    doing.undo(evening.town.clerk, evening.paper)
    assert evening.debate.motion(on).motion.signatures == ()


def test_a_decision_is_not_undone():
    """Voices, a count and a casting vote stand."""
    evening = Evening()
    evening.counted()
    assert refused(evening.town.chair, evening) == "decided"


def test_undoing_names_what_was_seen():
    """Who saw an older version of the paper undoes nothing by it."""
    evening = Evening()
    on = evening.motion()
    signing.sign(evening.town.members[1], evening.paper, on)
    with pytest.raises(Outdated):
        doing.undo(evening.town.members[1], evening.paper, seen=evening.row.version - 1)
    doing.undo(evening.town.members[1], evening.paper, seen=evening.row.version)


def test_an_id_that_came_free_by_undoing_is_given_again():
    """A text tabled after an undone one takes its id, and the minutes still replay."""
    evening = Evening()
    first = tabling.table_motion(evening.town.member, evening.paper, "One", WORDS).on
    doing.undo(evening.town.member, evening.paper)
    again = tabling.table_motion(evening.town.members[1], evening.paper, "Two", WORDS).on
    assert first == again == "m1"
    assert evening.debate.motion("m1").motion.title == "Two"
    evening.assert_kept()


def test_accepting_an_amendment_as_somebody_else():
    """Only the mover takes an amendment in: its own mover, another member, or an officer cannot."""
    evening = Evening()
    on = evening.amendment(evening.motion())
    town = evening.town
    for other in (town.members[1], town.members[2], town.chair):
        with pytest.raises(Refused) as found:
            altering.take_in(other, evening.paper, on)
        assert found.value.ruling.rule == "P8"
    with pytest.raises(Refused) as found:
        altering.take_in(town.clerk, evening.paper, on)
    assert found.value.ruling.rule == "H5"
    with pytest.raises(Refused) as found:
        altering.take_in(replace(town.members[2], acts_for=town.member.person), evening.paper, on)
    assert found.value.ruling.rule == "H4"
    altering.take_in(town.member, evening.paper, on)
    assert evening.debate.amendment(on).stage is Stage.TAKEN_IN


def test_a_question_that_another_came_before_is_not_put():
    """Who saw one question puts no other: the act is refused as outdated, and put when it is the question."""
    evening = Evening()
    on = evening.moved()
    debating.move_procedure(evening.town.members[2], evening.paper, "closure")
    for late in (debating.put, debating.begin_debate):
        with pytest.raises(Outdated):
            late(evening.town.chair, evening.paper, question=on)
    debating.put(evening.town.chair, evening.paper, question="p1")
    assert evening.debate.question.stage.value == "put"
