"""How far the conclusions depend on a few: the same analysis again without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.basis import Basis
from onevoice.opinion.estimate import Estimate, estimate, refit
from onevoice.opinion.headlines import Claim, find_headlines
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import ResponseMatrix

Progress = Callable[[float], None]

LATE = 0.9
"""Members who came after this share of the others are late."""
MOST_ACTIVE = 0.01
_DRAWS = 60
_LEAST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Rerun:
    """The analysis without some members.

    Attributes
    ----------
    id : str
        "late", "active", "identical" or "without:" and a group's id.
    left_out : int
        How many members were left out.
    skipped : str or None
        Why it was not run, as a sentence.
    largest_change : (int, float, float) or None
        The proposition whose claimed share moved most, and that share before and after.
    lost, gained : tuple of int
        Propositions that leave and enter the agreement headline.
    """

    id: str
    left_out: int
    skipped: str | None = None
    largest_change: tuple[int, float, float] | None = None
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()


def rerun_without(
    matrix: ResponseMatrix,
    model: IdealPointModel,
    found: Estimate,
    basis: Basis,
    threshold: float,
    *,
    public: bool,
    progress: Progress,
) -> tuple[Rerun, ...]:
    """Run the analysis again without late members, the most active, copies, and each basis group.

    Late members, the most active and copies are left out of the answers and of every denominator; so are
    the members of a group left out, and the group itself.

    Returns
    -------
    tuple of Rerun
    """
    plans: list[tuple[str, NDArray[np.bool_] | str, Basis]] = [
        ("late", _late(matrix), basis),
        ("active", _most_active(matrix), basis),
        ("identical", _copies(matrix), basis),
    ]
    if basis.kind == "groups":
        for s in basis.least:
            rest = tuple(other for other in basis.least if other != s)
            label = f"without:{basis.standings[s].id}"
            if len(rest) < 2:
                plans.append((label, "With this group left out, only one is left to compare.", basis))
            else:
                plans.append((label, basis.weights[:, s] > 0, replace(basis, least=rest)))
    before = find_headlines(found, basis, threshold).agreement
    reruns = []
    for step, (label, out, over) in enumerate(plans):
        progress(step / len(plans))
        if isinstance(out, str):
            reruns.append(Rerun(label, 0, out))
        elif not out.any():
            reruns.append(Rerun(label, 0, "There is nobody to leave out."))
        elif (matrix.n_heard[~out] > 0).sum() < 2 * (model.n_dims + 2):
            reruns.append(Rerun(label, int(out.sum()), "Too few members would be left."))
        else:
            reruns.append(_rerun(label, matrix, out, model, found, over, before, threshold, public=public))
    return tuple(reruns)


def _rerun(
    label: str,
    matrix: ResponseMatrix,
    out: NDArray[np.bool_],
    model: IdealPointModel,
    found: Estimate,
    basis: Basis,
    before: tuple[Claim, ...],
    threshold: float,
    *,
    public: bool,
) -> Rerun:
    part = matrix.among(~out)
    smaller = replace(basis, weights=basis.weights[~out])
    quick = replace(model, tolerance=max(model.tolerance, 5e-3))
    points = refit(part, quick, found.points)
    seed = found.posterior.seed
    known = found.passes
    passes = replace(known, reticence=known.reticence[~out], reticence_se=known.reticence_se[~out])
    again = estimate(
        part, points, smaller, n_draws=_DRAWS, seed=seed, public=public, joint=False, passes=passes
    )
    then, now = np.median(found.claimed(basis), axis=0), np.median(again.claimed(smaller), axis=0)
    j = int(np.abs(now - then).argmax())
    old = {claim.proposition for claim in before}
    new = {claim.proposition for claim in find_headlines(again, smaller, threshold).agreement}
    return Rerun(
        label,
        int(out.sum()),
        None,
        (j, float(then[j]), float(now[j])),
        tuple(sorted(old - new)),
        tuple(sorted(new - old)),
    )


def accounts_to_flip(found: Estimate, basis: Basis, claims: tuple[Claim, ...], threshold: float) -> list[int]:
    """Count the added accounts, all disagreeing, in one group that would take each headline away.

    Returns
    -------
    list of int
        For each claim, the smallest number in any one basis group (of all members, where there is no basis)
        that brings the group's median support under the threshold.
    """
    groups = list(basis.least) or [0]
    support = found.shown.support
    agree = np.median(support.agree_draws[:, groups], axis=0)
    needed = np.floor(agree / max(threshold, 1e-9) - support.eligible[groups]) + 1
    return [max(1, floor(float(needed[:, claim.proposition].min()))) for claim in claims]


def _late(matrix: ResponseMatrix) -> NDArray[np.bool_] | str:
    first = matrix.first_answer
    if first is None or not (first >= 0).any():
        return "The source does not say when anybody answered."
    known = first >= 0
    return np.asarray(known & (first > np.quantile(first[known], LATE)))


def _most_active(matrix: ResponseMatrix) -> NDArray[np.bool_] | str:
    if matrix.n_members < 100:
        return "With fewer than 100 members, one in a hundred is nobody."
    count = matrix.n_members // int(1 / MOST_ACTIVE)
    order = np.lexsort((matrix.member_keys, -matrix.n_heard))
    out = np.zeros(matrix.n_members, bool)
    out[order[:count]] = True
    return out


def _copies(matrix: ResponseMatrix) -> NDArray[np.bool_]:
    """Mark members whose answers (five at least) equal those of a member with a smaller id."""
    seen: set[tuple[bytes, bytes]] = set()
    out = np.zeros(matrix.n_members, bool)
    for i in range(matrix.n_members):
        cut = slice(matrix.start[i], matrix.start[i + 1])
        if cut.stop - cut.start < _LEAST_ANSWERS:
            continue
        answers = (matrix.column[cut].tobytes(), matrix.answer[cut].tobytes())
        out[i] = answers in seen
        seen.add(answers)
    return out
