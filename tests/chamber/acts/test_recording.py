"""What the clerk adds to the record stands beside what was declared, and changes nothing of it."""

from __future__ import annotations

import pytest

from chamber.assemblies import make_town
from chamber.evenings import Evening, kept, leaves_out
from onevoice.assembly.majority import Count
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber import models
from onevoice.chamber.acts import altering, debating, establishing, founding, recording
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import DivisionError, SettingsError
from onevoice.formats.version import parse_version

pytestmark = pytest.mark.usefixtures("chamber")


def votes_of(evening):
    """Give the names that are recorded."""
    rows = models.NameRecorded.objects.filter(paper_id=evening.paper)
    return dict(rows.values_list("person_id", "vote"))


def test_names_and_the_declared_count_are_both_kept():
    """Names that add up to another number leave the count as declared; names recorded anew replace them."""
    evening = Evening()
    on = evening.counted()
    decision = evening.debate.decision(on)
    votes = {one.person: "aye" for one in evening.town.members}
    recording.record_names(evening.town.clerk, evening.paper, 0, votes)
    assert votes_of(evening) == votes
    assert evening.debate.decision(on) == decision
    assert (decision.count.ayes, decision.count.noes) == (4, 2)
    fewer = {evening.town.member.person: "abstain"}
    recording.record_names(evening.town.clerk, evening.paper, 0, fewer)
    assert votes_of(evening) == fewer
    recorded = [one.public["votes"] for one in evening.entries() if one.act == "record-names"]
    assert recorded == [votes, fewer]


def test_names_and_versions_are_of_the_paper_that_was_seen():
    """Names recorded and a version published on a paper that has changed since are refused whole."""
    evening = Evening()
    on, clerk = evening.counted(), evening.town.clerk
    seen = evening.row.version
    votes = {evening.town.member.person: "aye"}
    recording.record_names(clerk, evening.paper, 0, votes, seen=seen)
    recording.publish_version(clerk, evening.paper, on, seen=seen + 1)
    before = kept(evening.town)
    with pytest.raises(Outdated):
        recording.record_names(clerk, evening.paper, 0, {}, seen=seen)
    with pytest.raises(Outdated):
        recording.publish_version(clerk, evening.paper, on, seen=seen + 1)
    assert kept(evening.town) == before
    assert models.PublishedVersion.objects.filter(paper_id=evening.paper).count() == 1


def test_names_are_of_this_roll_and_of_a_counted_decision():
    """Somebody else's person, a vote that is none, and a decision without a count are refused whole."""
    evening = Evening()
    evening.moved()
    debating.put(evening.town.chair, evening.paper)
    debating.collect(evening.town.chair, evening.paper, agreed=True)
    clerk, member = evening.town.clerk, evening.town.member.person
    before = kept(evening.town)
    for decision in (0, 1, -1):
        with pytest.raises(Refused) as refused:
            recording.record_names(clerk, evening.paper, decision, {member: "aye"})
        assert refused.value.ruling.message.id == "no-count-to-record"
    with pytest.raises(SettingsError):
        recording.record_names(clerk, evening.paper, 0, {member: "perhaps"})
    assert kept(evening.town) == before
    counted = Evening()
    counted.counted()
    with pytest.raises(NotHere):
        recording.record_names(counted.town.clerk, counted.paper, 0, {make_town().member.person: "aye"})
    assert votes_of(counted) == {}


def test_a_published_version_stays_as_it_was():
    """Its words and lines are those of the moment, whatever the text or the assembly's width become."""
    evening = Evening()
    on, clerk = evening.motion(), evening.town.clerk
    first = publish(evening.debate.motion(on).text, 1, 20)
    recording.publish_version(clerk, evening.paper, on, 20)
    altering.alter(evening.town.member, evening.paper, on, leaves_out(evening.debate, on))
    establishing.change_settings(clerk, width=30)
    recording.publish_version(clerk, evening.paper, on)
    rows = models.PublishedVersion.objects.filter(paper_id=evening.paper, text=on)
    kept_first, second = (parse_version(one.content) for one in rows)
    assert kept_first == first
    assert second == publish(evening.debate.motion(on).text, 2, 30)
    for wrong in (19, 201):
        with pytest.raises(SettingsError):
            recording.publish_version(clerk, evening.paper, on, wrong)
    with pytest.raises(NotHere):
        recording.publish_version(clerk, evening.paper, "a1")


def test_a_correction_keeps_what_was_declared():
    """The corrected count stands with what it was before and why; one that turns the result is refused."""
    evening = Evening()
    on = evening.counted()
    recording.correct(evening.town.clerk, evening.paper, on, Count(5, 2), "A slip of the pen")
    decision = evening.debate.decision(on)
    assert decision.count == Count(5, 2)
    assert [(one.count, one.reason) for one in decision.corrections] == [(Count(4, 2), "A slip of the pen")]
    with pytest.raises(Refused) as refused:
        recording.correct(evening.town.clerk, evening.paper, on, Count(2, 5), "Turned round")
    assert refused.value.ruling.rule == "D7"
    evening.assert_kept()


def test_a_count_that_cannot_be_is_refused():
    """A negative number is no count, and nothing is decided by it."""
    evening = Evening()
    on = evening.put()
    before = kept(evening.town)
    with pytest.raises(DivisionError):
        debating.declare(evening.town.chair, evening.paper, -1, 2, question=on)
    assert kept(evening.town) == before


def test_a_ruling_on_a_point_of_order_is_minuted():
    """It stands in the minutes with the point and who raised it, and changes nothing of the debate."""
    evening = Evening()
    before = evening.debate
    member = evening.town.member.person
    debating.rule(evening.town.chair, evening.paper, "Is it late?", "It is not.", raised_by=member)
    assert evening.entries()[-1].public == {
        "point": "Is it late?",
        "ruling": "It is not.",
        "raised_by": member,
    }
    assert evening.debate == before


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "},
        {"name": "x" * 201},
        {"pack": "monarchy"},
        {"language": "tlh"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../etc/passwd"},
        {"width": 3},
        {"slug": "other"},
    ],
)
def test_settings_that_cannot_be(changed):
    """A setting that there is not, or that cannot be so, is refused with a sentence; nothing is written."""
    evening = Evening()
    before = kept(evening.town)
    with pytest.raises(SettingsError, match=r"\.$"):
        establishing.change_settings(evening.town.clerk, **changed)
    assert kept(evening.town) == before


def test_an_open_paper_keeps_its_rules():
    """Another rule pack holds for papers opened afterwards; what is open goes on as it began."""
    evening = Evening()
    establishing.change_settings(evening.town.clerk, pack="robert", name="Town moot", language="he")
    assert evening.debate.pack == "uk_council"
    other = founding.open_paper(evening.town.clerk, "Pools").on
    assert models.Paper.objects.get(pk=other).state.count('"pack": "robert"') == 1
    assert evening.entries()[-2].public == {"pack": "robert", "name": "Town moot", "language": "he"}
    evening.assert_kept()
