"""How a person names a block: by the number printed before it, by its first words, or by its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onevoice.assembly.text import Block, Kind, Text

_NESTED = (Kind.LIST_ENTRY, Kind.CLAUSE)
_FIRST_WORDS = 6


def named(text: Text) -> dict[str, dict[str, str]]:
    """Name every block of a text.

    Returns
    -------
    dict of str to dict
        By block id: its "kind"; its "ordinal", which is its place among its kind, from 1; its "number" as
        printed, with those of the entries that it lies in ("2(b)"), where no other block of its kind has the
        same; and what it "begins" with, where it has no such number and others of its kind have.
    """
    printed = dict(_printed(text))
    counts = Counter((block.kind, printed[block.id]) for block in text.blocks)
    with_numbers = {block.kind for block in text.blocks if printed[block.id]}
    places: Counter[Kind] = Counter()
    names: dict[str, dict[str, str]] = {}
    for block in text.blocks:
        places[block.kind] += 1
        name = {"kind": block.kind.value, "ordinal": str(places[block.kind])}
        number = printed[block.id]
        if number and counts[block.kind, number] == 1:
            name["number"] = number
        elif block.kind in with_numbers and block.words.strip():
            name["begins"] = _beginning(block.words)
        names[block.id] = name
    return names


def _printed(text: Text) -> Iterator[tuple[str, str]]:
    """Give each block's number with those of the entries round it; a sign that counts nothing is none."""
    round_it: list[Block] = []
    for block in text.blocks:
        if block.kind not in _NESTED:
            round_it = []
            yield block.id, _bare(block.number)
            continue
        while round_it and round_it[-1].depth >= block.depth:
            del round_it[-1]
        own = _bare(block.number)
        yield block.id, _path([*(_bare(one.number) for one in round_it), own]) if own else ""
        round_it.append(block)


def _path(numbers: list[str]) -> str:
    """Join numbers from the outermost: 2 and (b) are 2(b), 2 and a are 2.a, 2 and 2.1 are 2.1."""
    path = ""
    for number in numbers:
        if not path or number.startswith(f"{path}."):
            path = number
        elif number:
            path += number if number.startswith("(") else f".{number}"
    return path


def _bare(number: str) -> str:
    """Give a printed number without the sign that ends it; empty where there is no letter or figure in it."""
    if not any(sign.isalnum() for sign in number):
        return ""
    return number if number.startswith("(") else number.rstrip(".)")


def _beginning(words: str) -> str:
    singles = words.split()
    return " ".join(singles[:_FIRST_WORDS]) + (" …" if len(singles) > _FIRST_WORDS else "")
