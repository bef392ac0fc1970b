"""``onevoice restore``: a chamber out of its backup."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.serve import Data, chosen
from onevoice.cli.text.options import AsJson

EXAMPLES = """Examples:

\b
  onevoice restore onevoice-20261123T190000Z.zip --data /var/lib/onevoice
"""


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that onevoice backup wrote.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Unpack a backup into a data folder without a database, after checking all of it."""
    chosen(data)
    from onevoice.chamber import configuration, keeping  # noqa: PLC0415 - --help loads no chamber

    folder = configuration.data_folder()
    manifest = keeping.restore(source, folder)
    if as_json:
        print_json(manifest | {"folder": str(folder)})
        return
    start = "onevoice serve" if data is None else f"onevoice serve --data {shlex.quote(str(folder))}"
    typer.echo(f"Restored to {folder}, as it was at {manifest['made']}. Start it with: {start}")
    for slug, head in manifest["heads"].items():
        typer.echo(f"  {slug}: minutes verified, end with {head[:16]}")
