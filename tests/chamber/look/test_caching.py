"""Pages that are kept: nobody sees what is old, or another's."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from itertools import product

import pytest
from django.conf import settings
from django.db import connections
from django.template import engines
from django.test import Client, RequestFactory

from chamber.browsing import town_client
from chamber.evenings import Evening
from onevoice.chamber import models
from onevoice.chamber.acts import debating, establishing, rolls, signing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.pages import kept
from onevoice.chamber.pages.visit import PEOPLE, Visit
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.head import Head, KeptAtHead, reading_at

pytestmark = pytest.mark.usefixtures("chamber")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def evening() -> Evening:
    """Give an evening with a motion and two amendments."""
    evening = Evening()
    on = evening.moved()
    evening.amendment(on)
    evening.amendment(on, evening.town.members[2])
    return evening


def paths(evening: Evening) -> list[str]:
    """Give the addresses of pages that are kept."""
    here = f"/a/{evening.town.assembly.slug}/"
    paper = f"{here}papers/{evening.paper}/"
    texts = [f"{paper}texts/{on}/" for on in ("m1", "a1")]
    return [
        here,
        paper,
        *texts,
        f"{paper}projector/",
        f"{here}minutes/",
        f"{here}minutes/3/",
        f"{here}sittings/",
    ]


def page(client: Client, path: str) -> str:
    """Give a page."""
    answer = client.get(path)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def kept_of(evening: Evening) -> dict[object, object]:
    """Give the pages of an assembly that are kept."""
    held = kept._PAGES._held._held
    own = [key for key in held if key[0].assembly == evening.town.assembly.id]
    return {key: held[key].result() for key in own}


def test_a_kept_page_says_what_one_made_for_its_reader_says(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each address, role and language, in whatever order they come, token of forms apart."""
    town = evening.town
    readers = (None, town.members[0], town.members[1], town.members[3], town.clerk, town.chair)
    every = list(product(paths(evening), readers, ("en", "he")))

    def all_pages() -> list[str]:
        return [
            _TOKEN.sub("", page(town_client(town, reader, language=language), path))
            for path, reader, language in every
        ]

    first, again = all_pages(), all_pages()
    monkeypatch.setattr(kept, "_ROUTES", frozenset())
    made = all_pages()
    for (path, reader, language), one, two, own in zip(every, first, again, made, strict=True):
        assert one == two == own, (path, reader, language)


def test_no_mark_is_left_in_a_page(evening: Evening) -> None:
    """What stands in the place of a name, a token or what is drawn for each reader never leaves."""
    for doer in (None, evening.town.member, evening.town.clerk):
        client = town_client(evening.town, doer)
        for path in paths(evening):
            words = page(client, path)
            assert not [mark for mark in (kept.TOKEN, kept._NAME, kept._PLACE) if mark in words]


def test_a_page_for_all_is_made_for_nobody(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """The view is given no id and no name, so that it cannot show what is one reader's."""
    visits = []

    def made(_request: object, _visit: object, making: kept.Making, _make: object) -> None:
        visits.append(making.visit)

    monkeypatch.setattr(kept, "_made", made)
    for doer in (None, evening.town.member, evening.town.chair):
        for path in paths(evening):
            page(town_client(evening.town, doer), path)
    assert {visit.doer.person for visit in visits} == {""}
    assert {(visit.person.id, visit.person.name) for visit in visits if visit.person} == {("", kept._NAME)}


def test_an_act_outside_of_its_place_keeps_no_page(evening: Evening) -> None:
    """What differs between readers is found out, so that a page that forgot to say so is made for each."""
    town = evening.town
    request = RequestFactory().get("/a/x/")
    person = models.Person(id="", name="-")
    request.visit = Visit(town.assembly, person, replace(town.member, person=""))
    button = '{% act_button "sign" on="a1" label="Sign" %}'
    for template, asks in ((button, True), (f"{{% each_reader %}}{button}{{% end_each_reader %}}", False)):
        request.making = kept.Making(request.visit)
        shown = {"paper": papers.paper(town.assembly.id, evening.paper)}
        engines["django"].from_string(template).render(shown, request)
        assert request.making.asks_who_reads == asks


def test_pages_are_kept(evening: Evening) -> None:
    """A second visitor, and a second member, read what was made for the first."""
    for doers in ((None, None), evening.town.members[3:5]):
        for path in paths(evening):
            page(town_client(evening.town, doers[0]), path)
            held = kept_of(evening)
            page(town_client(evening.town, doers[1]), path)
            assert held == kept_of(evening)
            assert held
            assert None not in held.values()


def test_an_act_shows_on_the_next_page(evening: Evening) -> None:
    """For a visitor, whoever acts and another member: on the paper, a text, the minutes, the first page."""
    town = evening.town
    readers = [town_client(town, one) for one in (None, town.members[3], town.members[4])]
    for client, path in product(readers, paths(evening)):
        page(client, path)
    signing.sign(town.members[3], evening.paper, "a1")
    here, paper, _motion, text, *_ = paths(evening)
    for client in readers:
        assert page(client, paper).count("<bdi>Member 4</bdi>") > page(client, paper).count("Nobody")
        assert "<bdi>Member 4</bdi>" in page(client, text)
        assert "Member 4" in page(client, f"{here}minutes/")
    own, other = (page(client, text) for client in readers[1:])
    assert 'id="act-unsign-a1"' in own
    assert 'id="act-unsign-a1"' not in other
    tabling.table_motion(town.members[4], evening.paper, "Baths", evening.debate.motion("m1").text)
    for client in readers:
        assert "<bdi>Baths</bdi>" in page(client, paper)
        assert "2 motions" in page(client, here)


def test_an_act_shows_at_once_whoever_is_reading(evening: Evening) -> None:
    """While others keep reading, who comes after an act never finds the paper as it was before it."""
    path = paths(evening)[1]

    def read(_n: int) -> None:
        try:
            page(Client(), path)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as others:
        for number in range(5):
            reading = [others.submit(read, n) for n in range(6)]
            debating.rule(evening.town.chair, evening.paper, f"Point {number}", "Noted.")
            assert f"Point {number}" in page(Client(), f"/a/{evening.town.assembly.slug}/minutes/")
            assert f'data-known="{evening.row.version}"' in page(Client(), path)
            for one in reading:
                one.result()


def test_a_page_never_holds_another_readers_name_or_forms(evening: Evening) -> None:
    """Members who read the same pages in turn find their own name in the frame, and their own buttons."""
    town = evening.town
    for path in paths(evening):
        for _turn in range(2):
            for number in (1, 2, 4):
                words = page(town_client(town, town.members[number - 1]), path)
                head = words.partition("<main")[0]
                assert f"<bdi>Member {number}</bdi>" in head or "projector" in path
                assert not [one for one in (1, 2, 4) if one != number and f"Member {one}<" in head]
            assert "You are" not in page(town_client(town), path)
    for on, mover in (("a1", town.members[1]), ("a2", town.members[2])):
        path = f"/a/{town.assembly.slug}/papers/{evening.paper}/texts/{on}/"
        for reader in (*town.members[1:4], None):
            assert ("acts/withdraw/" in page(town_client(town, reader), path)) == (reader == mover)


def test_a_name_that_was_typed_stays_words(evening: Evening) -> None:
    """A reader's name is escaped where it is put in."""
    models.Person.objects.filter(pk=evening.town.member.person).update(name="<b>& Ann")
    words = page(town_client(evening.town, evening.town.member), paths(evening)[0])
    assert "<bdi>&lt;b&gt;&amp; Ann</bdi>" in words


def test_languages_never_mix(evening: Evening) -> None:
    """Readers of two languages who come in turn each read their own."""
    for path in paths(evening):
        for _turn in range(2):
            for language in ("en", "he"):
                assert f'<html lang="{language}"' in page(town_client(evening.town, language=language), path)


def test_a_closed_assembly_is_served_to_no_visitor(evening: Evening) -> None:
    """Whatever was kept while it was open; its members read on."""
    town = evening.town
    visitor, member = town_client(town), town_client(town, town.member)
    for path in paths(evening):
        page(visitor, path)
    establishing.change_settings(town.clerk, is_open=False)
    for path in paths(evening):
        assert visitor.get(path).status_code == HTTPStatus.FORBIDDEN
        page(member, path)


def test_one_who_is_signed_out_reads_as_a_visitor(evening: Evening) -> None:
    """A session of an earlier epoch is nobody's: what was kept for members is not for it."""
    path = paths(evening)[1]
    client = town_client(evening.town, evening.town.members[3])
    assert "acts/sign/" in page(client, path)
    person = models.Person.objects.get(pk=evening.town.members[3].person)
    person.epoch += 1
    person.save()
    words = page(client, path)
    assert "acts/sign/" not in words
    assert "Member 4</bdi>" not in words.partition("<main")[0]


def test_an_erased_name_is_gone_from_every_page(evening: Evening) -> None:
    """At once, though pages that showed it were kept."""
    town = evening.town
    for path in paths(evening):
        page(Client(), path)
    administrator = Doer(town.assembly.id, roles=frozenset({Role.ADMINISTRATOR}))
    rolls.erase_person(administrator, town.members[1].person)
    for path in paths(evening):
        assert "Member 2" not in page(Client(), path)


def test_forms_of_a_kept_page_are_ones_own(evening: Evening) -> None:
    """Each reader gets a token that their own cookie bears out, and another's does not."""
    town, path = evening.town, paths(evening)[3]
    clients = []
    for doer in town.members[3:5]:
        client = Client(enforce_csrf_checks=True)
        person = models.Person.objects.get(pk=doer.person)
        session = client.session
        session[PEOPLE] = {town.assembly.id: [person.id, person.epoch]}
        session.save()
        clients.append(client)
    first, second = (_TOKEN.findall(page(client, path))[0] for client in clients)
    act = f"/a/{town.assembly.slug}/papers/{evening.paper}/acts/sign/"
    fields = {"on": "a1", "seen": str(evening.row.version)}
    refused = clients[0].post(act, {**fields, "csrfmiddlewaretoken": second})
    assert refused.status_code == HTTPStatus.FORBIDDEN
    done = clients[0].post(act, {**fields, "csrfmiddlewaretoken": first})
    assert done.status_code == HTTPStatus.FOUND
    assert town.members[3].person in {
        one.member for one in evening.debate.amendment("a1").amendment.signatures
    }


def test_what_was_done_is_told_once_and_to_nobody_else(evening: Evening) -> None:
    """The word that an act was done stands on whoever did it's next page alone."""
    town, path = evening.town, paths(evening)[1]
    act = f"/a/{town.assembly.slug}/papers/{evening.paper}/acts/sign/"
    own, other = (town_client(town, doer) for doer in town.members[3:5])
    for client in (own, other):
        page(client, path)
    own.post(act, {"on": "a1", "seen": str(evening.row.version)})
    assert 'class="flash' not in page(other, path)
    assert 'class="flash' in page(own, path)
    assert 'class="flash' not in page(own, path)


def test_a_browser_that_has_a_page_is_told_so(evening: Evening) -> None:
    """Until an act is done, and only the browser that it was given to."""
    town, path = evening.town, paths(evening)[1]
    first, second = (town_client(town, doer) for doer in town.members[3:5])
    for client in (first, second):
        page(client, path)  # the cookie of forms comes with the first page
    marks = [client.get(path)["ETag"] for client in (first, second)]
    assert marks[0] != marks[1]
    assert first.get(path, headers={"If-None-Match": marks[0]}).status_code == HTTPStatus.NOT_MODIFIED
    assert second.get(path, headers={"If-None-Match": marks[0]}).status_code == HTTPStatus.OK
    assert Client().get(path, headers={"If-None-Match": marks[0]}).status_code == HTTPStatus.OK
    signing.sign(town.members[3], evening.paper, "a1")
    assert first.get(path, headers={"If-None-Match": marks[0]}).status_code == HTTPStatus.OK
    answer = first.get(path)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]
    mark = answer["ETag"]
    first.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    assert first.get(path, headers={"If-None-Match": mark}).status_code == HTTPStatus.OK
    first.cookies[settings.CSRF_COOKIE_NAME] = ""
    assert "ETag" not in first.get(path)


def test_what_is_kept_is_bounded(evening: Evening) -> None:
    """However many addresses are asked for, and a query of one's own keeps nothing."""
    path = paths(evening)[2]
    for number in range(kept._MOST + 10):
        page(Client(), f"{path}?view={number}")
    assert len(kept._PAGES._held._held) <= kept._MOST
    page(Client(), f"{path}?chosen=1&with=a1")
    page(Client(), f"{path}?format=json")
    assert not [key for key in kept_of(evening) if "with" in str(key) or "format" in str(key)]


def test_a_broken_chain_shows_on_pages_that_were_kept(evening: Evening) -> None:
    """Once a check made anew has found it, no page says any more that all hangs together."""
    path = f"/a/{evening.town.assembly.slug}/minutes/"
    assert "hang together" in page(Client(), path)
    row = models.Entry.objects.filter(assembly=evening.town.assembly).order_by("sequence")[2]
    line = bytes(row.line)
    row.line = line.replace(b'"time":"2', b'"time":"1', 1)
    row.save()
    try:
        assert "provably" in page(Client(), f"{path}?check=1")
        assert "provably" in page(Client(), path)
    finally:
        row.line = line  # others back this database up
        row.save()


def test_nothing_is_kept_where_something_is_written() -> None:
    """Outside of reading at a head, a value is worked out each time; within, once a head."""
    values: KeptAtHead[int] = KeptAtHead(4)
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [values.get("x", make) for _ in range(2)] == [0, 1]
    for sequence, expected in ((1, 2), (2, 3), (1, 2)):
        with reading_at(Head("a", sequence, str(sequence))):
            assert [values.get("x", make) for _ in range(2)] == [expected] * 2
