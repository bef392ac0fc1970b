from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from onevoice.errors import SettingsError
from onevoice.report import render
from onevoice.report.language import language, languages
from onevoice.report.quoted import SENTENCES, quoted
from report.messages import messages
from report.sample_document import sample_document

SOURCES = Path(__file__).parents[2] / "src" / "onevoice"
TRANSLATED = [code for code in languages() if code != "en"]


def catalogue(code):
    """Read a catalogue as its file is."""
    path = SOURCES / "report" / "locale" / code / "LC_MESSAGES" / "onevoice.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def as_pairs(text):
    """Take a message or its plural forms as a tuple."""
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code):
    """A catalogue has every message that is said, and no other."""
    there = {message.id for message in catalogue(code) if message.id}
    assert there == messages()


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_are_not_left_empty_or_unsure(code):
    """Every message has words in each of its forms, and none waits for a second look."""
    for message in catalogue(code):
        assert all(as_pairs(message.string))
        assert not message.fuzzy or not message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_every_place_to_fill(code):
    """A translation fills the same places as its message; a singular may leave out the number."""
    for message in catalogue(code):
        if not message.id:
            continue
        asked = {name for _, name, _, _ in Formatter().parse(as_pairs(message.id)[0]) if name}
        for said in as_pairs(message.string):
            filled = {name for _, name, _, _ in Formatter().parse(said) if name}
            assert filled <= asked
            assert asked - filled <= {"n"}


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_hold_no_markup(code):
    """Translators write words; markup comes from the templates alone."""
    assert not any(re.search("[<>]", said) for m in catalogue(code) if m.id for said in as_pairs(m.string))


def test_a_hebrew_page_runs_from_the_right_and_says_nothing_in_english():
    """The Hebrew page names its direction; its English words are the document's or a source's."""
    document = sample_document(groups=("הנמל", "הגבעה"), texts=["הפסקת אש"], title="מועצה")
    document["robustness"]["reruns"][2]["skipped"] = "There is nobody to leave out."
    for member in document["members"]:
        member["name"] = "חבר"
    html = render(document, "he")
    assert '<html lang="he" dir="rtl">' in html
    body = re.sub(r"<style>.*?</style>|<script>.*?</script>|<!DOCTYPE html>", "", html, flags=re.DOTALL)
    body = re.sub(r'<(ul|a|span)( [^>]*)? lang="en".*?</\1>', "", body, flags=re.DOTALL)
    body = re.sub(
        r"<code.*?</code>|<bdi>side</bdi>|aria-pressed=\"true\"|<[^>]*>", " ", body, flags=re.DOTALL
    )
    assert set(re.findall(r"[A-Za-z]{3,}", body)) <= {"onevoice", "PATH", "CSV", "JSON", "SHA", "default"}


def test_an_unknown_language_is_refused_with_those_there_are():
    """Who asks for a language that is not there is told which are."""
    with pytest.raises(SettingsError, match=r"no translation into 'xx'.*en, he"):
        render(sample_document(), "xx")


@given(st.floats(0, 1))
def test_only_a_true_end_reads_as_all_or_none(value):
    """A share reads as 0% or 100% only where it is exactly that."""
    words = language("en").share(value)
    assert (words == "0%") == (value == 0)
    assert (words == "100%") == (value == 1)


@given(st.integers(0, 100))
def test_whole_per_cents_read_as_they_are(whole):
    """A share of whole per cent is worded as that number."""
    assert language("en").share(whole / 100) == f"{whole}%"


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
def test_numbers_read_back(value, digits):
    """A worded number is the number, rounded; there is no minus nought."""
    words = language("en").number(value, digits)
    assert float(words.replace(",", "")) == pytest.approx(value, abs=0.5000001 * 10**-digits)
    assert not re.fullmatch(r"-0(\.0*)?", words)


def test_a_minus_stays_in_front_where_words_run_to_the_left():
    """In Hebrew a negative number is set so that its sign stands on its left."""
    assert language("he").number(-1.5) == "\N{LEFT-TO-RIGHT MARK}-1.50"


@pytest.mark.parametrize("code", languages())
def test_nothing_that_is_not_shown_reads_as_a_number(code):
    """A value that is not shown is worded, with no digit in it."""
    words = language(code)
    said = [words.share(None), words.number(None), words.count(None), words.interval(None, 0.5)]
    assert not any(re.search(r"\d", text) for text in said)


def test_values_in_a_sentence_are_escaped():
    """What fills a sentence cannot bring markup of its own."""
    assert str(language("en").say("Without {group}", group="<b>")) == "Without &lt;b&gt;"


def test_known_sentences_of_documents_are_the_ones_documents_say():
    """Every sentence with a translation still stands in the room that writes documents."""
    written = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / "opinion").glob("*.py"))
    assert all(part in written for sentence in SENTENCES for part in sentence.split(", of "))


def test_an_unknown_sentence_of_a_document_is_marked_as_english():
    """A sentence without translation is told to readers and screen readers as English."""
    assert str(quoted(language("he"), "New & odd.")) == '<span lang="en" dir="ltr">New &amp; odd.</span>'


@given(st.floats(0, 1))
def test_draws_never_make_a_claim_certain(value):
    """A probability found by draws reads as certain only where it was counted."""
    words = language("en")
    assert words.probability(value) not in {"0%", "100%"}
    assert words.probability(value, certain=True) == words.share(value)
