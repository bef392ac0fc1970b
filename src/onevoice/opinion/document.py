"""The document of an analysis: everything that is published, as plain values with few digits.

Its schema is ``analysis.schema.json`` beside this file. It holds no time, date or path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.sounding import RollCall
from onevoice.opinion.basis import Basis
from onevoice.opinion.blocs import Blocs
from onevoice.opinion.choice import Choice
from onevoice.opinion.estimate import Estimate
from onevoice.opinion.headlines import Claim, Headlines, expected_false
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.measured import Measured, measure, triple
from onevoice.opinion.robustness import Rerun, accounts_to_flip
from onevoice.opinion.settings import Settings
from onevoice.version import __version__

Document = dict[str, Any]
_CHARACTERISTIC = 8


@dataclass(frozen=True, eq=False)
class Parts:
    """What the walk found, from which the document is composed."""

    calls: RollCall
    matrix: ResponseMatrix
    settings: Settings
    choice: Choice
    blocs: Blocs
    basis: Basis
    found: Estimate
    headlines: Headlines
    reruns: tuple[Rerun, ...]
    public: bool
    aligned_to: Mapping[str, Any] | None


def compose_document(parts: Parts) -> Document:
    """Write an analysis out as plain values.

    Returns
    -------
    dict
    """
    measured = measure(parts.found, parts.basis, parts.settings.threshold)
    ids = [p.id for p in parts.matrix.propositions]
    return {
        "onevoice": __version__,
        "title": parts.calls.title,
        "kind": parts.matrix.kind.value,
        "public": parts.public,
        "has_roll": parts.matrix.has_roll,
        "digest": parts.matrix.digest,
        "counts": _counts(parts.matrix),
        "settings": _settings(parts.settings, parts.found.posterior.n_draws),
        "dims": parts.found.points.n_dims,
        "fit": _fit(parts),
        "floor": parts.basis.floor,
        "basis": {
            "kind": parts.basis.kind,
            "column": parts.basis.column if parts.basis.kind == "groups" else None,
            "groups": [parts.basis.standings[s].id for s in parts.basis.least],
            "overlapping": parts.basis.overlapping,
        },
        "groups": [_group(asdict(standing)) for standing in parts.basis.standings],
        "blocs": _blocs(parts, ids),
        "axes": _axes(parts, ids),
        "members": _members(parts),
        "propositions": [_proposition(parts, measured, j) for j in range(len(ids))],
        "headlines": _headlines(parts, ids),
        "robustness": _robustness(parts, ids),
        "aligned_to": None if parts.aligned_to is None else parts.aligned_to["digest"],
        "notes": list(parts.calls.notes),
    }


def plain(value: Any) -> Any:
    """Turn arrays and numbers into Python's own, six significant digits; not-a-number into None."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.6g}") if isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value


def _counts(matrix: ResponseMatrix) -> Document:
    agree, disagree = int((matrix.answer > 0).sum()), int((matrix.answer < 0).sum())
    cells = matrix.n_members * matrix.n_propositions
    barred = len(matrix.barred_member)
    return {
        "members": matrix.n_members,
        "answered": int((matrix.n_heard > 0).sum()),
        "propositions": matrix.n_propositions,
        "agree": agree,
        "disagree": disagree,
        "pass": matrix.n_answers - agree - disagree,
        "not_eligible": barred,
        "unheard": cells - matrix.n_answers - barred,
    }


def _settings(settings: Settings, n_draws: int) -> Document:
    return asdict(settings) | {
        "groups": list(settings.groups),
        "where": list(settings.where),
        "draws": n_draws,
    }


def _fit(parts: Parts) -> Document:
    points, priors = parts.found.points, parts.found.points.priors
    return {
        "loading_scale": parts.choice.loading_scale,
        "curve": [
            {"dims": x.n_dims, "log_loss": plain(x.log_loss), "se": plain(x.se)} for x in parts.choice.curve
        ],
        "rule": parts.choice.rule,
        "covariance": parts.found.posterior.form,
        "sweeps": points.n_sweeps,
        "converged": points.converged,
        "leniency_sd": plain(priors.leniency_variance**0.5),
        "activity": bool(points.activity.any()),
        "group_term_sd": plain(priors.group_term_variance**0.5) if points.belongs.shape[1] else None,
        "support_draws": "every member" if parts.found.shown.support.every_member else "weighted types",
    }


def _group(standing: Document) -> Document:
    size = standing["members"]
    return standing | {"members": plain(size) if size != int(size) else int(size)}


def _blocs(parts: Parts, ids: list[str]) -> Document:
    blocs, basis = parts.blocs, parts.basis
    sizes = blocs.weights.sum(axis=0)
    by_group = [
        {"group": s.id, "shares": plain((basis.weights[:, g] @ blocs.weights) / s.members)}
        for g, s in enumerate(basis.standings)
        if s.column not in ("", "bloc") and s.above_floor
    ]
    return {
        "count": blocs.count,
        "stability": plain(blocs.stability),
        "named": blocs.named,
        "members": plain(sizes),
        "representative": _representative(parts, ids) if blocs.count > 1 else [],
        "by_group": by_group if blocs.count > 1 else [],
    }


def _representative(parts: Parts, ids: list[str]) -> list[Document]:
    """For each bloc, the propositions on which it surely differs most from all others."""
    support, basis = parts.found.shown.support, parts.basis
    rows = []
    for s, standing in enumerate(basis.standings):
        if standing.column != "bloc" or not standing.above_floor:
            continue
        inside = support.share[:, s]
        rest = np.maximum(support.eligible[0] - support.eligible[s], 1e-9)
        outside = (support.agree_draws[:, 0] - support.agree_draws[:, s]) / rest
        difference = inside - np.clip(outside, 0, 1)
        low, high = np.percentile(difference, [5, 95], axis=0)
        sure = np.maximum(low, -high)
        chosen = [j for j in np.argsort(-sure, kind="stable")[:_CHARACTERISTIC] if sure[j] > 0]
        propositions = [
            {
                "id": ids[j],
                "side": "agree" if low[j] > 0 else "disagree",
                "inside": triple(inside[:, j]),
                "outside": triple(np.clip(outside[:, j], 0, 1)),
                "difference": triple(difference[:, j]),
            }
            for j in chosen
        ]
        rows.append({"bloc": int(standing.name), "propositions": propositions})
    return rows


def _axes(parts: Parts, ids: list[str]) -> list[Document]:
    """For each dimension, the propositions that surely lean on it most."""
    points, spread = parts.found.points, parts.found.posterior.terms_spread
    axes = []
    for axis in range(points.n_dims):
        loading = points.loading[:, axis]
        half = 1.645 * np.sqrt(spread[:, axis + 1, axis + 1])
        order = np.argsort(-(np.abs(loading) - half), kind="stable")[:_CHARACTERISTIC]
        rows = [
            {
                "id": ids[j],
                "loading": plain(loading[j]),
                "low": plain(loading[j] - half[j]),
                "high": plain(loading[j] + half[j]),
            }
            for j in order
            if abs(loading[j]) > half[j]
        ]
        axes.append({"share": plain(points.share[axis]), "propositions": rows})
    return axes


def _members(parts: Parts) -> list[Document]:
    matrix, points, blocs = parts.matrix, parts.found.points, parts.blocs
    ids = [group.id for group in matrix.groups]
    several = blocs.count > 1
    likeliest, weights = (blocs.of + 1).tolist(), plain(blocs.weights)
    patterns, pattern_of = matrix.patterns
    named = [[ids[g] for g in np.flatnonzero(pattern)] for pattern in patterns]
    rows = []
    d = points.n_dims
    for i in range(matrix.n_members):
        row: Document = {
            "id": matrix.pseudonyms[i],
            "name": None,
            "groups": [*named[pattern_of[i]]],
            "coords": None,
            "cov": None,
            "se": None,
            "leniency": None,
            "bloc": likeliest[i] if several else None,
            "bloc_weights": weights[i] if several else [],
        }
        if parts.public:
            spread = parts.found.posterior.member_spread[i, :d, :d]
            row |= {
                "id": matrix.member_ids[i],
                "name": matrix.member_names[i] or None,
                "coords": plain(points.point[i]),
                "cov": plain(spread),
                "se": plain(np.sqrt(np.diag(spread))),
                "leniency": plain(points.leniency[i]),
            }
        rows.append(row)
    return rows if parts.public else sorted(rows, key=lambda row: str(row["id"]))


def _proposition(parts: Parts, measured: Measured, j: int) -> Document:
    proposition = parts.matrix.propositions[j]
    return {
        "id": proposition.id,
        "text": proposition.text,
        "date": proposition.date,
        "weight": plain(parts.found.points.weight[j]),
        **measured.of(j),
        "parameters": _parameters(parts, j),
    }


def _parameters(parts: Parts, j: int) -> Document:
    points, passes = parts.found.points, parts.found.passes
    se = np.sqrt(np.diag(parts.found.posterior.terms_spread[j]))

    def estimate(term: int) -> Document:
        return {"estimate": plain(points.terms[j, term]), "se": plain(se[term])}

    first = points.n_dims + 1
    groups = parts.matrix.groups if points.belongs.shape[1] else ()
    return {
        "intercept": estimate(0),
        "loadings": [estimate(axis + 1) for axis in range(points.n_dims)],
        "group_terms": {group.id: estimate(first + g) for g, group in enumerate(groups)},
        "pass_intercept": {"estimate": plain(passes.evasion[j]), "se": plain(passes.evasion_se[j])}
        if passes.any
        else None,
    }


def _headlines(parts: Parts, ids: list[str]) -> Document:
    found = parts.headlines
    names = [standing.id for standing in parts.basis.standings]

    def claim(c: Claim) -> Document:
        row: Document = {"id": ids[c.proposition], "probability": plain(c.probability)}
        return row if c.groups is None else row | {"groups": [names[s] for s in c.groups]}

    return {
        "agreement": [claim(c) for c in found.agreement],
        "divides": [claim(c) for c in found.divides],
        "undecided": [{"id": ids[j], "why": why} for j, why in found.undecided],
        "expected_false": {
            "agreement": plain(expected_false(found.agreement)),
            "divides": plain(expected_false(found.divides)),
        },
    }


def _robustness(parts: Parts, ids: list[str]) -> Document:
    claims = parts.headlines.agreement
    flips: NDArray[np.int64] | list[int] = accounts_to_flip(
        parts.found, parts.basis, claims, parts.settings.threshold
    )
    return {
        "reruns": [_rerun(rerun, ids) for rerun in parts.reruns],
        "flip": [
            {"id": ids[claim.proposition], "accounts": int(n)} for claim, n in zip(claims, flips, strict=True)
        ],
    }


def _rerun(rerun: Rerun, ids: list[str]) -> Document:
    change = rerun.largest_change
    return {
        "id": rerun.id,
        "left_out": rerun.left_out,
        "skipped": rerun.skipped,
        "largest_change": None
        if change is None
        else {"id": ids[change[0]], "before": plain(change[1]), "after": plain(change[2])},
        "lost": [ids[j] for j in rerun.lost],
        "gained": [ids[j] for j in rerun.gained],
    }
