from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.graphemes import boundary, boundary_after
from onevoice.assembly.wording.publishing import Line, Version, publish
from onevoice.errors import WordingError
from onevoice.testing_texts import operation_lists, texts

WIDTHS = st.integers(1, 30)
SPACES = " \u2009"


def lines_of(text, width):
    """Give the words on each line of a text."""
    version = publish(text, width=width)
    return [text.block(line.block).words[line.start : line.end] for line in version.lines()]


def single(words):
    """Make a text of one paragraph."""
    return Text((Block("b1", Kind.PARAGRAPH, words),))


@given(st.data(), WIDTHS)
def test_a_published_versions_line_numbers_never_change(data, width):
    """Whatever becomes of the text, a version read again from what is stored has the very same lines."""
    text = data.draw(texts())
    version = publish(text, 1, width, first_line=data.draw(st.integers(0, 99)))
    lines = version.lines()
    publish(apply(text, data.draw(operation_lists(text))), 2, width + 1)
    again = Version(version.number, version.text, version.width, version.breaks, version.first_line)
    assert version.lines() == again.lines() == lines
    assert [version.line(line.number) for line in lines] == list(lines)


@given(texts(), WIDTHS, st.integers(0, 99))
def test_lines_are_the_text_and_nothing_else(text, width, first):
    """Lines count up by one, and joined in order they are every word of every block, once."""
    version = publish(text, width=width, first_line=first)
    lines = version.lines()
    assert [line.number for line in lines] == list(range(first, first + len(lines)))
    read = {block.id: "" for block in text.blocks}
    for line in lines:
        assert line.start == len(read[line.block])
        read[line.block] += text.block(line.block).words[line.start : line.end]
    assert read == {block.id: block.words for block in text.blocks}
    assert {line.block for line in lines} == {block.id for block in text.blocks}


@given(texts(), WIDTHS)
def test_lines_are_as_full_as_they_can_be_and_part_no_letter(text, width):
    """No line is wider than the width without its spaces, but a single letter; none has room for more."""
    version = publish(text, width=width)
    for line in version.lines():
        words = text.block(line.block).words
        here, after = words[line.start : line.end], words[line.end :]
        shown = here.rstrip(SPACES)
        assert boundary(words, line.start)
        assert len(shown) <= width or not any(boundary(shown, at) for at in range(1, len(shown)))
        if after:
            whole_words = here != shown
            word = re.split(f"[{SPACES}]", after)[0] if whole_words else after[: boundary_after(after, 1)]
            assert len(here) + len(word) > width


@given(texts(), WIDTHS)
def test_every_word_knows_its_line(text, width):
    """The line of an offset is the line whose words hold it; the end of a block is on its last line."""
    version = publish(text, width=width)
    for line in version.lines():
        for at in range(line.start, line.end):
            assert version.line_of(line.block, at) == line.number
    for block in text.blocks:
        last = [line for line in version.lines() if line.block == block.id][-1]
        assert version.line_of(block.id, len(block.words)) == last.number


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", [""]),
        ("That this", ["That this"]),
        ("That this House", ["That this ", "House"]),
        ("That this  House", ["That this  ", "House"]),
        ("incontrovertible", ["incontrove", "rtible"]),
        ("a incontrovertible", ["a ", "incontrove", "rtible"]),
        ("That\u00a0this House", ["That\u00a0this ", "House"]),
        ("one\u00a0two\u00a0three", ["one\u00a0two\u00a0th", "ree"]),
        ("abcdefghiq\u0323 z", ["abcdefghi", "q\u0323 z"]),
        ("abcdefgh👩\u200d👩\u200d👧", ["abcdefgh", "👩\u200d👩\u200d👧"]),
        ("שלום לכולם כאן", ["שלום לכולם ", "כאן"]),
        ("That this ", ["That this "]),
    ],
)
def test_lines_break_where_the_rules_say(words, lines):
    """At spaces, which hang; a longer word is cut; a letter never; an empty block is one line."""
    assert lines_of(single(words), 10) == lines


def test_a_space_that_bears_a_mark_does_not_break():
    """A space with a combining mark is a letter; the line before it ends where it is full."""
    assert lines_of(single("abcd \u0323ef gh"), 4) == ["abcd", " \u0323ef ", "gh"]


def test_a_letter_wider_than_a_line_stands_alone():
    """A letter of five code points on lines of two is a line by itself."""
    assert lines_of(single("ab👩\u200d👩\u200d👧cd"), 2) == ["ab", "👩\u200d👩\u200d👧", "cd"]


def test_headings_entries_and_empty_blocks_each_count():
    """Every block begins a line, with words or without; its number takes no room."""
    blocks = (
        Block("b1", Kind.HEADING, "Gaza", 1),
        Block("b2", Kind.PARAGRAPH, ""),
        Block("b3", Kind.LIST_ENTRY, "notes;", 0, "(a)"),
    )
    version = publish(Text(blocks), 3, width=6, first_line=5)
    assert version.lines() == (Line(5, "b1", 0, 4), Line(6, "b2", 0, 0), Line(7, "b3", 0, 6))
    assert version.line_of("b2", 0) == 6


def test_a_line_that_is_not_there_gets_a_sentence():
    """The sentence says which lines the version has."""
    version = publish(single("That this House"), 2, width=10)
    for number in (0, 3):
        with pytest.raises(WordingError, match=rf"no line {number}: version 2 has lines 1 to 2"):
            version.line(number)
    with pytest.raises(WordingError, match="has no lines"):
        publish(Text(())).line(1)


def test_breaks_that_are_not_the_texts_are_refused():
    """Stored breaks must lie within the words, in order, one tuple for each block; a line holds something."""
    version = publish(single("That this House"), width=10)
    for breaks in ((), ((0,),), ((9, 3),), ((99,),), ((3,), (1,))):
        with pytest.raises(ValueError, match="break"):
            replace(version, breaks=breaks)
    with pytest.raises(ValueError, match="at least one"):
        publish(version.text, width=0)
