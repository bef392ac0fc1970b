"""``onevoice demo``: a first analysis, of an invented assembly."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onevoice
from onevoice.cli.progress import Progress, announce_compilation
from onevoice.errors import InputError

EXAMPLES = """Examples:

\b
  onevoice demo
  onevoice demo --out tamarel
"""


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the report and the answers.")
    ] = Path("demo"),
) -> None:
    """Analyse an invented assembly, and say where the report lies.

    Two communities, three parties and two overlapping associations answer a motion and its three amendments,
    clause by clause. Everything is made up, and the answers are simulated.
    """
    with Progress() as progress:
        progress("Starting", 0.0)
        from onevoice import report  # noqa: PLC0415  # --help loads no numbers
        from onevoice.cli.demo_assembly import demo_assembly  # noqa: PLC0415
        from onevoice.cli.summary import summary  # noqa: PLC0415
        from onevoice.report.language import language  # noqa: PLC0415

        page, kept, answers = out / "report.html", out / "analysis.json", out / "answers"
        _refuse_foreign(out, {page, kept, answers})
        announce_compilation(progress)
        progress("Asking an invented assembly", 0.0)
        calls = demo_assembly().calls
        progress("Starting the analysis", 0.0)
        # nobody lives on the island, so its members may be shown; a real sounding would not be public
        analysis = onevoice.analyse(calls, public=True, progress=progress)
        progress("Writing the report", 1.0)
        report.write(analysis, page)
        report.write(analysis, kept)
        onevoice.write(calls, answers, overwrite=True)
    typer.echo(summary(analysis.document, language("en")))
    typer.echo(f"\nThe report: {page}\nTo open it:  {page.resolve().as_uri()}")
    typer.echo(f"The answers: {answers}; try: onevoice analyse {answers} --groups party")


def _refuse_foreign(out: Path, ours: set[Path]) -> None:
    """Write over an earlier demo only: a folder that holds all of its files and nothing else."""
    if out.exists() and not out.is_dir():
        raise InputError("this is a file", "Name a folder with --out", file=str(out))
    there = set(out.iterdir()) if out.is_dir() else set()
    if there and there != ours:
        raise InputError("there is something else here", "Name another folder with --out", file=str(out))
