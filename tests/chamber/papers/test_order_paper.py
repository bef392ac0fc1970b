"""The order paper as a page: everything on it once, and what it says falls is what the rules say."""

from __future__ import annotations

import re

import pytest

from chamber.browsing import town_client
from chamber.evenings import Evening, adds
from chamber.papers.council import council
from chamber.papers.pages_read import shown
from onevoice.assembly.order.stages import Outcome
from onevoice.assembly.order.step import pack_of
from onevoice.assembly.order.what_if import what_if
from onevoice.chamber.acts import debating, establishing, founding, signing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings.isolating import FSI, PDI
from onevoice.chamber.readings.order_paper import AmendmentOnPaper, order_paper

pytestmark = pytest.mark.usefixtures("chamber")


def address(evening: Evening, rest: str = "") -> str:
    """Give the address of a paper, or of something beneath it."""
    return f"/a/{evening.town.assembly.slug}/papers/{evening.paper}/{rest}"


def read(evening: Evening, rest: str = "", doer: Doer | None = None, language: str = "en") -> bytes:
    """Give a page of a paper as somebody reads it."""
    return town_client(evening.town, doer, language=language).get(address(evening, rest)).content


def decided(amendments: int = 6) -> Evening:
    """Give an evening on which the first amendment was agreed to by a count."""
    return decide(council(amendments))


def decide(evening: Evening) -> Evening:
    """Have the first amendment agreed to by a count."""
    town, paper = evening.town, evening.paper
    debating.call(town.chair, paper, "a1")
    debating.move(town.members[1], paper, "a1")
    signing.second(town.members[4], paper, "a1")
    debating.put(town.chair, paper)
    debating.divide(town.chair, paper)
    debating.declare(town.chair, paper, 4, 2)
    return evening


@pytest.mark.parametrize("evening", [council, decided])
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_text_is_on_the_paper_once(evening: type[Evening], language: str) -> None:
    """Each motion and amendment stands on the page exactly once, whatever has become of it."""
    held = evening()
    ids = shown(read(held, language=language)).ids
    for one in (*held.debate.motions, *held.debate.amendments):
        assert ids.count(one.id) == 1
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("evening", [council, decided])
def test_what_the_paper_says_falls_is_what_would_fall(evening: type[Evening]) -> None:
    """Beside each amendment that can be decided stand, for either outcome, the very falls of `what_if`."""
    held = evening()
    debate = held.debate
    sheet = order_paper(held.town.assembly, held.paper)
    waiting = [one for motion in sheet.motions for one in (*motion.waiting, *motion.others) if one.outcomes]
    assert waiting
    for one in waiting:
        for outcome in one.outcomes:
            falls = what_if(debate, pack_of(debate), one.standing.id, outcome.outcome).falls
            assert [fall.on for fall in outcome.falls] == [fall.id for fall in falls]
            assert [fall.rule for fall in outcome.falls] == [fall.ruling.rule for fall in falls]
        agreed = next(each for each in one.outcomes if each.outcome is Outcome.AGREED)
        article = _article(read(held), one)
        said = re.findall(r"<dd>Amendment <bdi>([^<]+)</bdi> falls\.", article)
        assert said[: len(agreed.falls)] == [fall.name for fall in agreed.falls]


def test_no_id_is_shown() -> None:
    """No page of a paper shows the id of a person or of a text, not even before the clerk gave numbers."""
    evening = decided()
    unnumbered = tabling.table_amendment(evening.town.members[3], evening.paper, "m1", adds())
    tabling.table_amendment(evening.town.members[3], evening.paper, "m1", adds(" as well"))
    held = [one.person for one in evening.town.members]
    for rest in ("", "texts/m1/", "texts/a1/", "texts/a2/", "texts/a5/", f"texts/{unnumbered.on}/"):
        for language in ("en", "he"):
            text = shown(read(evening, rest, evening.town.members[0], language)).text
            assert not any(one in text for one in held)
            assert not re.search(r"\b[am][1-9]\b", text)


def test_buttons_are_only_for_those_who_may() -> None:
    """A visitor sees no button of an act; a member signs what they have not signed, and unsigns the rest."""
    evening = council(2)
    assert b"/acts/" not in read(evening)
    page = read(evening, doer=evening.town.members[2]).decode()
    assert 'id="act-unsign-a1"' in page
    assert 'id="act-sign-a1"' not in page
    assert 'id="act-sign-m1"' in page


def test_a_closed_assembly_shows_a_visitor_nothing() -> None:
    """Every page and every file of a closed assembly is refused to a visitor, and says none of its words."""
    evening = decided()
    establishing.change_settings(evening.town.clerk, is_open=False)
    minutes = f"/a/{evening.town.assembly.slug}/minutes/"
    pages = [
        *(address(evening, rest) for rest in ("", "texts/m1/", "texts/a1/", "texts/m1/versions/1/")),
        minutes,
        f"{minutes}1/",
    ]
    client = town_client(evening.town)
    for page in (
        f"{one}{query}" for one in pages for query in ("", "?format=docx", "?format=csv", "?format=json")
    ):
        answer = client.get(page)
        assert answer.status_code == 403, page
        for words in (b"Aldersbrook", b"Member 1", b"Sunday"):
            assert words not in answer.content


def test_an_empty_paper_says_what_to_do() -> None:
    """Who may table a motion is led to it; the clerk and visitors read what happens next."""
    evening = council(0)
    evening.paper = founding.open_paper(evening.town.clerk, "Allotments").on
    assert b"new-motion/" in read(evening, doer=evening.town.member)
    assert b"clerk" in read(evening, doer=evening.town.clerk)
    assert b"There is no motion on this paper yet" in read(evening)


def test_sentences_hold_what_was_typed_apart() -> None:
    """In every sentence of the paper, marks that set apart come in pairs, one inside none."""
    sheet = order_paper((evening := council(7)).town.assembly, evening.paper)
    said = [one.sentence for one in sheet.questions]
    said += [each for motion in sheet.motions for one in motion.waiting for each in _sentences(one)]
    assert any(FSI in one for one in said)
    for one in said:
        assert re.fullmatch(f"([^{FSI}{PDI}]|{FSI}[^{FSI}{PDI}]+{PDI})*", one)


def _sentences(one: AmendmentOnPaper) -> list[str]:
    falls = [fall.why for outcome in one.outcomes for fall in outcome.falls]
    return [*one.clashes, *falls, *([one.why.sentence] if one.why else [])]


def _article(page: bytes, one: AmendmentOnPaper) -> str:
    found = re.search(rf'<article[^>]* id="{one.standing.id}".*?</article>', page.decode(), re.DOTALL)
    assert found is not None
    return found[0]
