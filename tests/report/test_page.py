from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.report import render
from onevoice.report.language import language
from onevoice.report.names import Names
from onevoice.report.sentences import findings
from report.read_page import Page
from report.sample_document import SHAPES, sample_document

TEXTS = st.one_of(
    st.text(st.sampled_from("<>&\"'{}%/ab א"), min_size=1, max_size=30), st.text(min_size=1, max_size=80)
)


@pytest.fixture(scope="module")
def pages():
    """Render every shape once, in both languages."""
    documents = {name: sample_document(**shape) for name, shape in SHAPES.items()}
    return {(name, code): (documents[name], render(documents[name], code)) for name, code in EVERY}


EVERY = [(name, "en") for name in SHAPES] + [(name, "he") for name in ("groups", "private", "no structure")]


@pytest.mark.parametrize("which", EVERY, ids=" ".join)
def test_nothing_is_loaded_from_anywhere(pages, which):
    """The page needs no other file and no network."""
    _, html = pages[which]
    page = Page(html)
    assert page.loaded == []
    assert "@import" not in html
    assert "url(" not in html
    assert "default-src 'none'" in html
    outside = [link for link in page.links if not link.startswith("#")]
    assert all(link.startswith("https://doi.org/10.") for link in outside)


@pytest.mark.parametrize("which", EVERY, ids=" ".join)
def test_every_link_within_the_page_arrives(pages, which):
    """Every figure's definition, every proposition and every source that is linked is on the page, once."""
    page = Page(pages[which][1])
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize("which", EVERY, ids=" ".join)
def test_headings_leave_out_no_level(pages, which):
    """Headings start at the first level and never skip one on the way down."""
    levels = Page(pages[which][1]).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("which", EVERY, ids=" ".join)
def test_every_proposition_is_told_in_full(pages, which):
    """The words of every proposition stand on the page as they are."""
    document, html = pages[which]
    text = "\n".join(Page(html).text)
    assert all(entry["text"] in text for entry in document["propositions"])


@pytest.mark.parametrize("which", EVERY, ids=" ".join)
def test_no_value_leaks_unworded(pages, which):
    """What the document does not hold is worded, never printed as a program would."""
    text = " ".join(Page(pages[which][1]).text)
    assert not re.search(r"\b(None|nan|null|True|False|Undefined)\b|\{\w*\}|<built-in", text)


@pytest.mark.parametrize(
    "which", [key for key in EVERY if "private" in key[0] or "unstable" in key[0]], ids=" ".join
)
def test_a_private_document_shows_no_member(pages, which):
    """A private report has no member's id, no place of a member and no map."""
    document, html = pages[which]
    assert not any(member["id"] in html for member in document["members"])
    assert "member_marks" not in html


@given(secret=st.text(st.characters(categories=["L", "N"]), min_size=12, max_size=20))
@settings(max_examples=10)
def test_a_private_document_keeps_secrets_that_it_should_not_even_hold(secret):
    """Not even a document that wrongly holds names makes a private page tell them."""
    document = sample_document(public=False, members=12, propositions=2, dims=0, groups=(), basis="none")
    for member in document["members"]:
        member |= {"id": secret, "name": secret}
    assert secret not in render(document)


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if not shape.get("has_roll", True)])
def test_without_a_roll_every_sentence_says_of_whom(pages, name):
    """Where nobody knows the whole body, every sentence with a share says it is of those who took part."""
    _, html = pages[(name, "en")]
    findings = html.split('id="findings"')[1].split('id="propositions"')[0]
    told = re.findall(r"<(?:p|li)(?: class=\"grounds\")?>(.*?)(?:</p>|\n)", findings)
    shares = [
        sentence for sentence in told if re.search(r'href="#def-(support|consensus|interval)"', sentence)
    ]
    assert shares or name == "one group"
    assert all("of those who took part" in sentence for sentence in shares)


def small_page(**words):
    """Render a document that is over soon."""
    return render(sample_document(members=12, propositions=2, dims=0, **words))


HARMLESS = small_page(groups=("Hall", "Hill"), texts=["x"], title="x")


@given(text=TEXTS, name=TEXTS)
@settings(max_examples=25)
def test_texts_stay_texts(text, name):
    """Whatever a proposition, a title or a group is called, it is shown as text and runs as nothing."""
    html = small_page(groups=(name, "Hill"), texts=[text], title=text)
    assert html.count("<script") == HARMLESS.count("<script") == 1
    assert html.count("<") == HARMLESS.count("<")
    shown = " ".join(Page(html).text)
    assert all(word in shown for word in text.replace("\r", "\n").split() if word.isalnum())


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "{{ 7*7 }}"]
)
def test_html_in_a_text_is_escaped(hostile):
    """Markup in a text is shown letter by letter, in pictures and tooltips too."""
    document = sample_document(texts=[hostile, "Peace"], groups=(hostile, "Hill"), title=hostile)
    document["members"][0]["name"] = hostile
    document["notes"] = [hostile]
    html = render(document)
    page = Page(html)
    assert page.loaded == []
    assert html.count("<script") == 1
    assert "<img" not in html
    assert hostile in "".join(page.text)


def test_the_same_document_gives_the_same_bytes():
    """Rendering twice gives the same page, letter by letter."""
    document = sample_document(seed=5)
    assert render(document) == render(document) == render(sample_document(seed=5))


def test_a_thousand_propositions_stay_one_reasonable_file():
    """A page of a thousand propositions has bars for all of them in under four megabytes."""
    document = sample_document(propositions=1000, members=40)
    html = render(document)
    assert html.count("<article") == 1000
    assert len(html.encode()) < 4_000_000


def test_words_of_either_direction_are_set_apart():
    """Names and texts carry their own direction into a page of the other."""
    html = render(sample_document(groups=("הנמל", "Hill", "Meadow"), texts=["הפסקת אש"]), "en")
    assert "<bdi>הנמל</bdi>" in html
    assert '<h3 class="words" dir="auto">הפסקת אש</h3>' in html


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ("one member", "There is only one member"),
        ("one proposition", "no pattern between propositions"),
        ("all of one mind", "Nobody disagreed with anything."),
        ("one group", "is the only group large enough to compare"),
        ("no structure", "No map is drawn"),
        ("no structure", "no separate blocs were found"),
        ("unstable blocs", "not firm enough to be described"),
        ("private", "members are not shown on a map"),
        ("overlapping", "divisiveness is not computed"),
        ("private", "Hidden"),
    ],
)
def test_empty_states_have_their_own_sentences(pages, shape, sentence):
    """Where there is too little for a section, a sentence says so."""
    assert sentence in pages[(shape, "en")][1]


def test_the_command_gives_every_setting():
    """The command on the page repeats each setting of the document, quoted for a shell."""
    document = sample_document()
    document["settings"] |= {
        "groups": ["side of house"],
        "where": ["topic=peace talks"],
        "since": "2023-01-01",
        "seed": 7,
    }
    html = render(document)
    assert "--groups &#39;side of house&#39;" in html
    assert "--where &#39;topic=peace talks&#39;" in html
    assert "--since 2023-01-01" in html
    assert "--seed 7" in html
    assert document["digest"] in html


def test_what_is_in_the_stylesheet_is_small():
    """The page's own style stays under forty kilobytes and its script under six."""
    html = render(sample_document(members=1, propositions=1, dims=0))
    assert len(re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]) < 40_000
    assert len(re.search(r"<script>(.*?)</script>", html, re.DOTALL)[1]) < 6_000


def test_only_a_group_heard_in_full_is_a_plain_count():
    """A share is called a count, and a claim certain, only where nobody is unheard and nothing is hidden."""
    document = sample_document(members=12, propositions=1, groups=("Harbour", "Hill"), dims=0, unanimous=True)
    counted = render(document)
    assert "All were heard, so this is a count." in counted
    assert 'is <a class="f" href="#def-probability">100%</a>' in counted
    for support in document["propositions"][0]["support"].values():
        support |= {"agree": None, "disagree": None}
    hidden = render(document)
    assert "All were heard" not in hidden
    assert 'is <a class="f" href="#def-probability">over 99%</a>' in hidden
    for support in document["propositions"][0]["support"].values():
        support |= {"agree": support["n"] - 1, "disagree": 0, "unheard": 1}
    drawn = render(document)
    assert "All were heard" not in drawn
    assert 'is <a class="f" href="#def-probability">over 99%</a>' in drawn


@pytest.mark.parametrize("code", ["en", "he"])
def test_a_cell_of_which_nothing_may_be_shown_is_said_to_be_hidden(code):
    """Where every figure of a group is withheld, the page says so and shows the other groups."""
    document = sample_document(members=30, propositions=2, public=False, dims=0)
    for entry in document["propositions"]:
        for group in ("side:Harbour", entry["consensus"]["group"], "all"):
            for figures in (entry["support"][group], entry["support"][group]["of_stances"]):
                figures.update({key: None for key in figures if key not in {"n", "of_stances"}})
            entry["cohesion"][group] = {
                name: dict.fromkeys(("median", "low", "high")) for name in ("rice", "agreement_index")
            }
            entry["bounds"][group] = None
    document["headlines"]["divides"] = [
        {"id": "1", "probability": 0.95, "groups": ["side:Harbour", "side:Hill"]}
    ]
    document["headlines"]["undecided"] = [{"id": "2", "why": "passes"}, {"id": "1", "why": "interval"}]
    document["blocs"]["by_group"][0]["shares"] = [None, None]
    html = render(document, code)
    words = language(code)
    assert html.count(f"<td>{words.plain('hidden')}<td>{words.plain('hidden')}<td>") >= 4
    assert words.plain("not shown") in html


def test_a_private_page_says_at_once_that_shares_are_rounded(pages):
    """Whoever reads only the first paragraph knows that hidden counts make shares and ranges coarser."""
    document, html = pages["private with a roll", "en"]
    assert not document["public"]
    assert "rounded to five people" in html[: html.index("<h2")]
    assert "rounded to five people" not in pages["groups", "en"][1].split("<h2")[0]


def test_what_is_open_is_said_of_a_group_that_leaves_it_open():
    """Where the least group's range is clear of the threshold, the group with a range around it is named."""
    document = sample_document(members=60, propositions=1)
    document["headlines"] |= {"agreement": [], "divides": [], "undecided": [{"id": "1", "why": "interval"}]}
    entry = document["propositions"][0]
    entry["consensus"]["group"] = "side:Harbour"
    for group, (low, median, high) in {
        "side:Harbour": (0.96, 0.98, 1.0),
        "side:Hill": (0.2, 0.99, 1.0),
        "side:Meadow": (0.4, 0.99, 1.0),
    }.items():
        entry["support"][group] |= {"low": low, "median": median, "high": high}
    told = findings(Names(document, language("en")))[2].first[0]
    assert "most of all in Hill, where 99%" in told.sentence.striptags()
    assert "range 20% to 100%" in told.grounds[0].striptags()
    entry["support"]["side:Harbour"] |= {"low": 0.3}
    told = findings(Names(document, language("en")))[2].first[0]
    assert "the least support is in Harbour, where 98%" in told.sentence.striptags()


def test_a_finding_begins_with_a_capital():
    """A share such as "over 99%" at the head of a sentence begins with a capital, and only there."""
    document = sample_document(members=60, propositions=1)
    document["headlines"]["divides"] = [
        {"id": "1", "probability": 0.95, "groups": ["side:Harbour", "side:Hill"]}
    ]
    support = document["propositions"][0]["support"]
    support["side:Harbour"]["median"], support["side:Hill"]["median"] = 0.999, 0.001
    told = findings(Names(document, language("en")))[1].first[0].sentence
    assert told.striptags().startswith("Over 99% of the members of Harbour agree, but under 1% of")
    assert told.startswith('<a class="f" href="#def-support">Over 99%</a>')


def test_the_reason_for_rougher_ranges_is_the_one_that_holds():
    """Few propositions are not called too many: ranges taken one by one to be fast say so."""
    document = sample_document(propositions=2)
    document["fit"]["covariance"] = "block"
    assert "too many propositions" in render(document)
    document["settings"]["name"] = "fast"
    html = render(document)
    assert "too many propositions" not in html
    assert "To be fast, the ranges count the uncertainty about propositions" in html


def test_a_change_that_reads_alike_is_not_told_as_a_move():
    """A rerun's largest change is "12% as before" where before and after are worded alike."""
    document = sample_document(propositions=2)
    rerun = document["robustness"]["reruns"][0]
    rerun |= {"skipped": None, "largest_change": {"id": "1", "before": 0.121, "after": 0.123}}
    html = render(document)
    assert "12% as before:" in html
    assert "from 12% to 12%" not in html
