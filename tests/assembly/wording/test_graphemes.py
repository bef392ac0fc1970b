from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.wording.graphemes import boundary, boundary_after, boundary_before


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("", []),
        ("Gaza", ["G", "a", "z", "a"]),
        ("q\u0323ui", ["q\u0323", "u", "i"]),
        ("שָׁלוֹם", ["שָׁ", "ל", "וֹ", "ם"]),
        ("سَلَام", ["سَ", "لَ", "\u0627", "م"]),
        ("👩\u200d👩\u200d👧a", ["👩\u200d👩\u200d👧", "a"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇩🇪🇫🇷🇩", ["🇩🇪", "🇫🇷", "🇩"]),
        ("🏴\U000e0067\U000e0062\U000e007fx", ["🏴\U000e0067\U000e0062\U000e007f", "x"]),
        ("क्षि", ["क्", "षि"]),
        ("\u1100\u1161\u11a8가\u11a8각각", ["\u1100\u1161\u11a8", "가\u11a8", "각", "각"]),
        ("❤\ufe0f!", ["❤\ufe0f", "!"]),
    ],
)
def test_letters_are_kept_whole(words, letters):
    """Marks, joiners, skin tones, flags, tags, selectors and Hangul stay with the letter they belong to."""
    bounds = [at for at in range(len(words) + 1) if boundary(words, at)]
    assert [words[start:end] for start, end in pairwise(bounds)] == letters


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"]) | st.sampled_from("\u0323\u200d🇩é가\u1161"))
)
def test_words_parted_at_a_boundary_are_composed_apart(words):
    """No boundary parts what the composed form would put together."""
    composed = unicodedata.normalize("NFC", words)
    for at in range(len(composed) + 1):
        if boundary(composed, at):
            for part in (composed[:at], composed[at:]):
                assert unicodedata.is_normalized("NFC", part)


@given(st.text("ab\u0323\u200d🇩👩"), st.integers(0, 9))
def test_the_nearest_boundaries_enclose_an_offset(words, at):
    """Looking back and looking on end at boundaries, at the offset itself where it is one."""
    at = min(at, len(words))
    before, after = boundary_before(words, at), boundary_after(words, at)
    assert before <= at <= after
    assert boundary(words, before)
    assert boundary(words, after)
    assert not any(boundary(words, between) for between in range(before + 1, after) if between != at)
    assert (before == at == after) == boundary(words, at)
