"""An assembly is set up by its pages: roll, links, sittings; and nobody else gets at them."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from chamber.assemblies import ADMINISTRATOR, Town
from chamber.browsing import town_client
from chamber.evenings import Evening
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import founding, keys, marshalling
from onevoice.chamber.pages.visit import ADMINISTRATOR as SESSION

ROLL = "id,name,role,party,since\nw1,Wanda Wren,,Red,\nw2,Wim Wolf,clerk,Blue; Green,2026-01-01\nw3,,,Red,\n"


def _at(name: str, town: Town, *parts: str) -> str:
    return reverse(name, args=(town.assembly.slug, *parts))


def _import(client: Client, town: Town, words: str) -> str:
    file = io.BytesIO(words.encode())
    file.name = "roll.csv"
    shown = client.post(_at("roll", town), {"file": file})
    assert shown.status_code == 200
    return shown.content.decode()


def _administrator() -> Client:
    """Give a client that entered by the first administrator's link."""
    client = Client()
    client.post(reverse("enter-link", args=(keys.issue_administrator_key().token,)))
    assert SESSION in client.session
    return client


def test_a_roll_is_shown_before_it_is_imported(town: Town) -> None:
    """Reading a file changes nothing and names refused lines; confirming puts the others on the roll."""
    client = town_client(town, town.clerk)
    page = _import(client, town, ROLL)
    assert "Line 4:" in page
    assert "Wanda Wren" in page
    assert not models.Person.objects.filter(assembly=town.assembly, key="w1").exists()
    client.post(_at("import-roll", town))
    wim = models.Person.objects.get(assembly=town.assembly, key="w2")
    assert [one.name for one in wim.affiliations.all()] == ["Blue", "Green"]
    assert models.Person.objects.filter(assembly=town.assembly, key="w1").exists()


def test_a_list_cannot_make_a_clerk(town: Town) -> None:
    """Offices that stand in a clerk's list are not given: that is an administrator's to do."""
    client = town_client(town, town.clerk)
    _import(client, town, ROLL)
    client.post(_at("import-roll", town))
    assert not models.Person.objects.get(assembly=town.assembly, key="w2").is_clerk
    admin = _administrator()
    wim = models.Person.objects.get(assembly=town.assembly, key="w2")
    admin.post(_at("appoint", town, wim.id), {"clerk": "on"})
    wim.refresh_from_db()
    assert wim.is_clerk


def test_a_link_enters_once_and_opening_it_uses_nothing_up(town: Town) -> None:
    """The page that a link opens may be opened again; its button binds one browser, and no second."""
    issued = keys.issue_key(town.clerk, town.member.person)
    address = reverse("enter-link", args=(issued.token,))
    first, second = Client(), Client()
    for client in (first, second):
        assert b"Enter as <bdi>Member 1</bdi>?" in client.get(address).content
    assert first.post(address).status_code == 302
    assert b"Member 1" in first.get(_at("assembly", town)).content
    assert second.post(address).status_code == 422
    assert b"was used already" in second.get(address).content


def test_a_newer_link_kills_the_one_before(town: Town) -> None:
    """Whoever holds the older link gets nowhere once another is issued."""
    older = keys.issue_key(town.clerk, town.member.person)
    keys.issue_key(town.clerk, town.member.person)
    assert Client().get(reverse("enter-link", args=(older.token,))).status_code == 404
    assert Client().post(reverse("enter-link", args=(older.token,))).status_code == 422


def test_slips_show_a_code_that_enters(town: Town) -> None:
    """The slip's code, typed in small letters, binds the browser to the person that the slip names."""
    client = town_client(town, town.clerk)
    page = client.post(_at("slips", town), {"person": [town.member.person]})
    assert page.headers["Cache-Control"] == "no-store"
    words = page.content.decode()
    assert "<svg" in words
    code = re.search(r'class="code" dir="ltr">([A-Z-]+)<', words).group(1)
    member = Client()
    assert member.post(reverse("enter-code"), {"code": code.lower()}).status_code == 302
    assert b"Member 1" in member.get(_at("assembly", town)).content


def test_a_wrong_code_is_said_beside_its_field(town: Town) -> None:  # noqa: ARG001 - the tables must be there
    """Nothing typed is lost, and the sentence says what to do."""
    page = Client().post(reverse("enter-code"), {"code": "ABCD-ABCD"}, REMOTE_ADDR="203.0.113.7")
    assert page.status_code == 422
    assert b"opens nothing" in page.content
    assert b'value="ABCD-ABCD"' in page.content


def test_the_first_administrator_founds_an_assembly(chamber: object) -> None:  # noqa: ARG001 - as above
    """By the printed link an assembly is set up, with its address, and its roll comes next."""
    client = _administrator()
    given = {
        "name": "Long Barrow Parish",
        "slug": "long-barrow",
        "pack": "uk_council",
        "language": "en",
        "time_zone": "Europe/London",
        "width": "80",
        "is_open": "on",
    }
    made = client.post(reverse("found"), given)
    assert made.headers["Location"] == "/a/long-barrow/roll/"
    again = client.post(reverse("found"), given)
    assert again.status_code == 422
    assert b"Choose another address" in again.content
    assert Client().get(reverse("found")).status_code == 403


def test_a_sitting_is_called_opened_and_closed(town: Town) -> None:
    """The clerk calls it with a paper; a member says that they are here; opened, it counts them."""
    paper = founding.open_paper(town.clerk, "Libraries").on
    clerk, member = town_client(town, town.clerk), town_client(town, town.member)
    called = clerk.post(
        _at("sittings", town),
        {"title": "May meeting", "starts_at": "2026-05-04T19:00", "quorum": "2", "paper": [paper]},
    )
    address = called.headers["Location"]
    sitting = address.rstrip("/").rsplit("/", 1)[1]
    assert member.post(f"{address}arrive/").status_code == 302
    assert clerk.post(f"{address}open-sitting/").status_code == 302
    page = clerk.get(address).content.decode()
    assert "1 member said to be present." in page
    assert "Fewer than the quorum" in page
    clerk.post(f"{address}count-present/", {"present": "5"})
    page = clerk.get(address).content.decode()
    assert "5 members were counted." in page
    assert "Fewer than the quorum" not in page
    assert member.post(f"{address}close-sitting/").status_code == 403
    assert clerk.post(f"{address}close-sitting/").status_code == 302
    assert models.Sitting.objects.get(pk=sitting).stage == "closed"


def _visible(client: Client, address: str) -> str:
    return re.sub(r"<[^>]+>", "", client.get(address).content.decode())


def test_a_sitting_is_changed_and_cancelled_before_it_begins(town: Town) -> None:
    """The clerk's form begins with what the sitting was called for; once it has begun there is none."""
    clerk = town_client(town, town.clerk)
    given = {"title": "May meeting", "starts_at": "2026-05-04T19:00", "place": "Hall", "quorum": "2"}
    address = clerk.post(_at("sittings", town), given).headers["Location"]
    page = clerk.get(f"{address}change/").content.decode()
    assert 'value="2026-05-04T19:00"' in page
    assert 'name="interruption"' not in page
    assert town_client(town, town.member).get(f"{address}change/").status_code == 403
    changed = clerk.post(f"{address}change/", given | {"place": "Barn", "do": "change"})
    assert changed.headers["Location"] == address
    assert "Barn" in _visible(clerk, address)
    clerk.post(f"{address}change/", {"do": "cancel"})
    assert models.Sitting.objects.get(assembly=town.assembly).stage == "cancelled"
    assert "Cancelled" in _visible(clerk, address)
    assert "Change or cancel" not in _visible(clerk, address)
    assert clerk.post(f"{address}change/", given).status_code == 422
    minutes = _visible(clerk, _at("minutes", town))
    assert "changed the sitting “May meeting”. It begins on" in minutes
    assert "cancelled the sitting “May meeting”." in minutes


def test_rules_that_look_at_the_day_arise_from_the_pages(chamber: None) -> None:  # noqa: ARG001 - as `town`
    """Where rules ask for the day of the debate, the form does, and a selection on the first is too soon."""
    evening = Evening("commons_address")
    town, paper = evening.town, evening.paper
    clerk = town_client(town, town.clerk)
    assert 'name="interruption"' in clerk.get(_at("sittings", town)).content.decode()
    given = {"title": "Address", "starts_at": "2026-05-04T14:30", "paper": [paper], "day": "1", "days": "3"}
    given["interruption"] = "2026-05-04T22:00"
    address = clerk.post(_at("sittings", town), given).headers["Location"]
    assert evening.debate.sitting is not None
    assert evening.debate.sitting.interruption == "2026-05-04T22:00:00Z"
    assert "Day 1 of 3 of the debate. Moment of interruption" in _visible(clerk, address)
    assert "Day 1 of 3 of the debate." in _visible(clerk, _at("minutes", town))
    on = evening.motion()
    evening.amendment(on)
    with pytest.raises(Refused) as refused:
        marshalling.select(town.chair, paper, ("a1",))
    assert refused.value.ruling.message.id == "too-soon"
    assert clerk.post(f"{address}change/", given | {"day": "4"}).status_code == 422
    clerk.post(f"{address}change/", given | {"day": "2"})
    marshalling.select(town.chair, paper, ("a1",))


@pytest.mark.parametrize("name", ["setup", "roll", "slips"])
def test_only_officers_see_the_set_up(name: str, town: Town) -> None:
    """A member and a visitor are refused, by a ruling, and see nothing of it."""
    for client in (town_client(town, town.member), town_client(town)):
        page = client.get(_at(name, town))
        assert page.status_code == 403
        assert b"H5" in page.content


def test_an_erased_person_is_gone_from_the_roll_and_not_from_the_minutes(town: Town) -> None:
    """After an administrator's second yes the name is nowhere, and the chain has one entry more."""
    before = models.Entry.objects.filter(assembly=town.assembly).count()
    admin = _administrator()
    admin.post(_at("erase", town, town.member.person))
    assert not models.Person.objects.filter(assembly=town.assembly, name="Member 1").exists()
    assert models.Entry.objects.filter(assembly=town.assembly).count() == before + 1
    assert founding.found_assembly(ADMINISTRATOR, f"x-{town.assembly.slug}"[:60], "X", "robert")


def test_an_error_names_its_field(chamber: object) -> None:  # noqa: ARG001 - the tables must be there
    """In the summary of what is wrong, a sentence that fits any field has the field's label before it."""
    page = _administrator().post(reverse("found"), {"slug": "Long Barrow"}).content.decode()
    summary = page.partition("error-summary-title")[2].partition("</ul>")[0]
    assert "Name of the assembly: This field is required." in summary
    assert "Write the address in small letters" in summary
    assert "slug" not in re.sub(r"<[^>]*>", "", summary)


def test_the_roll_leads_on_to_the_links(town: Town) -> None:
    """While somebody on the roll has no link, the roll says how many, and leads to where links are made."""
    client = _administrator()
    page = client.get(_at("roll", town)).content.decode()
    waiting = models.Person.objects.filter(assembly=town.assembly, keys=None).exclude(name="").count()
    assert f"{waiting} people have no link yet." in page
    assert f'<a href="{_at("slips", town)}">Make links and slips</a>' in page


def test_a_page_of_others_says_that_it_is_not_open(town: Town) -> None:
    """Who opens an officer's page reads that it is not open to them, and not that something was not done."""
    answer = town_client(town, town.members[0]).get(_at("clerk", town))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This page is not open to you" in page
    assert "Nothing was changed" not in page


def test_a_used_link_leads_its_own_device_in_and_no_other(town: Town) -> None:
    """Whoever taps their link again on the device that it opened is led in; any other is told, and led on."""
    issued = keys.issue_key(town.clerk, town.member.person)
    address = reverse("enter-link", args=(issued.token,))
    own, other = Client(), Client()
    own.post(address)
    for answer in (own.get(address), own.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, _at("assembly", town))
    page = other.get(address).content.decode()
    assert "was used already" in page
    assert f'href="{_at("assembly", town)}"' in page
    keys.sign_out_everywhere(town.member)
    assert "was used already" in own.get(address).content.decode()


def test_who_calls_no_sitting_reads_who_does(town: Town) -> None:
    """Where no sitting was called yet, whoever cannot call one reads who does."""
    sentence = "The clerk calls one."
    assert sentence in town_client(town, town.member).get(_at("sittings", town)).content.decode()
    assert sentence not in town_client(town, town.clerk).get(_at("sittings", town)).content.decode()
