"""What happens to a sitting happens on every paper of its agenda, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chamber.acts.scenarios import administrator
from chamber.evenings import STARTS, Evening, kept
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.stages import SittingStage
from onevoice.chamber import models
from onevoice.chamber.acts import debating, founding, rolls, sittings
from onevoice.formats.paper import parse_paper

pytestmark = pytest.mark.usefixtures("chamber")


def sitting_on(paper):
    """Give the sitting that a paper knows."""
    return parse_paper(models.Paper.objects.get(pk=paper).state).sitting


def two_papers():
    """Give an evening, two papers on the agenda of one sitting, one that is not, and the sitting."""
    evening = Evening()
    other, beside = (founding.open_paper(evening.town.clerk, title).on for title in ("Pools", "Roads"))
    papers = (evening.paper, other)
    called = sittings.call_sitting(evening.town.clerk, "November", STARTS, "Hall", 3, papers)
    return evening, papers, beside, called.on


def test_every_paper_of_the_agenda_goes_with_the_sitting():
    """Opening, counting, adjourning and closing reach each paper by an entry of its own."""
    evening, papers, beside, sitting = two_papers()
    chair = evening.town.chair
    acts = (
        ("open", lambda: sittings.open_sitting(chair, sitting, 7)),
        ("open", lambda: sittings.count_present(chair, sitting, 5)),
        ("adjourned", lambda: sittings.adjourn_sitting(chair, sitting)),
        ("open", lambda: sittings.open_sitting(chair, sitting)),
        ("closed", lambda: sittings.close_sitting(chair, sitting)),
    )
    for stage, act in acts:
        before = len(evening.entries())
        act()
        assert len(evening.entries()) == before + 3
        assert models.Sitting.objects.get(pk=sitting).stage == stage
        assert [sitting_on(one).stage.value for one in papers] == [stage, stage]
        assert sitting_on(beside) is None
        evening.assert_kept()
    assert sitting_on(papers[0]).present == 5


def test_a_motion_to_adjourn_adjourns_the_whole_sitting():
    """Once it is agreed to on one paper, the others and the sitting are adjourned too, in the same act."""
    evening, papers, _beside, sitting = two_papers()
    town = evening.town
    sittings.open_sitting(town.chair, sitting)
    evening.moved()
    debating.move_procedure(town.members[2], evening.paper, "adjourn")
    debating.put(town.chair, evening.paper)
    debating.collect(town.chair, evening.paper, agreed=True)
    assert models.Sitting.objects.get(pk=sitting).stage == "adjourned"
    assert [sitting_on(one).stage.value for one in papers] == ["adjourned", "adjourned"]
    evening.assert_kept()


def test_a_paper_that_comes_to_the_agenda_late_is_where_the_sitting_is():
    """A paper put on the agenda of an open or adjourned sitting is in that sitting, open or adjourned."""
    evening, papers, beside, sitting = two_papers()
    town = evening.town
    agenda = [("Libraries", papers[0]), ("Pools", papers[1])]
    sittings.open_sitting(town.chair, sitting)
    sittings.set_agenda(town.clerk, sitting, (*agenda, ("Roads", beside)))
    assert sitting_on(beside).stage.value == "open"
    sittings.adjourn_sitting(town.chair, sitting)
    late = founding.open_paper(town.clerk, "Late").on
    sittings.set_agenda(town.clerk, sitting, (("Late", late), *agenda, ("Roads", beside)))
    assert sitting_on(late).stage.value == "adjourned"
    entries = models.AgendaEntry.objects.filter(sitting=sitting)
    assert list(entries.values_list("paper_id", flat=True)) == [late, *papers, beside]
    evening.assert_kept()


def test_what_an_agenda_cannot_be():
    """None is taken off a sitting that began or stands twice, and none comes from one that goes on."""
    evening, papers, beside, sitting = two_papers()
    clerk = evening.town.clerk
    sittings.open_sitting(evening.town.chair, sitting)
    agenda = (("Libraries", papers[0]), ("Pools", papers[1]))
    elsewhere = sittings.call_sitting(clerk, "December", STARTS, papers=(beside,)).on
    before = kept(evening.town)
    for entries, message in (
        (agenda[:1], "called-for"),
        ((*agenda, agenda[0]), "on-agenda-twice"),
        ((*agenda, ("Roads", beside)), "sitting-goes-on"),
    ):
        with pytest.raises(Refused) as refused:
            sittings.set_agenda(clerk, sitting, entries)
        assert refused.value.ruling.message.id == message
        assert kept(evening.town) == before
    with pytest.raises(Refused):
        sittings.call_sitting(clerk, "Third", STARTS, papers=(beside,))
    assert kept(evening.town) == before
    sittings.open_sitting(evening.town.chair, elsewhere)
    sittings.close_sitting(evening.town.chair, elsewhere)
    sittings.set_agenda(clerk, sitting, (*agenda, ("Roads", beside)))
    with pytest.raises(Refused):
        sittings.set_agenda(clerk, elsewhere, ())


def test_a_sitting_that_has_not_begun_is_called_otherwise():
    """Its day and moment of interruption change on every paper; its place alone changes none of them."""
    evening, papers, beside, sitting = two_papers()
    clerk = evening.town.clerk
    later, moment = STARTS + timedelta(days=1), "2026-11-25T21:00:00Z"
    sittings.change_sitting(clerk, sitting, "December", later, "Barn", 4, day=2, days=3, interruption=moment)
    row = models.Sitting.objects.get(pk=sitting)
    assert (row.title, row.starts_at, row.place, row.quorum) == ("December", later, "Barn", 4)
    for paper in papers:
        held = sitting_on(paper)
        assert (held.day, held.days, held.interruption) == (2, 3, moment)
    entries = len(evening.entries())
    sittings.change_sitting(clerk, sitting, "December", later, "Hall", 4, day=2, days=3, interruption=moment)
    assert len(evening.entries()) == entries + 1
    sittings.set_agenda(clerk, sitting, (("Roads", beside),))
    assert sitting_on(beside).days == 3
    assert {sitting_on(paper).stage for paper in papers} == {SittingStage.CANCELLED}
    evening.assert_kept()
    sittings.open_sitting(evening.town.chair, sitting)
    before = kept(evening.town)
    for act in (
        lambda: sittings.change_sitting(clerk, sitting, "January", later),
        lambda: sittings.cancel_sitting(clerk, sitting),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.ruling.message.id == "sitting-begun"
    assert kept(evening.town) == before


def test_there_is_no_day_beyond_the_last():
    """A sitting is neither called nor changed for a day that its debate has not, with papers or without."""
    evening, _papers, _beside, sitting = two_papers()
    before = kept(evening.town)
    for act in (
        lambda: sittings.call_sitting(evening.town.clerk, "January", STARTS, day=3, days=2),
        lambda: sittings.change_sitting(evening.town.clerk, sitting, "January", STARTS, day=0, days=2),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.ruling.message.id == "no-such-day"
    assert kept(evening.town) == before


def test_a_cancelled_sitting_lets_its_papers_go():
    """Nobody comes to it any more, it is not opened, and another is called for its papers."""
    evening, papers, _beside, sitting = two_papers()
    town = evening.town
    sittings.arrive(town.member, sitting)
    sittings.cancel_sitting(town.clerk, sitting)
    assert models.Sitting.objects.get(pk=sitting).stage == "cancelled"
    assert sittings.present_in(sitting) == 0
    for act in (
        lambda: sittings.arrive(town.members[1], sitting),
        lambda: sittings.open_sitting(town.chair, sitting),
        lambda: sittings.cancel_sitting(town.clerk, sitting),
        lambda: sittings.set_agenda(town.clerk, sitting, ()),
    ):
        with pytest.raises(Refused):
            act()
    again = sittings.call_sitting(town.clerk, "December", STARTS, papers=papers).on
    sittings.open_sitting(town.chair, again)
    assert sitting_on(papers[0]).stage is SittingStage.OPEN
    evening.assert_kept()


def test_those_present_are_counted():
    """Who said that they are present and has not left is counted, at opening and when the chair asks."""
    evening, papers, _beside, sitting = two_papers()
    town = evening.town
    for member in town.members[:4]:
        sittings.arrive(member, sitting)
    sittings.arrive(replace(town.chair, acts_for=town.members[4].person), sitting)
    sittings.open_sitting(town.chair, sitting)
    assert sitting_on(papers[0]).present == sittings.present_in(sitting) == 5
    sittings.leave(town.members[0], sitting)
    sittings.count_present(town.chair, sitting)
    assert sitting_on(papers[1]).present == 4
    sittings.arrive(town.members[0], sitting)
    assert models.Presence.objects.filter(sitting=sitting).count() == 6
    sittings.close_sitting(town.chair, sitting)
    assert sittings.present_in(sitting) == 0


def test_nobody_is_present_twice_or_leaves_unseen():
    """Arriving twice, leaving without having come, and coming to a closed sitting are refused."""
    evening, _papers, _beside, sitting = two_papers()
    town = evening.town
    with pytest.raises(Refused) as refused:
        sittings.leave(town.member, sitting)
    assert refused.value.ruling.message.id == "not-present"
    sittings.arrive(town.member, sitting)
    with pytest.raises(Refused) as refused:
        sittings.arrive(town.member, sitting)
    assert refused.value.ruling.message.id == "present-already"
    sittings.open_sitting(town.chair, sitting)
    sittings.close_sitting(town.chair, sitting)
    with pytest.raises(Refused) as refused:
        sittings.arrive(town.members[1], sitting)
    assert refused.value.ruling.message.id == "sitting-closed"


def test_a_sitting_goes_by_the_rules_of_order():
    """Only what was called opens, and only what is open is adjourned or closed, by rule P7."""
    evening, _papers, _beside, sitting = two_papers()
    chair = evening.town.chair
    for act in (sittings.adjourn_sitting, sittings.close_sitting):
        with pytest.raises(Refused) as refused:
            act(chair, sitting)
        assert refused.value.ruling.rule == "P7"
    sittings.open_sitting(chair, sitting)
    with pytest.raises(Refused):
        sittings.open_sitting(chair, sitting)


def test_an_erased_person_was_there():
    """Who was present stays counted after the name is gone."""
    evening, _papers, _beside, sitting = two_papers()

    sittings.arrive(evening.town.member, sitting)
    rolls.erase_person(administrator(evening), evening.town.member.person)
    assert sittings.present_in(sitting) == 1
