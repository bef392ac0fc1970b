"""Rows as CSV: every word is in it, and none of them is run."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from onevoice.formats.guarded_csv import guarded_csv

_WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
_CELLS = st.one_of(
    _WORDS, st.builds("{}{}".format, st.sampled_from([*"=+-@\t\r\n", " =", "\u2068=", "\uff1d"]), _WORDS)
)


@given(rows=st.lists(st.lists(st.one_of(_CELLS, st.integers()), min_size=2, max_size=2), max_size=4))
def test_words_come_back_and_none_is_live(rows: list[list[str | int]]) -> None:
    """Read again, each cell is what was written, led by an apostrophe where a program would run it."""
    content = guarded_csv(["One", "=Two"], rows)
    assert content == guarded_csv(["One", "=Two"], rows)
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[0] == ["One", "'=Two"]
    for given_row, row in zip(rows, read[1:], strict=True):
        for wanted, cell in zip(given_row, row, strict=True):
            assert cell in {str(wanted), f"'{wanted}"}
            if isinstance(wanted, str):
                assert not cell.lstrip(" \u2068").startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))
