"""Time to relate, rebase, apply and mark up 200 amendments to a text of 20,000 words."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations
from statistics import median
from time import perf_counter, process_time

from benchmarks.table import Table, seconds, verdict
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import amended, apply
from onevoice.assembly.wording.marking import mark_up
from onevoice.assembly.wording.operations import Change, Insert, LeaveOut, Move, Operation
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import relate_amendments
from onevoice.testing_texts import repeated

WORDS = 20_000
AMENDMENTS = 200
RUNS = 5
TARGET = 2.0

_WORDS = (
    "that this house notes the report of its committee on water and land calls for a plan with costs "
    "dates and duties welcomes new work by towns schools farms regrets delay believes every child "
    "should have clean air asks ministers to publish figures each year before members vote again"
)
VOCABULARY = tuple(_WORDS.split())


def _seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # a simulation, no secret


def page(chance: random.Random) -> Text:
    """Give 1,000 words in paragraphs and list entries of 20 to 80 words."""
    blocks: list[Block] = []
    left = 1000
    while left:
        size = min(left, chance.randint(20, 80))
        kind = Kind.LIST_ENTRY if len(blocks) % 3 else Kind.PARAGRAPH
        blocks.append(Block(f"b{len(blocks)}", kind, sentence(chance, size)))
        left -= size
    return Text(tuple(blocks), "en")


def sentence(chance: random.Random, size: int) -> str:
    """Draw words."""
    return " ".join(chance.choice(VOCABULARY) for _ in range(size))


def word_span(words: str, first: int, count: int) -> tuple[int, int]:
    """Give where some words start and end, without the space round them."""
    split = words.split(" ")
    start = sum(len(word) + 1 for word in split[:first])
    return start, start + len(" ".join(split[first : first + count]))


def drawn(chance: random.Random, text: Text, number: int, prefix: str) -> Operation:
    """Draw an operation on one of the blocks of a text."""
    block = chance.choice(text.blocks)
    kind = chance.choices(("change", "leave out", "insert", "move"), weights=(6, 1, 2, 1))[0]
    new = Block(f"{prefix}{number}", block.kind, sentence(chance, 12))
    if kind == "change":
        start, end = word_span(block.words, chance.randrange(len(block.words.split()) - 5), 3)
        return Change(block.id, block.hash, start, end, new)
    if kind == "leave out":
        return LeaveOut(block.id, block.hash)
    if kind == "insert":
        return Insert(block.id, block.hash, (new,))
    return Move(block.id, block.hash, chance.choice(text.blocks).id)


def apart(text: Text, prefix: str, seed: int) -> list[Amendment]:
    """Draw one amendment for each of 200 blocks, so that all can be carried together."""
    chance = _seeded(seed)
    places = sorted(chance.sample(range(len(text.blocks)), AMENDMENTS))
    found = []
    for number, place in enumerate(places):
        operation = drawn(chance, Text((text.blocks[place],)), number, prefix)
        if isinstance(operation, Move):
            operation = Move(operation.block, operation.base, text.blocks[0].id)
        found.append(Amendment(f"{prefix}{number}", "m", (operation,)))
    return found


def measure() -> Table:
    """Time each of them."""
    text, _ = repeated(page(_seeded(1)), (), WORDS)
    free = _seeded(2)
    amendments = [
        Amendment(f"a{number}", "m", (drawn(free, text, number, "a"),)) for number in range(AMENDMENTS)
    ]
    carried, later = apart(text, "c", 3), apart(text, "d", 4)
    over = [operation for one in carried for operation in one.operations]
    operations = [operation for one in later for operation in one.operations]
    unplaced = len(rebase(text, operations, over).unplaced)
    steps: tuple[tuple[str, Callable[[], object], float | None], ...] = (
        (
            f"{AMENDMENTS} amendments related, all {AMENDMENTS * (AMENDMENTS - 1) // 2:,} pairs",
            lambda: [relate_amendments(text, *pair) for pair in combinations(amendments, 2)],
            TARGET,
        ),
        (
            f"{AMENDMENTS} operations rebased, all at once, over {AMENDMENTS} that were carried",
            lambda: rebase(text, operations, over),
            TARGET,
        ),
        (
            f"{AMENDMENTS} operations rebased, each alone, over the same {AMENDMENTS}",
            lambda: [rebase(text, (operation,), over) for operation in operations],
            TARGET,
        ),
        (f"{AMENDMENTS} operations applied", lambda: apply(text, over), None),
        (f"{AMENDMENTS} amendments in order of notice applied", lambda: amended(text, carried), None),
        (f"the text marked up with {AMENDMENTS} amendments", lambda: mark_up(text, carried), None),
    )
    return Table(
        heading=("step", "time", "target", "", "processor time"),
        rows=tuple(_row(*step) for step in steps),
        notes=(
            (
                f"Made texts: {sum(len(block.words.split()) for block in text.blocks):,} words in "
                f"{len(text.blocks)} blocks of 20 to 80; of each ten operations about six change words, two "
                "insert, one leaves a block out, one moves it. What is rebased meets the other where both "
                f"fell on one block; {unplaced} of {AMENDMENTS} were listed as clashing."
            ),
            f"Median and range of {RUNS} runs on one thread; a block's hash is computed once, in the first.",
        ),
    )


def _row(name: str, step: Callable[[], object], target: float | None) -> tuple[str, ...]:
    taken, worked = [], []
    for _ in range(RUNS):
        begin, work = perf_counter(), process_time()
        step()
        taken.append(perf_counter() - begin)
        worked.append(process_time() - work)
    reached = verdict(reached=median(taken) <= target) if target is not None else ""
    return (
        name,
        f"{seconds(median(taken))} ({min(taken):.3g}-{max(taken):.3g})",
        "" if target is None else f"{target:g} s",
        reached,
        seconds(median(worked)),
    )
