"""Wordings that members would carry, beside a composite: begun with, and never put for anybody."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import product

import pytest
from django.http import HttpResponse
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chamber.accounts import read
from chamber.browsing import town_client
from chamber.evenings import Evening
from chamber.members.desks import LIBRARY
from chamber.officers.forms import visible
from chamber.standing import proposals
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber.acts import compositing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import accounts, frontier
from onevoice.chamber.readings.composing import called_after, sources
from onevoice.chamber.readings.questions import Question
from onevoice.chamber.readings.typed import typed_text
from onevoice.formats.notation import read_notation

pytestmark = pytest.mark.usefixtures("chamber")
SLOTS = ("m1:b2", "m1:b3", "m1:b4", "m1:b5", "m1:b6")
TABLED = tuple(SLOTS)
DEFAULT = ("m1:b2", "m1:b3", "a1:b4", "m1:b5", "a2:b6")
FEWER = ("m1:b2", "m1:b3", None, "m1:b5", None)
TO_TWO = "the library shall open on Sundays from two to four;"
THANKS = "the mayor shall report in May and thank the staff."


class Desk:
    """A paper, of a conference if nothing is said, with a motion and two amendments, and its account."""

    def __init__(
        self, pack: str = "conference", *, assumption: bool = True, whole: Sequence[str] = ()
    ) -> None:
        self.night = Evening(pack)
        town = self.night.town
        tabling.table_motion(town.member, self.night.paper, "Sunday opening", LIBRARY)
        version = publish(LIBRARY)
        for member, notation in (
            (1, "leave out 'ten' and insert 'two'"),
            (2, "leave out 'May.' and insert 'May and thank the staff.'"),
        ):
            operations = read_notation(version, notation, "x")
            done = tabling.table_amendment(town.members[member], self.night.paper, "m1", operations)
            tabling.number(town.clerk, self.night.paper, done.on, f"No. {member}")
        self.assumption, self.whole = assumption, whole

    def ready(self) -> str:
        """Have the account ready."""
        found = proposals.composite(
            SLOTS,
            [proposals.point(DEFAULT, 0.7), proposals.point(FEWER, 0.8, proved=False)],
            default=DEFAULT,
            tabled=TABLED,
            swaps=[proposals.swap("m1:b4", "m1:b4", 0.5, red=-0.14)],
            assumption=self.assumption,
        )
        parts = dict.fromkeys([*TABLED, *(one for one in DEFAULT if one)])
        return proposals.account(self.night, ["m1", "a1", "a2", *self.whole], parts, composites={"m1": found})

    def published(self) -> None:
        """Publish it."""
        proposals.publish(self.night, self.ready())

    def address(self, name: str, *parts: str) -> str:
        """Give the address of a page."""
        return reverse(name, args=(self.night.town.assembly.slug, self.night.paper, *parts))

    def page(self, doer: Doer | None, *parts: str, **query: str) -> HttpResponse:
        """Read the page of composites, or that of one."""
        client = town_client(self.night.town, doer)
        if parts:
            return client.get(self.address("composite", *parts))
        return client.get(self.address("compose"), {"target": "m1", **query})

    def post(self, doer: Doer, **fields: str) -> HttpResponse:
        """Send the form of a composite."""
        return town_client(self.night.town, doer).post(self.address("compose"), {"target": "m1", **fields})

    def composite(self, words: str) -> str:
        """Put a composite on the paper."""
        found = read(self.night)
        clause = sources(found, "m1")[0].clauses[0]
        text = called_after(typed_text(words), f"c.{found.version}")
        return compositing.compose(self.night.town.member, found.id, "m1", text, (clause,)).on


def read_off(response: HttpResponse) -> str:
    """Give what can be read on a page, without blanks before a stop."""
    assert response.status_code == 200, response.status_code
    words = " ".join(visible(response.content.decode()).split())
    return re.sub(r"(?<=\() | (?=[.,;:)])", "", words)


def filled(response: HttpResponse) -> tuple[dict[str, str], str]:
    """Give the ticked clauses with their places, and the wording."""
    page = response.content.decode()
    taken = re.findall(r'name="take-([^"]+)"[^>]*checked', page)
    places = dict(re.findall(r'name="place-([^"]+)" value="([0-9]+)"', page))
    (words,) = re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)
    return {one: places.get(one, "") for one in taken}, html.unescape(words)


@pytest.fixture
def desk() -> Desk:
    """Give a paper and its account, published."""
    found = Desk()
    found.published()
    return found


def test_the_frontier_stands_beside_the_form(desk: Desk) -> None:
    """Clauses stand against the least group's share with its interval, all, who binds it, and proof."""
    said = read_off(desk.page(desk.night.town.member))
    assert "Wording 1: 5 clauses proposed" in said
    assert "70% (65% to 75%) Blue 80% yes" in said
    assert "Wording 2: 5 clauses as tabled" in said
    assert "Wording 3: 3 clauses" in said
    assert "80% (75% to 85%) Blue 85% no" in said
    assert "This is an assumption and no forecast" in said
    assert TO_TWO in said
    assert "Left out: Motion" in said
    assert not set(re.findall(r"[\w:-]+", said)) & {*SLOTS, *DEFAULT, "a1", "a2", "m1", *proposals.PARTIES}


def test_a_swap_says_what_it_costs_whom(desk: Desk) -> None:
    """A swapped clause says what the least group's share would be, and who gains or loses how many points."""
    said = read_off(desk.page(desk.night.town.member))
    assert "50% Red −14 (−16 to −12)" in said  # noqa: RUF001 - minus signs


def test_a_learned_model_is_no_assumption() -> None:
    """Once it was learned how clauses become a vote, nothing is called an assumption."""
    desk = Desk(assumption=False)
    desk.published()
    assert "assumption" not in read_off(desk.page(desk.night.town.member))


def test_nothing_begins_where_the_rules_know_no_composite(desk: Desk) -> None:
    """Under rules without composites the wordings are shown, and none of them offers to fill a form."""
    assert "Begin with wording" in read_off(desk.page(desk.night.town.clerk))
    elsewhere = Desk("uk_council")
    elsewhere.ready()
    said = read_off(elsewhere.page(elsewhere.night.town.clerk))
    assert "How far other wordings would carry" in said
    assert "Begin with wording" not in said


def test_common_ground_shows_the_wordings_under_whatever_rules() -> None:
    """Who may read an account finds its wordings there, under rules without composites; not of an old one."""
    desk = Desk("uk_council")
    address = desk.address("common-ground")
    visitor, clerk = (town_client(desk.night.town, one) for one in (None, desk.night.town.clerk))
    title, share = ": how far other wordings would carry", "70% (65% to 75%)"
    digest = desk.ready()
    assert title not in read_off(visitor.get(address))
    assert title in read_off(clerk.get(address))
    proposals.publish(desk.night, digest)
    (published,) = accounts.published(desk.night.paper)
    page = read_off(visitor.get(address))
    assert title in page
    assert share in page
    assert "Begin with wording" not in page
    assert title not in read_off(visitor.get(address, {"at": str(published.sequence)}))


def test_members_see_what_is_published_alone() -> None:
    """An account that is not published shows its wordings to the clerk, and to no member or visitor."""
    desk = Desk()
    on = desk.composite("Let it be.")
    digest = desk.ready()
    town = desk.night.town
    title = "How far other wordings would carry"
    assert title in read_off(desk.page(town.clerk))
    for doer, parts in ((town.member, ()), (town.member, (on,)), (None, (on,))):
        assert title not in read_off(desk.page(doer, *parts))
    mark = frontier.mark(DEFAULT)
    assert not filled(desk.page(town.member, begin=mark))[0]
    assert not filled(desk.post(town.member, begin=mark))[0]
    proposals.publish(desk.night, digest)
    for doer, parts in ((town.member, ()), (town.member, (on,)), (None, (on,))):
        assert title in read_off(desk.page(doer, *parts))


@pytest.mark.parametrize("posted", [True, False])
def test_a_wording_fills_the_form(desk: Desk, posted: bool) -> None:
    """Its clauses are ticked in order, both sources of mixed words, its blocks written; nothing is put."""
    mark = frontier.mark(DEFAULT)
    member = desk.night.town.member
    before = len(desk.night.entries())
    page = desk.post(member, begin=mark) if posted else desk.page(member, begin=mark)
    taken, words = filled(page)
    assert sorted(taken, key=lambda one: int(taken[one])) == [
        "m1:1", "m1:2", "a1:1", "m1:3", "m1:4", "a2:1",
    ]  # fmt: skip
    assert [block.words for block in typed_text(words).blocks] == [
        LIBRARY.blocks[0].words, LIBRARY.blocks[1].words, LIBRARY.blocks[2].words,
        TO_TWO, LIBRARY.blocks[4].words, THANKS,
    ]  # fmt: skip
    assert "<!--" not in words
    assert "Nothing is on the paper yet." in read_off(page)
    assert len(desk.night.entries()) == before


def test_fewer_clauses_are_numbered_anew(desk: Desk) -> None:
    """Places that stay empty leave no hole in the numbers, and the clauses that are gone are not ticked."""
    taken, words = filled(desk.page(desk.night.town.member, begin=frontier.mark(FEWER)))
    assert set(taken) == {"m1:1", "m1:3"}
    assert words.rstrip().endswith(f"1. {LIBRARY.blocks[4].words}")


def test_a_begun_wording_is_previewed_as_it_reads(desk: Desk) -> None:
    """What the form was filled with goes through the preview, and stands on the paper as that combination."""
    member = desk.night.town.member
    taken, words = filled(desk.page(member, begin=frontier.mark(DEFAULT)))
    fields = {f"take-{one}": "on" for one in taken} | {f"place-{one}": at for one, at in taken.items()}
    shown = desk.post(member, do="preview", words=words, **fields)
    digest = re.search(r'name="shown" value="([0-9a-f]{64})"', shown.content.decode())
    assert digest
    done = desk.post(member, do="compose", words=words, shown=digest[1], **fields)
    assert done.status_code == 302
    assert "This composite is one of the wordings below." in read_off(
        town_client(desk.night.town, member).get(done.headers["Location"])
    )


def test_a_wording_that_is_gone_is_not_begun_with(desk: Desk) -> None:
    """A mark that names no wording that stands fills nothing in, and the page says so."""
    page = desk.page(desk.night.town.member, begin="0" * 16)
    assert filled(page) == ({}, "")
    assert "That wording is not there any more" in read_off(page)


def test_a_composite_finds_its_place() -> None:
    """One that is a combination of parts stands where it is worked out; of any other nothing is said."""
    desk = Desk()
    blocks = [block.words for block in LIBRARY.blocks]
    alike = desk.composite("\n\n".join([f"# {blocks[0]}", *blocks[1:3], blocks[4]]))
    swapped = desk.composite("\n\n".join([*blocks[1:5], THANKS]))
    unknown = desk.composite("\n\n".join([*blocks[1:3], TO_TWO, *blocks[4:]]))
    other = desk.composite("\n\n".join([*blocks[1:3], TO_TWO, "And so on."]))
    desk.published()
    said = {on: read_off(desk.page(None, on)) for on in (alike, swapped, unknown, other)}
    assert "Wording 3: 3 clauses this composite" in said[alike]
    assert "with one clause swapped: the least group would carry it with 50%." in said[swapped]
    assert "how far this combination would carry was not worked out" in said[unknown]
    assert "This composite" not in said[other]
    for page in said.values():
        assert "Wording 1: 5 clauses proposed" in page


def test_words_that_changed_hold_a_wording_back() -> None:
    """Of a wording whose words have changed, neither figures nor words are shown, nor a way to begin."""
    desk = Desk()
    desk.published()
    row = desk.night.row
    row.state = row.state.replace("thank the staff", "praise the staff")
    row.version += 1
    row.save()
    page = desk.page(desk.night.town.member)
    said = read_off(page)
    assert "Words of it have changed since members answered." in said
    assert "70%" not in said
    assert "80% (75% to 85%)" in said
    assert frontier.mark(DEFAULT) not in page.content.decode()
    assert filled(desk.page(desk.night.town.member, begin=frontier.mark(DEFAULT)))[0] == {}


def test_what_members_said_of_the_whole_is_shown() -> None:
    """A composite that was asked about as a whole shows its support by group, until its words change."""
    desk = Desk(whole=["c1"])
    on = desk.composite("Let it be.")
    assert on == "c1"
    desk.published()
    said = read_off(desk.page(None, on))
    assert "What members said of it" in said
    assert "All members 60% (55% to 65%) of 7 members Red 70% (65% to 75%) of 3 members" in said
    assert "probability 90%" in said
    (listed,) = read(desk.night).debate.composites
    text = called_after(typed_text("Let it not be."), "c.9")
    compositing.compose(
        desk.night.town.member, desk.night.paper, "m1", text, listed.composite.sources, composite="c1"
    )
    assert "What members said of it" not in read_off(desk.page(None, on))


def _could(slot: int, words: str) -> Question:
    return Question(f"{slot}{words}", "", words, "", "", slot=str(slot))


WORDS = st.sampled_from("abc")
PLACES = st.lists(st.sets(WORDS, max_size=2), max_size=4)


@given(PLACES, st.lists(WORDS, max_size=4))
def test_a_combination_is_found_if_there_is_one(places: list[set[str]], words: list[str]) -> None:
    """Words are matched with places in order exactly where some choice of each place reads so."""
    could = [[_could(at, word) for word in sorted(place)] for at, place in enumerate(places)]
    combinations = product(*([None, *(one.id for one in place)] for place in could))
    known = {one.id: one.words for place in could for one in place}
    fits = [one for one in combinations if [known[id_] for id_ in one if id_] == words]
    found = frontier.matched(could, words)
    assert (found in fits) if fits else found is None
