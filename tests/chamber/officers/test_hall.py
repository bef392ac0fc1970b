"""The selection board, what the hall sees, and the sheet for a failing network."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chamber.browsing import town_client
from chamber.evenings import Evening, adds, leaves_out
from chamber.officers.forms import forms_of, visible
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Stage
from onevoice.chamber import models
from onevoice.chamber.acts import debating, signing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import judging, papers


def page_of(night: Evening, name: str, doer: Doer | None, *, query: str = "") -> str:
    """Give a page of an evening's paper."""
    address = reverse(name, args=(night.town.assembly.slug, night.paper)) + query
    response = town_client(night.town, doer).get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("chamber")
def test_the_hall_sees_and_presses_nothing() -> None:
    """A visitor sees question, stage and declared numbers in the hall, and there is nothing to press."""
    night = Evening()
    night.moved()
    page = page_of(night, "projector", None)
    assert "The motion is before the meeting." in visible(page)
    assert not forms_of(page, "hall")
    assert 'class="qr"' in page
    debating.put(night.town.chair, night.paper)
    put = visible(page_of(night, "projector", None))
    assert "I put the motion to the vote." in put
    assert "Voting by show of hands" in put
    debating.divide(night.town.chair, night.paper)
    debating.declare(night.town.chair, night.paper, 4, 2)
    after = " ".join(visible(page_of(night, "projector", None)).split())
    assert "Declared" in after
    assert "Ayes 4 Noes 2" in after
    assert "Agreed to." in after


@pytest.mark.usefixtures("chamber")
def test_the_hall_sees_the_words_that_change() -> None:
    """When an amendment is called, its words stand marked up, and the rest of the text does not."""
    night = Evening()
    on = night.moved()
    change = night.amendment(on, operations=leaves_out(night.debate, on, 1))
    debating.call(night.town.chair, night.paper, change)
    page = page_of(night, "projector", None)
    assert "<del" in page
    assert "heated" in page
    assert "Sundays" not in page


@pytest.mark.usefixtures("chamber")
def test_the_board_shows_who_signed_from_which_groups() -> None:
    """Beside each text stands how many of each declared group put their names to it."""
    night = Evening("commons")
    change = night.amendment(night.motion(), night.town.members[1])
    signing.sign(night.town.members[4], night.paper, change)
    signing.sign(night.town.members[2], night.paper, change)
    words = " ".join(visible(page_of(night, "selection", night.town.chair)).split())
    assert "3 names" in words
    assert "Red 2" in words
    assert "Blue 1" in words


@pytest.mark.usefixtures("chamber")
def test_the_board_says_what_would_not_be_in_order() -> None:
    """A choice is tried without an act: what is refused is told with its rule, and the ticks are kept."""
    night = Evening("conference")
    on = night.motion()
    first = night.amendment(on, night.town.members[1], adds())
    other = tabling.table_amendment(night.town.members[2], night.paper, on, adds(" twice")).on
    tabling.number(night.town.clerk, night.paper, other, "x")
    client = town_client(night.town, night.town.chair)
    address = reverse("selection", args=(night.town.assembly.slug, night.paper))
    (form,) = forms_of(client.get(address).content.decode())
    before = len(night.entries())
    check = next(one for one in form.buttons if one.value == "check")
    page = client.post(address, form.sent(check) | {"on": [first]}).content.decode()
    assert "This choice is not in order." in visible(page)
    assert "Rule K8" in visible(page)
    (form,) = forms_of(page)
    assert ("on", first) in form.fields
    given = form.sent(check, **{f"reason-{other}": "It says the same."})
    assert "This choice is in order." in visible(client.post(address, given).content.decode())
    assert len(night.entries()) == before


@pytest.mark.usefixtures("chamber")
def test_a_selection_on_an_old_board_is_not_made() -> None:
    """What came on the paper since the board was read is not left out unseen: 409, and the ticks are kept."""
    night = Evening("commons")
    on = night.motion()
    first = night.amendment(on, night.town.members[1])
    client = town_client(night.town, night.town.chair)
    address = reverse("selection", args=(night.town.assembly.slug, night.paper))
    (form,) = forms_of(client.get(address).content.decode())
    late = night.amendment(on, night.town.members[2], adds(" late"))
    select = next(one for one in form.buttons if one.value == "select")
    response = client.post(address, form.sent(select) | {"on": [first]})
    assert response.status_code == 409
    assert night.debate.amendment(late).stage is Stage.ON_PAPER
    (form,) = forms_of(response.content.decode())
    assert ("on", first) in form.fields
    assert client.post(address, form.sent(select)).status_code == 302
    assert night.debate.amendment(first).stage is Stage.SELECTED
    assert night.debate.amendment(late).stage is Stage.NOT_SELECTED


@pytest.mark.usefixtures("chamber")
def test_a_member_cannot_select_through_the_board() -> None:
    """Posting to the board does nothing for whoever is no chair."""
    night = Evening("commons")
    first = night.amendment(night.motion(), night.town.members[1])
    address = reverse("selection", args=(night.town.assembly.slug, night.paper))
    for doer in (night.town.member, night.town.clerk, None):
        response = town_client(night.town, doer).post(address, {"on": first, "do": "select"})
        assert response.status_code == 403
    assert night.debate.amendment(first).stage is Stage.ON_PAPER


@pytest.mark.usefixtures("chamber")
def test_the_sheet_holds_the_rest_of_the_evening() -> None:
    """On the sheet stand every question that is left, in the chair's words, what falls, and every member."""
    night = Evening()
    on = night.moved()
    night.amendment(on, night.town.members[1], leaves_out(night.debate, on))
    night.amendment(on, night.town.members[2], leaves_out(night.debate, on, 1))
    page = page_of(night, "sheet", night.town.chair)
    words = " ".join(visible(page).split())
    for said in ("I put amendment a1 to the vote.", "I put amendment a2 to the vote.", "I put the motion to"):
        assert said in words
    for name in models.Person.objects.filter(assembly=night.town.assembly, is_member=True):
        assert name.name in words
    assert words.index("I put amendment a1") < words.index("I put the motion to")
    assert "If this is agreed to" in words


@pytest.mark.usefixtures("chamber")
def test_the_sheet_is_a_document_too() -> None:
    """The same paper gives the same bytes of a document."""
    night = Evening()
    on = night.moved()
    night.amendment(on)
    address = reverse("sheet", args=(night.town.assembly.slug, night.paper)) + "?format=docx"
    client = town_client(night.town, night.town.clerk)
    first, second = client.get(address), client.get(address)
    assert first.content == second.content
    assert first.content.startswith(b"PK")


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_matter_is_called_by_a_name_of_its_own(pack: str) -> None:
    """No two matters that a chair can raise under a pack are called alike, and none by a bare key."""
    night = Evening(pack)
    on = night.motion()
    read = papers.paper(night.town.assembly.id, night.paper)
    titles = [one.title for one in judging.to_raise(read)]
    assert len(set(titles)) == len(titles)
    assert all(one[:1].isupper() for one in titles)
    assert on in {id_ for one in judging.to_raise(read) for id_, _name in one.texts} or not titles
