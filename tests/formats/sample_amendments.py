"""Amendments to a sample text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from formats.sample_texts import texts
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)


@st.composite
def amendments(draw: st.DrawFn, text: Text) -> list[Amendment]:
    """Draw amendments by two movers, each on blocks of its own."""
    if draw(st.integers(0, 12)) == 0:
        new = draw(texts(most=3)).blocks
        blocks = tuple(replace(one, id=f"A.{n}") for n, one in enumerate(new))
        return [Amendment("A", "M", (ReplaceWhole(text.digest, blocks),))]
    operations: dict[str, list[Operation]] = {"A": [], "B": []}
    for place, block in enumerate(text.blocks):
        mover = draw(st.sampled_from("AB"))
        new = replace(draw(texts(most=1)).blocks[0], id=f"{mover}.{place}")
        ends = [at for at in range(len(block.words) + 1) if boundary(block.words, at)]
        start, end = sorted((draw(st.sampled_from(ends)), draw(st.sampled_from(ends))))
        others = [one.id for one in text.blocks if one is not block]
        choices: list[Operation | None] = [
            None,
            LeaveOut(block.id, block.hash),
            Insert(block.id, block.hash, (new,)),
            Change(
                block.id, block.hash, start, end, new if start == end else draw(st.sampled_from([None, new]))
            ),
            Move(block.id, block.hash, draw(st.sampled_from([None, *others]))),
        ]
        operations[mover] += [one for one in [draw(st.sampled_from(choices))] if one is not None]
    if draw(st.booleans()):
        end_words = Block("B.end", Kind.PARAGRAPH, " and more")
        operations["B"].append(
            AddAtEnd(draw(st.sampled_from([None, end_words])), (replace(end_words, id="B.e"),))
        )
    return [Amendment(name, "M", tuple(found)) for name, found in operations.items() if found]
