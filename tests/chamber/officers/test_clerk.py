"""The clerk's desk: numbering and returning, what came on paper, names beside a count, corrections."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.browsing import town_client
from chamber.evenings import WORDS, Evening, adds
from chamber.officers.forms import Form, forms_of, visible
from onevoice.assembly.order.stages import Stage
from onevoice.chamber import models
from onevoice.chamber.acts import tabling
from onevoice.chamber.readings.names_recorded import VOTES, read_list


@pytest.fixture
def night(chamber: object) -> Evening:  # noqa: ARG001 - the tables must be there
    """Give an evening of a council."""
    return Evening()


def desk(night: Evening) -> tuple[Client, str, str]:
    """Give the clerk's browser, the address of the desk, and the desk."""
    client = town_client(night.town, night.town.clerk)
    address = reverse("clerk-paper", args=(night.town.assembly.slug, night.paper))
    return client, address, client.get(address).content.decode()


def form_on(page: str, act: str, on: str = "") -> Form:
    """Give the form of an act on something."""
    found = [one for one in forms_of(page) if one.act == act]
    return next(one for one in found if not on or ("on", on) in one.fields)


def test_what_waits_is_numbered_by_one_press(night: Evening) -> None:
    """Each text that waits has the next free number filled in, and goes on the paper by its button."""
    motion = tabling.table_motion(night.town.member, night.paper, "Pools", WORDS).on
    first = tabling.table_amendment(night.town.members[1], night.paper, motion, adds()).on
    second = tabling.table_amendment(night.town.members[2], night.paper, motion, adds(" twice")).on
    client, address, page = desk(night)
    for on in (motion, first, second):
        page = client.get(address).content.decode()
        form = form_on(page, "number", on)
        assert client.post(form.action, form.sent()).status_code == 302
    numbers = [one.number for one in (*night.debate.motions, *night.debate.amendments)]
    assert numbers == ["1", "a", "b"]
    assert "Nothing waits." in visible(client.get(address).content.decode())


def test_a_text_is_returned_with_rule_and_reason(night: Evening) -> None:
    """A text that is not in order goes back with a rule of the pack and the reason; without one it stays."""
    motion = tabling.table_motion(night.town.member, night.paper, "Pools", WORDS).on
    client, _address, page = desk(night)
    form = form_on(page, "return", motion)
    rules = [one for one in form.choices["rule"] if one]
    assert rules
    refused = client.post(form.action, form.sent(rule="no such rule", reason="It is too long."))
    page = client.get(refused["Location"]).content.decode()
    assert "It is too long." in page
    assert night.debate.motion(motion).stage is Stage.TABLED
    form = form_on(page, "return", motion)
    client.post(form.action, form.sent(rule=rules[0]))
    assert night.debate.motion(motion).stage is Stage.RETURNED
    assert night.debate.motion(motion).ruling is not None


def test_a_signature_on_paper_is_the_members(night: Evening) -> None:
    """What the clerk enters for a member stands as that member's, and the minutes say who entered it."""
    motion = night.motion()
    client, _address, page = desk(night)
    form = form_on(page, "sign")
    member = night.town.members[4].person
    assert client.post(form.action, form.sent(on=motion, acts_for=member)).status_code == 302
    assert member in {one.member for one in night.debate.motion(motion).motion.signatures}
    assert night.entries()[-1].public["for"] == member


def test_names_are_recorded_once_and_compared(night: Evening) -> None:
    """Names that differ from the declared count are told to differ; recorded twice, they are entered once."""
    night.counted()
    client = town_client(night.town, night.town.clerk)
    address = reverse("names", args=(night.town.assembly.slug, night.paper, 1))
    (form,) = forms_of(client.get(address).content.decode())
    votes = {f"vote-{one.person}": "aye" for one in night.town.members[:3]}
    record = next(one for one in form.buttons if one.value == "record")
    client.post(address, form.sent(record, **votes))
    before = len(night.entries())
    client.post(address, form.sent(record, **votes))
    assert len(night.entries()) == before
    assert "They differ" in visible(client.get(address).content.decode())
    assert "other numbers" in visible(desk(night)[2])
    assert night.debate.decisions[-1].count is not None
    assert night.debate.decisions[-1].count.ayes == 4


def test_names_of_two_clerks_do_not_overwrite_each_other(night: Evening) -> None:
    """Names from a page made before others were recorded stay in the form, beside what is recorded."""
    night.counted()
    client = town_client(night.town, night.town.clerk)
    address = reverse("names", args=(night.town.assembly.slug, night.paper, 1))
    (form,) = forms_of(client.get(address).content.decode())
    record = next(one for one in form.buttons if one.value == "record")
    first, second = (f"vote-{one.person}" for one in night.town.members[:2])
    client.post(address, form.sent(record, **{first: "aye"}))
    entered = len(night.entries())
    answer = client.post(address, form.sent(record, **{first: "no", second: "no"}))
    assert answer.status_code == 409
    assert len(night.entries()) == entered
    page = answer.content.decode()
    assert "Recorded: aye" in visible(page)
    (again,) = forms_of(page)
    assert client.post(address, again.sent(record)).status_code == 302
    votes = models.NameRecorded.objects.filter(paper_id=night.paper).values_list("vote", flat=True)
    assert list(votes) == ["no", "no"]


def test_a_list_is_read_and_nothing_recorded_yet(night: Evening) -> None:
    """A pasted list fills the form in, names the rows that it could not read, and records nothing."""
    night.counted()
    client = town_client(night.town, night.town.clerk)
    address = reverse("names", args=(night.town.assembly.slug, night.paper, 1))
    rows = "name;vote\nMember 1;aye\nm2;No\n  member 3 ; ABSTAIN\nNobody;aye\nMember 4;perhaps\n"
    response = client.post(address, {"do": "read", "list": rows})
    page = response.content.decode()
    (form,) = forms_of(page)
    sent = dict(form.fields)
    of = [f"vote-{one.person}" for one in night.town.members]
    assert [sent[one] for one in of[:4]] == ["aye", "no", "abstain", ""]
    assert "Row 5" in page
    assert "Row 6" in page
    assert not models.NameRecorded.objects.filter(paper_id=night.paper).exists()


@given(words=st.text(st.characters(codec="utf-8"), max_size=80))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_any_list_is_read_or_told(night: Evening, words: str) -> None:
    """Whatever is pasted as a list, it is read into votes of members or its rows are named."""
    votes, wrong = read_list(night.town.assembly.id, words)
    assert set(votes.values()) <= set(VOTES)
    assert all(isinstance(one, str) for one in wrong)


def test_a_count_is_corrected_with_the_reason(night: Evening) -> None:
    """A correction stands beside what was declared; one that would turn the result is refused."""
    on = night.counted()
    client, address, page = desk(night)
    form = form_on(page, "correct", on)
    turned = client.post(form.action, form.sent(ayes="1", noes="5", reason="Miscounted."))
    page = client.get(turned["Location"]).content.decode()
    assert "error-summary" in page
    assert "Miscounted." in page
    form = form_on(page, "correct", on)
    client.post(form.action, form.sent(ayes="5", noes="2"))
    decision = night.debate.decisions[-1]
    assert decision.count is not None
    assert (decision.count.ayes, decision.corrections[0].count.ayes) == (5, 4)
    assert client.get(address).status_code == 200


def test_amendments_are_grouped(night: Evening) -> None:
    """Ticked amendments are grouped under what they are about."""
    motion = night.moved()
    pair = [night.amendment(motion), night.amendment(motion, night.town.members[2], adds(" twice"))]
    client, _address, page = desk(night)
    form = form_on(page, "group")
    client.post(form.action, form.sent(title="Ends") | {"on": pair})
    assert [one.on for one in night.debate.groupings] == [tuple(pair)]


def test_the_desk_over_all_papers_counts_what_waits(night: Evening) -> None:
    """The clerk's first page says of each paper how much waits, and how many counts lack names."""
    night.counted()
    tabling.table_motion(night.town.member, night.paper, "Pools", WORDS)
    client = town_client(night.town, night.town.clerk)
    page = visible(client.get(reverse("clerk", args=(night.town.assembly.slug,))).content.decode())
    assert "1 text to number or return" in page
    assert "1 count without names" in page
