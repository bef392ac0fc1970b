"""Texts by themselves: every form shows the same words, and what was published stays as it was."""

from __future__ import annotations

import json
import re
import threading

import pytest
from django.urls import reverse
from django.utils import translation

from chamber.browsing import town_client
from chamber.evenings import WORDS, Evening, adds
from chamber.officers.forms import forms_of
from chamber.papers.council import MOTION, council
from chamber.papers.pages_read import shown
from chamber.papers.test_order_paper import address, decide, decided
from onevoice.assembly.motion import Clause
from onevoice.assembly.order.compositing import composite_hash
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.applying import amended, apply
from onevoice.assembly.wording.marking import without_insertions
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber import models
from onevoice.chamber.acts import compositing, debating, recording
from onevoice.chamber.readings.history import rests_on
from onevoice.chamber.readings.motions import AmendmentPage, MotionPage, text_page
from onevoice.chamber.readings.worked_out import WorkedOut
from onevoice.formats.plain_text import plain
from onevoice.formats.version import parse_version, version_content

pytestmark = pytest.mark.usefixtures("chamber")


def motion_page(evening: Evening, chosen: list[str] | None = None) -> MotionPage:
    """Give the motion as its page has it."""
    found = text_page(evening.town.assembly, evening.paper, "m1", chosen)
    assert isinstance(found, MotionPage)
    return found


def amendment_page(evening: Evening, on: str) -> AmendmentPage:
    """Give an amendment as its page has it."""
    found = text_page(evening.town.assembly, evening.paper, on)
    assert isinstance(found, AmendmentPage)
    return found


@pytest.mark.parametrize("chosen", [[], ["a1"], ["a1", "a4"], ["a3", "a4", "a5"]])
def test_what_is_supposed_carried_is_what_would_stand(chosen: list[str]) -> None:
    """Chosen amendments that fit are all carried: the text is theirs, and the mark-up leads back."""
    evening = council(7)
    found = motion_page(evening, chosen)
    amendments = [evening.debate.amendment(one).amendment for one in chosen]
    assert sorted(found.supposed.carried) == chosen
    assert found.supposed.text.blocks == amended(MOTION, amendments).blocks
    assert plain(without_insertions(found.supposed.marked)) == plain(MOTION)
    assert len(found.changes) == len(chosen)


def test_of_two_that_clash_the_page_shows_one_and_names_the_other() -> None:
    """Chosen together, amendments to the same words give a page that says which is not shown, and why."""
    evening = council(7)
    query = {"chosen": "1", "with": ["a1", "a2"], "view": "then"}
    text = shown(town_client(evening.town).get(address(evening, "texts/m1/"), query).content).text
    assert "cannot be carried beside those that are: B." in text
    assert "Amendments A and B clash" in text
    assert "on the first Sunday of each month" in text
    assert "from noon to six;" not in text


def test_unless_somebody_chooses_all_that_fit_are_supposed() -> None:
    """Without a choice, what clashes with nothing shown before is shown; an empty choice shows none."""
    evening = council(7)
    assert motion_page(evening).supposed.carried
    assert motion_page(evening, []).supposed.carried == ()
    every = set(motion_page(evening).supposed.carried) | set(motion_page(evening).supposed.left_out)
    assert every == {one.id for one in evening.debate.amendments}


def test_a_decided_amendment_still_shows_what_it_changed() -> None:
    """An amendment that was agreed to is shown on the words it was moved to; so is one that fell."""
    evening = decided()
    debate = evening.debate
    for on in ("a1", "a2"):
        found = rests_on(debate, debate.amendment(on))
        assert found is not None
        text, amendment = found
        assert plain(text) == plain(MOTION)
        assert apply(text, amendment.operations) != text
        assert amendment_page(evening, on).changes
    assert apply(MOTION, debate.decisions[0].carried[0].operations) == debate.motion("m1").text


def test_why_an_amendment_fell_is_said_in_the_readers_language() -> None:
    """The reason names both amendments, and is no sentence of another language, once it is decided too."""
    evening = decided()
    for language, expected in (("en", "Amendment A changes"), ("he", "הצעת התיקון A")):
        with translation.override(language):
            reason = amendment_page(evening, "a2").on_paper.standing.reason
        assert reason is not None
        said = re.sub("[\u2068\u2069]", "", reason.sentence)
        assert expected in said
        assert ("changes" in said) is (language == "en")


def test_published_lines_stay() -> None:
    """A published version keeps its lines when the text changes; amendments name new lines from then on."""
    evening = council(6)
    first = address(evening, "texts/m1/versions/1/")
    recording.publish_version(evening.town.clerk, evening.paper, "m1", 40)
    assert motion_page(evening).published == 1
    client = town_client(evening.town)
    before = client.get(first, {"format": "json"}).content
    decide(evening)
    assert motion_page(evening).published == 0
    recording.publish_version(evening.town.clerk, evening.paper, "m1", 60)
    assert motion_page(evening).published == 2
    assert motion_page(evening).now.width == 60
    assert client.get(first, {"format": "json"}).content == before
    assert max(len(line["words"]) for line in json.loads(before)["lines"]) <= 40


def test_two_presses_publish_one_version() -> None:
    """The form that publishes, sent twice, makes one version, and says the second time that it is done."""
    evening = council(1)
    page = address(evening, "texts/m1/publish/")
    client = town_client(evening.town, evening.town.clerk)
    form = next(one for one in forms_of(client.get(page).content.decode()) if "publish" in one.action)
    client.post(form.action, form.sent())
    client.post(form.action, form.sent(), follow=True)
    assert models.PublishedVersion.objects.filter(paper_id=evening.paper).count() == 1


def test_only_the_clerk_is_offered_to_publish() -> None:
    """The page that publishes shows the lines to come and its button to the clerk, and to nobody else."""
    evening = council(1)
    page = address(evening, "texts/m1/publish/")
    assert town_client(evening.town, evening.town.member).get(page).status_code == 403
    answer = town_client(evening.town, evening.town.clerk).get(page)
    assert b"acts/publish-version/" in answer.content
    client = town_client(evening.town, evening.town.clerk)
    sent = client.post(address(evening, "acts/publish-version/"), {"on": "m1"})
    assert sent.status_code == 302
    assert "nothing new to publish" in shown(client.get(page).content).text
    assert client.get(address(evening, "texts/m1/versions/1/")).status_code == 200


def test_a_version_reads_back_as_it_was_kept() -> None:
    """A version written as JSON and read again is the same, lines and marks and all."""
    text = Text(
        (
            Block("b1", Kind.HEADING, "Notes", 1),
            Block("b2", Kind.LIST_ENTRY, "the library " * 20, 1, "(a)", (Mark(4, 11, MarkKind.STRONG),)),
        ),
        "en",
    )
    for version in (publish(text, 3, 30, first_line=5), publish(MOTION), publish(Text(()))):
        assert parse_version(version_content(version)) == version


def test_what_takes_time_is_worked_out_once() -> None:
    """Threads that ask at the same moment get one answer, made once; what failed is made again."""
    kept: WorkedOut[int] = WorkedOut(2)
    made: list[int] = []
    begun = threading.Event()

    def slow() -> int:
        begun.wait(5)
        made.append(1)
        return len(made)

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(kept.get("paper", slow))) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join(5)
    assert found == [1] * 8
    with pytest.raises(ZeroDivisionError):
        kept.get("broken", lambda: 1 // 0)
    assert kept.get("broken", lambda: 7) == 7


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_composite_is_spoken_of_by_a_number(language: str) -> None:
    """Moved as an amendment, a composite is called by a number: nobody hears of "amendment composite 1"."""
    night = Evening("conference")
    on = night.moved()
    movers = night.town.members[1:3]
    first, other = (night.amendment(on, one, adds(f" {one.person}")) for one in movers)
    clauses = tuple(Clause(one, one, "and so on", ((one, 0, 3),)) for one in (first, other))
    made = compositing.compose(night.town.clerk, night.paper, on, WORDS, clauses).on
    words = composite_hash(night.debate.composites[0].composite)
    for mover in movers:
        compositing.consent(mover, night.paper, made, words, given=True)
    debating.move(movers[0], night.paper, made)
    client = town_client(night.town, night.town.chair, language=language)
    page = shown(
        client.get(reverse("chair-paper", args=(night.town.assembly.slug, night.paper))).content
    ).text
    assert "C1" in page
    assert "mendment composite" not in page
    assert "התיקון הצעה משולבת" not in page


def test_what_a_decided_amendment_did_is_still_said_and_said_once() -> None:
    """On the paper stands what an amendment did that is decided; on its own page it stands once."""
    night = Evening()
    on = night.moved()
    made = night.amendment(on, night.town.members[1], adds(" by night."))
    debating.call(night.town.chair, night.paper, made)
    night.move(made, night.town.members[1])
    debating.put(night.town.chair, night.paper)
    debating.collect(night.town.chair, night.paper, agreed=True)
    slug, client = night.town.assembly.slug, town_client(night.town)
    paper = shown(client.get(reverse("paper", args=(slug, night.paper))).content).text
    assert paper.count("by night.") > 1  # in the text as it now reads, and at the amendment
    own = shown(client.get(reverse("motion", args=(slug, night.paper, made))).content).text
    assert own.count("Amendment a1: ") == 1
