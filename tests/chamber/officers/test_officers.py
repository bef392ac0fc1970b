"""The officers' pages: whose they are, who was quicker, and what is kept of what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from chamber.assemblies import Town
from chamber.browsing import town_client
from chamber.evenings import WORDS, Evening, adds
from chamber.officers.forms import forms_of, visible
from onevoice.chamber import models
from onevoice.chamber.acts import debating, founding, marshalling, signing, sittings, tabling
from onevoice.chamber.pages.routes import ROUTES

OFFICERS = ("chair-paper", "clerk-paper", "selection", "sheet")
HOSTILE = '<script>alert("1")</script>"\'\u202e'


def address(night: Evening, name: str, *more: object) -> str:
    """Give the address of a page of an evening's paper."""
    return reverse(name, args=(night.town.assembly.slug, night.paper, *more))


def act(night: Evening, name: str) -> str:
    """Give the address of an act."""
    return address(night, "act", name)


def divided(night: Evening) -> None:
    """Put the question now, and divide on it."""
    debating.put(night.town.chair, night.paper)
    debating.divide(night.town.chair, night.paper)


@pytest.fixture
def night(chamber: object) -> Evening:  # noqa: ARG001 - the tables must be there
    """Give an evening with a motion before the meeting."""
    found = Evening()
    found.moved()
    return found


def test_officers_pages_are_the_officers(night: Evening) -> None:
    """Members and visitors get 403 for every officer's page, and see none of its buttons."""
    divided(night)
    debating.declare(night.town.chair, night.paper, 4, 2)
    addresses = [
        *(address(night, name) for name in OFFICERS),
        *(reverse(name, args=(night.town.assembly.slug,)) for name in ("chair", "clerk")),
        address(night, "names", 1),
    ]
    for doer in (night.town.member, None):
        client = town_client(night.town, doer)
        for one in addresses:
            response = client.get(one)
            assert response.status_code == 403, one
            assert not forms_of(response.content.decode()), one
    for name in (*OFFICERS, "names"):
        route = next(one for one in ROUTES if one.name == name)
        assert route.reads in {"read-chair", "read-clerk"}


def test_the_clerk_sees_the_chairs_page_without_the_chairs_buttons(night: Evening) -> None:
    """Whoever is no chair is not offered what is the chair's alone."""
    page = town_client(night.town, night.town.clerk).get(address(night, "chair-paper")).content.decode()
    assert not {"put", "call", "begin-debate", "rule", "declare-fallen"} & {one.act for one in forms_of(page)}


def test_who_was_slower_is_told_so(night: Evening) -> None:
    """An undo of what somebody has built on since is refused as outdated, and the page leads back."""
    client = town_client(night.town, night.town.chair)
    debating.begin_debate(night.town.chair, night.paper)
    page = client.get(address(night, "chair-paper")).content.decode()
    undo = next(one for one in forms_of(page) if one.act == "undo")
    debating.put(night.town.chair, night.paper)
    response = client.post(undo.action, undo.sent())
    assert response.status_code == 409
    assert address(night, "chair-paper") in response.content.decode()
    assert night.debate.question is not None
    assert night.debate.question.stage.value == "put"


def test_debate_begins_once(night: Evening) -> None:
    """A second tap does nothing again, and leads back to the page as it stands; another's tap is told so."""
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    assert form.act == "begin-debate"
    assert client.post(form.action, form.sent()).status_code == 302
    before = len(night.entries())
    response = client.post(form.action, form.sent())
    assert response["Location"] == address(night, "chair-paper")
    assert "That is done already." in client.get(response["Location"]).content.decode()
    debating.rule(night.town.chair, night.paper, "May he?", "He may.")
    assert client.post(form.action, form.sent()).status_code == 409
    assert len(night.entries()) == before + 1


def test_undo_says_what_it_undoes(night: Evening) -> None:
    """Beside the undo button stands the latest act; pressed, that act is gone."""
    client = town_client(night.town, night.town.chair)
    debating.put(night.town.chair, night.paper)
    page = client.get(address(night, "chair-paper")).content.decode()
    assert "put the question" in visible(page)
    undo = next(one for one in forms_of(page) if one.act == "undo")
    assert client.post(undo.action, undo.sent()).status_code == 302
    assert night.debate.question is not None
    assert night.debate.question.stage.value == "proposed"


def test_a_refused_count_is_shown_again(night: Evening) -> None:
    """A count that cannot be declared comes back with what was typed, the reason above it, and no entry."""
    divided(night)
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    before = len(night.entries())
    response = client.post(form.action, form.sent(ayes="23", noes="many"))
    page = client.get(response["Location"]).content.decode()
    assert "error-summary" in page
    assert 'value="23"' in page
    assert len(night.entries()) == before
    assert "error-summary" not in client.get(response["Location"]).content.decode()


def test_a_ruling_typed_while_somebody_was_quicker_is_kept(night: Evening) -> None:
    """Words typed for a ruling are not lost when the paper has changed meanwhile."""
    client = town_client(night.town, night.town.chair)
    page = client.get(address(night, "chair-paper")).content.decode()
    form = next(one for one in forms_of(page) if one.act == "rule")
    debating.begin_debate(night.town.chair, night.paper)
    response = client.post(form.action, form.sent(point="May he?", ruling="He may."))
    page = client.get(response["Location"]).content.decode()
    assert "May he?" in page
    assert "error-summary" in page
    form = next(one for one in forms_of(page) if one.act == "rule")
    assert client.post(form.action, form.sent()).status_code == 302
    assert night.entries()[-1].act == "rule"
    before = len(night.entries())
    client.post(form.action, form.sent())
    assert len(night.entries()) == before


def test_a_tie_asks_for_the_casting_vote(night: Evening) -> None:
    """On equal votes the page asks for the casting vote, and it decides."""
    divided(night)
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    client.post(form.action, form.sent(ayes="3", noes="3"))
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    assert form.act == "cast"
    assert {one.value for one in form.buttons} == {"yes", "no"}
    client.post(form.action, form.sent(form.buttons[0]))
    assert night.debate.decisions[-1].how.value == "casting-vote"


def test_hostile_words_stay_words(night: Evening) -> None:
    """Whatever is typed as a name, title, number, reason or point stands escaped on every officer's page."""
    models.Person.objects.filter(pk=night.town.member.person).update(name=HOSTILE)
    models.Paper.objects.filter(pk=night.paper).update(title=HOSTILE)
    done = tabling.table_motion(night.town.member, night.paper, HOSTILE, WORDS)
    tabling.number(night.town.clerk, night.paper, done.on, HOSTILE)
    on = night.debate.motions[0].id
    change = tabling.table_amendment(night.town.member, night.paper, on, adds(HOSTILE)).on
    again = tabling.table_amendment(night.town.member, night.paper, on, adds(HOSTILE)).on
    tabling.number(night.town.clerk, night.paper, change, f"2{HOSTILE}")
    marshalling.group(night.town.clerk, night.paper, HOSTILE[:50], (change,), HOSTILE)
    debating.rule(night.town.chair, night.paper, HOSTILE, HOSTILE)
    debating.call(night.town.chair, night.paper, change)
    assert night.debate.amendment(again).stage.value == "tabled"
    client = town_client(night.town, night.town.chair)
    clerk = town_client(night.town, night.town.clerk)
    pages = [
        *(client.get(address(night, name)) for name in ("chair-paper", "selection", "sheet", "projector")),
        clerk.get(address(night, "clerk-paper")),
        clerk.get(reverse("clerk", args=(night.town.assembly.slug,))),
    ]
    for response in pages:
        assert response.status_code == 200
        page = response.content.decode()
        assert "<script>alert" not in page
        assert "alert(" in page
        assert 'value=""><script' not in page


def test_the_chairs_place_leads_to_the_paper_before_the_assembly(night: Evening) -> None:
    """Of several papers, the one on which a question is pending is the chair's."""
    another = founding.open_paper(night.town.clerk, "Another").on
    done = tabling.table_motion(night.town.member, another, "It waits", WORDS)
    tabling.number(night.town.clerk, another, done.on, "1")
    client = town_client(night.town, night.town.chair)
    response = client.get(reverse("chair", args=(night.town.assembly.slug,)))
    assert response["Location"] == address(night, "chair-paper")


def test_an_assembly_without_papers_says_so(town: Town) -> None:
    """The chair of an assembly that has no paper yet is told who opens one."""
    response = town_client(town, town.chair).get(reverse("chair", args=(town.assembly.slug,)))
    assert response.status_code == 200
    assert "The clerk opens a paper" in visible(response.content.decode())


def test_a_seconder_is_asked_for_and_is_not_the_mover(chamber: object) -> None:  # noqa: ARG001 - as above
    """Where the rules ask for a seconder, every member but the mover can be named, and then debate begins."""
    night = Evening()
    debating.move(night.town.member, night.paper, night.motion())
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    assert form.act == "second"
    assert night.town.member.person not in form.choices["acts_for"]
    client.post(form.action, form.sent(acts_for=night.town.members[3].person))
    assert night.debate.motions[0].seconder == night.town.members[3].person


def test_nobody_is_named_by_chance(night: Evening) -> None:
    """Where whoever tabled a text is no member any more, the page asks who moves it, and chooses nobody."""
    change = night.amendment(night.debate.motions[0].id, night.town.members[2])
    debating.call(night.town.chair, night.paper, change)
    models.Person.objects.filter(pk=night.town.members[2].person).update(is_member=False)
    page = town_client(night.town, night.town.chair).get(address(night, "chair-paper")).content.decode()
    form = forms_of(page, "next")[0]
    assert form.act == "move"
    assert dict(form.fields)["acts_for"] == ""


def test_no_more_votes_are_declared_than_there_are(night: Evening) -> None:
    """A slip of the hand declares no count above the roll; where more were counted present, it may."""
    sitting = night.sitting(is_open=True)
    divided(night)
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    members = models.Person.objects.filter(assembly=night.town.assembly, is_member=True).count()
    most = max(members, 7)  # so many are counted present
    before = len(night.entries())
    response = client.post(form.action, form.sent(ayes=str(most), noes="1"))
    words = visible(client.get(response["Location"]).content.decode())
    assert f"These are {most + 1} votes, and there are {most} at most." in words
    assert len(night.entries()) == before
    sittings.count_present(night.town.chair, sitting, most + 1)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    client.post(form.action, form.sent(ayes=str(most), noes="1"))
    assert night.debate.decisions[-1].count.ayes == most


def test_what_was_done_is_said_as_the_minutes_say_it(night: Evening) -> None:
    """After a button the page tells who did what to which text, and not what the act is called."""
    member = night.town.members[4]
    client = town_client(night.town, member)
    on = night.debate.motions[0].id
    page = client.post(act(night, "sign"), {"on": on}, follow=True).content.decode()
    said = "Member 5 signed motion"
    assert said in visible(page) or said in strip_tags(page)


def test_only_amendments_are_put_in_an_order(chamber: object) -> None:  # noqa: ARG001 - as above
    """Who sets the order of calling numbers amendments, each by its name, and no motion beside them."""
    night = Evening("uk_council")
    on = night.moved()
    night.amendment(on, night.town.members[1], adds(" by day."))
    night.amendment(on, night.town.members[2], adds(" by night."))
    page = town_client(night.town, night.town.chair).get(address(night, "chair-paper")).content.decode()
    (form,) = [one for one in forms_of(page) if one.act == "judge" and "place-a1" in one.numbers]
    assert f"place-{on}" not in form.numbers
    words = strip_tags(page)
    assert "amendment a1" in words
    assert "Amendment m1" not in words


def test_who_opens_the_sitting_stays_at_the_chairs_page(night: Evening) -> None:
    """Opened from the chair's page, the sitting leads back there, and what was done is said in a sentence."""
    night.sitting()
    client = town_client(night.town, night.town.chair)
    form = forms_of(client.get(address(night, "chair-paper")).content.decode(), "next")[0]
    assert form.act == "open-sitting"
    response = client.post(form.action, form.sent(present="7"))
    assert response["Location"] == address(night, "chair-paper")
    page = strip_tags(client.get(response["Location"]).content.decode())
    assert "Chris Chair opened the sitting with 7 members present." in page
    assert "Fewer than the quorum" not in page


def test_the_chair_is_told_of_a_missing_quorum(night: Evening) -> None:
    """While fewer are there than the quorum asks for, the chair's page says so, and where to count."""
    sitting = night.sitting(is_open=True)
    client = town_client(night.town, night.town.chair)
    assert "Fewer than the quorum" not in client.get(address(night, "chair-paper")).content.decode()
    sittings.count_present(night.town.chair, sitting, 2)
    page = client.get(address(night, "chair-paper")).content.decode()
    assert "Fewer than the quorum" in page
    assert reverse("sitting", args=(night.town.assembly.slug, sitting)) in page


def test_what_seeks_signatures_is_not_called_a_draft(night: Evening) -> None:
    """A text that is shown to all so that they sign it says so; only its author knows a draft."""
    tabling.table_motion(night.town.members[1], night.paper, "Bells", WORDS, seek=True)
    page = strip_tags(town_client(night.town, None).get(address(night, "paper")).content.decode())
    assert "Seeking signatures" in page
    assert "Draft" not in page


def test_the_clerk_is_led_to_table_an_amendment_for_a_member(night: Evening) -> None:
    """Before the clerk has named a member, the preview says how to come from recommending to tabling."""
    on = night.debate.motions[0].id
    where = reverse("amend", args=(night.town.assembly.slug, night.paper, on)) + "?way=notation"
    given = {"way": "notation", "tongue": "en", "words": "at end add “And so on.”", "do": "preview"}
    client = town_client(night.town, night.town.clerk)
    assert "choose below who handed it in" in client.post(where, given).content.decode()
    named = given | {"acts_for": night.town.members[1].person}
    assert "choose below who handed it in" not in client.post(where, named).content.decode()


def test_the_next_amendment_is_named_when_its_turn_has_come(chamber: object) -> None:  # noqa: ARG001 - as above
    """While a seconder is asked for, or the debate is to begin, the chair names no amendment yet."""
    night = Evening("uk_council")
    on = night.motion()
    night.amendment(on)
    night.sitting(is_open=True)
    client = town_client(night.town, night.town.chair)

    def says() -> str:
        page = client.get(address(night, "chair-paper")).content.decode()
        return strip_tags(page.partition('class="say"')[2].partition("</section>")[0])

    debating.move(night.town.member, night.paper, on)
    assert "Is there a seconder?" in says()
    assert "Next is" not in says()
    signing.second(night.town.members[5], night.paper, on)
    assert "Next is" not in says()
    debating.begin_debate(night.town.chair, night.paper)
    assert "Next is amendment a1." in says()
