"""Who could be asked to sign: members of other groups who agree with a text.

A count first, by group; a name only where answers are public, or where its owner has said yes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.answer_draws import AnswerDraws, draw_answers
from onevoice.opinion.measured import triple
from onevoice.opinion.selection_basis import parts_of

_LIKELY = 0.5  # probability of agreeing from which somebody is asked


@dataclass(frozen=True, slots=True)
class Asked:
    """Members of one other group who could be asked.

    Attributes
    ----------
    group : str
    agree : int or None
        Members who said that they agree; None where so few must not be told.
    expected : dict
        Members who agree, the unheard drawn: median, 5 and 95 %.
    members : int
        Members of the group.
    """

    group: str
    agree: int | None
    expected: dict[str, float]
    members: int


@dataclass(frozen=True, slots=True)
class Cosignatories:
    """Who could be asked to sign a text.

    Attributes
    ----------
    proposition : str
    own : tuple of str
        Groups of those who signed already.
    others : tuple of Asked
        Groups that may be shown, those with most to ask first.
    named : tuple of (str, str, str)
        Id, name and group of each member who may be named; they agree, or have said yes.
    """

    proposition: str
    own: tuple[str, ...]
    others: tuple[Asked, ...]
    named: tuple[tuple[str, str, str], ...]


def find_cosignatories(
    analysis: Analysis, proposition: str, own: Collection[str], *, consenting: Collection[str] = ()
) -> Cosignatories:
    """Count, and where allowed name, members of other groups who agree with a text.

    Parameters
    ----------
    analysis : Analysis
    proposition : str
        Its id.
    own : collection of str
        Ids of the groups that signed already; their members are not asked.
    consenting : collection of str
        Ids of members who said yes to be named.

    Raises
    ------
    SettingsError
        If the text or a group is not there, or the analysis holds a document alone.
    """
    parts = parts_of(analysis)
    matrix, basis = parts.matrix, parts.basis
    ids = [p.id for p in matrix.propositions]
    if proposition not in ids:
        raise SettingsError(f"There is no proposition {proposition!r}. Name one by its id.")
    declared = {one.id: s for s, one in enumerate(basis.standings) if one.column not in ("", "bloc")}
    for name in own:
        if name not in declared:
            known = ", ".join(declared) or "none at all"
            raise SettingsError(f"There is no group {name!r}; this input has {known}.")
    j = ids.index(proposition)
    column = {basis.standings[declared[name]].column for name in own} or {basis.column or ""}
    support, hidden = parts.found.shown.support, parts.found.shown.hidden
    others = [
        Asked(
            standing.id,
            None if hidden[0, s, j] else round(float(support.agree[s, j])),
            triple(support.agree_draws[:, s, j]),
            round(float(support.eligible[s, j])),
        )
        for s, standing in enumerate(basis.standings)
        if standing.id in declared
        and standing.id not in own
        and standing.column in column
        and standing.above_floor
    ]
    agree = {int(i) for i in matrix.row[(matrix.column == j) & (matrix.answer > 0)]}
    apart = [int(s) for name, s in declared.items() if name in own]
    signed = np.asarray((basis.weights[:, apart] > 0).any(axis=1))
    of = {s: basis.standings[s].id for s in declared.values() if basis.standings[s].column in column}
    named = [
        (
            matrix.member_ids[i],
            matrix.member_names[i],
            next((of[s] for s in of if basis.weights[i, s] > 0), ""),
        )
        for i in range(matrix.n_members)
        if not signed[i] and (matrix.member_ids[i] in consenting or (parts.public and i in agree))
    ]
    return Cosignatories(
        proposition,
        tuple(sorted(own)),
        tuple(sorted(others, key=lambda one: (-one.expected["median"], one.group))),
        tuple(named),
    )


def likely_cosignatories(
    analysis: Analysis, proposition: str, own: Collection[str], *, draws: AnswerDraws | None = None
) -> tuple[str, ...]:
    """Give the members of other groups who could be asked: they said that they agree, or likely would.

    For whoever does the asking, and nobody else to read.

    Parameters
    ----------
    analysis, proposition, own
        As for ``find_cosignatories``.
    draws : AnswerDraws, optional
        Of the analysis, where several texts are asked about.

    Returns
    -------
    tuple of str
        Member ids. Who said that they disagree, or passed, is not among them.

    Raises
    ------
    SettingsError
        As ``find_cosignatories``.
    """
    parts = parts_of(analysis)
    others = {one.group for one in find_cosignatories(analysis, proposition, own).others}
    draws = draws or draw_answers(parts.matrix, parts.found)
    j = [p.id for p in parts.matrix.propositions].index(proposition)
    asked = [s for s, standing in enumerate(parts.basis.standings) if standing.id in others]
    apart = [s for s, standing in enumerate(parts.basis.standings) if standing.id in own]
    weights = parts.basis.weights > 0
    belongs = np.asarray(weights[:, asked].any(axis=1) & ~weights[:, apart].any(axis=1))
    return tuple(
        name
        for name, belong, chance in zip(parts.matrix.member_ids, belongs, draws.chance[:, j], strict=True)
        if belong and chance > _LIKELY
    )
