"""``onevoice compare``: what moved between two analyses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onevoice.cli.choices import print_json, read_document

if TYPE_CHECKING:
    from onevoice.opinion.comparison import Comparison, Interval, Move

EXAMPLES = """Examples:

\b
  onevoice analyse spring.csv --json spring.json
  onevoice analyse autumn.csv --json autumn.json
  onevoice compare spring.json autumn.json
"""
_SHOWN = 20
_HEADLINES = {"agreement": "Agreement", "divides": "What divides", "undecided": "Undecided"}


def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="The earlier analysis.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later analysis.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
) -> None:
    """Say what moved between two analyses, with intervals.

    A number is listed as moved only if the 90 % interval of its difference excludes 0.
    """
    from onevoice.opinion import comparison  # noqa: PLC0415  # --help needs no numbers

    result = comparison.compare(read_document(before), read_document(after))
    if as_json:
        print_json(result.document)
        return
    for line in _sentences(result, comparison.ASSUMPTION):
        typer.echo(line)


def _sentences(result: Comparison, assumption: str) -> Iterator[str]:
    yield from result.notes
    if result.moves:
        yield f"{_n(len(result.moves), 'number')} moved, of {result.compared} that stand in both:"
        yield from (f"  {_sentence(move)}" for move in result.moves[:_SHOWN])
        if len(result.moves) > _SHOWN:
            yield f"  and {len(result.moves) - _SHOWN} more; --json lists them all."
    else:
        yield f"Nothing moved that stands out, of {result.compared} numbers that stand in both."
    yield (
        f"If nothing had moved, about {result.expected_by_chance:.0f} of {result.compared} would be listed "
        f"by chance. {assumption}"
    )
    for name, words in _HEADLINES.items():
        change = result.headlines[name]
        if change.gained:
            yield f"{words}, new on the list: {', '.join(change.gained)}."
        if change.lost:
            yield f"{words}, no longer on the list: {', '.join(change.lost)}."
    for ids, words in (
        (result.new, "new"),
        (result.gone, "gone"),
        (result.reworded, "worded differently now, so not compared"),
    ):
        if ids:
            yield f"{_n(len(ids), 'proposition')} {words}: {', '.join(ids)}."


def _sentence(move: Move) -> str:
    what = f"support in {move.group}" if move.group else move.measure
    rose = "rose" if move.difference.median > 0 else "fell"
    by = move.difference if rose == "rose" else _turned(move.difference)
    told = f"{move.proposition} {_brief(move.text)}: {what} {rose} "
    if move.measure == "divisiveness":  # no share of anybody
        return f"{told}from {_number(move.before)} to {_number(move.after)}, by {_number(by)}."
    return (
        f"{told}from {_share(move.before)} to {_share(move.after)}, "
        f"by {100 * by.median:.0f} points ({100 * by.low:.0f} to {100 * by.high:.0f})."
    )


def _turned(change: Interval) -> Interval:
    return type(change)(-change.median, -change.high, -change.low)


def _share(interval: Interval) -> str:
    return f"{interval.median:.0%} ({interval.low:.0%} to {interval.high:.0%})"


def _number(interval: Interval) -> str:
    return f"{interval.median:.2f} ({interval.low:.2f} to {interval.high:.2f})"


def _brief(text: str, length: int = 60) -> str:
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= length else f'"{flat[:length].rsplit(" ", 1)[0]} ..."'


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
