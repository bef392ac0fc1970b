"""``onevoice convert``: the same answers in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onevoice
from onevoice.cli.choices import Answers, Codes, Force, Format, Groups
from onevoice.cli.progress import Progress

EXAMPLES = """Examples:

\b
  onevoice convert polis-export/ tables/ --to open-tables
  onevoice convert divisions/ popolo.json --to popolo
"""


def convert(
    path: Answers,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file or folder to write.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="The format to write.")],
    format_: Format = None,
    codes: Codes = None,
    groups: Groups = None,
    force: Force = False,
) -> None:
    """Write the same answers in another format."""
    with Progress() as progress:
        progress(f"Reading {path.name}", 0.0)
        calls = onevoice.read(path, format=format_, codes=codes, groups=groups or ())
        progress(f"Writing {out.name}", 0.5)
        onevoice.write(calls, out, format=to, overwrite=force)
    for note in calls.notes:
        typer.echo(note, err=True)
