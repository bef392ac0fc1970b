# ruff: noqa: RUF001  # quotation marks of all kinds are meant
"""Instructions of every sort, quoting words that would confuse a careless reader."""

from __future__ import annotations

from hypothesis import strategies as st

from onevoice.formats.notation.instructions import (
    EVERY,
    LAST,
    SAME_BLOCK,
    SAME_LINE,
    Beside,
    Between,
    Edge,
    Inserting,
    LeavingOut,
    Moving,
    Phrase,
    Piece,
    Place,
    Quotation,
    Whole,
)

_WORDS = (
    *("the", "House", "members'", "Government’s", "(a)", "1.", "end", "insert", "and", "“A”", "„B“", "»C«"),
    *('"q"', "'x'", "line", "4", "wird", "durch", "leave", "out", "foo,", "x—", ":", ";", "bis", "nach"),
    *("\u05e9\u05dc\u05d5\u05dd", "\u0633\u0644\u0627\u0645", "\u00f1e", "\U0001f469\u200d\U0001f680"),
)
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
_kinds = st.sampled_from(["paragraph", "heading", "list entry", "clause"])
_labels = st.sampled_from(["1", "2", "12", "a", "iv"])
_lines = st.tuples(st.integers(1, 99), st.integers(0, 5)).map(lambda pair: Place((pair[0], sum(pair))))
_numbered = st.builds(Place, kind=_kinds, labels=st.lists(_labels, min_size=1, max_size=2).map(tuple))
_runs = st.builds(Place, kind=_kinds, labels=st.tuples(_labels), until=st.tuples(_labels))
_counted = st.builds(Place, kind=_kinds, ordinal=st.sampled_from([1, 2, 10, 13, 21, LAST]))
_places = st.one_of(_lines, _numbered, _runs, _counted)
_ordinals = st.sampled_from([None, None, EVERY, LAST, 1, 3, 12, 22])
_quotations = st.builds(Quotation, words, _ordinals, st.none() | _lines)
_running_on = st.builds(Piece, words | st.sampled_from(["", "a\n(a) b"]))
_blocks = st.builds(
    Piece, words, _kinds, st.sampled_from([None, "", "(a)", "1."]), st.sampled_from([None, 0, 1, 2])
)
_content = st.one_of(st.tuples(_running_on), st.lists(_blocks, min_size=1, max_size=3).map(tuple))
_ends = st.none() | _lines | _numbered | st.sampled_from([SAME_LINE, SAME_BLOCK])
_spans = st.one_of(
    st.builds(Phrase, _quotations),
    st.builds(Between, _quotations, _quotations | _ends, st.booleans()),
    st.builds(Between, st.none(), _quotations, st.booleans()),
    st.builds(Whole, _places),
)
_points = st.one_of(
    st.builds(Beside, _quotations | _places, st.booleans()),
    st.builds(Edge, st.none() | _lines | _numbered, st.booleans()),
)
_scopes = st.none() | _places
_targets = st.builds(Beside, _places, st.booleans()) | st.builds(Edge, st.none(), st.booleans())

instructions = st.one_of(
    st.builds(LeavingOut, _spans, _content | st.just(()), _scopes),
    st.builds(LeavingOut, st.just(Whole(None)), _content),
    st.builds(Inserting, _points, _content, _scopes),
    st.builds(Moving, _places, _targets),
)
