"""Write docs/cases/conversations.md: slates of statements of six conversations, ours beside Polis'."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from benchmarks.halves import CONVERSATIONS, Halves, conversations, halves, judge
from benchmarks.slates import OURS, PEERS, chosen_by_rule
from numpy.typing import NDArray

import onevoice
from onevoice.opinion.selection_basis import instance_of

SHOWN = ("brexit-consensus", "scoop-hivemind.biodiversity", "american-assembly.bowling-green")
"""Those held in English, whose statements stand on the page."""
GROUPS = 2
_LONGEST = 110


def page() -> str:
    """Give the page, from the first split of each conversation."""
    parts = [_OPENING]
    for folder in conversations():
        split = next(halves(folder, 1))
        parts.extend(conversation(folder.name, split))
    return "\n".join([*parts, _LIMITS])


def conversation(name: str, split: Halves) -> Iterator[str]:
    """Give the part of one conversation."""
    score = judge(split.judged_by, GROUPS)
    there = np.flatnonzero(np.isfinite(score))
    instance = instance_of(onevoice.analyse(split.calls, settings="fast"), (), observed=False, seed=0)
    chosen = chosen_by_rule(split, instance, there)
    matrix = split.chosen_by
    yield f"## {name}\n"
    yield (
        f"{matrix.n_members:,} people, {matrix.n_propositions} statements, {len(there)} of which both groups"
        f" answered often enough to be judged. Bridging here is {_MEASURES[instance.measure]}.\n"
    )
    yield "| rule | slate | mean of the least group, on the other half |"
    yield "|---|---|---|"
    for rule in (OURS, *PEERS):
        slate = ", ".join(matrix.propositions[j].id for j in sorted(chosen[rule]))
        yield f"| {rule} | {slate} | {float(score[chosen[rule]].mean()):.3f} |"
    yield ""
    if name in SHOWN:
        yield from _statements(split, score, chosen[OURS], chosen[PEERS[0]])


def _statements(
    split: Halves, score: NDArray[np.float64], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[str]:
    yield "| statement | ours | Polis' | least group |"
    yield "|---|---|---|---|"
    both = sorted({*map(int, ours), *map(int, theirs)}, key=lambda j: (-float(score[j]), j))
    for j in both:
        words = " ".join(split.chosen_by.propositions[j].text.split()).replace("|", "/")
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        marks = ["yes" if j in slate else "" for slate in (ours, theirs)]
        yield f"| {split.chosen_by.propositions[j].id}: {short} | {marks[0]} | {marks[1]} | {score[j]:.2f} |"
    yield ""


_MEASURES = {
    "bridging": "over blocs that are firm",
    "bloc_bridging": "over blocs that are not firm",
    "support": "the support of all, as one bloc is all that was found",
}

_OPENING = """# Six conversations: slates chosen on half of the answers

Six public conversations held with Polis, on a minimum wage, a town, the climate, leaving the European
Union, wild places and taxi rides. From half of the answers each rule chooses five statements that should
speak for everybody; the other half, which no rule has seen, says how far the less willing of two groups
agrees with them. It is written by

```sh
make cases
```

from the exports in a folder `shared/data` beside the checkout. Data was gathered using the Polis
software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with attribution to The
Computational Democracy Project.

Rules: ours is [selection](../methods/selection.md), with nobody's group declared. Polis' consensus is
the product over its groups of (agree + 1) / (answers + 2). Community Notes is the intercept of its
factorisation. Majority is (agree + 1) / (answers + 2) over all. The score is the mean over the slate of
the least of two groups' (agree + 1) / (answers + 2), groups by k-means on the other half's Polis map.
This page shows one split of each; ten splits, with two groups and with three, are
[measured](../measured.md#slates-chosen-on-half-of-the-answers).
"""

_LIMITS = """## What this page does not say

- Which rule is better in one conversation: one split of five statements is noisy, and the rules often
  choose the same.
- What ours guarantees beside the score: that no fifth of the people who agree on a statement is left
  without one they support. Where nobody is short, selection is bridging alone.
- What people would say of all statements: most answered few, and which they were shown was not left to
  chance.
"""


def main() -> None:
    """Write the page; say why it cannot be where the conversations are absent."""
    if not CONVERSATIONS.is_dir():
        sys.exit("There is no shared/data/polis beside the checkout. The page stays as it is.")
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
