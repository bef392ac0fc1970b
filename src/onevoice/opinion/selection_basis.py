"""What a selection is made from: ballots, bridging, clashes and the lot, taken out of an analysis."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.answer_draws import AnswerDraws, draw_answers
from onevoice.opinion.ballots import Ballots, merge_ballots
from onevoice.opinion.document import Parts
from onevoice.opinion.matrix import id_keys
from onevoice.opinion.measures import bridging

Bools = NDArray[np.bool_]

MILLION = 1_000_000
"""Bridging is compared in millionths, so that sums are exact."""


@dataclass(frozen=True, eq=False)
class Instance:
    """One selection to be made.

    Attributes
    ----------
    parts : Parts
    draws : AnswerDraws
    columns : tuple of int
        Which of the analysis' propositions may be selected; all below is of these.
    ids : tuple of str
    approves : bool array of shape (n_members, n_propositions)
        Who supports what: answers given, and with all members the likelier answer of the unheard.
    ballots : Ballots
    supposed : float
        Share of the supporting answers that nobody gave.
    merit : int64 array of shape (n_propositions,)
    measure : {"bridging", "bloc_bridging", "support"}
        Over groups or firm blocs; over blocs that are not firm; or of all, where one bloc is all there is.
    clash : bool array of shape (n_propositions, n_propositions)
    order : tuple of int
        The lot.
    """

    parts: Parts
    draws: AnswerDraws
    columns: tuple[int, ...]
    ids: tuple[str, ...]
    approves: Bools
    ballots: Ballots
    supposed: float
    merit: NDArray[np.int64]
    measure: str
    clash: Bools
    order: tuple[int, ...]


def parts_of(analysis: Analysis) -> Parts:
    """Give what the walk found.

    Raises
    ------
    SettingsError
        If the analysis holds a document alone.
    """
    if analysis.parts is None:
        raise SettingsError(
            "This analysis holds its document alone. Analyse the answers again to ask more of it."
        )
    return analysis.parts


def draws_of(analysis: Analysis) -> AnswerDraws:
    """Give draws of everybody's answers; raises as ``parts_of``."""
    parts = parts_of(analysis)
    return draw_answers(parts.matrix, parts.found)


def instance_of(
    analysis: Analysis,
    clashes: Iterable[tuple[str, str]],
    *,
    observed: bool,
    seed: int,
    among: Collection[str] | None = None,
) -> Instance:
    """Make ready to select.

    Parameters
    ----------
    analysis : Analysis
    clashes : iterable of (str, str)
        Ids of propositions that cannot both be agreed, beside those that the tables say.
    observed : bool
        Count answers given alone, and the members who gave any.
    seed : int
        Of the lot.
    among : collection of str, optional
        Ids of those that may be selected; the others only tell where members stand.

    Raises
    ------
    SettingsError
        If the analysis holds a document alone, or a clash or choice names what is not there.
    """
    parts = parts_of(analysis)
    matrix = parts.matrix
    draws = draw_answers(matrix, parts.found)
    columns = _columns([p.id for p in matrix.propositions], among)
    ids = tuple(matrix.propositions[j].id for j in columns)
    heard = draws.heard == 1
    approves = heard if observed else heard | ((draws.heard == 3) & (draws.chance > 0.5))
    approves = np.ascontiguousarray(approves[:, columns])
    n = int((matrix.n_heard > 0).sum()) if observed else matrix.n_members
    measure, scores = _scores(analysis, parts)
    lot = id_keys(tuple(f"{seed}:{name}" for name in ids))
    return Instance(
        parts=parts,
        draws=draws,
        columns=columns,
        ids=ids,
        approves=approves,
        ballots=merge_ballots(approves, n),
        supposed=1 - float(heard[:, columns].sum()) / max(float(approves.sum()), 1.0),
        merit=np.rint(scores[list(columns)] * MILLION).astype(np.int64),
        measure=measure,
        clash=_clash(parts, ids, clashes),
        order=tuple(int(j) for j in np.argsort(lot, kind="stable")),
    )


def _columns(ids: list[str], among: Collection[str] | None) -> tuple[int, ...]:
    """Give the places of those that may be selected."""
    unknown = next((name for name in among or () if name not in ids), None)
    if unknown is not None:
        raise SettingsError(f"There is no proposition {unknown!r} to select. Correct the id.")
    return tuple(j for j, name in enumerate(ids) if among is None or name in among)


def _scores(analysis: Analysis, parts: Parts) -> tuple[str, NDArray[np.float64]]:
    """Measure how far each proposition unites, in the support of groups, or of blocs, or of all.

    Latent bridging is no substitute where there are no groups: it is of those who take a side, and here a
    pass is not support.
    """
    if parts.basis.kind != "none":
        rows = analysis.document["propositions"]
        return "bridging", np.array([row["bridging"] for row in rows], dtype=np.float64)
    share = parts.found.shown.support.share
    blocs = [g for g, one in enumerate(parts.basis.standings) if one.column == "bloc" and one.above_floor]
    if len(blocs) > 1:
        return "bloc_bridging", np.median(bridging(share[:, blocs]), axis=0)
    return "support", np.median(share[:, 0], axis=0).astype(np.float64)


def _clash(parts: Parts, ids: tuple[str, ...], more: Iterable[tuple[str, str]]) -> Bools:
    """Mark what cannot both be agreed: said to clash, or written for the same slot."""
    place = {name: j for j, name in enumerate(ids)}
    clash = np.zeros((len(ids), len(ids)), dtype=np.bool_)
    said = [(one.a, one.b) for one in parts.calls.relations if one.kind == "clashes"]
    known = [(a, b) for a, b in said if a in place and b in place]  # not what was moderated out
    for a, b in more:
        for name in (a, b):
            if name not in place:
                raise SettingsError(
                    f"A clash names {name!r}, and there is no such proposition. Correct the id, or leave it"
                    " out."
                )
        known.append((a, b))
    slots: dict[str, list[str]] = {}
    for p in parts.matrix.propositions:
        if p.slot and p.id in place:
            slots.setdefault(p.slot, []).append(p.id)
    for alternatives in slots.values():
        known.extend(combinations(alternatives, 2))
    for a, b in known:
        clash[place[a], place[b]] = clash[place[b], place[a]] = a != b
    return clash
