"""A table of docs/measured.md: what was measured, beside what was to be reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Table:
    """One measured table.

    Attributes
    ----------
    heading : tuple of str
    rows : tuple of tuples of str
        Each as long as the heading.
    notes : tuple of str
        Sentences under the table: what was done, how, and what a missed figure is due to.
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Give the table as Markdown, notes below."""
        lines = ["| " + " | ".join(self.heading) + " |", "|" + " --- |" * len(self.heading)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes)])


def verdict(*, reached: bool) -> str:
    """Say it plainly; a missed figure stands out."""
    return "reached" if reached else "**missed**"


def seconds(value: float) -> str:
    """Give seconds with three digits, a thousandth at the least."""
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def gigabytes(value: float) -> str:
    """Give bytes in GB of 10^9."""
    return f"{value / 1e9:.2f} GB"


def error_of_mean(values: list[float]) -> float:
    """Give the standard error of a mean over independent simulations."""
    return float(np.std(values, ddof=1) / np.sqrt(len(values)))
