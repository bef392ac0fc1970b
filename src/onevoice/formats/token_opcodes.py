"""How one row of tokens becomes another with the fewest changes: rapidfuzz's answer, as tuples."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

Opcode = tuple[str, int, int, int, int]
"""Tag ("equal", "replace", "delete", "insert"), span of the first row, span of the second."""


def token_opcodes(base: Sequence[str], draft: Sequence[str]) -> list[Opcode]:
    """Give the opcodes that `onevoice.assembly.wording.deriving.derive` takes as a function.

    >>> token_opcodes(["a", " ", "b"], ["a", " ", "c"])
    [('equal', 0, 2, 0, 2), ('replace', 2, 3, 2, 3)]
    """
    return [
        (found.tag, found.src_start, found.src_end, found.dest_start, found.dest_end)
        for found in Levenshtein.opcodes(base, draft)
    ]
