"""The 109th US Senate at one dimension: points, spread and time, against R's pscl and a Gibbs chain.

pscl's ``ideal`` is run by R, 26,000 iterations with burn-in and thinning as by default. Spreads are compared
with a logit chain of the benchmark's own (``benchmarks.gibbs``), since ``ideal`` has a probit link; on both
sides every draw is centred and scaled over the legislators.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

import onevoice
from benchmarks.gibbs import sample_points, standardised
from benchmarks.table import Table, seconds, verdict
from onevoice.assembly.sounding import RollCall
from onevoice.opinion.analysis import analyse
from onevoice.opinion.covariance import Posterior, draw_posterior
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.settings import Settings

ROLL_CALLS = Path(__file__).parents[2] / "shared" / "data" / "rollcalls" / "s109"
CORRELATION = {"pscl": 0.9995, "default": 0.997}
RATIO = (0.9, 1.2)
FASTER = 15.0
_KEPT, _DROPPED, _CHAINS = 4_000, 1_000, 2
_DRAWS = 4_000
_RUNS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pscl:
    """What R found: posterior means in our order of members, elapsed seconds, version."""

    mean: Floats
    seconds: float
    version: str


def measure() -> Table:
    """Run R, the chain and the model, and compare."""
    calls = onevoice.read(ROLL_CALLS)
    matrix = build_matrix(_divided(calls))
    pscl = run_pscl(matrix.member_ids)
    posterior, took = _fit(matrix)
    points = posterior.points.point[:, 0]
    chains = [_facing(sample_points(matrix, _KEPT, _DROPPED, seed), points) for seed in range(_CHAINS)]
    chain = np.concatenate(chains)
    ours = standardised(posterior.member_draws()[:, :, 0])
    ratio = np.asarray(ours.std(axis=0) / chain.std(axis=0))
    between = float(np.mean(chains[0].std(axis=0) / chains[1].std(axis=0)))
    faster = pscl.seconds / took
    rows = [_correlation(calls, name, least, pscl.mean) for name, least in CORRELATION.items()]
    rows.append(
        (
            "mean ratio of posterior sds, ours to the chain's",
            f"{ratio.mean():.3f} (from {ratio.min():.2f} to {ratio.max():.2f})",
            f"{RATIO[0]} to {RATIO[1]}",
            verdict(reached=RATIO[0] <= float(ratio.mean()) <= RATIO[1]),
        )
    )
    rows.append(
        (
            "fit and joint covariance, against pscl's 26,000 iterations",
            f"{seconds(took)} against {seconds(pscl.seconds)}: {faster:.0f} times as fast",
            f"at least {FASTER:.0f} times",
            verdict(reached=faster >= FASTER),
        )
    )
    return Table(
        heading=("109th US Senate, one dimension", "measured", "target", ""),
        rows=tuple(rows),
        notes=(
            (
                f"pscl {pscl.version} by R, priors and run as by its defaults, each draw normalised; "
                f"{matrix.n_members} legislators and the {matrix.n_propositions} roll calls that are not "
                "unanimous, which `ideal` keeps. The correlations are of whole analyses of the file, with "
                "them."
            ),
            (
                f"The chain: {_CHAINS} times {_KEPT:,} iterations after {_DROPPED:,} dropped; the mean "
                "ratio of "
                f"sds between the two chains is {between:.3f}."
            ),
            (
                f"Our time is the median of {_RUNS} runs of fit, covariance and 400 draws, kernels "
                "compiled, two "
                "threads; pscl runs on one."
            ),
        ),
    )


def run_pscl(members: tuple[str, ...]) -> Pscl:
    """Let R fit the same votes; installs pscl if that can be done."""
    here, root = Path(__file__).parent, Path(__file__).parents[1]
    subprocess.run(
        ["sh", root / "tools" / "bench_environment.sh", sys.executable, "pscl"], check=True, cwd=root
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pscl.csv"
        said = subprocess.run(
            ["Rscript", here / "senate.R", out], check=True, capture_output=True, text=True
        ).stdout.split()
        with out.open(newline="") as lines:
            mean = {row["legislator"]: float(row["mean"]) for row in csv.DictReader(lines)}
    return Pscl(np.array([mean[member] for member in members]), float(said[-1]), said[-2])


def _divided(calls: RollCall) -> RollCall:
    """Leave out unanimous roll calls, as ``ideal`` does."""
    proposition, response = np.array(calls.answers.proposition), np.array(calls.answers.response)
    sides = [
        np.bincount(proposition[response == side], minlength=len(calls.propositions)) for side in (1, -1)
    ]
    keep = np.minimum(*sides) > 0
    return replace(
        calls,
        propositions=tuple(
            replace(p, moderated_out=not kept) for p, kept in zip(calls.propositions, keep, strict=True)
        ),
    )


def _fit(matrix: ResponseMatrix) -> tuple[Posterior, float]:
    """Time fit and covariance; then take more draws, so that ours are not what is imprecise."""
    model = replace(Settings("pscl", dims=1).model, n_dims=1)
    took = []
    for _ in range(_RUNS + 1):
        begin = perf_counter()
        points = model.fit(matrix)
        draw_posterior(matrix, points, n_draws=400, seed=0)
        took.append(perf_counter() - begin)
    return draw_posterior(matrix, points, n_draws=_DRAWS, seed=0), median(took[1:])


def _facing(chain: Floats, points: Floats) -> Floats:
    """Turn a chain so that left is left; its sign means nothing."""
    return np.asarray(chain * np.sign(chain.mean(axis=0) @ points))


def _correlation(calls: RollCall, name: str, least: float, mean: Floats) -> tuple[str, ...]:
    document = analyse(calls, settings=name, dims=1).document  # type: ignore[arg-type]  # one of its names
    points = [member["coords"][0] for member in document["members"]]
    r = abs(float(np.corrcoef(points, mean)[0, 1]))
    command = f"`--settings {name} --dims 1`" if name != "default" else "`--dims 1`"
    return (
        f"correlation with pscl's posterior means, {command}",
        f"{r:.5f}",
        f"at least {least}",
        verdict(reached=r >= least),
    )
