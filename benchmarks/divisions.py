"""Divisions expected from half of the votes, and what happened.

Of each division half of the recorded votes, drawn by member, are heard; the rest is expected by the model and
then compared. Nothing is to be reached: the table is published as it comes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import onevoice
from benchmarks.halves import as_calls
from benchmarks.table import Table
from onevoice.opinion.answer_draws import draw_answers
from onevoice.opinion.expected_division import compare_division
from onevoice.opinion.heldout import fold_of, keep
from onevoice.opinion.matrix import build_matrix
from onevoice.opinion.measures import HIGH, LOW
from onevoice.opinion.selection_basis import parts_of

ROLL_CALLS = Path(__file__).parents[2] / "shared" / "data" / "rollcalls"
BODIES = (
    "uk-indicative-votes-2019",
    "ch-nationalrat-final-votes",
    "ep-term10-2024",
    "s109",
    "uk-commons-2010",
)


def measure() -> Table:
    """Set the bodies out as a table."""
    return Table(
        heading=(
            "body", "divisions", "carried: Brier", "of one number for all", "error of the ayes' share",
            "ayes within their interval", "a vote: Brier", "of one number a division",
        ),
        rows=tuple(_row(name) for name in BODIES),
        notes=(
            (
                "No target: published as it comes. Brier score: mean squared distance of a probability "
                "from 1 (it happened) or 0; lower is better."
            ),
            (
                "Heard is a random half of the recorded votes. Carried: more ayes than noes among those "
                "who voted; one number for all is the share of divisions carried. The ayes' share and its "
                "nominal 90 % interval are of those who voted, since who would stay away is not predicted; "
                "a vote's Brier score is over the half not heard, beside one expected share for everybody."
            ),
            'By `settings="fast"`: two dimensions at most, 200 draws.',
        ),
    )  # fmt: skip


def _row(name: str) -> tuple[str, ...]:
    calls = onevoice.read(ROLL_CALLS / name)
    matrix = build_matrix(calls)
    first = fold_of(matrix, 0, 2) == 0
    heard = keep(matrix, first)
    parts = parts_of(onevoice.analyse(as_calls(heard, calls), settings="fast"))
    draws = draw_answers(parts.matrix, parts.found)
    voted = matrix.answer != 0
    row, column, aye = matrix.row[voted], matrix.column[voted], matrix.answer[voted] > 0
    m = matrix.n_propositions
    cast = np.bincount(column, minlength=m)
    ayes = np.bincount(column[aye], minlength=m)
    drawn, agreed, sided = [], np.zeros(draws.heard.shape), np.zeros(draws.heard.shape)
    for answers in draws:
        agreed += answers == 1
        sided += np.abs(answers) == 1
        yes, no = (np.bincount(column[answers[row, column] == side], minlength=m) for side in (1, -1))
        drawn.append(cast * yes / np.maximum(yes + no, 1))  # who voted is known, so nobody of them passes
    drawn = np.array(drawn)
    each = agreed / np.maximum(sided, 1)
    there = cast > 0
    chance = (2 * drawn > cast).mean(axis=0)[there]
    carried = (2 * ayes > cast)[there]
    low, high = np.percentile(drawn, [LOW, HIGH], axis=0)
    error = np.abs(np.median(drawn, axis=0) - ayes)[there] / cast[there]
    scored = []
    rest = ~first & (matrix.answer != 0)
    for j in np.flatnonzero(there):
        cells = rest & (matrix.column == j)
        if cells.any():
            votes = dict(zip(matrix.row[cells].tolist(), (matrix.answer[cells] > 0).tolist(), strict=True))
            scored.append(compare_division(each[:, j], float((2 * drawn[:, j] > cast[j]).mean()), votes))
    members = sum(one.members for one in scored)
    return (
        name,
        str(int(there.sum())),
        f"{float(((chance - carried) ** 2).mean()):.4f}",
        f"{float(((carried.mean() - carried) ** 2).mean()):.4f}",
        f"{float(error.mean()):.3f}",
        f"{float(((ayes >= np.floor(low)) & (ayes <= np.ceil(high)))[there].mean()):.2f}",
        f"{sum(one.brier * one.members for one in scored) / members:.4f}",
        f"{sum(one.plain_brier * one.members for one in scored) / members:.4f}",
    )
