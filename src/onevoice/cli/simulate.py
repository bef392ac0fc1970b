"""``onevoice simulate``: an assembly whose truth is known, as open tables."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import onevoice
from onevoice.cli.choices import Force, Seed
from onevoice.cli.progress import Progress

EXAMPLES = """Examples:

\b
  onevoice simulate town/
  onevoice simulate council/ --members 60 --propositions 40 --heard 0.9 --motion
"""


def simulate(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write.")],
    members: Annotated[int, typer.Option(metavar="N", help="Members on the roll.")] = 300,
    propositions: Annotated[int, typer.Option(metavar="M", help="Propositions on the paper.")] = 60,
    groups: Annotated[int, typer.Option(metavar="G", help="Parties.")] = 3,
    heard: Annotated[
        float, typer.Option(metavar="SHARE", help="Share of all answers that are heard.")
    ] = 0.15,
    seed: Seed = 0,
    motion: Annotated[
        bool, typer.Option("--motion", help="Make the propositions clauses, with slots and relations.")
    ] = False,
    force: Force = False,
) -> None:
    """Simulate an assembly: write open tables, and the truth behind them to truth.json."""
    from onevoice.formats.placing import placed_folder  # noqa: PLC0415  # --help loads no numbers
    from onevoice.formats.sheets import TABLES  # noqa: PLC0415
    from onevoice.opinion.simulation import simulate as simulated  # noqa: PLC0415

    with Progress() as progress:
        progress("Simulating", 0.0)
        assembly = simulated(members, propositions, groups, heard, seed, motion=motion)
        progress("Writing", 0.5)
        names = [*(f"{table}.csv" for table in TABLES), "truth.json"]
        truth = {"seed": seed, "scenario": asdict(assembly.scenario), **assembly.truth.document()}
        with placed_folder(out, names, overwrite=force) as draft:
            onevoice.write(assembly.calls, draft)
            (draft / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
