# ruff: noqa: RUF001  # letters of other scripts are meant
"""Numbers of lists: printed as word processors print them, and counted as what they were printed from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.formats.numerals import counted, numeral

PRINTED = {
    "decimal": {1: "1", 27: "27"},
    "decimalZero": {3: "03", 12: "12"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"},
    "upperLetter": {2: "B"},
    "lowerRoman": {1: "i", 4: "iv", 9: "ix", 14: "xiv", 49: "xlix", 1999: "mcmxcix"},
    "upperRoman": {40: "XL"},
    "ordinal": {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 22: "22nd", 113: "113th"},
    "hebrew1": {1: "א", 10: "י", 11: "יא", 15: "טו", 16: "טז", 21: "כא", 115: "קטו"},
    "hebrew2": {1: "א", 11: "כ", 22: "ת", 23: "תא"},
    "arabicAlpha": {1: "أ", 2: "ب", 3: "ت", 29: "أأ"},
    "arabicAbjad": {3: "ج", 4: "د"},
    "hindiNumbers": {12: "١٢"},
    "none": {3: ""},
    "a way of counting that nobody knows": {3: "3"},
}


@pytest.mark.parametrize("counting", PRINTED)
def test_numbers_are_printed_as_word_processors_do(counting: str):
    """Each way of counting prints what a word processor prints."""
    assert {value: numeral(value, counting) for value in PRINTED[counting]} == PRINTED[counting]


@given(
    st.integers(1, 300),
    st.sampled_from(["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "hebrew1"]),
    st.sampled_from(["", "(", "1.", "Article ", "§ "]),
    st.sampled_from(["", ".", ")", ":"]),
)
def test_a_printed_number_counts_as_itself(value: int, counting: str, before: str, after: str):
    """What a number was printed from is among the ways to count it."""
    printed = before + numeral(value, counting) + after
    assert (before, counting, after, value) in list(counted(printed))


@given(st.text(st.sampled_from("1230ivxabAZ.() §אבטו١أ•")))
def test_every_way_of_counting_prints_the_same_again(printed: str):
    """Whatever a printed number is counted as, it prints as it was."""
    for before, counting, after, value in counted(printed):
        assert before + numeral(value, counting) + after == printed
