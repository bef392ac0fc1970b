"""Words in pieces: whatever the pieces, the words come together in composed form and marks stay on them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from formats.sample_texts import coverage, marked_words
from onevoice.assembly.text import Block, Kind, MarkKind
from onevoice.formats.inline import Piece, pieces, put_together, stripped

STYLES = st.frozensets(
    st.sampled_from([(MarkKind.EMPHASIS, ""), (MarkKind.STRONG, ""), (MarkKind.LINK, "https://a.example")])
)
# letters with accents apart, Hangul in parts, vowel signs that join, letters that decompose
ODD = st.text(
    st.sampled_from("e\u0301\u0316a \u1112\u1161\u11ab\u09c7\u09be\u0958\u212b\u0344שׁ\u05bc👩\u200d")
)
PARTS = st.lists(st.builds(Piece, st.one_of(ODD, st.text()), STYLES), max_size=8)


@given(PARTS)
def test_pieces_come_together_in_composed_form(parts: list[Piece]):
    """The words of pieces are the composed form of what they hold, with marks within them."""
    words, marks = put_together(parts)
    assert words == unicodedata.normalize("NFC", "".join(part.words for part in parts))
    assert all(0 <= mark.start < mark.end <= len(words) for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


@given(marked_words(), st.lists(st.integers(0, 30), max_size=4))
def test_words_cut_to_pieces_come_together_again(block: Block, cuts: list[int]):
    """Cutting a block's words anywhere and putting them together gives the words with the same marks."""
    parts = list(pieces(block.words, block.marks, (cut for cut in cuts if cut <= len(block.words))))
    words, marks = put_together(parts)
    assert words == block.words
    assert coverage(Block("b", Kind.PARAGRAPH, words, marks=marks)) == coverage(block)


@given(PARTS)
def test_only_layout_goes_from_the_ends(parts: list[Piece]):
    """Stripping takes spaces and tabs at the ends of the words, and nothing else."""
    whole = "".join(part.words for part in parts)
    assert "".join(part.words for part in stripped(parts)) == whole.strip(" \t")
