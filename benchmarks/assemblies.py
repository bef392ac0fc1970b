"""Assemblies of four sizes to measure speed on, simulated once and kept as open tables."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import onevoice
from onevoice.opinion.simulation import simulate_scenario
from onevoice.opinion.truth import Scenario

KEPT = Path(tempfile.gettempdir()) / "onevoice-benchmarks"
_RECIPE = 1  # raised when scenarios change, so that no old assembly is taken for a new one


@dataclass(frozen=True, slots=True)
class Size:
    """Members, propositions and the share of cells heard."""

    members: int
    propositions: int
    heard: float

    @property
    def scenario(self) -> Scenario:
        """Three parties in two dimensions, leniency, 15 % passes, a heavy tail of activity."""
        return Scenario(
            members=self.members,
            propositions=self.propositions,
            heard=self.heard,
            groups=3,
            dims=2,
            passes=0.15,
            activity_sd=1.0,
        )


SIZES = {
    "S": Size(1_000, 200, 0.1614),
    "M": Size(20_000, 1_000, 0.0476),
    "L": Size(200_000, 5_000, 0.0099),
    "XL": Size(1_000_000, 10_000, 0.0099),
}


def open_tables(size: str) -> Path:
    """Give the folder of an assembly's open tables; simulates it if it is not there yet."""
    folder = KEPT / f"{size}-{_RECIPE}"
    if not (folder / "responses.csv").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        onevoice.write(simulate_scenario(SIZES[size].scenario).calls, folder, format="open-tables")
    return folder


def parquet(size: str) -> Path:
    """Give the same assembly as one Parquet file."""
    path = KEPT / f"{size}-{_RECIPE}.parquet"
    if not path.exists():
        onevoice.write(onevoice.read(open_tables(size)), path, format="parquet")
    return path
