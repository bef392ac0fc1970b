"""The command line: one command per module; parse, call, print."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from onevoice import __version__
from onevoice.cli.analyse import analyse
from onevoice.cli.backup import backup
from onevoice.cli.compare import compare
from onevoice.cli.compose import compose
from onevoice.cli.convert import convert
from onevoice.cli.cosign import cosign
from onevoice.cli.demo import demo
from onevoice.cli.doctor import doctor
from onevoice.cli.evaluate import evaluate
from onevoice.cli.expect import expect
from onevoice.cli.order import order
from onevoice.cli.packs import packs
from onevoice.cli.restore import restore
from onevoice.cli.select import select
from onevoice.cli.serve import serve
from onevoice.cli.simulate import simulate
from onevoice.cli.text import app as text
from onevoice.errors import OnevoiceError

_EXAMPLES = """Examples:

\b
  onevoice demo
  onevoice analyse polis-export/
  onevoice analyse divisions/ --groups Party --out report.html
"""

# plain help reads the same on a terminal, in a pipe, aloud and in docs/cli.md
app = typer.Typer(
    name="onevoice",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    analyse,
    compare,
    compose,
    evaluate,
    simulate,
    convert,
    demo,
    order,
    packs,
    select,
    expect,
    cosign,
    serve,
    backup,
    restore,
    doctor,
):
    app.command(epilog=sys.modules[command.__module__].EXAMPLES)(command)
app.add_typer(text)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"onevoice {__version__}")
        raise typer.Exit


@app.callback()
def onevoice(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and stop."),
    ] = False,
) -> None:
    """Find the wording a divided body could carry together, and how sure that is."""


def main() -> None:
    """Run the command line; a person's mistake ends as one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a poor terminal must not stop a name
    try:
        app(prog_name="onevoice")
    except OnevoiceError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
