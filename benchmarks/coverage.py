"""Do nominal 90 % intervals of support hold the truth? Seven kinds of simulated assembly, 40 of each.

Each assembly is analysed as ``analyse`` does: dimensions and scales chosen by held-out log loss, joint
covariance, 400 draws. Reruns and blocs, which do not touch these intervals, are left out. A cell is a party
and a proposition; the truth is the share of the whole party that would agree, known because it was simulated.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Table, error_of_mean, verdict
from onevoice.opinion.basis import find_basis
from onevoice.opinion.blocs import Blocs
from onevoice.opinion.choice import choose
from onevoice.opinion.duplicates import duplicate_weights
from onevoice.opinion.estimate import estimate
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.measures import interval
from onevoice.opinion.settings import Settings
from onevoice.opinion.simulation import simulate_scenario
from onevoice.opinion.truth import Scenario

SIMULATIONS = 40
LOW, HIGH = 0.87, 0.95
UNHEARD = 20
"""Cells with fewer unheard are all but counted, and tell nothing of a model."""
_ROUNDING = 1e-6

SCENARIOS = {
    "300 members, 60 propositions, 15 % heard": Scenario(members=300, propositions=60, heard=0.15),
    "the same, one side asked more": Scenario(members=300, propositions=60, heard=0.15, attention=1.0),
    "the same, party terms of sd 0.5": Scenario(members=300, propositions=60, heard=0.15, group_term_sd=0.5),
    "300 members, 60 propositions, 40 % heard": Scenario(members=300, propositions=60, heard=0.4),
    "1,000 members, 150 propositions, 6 % heard": Scenario(members=1000, propositions=150, heard=0.06),
    "120 members, 40 propositions, 25 % heard": Scenario(members=120, propositions=40, heard=0.25),
    "300 members, 60 propositions, 15 % heard, one party of 8": Scenario(
        members=300, propositions=60, heard=0.15, smallest=8
    ),
}
BEYOND = "beyond the seven: as the first, each asked more of what they agree with"
SCENARIOS[BEYOND] = Scenario(members=300, propositions=60, heard=0.15, exposure=1.0)
"""Kept to show a limit: to the model, who is asked what does not hang on what they think of it."""
NARROWER = (0.2, 0.4)


@dataclass(frozen=True, slots=True)
class Covered:
    """How one simulated assembly's intervals did: shares of cells, and mean widths.

    Attributes
    ----------
    share, width, miss : float
        Over cells with at least 20 unheard: share covered, mean width, mean distance of the median.
    small : float
        Share covered in the cells of parties under ten; not a number where there are none.
    everybody : float
        Share covered for "all".
    dims : int
    """

    share: float
    width: float
    miss: float
    small: float
    everybody: float
    dims: int


def cover(scenario: Scenario, seed: int) -> Covered:
    """Simulate an assembly, analyse it, and hold its intervals against the truth."""
    simulated = simulate_scenario(scenario, seed)
    matrix = build_matrix(simulated.calls)
    settings = Settings()
    weight = duplicate_weights(matrix)
    choice = choose(matrix, settings.model, dims=settings.dims_to_try, weight=weight, seed=settings.seed)
    points = choice.sized(settings.model).fit(matrix, weight=weight)
    basis = find_basis(matrix, (), Blocs(np.ones((matrix.n_members, 1)), None))
    found = estimate(matrix, points, basis, n_draws=settings.draws, seed=settings.seed, public=True)
    support = found.shown.support
    share = interval(support.share)
    truth = np.stack([simulated.truth.support(standing.id) for standing in basis.standings])
    held = (share.low <= truth + _ROUNDING) & (truth <= share.high + _ROUNDING)
    party = np.zeros(held.shape, bool)
    party[1:] = True
    cells = party & (support.unheard >= UNHEARD)
    small = party & (support.eligible < 10) & (support.unheard >= 1)
    return Covered(
        share=float(held[cells].mean()),
        width=float((share.high - share.low)[cells].mean()),
        miss=float(np.abs(share.median - truth)[cells].mean()),
        small=_mean(held[small]),
        everybody=float(held[0].mean()),
        dims=choice.n_dims,
    )


def cover_all(scenario: Scenario, simulations: int) -> list[Covered]:
    """Cover the seeds 0, 1, ... in a process for each core."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(cover, repeat(scenario), range(simulations)))


def _mean(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def measure(simulations: int = SIMULATIONS) -> Table:
    """Run every scenario."""
    rows = []
    for name, scenario in SCENARIOS.items():
        rows.append(_row(name, cover_all(scenario, simulations)))
        print("  " + " | ".join(rows[-1]), flush=True)
    return Table(
        heading=(
            "assembly", "coverage", "target", "", "mean width", "mean error", "coverage, all",
            "parties under ten", "dimensions chosen",
        ),
        rows=tuple(rows),
        notes=(
            (f"{simulations} simulations of each, 3 parties, true ideal points in 2 dimensions, leniency, "
            "10 % passes, a heavy tail of activity. Standard errors are over simulations."),
            (f"Coverage is counted over cells (party and proposition) with at least {UNHEARD} unheard. A "
            "party of 8 never has so many, so its own cells stand in a column of their own, and do not "
            "enter the "
            "coverage beside it."),
        ),
    )  # fmt: skip


def _row(name: str, runs: list[Covered]) -> tuple[str, ...]:
    shares = [run.share for run in runs]
    coverage = float(np.mean(shares))
    small = float(np.mean([run.small for run in runs]))
    dims = sorted({run.dims for run in runs})
    return (
        name,
        f"{coverage:.3f} ± {error_of_mean(shares):.3f}",
        f"{LOW:.2f}-{HIGH:.2f}",
        verdict(reached=LOW <= coverage <= HIGH),
        f"{np.mean([run.width for run in runs]):.3f}",
        f"{np.mean([run.miss for run in runs]):.3f}",
        f"{np.mean([run.everybody for run in runs]):.3f}",
        "" if np.isnan(small) else f"{small:.3f}",
        ", ".join(f"{d} ({sum(run.dims == d for run in runs)})" for d in dims),
    )


def measure_width(simulations: int = SIMULATIONS) -> Table:
    """Compare mean widths where more is heard of the same assemblies."""
    less, more = (
        [run.width for run in cover_all(Scenario(members=300, propositions=60, heard=heard), simulations)]
        for heard in NARROWER
    )
    gap = [a - b for a, b in zip(less, more, strict=True)]
    return Table(
        heading=("what", "20 % heard", "40 % heard", "narrower by", "target", ""),
        rows=(
            (
                "mean width of 90 % intervals, 300 members, 60 propositions",
                f"{np.mean(less):.3f}",
                f"{np.mean(more):.3f}",
                f"{np.mean(gap):.3f} ± {error_of_mean(gap):.3f}",
                "smaller at 40 %",
                verdict(reached=float(np.mean(more)) < float(np.mean(less))),
            ),
        ),
        notes=(f"{simulations} simulations of each, cells with at least {UNHEARD} unheard at either share.",),
    )
