"""One's own page: what is one's own and nobody else's, a way out, and everything that is kept as a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from chamber.assemblies import Town, make_town
from chamber.browsing import town_client
from chamber.members.desks import LIBRARY, Desk
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber import models
from onevoice.chamber.acts import drafting, rolls, signing, sittings, tabling
from onevoice.chamber.acts.rolls import RollEntry
from onevoice.formats.notation import read_notation

_EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)


def _page(town: Town) -> str:
    return f"/a/{town.assembly.slug}/me/"


def _busy(town: Town) -> Desk:
    """Give a desk in a town where two members have drafts, texts, signatures and votes."""
    desk = Desk(town)
    operations = read_notation(publish(LIBRARY), "leave out 'ten' and insert 'two'", "x")
    own = tabling.table_amendment(town.members[1], desk.paper, desk.motion, operations).on
    signing.sign(town.member, desk.paper, own)
    signing.sign(town.members[1], desk.paper, desk.motion)
    drafting.keep_draft(town.member, desk.paper, "text", "my own secret", title="Mine")
    drafting.keep_draft(town.members[1], desk.paper, "text", "another's secret", title="Theirs")
    for member, vote in ((town.member, "aye"), (town.members[1], "no")):
        models.NameRecorded.objects.create(
            paper_id=desk.paper, decision=0, person_id=member.person, vote=vote
        )
    return desk


def test_the_page_holds_ones_own(town: Town) -> None:
    """Drafts, texts, signatures and votes of the person stand on their page, and no draft of another."""
    desk = _busy(town)
    page = desk.client.get(_page(town))
    shown = page.content.decode()
    assert "Mine" in shown
    assert "Theirs" not in shown
    (on,) = [one for one in page.context["me"].papers if one.paper.id == desk.paper]
    assert [one.id for one in on.texts] == [desk.motion]
    assert [one.id for one in on.signed] == ["a1"]
    assert [one.vote for one in on.votes] == ["aye"]


def test_a_signature_is_taken_back(town: Town) -> None:
    """The button on one's page takes one's name off, and only one's own."""
    desk = _busy(town)
    desk.client.post(desk.address("act", "unsign"), {"on": "a1"})
    assert [one.member for one in desk.read().debate.amendment("a1").amendment.signatures] == []
    names = [one.member for one in desk.read().debate.motion(desk.motion).motion.signatures]
    assert town.members[1].person in names


def test_a_draft_is_thrown_away(town: Town) -> None:
    """A person throws their own draft away; another's stays."""
    desk = _busy(town)
    own, other = sorted(desk.drafts(), key=lambda one: one.title)
    assert desk.client.post(_page(town), {"draft": own.id}).status_code == 302
    assert desk.client.post(_page(town), {"draft": other.id}).status_code in {403, 404}
    assert [one.title for one in desk.drafts()] == ["Theirs"]


def test_signing_out_everywhere(town: Town) -> None:
    """A lost phone is nobody any more, and neither is this browser; others stay who they are."""
    phone, here, other = (town_client(town, one) for one in (town.member, town.member, town.members[1]))
    assert phone.get(_page(town)).status_code == 200
    assert here.post(_page(town), {"do": "sign-out-everywhere"}).status_code == 302
    assert phone.get(_page(town)).status_code == 403
    assert here.get(_page(town)).status_code == 403
    assert other.get(_page(town)).status_code == 200


def test_the_file_holds_all_and_only_ones_own(town: Town) -> None:
    """The file has every row about the person, and no name, draft, vote or signature of anybody else."""
    desk = _busy(town)
    sitting = sittings.call_sitting(town.clerk, "Monday", _EVENING, "Hall", 3).on
    models.Presence.objects.create(sitting_id=sitting, person_id=town.member.person, arrived_at=_EVENING)
    entries = tuple(RollEntry(f"m{n}", f"Member {n}", (("party", "Green"),)) for n in (1, 2))
    rolls.import_roll(town.clerk, entries)
    response = desk.client.get(f"{_page(town)}everything.json")
    assert "attachment" in response.headers["Content-Disposition"]
    text = response.content.decode()
    found = json.loads(text)
    assert found["person"]["name"] == "Member 1"
    assert [one["name"] for one in found["groups"]] == ["Green"]
    assert [one["words"] for one in found["drafts"]] == ["my own secret"]
    assert [one["vote"] for one in found["votes_recorded"]] == ["aye"]
    assert [one["sitting"] for one in found["presence"]] == ["Monday"]
    (on,) = found["papers"]
    assert [one["id"] for one in on["moves"]] == [desk.motion]
    assert [one["text"] for one in on["signed"]] == ["a1"]
    assert [one["act"] for one in found["minutes"]] == ["table-motion", "sign", "import-roll"]
    others = models.Person.objects.filter(assembly=town.assembly).exclude(pk=town.member.person)
    for person in others:
        assert person.name not in text
        assert person.id not in text
    assert "another's secret" not in text


def test_the_file_names_every_table_that_knows_people(town: Town) -> None:
    """Every table that points to a person is in the file: one that is added must be added there too."""
    pointing = {
        relation.related_model.__name__
        for relation in models.Person._meta.related_objects
        if relation.related_model is not None
    }
    assert pointing == {
        "Affiliation",
        "Key",
        "Draft",
        "Presence",
        "NameRecorded",
        "Response",
        "Invitation",
    }
    response = town_client(town, town.member).get(f"{_page(town)}everything.json")
    told = {"groups", "links", "drafts", "presence", "votes_recorded", "answers", "asked_to_sign"}
    assert told <= set(response.json())


def test_what_a_clerk_enters_for_somebody_is_theirs(town: Town) -> None:
    """An act that the clerk entered for a member stands in the member's file and in the clerk's."""
    desk = Desk(town, town.clerk)
    page = {"title": "On paper", "words": "That we sing.", "acts_for": town.members[2].person}
    shown = desk.client.post(desk.address("new-motion"), {**page, "do": "preview"})
    desk.client.post(desk.address("new-motion"), {**page, "do": "table", "shown": shown.context["digest"]})
    for doer in (town.members[2], town.clerk):
        found = town_client(town, doer).get(f"{_page(town)}everything.json").json()
        assert "table-motion" in [one["act"] for one in found["minutes"]]


def test_the_page_is_for_people_of_the_town(town: Town) -> None:
    """Visitors, and people of another town, are refused page and file."""
    elsewhere = make_town()
    for client in (town_client(town), town_client(elsewhere, elsewhere.member)):
        for address in (_page(town), f"{_page(town)}everything.json"):
            assert client.get(address).status_code == 403


def test_what_a_mover_may_do_stands_on_the_page(town: Town) -> None:
    """A mover finds withdrawing, altering and taking in; a clerk finds none on their own page."""
    desk = _busy(town)
    shown = desk.client.get(_page(town)).content.decode()
    assert f"/papers/{desk.paper}/acts/withdraw/" in shown
    assert f"/texts/{desk.motion}/alter/" in shown
    assert "acts/withdraw" not in desk.as_(town.clerk).client.get(_page(town)).content.decode()
    desk.client.post(desk.address("act", "withdraw"), {"on": desk.motion})
    assert desk.read().debate.motion(desk.motion).stage.value == "withdrawn"
