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


@st.composite
def long_texts(draw):
    """Draw a text of 20,000 words, mostly repeated, and two lists of hundreds of operations on it."""
    drawn = draw(texts(min_blocks=2))
    small = replace(drawn, blocks=(*drawn.blocks, Block("b0", Kind.PARAGRAPH, "agrees, and " * 50)))
    lists = [draw(operation_lists(small, key)) for key in ("a", "b")]
    large, some = repeated(small, lists[0], WORDS)
    return large, some, repeated(small, lists[1], WORDS)[1]


@settings(max_examples=5)
@given(long_texts())
def test_a_long_text_keeps_every_law(drawn):
    """With 20,000 words and hundreds of operations: revert, mark-up and lines hold as on a small text."""
    text, some, _ = drawn
    after = apply(text, some)
    assert apply(after, revert(text, some)) == text
    amendments = [Amendment("a", "m", some)]
    marked = mark_up(text, amendments)
    assert amended(text, amendments) == after
    assert without_deletions(marked).blocks == after.blocks
    assert without_insertions(marked).blocks == text.blocks
    version = publish(text)
    assert "".join(text.block(one.block).words[one.start : one.end] for one in version.lines()) == "".join(
        block.words for block in text.blocks
    )


@settings(max_examples=5)
@given(long_texts())
def test_hundreds_of_operations_are_rebased_over_hundreds(drawn):
    """What does not clash is placed, and whichever list is carried first gives the same long text."""
    text, some, others = drawn
    kinds = {relate(text, one, other).kind for one in some[:5] for other in others[:5]}
    clashing = {RelationKind.OVERLAPPING, RelationKind.CONTAINING, RelationKind.IDENTICAL}
    later, earlier = rebase(text, others, some), rebase(text, some, others, first=True)
    if kinds & clashing:
        assert later.unplaced
        assert earlier.unplaced
        return
    together = apply(text, (*some, *others))
    assert apply(apply(text, some), later.placed) == together
    assert apply(apply(text, others), earlier.placed) == together
