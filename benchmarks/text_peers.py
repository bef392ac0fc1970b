"""What difflib, diff-match-patch and merge3 do with the same texts as ours, case by case."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.table import Table, seconds
from benchmarks.wording import sentence
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.deriving import derive
from onevoice.assembly.wording.operations import AddAtEnd, Change, Operation
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import relate
from onevoice.formats.token_opcodes import token_opcodes

_ROOT = Path(__file__).parents[1]
_PEER = _ROOT / ".venv-bench" / "bin" / "python"
_BASE = "That this House notes the red report and agrees to print it."
_ALIKE = "the council shall publish its accounts within ten days of the vote;"
_LATER = "in every ordinary year, and in a year of elections as well, "


@dataclass(frozen=True, slots=True)
class _Merge:
    """Two drafts of one text, and how it should read with both; None where they cannot both be carried."""

    base: str
    first: str
    second: str
    wanted: str | None


def _put(base: str, old: str, new: str) -> str:
    """Exchange words that occur once."""
    if base.count(old) != 1:
        raise ValueError(f"{old!r} does not occur once")
    return base.replace(old, new)


def _merges() -> dict[str, _Merge]:
    """Give the cases with two drafts."""
    added = [f"{_BASE} And {one}." for one in ("thanks its authors", "regrets the delay")]
    here = [_put(_BASE, "red report", f"{one} red report") for one in ("long", "late")]
    twice = f"{_ALIKE} {_ALIKE}"
    second = f"{_ALIKE} {_ALIKE.replace('ten', 'twenty')}"
    return {
        "two additions at the end": _Merge(_BASE, added[0], added[1], f"{added[0]} And regrets the delay."),
        "two insertions at one point": _Merge(
            _BASE, here[0], here[1], _put(_BASE, "red report", "long late red report")
        ),
        "one insertion, made twice": _Merge(_BASE, here[0], here[0], here[0]),
        "changes that touch: 'red ', then 'report'": _Merge(
            _BASE,
            _put(_BASE, "red report", "report"),
            _put(_BASE, "red report", "red paper"),
            _put(_BASE, "red report", "paper"),
        ),
        "one word changed in two ways": _Merge(
            _BASE, _put(_BASE, "red", "green"), _put(_BASE, "red", "blue"), None
        ),
        "the second of two alike clauses changed, after the first": _Merge(
            twice, f"{_LATER}{twice}", second, f"{_LATER}{second}"
        ),
        "2,000 words, 20 changed and 20 others": _many(),
    }


def _many() -> _Merge:
    words = sentence(random.Random(7), 2000).split(" ")  # noqa: S311  # a simulation, no secret

    def changed(places: set[int]) -> str:
        return " ".join(f"new{at}" if at in places else word for at, word in enumerate(words))

    first, second = set(range(25, 2000, 100)), set(range(75, 2000, 100))
    return _Merge(" ".join(words), changed(first), changed(second), changed(first | second))


def _diffs() -> dict[str, tuple[str, str]]:
    """Give the cases with one draft."""
    words = sentence(random.Random(8), 20_000).split(" ")  # noqa: S311  # a simulation, no secret
    draft = [f"new{at}" if at % 67 == 1 and at < 20_100 else word for at, word in enumerate(words)]
    return {
        "'red' made 'green'": (_BASE, _put(_BASE, "red", "green")),
        f"20,000 words, {sum(a != b for a, b in zip(words, draft, strict=True))} of them changed": (
            " ".join(words),
            " ".join(draft),
        ),
    }


def measure() -> Table:
    """Put every case to all of them."""
    subprocess.run(
        ["sh", _ROOT / "tools" / "bench_environment.sh", sys.executable, "red-dwarf"], check=True, cwd=_ROOT
    )
    diffs, merges = _diffs(), _merges()
    cases: dict[str, dict[str, str]] = {
        name: {"base": base, "draft": draft} for name, (base, draft) in diffs.items()
    }
    cases |= {
        name: {"base": case.base, "first": case.first, "second": case.second} for name, case in merges.items()
    }
    done = subprocess.run(
        [_PEER, Path(__file__).with_name("text_peers_run.py")],
        input=json.dumps(cases), check=True, capture_output=True, text=True,
    )  # fmt: skip
    said = json.loads(done.stdout)
    rows = [_diff_row(name, *texts, said[name]) for name, texts in diffs.items()]
    rows += [_merge_row(name, case, said[name]) for name, case in merges.items()]
    return Table(
        heading=("case", "onevoice", "difflib", "diff-match-patch", "merge3"),
        rows=tuple(rows),
        notes=(
            (
                f"{_versions()}. merge3 and ours are given words and spaces one by one, difflib words with "
                "the space after them, diff-match-patch characters with its semantic clean-up; all else by "
                "default. merge3 is given three matchers: its own default (difflib's with autojunk), "
                "difflib's with autojunk=False, and one by patience as version control uses it; where all "
                "three end alike it is said once. difflib does not merge, merge3 does not compare two texts "
                "alone. As meant is also in order of notice: the first's words before the second's."
            ),
            (
                "Merging, ours derives operations from both drafts and rebases the second's over those; "
                "diff-match-patch applies the patch of the second to the first; merge3 merges the three. "
                "Each text is one block, so ours has no ids to go by within it. Each is run once, and its "
                "seconds are of a busy machine; diff-match-patch by default settles for what it has after "
                "one."
            ),
        ),
    )


def _diff_row(name: str, base: str, draft: str, said: dict[str, Any]) -> tuple[str, ...]:
    begin = perf_counter()
    operations = _derived(base, draft)
    ours = [list(_exchanged(base, one)) for one in operations]
    took = perf_counter() - begin
    small = len(base) < 10_000
    theirs = [
        f"{label}: {_told(said[key], small=small)}"
        for key, label in (
            ("difflib", "words"),
            ("difflib, autojunk=False", "words, autojunk=False"),
            ("difflib, characters", "characters"),
        )
        if said[key] is not None
    ]
    mine = _told({"changes": ours, "seconds": took}, small=small)
    return name, mine, "; ".join(theirs), _told(said["diff-match-patch"], small=small), "-"


def _told(said: dict[str, Any], *, small: bool) -> str:
    """Say the changes, or of a long text how many there are, how many words they exchange, and seconds."""
    changes = said["changes"]
    if changes is None:
        return f"given up after {said['seconds']} s"
    if small:
        return ", ".join(f"'{gone}' for '{come}'" if gone else f"'{come}' in" for gone, come in changes)
    gone = sum(len(one.split()) for one, _ in changes)
    count = f"{len(changes):,} change{'s' if len(changes) != 1 else ''}"
    return f"{count} with {gone:,} words gone, {seconds(said['seconds'])}"


def _merge_row(name: str, case: _Merge, said: dict[str, Any]) -> tuple[str, ...]:
    patched = said["diff-match-patch"]
    claim = "says it succeeded" if patched["done"] else "says it failed"
    read = "another text" if patched["text"] != case.wanted else "as meant"
    if case.wanted is None and not patched["done"]:
        read = "refused"
    elif read != "as meant" or not patched["done"]:
        read = f"**{read}**, {claim}{_quoted(patched['text'])}"
    ends = {
        label: _merged(case, said[f"merge3, {label}"]) for label in ("its own", "autojunk=False", "patience")
    }
    theirs = "; ".join(f"{label}: {end}" for label, end in ends.items())
    return name, _ours(case), "-", read, theirs if len(set(ends.values())) > 1 else ends["its own"]


def _merged(case: _Merge, merge: dict[str, Any]) -> str:
    """Say how merge3 ended with one of its matchers."""
    if merge["text"] is None:
        count = merge["conflicts"]
        return f"{count} conflict{'s' if count > 1 else ''}"
    return "as meant" if merge["text"] == case.wanted else f"**another text**{_quoted(merge['text'])}"


def _quoted(text: str) -> str:
    return f": '{text}'" if len(text) < 300 else ""


def _ours(case: _Merge) -> str:
    """Say how the two drafts stand to each other, and whether the text with both reads as meant."""
    text = _text(case.base)
    first, second = _derived(case.base, case.first, "a"), _derived(case.base, case.second, "b")
    kinds = {relate(text, one, other).kind.value for one in first for other in second}
    kinds = kinds - {"disjoint"} or kinds
    carried = rebase(text, second, first)
    alike = all(one.message.id.startswith("already") for one in carried.unplaced)
    said = " and ".join(sorted(kinds))
    if carried.unplaced and not alike:
        return f"{said}: refused, with the words"
    read = "".join(block.words for block in apply(apply(text, first), carried.placed).blocks)
    return f"{said}: {'as meant' if read == case.wanted else '**another text**'}"


def _text(words: str) -> Text:
    return Text((Block("b", Kind.PARAGRAPH, words),))


def _derived(base: str, draft: str, prefix: str = "n") -> tuple[Operation, ...]:
    return derive(_text(base), _text(draft), token_opcodes, lambda number: f"{prefix}{number}")


def _exchanged(base: str, operation: Operation) -> tuple[str, str]:
    """Give the words that go and those that come."""
    if isinstance(operation, Change):
        come = operation.inserted.words if operation.inserted else ""
        return base[operation.start : operation.end], come
    if isinstance(operation, AddAtEnd) and operation.run_on:
        return "", operation.run_on.words
    raise TypeError(f"a text of one block was changed by {type(operation).__name__}")


def _versions() -> str:
    script = "from importlib.metadata import version as v; print(v('diff-match-patch'), v('merge3'))"
    said = subprocess.run([_PEER, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    return f"diff-match-patch {said[0]}, merge3 {said[1]}"
