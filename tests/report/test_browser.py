from __future__ import annotations

import pytest

from onevoice.report import render
from report.sample_document import SHAPES, sample_document

LONG = [
    "w" * 300,
    "https://example.org/" + "a-very-long-path/" * 12,
    "A sentence that goes on and on about a very particular plan, " * 20,
    "הפסקת אש מיידית ששני הצדדים שומרים עליה",
    "Short.",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def show(chromium, tmp_path):
    """Open a page from a file, with no network behind it."""
    contexts = []

    def opened(html, **settings):
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        contexts.append(chromium.new_context(offline=True, **settings))
        page = contexts[-1].new_page()
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def hard_to_fit():
    """Give a document whose names and words are as long as they come."""
    groups = ("הנמל הישן", "An Association Of Considerable Length And Dignity", "G" * 60)
    document = sample_document(groups=groups, texts=LONG, title="A title " * 12, propositions=8)
    document["settings"]["where"] = ["topic=" + "x" * 200]
    return document


@pytest.mark.parametrize("code", ["en", "he"])
@pytest.mark.parametrize("shape", ["hard to fit", "groups", "private", "no structure", "one dimension"])
def test_nothing_runs_off_a_narrow_screen(show, shape, code):
    """At 360 and 320 pixels no page scrolls sideways, with every fold open."""
    document = hard_to_fit() if shape == "hard to fit" else sample_document(**SHAPES[shape])
    page = show(render(document, code), viewport={"width": 360, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        outside = page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(one => {
                 const box = one.getBoundingClientRect();
                 const within = box.left >= -1 && box.right <= innerWidth + 1;
                 return box.width && !within && !one.closest('.scroll, .quiet');
               }).map(one => one.outerHTML.slice(0, 80))"""
        )
        assert outside == []


def test_words_in_tables_keep_room_on_a_narrow_screen(show):
    """A table that is wider than the screen scrolls by itself, and its words are not squeezed."""
    page = show(render(sample_document()), viewport={"width": 360, "height": 800})
    widths = page.evaluate(
        "[...document.querySelectorAll('.wide td:has(bdi)')].map(cell => cell.clientWidth)"
    )
    assert widths
    assert min(widths) > 130


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "he"])
@pytest.mark.parametrize(("shape", "width"), [("groups", 1280), ("private", 360)])
def test_no_barrier_that_axe_can_find(show, shape, width, code, scheme):
    """Neither language nor colour scheme breaks a rule of WCAG 2.2 AA, on a wide screen or a narrow one."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    small = {**SHAPES[shape], "propositions": 3, "members": 16}
    page = show(
        render(sample_document(**small), code), viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page.add_style_tag(content="article { content-visibility: visible !important; }")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.evaluate(axe.AXE_SCRIPT)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", STANDARDS)
    told = [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20


def order(page):
    """List the ids of the propositions that are shown, from the top."""
    return page.evaluate(
        "[...document.querySelectorAll('#cards > article:not([hidden])')].map(card => card.id)"
    )


def test_the_keyboard_sorts(show):
    """A sort button reached and pressed by keys sorts, says so, and turns round when pressed again."""
    document = sample_document()
    page = show(render(document))
    by_support = sorted(document["propositions"], key=lambda p: -p["support"]["all"]["median"])
    values = {f"p{n}": p["support"]["all"]["median"] for n, p in enumerate(document["propositions"], 1)}
    page.focus("#search")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.by") == "all"
    assert [values[card] for card in order(page)] == pytest.approx(
        [p["support"]["all"]["median"] for p in by_support], abs=1e-3
    )
    assert page.get_attribute("[data-by=all]", "aria-pressed") == "true"
    assert page.get_attribute("[data-by=across]", "aria-pressed") == "false"
    assert "Highest first." in page.text_content("#shown")
    page.keyboard.press("Space")
    shown = [values[card] for card in order(page)]
    assert shown == sorted(shown)
    assert "Lowest first." in page.text_content("#shown")


def test_the_source_order_can_be_had(show):
    """One button puts the propositions as the source has them."""
    page = show(render(sample_document()))
    page.click("[data-by=number]")
    assert order(page) == [f"p{n}" for n in range(1, 16)]


def test_figures_that_are_missing_sort_last(show):
    """Propositions without the figure stand at the end, whichever way it is sorted."""
    document = sample_document(propositions=5)
    document["propositions"][2]["consensus"] = None
    document["propositions"][2]["support"]["all"]["pass"] = None
    page = show(render(document))
    page.click("[data-by=passes]")
    assert order(page)[-1] == "p3"
    page.click("[data-by=passes]")
    assert order(page)[-1] == "p3"


def test_searching_finds_words_and_tells_how_many(show):
    """Search ignores case and accents, takes every word, counts aloud, and says when there is nothing."""
    page = show(render(sample_document(propositions=3, texts=["Café au lait", "The cafe is open", "לְשָׁלוֹם"])))
    assert page.get_attribute("#shown", "role") == "status"
    page.fill("#search", "CAFE")
    assert sorted(order(page)) == ["p1", "p2"]
    assert "Showing 2 of 3." in page.text_content("#shown")
    page.fill("#search", "open cafe")
    assert order(page) == ["p2"]
    page.fill("#search", "לשלום")
    assert order(page) == ["p3"]
    page.fill("#search", "nowhere")
    assert order(page) == []
    assert page.is_visible("#none")


def test_without_script_everything_is_there(show):
    """With JavaScript off every proposition is shown, and no control that would do nothing."""
    page = show(render(sample_document()), java_script_enabled=False)
    assert page.locator("#cards > article").count() == 15
    assert page.is_visible("#p1 .bars")
    assert not page.is_visible("#search")


def test_each_members_ellipse_is_shown_on_demand(show):
    """Members' own ellipses are hidden until the box is ticked, which needs no script."""
    page = show(render(sample_document()), java_script_enabled=False)
    assert not page.is_visible(".own_marks path >> nth=0")
    page.check("#own")
    assert page.is_visible(".own_marks path >> nth=0")


def test_the_page_asks_for_nothing_and_complains_of_nothing(chromium, tmp_path):
    """Opening the page makes no request but for itself and leaves no message in the console."""
    (tmp_path / "page.html").write_text(render(sample_document()), encoding="utf-8")
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    page.click("[data-by=divides]")
    assert asked == [(tmp_path / "page.html").as_uri()]
    assert said == []
    page.close()


@pytest.mark.parametrize(("code", "side"), [("en", "left"), ("he", "right")])
def test_bars_grow_from_where_reading_starts(show, code, side):
    """A bar begins at the side where lines begin, and its whisker lies where the interval says."""
    document = sample_document(propositions=1, heard=0.3)
    page = show(render(document, code), viewport={"width": 1280, "height": 900})
    support = document["propositions"][0]["support"]["all"]
    drawn = page.evaluate(
        """() => {
             const bar = document.querySelector('#p1 .b');
             const whisker = getComputedStyle(bar, '::after');
             return {width: bar.clientWidth, left: parseFloat(whisker.left), right: parseFloat(whisker.right),
                     long: parseFloat(whisker.width), fill: getComputedStyle(bar).backgroundPosition};
           }"""
    )
    assert drawn[side] / drawn["width"] == pytest.approx(support["low"], abs=0.01)
    assert drawn["long"] / drawn["width"] == pytest.approx(support["high"] - support["low"], abs=0.02)
    assert drawn["fill"].split(", ")[1].startswith("0%" if side == "left" else "100%")


def test_the_skip_link_comes_first_and_works(show):
    """The first stop of the keyboard leads past the contents to the findings."""
    page = show(render(sample_document(propositions=3)))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 100
    page.keyboard.press("Enter")
    assert page.evaluate("Math.abs(document.querySelector('#findings').getBoundingClientRect().top) < 60")
