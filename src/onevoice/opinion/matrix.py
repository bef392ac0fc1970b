"""ResponseMatrix: the roll call as sparse arrays, in one canonical order.

Members and propositions are sorted by id, so the order of a file's rows cannot reach the numbers.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from onevoice.assembly.people import Group
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import EmptyRollCallError, InputError
from onevoice.opinion.memberships import distinct_rows, usual_memberships

Answers = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]
"""Where each member's begin, their propositions, and what was answered."""


@dataclass(frozen=True, eq=False)
class ResponseMatrix:
    """Who answered what, by member (compressed sparse rows).

    Attributes
    ----------
    kind : Kind
        Divisions or a sounding.
    member_ids, member_names : tuple of str, length n_members
        Sorted by id.
    propositions : tuple of Proposition, length n_propositions
        Sorted by id; those moderated out are not here.
    start : int64 array of shape (n_members + 1,)
        Where each member's answers begin in ``column`` and ``answer``.
    column : int32 array of shape (n_answers,)
        Proposition of each answer, ascending within a member.
    answer : int8 array of shape (n_answers,)
        1 agree, 0 pass, -1 disagree.
    barred_member, barred_proposition : int32 arrays of shape (n_barred,)
        Cells in which the member was not eligible.
    groups : tuple of Group
        Declared groups: columns in the source's order, names sorted within each.
    belongs : bool array of shape (n_members, n_groups)
        Usual membership: the one that held for most propositions.
    moved : int32 array of shape (n_moves, 3)
        Rows (member, proposition, group) in which membership differs from ``belongs``.
    first_answer : int64 array of shape (n_members,) or None
        When each member first answered, ms since 1970; -1 unknown. None if the source has no times.
    has_roll : bool
        Whether the members are the whole body.
    """

    kind: Kind
    member_ids: tuple[str, ...]
    member_names: tuple[str, ...]
    propositions: tuple[Proposition, ...]
    start: NDArray[np.int64]
    column: NDArray[np.int32]
    answer: NDArray[np.int8]
    barred_member: NDArray[np.int32]
    barred_proposition: NDArray[np.int32]
    groups: tuple[Group, ...]
    belongs: NDArray[np.bool_]
    moved: NDArray[np.int32]
    first_answer: NDArray[np.int64] | None
    has_roll: bool

    def __post_init__(self) -> None:
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @property
    def n_members(self) -> int:
        """Members on the roll, whether they answered or not."""
        return len(self.member_ids)

    @property
    def n_propositions(self) -> int:
        """Propositions in the analysis."""
        return len(self.propositions)

    @property
    def n_answers(self) -> int:
        """Answers given, passes among them."""
        return len(self.answer)

    @property
    def row(self) -> NDArray[np.int32]:
        """Member of each answer, shape (n_answers,); made anew each time, which is quick, for it is large."""
        return np.repeat(np.arange(self.n_members, dtype=np.int32), np.diff(self.start))

    @cached_property
    def by_column(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Answers by proposition: where each one's begin, and which answers they are, by member."""
        places = np.arange(self.n_answers, dtype=np.int32)
        shape = (self.n_members, self.n_propositions)
        turned = csr_matrix((places, self.column, self.start), shape=shape).tocsc()
        return turned.indptr.astype(np.int64), turned.data

    @cached_property
    def stances(self) -> Answers:
        """The answers that take a side, no passes: start, column and answer, as of all answers."""
        taken = self.answer != 0
        if taken.all():
            return self.start, self.column, self.answer
        start = np.concatenate([[0], np.cumsum(taken)])[self.start].astype(np.int64)
        found = start, self.column[taken], self.answer[taken]
        for array in found:
            array.setflags(write=False)
        return found

    @cached_property
    def patterns(self) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
        """Combinations of groups that occur, shape (n_patterns, n_groups), and each member's."""
        if not self.groups:
            return np.zeros((1, 0), bool), np.zeros(self.n_members, dtype=np.int32)
        return distinct_rows(self.belongs)

    @cached_property
    def n_heard(self) -> NDArray[np.int64]:
        """Answers by each member, shape (n_members,)."""
        return np.diff(self.start)

    @cached_property
    def member_keys(self) -> NDArray[np.uint64]:
        """A 64-bit key of each member's id, on which every draw about them rests."""
        return id_keys(self.member_ids)

    @cached_property
    def proposition_keys(self) -> NDArray[np.uint64]:
        """A 64-bit key of each proposition's id, on which every draw about it rests."""
        return id_keys(tuple(p.id for p in self.propositions))

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical roll call: the same for the same answers in any order."""
        digest = hashlib.sha256()
        _feed(digest, self)
        return digest.hexdigest()

    @cached_property
    def pseudonyms(self) -> tuple[str, ...]:
        """A name for each member that only who holds the whole input can make; not from the digest."""
        secret = hashlib.sha256(b"onevoice pseudonyms")
        _feed(secret, self)
        key = secret.digest()
        return tuple(
            f"m-{hashlib.blake2b(name.encode(), key=key, digest_size=6).hexdigest()}"
            for name in self.member_ids
        )

    def among(self, rows: NDArray[np.bool_]) -> ResponseMatrix:
        """Give the matrix of some members alone, all propositions kept.

        Parameters
        ----------
        rows : bool array of shape (n_members,)
        """
        place = np.cumsum(rows).astype(np.int32) - 1
        cells = rows[self.row]
        barred, moved = rows[self.barred_member], rows[self.moved[:, 0]]
        moves = self.moved[moved].copy()
        moves[:, 0] = place[moves[:, 0]]
        kept = np.flatnonzero(rows)
        return ResponseMatrix(
            kind=self.kind,
            member_ids=tuple(self.member_ids[i] for i in kept),
            member_names=tuple(self.member_names[i] for i in kept),
            propositions=self.propositions,
            start=np.concatenate([[0], np.cumsum(self.n_heard[rows])]).astype(np.int64),
            column=self.column[cells],
            answer=self.answer[cells],
            barred_member=place[self.barred_member[barred]],
            barred_proposition=self.barred_proposition[barred],
            groups=self.groups,
            belongs=self.belongs[rows],
            moved=moves,
            first_answer=None if self.first_answer is None else self.first_answer[rows],
            has_roll=self.has_roll,
        )


def id_keys(ids: tuple[str, ...]) -> NDArray[np.uint64]:
    """Hash ids to 64-bit keys, shape (len(ids),)."""
    joined = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in ids)
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


def build_matrix(calls: RollCall) -> ResponseMatrix:
    """Sort a roll call into a matrix.

    Parameters
    ----------
    calls : RollCall

    Returns
    -------
    ResponseMatrix
        Without the propositions that were moderated out.

    Raises
    ------
    EmptyRollCallError
        If there are no members, no propositions or no answers.
    InputError
        If an id or a cell occurs twice.
    """
    kept = [j for j, p in enumerate(calls.propositions) if not p.moderated_out]
    _refuse_empty(calls, kept)
    members = sorted(range(len(calls.members)), key=lambda i: calls.members[i].id)
    kept.sort(key=lambda j: calls.propositions[j].id)
    propositions = tuple(calls.propositions[j] for j in kept)
    ids = tuple(calls.members[i].id for i in members)
    _refuse_repeats(ids, "member")
    _refuse_repeats(tuple(p.id for p in propositions), "proposition")

    row_of = _ranks(members, len(calls.members))
    column_of = _ranks(kept, len(calls.propositions))
    member = np.asarray(calls.answers.member, dtype=np.int32)
    proposition = np.asarray(calls.answers.proposition, dtype=np.int32)
    response = np.asarray(calls.answers.response, dtype=np.int8)
    start, column, answer, barred = _compress(member, proposition, response, row_of, column_of, len(ids))
    repeated = _first_repeat(start, column)
    if repeated >= 0:
        raise InputError(
            f"member {ids[repeated]!r} answers one proposition twice",
            "Keep one answer for each member and proposition",
        )
    columns = list(dict.fromkeys(group.column for group in calls.groups))
    groups = tuple(sorted(calls.groups, key=lambda group: (columns.index(group.column), group.name)))
    belongs, moved = usual_memberships(calls, groups, ids, propositions)
    return ResponseMatrix(
        kind=calls.kind,
        member_ids=ids,
        member_names=tuple(calls.members[i].name for i in members),
        propositions=propositions,
        start=start,
        column=column,
        answer=answer,
        barred_member=row_of[member[barred]],
        barred_proposition=column_of[proposition[barred]],
        groups=groups,
        belongs=belongs,
        moved=moved,
        first_answer=_first_answers(calls, member, row_of, len(ids)),
        has_roll=calls.has_roll,
    )


def _refuse_empty(calls: RollCall, kept: list[int]) -> None:
    if not calls.members:
        raise EmptyRollCallError("There are no members in this input. Add at least one who answered.")
    if not kept:
        raise EmptyRollCallError(
            "There are no propositions in this input, or all of them were moderated out. Add at least one."
        )
    if not len(calls.answers):
        raise EmptyRollCallError(
            "Nobody has answered anything yet. Collect some responses, then analyse again."
        )


def _refuse_repeats(ids: tuple[str, ...], what: str) -> None:
    for before, after in pairwise(ids):
        if before == after:
            raise InputError(f"the {what} id {after!r} occurs twice", f"Give every {what} an id of its own")


def _ranks(order: list[int], size: int) -> NDArray[np.int32]:
    ranks = np.full(size, -1, dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


@njit(cache=True)
def _compress(
    member: NDArray[np.int32],
    proposition: NDArray[np.int32],
    response: NDArray[np.int8],
    row_of: NDArray[np.int32],
    column_of: NDArray[np.int32],
    n_members: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8], NDArray[np.int64]]:
    """Sort the answers by counting, first by member, then of each member's by proposition."""
    not_eligible = 2
    start = np.zeros(n_members + 1, np.int64)
    n_barred = 0
    for k in range(len(member)):
        if column_of[proposition[k]] < 0:
            continue
        if response[k] == not_eligible:
            n_barred += 1
        else:
            start[row_of[member[k]] + 1] += 1
    start = np.cumsum(start)
    column = np.empty(start[-1], np.int32)
    answer = np.empty(start[-1], np.int8)
    barred = np.empty(n_barred, np.int64)
    fill = start[:-1].copy()
    n_barred = 0
    for k in range(len(member)):
        j = column_of[proposition[k]]
        if j < 0:
            continue
        if response[k] == not_eligible:
            barred[n_barred] = k
            n_barred += 1
            continue
        i = row_of[member[k]]
        column[fill[i]] = j
        answer[fill[i]] = response[k]
        fill[i] += 1
    for i in range(n_members):
        a, b = start[i], start[i + 1]
        order = np.argsort(column[a:b], kind="mergesort")
        column[a:b] = column[a:b][order]
        answer[a:b] = answer[a:b][order]
    return start, column, answer, barred


@njit(cache=True)
def _first_repeat(start: NDArray[np.int64], column: NDArray[np.int32]) -> int:
    """First member with two answers in one column, or -1."""
    for i in range(len(start) - 1):
        for k in range(start[i] + 1, start[i + 1]):
            if column[k] == column[k - 1]:
                return i
    return -1


def _first_answers(
    calls: RollCall, member: NDArray[np.int32], row_of: NDArray[np.int32], n_members: int
) -> NDArray[np.int64] | None:
    if calls.answers.time is None:
        return None
    time = np.asarray(calls.answers.time, dtype=np.int64)
    known = time >= 0
    first = np.full(n_members, np.iinfo(np.int64).max)
    np.minimum.at(first, row_of[member[known]], time[known])
    return np.where(first == np.iinfo(np.int64).max, -1, first)


class _Hash(Protocol):
    def update(self, data: bytes | memoryview, /) -> None: ...


def _feed(digest: _Hash, matrix: ResponseMatrix) -> None:
    """Hash names and numbers in canonical order; integers little-endian."""
    barred = np.lexsort((matrix.barred_proposition, matrix.barred_member))
    head = {
        "kind": matrix.kind.value,
        "has_roll": matrix.has_roll,
        "members": [*zip(matrix.member_ids, matrix.member_names, strict=True)],
        "propositions": [(p.id, p.text, p.date, p.slot, p.source, p.words) for p in matrix.propositions],
        "groups": [group.id for group in matrix.groups],
    }
    digest.update(json.dumps(head, ensure_ascii=True, sort_keys=True).encode())
    arrays: list[tuple[str, NDArray[np.generic] | None]] = [
        ("<i8", matrix.start),
        ("<i4", matrix.column),
        ("|i1", matrix.answer),
        ("<i4", matrix.barred_member[barred]),
        ("<i4", matrix.barred_proposition[barred]),
        ("|b1", matrix.belongs),
        ("<i4", matrix.moved),
        ("<i8", matrix.first_answer),
    ]
    for form, values in arrays:
        if values is not None:
            digest.update(np.ascontiguousarray(values, dtype=form).data)
