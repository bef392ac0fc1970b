"""``onevoice compose``: the wording that the broadest coalition can carry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

import onevoice
from onevoice.cli.choices import Answers, Codes, Force, Format, Groups, Seed, print_json
from onevoice.cli.progress import Progress, announce_compilation
from onevoice.errors import InputError, SettingsError

EXAMPLES = """Examples:

\b
  onevoice compose council/
  onevoice compose council/ --aim quota --threshold 0.6667
  onevoice compose council/ --fix P03 --forbid P11 --out composite.docx
"""
Document = dict[str, Any]
_PAGES = (".html", ".htm")
_FILES = (".md", ".docx")


def compose(
    path: Answers,
    groups: Groups = None,
    aim: Annotated[
        Literal["least-group", "broadest", "nash", "quota"],
        typer.Option(
            "--aim",
            help="What to seek: the largest carry in the least group; as many groups as can reach the"
            " threshold; the largest product of the groups' shares; the fewest changes for the threshold.",
        ),
    ] = "least-group",
    threshold: Annotated[
        float, typer.Option("--threshold", metavar="SHARE", help="Share of members that carries.")
    ] = 0.5,
    clause_share: Annotated[
        float,
        typer.Option(
            "--clause-share",
            metavar="SHARE",
            help="A member carries a wording if they agree with this share of its clauses.",
        ),
    ] = 0.5,
    fix: Annotated[
        list[str] | None, typer.Option("--fix", metavar="ID", help="This clause must stand. Repeatable.")
    ] = None,
    forbid: Annotated[
        list[str] | None, typer.Option("--forbid", metavar="ID", help="This clause may not. Repeatable.")
    ] = None,
    words: Annotated[
        int | None, typer.Option("--words", metavar="N", min=1, help="At most so many words.")
    ] = None,
    clauses: Annotated[
        int | None,
        typer.Option("--clauses", metavar="N", min=1, help="At least so many clauses; as many as tabled."),
    ] = None,
    tabled: Annotated[
        str, typer.Option("--tabled", metavar="SOURCE", help="The source that is the text as tabled.")
    ] = "",
    budget: Annotated[
        float,
        typer.Option(
            "--budget",
            metavar="SECONDS",
            help="For all that is sought, in the solver's own time: the same on every machine.",
        ),
    ] = 20.0,
    settings: Annotated[
        Literal["default", "fast"], typer.Option("--settings", help="fast: at most two dimensions.")
    ] = "default",
    public: Annotated[
        bool, typer.Option("--public", help="Tell exact counts, though the answers are a sounding's.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write the wording (.md, .docx), or the report with it (.html)."
        ),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print everything as JSON; docs/methods/composite.md has its shape."),
    ] = False,
    seed: Seed = 0,
    format_: Format = None,
    codes: Codes = None,
    force: Force = False,
) -> None:
    """Compose, from the clauses on a paper, the wording that carries furthest.

    Prints the wording with the source of each clause, then who would carry it, what binds it and how sure
    that is. With --out or --json also what each change would cost whom, the next best wordings, and what
    fewer or more clauses would win. People decide: this is a proposal.
    """
    if out is not None:
        _refuse(out, force=force)
    with Progress() as progress:
        progress("Starting", 0.0)
        from onevoice.opinion.composite import Aim, Demands, ShareOfClauses  # noqa: PLC0415  # not for --help
        from onevoice.opinion.composite import compose as composed  # noqa: PLC0415
        from onevoice.opinion.composite.papers import paper_of  # noqa: PLC0415

        aimed, carry = Aim(aim, threshold), ShareOfClauses(clause_share)
        announce_compilation(progress)
        progress(f"Reading {path.name}", 0.0)
        calls = onevoice.read(path, format=format_, codes=codes, groups=groups or ())
        demands = Demands(tuple(fix or ()), tuple(forbid or ()), words, clauses, tabled)
        paper_of(calls, demands)  # what is wrong with the paper is said before the long work begins
        analysis = onevoice.analyse(
            calls,
            groups=groups or (),
            settings=settings,
            public=public or None,
            seed=seed,
            reruns=bool(out and out.suffix.lower() in _PAGES),
            progress=progress,
        )
        composite = composed(
            analysis, aim=aimed, carry=carry, demands=demands, budget=budget, progress=progress
        )
        if out is not None:
            progress(f"Writing {out.name}", 1.0)
            _write(analysis, composite.document, out, force=force)
    if as_json:
        print_json(composite.document)
    else:
        for line in _lines(composite.document):
            typer.echo(line)
    if out is not None:
        typer.echo(f"Written: {out}", err=True)


def _lines(document: Document) -> Iterator[str]:
    """Tell the wording, then why."""
    from onevoice.report.wording_outline import origin_of  # noqa: PLC0415  # --help loads no report

    for row in document["wording"]:
        if row["clause"] is not None:
            yield " ".join(row["text"].split())
            yield f"  ({origin_of(row)})"
    yield ""
    yield from document["explanation"]


def _write(analysis: onevoice.Analysis, document: Document, out: Path, *, force: bool) -> None:
    from onevoice import report  # noqa: PLC0415  # --help loads no report

    if out.suffix.lower() in _PAGES:
        report.write({**analysis.document, "wording": document}, out)
        return
    from onevoice.formats.placing import placed_file  # noqa: PLC0415
    from onevoice.report.wording_written import wording_file  # noqa: PLC0415

    with placed_file(out, overwrite=force) as draft:
        draft.write_bytes(wording_file(document, out))


def _refuse(place: Path, *, force: bool) -> None:
    if place.suffix.lower() not in (*_PAGES, *_FILES):
        raise SettingsError(
            f"{str(place)!r} is not a name to write here. Choose one that ends in .md, .docx or .html."
        )
    if place.exists() and not force:
        raise InputError("this is there already", "Choose another name, or add --force", file=str(place))
