"""Answers read and analysed, for commands that ask one more thing of an analysis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import onevoice
from onevoice.cli.progress import Progress, announce_compilation

if TYPE_CHECKING:
    from onevoice.opinion.analysis import Analysis

Settings = Annotated[
    Literal["default", "fast"],
    typer.Option("--settings", help="fast: at most two dimensions, no reruns."),
]
Public = Annotated[
    bool, typer.Option("--public", help="Tell exact counts, though the answers are a sounding's.")
]


def analysed(
    path: Path,
    *,
    format_: str | None,
    codes: str | None,
    groups: Sequence[str],
    settings: str,
    public: bool,
    seed: int,
) -> Analysis:
    """Read answers and analyse them, saying how far it has come; raises as reading and analysing do."""
    with Progress() as progress:
        progress("Starting", 0.0)
        announce_compilation(progress)
        progress(f"Reading {path.name}", 0.0)
        calls = onevoice.read(path, format=format_, codes=codes, groups=groups)
        return onevoice.analyse(
            calls,
            groups=groups,
            settings=settings,
            public=public or None,
            seed=seed,
            reruns=False,
            progress=progress,
        )
