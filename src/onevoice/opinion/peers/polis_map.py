"""Where Polis puts members and statements: its vote matrix, components and projections.

Polis fills a missing vote with the statement's mean and takes two principal components. Filled cells are
at the centre, so the components are those of the votes cast, centred: nothing dense is built, and the
result is that of the dense computation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

AGREE, PASS, DISAGREE = -1, 0, 1
"""Polis' own sign, inside and in its API; its exports turn it round."""

Floats = NDArray[np.float64]
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """The votes of a conversation, at most one a cell.

    Attributes
    ----------
    n_members, n_statements : int
        Those who never voted and statements without votes may be among them: they change nothing.
    member, statement : int32 arrays of shape (n_votes,)
    vote : int8 array of shape (n_votes,)
        -1 agree, 0 pass, 1 disagree.
    moderated : bool array of shape (n_statements,)
        Rejected or marked as not an opinion: Polis sets these columns to 0 for everybody.
    """

    n_members: int
    n_statements: int
    member: NDArray[np.int32]
    statement: NDArray[np.int32]
    vote: NDArray[np.int8]
    moderated: NDArray[np.bool_]

    def count(self, vote: int | None = None) -> NDArray[np.int64]:
        """Votes on each statement, or those of one kind, shape (n_statements,)."""
        chosen = self.statement if vote is None else self.statement[self.vote == vote]
        return np.bincount(chosen, minlength=self.n_statements)

    @property
    def voted(self) -> NDArray[np.bool_]:
        """Statements that anybody voted on: the columns of Polis' matrix."""
        return self.count() > 0

    @property
    def activity(self) -> NDArray[np.int64]:
        """Votes of each member, on moderated statements too, shape (n_members,)."""
        return np.bincount(self.member, minlength=self.n_members)


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Polis' two dimensions.

    Attributes
    ----------
    components : float64 array of shape (2, n_statements)
        Of length 1, most important first; 0 where the votes have no second direction. The entry that is
        largest in absolute value (the first of equals) is positive: Polis leaves the sign to chance.
    center : float64 array of shape (n_statements,)
        Mean vote, 0 on moderated statements.
    members : float64 array of shape (n_members, 2)
    statements : float64 array of shape (n_statements, 2)
        Where a member would lie who agreed to that statement and answered nothing else.
    """

    components: Floats
    center: Floats
    members: Floats
    statements: Floats

    @property
    def extremity(self) -> Floats:
        """Distance of each statement from the origin, shape (n_statements,)."""
        return np.hypot(self.statements[:, 0], self.statements[:, 1])


def draw_map(votes: Votes) -> Map:
    """Place members and statements as Polis does.

    Notes
    -----
    A member's projection is stretched by sqrt(columns / votes). Moderated columns are zeroed for everybody,
    so production counts them as votes there, and so does this.
    """
    live = ~votes.moderated[votes.statement]
    member, statement = votes.member[live], votes.statement[live]
    vote = votes.vote[live].astype(np.float64)
    n_voted = np.bincount(statement, minlength=votes.n_statements)
    center = np.bincount(statement, vote, votes.n_statements) / np.maximum(n_voted, 1)
    shape = (votes.n_members, votes.n_statements)
    cast = csr_array((vote - center[statement], (member, statement)), shape=shape)
    n_columns = int(votes.voted.sum())
    enough = n_columns > 1 and int((votes.activity > 0).sum()) > 1
    components = _components(cast) if enough else np.zeros((2, votes.n_statements))

    zeroed = int((votes.voted & votes.moderated).sum())
    counted = np.bincount(member, minlength=votes.n_members) + zeroed
    stretch = np.sqrt(n_columns / np.maximum(counted, 1))
    return Map(
        components=components,
        center=center,
        members=(cast @ components.T) * stretch[:, None],
        statements=np.sqrt(n_columns) * (AGREE - center)[:, None] * components.T,
    )


def _components(cast: csr_array) -> Floats:
    """Two leading right singular vectors, shape (2, n_statements); where Polis iterates, this is exact."""
    if not cast.count_nonzero():
        return np.zeros((2, cast.shape[1]))
    if min(cast.shape) > 2:
        start = np.random.default_rng(0).standard_normal(min(cast.shape))
        _, strength, vectors = svds(cast, k=2, v0=start, maxiter=10_000)
    else:
        _, strength, vectors = np.linalg.svd(cast.toarray(), full_matrices=False)
    components = np.zeros((2, cast.shape[1]))
    order = np.argsort(-strength, kind="stable")
    for place, k in enumerate(order[:2]):
        if strength[k] > _NEGLIGIBLE * max(strength[order[0]], _NEGLIGIBLE):
            size = np.abs(vectors[k])
            first = np.argmax(size >= size.max() * (1 - _NEGLIGIBLE))
            components[place] = vectors[k] * np.sign(vectors[k, first])
    return components
