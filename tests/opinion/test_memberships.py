"""Combinations of groups that occur."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from onevoice.opinion.memberships import distinct_rows


@given(arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=20), elements=st.booleans()))
def test_distinct_rows_are_each_row_once_in_ascending_order(flags):
    """Every row is found among the distinct ones, which are those that sorting would give."""
    rows, row_of = distinct_rows(flags)
    assert np.array_equal(rows[row_of], flags)
    assert np.array_equal(rows, np.unique(flags, axis=0))
