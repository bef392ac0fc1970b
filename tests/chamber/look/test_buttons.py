"""Buttons that do one act: drawn where the act may be done, by the same ruling as when it is done."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory

from chamber.assemblies import Town
from chamber.browsing import town_client
from chamber.evenings import Evening
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.pages.frame import frame
from onevoice.chamber.pages.routes import ROUTES
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import papers

pytestmark = pytest.mark.usefixtures("chamber")


def drawn(evening: Evening, doer: Doer, template: str) -> str:
    """Render a template as a page about the evening's paper, for somebody."""
    request = RequestFactory().get("/a/x/")
    assembly = models.Assembly.objects.get(pk=evening.town.assembly.id)
    person = models.Person.objects.filter(pk=doer.person).first()
    request.visit = Visit(assembly, person, doer)
    shown = {"paper": papers.paper(assembly.id, evening.paper), "typed": "<b>"}
    return engines["django"].from_string(template).render(shown, request)


def test_a_button_is_drawn_where_the_act_is_in_order() -> None:
    """A member may sign; the clerk, whom the table refuses, sees nothing, nor does who has signed."""
    evening = Evening()
    on = evening.motion()
    template = f'{{% act_button "sign" on="{on}" label="Sign" about=typed %}}'
    html = drawn(evening, evening.town.members[2], template)
    assert f"/papers/{evening.paper}/acts/sign/" in html
    assert f'name="on" value="{on}"' in html
    assert "csrfmiddlewaretoken" in html
    assert "<b>" not in html
    assert drawn(evening, evening.town.clerk, template) == ""
    assert drawn(evening, evening.town.member, template) == ""


def test_the_reason_stands_where_a_button_cannot() -> None:
    """Asked to explain, a button refused by the order of things gives the reason; by the table, none."""
    evening = Evening()
    on = evening.motion()
    template = f'{{% act_button "sign" on="{on}" label="Sign" explain=True %}}'
    assert "<bdi>Member 1</bdi>" in drawn(evening, evening.town.member, template)
    assert drawn(evening, evening.town.clerk, template) == ""


def test_a_form_is_drawn_round_its_fields() -> None:
    """The clerk's form holds the template's fields, what was seen, and the way back to a part of the page."""
    evening = Evening()
    on = evening.motion()
    opening = f'{{% act_form "return" on="{on}" label="Return" next="#m1" %}}'
    template = f'{opening}<input name="rule">{{% end_act_form %}}'
    html = drawn(evening, evening.town.clerk, template)
    assert '<input name="rule">' in html
    assert 'name="seen" value="2"' in html
    assert 'name="next" value="/a/x/#m1"' in html
    assert drawn(evening, evening.town.member, template) == ""


def test_the_frame_leads_to_places_that_one_may_see(town: Town) -> None:
    """Every place that the frame may lead to is an address; a visitor is led to no officer's page."""
    request = RequestFactory().get("/")
    assembly = models.Assembly.objects.get(pk=town.assembly.id)

    def places(doer: Doer) -> set[str]:
        request.visit = Visit(assembly, None, doer)
        return {place.address.removeprefix(f"/a/{assembly.slug}/") for place in frame(request)["places"]}

    assert places(town.visitor) < places(town.member) < places(town.clerk)
    assert {"minutes/", "sittings/"} <= places(town.visitor)
    assert len(places(town.clerk)) >= 6
    assert {"minutes", "sittings", "me", "chair", "clerk", "setup"} <= {route.name for route in ROUTES}


def test_a_closed_assembly_shows_a_visitor_no_way_in(town: Town) -> None:
    """Whoever may not read an assembly is told so, and sees neither its papers nor where they would be."""
    models.Assembly.objects.filter(pk=town.assembly.id).update(is_open=False)
    answer = town_client(town).get(f"/a/{town.assembly.slug}/")
    assert answer.status_code == 403
    assert "minutes/" not in answer.content.decode()


def test_a_language_is_kept_and_leads_back(town: Town) -> None:
    """The switch keeps a language that there is, and leads back to our own pages only."""
    client = town_client(town)
    here = f"/a/{town.assembly.slug}/"
    answer = client.post("/language/", {"language": "he", "next": here})
    assert answer.headers["Location"] == here
    assert 'dir="rtl"' in client.get(here).content.decode()
    answer = client.post("/language/", {"language": "xx", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert 'dir="rtl"' in client.get(here).content.decode()


def test_a_refusal_names_nobody_by_an_id() -> None:
    """What is refused is said with the names on the paper, with the rule, and with the way back."""
    evening = Evening()
    on = evening.motion()
    client = town_client(evening.town, evening.town.member)
    back = f"/a/{evening.town.assembly.slug}/papers/{evening.paper}/"
    answer = client.post(f"{back}acts/sign/", {"on": on, "next": back})
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "Member 1" in words
    assert evening.town.member.person not in words
    assert f'href="{back}"' in words
