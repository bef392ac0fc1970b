"""``onevoice demo``: an invented assembly, analysed and in mid-debate."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

import onevoice
from onevoice.assembly.sounding import RollCall
from onevoice.cli.progress import Progress, announce_compilation
from onevoice.cli.serve import chosen
from onevoice.errors import InputError

EXAMPLES = """Examples:

\b
  onevoice demo
  onevoice demo --port 9000
  onevoice demo --out tamarel --report-only
"""

_CHAMBER = "chamber"


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the report, the answers and the chamber.")
    ] = Path("demo"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port of the chamber.")] = 8800,
    report_only: Annotated[
        bool, typer.Option("--report-only", help="Write the report and the answers, and stop.")
    ] = False,
) -> None:
    """Analyse an invented assembly, say where the report lies, and open its chamber in mid-debate.

    Two communities, three parties and two overlapping associations answer a motion and its three amendments,
    clause by clause. Everything is made up, and the answers are simulated. Whoever opens the chamber's page
    may enter as the chair, the clerk, a member of either side, or a visitor. Each start begins anew.
    """
    page = out / "report.html"
    if not report_only:
        _claim(out / _CHAMBER, port)
    calls = _analyse(out, page)
    if not report_only:
        _open(calls, page)


def _analyse(out: Path, page: Path) -> RollCall:
    with Progress() as progress:
        progress("Starting", 0.0)
        from onevoice import report  # noqa: PLC0415  # --help loads no numbers
        from onevoice.cli.demo_assembly import demo_assembly  # noqa: PLC0415
        from onevoice.cli.summary import summary  # noqa: PLC0415
        from onevoice.report.language import language  # noqa: PLC0415

        kept, answers = out / "analysis.json", out / "answers"
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
    return calls


def _claim(chamber: Path, port: int) -> None:
    """Choose the chamber's folder for this process, before anything opens a database."""
    chosen(chamber, port=str(port), demo="1")
    from onevoice.chamber import configuration, folders, sqlite  # noqa: PLC0415 - --help loads no chamber

    sqlite.choose_library()
    if chamber.is_dir():
        folders.hold(configuration.data_folder() / "lock")


def _open(calls: RollCall, page: Path) -> None:
    """Begin the chamber anew, set the debate up, and serve it."""
    from onevoice.chamber import configuration, serving  # noqa: PLC0415 - --help loads no chamber

    folder = configuration.data_folder()
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.name != "lock":
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    ready = serving.prepare()
    from onevoice.cli.demo_chamber import SLUG, seed  # noqa: PLC0415 - its rows need Django to be ready

    seed(calls, page)
    serving.let_go()
    typer.echo(f"\nThe chamber: {ready.address}/a/{SLUG}/")
    typer.echo("Enter there as the chair, the clerk, a member or a visitor. To stop it, press Ctrl+C.")
    serving.serve()


def _refuse_foreign(out: Path, ours: set[Path]) -> None:
    """Write over an earlier demo only: a folder that holds its files and nothing else."""
    if out.exists() and not out.is_dir():
        raise InputError("this is a file", "Name a folder with --out", file=str(out))
    there = set(out.iterdir()) if out.is_dir() else set()
    chamber = {out / _CHAMBER}
    if there - chamber and there - chamber != ours:
        raise InputError("there is something else here", "Name another folder with --out", file=str(out))
