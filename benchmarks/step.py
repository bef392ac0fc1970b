"""One step at one size, in a process of its own: ``python -m benchmarks.step STEP SIZE`` prints a JSON line.

Kernels are compiled and loaded on a small assembly first; input is read before the clock starts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import numpy as np

import onevoice
from benchmarks.assemblies import open_tables, parquet
from benchmarks.process import timed
from onevoice.opinion.analysis import analyse
from onevoice.opinion.heldout import keep
from onevoice.opinion.ideal_points import IdealPointModel
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.settings import Settings
from onevoice.opinion.simulation import simulate

MODEL: IdealPointModel = Settings().model
"""Two dimensions, leniency, declared groups, at the tolerance that ``analyse`` uses."""
NEW_VOTES = 1_000
_NEW_SHARE = 0.01


def _warm_up() -> None:
    town = simulate(members=300, propositions=60, groups=3, heard=0.3, passes=0.15)
    analyse(town.calls)
    matrix = build_matrix(town.calls)
    for n_dims in range(6):
        IdealPointModel(n_dims=n_dims).fit(matrix)


def _matrix(size: str) -> ResponseMatrix:
    return build_matrix(onevoice.read(open_tables(size)))


def nothing(size: str) -> dict[str, float]:
    """Do nothing, to know what the interpreter and the compiler hold."""
    return timed(lambda: size)


def read(size: str) -> dict[str, float]:
    """Read the open tables."""
    folder = open_tables(size)
    return timed(lambda: onevoice.read(folder))


def read_parquet(size: str) -> dict[str, float]:
    """Read the same as Parquet."""
    path = parquet(size)
    return timed(lambda: onevoice.read(path))


def fit(size: str) -> dict[str, float]:
    """Fit from a cold start, members' posterior covariances included."""
    matrix = _matrix(size)
    return timed(lambda: MODEL.fit(matrix))


def warm(size: str) -> dict[str, float]:
    """Fit again after 1 % new votes, from where the fit without them ended."""
    matrix = _matrix(size)
    old = np.random.default_rng(0).random(matrix.n_answers) >= _NEW_SHARE
    before = MODEL.fit(keep(matrix, old))
    return timed(lambda: MODEL.fit(matrix, start=before))


def fold_in(size: str) -> dict[str, float]:
    """Place about 1,000 members again, each with one new vote among all of theirs; propositions held."""
    matrix = _matrix(size)
    rng = np.random.default_rng(0)
    new = np.zeros(matrix.n_answers, bool)
    new[rng.choice(matrix.n_answers, NEW_VOTES, replace=False)] = True
    before = MODEL.fit(keep(matrix, ~new))
    voters = matrix.among(np.bincount(matrix.row[new], minlength=matrix.n_members) > 0)
    return timed(lambda: before.place(voters))


def whole(size: str) -> dict[str, float]:
    """Analyse with all defaults, from roll call to document."""
    calls = onevoice.read(open_tables(size))
    return timed(lambda: analyse(calls))


STEPS: dict[str, Callable[[str], dict[str, float]]] = {
    "nothing": nothing,
    "read": read,
    "read-parquet": read_parquet,
    "fit": fit,
    "warm": warm,
    "fold-in": fold_in,
    "whole": whole,
}


if __name__ == "__main__":
    name, at = sys.argv[1:]
    _warm_up()
    print(json.dumps(STEPS[name](at)))
