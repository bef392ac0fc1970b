from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.order.hand_built import TEXT, change, insert_words, leave_out
from onevoice.assembly.order.superseding import instead
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import Change, Insert, LeaveOut
from onevoice.testing_texts import operation_lists, texts


@st.composite
def alternatives(draw):
    """Draw a text, and three alternatives for words of a block, or for blocks next to each other."""
    text = draw(texts(min_blocks=1, max_blocks=4))
    first = draw(st.integers(0, len(text.blocks) - 1))
    block = text.blocks[first]
    named = [
        Block(f"new-{name}", Kind.PARAGRAPH, words)
        for name, words in enumerate(draw(st.permutations(("red", "a long blue", "é"))))
    ]
    if block.words.isascii() and block.words and draw(st.booleans()):
        start = draw(st.integers(0, len(block.words) - 1))
        end = draw(st.integers(start + 1, len(block.words)))
        return text, [(Change(block.id, block.hash, start, end, one),) for one in named]
    last = draw(st.integers(first, len(text.blocks) - 1))
    gone = tuple(LeaveOut(one.id, one.hash) for one in text.blocks[first : last + 1])
    gap = draw(st.integers(first, last + 1))
    after = text.blocks[gap - 1] if gap else None
    put = (after.id, after.hash) if after else (None, "")
    return text, [(*gone, Insert(*put, (one,))) for one in named]


@given(alternatives())
def test_the_later_alternative_reads_as_if_the_earlier_had_not_been(drawn):
    """Agreed to one after another, the last of three alternatives stands as it would have alone."""
    text, (one, two, three) = drawn
    after_one = apply(text, one)
    second, third = instead(text, one, two, after_one), instead(text, one, three, after_one)
    after_two = apply(after_one, second)
    assert after_two.blocks == apply(text, two).blocks
    after_three = apply(after_two, instead(after_one, second, third, after_two))
    assert [block.words for block in after_three.blocks] == [
        block.words for block in apply(text, three).blocks
    ]


@given(alternatives())
def test_what_does_the_same_is_no_alternative(drawn):
    """An amendment does not take the place of one that puts in the very same words."""
    text, (one, _, _) = drawn
    assert instead(text, one, one, apply(text, one)) is None


@given(st.data())
def test_what_takes_the_place_of_another_can_be_carried(data):
    """Whatever two amendments do: where one takes the other's place, it rests on the text then."""
    text = data.draw(texts(min_blocks=1, max_blocks=3))
    one = data.draw(operation_lists(text, prefix="a", max_operations=2))
    two = data.draw(operation_lists(text, prefix="b", max_operations=2))
    after = apply(text, one)
    placed = instead(text, one, two, after)
    if placed is not None:
        apply(after, placed)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (change("p3", "ten", "nine"), change("p3", "ten thousand", "few")),
        (change("p3", "ten", "nine"), change("p4", "spring", "autumn")),
        (change("p3", "ten", "nine"), change("p3", "ten")),
        (change("p3", "ten"), change("p3", "ten", "nine")),
        (insert_words("p3", "than ", "about "), insert_words("p3", "than ", "roughly ")),
        (change("p3", "ten", "nine"), leave_out("p3")),
    ],
    ids=["wider", "elsewhere", "leaves out", "left out", "inserts", "block"],
)
def test_only_other_words_in_the_very_same_place_are_an_alternative(one, two):
    """Other spans, mere leaving out and mere inserting are no alternatives, whichever is decided first."""
    assert instead(TEXT, (one,), (two,), apply(TEXT, (one,))) is None
    assert instead(TEXT, (two,), (one,), apply(TEXT, (two,))) is None
