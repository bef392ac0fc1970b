"""Write docs/cases/27-march-2019.md: eight options put one by one to a divided House, and all rejected."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import onevoice
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.selection import Selection, select
from onevoice.opinion.selection_basis import parts_of

FOLDER = "rollcalls/uk-indicative-votes-2019"
LETTERS = {"386": "B", "387": "D", "388": "H", "389": "J", "390": "K", "391": "L", "392": "M", "393": "O"}
TITLES = {
    "B": "leave without a deal",
    "D": "common market 2.0",
    "H": "EFTA and EEA",
    "J": "customs union",
    "K": "Labour's alternative plan",
    "L": "revocation to avoid no deal",
    "M": "confirmatory public vote",
    "O": "contingent preferential arrangements",
}
DESTINATIONS = "BDHJKO"
"""Each says where the country would end up, or how it would leave; no two can both be followed."""
ALSO = (("L", "B"), ("L", "O"))
"""Revocation rather than leaving without a deal excludes the two that would leave without one."""
PLACES = (2, 3, 4)
_PACKAGES = 6

Votes = Mapping[str, NDArray[np.int8]]
"""Each member's vote on each option: 1 aye, -1 no, 0 none recorded."""


def page(analysis: Analysis) -> str:
    """Give the page of an analysis of the eight divisions."""
    rows = {_letter(row["id"]): row for row in analysis.document["propositions"]}
    votes = _votes(analysis)
    clashes = [*combinations(DESTINATIONS, 2), *ALSO]
    excluded = [(rows[a]["id"], rows[b]["id"]) for a, b in clashes]
    apart = {k: select(analysis, k=k, clashes=excluded) for k in PLACES}
    counts = analysis.document["counts"]
    return "\n".join(
        [
            _OPENING,
            "## Which of them bridge\n",
            *_bridges(analysis, rows),
            _NO_PARTY,
            "## Which selection would have put\n",
            _SELECTING,
            *_selected(
                {
                    "may be put side by side": {k: select(analysis, k=k) for k in PLACES},
                    "is not put together": apart,
                    "is not put together; recorded votes alone": {
                        3: select(analysis, k=3, clashes=excluded, observed=True)
                    },
                }
            ),
            _EMPTY,
            "\nThe reasons, with three places, where what excludes each other is not put together:\n",
            *(f"- {sentence}" for sentence in _sentences(apart[3])),
            "\n## What one at a time loses\n",
            _ONE_BY_ONE,
            *_packages(votes, clashes),
            "",
            *_reach(votes),
            *_crossed(votes),
            _ASSUMPTIONS.format(
                destinations=", ".join(DESTINATIONS),
                also=" and ".join(f"{a} and {b}" for a, b in ALSO),
                unheard=f"{counts['unheard']:,}",
                cells=f"{counts['members'] * counts['propositions']:,}",
            ),
        ]
    )


def _letter(proposition: str) -> str:
    return LETTERS[proposition.rsplit("/", 1)[-1]]


def _votes(analysis: Analysis) -> Votes:
    matrix = parts_of(analysis).matrix
    cells = np.zeros((matrix.n_members, matrix.n_propositions), dtype=np.int8)
    cells[matrix.row, matrix.column] = matrix.answer
    return {_letter(p.id): cells[:, j] for j, p in enumerate(matrix.propositions)}


def _bridges(analysis: Analysis, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    groups = analysis.document["basis"]["groups"]
    names = [group.split(":", 1)[1] for group in groups]
    yield "| option | ayes | noes | " + " | ".join(names) + " | bridging | divisiveness |"
    yield "|---|---|---|" + "---|" * (len(names) + 2)
    for letter, row in sorted(rows.items(), key=lambda pair: (-pair[1]["bridging"], pair[0])):
        support = row["support"]
        shares = " | ".join(f"{support[group]['median']:.0%}" for group in groups)
        everybody = support["all"]
        yield (
            f"| {letter}: {TITLES[letter]} | {everybody['agree']} | {everybody['disagree']} | {shares} |"
            f" {row['bridging']:.2f} | {row['divisiveness']:.2f} |"
        )


def _selected(by_reading: Mapping[str, Mapping[int, Selection]]) -> Iterator[str]:
    yield "| places | what excludes each other | selected | bridging alone | popularity | largest parties |"
    yield "|---|---|---|---|---|---|"
    for named, selections in by_reading.items():
        for k, selection in selections.items():
            by_rule = {row["rule"]: row for row in selection.document["instead"]}
            others = " | ".join(_told(by_rule[rule]) for rule in ("bridging", "approval", "largest-parties"))
            yield f"| {k} | {named} | {_letters(selection.selected)} | {others} |"


def _told(row: Mapping[str, Any]) -> str:
    short = "" if row["ejr_plus"] else f", leaving {row['claims'][0]['members']} short"
    return _letters(row["selected"]) + short


def _letters(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(sorted(_letter(name) for name in names))


def _sentences(selection: Selection) -> Iterator[str]:
    """Give the explanation with letters for ids and titles."""
    for sentence in selection.document["explanation"]:
        said = sentence
        for number, letter in LETTERS.items():
            start = said.find(f"2019-03-27/{number} (")
            while start >= 0:
                end = _closing(said, said.index("(", start))
                said = said[:start] + letter + said[end + 1 :]
                start = said.find(f"2019-03-27/{number} (")
        yield said


def _closing(words: str, opening: int) -> int:
    """Find the bracket that closes one."""
    depth = 0
    for at in range(opening, len(words)):
        depth += (words[at] == "(") - (words[at] == ")")
        if not depth:
            return at
    return len(words) - 1


def _packages(votes: Votes, clashes: list[tuple[str, str]]) -> Iterator[str]:
    """Count, for compatible options together, members by what they said of most of the parts."""
    excluded = {frozenset(pair) for pair in clashes}
    counted = []
    for size in (1, 2, 3):
        for parts in combinations(sorted(votes), size):
            if any(frozenset(pair) in excluded for pair in combinations(parts, 2)):
                continue
            most = np.sum([votes[letter] for letter in parts], axis=0)
            counted.append((parts, int((most > 0).sum()), int((most < 0).sum())))
    single = [row for row in counted if len(row[0]) == 1]
    several = sorted((row for row in counted if len(row[0]) > 1), key=lambda row: row[2] - row[1])
    yield "| put together | ayes | noes | neither | ayes less noes |"
    yield "|---|---|---|---|---|"
    members = len(next(iter(votes.values())))
    for parts, ayes, noes in [min(single, key=lambda row: row[2] - row[1]), *several[:_PACKAGES]]:
        name = " and ".join(parts) + (" (the best alone)" if len(parts) == 1 else "")
        yield f"| {name} | {ayes} | {noes} | {members - ayes - noes} | {ayes - noes:+d} |"


def _reach(votes: Votes) -> Iterator[str]:
    """Count who voted for any of the compatible three."""
    voted = np.any([votes[letter] != 0 for letter in votes], axis=0)
    for parts in (("J", "M"), ("J", "L", "M"), ("D", "L", "M")):
        some = int(np.any([votes[letter] > 0 for letter in parts], axis=0).sum())
        every = int(np.all([votes[letter] > 0 for letter in parts], axis=0).sum())
        yield (
            f"- {some} of the {int(voted.sum())} members who voted at all voted aye to at least one of"
            f" {', '.join(parts)}; {every} to each of them."
        )


def _crossed(votes: Votes) -> Iterator[str]:
    """Count those who voted no to one and aye to another that goes with it."""
    for one, others in (("J", ("L", "M")), ("L", ("J", "M")), ("M", ("J", "L"))):
        noes = votes[one] < 0
        some = noes & np.any([votes[letter] > 0 for letter in others], axis=0)
        named = " or ".join(others)
        yield f"- Of the {int(noes.sum())} noes to {one}, {int(some.sum())} had an aye for {named}."


_OPENING = """# 27 March 2019: eight options, one at a time, all rejected

On 27 March 2019 the House of Commons was asked what it wanted of leaving the European Union. The Speaker
selected eight motions; members voted aye or no on each, all at once, on paper. Every one was rejected.
This page asks which of them bridge, which a selection of two, three or four would have put, and what
putting them one at a time loses. It is written by

```sh
make cases
```

from the division lists in a folder `shared/data` beside the checkout (votes.parliament.uk, Open
Parliament Licence). Nothing here says what the House ought to have done.
"""

_NO_PARTY = """
Shares are of all members of a party, those without a recorded vote drawn by the model from how they and
others voted on the rest. Bridging is the geometric mean of the parties'; it is near 0 where one party
has next to nobody. Parties under the floor of 13 members count in "all" alone, so the Liberal Democrats,
the DUP and Plaid Cymru, among others, have no column: with them in it, what follows would be different.

None has half of both large parties. Five lie between 0.1 and 0.5; three are near 0, and two of those are
the only ones that most Conservatives support.
"""

_SELECTING = """\
Selection leaves no 1/k of the House that agrees on an option without one to support, unless that option
clashes with one selected; has as few such clashes as can be; and of what is left maximises bridging
([how](../methods/selection.md)). "Leaving n short" says that n members who all support one option that
was left out would have too few of the selected.
"""

_EMPTY = """
Where what excludes each other is not put together, the rule fills two of four places: with four, those
who support B are enough to be owed it, everything but M clashes with B, and without B their claim would
be void. Void claims come before bridging; whoever would rather have four on the paper leaves B out and
says so.
"""

_ONE_BY_ONE = """\
Some options can be followed together: a destination, a public vote on it, and a way out if there is no
deal. The count below asks the record alone, without a model: each member is counted for a package if
they voted aye on more of its parts than they voted no on, against it if the other way round, and as
neither otherwise.
"""

_ASSUMPTIONS = """
The House was asked for one answer at a time and refused each, while a count of the same votes has
packages with more ayes than noes. Whether one would have carried nobody knows.

## What is assumed

- **What excludes what** is our reading of the motions and not the House's: {destinations} each name a
  destination or a way of leaving, so no two of them go together; nor do {also}. L and M say how it would
  be decided, and go with the others. Who reads J as a part of D, or M as excluding B, changes the table.
- **A vote is taken as opinion** on that option. Labour whipped on J, K and M, and members may have voted
  no to one to help another.
- **A package is voted on as on most of its parts.** Nobody was asked. It is a plain rule, and no
  forecast.
- **Absence** is not refusal: {unheard} of {cells} votes are not recorded. Selection draws them from the
  model; ayes, noes and packages count recorded votes alone.
- **Parties as groups**, as the division lists have them. A selection over other groups would be another.
- **All at once**: the options were put on one paper, so no vote could follow from another's result.
"""


def main() -> None:
    """Write the page; say why it cannot be where the record is absent."""
    record = Path(__file__).parents[2] / "shared" / "data" / FOLDER
    if not record.is_dir():
        sys.exit(f"There is no shared/data/{FOLDER} beside the checkout. The page stays as it is.")
    Path(sys.argv[1]).write_text(page(onevoice.analyse(onevoice.read(record))), encoding="utf-8")


if __name__ == "__main__":
    main()
