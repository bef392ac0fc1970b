"""``onevoice order``: the order paper of a debate, what falls, and what the chair says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.text.options import AsJson
from onevoice.errors import SettingsError

if TYPE_CHECKING:
    from onevoice.assembly.order.pack import Pack
    from onevoice.assembly.order.what_if import WhatIf

EXAMPLES = """Examples:

\b
  onevoice order paper.json
  onevoice order paper.json --if "A agreed"
  onevoice order paper.json --if "A negatived" --if "B agreed"
  onevoice order paper.json --language he
  onevoice order paper.json --json
"""


def order(
    paper: Annotated[
        Path,
        typer.Argument(metavar="PAPER", help="A paper (JSON); docs/howto/order.md tells how to write one."),
    ],
    supposed: Annotated[
        list[str] | None,
        typer.Option(
            "--if",
            metavar="OUTCOME",
            help='Suppose an outcome, such as "A agreed" or "A negatived", and show the rest of the paper.'
            " Repeatable; they are supposed in turn.",
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            help="Language of the chair's words; the rule pack's own, if none is named.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Print the order paper: the order of calling, what falls, the question now, a script for the chair.

    Nothing is decided: whatever is supposed, the paper stays as it is.
    """
    from onevoice.assembly.order.step import pack_of  # noqa: PLC0415  # --help needs no rules
    from onevoice.cli.order_printed import lines  # noqa: PLC0415
    from onevoice.cli.order_sheet import sheet  # noqa: PLC0415
    from onevoice.cli.order_supposed import suppose  # noqa: PLC0415
    from onevoice.formats.paper import read_paper  # noqa: PLC0415

    debate = read_paper(paper)
    pack = pack_of(debate)
    spoken = _language(pack, language)
    outcomes: list[WhatIf] = []
    for one in supposed or ():
        outcomes.append(suppose(debate, pack, one))
        debate = outcomes[-1].debate
    document = sheet(debate, pack, spoken, tuple(outcomes))
    if as_json:
        print_json(document)
        return
    for line in lines(document):
        typer.echo(line)


def _language(pack: Pack, language: str) -> str:
    """Give the language to speak: the pack's own, if none is named."""
    from onevoice.assembly.order.words import languages  # noqa: PLC0415  # --help needs no rules

    spoken = languages(pack)
    if not language or language in spoken:
        return language or spoken[0]
    raise SettingsError(f"The chair has no words in {language!r}. Choose one of: {', '.join(spoken)}.")
