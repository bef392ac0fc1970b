"""Edits made by known operations on real motions, derived back from the edited text alone."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.table import Table, verdict
from benchmarks.wording import VOCABULARY, word_span
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.deriving import derive
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, Operation
from onevoice.formats.plain_text import parse_plain
from onevoice.formats.token_opcodes import token_opcodes

FOLDER = Path(__file__).parents[1].parent / "shared" / "data" / "rollcalls" / "uk-motions"
EDITS = 500
LEAST_WORDS = 60
_KINDS = (
    "words changed",
    "words left out",
    "words inserted",
    "words added at the end",
    "block left out",
    "block inserted",
    "block added at the end",
    "block moved",
)
SEVERAL = "two to four of these at once"


def measure() -> Table:
    """Count what comes back of 500 edits."""
    try:
        motions = _motions()
    except FileNotFoundError as error:
        raise SystemExit(
            f"The motions' texts are missing ({error.filename}). This figure reads the folder "
            "shared/data/rollcalls/uk-motions beside the checkout; put it there, or ask for other figures."
        ) from error
    chance = random.Random(5)  # noqa: S311  # a simulation, no secret
    found: Counter[tuple[str, str]] = Counter()
    for number in range(EDITS):
        kind = (*_KINDS, SEVERAL)[number % (len(_KINDS) + 1)]
        text, operations = _edit(chance, motions, kind)
        found[kind, _judged(text, operations)] += 1
    rows = tuple(_row(kind, found) for kind in (*_KINDS, SEVERAL))
    totals = {what: sum(found[kind, what] for kind in (*_KINDS, SEVERAL)) for what in _OUTCOMES}
    whole = ("**all**", f"{EDITS}", *(f"{totals[what]}" for what in _OUTCOMES), "0 wrong")
    return Table(
        heading=("made by", "edits", *_OUTCOMES, "target", ""),
        rows=(*((*row, "", "") for row in rows), (*whole, verdict(reached=totals["wrong"] == 0))),
        notes=(
            (
                f"{len(motions)} motions of the House of Commons of 2023 and 2024 of {LEAST_WORDS} words or "
                "more (mySociety's parl-motion-detector, CC-BY-4.0), read as plain text; edits at seeded "
                "random places, words left out with the space that follows them."
            ),
            (
                "The draft is given without the base's ids and without the operations. Recovered exactly: "
                "the same operations on the same words; equivalent: other operations that give the draft "
                "all the same, such as moving the neighbour instead; wrong: they give another text."
            ),
        ),
    )


_OUTCOMES = ("recovered exactly", "equivalent", "wrong")


def _motions() -> list[Text]:
    texts = []
    for year in (2023, 2024):
        with (FOLDER / f"house-of-commons-{year}-motions.csv").open(newline="", encoding="utf-8") as lines:
            texts += [
                parse_plain(row["motion_text"].replace("\r\n", "\n"))
                for row in csv.DictReader(lines)
                if len(row["motion_text"].split()) >= LEAST_WORDS
            ]
    return texts


def _edit(chance: random.Random, motions: list[Text], kind: str) -> tuple[Text, tuple[Operation, ...]]:
    """Draw a motion and operations on it that change what it says, each on blocks of its own."""
    size = chance.randint(2, 4) if kind == SEVERAL else 1
    while True:
        text = chance.choice(motions)
        kinds = [kind] if kind != SEVERAL else chance.sample(_KINDS, size)
        places = [place for place, block in enumerate(text.blocks) if len(block.words.split(" ")) > 8]
        if len(text.blocks) < max(3, size) or len(places) < size:
            continue
        operations = tuple(
            _operation(chance, text, place, one, f"new{number}")
            for number, (place, one) in enumerate(zip(chance.sample(places, size), kinds, strict=True))
        )
        after = apply(text, operations)
        if [block.words for block in after.blocks] != [block.words for block in text.blocks]:
            return text, operations


def _operation(chance: random.Random, text: Text, place: int, kind: str, new: str) -> Operation:
    block, last = text.blocks[place], text.blocks[-1]
    written = " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(1, 6)))
    if kind.endswith("added at the end"):
        added = replace(last, id=new, number="", marks=())
        if kind.startswith("words"):
            return AddAtEnd(replace(added, words=f" {written}"))
        return AddAtEnd(None, (replace(added, words=_block(chance)),))
    if kind == "block inserted":
        added = replace(block, id=new, words=_block(chance), number="", marks=())
        return Insert(block.id, block.hash, (added,))
    if kind == "block left out":
        return LeaveOut(block.id, block.hash)
    if kind == "block moved":
        others = [n for n in range(-1, len(text.blocks)) if n not in (place, place - 1)]
        after = chance.choice(others)
        return Move(block.id, block.hash, text.blocks[after].id if after >= 0 else None)
    return _reworded(chance, block, kind, replace(block, id=new, words=written, number="", marks=()))


def _reworded(chance: random.Random, block: Block, kind: str, inserted: Block) -> Change:
    """Change some words of a block, not its first nor its last."""
    first = chance.randrange(1, len(block.words.split(" ")) - 6)
    start, end = word_span(block.words, first, chance.randint(1, 5))
    if kind == "words left out":
        return Change(block.id, block.hash, start, end + 1)
    if kind == "words inserted":
        return Change(block.id, block.hash, start, start, replace(inserted, words=f"{inserted.words} "))
    return Change(block.id, block.hash, start, end, inserted)


def _block(chance: random.Random) -> str:
    return " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(8, 30)))


def _judged(text: Text, operations: tuple[Operation, ...]) -> str:
    wanted = apply(text, operations)
    names = count(1)
    draft = replace(wanted, blocks=tuple(replace(block, id=f"draft{next(names)}") for block in wanted.blocks))
    derived = derive(text, draft, token_opcodes, lambda number: f"derived{number}")
    reached = apply(text, derived)
    if _read(reached.blocks) != _read(wanted.blocks):
        return "wrong"
    same = {_shown(one) for one in derived} == {_shown(one) for one in operations}
    return "recovered exactly" if same else "equivalent"


def _read(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    """Give all of blocks but their ids and numbers."""
    return [(block.kind, block.depth, block.words, block.marks) for block in blocks]


def _shown(operation: Operation) -> object:
    """Give an operation with every inserted block under one id, so that two can be compared."""
    if isinstance(operation, Change):
        inserted = operation.inserted
        words = () if inserted is None else tuple(_read((inserted,)))
        return "change", operation.block, operation.start, operation.end, words
    if isinstance(operation, AddAtEnd):
        run_on = () if operation.run_on is None else tuple(_read((operation.run_on,)))
        return "add at end", run_on, tuple(_read(operation.inserted))
    if isinstance(operation, Insert):
        return "insert", operation.after, tuple(_read(operation.inserted))
    return operation


def _row(kind: str, found: Counter[tuple[str, str]]) -> tuple[str, ...]:
    counts = [found[kind, what] for what in _OUTCOMES]
    return kind, f"{sum(counts)}", *(f"{one}" for one in counts)
