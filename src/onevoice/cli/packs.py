"""``onevoice packs``: the rule packs, and the rules of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.text.options import AsJson
from onevoice.errors import SettingsError

if TYPE_CHECKING:
    from onevoice.assembly.order.pack import Pack

EXAMPLES = """Examples:

\b
  onevoice packs
  onevoice packs uk_council
  onevoice packs commons_so31 --json
"""


def packs(
    pack: Annotated[
        str | None,
        typer.Argument(metavar="PACK", help="One of the packs, to see its rules.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the rule packs, or the rules of one by number.

    A rule that no source has, and that is inferred from practice, is marked as a guess. One that no program
    can decide is recorded for people to read: nothing is checked by it.
    """
    from onevoice.assembly.order.pack import PACKS  # noqa: PLC0415  # --help needs no rules

    if pack is None:
        listed = [_named(one) for one in PACKS.values()]
        if as_json:
            print_json({"packs": listed})
            return
        width = max(len(one["id"]) for one in listed)
        for one in listed:
            typer.echo(f"{one['id']:{width}}  {one['title']} ({', '.join(one['languages'])})")
        return
    if pack not in PACKS:
        raise SettingsError(f"There is no rule pack {pack!r}. There are: {', '.join(PACKS)}.")
    document = _rules(PACKS[pack])
    if as_json:
        print_json(document)
        return
    for line in _lines(document):
        typer.echo(line)


def _named(pack: Pack) -> dict[str, Any]:
    return {"id": pack.id, "title": pack.title, "languages": list(pack.languages)}


def _rules(pack: Pack) -> dict[str, Any]:
    rules = [
        {
            "number": rule.number,
            "words": rule.words,
            "source": rule.source,
            "guess": rule.guess,
            "computed": rule.computed,
        }
        for rule in pack.rules
    ]
    return {**_named(pack), "rules": rules}


def _lines(document: dict[str, Any]) -> Iterator[str]:
    """Give the rules that are checked, then those that are recorded, each with its source."""
    yield f"{document['title']} ({document['id']}; {', '.join(document['languages'])})"
    titles = {True: "Rules that are checked", False: "Recorded, not computed: people decide"}
    for computed, title in titles.items():
        rules = [rule for rule in document["rules"] if rule["computed"] is computed]
        if not rules:
            continue
        yield ""
        yield title
        for rule in rules:
            yield ""
            yield f"  {rule['number']}{' (guess)' if rule['guess'] else ''}  {rule['words']}"
            yield f"      Source: {rule['source']}"
