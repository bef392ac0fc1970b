"""``onevoice backup``: a chamber in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.serve import Data, chosen
from onevoice.cli.text.options import AsJson

EXAMPLES = """Examples:

\b
  onevoice backup
  onevoice backup --data /var/lib/onevoice --to /mnt/safe/council.zip
"""


def backup(
    data: Data = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="File to write; by default one in the folder's backups."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an earlier file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write database, materials and keys to one file, checked; the chamber may be running.

    The file holds the keys that sign sessions and every name on the roll: keep it as you keep those.
    """
    chosen(data)
    from onevoice.chamber import configuration, keeping  # noqa: PLC0415 - --help loads no chamber

    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = to or configuration.data_folder() / "backups" / f"onevoice-{moment}.zip"
    if to is None and configuration.data_folder().is_dir():
        path.parent.mkdir(exist_ok=True)
    manifest = keeping.back_up(path, overwrite=force)
    if as_json:
        print_json(manifest | {"file": str(path)})
        return
    typer.echo(f"Backed up to {path}: {len(manifest['files'])} files.")
    for slug, head in manifest["heads"].items():
        typer.echo(f"  {slug}: minutes end with {head[:16]}")
