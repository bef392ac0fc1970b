"""``onevoice select``: which propositions to put to the vote, with reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import onevoice
from onevoice.cli.choices import Answers, Codes, Force, Format, Groups, Seed, print_json
from onevoice.cli.progress import Progress, announce_compilation
from onevoice.errors import InputError, SettingsError

EXAMPLES = """Examples:

\b
  onevoice select divisions/ --k 3
  onevoice select responses/ --k 6 --pack conference
  onevoice select responses/ --k 4 --paper paper.json --observed --json
  onevoice select responses/ --k 4 --clash "A,C" --out report.html
"""


def select(
    path: Answers,
    k: Annotated[int, typer.Option("--k", metavar="N", min=1, help="How many may be put to the vote.")],
    observed: Annotated[
        bool,
        typer.Option(
            "--observed", help="Count answers given alone, and the members who gave any, instead of the roll."
        ),
    ] = False,
    paper: Annotated[
        Path | None,
        typer.Option(
            "--paper",
            metavar="PAPER",
            help="The debate's paper (JSON): amendments there that clash exclude each other, and its rule"
            " pack may cap the number.",
        ),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option("--pack", metavar="PACK", help="A rule pack whose cap holds; see onevoice packs."),
    ] = None,
    clash: Annotated[
        list[str] | None,
        typer.Option("--clash", metavar="ID,ID", help="Two that exclude each other. Repeatable."),
    ] = None,
    groups: Groups = None,
    settings: Annotated[
        Literal["default", "fast"],
        typer.Option("--settings", help="fast: at most two dimensions, no reruns."),
    ] = "default",
    public: Annotated[
        bool, typer.Option("--public", help="Tell exact counts, though the answers are a sounding's.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="report.html", help="Write the report, with the selection in it."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print everything as JSON; docs/methods/selection.md has its shape."),
    ] = False,
    seed: Seed = 0,
    format_: Format = None,
    codes: Codes = None,
    force: Force = False,
) -> None:
    """Select what unites most, while no large group of members who agree is left without its share.

    Prints the selection with reasons, round by round, how sure the guarantee is, and what popularity and
    other rules would have selected. The chair decides; this decides nothing.
    """
    if out is not None:
        _refuse(out, force=force)
    pairs = [_pair(text) for text in clash or ()]
    with Progress() as progress:
        progress("Starting", 0.0)
        cap, written = _rules(pack, paper)
        announce_compilation(progress)
        progress(f"Reading {path.name}", 0.0)
        calls = onevoice.read(path, format=format_, codes=codes, groups=groups or ())
        analysis = onevoice.analyse(
            calls,
            groups=groups or (),
            settings=settings,
            public=public or None,
            seed=seed,
            progress=progress,
        )
        progress("Selecting", 0.0)
        from onevoice.opinion.selection import select as selected  # noqa: PLC0415  # --help needs no numbers

        known = {proposition.id for proposition in calls.propositions}
        pairs += [pair for pair in written if known.issuperset(pair)]
        selection = selected(analysis, k=k, cap=cap, clashes=pairs, observed=observed, seed=seed)
        if out is not None:
            from onevoice import report  # noqa: PLC0415  # pictures only where they are asked for

            progress(f"Writing {out.name}", 1.0)
            report.write({**analysis.document, "selection": selection.document}, out)
    if as_json:
        print_json(selection.document)
    else:
        for sentence in selection.document["explanation"]:
            typer.echo(sentence)
    if out is not None:
        typer.echo(f"Written: {out}", err=True)


def _rules(name: str | None, paper: Path | None) -> tuple[int | None, list[tuple[str, str]]]:
    """Give the cap of the rule pack, and which amendments of the paper clash."""
    from onevoice.assembly.order.pack import PACKS  # noqa: PLC0415  # --help needs no rules

    clashes: list[tuple[str, str]] = []
    if paper is not None:
        from onevoice.assembly.order.clashing import clashes as clashing  # noqa: PLC0415
        from onevoice.assembly.order.step import pack_of  # noqa: PLC0415
        from onevoice.formats.paper import read_paper  # noqa: PLC0415

        debate = read_paper(paper)
        clashes += clashing(debate, [one.id for one in debate.amendments])
        name = name or pack_of(debate).id
    if name is None:
        return None, clashes
    if name not in PACKS:
        raise SettingsError(f"There is no rule pack {name!r}. There are: {', '.join(PACKS)}.")
    selecting = PACKS[name].selecting
    return (None if selecting is None else selecting.cap), clashes


def _pair(text: str) -> tuple[str, str]:
    one, comma, other = (part.strip() for part in text.partition(","))
    if not (comma and one and other) or one == other:
        raise SettingsError(f"--clash {text!r} is not two ids. Write it as ID,ID.")
    return one, other


def _refuse(place: Path, *, force: bool) -> None:
    if place.suffix.lower() not in (".html", ".htm"):
        raise SettingsError(f"{str(place)!r} is not a name to write here. Choose one that ends in .html.")
    if place.exists() and not force:
        raise InputError("this is there already", "Choose another name, or add --force", file=str(place))
