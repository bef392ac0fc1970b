"""``onevoice text clauses``: the parts of a motion or amendments that members can answer one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onevoice.cli.choices import Force, print_json
from onevoice.cli.text.options import AsJson, File, Language, Notation, Width
from onevoice.errors import SettingsError

if TYPE_CHECKING:
    from onevoice.assembly.motion import Clause
    from onevoice.assembly.text import Block

EXAMPLES = """Examples:

\b
  onevoice text clauses motion.md
  onevoice text clauses motion.md --amendment "at end add 'and thanks the staff; and the mayor'"
  onevoice text clauses motion.md --join motion:2 --out sounding/
"""


def clauses(
    file: File,
    amendments: Annotated[
        list[str] | None,
        typer.Option(
            "--amendment",
            metavar="NOTATION",
            help="Part what this amendment inserts, and not the text itself. May be repeated: A, B, C.",
        ),
    ] = None,
    joined: Annotated[
        list[str] | None,
        typer.Option("--join", metavar="ID", help="Make one clause of this and the next. May be repeated."),
    ] = None,
    cut: Annotated[
        list[str] | None,
        typer.Option(
            "--cut", metavar="ID=WORDS", help="Cut a clause in two before these words. May be repeated."
        ),
    ] = None,
    language: Notation = Language.ENGLISH,
    width: Width = 80,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write open tables for a sounding to this folder."),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Print the clauses of a text or of amendments, or write them as the propositions of a sounding.

    Corrections are made in the order: all that is joined, then all that is cut.
    """
    from onevoice.assembly.wording.applying import inserted_text  # noqa: PLC0415  # --help needs no texts
    from onevoice.assembly.wording.clauses import join_clauses, split_clauses  # noqa: PLC0415
    from onevoice.cli.text import documents, papers, printing, sounding  # noqa: PLC0415

    if as_json and out is not None:
        raise SettingsError("--json prints the clauses and --out writes them. Leave one of the two away.")
    paper = papers.read_paper(file, amendments or (), width=width, language=language.value)
    sources: dict[str, Sequence[Block]] = {one.id: inserted_text(one).blocks for one in paper.amendments}
    if not amendments:
        sources = {paper.motion: paper.version.text.blocks}
    blocks = tuple(block for listed in sources.values() for block in listed)
    found = tuple(clause for source, listed in sources.items() for clause in split_clauses(source, listed))
    for name in joined or ():
        found = join_clauses(found, name, blocks)
    for said in cut or ():
        found = _cut(found, said, blocks)
    if as_json:
        print_json({"clauses": documents.clauses_document(found)})
    elif out is not None:
        sounding.write_sounding(found, out, title=paper.motion, overwrite=force)
    else:
        for line in printing.columns([(one.id, one.words) for one in found], width):
            typer.echo(line)


def _cut(found: Sequence[Clause], said: str, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """Cut a clause before the words that were named."""
    from onevoice.assembly.wording.clauses import cut_clause  # noqa: PLC0415

    name, _, words = said.partition("=")
    clause = next((one for one in found if one.id == name), None)
    if clause is not None and words and clause.words.count(words) != 1:
        times = clause.words.count(words)
        raise SettingsError(
            f"In clause {name}, {words!r} stands {times} times. Name words that stand in it once."
        )
    if not words:
        raise SettingsError(f"--cut {said} names no words. Write it as --cut {name}=WORDS.")
    return cut_clause(found, name, clause.words.index(words) if clause else 0, blocks)
