"""How the members are laid out for the fit: those who took a stance, by pattern of membership, in chunks.

Members with the same groups share a prior and the groups' terms, so they lie together. Chunks are cut by
the answers alone, never by the number of threads: sums are added in the same order on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.matrix import ResponseMatrix

MOST_CHUNKS = 16
MOST_PATTERNS = 256


@dataclass(frozen=True, eq=False)
class Layout:
    """Members in the order of the fit.

    Attributes
    ----------
    order : int32 array of shape (n_fitted,)
        Members who took a stance, by pattern, then by id.
    pattern_of : int32 array of shape (n_members,)
        Pattern of every member, fitted or not.
    patterns : float64 array of shape (n_patterns, n_groups)
        Membership of each pattern, 1 or 0.
    first, last, pattern : int64 arrays of shape (n_chunks,)
        Each chunk's slice of ``order`` and its pattern.
    """

    order: NDArray[np.int32]
    pattern_of: NDArray[np.int32]
    patterns: NDArray[np.float64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    pattern: NDArray[np.int64]

    @property
    def belongs(self) -> NDArray[np.bool_]:
        """The memberships that the model knows of, shape (n_members, n_groups)."""
        return self.patterns[self.pattern_of] > 0


def lay_out(matrix: ResponseMatrix, among: NDArray[np.bool_], *, groups: bool) -> Layout:
    """Arrange members by pattern of membership and cut them into chunks.

    Parameters
    ----------
    matrix : ResponseMatrix
    among : bool array of shape (n_members,)
        Members to fit; those without a stance are left out whatever it says.
    groups : bool
        Whether the model knows of groups: the first column's alone where all together make too many patterns.

    Returns
    -------
    Layout
    """
    stances = np.diff(matrix.stances[0])
    patterns, pattern_of = _patterns(matrix, groups=groups)
    fitted = np.flatnonzero(among & (stances > 0))
    order = fitted[np.argsort(pattern_of[fitted], kind="stable")].astype(np.int32)
    work = np.concatenate([[0], np.cumsum(stances[order])])
    aim = max(work[-1] / MOST_CHUNKS, 1.0)
    first: list[int] = []
    last: list[int] = []
    pattern: list[int] = []
    for t in range(len(patterns)):
        begin, end = np.searchsorted(pattern_of[order], [t, t + 1])
        if begin == end:
            continue
        pieces = min(max(1, round((work[end] - work[begin]) / aim)), int(end - begin))
        targets = work[begin] + (work[end] - work[begin]) * np.arange(1, pieces) / pieces
        edges = np.unique([begin, *(begin + np.searchsorted(work[begin:end], targets)), end])
        first.extend(edges[:-1])
        last.extend(edges[1:])
        pattern.extend([t] * (len(edges) - 1))
    chunks = (np.array(x, dtype=np.int64) for x in (first, last, pattern))
    return Layout(order, pattern_of, patterns.astype(np.float64), *chunks)


def _patterns(matrix: ResponseMatrix, *, groups: bool) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    patterns, pattern_of = matrix.patterns
    if not groups:
        return np.zeros((1, 0), bool), np.zeros_like(pattern_of)
    if len(patterns) > MOST_PATTERNS:
        in_first = np.array([group.column == matrix.groups[0].column for group in matrix.groups])
        patterns, merged = np.unique(patterns & in_first, axis=0, return_inverse=True)
        pattern_of = merged.reshape(-1).astype(np.int32)[pattern_of]
    return patterns, pattern_of
