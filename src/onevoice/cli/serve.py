"""``onevoice serve``: a chamber for real assemblies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:

\b
  onevoice serve
  onevoice serve --data /var/lib/onevoice --url https://council.example
  onevoice serve --host 0.0.0.0 --url http://192.168.1.20:8800
"""

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Data folder; ONEVOICE_DATA, else onevoice-data.")
]


def serve(
    data: Data = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; ONEVOICE_HOST, else 127.0.0.1.")
    ] = "",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; ONEVOICE_PORT, else 8800.")
    ] = 0,
    url: Annotated[
        str, typer.Option("--url", help="Address under which people reach it, as in https://council.example.")
    ] = "",
    new_link: Annotated[
        bool, typer.Option("--new-link", help="Print a link for an administrator although there is one.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Web processes; more than one on PostgreSQL only.")
    ] = 1,
) -> None:
    """Run the chamber: one process and one file.

    The first start prints a link with which the first administrator enters, once.
    """
    chosen(data, host=host, port=str(port or ""), url=url)
    from onevoice.chamber import serving  # noqa: PLC0415 - --help loads no chamber

    ready = serving.prepare(new_link=new_link)
    if ready.backup:
        typer.echo(f"The tables were brought up to date; before that they were copied to {ready.backup}.")
    typer.echo(f"onevoice is at {ready.address}")
    if ready.link:
        typer.echo(f"Administrator, enter once by: {ready.link}")
    typer.echo("To stop it, press Ctrl+C.")
    serving.serve(workers)


def chosen(data: Path | None, **options: str) -> None:
    """Put what was chosen on the command line where every process of the chamber reads it."""
    if data is not None:
        os.environ["ONEVOICE_DATA"] = str(data)
    os.environ.update({f"ONEVOICE_{name.upper()}": value for name, value in options.items() if value})
