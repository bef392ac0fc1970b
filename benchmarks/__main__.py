"""Measure figures and rewrite their tables in docs/measured.md."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from time import perf_counter

from benchmarks import (
    chamber,
    composite,
    convergence,
    coverage,
    derivation,
    divisions,
    heldout,
    install,
    manipulation,
    pipelines,
    selection,
    senate,
    slates,
    speed,
    text_peers,
    wording,
)
from benchmarks.machine import machine
from benchmarks.page import PAGE, replace_table
from benchmarks.table import Table

FIGURES: dict[str, Callable[[], Table]] = {
    "heldout": heldout.measure,
    "convergence": convergence.measure,
    "senate": senate.measure,
    "coverage": coverage.measure,
    "width": coverage.measure_width,
    "speed": speed.measure,
    "pipelines": pipelines.measure,
    "wording": wording.measure,
    "composite": composite.measure,
    "derivation": derivation.measure,
    "text-peers": text_peers.measure,
    "install": install.measure,
    "chamber": chamber.measure,
    "selection": selection.measure,
    "slates": slates.measure,
    "manipulation": manipulation.measure,
    "divisions": divisions.measure,
}


def main() -> None:
    """Run the figures asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(FIGURES)}; all by default")
    parser.add_argument("--xl", action="store_true", help="speed at a hundred million answers too")
    parser.add_argument(
        "--simulations", type=int, default=coverage.SIMULATIONS, help="of each kind, for coverage and width"
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in FIGURES]
    if unknown:
        parser.error(f"there is no figure called {unknown[0]!r}; there are {', '.join(FIGURES)}")
    figures = FIGURES | {
        "coverage": partial(coverage.measure, asked.simulations),
        "width": partial(coverage.measure_width, asked.simulations),
    }
    if asked.xl:
        figures["speed"] = partial(speed.measure, ("S", "M", "L", "XL"))
    for name in asked.names or figures:
        print(f"{name} ...", flush=True)
        begin = perf_counter()
        table = figures[name]().markdown()
        took = perf_counter() - begin
        replace_table(name, f"\n{table}\n- {machine()} The table took {took:.0f} s.\n")
        print(f"{table}\n\nWritten to {PAGE.name}.\n", flush=True)


if __name__ == "__main__":
    main()
