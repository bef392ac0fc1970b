"""Options that several commands share, and how their words are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from onevoice.errors import InputError

Answers = Annotated[
    Path,
    typer.Argument(metavar="PATH", help="A file or folder of answers, in any format of docs/formats.md."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="Read PATH as this format; otherwise told from its content."
    ),
]
Codes = Annotated[
    str | None,
    typer.Option(
        "--codes",
        metavar="READING",
        help="What a matrix's codes mean, such as 1=agree,0=disagree,-1=unheard, or the name of a reading.",
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Option(
        "--groups",
        metavar="COLUMN",
        help="Kind of group to use, even one with many values; the first given is compared. Repeatable.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", metavar="N", min=0, help="Seed of every draw; the same seed gives the same bytes."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is already there.")]


def read_document(path: Path) -> dict[str, Any]:
    """Read a JSON document that onevoice wrote.

    Raises
    ------
    InputError
        If there is none at the path.
    """
    todo = "Name a file made with: onevoice analyse PATH --json FILE"
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"this cannot be read ({error.strerror})", "Check the path", file=str(path)
        ) from None
    except (ValueError, RecursionError):
        raise InputError("this is not JSON", todo, file=str(path)) from None
    if not isinstance(document, dict):
        raise InputError("this is not an analysis", todo, file=str(path))
    return document


def print_json(document: dict[str, Any]) -> None:
    """Print a document to stdout and nothing else, in UTF-8 whatever the terminal."""
    typer.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode())
