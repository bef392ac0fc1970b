"""Write docs/cases/kings-speech.md: the two stored amendments of 15 November 2023, clause by clause.

The words are read from the record each time; of each clause the page keeps its first and last words alone.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from onevoice.assembly.motion import Amendment, Clause
from onevoice.assembly.wording.applying import amended, inserted_text
from onevoice.assembly.wording.clauses import split_clauses
from onevoice.assembly.wording.publishing import publish
from onevoice.assembly.wording.relating import relate_amendments
from onevoice.assembly.wording.sentences import say
from onevoice.formats.notation import read_notation
from onevoice.formats.plain_text import parse_plain

FOLDER = "rollcalls/uk-kings-speech-2023-11-15"
RECORD = f"{FOLDER}/kings-speech-2023-11-15.json"
_KEPT = 4  # words of a clause at either end


def page(record: dict[str, Any]) -> str:
    """Give the page of a record."""
    words = record["other"]["resolution_text"].removeprefix("Resolved,\n")
    version = publish(parse_plain(words))
    amendments = tuple(
        Amendment(told["id"], "Address", read_notation(version, _notation(told["text"]), told["id"]))
        for told in record["amendments"]
    )
    relations = [
        say(relation.message)
        for one, other in pairwise(amendments)
        for relation in relate_amendments(version.text, one, other)
    ]
    lengths = {one.id: _count(amended(version.text, (one,))) for one in amendments}
    bare = _count(version.text)
    both = amended(version.text, amendments)
    parts = [
        _OPENING,
        "## What was decided\n",
        *_decided(record),
        "\n## Where they stand\n",
        _STANDING.format(relation=" ".join(relations)),
        *(f"- with ({key}) alone: {n:,} words, where the motion has {bare:,};" for key, n in lengths.items()),
        f"- with both, in order of their letters: {_count(both):,} words.\n",
        _READ_ON,
        *(_clauses(told, one) for told, one in zip(record["amendments"], amendments, strict=True)),
        _LIMITS,
    ]
    return "\n".join(parts)


def _notation(said: str) -> str:
    """Say what was moved as an amendment in words: what stands between the outer quotation marks."""
    return f"at end add “{said[said.index('“') + 1 : said.rindex('”')]}”"


def _decided(record: dict[str, Any]) -> list[str]:
    rows = ["| amendment | moved by | ayes | noes, as declared | result |", "|---|---|---|---|---|"]
    rows += [
        f"| ({told['id']}) | {told['mover']} | {told['ayes']} | {told['noes']} | {told['result']} |"
        for told in record["amendments"]
    ]
    rows.append("")
    for told in record["amendments"]:
        other = told.get("noes_also_reported_as")
        if other:
            rows.append(
                f"For ({told['id']}) the tellers declared {told['noes']} noes; {other['n']} are reported too "
                f"({', '.join(other['sources'])}). The declared count decides, and both are kept."
            )
    return rows


def _clauses(told: dict[str, Any], amendment: Amendment) -> str:
    clauses = split_clauses(amendment.id, inserted_text(amendment).blocks)
    rows = [
        f"### ({told['id']}), moved by {told['mover']}: {len(clauses)} clauses\n",
        "| clause | begins | ends | words |",
        "|---|---|---|---|",
        *(_row(clause) for clause in clauses),
    ]
    return "\n".join(rows) + "\n"


def _row(clause: Clause) -> str:
    words = clause.words.split()
    first, last = " ".join(words[:_KEPT]), " ".join(words[-_KEPT:])
    return f"| {clause.id} | {first} … | … {last} | {len(words)} |"


def _count(text: Any) -> int:
    return sum(len(block.words.split()) for block in text.blocks)


_OPENING = """# 15 November 2023: two amendments at the end of one motion

On the last day of the debate on the King's Speech the House of Commons decided two amendments to the
motion for an Address. Both were to add words at its end, and both were negatived. This page takes the
words as they are recorded, parts them into clauses, and says how the two stand to each other. It is
written by

```sh
make cases
```

from texts and figures in a folder `shared/data` beside the checkout. Texts: Hansard (Open Parliament
Licence) by way of mySociety's parl-motion-detector (CC-BY-4.0). Figures: BBC uk-politics-67438901,
Independent b2448364, LabourList, as named in that folder. Of each clause only its first and last words
stand here.
"""

_STANDING = """\
The motion is a text of its own, and each amendment one operation on it: *at end add*. How the two stand
to each other is said by `onevoice` in one sentence:

> {relation}

A program that merges texts calls this a conflict, since both change the same place. Here the House could
have added one, the other, both in turn, or neither; it was asked twice, and added neither. As it would
read:
"""

_READ_ON = """\
Each clause below could be put by itself. As a table of propositions for a sounding, members would say of
each what they think of it, and nobody would have to take the rest with it:

```sh
onevoice text clauses amendment.md --out sounding/
```

## The clauses
"""

_LIMITS = """## What this page does not say

- Nothing about anyone's opinion of a clause: nobody was asked. A vote on the whole is no answer to its
  parts.
- Nothing about how each member voted: the names of these two divisions are not in the folder.
- Nothing about the words of a third amendment, in the name of Liberal Democrat members, which asked for a
  bilateral ceasefire and a two-state solution. It was not selected, so it was not moved, and it is not in
  the recorded texts.
- Whether one clause of (r) and one of (h) say the same: likeness of words is no sameness of meaning, and
  people judge.
"""


def main() -> None:
    """Write the page; say why it cannot be where the record is absent."""
    record = Path(__file__).parents[2] / "shared" / "data" / RECORD
    if not record.exists():
        sys.exit(f"There is no shared/data/{RECORD} beside the checkout. The page stays as it is.")
    Path(sys.argv[1]).write_text(page(json.loads(record.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
