"""The proposed selection beside the chair's own: it gives reasons, ticks, and selects nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from chamber.browsing import town_client
from chamber.evenings import Evening, adds
from chamber.officers.forms import forms_of, visible
from chamber.standing import proposals
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import Change
from onevoice.chamber.acts import marshalling, tabling
from onevoice.chamber.readings import shares
from onevoice.chamber.readings.shares import score

pytestmark = pytest.mark.usefixtures("chamber")
HOSTILE = '<script>alert("1")</script>"\'\u202e'


class Table:
    """A chair at the selection board of a paper with three amendments: "Alpha", "Beta" and "Gamma"."""

    def __init__(self, pack: str = "commons") -> None:
        self.night = Evening(pack)
        self.motion = self.night.motion()
        self.alpha = self._number("Alpha", adds(" at once"))
        self.beta = self._number("Beta", adds(" by May"))
        self.gamma = self._number("Gamma", self._changed())

    def _number(self, name: str, operations: Any) -> str:
        done = tabling.table_amendment(self.night.town.members[1], self.night.paper, self.motion, operations)
        tabling.number(self.night.town.clerk, self.night.paper, done.on, name)
        return done.on

    def _changed(self) -> tuple[Change, ...]:
        block = self.night.debate.motion(self.motion).text.blocks[1]
        return (Change(block.id, block.hash, 0, 4, Block("x", Kind.PARAGRAPH, "Whether")),)

    @property
    def address(self) -> str:
        """Give the board's address."""
        return reverse("selection", args=(self.night.town.assembly.slug, self.night.paper))

    def ready(self, texts: tuple[str, ...] = (), **selection: Any) -> str:
        """Have an account ready that proposes Alpha, which is owed, and Beta, which unites."""
        rounds = selection.pop("rounds", [(self.alpha, 1), (self.beta, None)])
        found = proposals.selection(rounds, **selection)
        return proposals.account(self.night, texts or (self.alpha, self.beta, self.gamma), selection=found)

    def board(self, language: str = "en") -> str:
        """Read the board."""
        response = town_client(self.night.town, self.night.town.chair, language=language).get(self.address)
        assert response.status_code == 200
        return response.content.decode()

    def words(self) -> str:
        """Give what can be read on the board."""
        return read_off(self.board())

    def press(self, do: str, **fields: Any) -> HttpResponse:
        """Press a button of the board."""
        client = town_client(self.night.town, self.night.town.chair)
        form = next(one for one in forms_of(client.get(self.address).content.decode()) if one.ticks)
        return client.post(self.address, form.sent() | {"do": do} | fields)


def read_off(page: str) -> str:
    """Give what can be read on a page, without blanks before a stop."""
    return re.sub(r" ([.,;:])", r"\1", " ".join(visible(page).split()))


def ticked(response: HttpResponse) -> set[str]:
    """Give the ids of what is ticked."""
    found = re.findall(r'name="on" value="([^"]+)"[^>]*? checked', response.content.decode())
    return set(found)


def test_the_proposal_gives_its_reasons() -> None:
    """Each round says to whom it is owed or that its place is nobody's, with bridging and supporters."""
    table = Table()
    table.ready()
    said = table.words()
    assert "The chair decides." in said
    assert "Alpha Bridging 0.53 (0.50 to 0.55), supported by 4 members" in said
    assert "It is owed to its supporters: 4 members support it and have nothing yet." in said
    assert "4 of 7 are enough to be owed one text that they support." in said
    assert "Beta Bridging 0.53 (0.50 to 0.55)" in said
    assert "Nobody is owed this place: of what can be put beside the others, this unites most." in said
    assert "wherever 4 members or more support a text that was left out" in said
    assert "It holds in 93% of 400 draws." in said
    assert "In every group, half or more support one of the texts proposed." in said


def test_no_id_is_shown() -> None:
    """Texts are called by their numbers, and groups by their names, in every sentence."""
    table = Table()
    more = {
        "void_by_clash": [proposals.claim(table.gamma) | {"clashes_with": [table.beta]}],
        "left_out": [
            proposals.left_out(table.gamma, instead_of=table.beta, claim=proposals.claim(table.beta, 2))
        ],
        "instead": [proposals.instead("pav", [table.alpha, table.gamma], [proposals.claim(table.beta)])],
        "supports": {"party:Blue": []},
    }
    table.ready(**more)
    for language in ("en", "he"):
        shown = set(re.findall(r"[\w:-]+", visible(table.board(language))))
        assert not shown & {table.alpha, table.beta, table.gamma, table.motion, *proposals.PARTIES, "pav"}


def test_what_is_proposed_can_be_ticked() -> None:
    """The button ticks what is proposed, keeps the reasons that were typed, and nothing is selected by it."""
    table = Table("conference")
    table.ready()
    before = len(table.night.entries())
    response = table.press("propose", on=[table.gamma], **{f"reason-{table.gamma}": "Too late."})
    assert response.status_code == 200
    assert ticked(response) == {table.alpha, table.beta}
    assert "Too late." in response.content.decode()
    assert "Nothing is selected yet." in visible(response.content.decode())
    assert len(table.night.entries()) == before
    assert table.night.debate.amendment(table.alpha).stage is Stage.ON_PAPER


def test_the_rule_asks_for_reasons_of_what_is_left_out() -> None:
    """Where the pack asks for reasons, taking the proposal over as it is asks for them too."""
    table = Table("conference")
    table.ready()
    page = table.press("propose").content.decode()
    assert "This choice is not in order." in visible(page)
    assert "Rule K8" in visible(page)
    assert table.press("select", on=[table.alpha, table.beta]).status_code == 403
    given = {f"reason-{table.gamma}": "Beta says it."}
    assert table.press("select", on=[table.alpha, table.beta], **given).status_code == 302


def test_the_chair_may_depart() -> None:
    """What is selected is what the chair ticked, whatever is proposed."""
    table = Table()
    table.ready()
    assert table.press("select", on=[table.gamma]).status_code == 302
    assert table.night.debate.amendment(table.gamma).stage is Stage.SELECTED
    assert table.night.debate.amendment(table.alpha).stage is Stage.NOT_SELECTED


def test_nothing_is_proposed_without_an_account() -> None:
    """Without an account a sentence says so and leads on; there is nothing to be ticked."""
    table = Table()
    page = table.board()
    assert "Nothing is proposed: it has not been worked out" in visible(page)
    assert reverse("common-ground", args=(table.night.town.assembly.slug, table.night.paper)) in page
    assert "Tick what is proposed" not in visible(page)


def test_nothing_is_proposed_of_what_nobody_was_asked() -> None:
    """An account of other texts proposes nothing, and says that members were not asked."""
    table = Table()
    proposals.account(table.night, [table.motion])
    said = table.words()
    assert "Nothing is proposed: members were not asked about any text that may be selected." in said
    assert said.count("Members were not asked about it.") == 3


def test_what_was_not_asked_about_is_named() -> None:
    """A text that nobody was asked about is neither proposed nor left out, and is named."""
    table = Table()
    table.ready((table.alpha, table.beta))
    assert "Nobody was asked about: Gamma." in table.words()


def test_a_proposal_of_an_older_paper_says_so() -> None:
    """Once something was done on the paper, the proposal says that the paper has changed since."""
    table = Table()
    table.ready()
    assert "The paper has changed since." not in table.words()
    marshalling.group(table.night.town.clerk, table.night.paper, "g", (table.alpha, table.beta), "Both")
    assert "The paper has changed since." in table.words()


def test_of_changed_words_nothing_is_said() -> None:
    """A proposed text whose words have changed is not ticked, and its figures and claims are gone."""
    table = Table()
    table.ready(instead=[proposals.instead("pav", [table.alpha], [proposals.claim(table.beta)])])
    row = table.night.row
    row.state = row.state.replace(" at once", " at last").replace("Whether", "Whither")
    row.version += 1
    row.save()
    response = table.press("propose")
    assert ticked(response) == {table.beta}
    said = read_off(response.content.decode())
    assert "The words have changed since members answered: Alpha, Gamma." in said
    assert said.count("Bridging 0.53") == 1
    assert said.count("Its words have changed since members answered.") == 3  # in its round, and two cards


def test_clashes_and_counterfactuals_say_who_would_be_short() -> None:
    """Claims void by a clash have name and size; other rules say what differs and who would be short."""
    table = Table()
    table.ready(
        void_by_clash=[proposals.claim(table.gamma) | {"clashes_with": [table.beta]}],
        left_out=[proposals.left_out(table.gamma, clashes_with=[table.alpha, table.beta])],
        instead=[
            proposals.instead("bridging", [table.beta, table.alpha]),
            proposals.instead("approval", [table.alpha, table.gamma], [proposals.claim(table.beta)]),
            proposals.instead("phragmen", [table.alpha], void=2),
        ],
    )
    said = table.words()
    assert (
        "Gamma: 4 members who support it would be owed one text that they support, but it clashes with Beta."
        in said
    )
    assert "Gamma, with a bridging of 0.61, clashes with Alpha, Beta." in said
    assert "The same Bridging alone" in said
    assert "Popularity alone Gamma in place of Beta. Short would be 4 members who all support Beta" in said
    assert " rule All but Beta. Nobody would be short, and bridging adds up to 0.90, against 1.06." in said
    assert "1 more claim would be void." in said


def test_groups_that_support_nothing_proposed_are_named() -> None:
    """A group that supports none of the proposed texts is named, with the nearest and its share."""
    table = Table()
    table.ready(supports={"party:Blue": []})
    said = table.words()
    assert "In Blue, none of the texts proposed is supported by half" in said
    assert "nearest comes Alpha, with 40% (30% to 50%)." in said


def test_counts_of_a_private_sounding_are_about() -> None:
    """Where counts are told to the nearest five, they say so."""
    table = Table()
    found = proposals.selection([(table.alpha, 1)], k=1)
    proposals.account(table.night, [table.alpha], selection=found, public=False)
    said = table.words()
    assert "about 4 members support it" in said
    assert "of about 7" not in said


def test_what_was_selected_stands_beside_what_was_proposed() -> None:
    """Once selected, the board compares with the account that was published, and with no other."""
    table = Table()
    digest = table.ready()
    assert table.press("select", on=[table.alpha, table.gamma]).status_code == 302
    assert "Proposed and selected" not in table.words()
    proposals.publish(table.night, digest)
    said = table.words()
    assert "Proposed and selected Alpha Proposed, not selected Beta Selected, not proposed Gamma" in said
    table.ready(rounds=[(table.gamma, 1)])  # a later one, not published
    assert "Proposed and selected Alpha" in table.words()


def test_it_is_said_who_sees_it() -> None:
    """An account that is not published says that the chair and the clerk alone see it."""
    table = Table()
    digest = table.ready()
    assert "It is not published: the chair and the clerk alone see it." in table.words()
    proposals.publish(table.night, digest)
    said = table.words()
    assert "It is not published" not in said
    assert "Of the account published on" in said


@pytest.mark.parametrize(
    ("low", "median", "high", "said"),
    [
        (0.45, 0.5, 0.6, "50% (45% to 60%)"),
        (0.5, 0.5, 0.5, "50%"),
        (0.0, 0.001, 1.0, "under 1% (0% to 100%)"),
        (0.99, 0.999, 1.0, "over 99% (99% to 100%)"),
    ],
)
def test_a_share_is_told_with_its_interval(low: float, median: float, high: float, said: str) -> None:
    """A share stands with its interval, and reads as none or all only where it is."""
    assert shares.interval({"median": median, "low": low, "high": high}) == said


def test_hostile_names_stay_names() -> None:
    """Whatever a text is numbered, it stands escaped in the reasons."""
    table = Table()
    bad = table._number(HOSTILE, adds(" twice"))
    table.ready((bad,), rounds=[(bad, 1)], instead=[proposals.instead("pav", [])])
    page = table.board()
    assert "<script>alert" not in page
    assert "alert(" in page


def test_motions_are_proposed_too() -> None:
    """Where motions are selected, they are proposed as amendments are."""
    night = Evening("parallel_questions")
    on = night.motion()
    found = proposals.selection([(on, 1)], k=1, measure="support")
    proposals.account(night, [on], selection=found)
    address = reverse("selection", args=(night.town.assembly.slug, night.paper))
    page = town_client(night.town, night.town.chair).get(address).content.decode()
    said = read_off(page)
    assert f"no. {on} Supported by 4 members" in said
    assert "Nothing found in the answers tells groups apart" in said


@pytest.mark.parametrize(
    ("value", "words"), [(0.849249, "0.85"), (0.30706, "0.31"), (0.3, "0.30"), (1.0, "1.00")]
)
def test_a_bridging_is_rounded_and_not_cut(value: float, words: str) -> None:
    """What the page tells is the nearest hundredth to what the document has."""
    assert score(value) == words
