"""Marked-up texts as HTML and Markdown: what comes and goes is in its element, and said in words."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formats.sample_amendments import amendments
from formats.sample_texts import texts
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.marked import MarkedBlock, State
from onevoice.assembly.wording.marking import mark_up
from onevoice.assembly.wording.operations import Change, Insert, LeaveOut
from onevoice.assembly.wording.sentences import TONGUES
from onevoice.formats.marked_written import marked_html, marked_markdown

FEW = settings(max_examples=60)


class Heard(HTMLParser):
    """Hears a page: the words within each element that comes or goes, those said besides, and the others."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.changed: list[tuple[str, str]] = []
        self.kept = ""
        self._within: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note which element begins."""
        if tag in ("ins", "del"):
            self.changed.append((tag, ""))
        if tag not in ("meta", "br"):
            self._within.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag):
        """Note that it ends."""
        assert self._within.pop()[0] == tag

    def handle_data(self, data):
        """Hear words."""
        tags = {tag for tag, _ in self._within}
        if {"ins", "del"} & tags:
            tag, words = self.changed[-1]
            self.changed[-1] = (tag, words + data)
        elif not {"head", "style", "title"} & tags and not {"number"} & {kind for _, kind in self._within}:
            self.kept += data


def solid(words: str) -> str:
    """Give words without blanks: where these stand is layout."""
    return "".join(words.split())


def wanted(marked: tuple[MarkedBlock, ...], said_in: str) -> list[tuple[str, str]]:
    """Say what should be heard of what comes and goes."""
    said = TONGUES[said_in].states
    tags = {State.DELETED: "del", State.INSERTED: "ins"}
    found = []
    for one in marked:
        runs = [(run.state, run.words) for run in one.runs] or [(one.state, "")]
        found += [
            (tags[state], solid(f"[{said[state.value]}: {words}]")) for state, words in runs if state in tags
        ]
    return found


@FEW
@given(data=st.data(), said_in=st.sampled_from(sorted(TONGUES)))
def test_in_html_what_changes_is_in_its_element_and_in_words(data, said_in):
    """Each run that comes or goes is one element with its word before it; all other words are outside."""
    text = data.draw(texts())
    marked = mark_up(text, data.draw(amendments(text)))
    heard = Heard(marked_html(marked, text.language, said_in))
    assert [(tag, solid(words)) for tag, words in heard.changed] == wanted(marked, said_in)
    kept = "".join(run.words for one in marked for run in one.runs if run.state is State.KEPT)
    moves = {f"({TONGUES[said_in].states[where]})" for where in ("here", "away")}
    outside = solid(heard.kept)
    for said in moves:
        outside = outside.replace(solid(said), "")
    assert outside == solid(kept)


@FEW
@given(data=st.data(), said_in=st.sampled_from(sorted(TONGUES)))
def test_in_markdown_what_changes_is_in_its_element_and_in_words(data, said_in):
    """Rendered by any reader of CommonMark, each run that comes or goes is one element, said in words."""
    text = data.draw(texts())
    marked = mark_up(text, data.draw(amendments(text)))
    page = MarkdownIt("commonmark").render(marked_markdown(marked, text.language, said_in))
    heard = Heard(page)
    assert [(tag, solid(words)) for tag, words in heard.changed] == wanted(marked, said_in)


def a_motion() -> tuple[MarkedBlock, ...]:
    """Give a marked-up motion with every sort of change that a page shows otherwise."""
    strong = Mark(5, 9, MarkKind.STRONG)
    blocks = (
        Block("b1", Kind.PARAGRAPH, "That town bakes", marks=(strong,)),
        Block("b2", Kind.LIST_ENTRY, "", 0, "1."),
    )
    text = Text(blocks, "en")
    operations = (
        Change("b1", blocks[0].hash, 9, 15, Block("n1", Kind.PARAGRAPH, " sells <i>it</i> & [x](y)")),
        LeaveOut("b2", blocks[1].hash),
        Insert("b2", blocks[1].hash, (Block("n2", Kind.PARAGRAPH, "1. no entry"),)),
    )
    return mark_up(text, [Amendment("A", "m", operations)])


@pytest.mark.parametrize("write", [marked_html, marked_markdown])
def test_words_are_never_markup(write):
    """Words that look like notation are words on the page; a block without words that goes is seen to go."""
    page = write(a_motion(), "en")
    heard = Heard(page if write is marked_html else MarkdownIt("commonmark").render(page))
    assert [(tag, " ".join(words.split())) for tag, words in heard.changed] == [
        ("del", "[deleted: bakes]"),
        ("ins", "[inserted: sells <i>it</i> & [x](y)]"),
        ("del", "[deleted: ]"),
        ("ins", "[inserted: 1. no entry]"),
    ]
    assert heard.kept.split() == ["That", "town"]


def test_words_for_the_ear_are_hidden_from_the_eye():
    """In HTML the words are in spans that are drawn nowhere, and their language is said."""
    page = marked_html(a_motion(), "he", "de")
    assert ' <del><span class="said" lang="de">[gestrichen: </span>bakes<' in page
    assert ".said { position: absolute;" in page
    assert '<html lang="he" dir="rtl">' in page
