"""Is the tolerance that ``analyse`` uses tight enough? Held-out log loss there, and at full convergence."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean

import onevoice
from benchmarks.heldout import CONVERSATIONS, SEEDS
from benchmarks.table import Table, verdict
from onevoice.opinion.choice import choose
from onevoice.opinion.duplicates import duplicate_weights
from onevoice.opinion.heldout import held_out, scores
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.settings import Settings

FULL = 1e-6
WITHIN = 0.001
_MOST_SWEEPS = 5_000


def measure() -> Table:
    """Compare both on every conversation, over the same splits as the held-out figures."""
    found = {
        folder.name: _both(build_matrix(onevoice.read(folder)))
        for folder in sorted(CONVERSATIONS.iterdir())
        if folder.is_dir()
    }
    found["mean"] = tuple(mean(values) for values in zip(*found.values(), strict=True))
    rows = []
    for name, (quick, full, sweeps, most) in found.items():
        reached = verdict(reached=abs(quick - full) <= WITHIN)
        change = f"{quick - full:+.5f}"
        rows.append((name, f"{quick:.5f}", f"{full:.5f}", change, f"{sweeps:.0f}", f"{most:.0f}", reached))
    tolerance = Settings().model.tolerance
    return Table(
        heading=(
            "conversation", f"log loss at {tolerance:g}", f"at {FULL:g}", "difference", "sweeps",
            "sweeps, full",
            f"within {WITHIN}",
        ),
        rows=tuple(rows),
        notes=(f"Means over {SEEDS} splits of 10 %; size of the model chosen on the same training answers.",),
    )  # fmt: skip


def _both(matrix: ResponseMatrix) -> tuple[float, ...]:
    """Give log loss at the tolerance in use and at full convergence, and the sweeps that each took."""
    found = []
    for seed in range(SEEDS):
        split = held_out(matrix, 0.1, seed)
        model = Settings().model
        weight = duplicate_weights(split.train)
        quick = choose(split.train, model, weight=weight).sized(model)
        full = replace(quick, tolerance=FULL, most_sweeps=_MOST_SWEEPS)
        losses, sweeps = [], []
        for one in (quick, full):
            points = one.fit(split.train, weight=weight)
            losses.append(scores(points.probability(split.member, split.proposition), split.agrees).log_loss)
            sweeps.append(float(points.n_sweeps))
        found.append((*losses, *sweeps))
    return tuple(mean(values) for values in zip(*found, strict=True))
