from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.identity import join, move, split
from onevoice.errors import WordingError
from onevoice.testing_texts import texts

TEXT = Text((Block("b1", Kind.LIST_ENTRY, "q\u0323 notes", 1, "(a)"), Block("b2", Kind.PARAGRAPH, "regrets")))


@given(st.data())
def test_what_is_split_and_joined_is_what_it_was(data):
    """The first part keeps the id, number and words before, the second takes the new id and the rest."""
    text = data.draw(texts(min_blocks=1))
    block = data.draw(st.sampled_from(text.blocks))
    at = data.draw(st.sampled_from([at for at in range(len(block.words) + 1) if boundary(block.words, at)]))
    parted = split(text, block.id, at, "new")
    first, second = parted.blocks[text.place(block.id) :][:2]
    assert (first.id, first.words, first.number) == (block.id, block.words[:at], block.number)
    assert (second.id, second.words, second.number) == ("new", block.words[at:], "")
    assert (second.kind, second.depth) == (block.kind, block.depth)
    assert join(parted, block.id) == text


@given(st.data())
def test_joining_keeps_the_first_id_and_every_word(data):
    """Of two blocks that are joined the first keeps its id; the other's id is gone, its words are not."""
    text = data.draw(texts(min_blocks=2))
    place = data.draw(st.integers(0, len(text.blocks) - 2))
    first, second = text.blocks[place : place + 2]
    joined = join(text, first.id, " ")
    assert joined.block(first.id).words == f"{first.words} {second.words}"
    assert [b.id for b in joined.blocks] == [b.id for b in text.blocks if b is not second]


@given(st.data())
def test_a_moved_block_is_the_very_same(data):
    """A move changes the order of blocks and nothing else."""
    text = data.draw(texts(min_blocks=1))
    block, after = data.draw(st.sampled_from(text.blocks)), data.draw(st.sampled_from((None, *text.blocks)))
    moved = move(text, block.id, after and after.id)
    assert Counter(moved.blocks) == Counter(text.blocks)
    if after is None:
        assert moved.blocks[0] is block
    elif after is not block:
        assert moved.place(block.id) == moved.place(after.id) + 1


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda: split(TEXT, "b9", 0, "new"), "Block b9 is not in this text"),
        (lambda: split(TEXT, "b1", 99, "new"), "Block b1 has 8 characters"),
        (lambda: split(TEXT, "b1", 1, "new"), "parts a letter"),
        (lambda: split(TEXT, "b1", 2, "b2"), "id b2 stands in the text already"),
        (lambda: join(TEXT, "b9"), "Block b9 is not in this text"),
        (lambda: join(TEXT, "b2"), "Block b2 is the last"),
        (lambda: move(TEXT, "b9", None), "Block b9 is not in this text"),
        (lambda: move(TEXT, "b1", "b9"), "Block b9 is not in this text"),
    ],
)
def test_an_edit_that_cannot_be_made_gets_a_sentence(edit, sentence):
    """What is not there, lies outside, parts a letter or takes an id twice is said."""
    with pytest.raises(WordingError, match=sentence):
        edit()
