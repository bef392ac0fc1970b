"""What difflib, diff-match-patch and merge3 do with texts: cases as JSON on stdin, answers as JSON on stdout.

Runs in an environment of its own (tools/bench_environment.sh), where onevoice is not needed.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from difflib import SequenceMatcher
from functools import partial
from time import perf_counter

from diff_match_patch import diff_match_patch  # type: ignore[import-not-found]  # not here
from merge3 import Merge3  # type: ignore[import-not-found]  # not here

from text_patience import PatienceMatcher  # type: ignore[import-not-found]  # beside this file

CASES = dict[str, dict[str, str]]
LIMIT = 600
"""Seconds after which a comparison is given up."""
MATCHERS = {
    "its own": SequenceMatcher,
    "autojunk=False": partial(SequenceMatcher, autojunk=False),
    "patience": PatienceMatcher,
}
"""What merge3 is given to match with: difflib as it comes, which is its default, and two that are fairer."""


def tokens(words: str) -> list[str]:
    """Part a text into words and the spaces between them."""
    return re.findall(r"\s+|\S+", words)


def spaced(words: str) -> list[str]:
    """Part a text into words, each with the space after it: of spaces alone difflib would count millions."""
    return re.findall(r"\S+\s*", words)


def difflib_changes(base: list[str] | str, draft: list[str] | str, *, autojunk: bool) -> list[list[str]]:
    """Give what goes and what comes at each place, as difflib finds it."""
    found = SequenceMatcher(None, base, draft, autojunk=autojunk).get_opcodes()
    return [["".join(base[i:j]), "".join(draft[k:m])] for tag, i, j, k, m in found if tag != "equal"]


def dmp_changes(base: str, draft: str) -> list[list[str]]:
    """Give what goes and what comes, as diff-match-patch finds it by characters."""
    differ = diff_match_patch()
    found = differ.diff_main(base, draft)
    differ.diff_cleanupSemantic(found)
    changes: list[list[str]] = []
    kept = True
    for sign, words in found:
        if sign and kept:
            changes.append(["", ""])
        if sign:
            changes[-1][sign > 0] += words
        kept = not sign
    return changes


def timed(changes: object) -> object:
    """Call, and give seconds with what it gave; None after the limit."""
    begin = perf_counter()
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(LIMIT)
    try:
        found = changes()  # type: ignore[operator]  # a function without arguments
    except KeyboardInterrupt:
        return {"changes": None, "seconds": LIMIT}
    finally:
        signal.alarm(0)
    return {"changes": found, "seconds": perf_counter() - begin}


def diffed(case: dict[str, str]) -> dict[str, object]:
    """Let every peer that compares find the changes: difflib by words, dmp as it comes."""
    base, draft = case["base"], case["draft"]
    one, other = spaced(base), spaced(draft)
    return {
        "difflib": timed(lambda: difflib_changes(one, other, autojunk=True)),
        "difflib, autojunk=False": timed(lambda: difflib_changes(one, other, autojunk=False)),
        "difflib, characters": timed(lambda: difflib_changes(base, draft, autojunk=True))
        if len(base) < 10_000
        else None,
        "diff-match-patch": timed(lambda: dmp_changes(base, draft)),
    }


def merged(case: dict[str, str]) -> dict[str, object]:
    """Let every peer that merges carry both drafts: dmp the second's patch after the first, merge3 both."""
    base, first, second = case["base"], case["first"], case["second"]
    patcher = diff_match_patch()
    text, done = patcher.patch_apply(patcher.patch_make(base, second), first)
    rows = [tokens(words) for words in (base, first, second)]
    return {
        "diff-match-patch": {"text": text, "done": all(done)},
        **{f"merge3, {name}": merged_by(matcher, *rows) for name, matcher in MATCHERS.items()},
    }


def merged_by(matcher: object, *rows: list[str]) -> dict[str, object]:
    """Let merge3 merge with one of its matchers."""
    groups = list(Merge3(*rows, sequence_matcher=matcher).merge_groups())
    conflicts = sum(group[0] == "conflict" for group in groups)
    read = None if conflicts else "".join("".join(group[1]) for group in groups)
    return {"text": read, "conflicts": conflicts}


def main() -> None:
    """Answer every case."""
    cases: CASES = json.load(sys.stdin)
    answers = {name: diffed(case) if "draft" in case else merged(case) for name, case in cases.items()}
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
