"""``onevoice expect``: what a division on each proposition would bring if it were put now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onevoice.cli.analysed import Public, Settings, analysed
from onevoice.cli.choices import Answers, Codes, Format, Groups, Seed, print_json

if TYPE_CHECKING:
    from onevoice.opinion.analysis import Analysis

EXAMPLES = """Examples:

\b
  onevoice expect divisions/
  onevoice expect responses/ --groups party --settings fast
  onevoice expect responses/ --json
"""
_LIMIT = "Every member on the roll is counted: who will stay away nobody can say."
_MOST = 60  # letters of a proposition's words on a line


def expect(
    path: Answers,
    groups: Groups = None,
    settings: Settings = "default",
    public: Public = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every expected division as JSON.")] = False,
    seed: Seed = 0,
    format_: Format = None,
    codes: Codes = None,
) -> None:
    """Say what a division on each proposition would bring if it were put now: ayes and noes by group.

    Whoever has answered is taken at their word, the others by the model; each number has the interval that
    holds it with a probability of nine in ten.
    """
    analysis = analysed(
        path, format_=format_, codes=codes, groups=groups or (), settings=settings, public=public, seed=seed
    )
    from onevoice.opinion.expected_division import expected_divisions  # noqa: PLC0415  # --help needs none

    expected = expected_divisions(analysis)
    if as_json:
        rows = [
            {"id": row["id"], "text": row["text"], **expected[row["id"]]}
            for row in analysis.document["propositions"]
        ]
        print_json({"limit": _LIMIT, "groups": analysis.document["groups"], "propositions": rows})
        return
    for line in _lines(analysis, expected):
        typer.echo(line)


def _lines(analysis: Analysis, expected: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield f"If it were put now. {_LIMIT}"
    document = analysis.document
    names = {group["id"]: _name(group) for group in document["groups"]}
    is_in_blocs = document["basis"]["kind"] == "blocs"
    for row in document["propositions"]:
        found = expected[row["id"]]
        of = [one for one in found["groups"] if is_in_blocs or not one["id"].startswith("bloc:")]
        yield ""
        yield f"{row['id']}: {_brief(row['text'])}"
        yield f"  carried with probability {_chance(found['carried'])}"
        yield from (
            f"  {names[one['id']]}: {_between(one['ayes'])} ayes, {_between(one['noes'])} noes"
            f" of {one['members']}"
            for one in of
        )


def _name(group: Mapping[str, Any]) -> str:
    return "all" if group["id"] == "all" else f"{group['column']} {group['name']}"


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _between(triple: Mapping[str, float]) -> str:
    median, low, high = (round(triple[name]) for name in ("median", "low", "high"))
    return str(median) if low == high else f"{median} ({low} to {high})"


def _chance(carried: float) -> str:
    """Say a probability; no number of draws makes it sure."""
    hundredths = round(100 * carried)
    return "over 99%" if hundredths == 100 else "under 1%" if hundredths == 0 else f"{hundredths}%"
