"""``onevoice analyse``: where a body agrees, what divides it, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import onevoice
from onevoice.cli.choices import Answers, Codes, Force, Format, Groups, Seed, print_json, read_document
from onevoice.cli.progress import Progress, announce_compilation
from onevoice.errors import InputError, SettingsError

EXAMPLES = """Examples:

\b
  onevoice analyse polis-export/
  onevoice analyse divisions/ --groups Party --out report.html
  onevoice analyse responses.csv --json - --seed 7
  onevoice analyse votes.csv --since 2024-01-01 --where is_main=True --csv tables/
"""

Dims = Annotated[
    str,
    typer.Option(
        "--dims",
        metavar="auto|0..8",
        help="Dimensions of opinion space; auto tries them on held-out answers.",
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FIELD=VALUE", help="Only propositions with this value. Repeatable."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Only divisions, or responses of a sounding, from this day on."
    ),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only those up to this day, inclusive.")
]
Threshold = Annotated[
    float,
    typer.Option(
        "--threshold", metavar="SHARE", help="Support that every group must reach to speak of agreement."
    ),
]
Settings = Annotated[
    Literal["default", "fast", "pscl"],
    typer.Option(
        "--settings",
        help="fast: at most two dimensions, rougher ranges, no reruns. "
        "pscl: the priors of that R package, to compare.",
    ),
]
Public = Annotated[
    bool,
    typer.Option("--public", help="Name members and show their places, though the answers are a sounding's."),
]
Align = Annotated[
    Path | None,
    typer.Option("--align", metavar="previous.json", help="Turn the map to match this earlier analysis."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="report.html", help="Write the report as one HTML file.")
]
Json = Annotated[
    str | None,
    typer.Option("--json", metavar="PATH|-", help="Write analysis.json; - prints it and nothing else."),
]
Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="DIR", help="Write tables of members and propositions as CSV.")
]
Language = Annotated[
    str, typer.Option("--language", metavar="en|he", help="Language of the report and the summary.")
]


def analyse(
    path: Answers,
    groups: Groups = None,
    dims: Dims = "auto",
    where: Where = None,
    since: Since = None,
    until: Until = None,
    threshold: Threshold = 0.5,
    settings: Settings = "default",
    public: Public = False,
    align: Align = None,
    out: Out = None,
    json: Json = None,
    csv: Csv = None,
    seed: Seed = 0,
    format_: Format = None,
    codes: Codes = None,
    language: Language = "en",
    force: Force = False,
) -> None:
    """Say where a body agrees across its groups, and what divides it.

    Prints a summary: agreement, divides, what is undecided, and how sure that is. Nothing is written unless
    asked for, and nothing is overwritten without --force.
    """
    places = _places(out, json, csv, force=force)
    chosen, filters = _dims(dims), [_pair(text) for text in where or []]
    with Progress() as progress:
        progress("Starting", 0.0)
        from onevoice import report  # noqa: PLC0415  # --help draws no pictures
        from onevoice.cli.summary import summary  # noqa: PLC0415
        from onevoice.report.language import language as spoken  # noqa: PLC0415

        words = spoken(language)
        announce_compilation(progress)
        progress(f"Reading {path.name or path}", 0.0)
        previous = read_document(align) if align else None
        calls = onevoice.read(path, format=format_, codes=codes, groups=groups or ())
        progress("Starting the analysis", 0.0)
        analysis = onevoice.analyse(
            calls,
            groups=groups or (),
            dims=chosen,
            threshold=threshold,
            settings=settings,
            public=public or None,
            align=previous,
            seed=seed,
            where=filters,
            since=since,
            until=until,
            progress=progress,
        )
        for place in places:
            progress(f"Writing {place.name}", 1.0)
            report.write(analysis, place, language=language)
    if json == "-":
        print_json(analysis.document)
    else:
        typer.echo(summary(analysis.document, words))
    for place in places:
        typer.echo(f"Written: {place}", err=True)


def _dims(text: str) -> int | Literal["auto"]:
    if text == "auto":
        return "auto"
    if len(text) == 1 and text in "012345678":
        return int(text)
    raise SettingsError(f"--dims {text!r} is not a number of dimensions. Give auto, or a number from 0 to 8.")


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not (equals and field):
        raise SettingsError(f"--where {text!r} has no equals sign. Write it as FIELD=VALUE.")
    return field, value


def _places(out: Path | None, json: str | None, csv: Path | None, *, force: bool) -> list[Path]:
    """Gather what is to be written; refuse, before the long work, a place that cannot or may not be."""
    asked = (
        (out, (".html", ".htm")),
        (Path(json) if json and json != "-" else None, (".json",)),
        (csv, ("",)),
    )
    for place, endings in asked:
        if place:
            _refuse(place, endings, force=force)
    return [place for place, _ in asked if place]


def _refuse(place: Path, endings: tuple[str, ...], *, force: bool) -> None:
    if place.suffix.lower() not in endings:
        ending = f"ends in {endings[0]}" if endings[0] else "is a folder's, without an ending"
        raise SettingsError(f"{str(place)!r} is not a name to write here. Choose one that {ending}.")
    if place.exists() and place.is_dir() != (endings == ("",)):
        raise InputError("something else is there", "Choose another name", file=str(place))
    if place.is_dir() and not any(place.iterdir()):
        return
    if place.exists() and not force:
        raise InputError("this is there already", "Choose another name, or add --force", file=str(place))
