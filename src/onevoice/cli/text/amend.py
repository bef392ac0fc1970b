"""``onevoice text amend``: a motion as it would read with all of some amendments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onevoice.cli.choices import Force, print_json
from onevoice.cli.text.options import AsJson, Body, Country, Date, Language, Notation, Out, Width
from onevoice.errors import SettingsError

if TYPE_CHECKING:
    from onevoice.assembly.wording.relating import Relation
    from onevoice.cli.text.papers import Paper

EXAMPLES = """Examples:

\b
  onevoice text amend motion.md "leave out 'close' and insert 'open'"
  onevoice text amend motion.md "leave out paragraph 2" "at end add 'It is so.'" --marked
  onevoice text amend motion.md "at end add 'It is so.'" "to A: leave out 'so' and insert 'not so'"
  onevoice text amend antrag.md "In Zeile 4 wird 'zu' durch 'auf' ersetzt" --language de --marked
  onevoice text amend motion.md "leave out paragraph 2" --marked --out marked.docx
  onevoice text amend motion.md "leave out paragraph 2" --marked --out marked.pdf
"""


def amend(
    motion: Annotated[Path, typer.Argument(metavar="MOTION", help="The text as tabled, in any format.")],
    notations: Annotated[
        list[str],
        typer.Argument(
            metavar="NOTATION...",
            help="Amendments in words, in order of notice; they are called A, B, C. All rest on the text as"
            " tabled, or with 'to A: ...' on the words that amendment A inserts.",
        ),
    ],
    marked: Annotated[
        bool,
        typer.Option("--marked", help="Mark what is [-left out-] and what is {+inserted+}, and list it."),
    ] = False,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="Set the text as tabled and as amended side by side.")
    ] = False,
    in_words: Annotated[
        bool,
        typer.Option("--in-words", help='Mark with "deleted" and "inserted" in words, to be read aloud.'),
    ] = False,
    language: Notation = Language.ENGLISH,
    width: Width = 80,
    out: Out = None,
    force: Force = False,
    date: Date = "",
    assembly: Body = "Assembly",
    country: Country = "xx",
    as_json: AsJson = False,
) -> None:
    """Print a motion as it would read with all amendments, or marked up.

    Amendments that clash cannot be combined: what clashes is said, and the exit code is 2.
    """
    from onevoice.cli.text import amended_written, papers  # noqa: PLC0415  # --help needs no texts

    if sum((marked or in_words, side_by_side)) > 1:
        raise SettingsError("A text is marked up or set side by side. Choose --marked or --side-by-side.")
    if as_json and (out is not None or marked or side_by_side or in_words):
        raise SettingsError(
            "--json prints the text, the mark-up and the changes. Leave the other forms away."
        )
    paper = papers.read_paper(motion, notations, width=width, language=language.value)
    relations = list(paper.relations())
    clashes = [relation for relation in relations if relation[2].clashes]
    if as_json:
        print_json(amended_written.document(paper, relations, language))
    _say_relations(paper, relations, language.value)
    if clashes:
        raise typer.Exit(2)
    if as_json:
        return
    form = amended_written.Form(
        marked=marked or in_words, side_by_side=side_by_side, in_words=in_words, language=language
    )
    if out is None:
        for line in amended_written.lines(paper, form):
            typer.echo(line)
        return
    naming = amended_written.Naming(date, assembly, country)
    note = amended_written.write(paper, form, out, naming, overwrite=force)
    if note:
        typer.echo(note, err=True)


def _say_relations(paper: Paper, relations: Sequence[tuple[str, str, Relation]], language: str) -> None:
    """Say on stderr what two amendments have to do with each other."""
    from onevoice.assembly.wording.explaining import explained  # noqa: PLC0415
    from onevoice.assembly.wording.sentences import tongue  # noqa: PLC0415

    for first, second, relation in relations:
        typer.echo(explained(paper.version, first, second, relation, language), err=True)
    if any(relation.clashes for _, _, relation in relations):
        typer.echo(tongue(language).heads["advice"], err=True)
