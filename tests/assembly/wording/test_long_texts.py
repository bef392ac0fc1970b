from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.applying import amended, apply, revert
from onevoice.assembly.wording.marking import mark_up, without_deletions, without_insertions
from onevoice.assembly.wording.publishing import publish
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import RelationKind, relate
from onevoice.testing_texts import operation_lists, repeated, texts

WORDS = 20_000


CLASHING = {RelationKind.OVERLAPPING, RelationKind.CONTAINING, RelationKind.IDENTICAL}


@st.composite
def small_texts(draw):
    """Draw a text with a long block, and two lists of operations; small, so that a failure can be read."""
    drawn = draw(texts(min_blocks=2))
    small = replace(drawn, blocks=(*drawn.blocks, Block("b0", Kind.PARAGRAPH, "agrees, and " * 50)))
    return small, draw(operation_lists(small, "a")), draw(operation_lists(small, "b"))


@settings(max_examples=5)
@given(small_texts())
def test_a_long_text_keeps_every_law(drawn):
    """With 20,000 words and hundreds of operations: revert, mark-up and lines hold as on a small text."""
    text, some = repeated(drawn[0], drawn[1], WORDS)
    after = apply(text, some)
    assert apply(after, revert(text, some)) == text
    amendments = [Amendment("a", "m", some)]
    marked = mark_up(text, amendments)
    assert amended(text, amendments) == after
    assert without_deletions(marked).blocks == after.blocks
    assert without_insertions(marked).blocks == text.blocks
    lines = publish(text).lines()
    read = "".join(text.block(line.block).words[line.start : line.end] for line in lines)
    assert read == "".join(block.words for block in text.blocks)


@settings(max_examples=5)
@given(small_texts())
def test_hundreds_of_operations_are_rebased_over_hundreds(drawn):
    """What does not clash is placed, and whichever list is carried first gives the same long text."""
    small, some, others = drawn
    twice = [repeated(small, found, 250) for found in (some, others)]  # copies meet where one ends
    kinds = {relate(twice[0][0], one, other).kind for one in twice[0][1] for other in twice[1][1]}
    (text, some), (_, others) = (repeated(small, found, WORDS) for found in (some, others))
    later, earlier = rebase(text, others, some), rebase(text, some, others, first=True)
    assert bool(later.unplaced or earlier.unplaced) == bool(kinds & CLASHING)
    if not kinds & CLASHING:
        together = apply(text, (*some, *others))
        assert apply(apply(text, some), later.placed) == together
        assert apply(apply(text, others), earlier.placed) == together
