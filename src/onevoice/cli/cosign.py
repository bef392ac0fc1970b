"""``onevoice cosign``: how many members of other groups could be asked to sign a proposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onevoice.cli.analysed import Public, Settings, analysed
from onevoice.cli.choices import Answers, Codes, Format, Groups, Seed, print_json
from onevoice.errors import SettingsError

if TYPE_CHECKING:
    from onevoice.opinion.analysis import Analysis
    from onevoice.opinion.cosignatories import Cosignatories

EXAMPLES = """Examples:

\b
  onevoice cosign divisions/ A12 --from Labour
  onevoice cosign responses/ A --from party:Red --from party:Green --json
"""


def cosign(
    path: Answers,
    proposition: Annotated[str, typer.Argument(metavar="PROPOSITION", help="Id of what is to be signed.")],
    own: Annotated[
        list[str],
        typer.Option(
            "--from", metavar="GROUP", help="A group that signed already, by id or name. Repeatable."
        ),
    ],
    groups: Groups = None,
    settings: Settings = "default",
    public: Public = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    seed: Seed = 0,
    format_: Format = None,
    codes: Codes = None,
) -> None:
    """Say how many members of other groups agree with a proposition and could be asked to sign it.

    Names are given only where answers are public, as votes in divisions are.
    """
    analysis = analysed(
        path, format_=format_, codes=codes, groups=groups or (), settings=settings, public=public, seed=seed
    )
    from onevoice.opinion.cosignatories import find_cosignatories  # noqa: PLC0415  # --help needs none

    found = find_cosignatories(analysis, proposition, _ids(analysis, own))
    if as_json:
        print_json(
            {
                "proposition": found.proposition,
                "own": list(found.own),
                "others": [
                    {"group": one.group, "agree": one.agree, "expected": one.expected, "members": one.members}
                    for one in found.others
                ],
                "named": [{"id": id_, "name": name, "group": group} for id_, name, group in found.named],
            }
        )
        return
    for line in _lines(analysis, found):
        typer.echo(line)


def _ids(analysis: Analysis, given: Sequence[str]) -> list[str]:
    """Give the ids of groups that were named by id or by name."""
    declared = [one for one in analysis.document["groups"] if one["column"] not in ("", "bloc")]
    known = {one["id"] for one in declared}
    ids = []
    for name in given:
        called = [one["id"] for one in declared if one["name"] == name]
        if name not in known and len(called) > 1:
            raise SettingsError(
                f"There are several groups {name!r}. Name one by its id: {', '.join(called)}."
            )
        ids.append(called[0] if name not in known and called else name)
    return ids


def _lines(analysis: Analysis, found: Cosignatories) -> Iterator[str]:
    if not found.others:
        yield "There is no other group that may be shown: nobody can be counted who could be asked."
        return
    names = {one["id"]: one["name"] for one in analysis.document["groups"]}
    yield f"Members of other groups who could be asked to sign {found.proposition}:"
    for one in found.others:
        median, low, high = (round(one.expected[name]) for name in ("median", "low", "high"))
        said = "" if one.agree is None else f"; {one.agree} said that they agree"
        yield f"  {names[one.group]}: about {median} ({low} to {high}) of {one.members}{said}"
    if analysis.document["public"]:
        yield "Those who agreed in public:" if found.named else "Nobody of them agreed in public."
        yield from (f"  {name or id_} ({names.get(group, '-')})" for id_, name, group in found.named)
    else:
        yield "Answers are not public: nobody is named."
