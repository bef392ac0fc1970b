"""Near-duplicates: statements that say the same and are answered alike count as one, in soundings only.

Without this a statement repeated k times pulls the map k times. Both must agree, words and answers: two
texts alike but for a "not" are answered in opposite ways.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from onevoice.assembly.sounding import Kind
from onevoice.opinion.matrix import ResponseMatrix

Floats = NDArray[np.float64]

ALIKE_IN_WORDS = 0.8
"""Cosine of the texts' letter triples from which two texts say the same."""
ALIKE_IN_ANSWERS = 0.9
"""Share of common members who gave both the same answer."""
COMMON_MEMBERS = 10
_RARE_ENOUGH = 200  # texts; a triple in more than these tells none apart, and would cost a square of them


def duplicate_weights(matrix: ResponseMatrix) -> Floats:
    """Weigh each proposition 1 / (size of its family of near-duplicates).

    Returns
    -------
    float64 array of shape (n_propositions,), within (0, 1]
    """
    if matrix.kind is Kind.DIVISION:
        return np.ones(matrix.n_propositions)
    words = _letter_triples([p.text for p in matrix.propositions])
    likeness = (words @ words.T).tocoo()
    near = (likeness.data >= ALIKE_IN_WORDS) & (likeness.row < likeness.col)
    pairs = [(a, b) for a, b in zip(likeness.row[near], likeness.col[near], strict=True)]
    kept = [pair for pair in pairs if _answered_alike(matrix, *pair)]
    if not kept:
        return np.ones(matrix.n_propositions)
    rows, columns = np.array(kept).T
    graph = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=likeness.shape)
    family = connected_components(graph, directed=False)[1]
    return np.asarray(1.0 / np.bincount(family)[family])


def _letter_triples(texts: list[str]) -> csr_matrix:
    """Turn texts into unit vectors of letter triples, rare ones weighing more; works in any script."""
    counts = [Counter(_triples(text)) for text in texts]
    seen = Counter(triple for count in counts for triple in count)
    place = {t: k for k, t in enumerate(sorted(t for t, n in seen.items() if 1 < n <= _RARE_ENOUGH))}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        total = sum((n * np.log(len(texts) / seen[t] + 1)) ** 2 for t, n in count.items()) ** 0.5
        for triple, n in count.items():
            if triple in place:
                rows.append(row)
                columns.append(place[triple])
                values.append(n * np.log(len(texts) / seen[triple] + 1) / total)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), max(1, len(place))))


def _triples(text: str) -> list[str]:
    letters = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return [letters[k : k + 3] for k in range(len(letters) - 2)]


def _answered_alike(matrix: ResponseMatrix, a: int, b: int) -> bool:
    cells_a, cells_b = np.flatnonzero(matrix.column == a), np.flatnonzero(matrix.column == b)
    _, in_a, in_b = np.intersect1d(matrix.row[cells_a], matrix.row[cells_b], return_indices=True)
    if len(in_a) < COMMON_MEMBERS:
        return False
    same = matrix.answer[cells_a[in_a]] == matrix.answer[cells_b[in_b]]
    return bool(same.mean() >= ALIKE_IN_ANSWERS)
