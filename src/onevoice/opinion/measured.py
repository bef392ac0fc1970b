"""Every measure of every proposition, summarised over the draws of an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.opinion.basis import Basis
from onevoice.opinion.disclosure import SMALL
from onevoice.opinion.estimate import Estimate
from onevoice.opinion.measures import (
    HIGH,
    LOW,
    Interval,
    agreement_index,
    bridging,
    consensus,
    divisiveness,
    interval,
    latent_measures,
    rice,
)

Floats = NDArray[np.floating]


def _number(value: float) -> float:
    return float(f"{value:.6g}")


def triple(draws: Floats) -> dict[str, float]:
    """Give median, 5th and 95th percentile of one number's draws."""
    low, median, high = np.percentile(draws, [LOW, 50, HIGH])
    return {"median": _number(median), "low": _number(low), "high": _number(high)}


def _at(found: Interval, index: Any) -> dict[str, float]:
    return {
        "median": _number(found.median[index]),
        "low": _number(found.low[index]),
        "high": _number(found.high[index]),
    }


@dataclass(frozen=True, eq=False)
class Measured:
    """Summaries by proposition; ``of`` gives one proposition's as plain values."""

    found: Estimate
    basis: Basis
    shown: tuple[int, ...]
    share: Interval
    of_stances: Interval
    rice: Interval
    agreement_index: Interval
    consensus: Interval | None
    probability: Floats
    least: NDArray[np.int64]
    bridging: Interval | None
    divisiveness: Interval | None
    latent_bridging: Floats
    latent_divisiveness: Floats

    def of(self, j: int) -> dict[str, Any]:
        """Give the measures of proposition ``j`` under the document's names."""
        names = {g: self.basis.standings[g].id for g in self.shown}
        row: dict[str, Any] = {"support": {name: self._support(g, j) for g, name in names.items()}}
        row["consensus"] = None
        if self.consensus is not None:
            row["consensus"] = _at(self.consensus, j) | {
                "probability": _number(self.probability[j]),
                "group": self.basis.standings[self.least[j]].id,
            }
        for name, found in (("bridging", self.bridging), ("divisiveness", self.divisiveness)):
            row[name] = None if found is None else _number(found.median[j])
            row[f"{name}_interval"] = (
                None if found is None else [_number(found.low[j]), _number(found.high[j])]
            )
        row["latent_bridging"] = _number(self.latent_bridging[j])
        row["latent_divisiveness"] = _number(self.latent_divisiveness[j])
        row["cohesion"] = {
            name: {"rice": _at(self.rice, (g, j)), "agreement_index": _at(self.agreement_index, (g, j))}
            for g, name in names.items()
        }
        row["bounds"] = {name: self._bounds(g, j) for g, name in names.items()}
        return row

    def _support(self, g: int, j: int) -> dict[str, Any]:
        support, hidden = self.found.shown.support, self.found.shown.hidden[:, g, j]
        cells = (support.agree, support.disagree, support.passed, support.unheard)
        counts: list[int | None] = [
            None if hide else round(float(cell[g, j])) for cell, hide in zip(cells, hidden, strict=True)
        ]
        return _at(self.share, (g, j)) | {
            "agree": counts[0],
            "disagree": counts[1],
            "pass": counts[2],
            "unheard": counts[3],
            "n": round(float(support.eligible[g, j])),
            "of_stances": _at(self.of_stances, (g, j)),
        }

    def _bounds(self, g: int, j: int) -> list[float]:
        """Give the share if all the unheard disagreed, and if all agreed; by fives where cells are hidden."""
        support, hidden = self.found.shown.support, self.found.shown.hidden[:, g, j]
        n = max(float(support.eligible[g, j]), 1e-9)
        low = float(support.agree[g, j])
        high = low + max(0.0, float(support.unheard[g, j]))
        if hidden.any():
            low, high = SMALL * np.floor(low / SMALL), min(n, SMALL * np.ceil(high / SMALL))
        return [_number(min(1.0, low / n)), _number(min(1.0, high / n))]


def measure(found: Estimate, basis: Basis, threshold: float) -> Measured:
    """Summarise every measure.

    Parameters
    ----------
    found : Estimate
    basis : Basis
    threshold : float

    Returns
    -------
    Measured
    """
    support = found.shown.support
    share = support.share
    passed = np.maximum(support.eligible - support.agree_draws - support.disagree_draws, 0)
    over = list(basis.least)
    least_share = share[:, over] if over else share[:, :1]
    overlapping = basis.overlapping or not over
    latent = latent_measures(found.posterior)
    return Measured(
        found=found,
        basis=basis,
        shown=tuple(g for g, s in enumerate(basis.standings) if s.above_floor),
        share=interval(share),
        of_stances=interval(support.share_of_stances),
        rice=interval(rice(support.agree_draws, support.disagree_draws)),
        agreement_index=interval(agreement_index(support.agree_draws, support.disagree_draws, passed)),
        consensus=interval(consensus(least_share)) if over else None,
        probability=(least_share.min(axis=1) >= threshold).mean(axis=0),
        least=_most_often_least(least_share, over),
        bridging=interval(bridging(least_share)) if over else None,
        divisiveness=None if overlapping else interval(divisiveness(least_share)),
        latent_bridging=latent[0],
        latent_divisiveness=latent[1],
    )


def _most_often_least(share: Floats, over: list[int]) -> NDArray[np.int64]:
    lowest = share.argmin(axis=1)
    counts = np.stack([(lowest == k).sum(axis=0) for k in range(share.shape[1])])
    return np.asarray(np.array(over or [0])[counts.argmax(axis=0)])
