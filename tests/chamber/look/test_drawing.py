"""Texts as pages draw them: every word once, escaped, with what a reader who hears needs."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.marking import mark_up, side_by_side
from onevoice.assembly.wording.operations import Change, LeaveOut
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber.pages import drawing

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=30)
TEXTS = st.lists(st.tuples(st.sampled_from(list(Kind)), st.lists(WORDS, min_size=1, max_size=6)), max_size=6)


def text_of(drawn: list[tuple[Kind, list[str]]], language: str = "") -> Text:
    """Make a text of kinds and words."""
    blocks = (Block(f"b{n}", kind, " ".join(words)) for n, (kind, words) in enumerate(drawn))
    return Text(tuple(one for one in blocks if one == Block(one.id, one.kind, one.words)), language)


def seen(html: str) -> str:
    """Give the words of a page without its tags, blanks as one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@given(TEXTS)
def test_a_text_is_drawn_word_for_word(drawn: list[tuple[Kind, list[str]]]) -> None:
    """What a reader sees are the words of the text, in order; nothing that was typed becomes a tag."""
    try:
        text = text_of(drawn)
    except ValueError:  # words that are not in composed form
        return
    html = drawing.written(text)
    assert seen(html) == " ".join(" ".join(one.words.split()) for one in text.blocks).strip()
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "h3"}


@given(TEXTS)
def test_every_line_has_its_number(drawn: list[tuple[Kind, list[str]]]) -> None:
    """A published version shows the number of every line, each once and in order."""
    try:
        version = publish(text_of(drawn), width=20)
    except ValueError:
        return
    numbers = re.findall(r'<span class="line-number">(\d+)</span>', drawing.published(version))
    assert [int(one) for one in numbers] == [line.number for line in version.lines()]


def test_what_is_inserted_and_deleted_is_said() -> None:
    """Marked words stand in <ins> and <del>, with a word for who does not see them, and by whom."""
    text = Text(
        (Block("b1", Kind.CLAUSE, "open on Sundays", 0, "1."), Block("b2", Kind.CLAUSE, "be free")), "en"
    )
    first = text.blocks[0]
    change = Change("b1", first.hash, 8, 15, Block("x", Kind.CLAUSE, "<every> day"))
    marked = mark_up(text, [Amendment("a1", "m", (change, LeaveOut("b2", text.blocks[1].hash)))])
    html = drawing.marked_up(marked, {"a1": "A"}, "en")
    assert '<del><bdi class="hidden">[deleted: </bdi>Sundays<bdi class="hidden">]</bdi></del>' in html
    assert (
        '<ins><bdi class="hidden">[inserted: </bdi>&lt;every&gt; day<bdi class="hidden">]</bdi></ins>' in html
    )
    assert html.count('<bdi class="by">A</bdi>') == 3
    assert 'lang="en" dir="ltr"' in html


def test_two_texts_stand_beside_each_other() -> None:
    """Each row has two cells, and each says which of the two it is to who hears it."""
    text = Text((Block("b1", Kind.CLAUSE, "open"), Block("b2", Kind.CLAUSE, "free")), "he")
    pairs = side_by_side(text, [Amendment("a1", "m", (LeaveOut("b2", text.blocks[1].hash),))])
    html = drawing.beside(pairs, {}, "he")
    assert html.count('class="cell"') == 2 * (len(pairs) + 1)
    assert html.count("As it would read: ") == len(pairs)
    assert 'dir="rtl"' in html


def test_links_lead_nowhere_harmful() -> None:
    """A link in a text that would run a script is drawn as its words alone."""
    marks = (
        Mark(0, 4, MarkKind.LINK, "javascript:alert(1)"),
        Mark(5, 9, MarkKind.LINK, "https://example.org"),
    )
    html = drawing.written(Text((Block("b", Kind.PARAGRAPH, "here here", marks=marks),)))
    assert html.count("<a ") == 1
    assert "javascript" not in html


def test_a_block_shows_its_number_once() -> None:
    """The printed number of a block stands before its words, with lines or without."""
    text = Text((Block("b", Kind.LIST_ENTRY, "word " * 12, 1, "(a)"),))
    assert drawing.written(text).count("(a)") == 1
    assert drawing.published(publish(text, width=20)).count("(a)") == 1


def test_a_text_lies_as_its_page_does_and_each_block_runs_as_it_begins() -> None:
    """Where the language of a text is not known, the whole has no direction of its own; each block has."""
    text = Text((Block("b1", Kind.PARAGRAPH, "הספרייה תיפתח."),), "")
    for drawn in (drawing.written(text), drawing.published(publish(text))):
        whole, _, blocks = drawn.partition(">")
        assert "dir=" not in whole
        assert 'dir="auto"' in blocks
