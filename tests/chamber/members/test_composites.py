"""Composites on pages: clauses traced to their sources, consents on one wording, void when it changes."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import escape

from chamber.assemblies import Town
from chamber.browsing import town_client
from chamber.evenings import Evening
from chamber.members.desks import HOSTILE, LIBRARY, Desk, hidden, words
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber import models
from onevoice.chamber.acts import founding, tabling
from onevoice.formats.notation import read_notation

WORDING = "That the library shall open on Sundays from two.\n\nThe mayor thanks the staff."


@pytest.fixture
def desk(town: Town) -> Desk:
    """Give a paper by conference rules with a motion by the first member, and amendments by two others."""
    found = Desk(town)
    found.paper = founding.open_paper(town.clerk, "Libraries", pack="conference").on
    found.motion = tabling.table_motion(town.member, found.paper, "Sunday opening", LIBRARY).on
    version = publish(LIBRARY)
    for member, notation in (
        (1, "leave out 'ten' and insert 'two'"),
        (3, "at end add 'and thanks the staff.'"),
    ):
        operations = read_notation(version, notation, "x")
        tabling.table_amendment(town.members[member], found.paper, found.motion, operations)
    return found


def _compose(desk: Desk, do: str, seen: HttpResponse | None = None, **fields: str) -> HttpResponse:
    sent = {**(hidden(seen) if seen else {}), **_ticked(desk), "do": do, **fields}
    return desk.client.post(desk.address("compose"), sent)


def _put(desk: Desk) -> str:
    """Put a composite on the paper; give its id."""
    shown = _compose(desk, "preview")
    put = _compose(desk, "compose", seen=shown)
    assert put.status_code == 302, put.content.decode()
    return put.headers["Location"].rstrip("/").rsplit("/", 1)[1]


def _answer(desk: Desk, composite: str, given: str, *, acts_for: str = "") -> HttpResponse:
    page = desk.client.get(desk.address("composite", composite)).content.decode()
    mark = re.search(r'name="composite_hash" value="([0-9a-f]{64})"', page)
    fields = {
        "on": composite,
        "composite_hash": mark[1] if mark else "",
        "given": given,
        "acts_for": acts_for,
    }
    return desk.client.post(desk.address("act", "consent"), fields)


def _said(desk: Desk, composite: str) -> dict[str, bool | None]:
    page = desk.client.get(desk.address("composite", composite))
    return {one.member: one.given for one in page.context["composite"].said}


def test_what_is_shown_is_put_on_the_paper(desk: Desk) -> None:
    """Wording and sources on the paper are those that were shown, clauses in the order of their numbers."""
    shown = _compose(desk, "preview")
    composite = _put(desk)
    (listed,) = desk.read().debate.composites
    assert listed.composite.id == composite
    assert words(listed.composite.text) == words(shown.context["text"])
    assert [one.source for one in listed.composite.sources] == ["a1", "m1"]
    assert {source.id for source, _ in shown.context["taken"]} == {"a1", "m1"}


def test_words_that_changed_are_shown_anew(desk: Desk) -> None:
    """Nothing is put on the paper whose wording or sources were not seen."""
    shown = _compose(desk, "preview")
    for fields in ({"words": f"{WORDING} Now."}, {"take-a2:1": "on"}):
        assert _compose(desk, "compose", seen=shown, **fields).context["is_stale"]
    assert not desk.read().debate.composites


def test_the_wording_is_filled_from_clauses(desk: Desk) -> None:
    """Ticked clauses fill the wording in the order of their numbers, for the person to go on writing."""
    filled = _compose(desk, "fill").context["form"]["words"].value()
    assert filled.split("\n\n") == ["two", "That this Council notes that the library is closed on Sundays"]


def test_each_source_mover_is_asked(town: Town, desk: Desk) -> None:
    """Movers of the sources see that they are awaited, answer on their page, and nobody else is asked."""
    composite = _put(desk)
    first, second, other = town.members[0], town.members[1], town.members[3]
    assert _said(desk, composite) == {first.person: None, second.person: None}
    me = f"/a/{town.assembly.slug}/me/"
    assert f"/composites/{composite}/" in desk.as_(second).client.get(me).content.decode()
    assert f"/composites/{composite}/" not in desk.as_(other).client.get(me).content.decode()
    assert _answer(desk.as_(second), composite, "yes").status_code == 302
    assert _answer(desk, composite, "no").status_code == 302
    assert _said(desk, composite) == {first.person: False, second.person: True}
    page = desk.as_(other).client.get(desk.address("composite", composite)).content.decode()
    assert "composite_hash" not in page


def test_a_change_of_wording_voids_consents(town: Town, desk: Desk) -> None:
    """Before the wording changes the page says how many consents go; after it, all are awaited again."""
    composite = _put(desk)
    _answer(desk.as_(town.members[1]), composite, "yes")
    address = desk.address("recompose", composite)
    page = desk.client.get(address)
    assert page.context["before"].yes == 1
    assert "1 mover has said yes" in page.content.decode()
    assert page.context["form"]["words"].value() == WORDING
    assert page.context["form"]["take-a1:1"].value() is True
    fields = {"words": f"{WORDING} Soon.", "take-m1:1": "on", "take-a1:1": "on"}
    shown = desk.client.post(address, {**hidden(page), **fields, "do": "preview"})
    done = desk.client.post(address, {**hidden(shown), **fields, "do": "compose"})
    assert done.status_code == 302
    assert set(_said(desk, composite).values()) == {None}
    assert len(desk.read().debate.composites) == 1


def test_an_answer_to_another_wording_is_refused(town: Town, desk: Desk) -> None:
    """A yes to the wording as it was does not count for the wording as it is."""
    composite = _put(desk)
    other = desk.as_(town.members[1])
    fields = {"on": composite, "composite_hash": "0" * 64, "given": "yes"}
    assert other.client.post(desk.address("act", "consent"), fields).status_code == 403
    assert _said(desk, composite)[town.members[1].person] is None


def test_a_clerk_enters_answers_on_paper(town: Town, desk: Desk) -> None:
    """The clerk puts composites together and enters the answers of movers who gave them on paper."""
    clerk = desk.as_(town.clerk)
    composite = _put(clerk)
    assert _answer(clerk, composite, "yes", acts_for=town.members[1].person).status_code == 302
    assert _said(desk, composite)[town.members[1].person] is True


def test_rules_without_composites_say_so(town: Town) -> None:
    """Where the rules know no composites, the page says that with its rule and offers no button."""
    desk = Desk(town)
    fields = {"target": desk.motion, "take-m1:1": "on", "words": WORDING, "do": "preview"}
    page = desk.client.post(desk.address("compose"), fields)
    assert not page.context["ruled"].allowed
    assert page.context["ruled"].sentence
    assert 'value="compose"' not in page.content.decode()


def test_nothing_is_made_of_nothing(desk: Desk) -> None:
    """Without a ticked clause or without words the page says what is missing, and keeps the rest."""
    address = desk.address("compose")
    page = desk.client.post(address, {"target": desk.motion, "words": WORDING, "do": "preview"})
    assert page.context["form"].non_field_errors()
    assert page.context["form"]["words"].value() == WORDING
    page = desk.client.post(
        address, {"target": desk.motion, "take-m1:1": "on", "words": " ", "do": "preview"}
    )
    assert page.context["form"].has_error("words")
    assert page.context["form"]["take-m1:1"].value()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(desk: Desk, hostile: str) -> None:
    """Markup in the wording or in a number is drawn as what it is."""
    shown = _compose(desk, "preview", words=hostile)
    wrong = _compose(desk, "preview", **{"place-a1:1": hostile})
    put = _compose(desk, "compose", seen=shown, words=hostile)
    pages = [shown, wrong, desk.client.get(put.headers["Location"])]
    for response in pages:
        assert response.status_code == 200
        drawn = response.content.decode().replace("<script src=", "")
        assert "<script" not in drawn
        assert "<img src=x" not in drawn


def test_a_half_made_composite_is_kept(desk: Desk, town: Town) -> None:
    """A draft holds ticks, order and wording, stands on one's own page, and goes once handed in."""
    kept = _compose(desk, "keep", words="That the library")
    assert kept.status_code == 302
    there = kept.headers["Location"]
    form = desk.client.get(there).context["form"]
    assert form["words"].value() == "That the library"
    assert [form[f"place-{one}"].value() for one in ("a1:1", "m1:1")] == [1, 2]
    assert not desk.read().debate.composites
    mine = desk.client.get(reverse("me", args=(town.assembly.slug,))).content.decode()
    assert "Composite of amendments to motion" in mine
    assert escape(there) in mine
    assert town_client(town, town.members[2]).get(there).status_code == 404
    shown = desk.client.post(desk.address("compose"), {**_ticked(desk), **hidden(desk.client.get(there))})
    put = _compose(desk, "compose", seen=shown)
    assert put.status_code == 302
    assert not models.Draft.objects.filter(paper_id=desk.paper).exists()


def test_a_half_made_composite_is_not_overwritten(desk: Desk) -> None:
    """Kept from two pages, the second is told of both wordings, and can then keep its own."""
    there = _compose(desk, "keep").headers["Location"]
    seen = desk.client.get(there)
    _compose(desk, "keep", seen=seen, words="First")
    told = _compose(desk, "keep", seen=seen, words="Second")
    assert told.status_code == 409
    assert (told.context["conflict"]["mine"], told.context["conflict"]["theirs"]) == ("Second", "First")
    assert _compose(desk, "keep", seen=told, words="Both").status_code == 302


def test_a_half_made_change_of_wording_is_kept(desk: Desk) -> None:
    """A draft of another wording leads back to that composite, and to no other page."""
    composite = _put(desk)
    address = desk.address("recompose", composite)
    kept = desk.client.post(address, {**_ticked(desk), "do": "keep", "words": "Otherwise"})
    there = kept.headers["Location"]
    assert there.startswith(address)
    assert desk.client.get(there).context["form"]["words"].value() == "Otherwise"
    query = there.partition("?")[2]
    assert desk.client.get(f"{desk.address('compose')}?{query}").status_code == 404


def _ticked(desk: Desk) -> dict[str, str]:
    return {
        "target": desk.motion,
        "do": "preview",
        "words": WORDING,
        "take-m1:1": "on",
        "take-a1:1": "on",
        "place-m1:1": "2",
        "place-a1:1": "1",
    }


@pytest.mark.usefixtures("chamber")
def test_rules_without_composites_say_so_before_anything_is_written() -> None:
    """Under rules that know no composites the page says so at once, and offers no form to fill in vain."""
    night = Evening("uk_council")
    night.motion()
    slug = night.town.assembly.slug
    address = reverse("compose", args=(slug, night.paper))
    page = town_client(night.town, night.town.members[0]).get(address).content.decode()
    assert "know no composites" in page
    assert 'id="compose"' not in page
