"""Pages stay as the debate is, and nobody who reads or writes on them is disturbed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chamber.browser.conftest import Enter
from chamber.browser.council import Council, make_council
from chamber.documents import document, ready
from onevoice.chamber.acts import accounts, signing

# the policy of our pages would forbid what a test waits for
_WINDOW = {"viewport": {"width": 1280, "height": 900}, "bypass_csp": True}
_HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
# every stream that the page opens is kept, so that a test can look at it
_KEEP_STREAMS = """
  window.streams = [];
  window.EventSource = class extends EventSource {
    constructor(address) { super(address); window.streams.push(this); }
  };"""
# how often the page fetched itself again
_COUNT_ASKING = """
  window.asked = 0;
  const fetched = window.fetch;
  window.fetch = (address, ...how) => {
    if (String(address) === location.href) window.asked += 1;
    return fetched(address, ...how);
  };"""
_LISTENS = "window.streams.length > 0 && window.streams.at(-1).readyState === EventSource.OPEN"


@pytest.fixture
def evening(served: str) -> Council:  # noqa: ARG001 - the tables must be there
    """Give a council of one's own, to act in."""
    return make_council()


@pytest.fixture
def reading(evening: Council, enter: Enter) -> Callable[[str], Page]:
    """Give what opens a page for a member who has signed nothing, and waits until it listens."""

    def opened(address: str) -> Page:
        page = enter(evening.members[6], **_WINDOW).new_page()
        page.add_init_script(_KEEP_STREAMS)
        page.goto(address)
        page.wait_for_function(_LISTENS)
        return page

    return opened


def paper_of(council: Council) -> str:
    """Give the address of the paper that is before the council."""
    return f"/a/{council.slug}/papers/{council.ids['paper']}/"


def test_an_act_is_seen_where_the_page_is_open(evening: Council, reading: Callable[[str], Page]) -> None:
    """Somebody else's signature comes onto the page, without loading it and without moving the focus."""
    page = reading(paper_of(evening))
    page.evaluate("window.same = true")
    button = f"#act-sign-{evening.ids['motion']}"
    page.focus(button)
    place = page.evaluate("scrollY")
    signing.sign(evening.members[4], evening.ids["paper"], evening.ids["motion"])
    page.wait_for_function("document.querySelector('#paper').textContent.includes('Edith Marlow')")
    page.wait_for_function("document.querySelector('#paper').textContent.split('Edith Marlow').length > 2")
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.id") == button[1:]
    assert page.evaluate("scrollY") == place


def test_a_fold_stays_open(evening: Council, reading: Callable[[str], Page]) -> None:
    """What somebody unfolded stays unfolded when the page changes round it."""
    page = reading(f"/a/{evening.slug}/")
    page.evaluate(
        "document.querySelector('#papers').insertAdjacentHTML('beforeend',"
        " '<details open><summary>More</summary>words</details>')"
    )
    signing.sign(evening.members[4], evening.ids["paper"], evening.ids["motion"])
    page.wait_for_function(_LISTENS)
    assert page.evaluate("document.activeElement === document.body")


def test_what_somebody_types_is_never_taken_away(evening: Council, reading: Callable[[str], Page]) -> None:
    """A region with words typed into it stays; a notice says that it has changed, and says so aloud once."""
    page = reading(paper_of(evening))
    page.evaluate(
        "document.querySelector('#paper').insertAdjacentHTML('afterbegin',"
        " '<label>Words <input id=typed></label>')"
    )
    page.fill("#typed", "half a sentence")
    signing.sign(evening.members[4], evening.ids["paper"], evening.ids["motion"])
    page.wait_for_selector("#paper .live-note")
    assert page.input_value("#typed") == "half a sentence"
    assert page.evaluate("document.activeElement.id") == "typed"
    assert "changed while you were writing" in page.inner_text("#announcements")
    signing.sign(evening.members[5], evening.ids["paper"], evening.ids["motion"])
    page.wait_for_timeout(1500)
    assert page.locator(".live-note").count() == 1


def test_a_hidden_tab_listens_to_nothing(evening: Council, reading: Callable[[str], Page]) -> None:
    """A tab that is hidden closes its stream; shown again, it opens one and catches up."""
    page = reading(paper_of(evening))
    page.evaluate(_HIDE, True)
    assert page.evaluate("window.streams.at(-1).readyState === EventSource.CLOSED")
    signing.sign(evening.members[4], evening.ids["paper"], evening.ids["motion"])
    page.evaluate(_HIDE, False)
    page.wait_for_function("document.querySelector('#paper').textContent.split('Edith Marlow').length > 2")
    assert page.evaluate("window.streams.length") == 2


def test_without_a_stream_the_page_asks(evening: Council, enter: Enter) -> None:
    """Where streams are cut off, the page asks for the state now and then."""
    page = enter(evening.members[6], **_WINDOW).new_page()
    page.route("**/events", lambda route: route.fulfill(status=503))
    page.clock.install()
    page.goto(paper_of(evening))
    signing.sign(evening.members[4], evening.ids["paper"], evening.ids["motion"])
    for _ in range(4):
        page.clock.run_for(6_000)
        page.wait_for_timeout(300)
    assert page.inner_text("#paper").count("Edith Marlow") > 1


def test_a_second_press_is_no_second_act(evening: Council, enter: Enter) -> None:
    """Pressing a button twice in a row signs once, and ends on the paper and not on a refusal."""
    page = enter(evening.members[6], **_WINDOW).new_page()
    page.goto(paper_of(evening))
    page.dblclick(f"#act-sign-{evening.ids['motion']}")
    page.wait_for_selector(".flash")
    assert page.inner_text("h1") == "The library, the pool and the quay"


def test_what_is_worked_out_comes_onto_the_page(evening: Council, enter: Enter) -> None:
    """The page asks until it is there, says so once, and moves no focus; a hidden tab asks for nothing."""
    paper = evening.ids["paper"]
    address = f"{paper_of(evening)}common-ground/"
    accounts.work_out(evening.clerk, paper)
    page = enter(evening.clerk, **_WINDOW).new_page()
    page.add_init_script(_COUNT_ASKING)
    page.clock.install()
    page.goto(address)
    page.focus("#look")
    page.evaluate("window.same = true")
    page.evaluate(_HIDE, True)
    page.clock.run_for(20_000)
    assert page.evaluate("window.asked") == 0
    page.evaluate(_HIDE, False)
    page.clock.run_for(3_500)
    page.wait_for_function("window.asked === 1")
    assert page.inner_text("#announcements") == ""
    first = document(paper, {"m1": {"party:Green Quays": (0.6, 0.7, 0.8)}}, ("party:Green Quays",))
    ready(paper, first)
    page.clock.run_for(3_500)
    page.wait_for_selector("#publishing button")
    assert page.inner_text("#announcements") == "It is worked out where the assembly stands."
    assert page.evaluate("document.activeElement.id") == "look"
    assert page.evaluate("window.same")
    asked = page.evaluate("window.asked")
    page.clock.run_for(30_000)
    assert page.evaluate("window.asked") == asked
